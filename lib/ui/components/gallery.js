// The gallery: data sets as buttons that show their points. A click tells Python the key.

const galleries = new WeakMap();
const HEADINGS = { generated: "Generated: the truth is known", real: "Real: measured by somebody" };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery");
  if (!root || !data) return undefined;
  const gallery = galleries.get(root) || { root, cards: [] };
  galleries.set(root, gallery);
  gallery.choose = (key) => setTriggerValue("picked", key);
  fillGallery(gallery, data);
  gallery.watcher ||= new ResizeObserver(() => drawCards(gallery));
  gallery.watcher.observe(root); // also draws for the first time
  drawCards(gallery);
  return () => gallery.watcher.disconnect();
}

function fillGallery(gallery, { items, chosen }) {
  const hadFocus = gallery.root.getRootNode().activeElement?.dataset?.key;
  gallery.cards = [];
  const sections = Object.keys(HEADINGS)
    .map((kind) => sectionOf(gallery, kind, items.filter((item) => item.kind === kind), chosen))
    .filter(Boolean);
  gallery.root.replaceChildren(...sections);
  gallery.cards.find(({ button }) => button.dataset.key === hadFocus)?.button.focus();
}

function sectionOf(gallery, kind, items, chosen) {
  if (!items.length) return null;
  const section = element("section");
  section.append(element("h3", "", HEADINGS[kind]));
  const grid = section.appendChild(element("div", "grid"));
  for (const item of items) grid.append(cardOf(gallery, item, item.key === chosen));
  return section;
}

function cardOf(gallery, item, isChosen) {
  const button = element("button");
  button.type = "button";
  button.dataset.key = item.key;
  button.setAttribute("aria-pressed", String(isChosen));
  button.onclick = () => gallery.choose(item.key);
  const canvas = button.appendChild(element("canvas"));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `points of ${item.classes.length} classes`);
  button.append(element("span", "title", item.title), element("span", "summary", item.summary));
  if (isChosen) button.append(element("span", "tag", "chosen"));
  gallery.cards.push({ button, canvas, marks: item.classes, points: floatsOf(item.points), y: bytesOf(item.y) });
  return button;
}

function drawCards(gallery) {
  const style = getComputedStyle(gallery.root);
  gallery.root.classList.toggle("dark", isDark(style));
  const edge = style.getPropertyValue("--edge-canvas").trim();
  for (const card of gallery.cards) drawCard(card, edge);
}

function drawCard({ canvas, marks, points, y }, edge) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width || !height) return; // hidden, in a closed dialog perhaps
  const pen = prepare(canvas, width, height);
  const room = 5;
  pen.lineWidth = 0.6;
  for (let row = 0; row < y.length; row++) {
    const x = room + points[2 * row] * (width - 2 * room);
    drawMark(pen, marks[y[row]], x, height - room - points[2 * row + 1] * (height - 2 * room), 2.1, edge);
  }
}
