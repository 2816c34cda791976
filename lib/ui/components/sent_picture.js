// The heavy part of a stage comes in a mount of its own, with this script: it hands it over to the
// stage's, which may come later.

import { handOver } from "./handing_over.js";

/** @param {import("./types").Mount<Uint8Array>} mount */
export default function ({ data }) {
  if (data) handOver(data);
}
