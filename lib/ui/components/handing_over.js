// What one component hands over to another on the same page, whichever comes first.

/** @typedef {(sent: Uint8Array) => void} Take */
/** @typedef {{ last: Uint8Array[], take: Take | null }} Counter */

const MOST_KEPT = 8; // for a stage that comes later

/** @returns {Counter} */
function counterOfPage() {
  const page = /** @type {{ sentPictures?: Counter }} */ (window);
  return (page.sentPictures ??= { last: [], take: null });
}

/** @param {Uint8Array} sent */
export function handOver(sent) {
  const counter = counterOfPage();
  counter.last = [...counter.last.filter((each) => each !== sent), sent].slice(-MOST_KEPT);
  counter.take?.(sent);
}

/** Take what has been handed over, and what will be. @param {Take} take */
export function takeAll(take) {
  const counter = counterOfPage();
  counter.take = take;
  counter.last.forEach(take);
}
