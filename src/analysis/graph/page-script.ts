/** What the page of page.ts does: move and scale, search, show what is clicked. Runs in a browser. */
export const PAGE_SCRIPT = `
"use strict";
const { nodes, edges } = JSON.parse(document.getElementById("data").textContent);
const picture = document.getElementById("picture");
const details = document.getElementById("details");
const search = document.getElementById("search");
const svg = picture.querySelector("svg");
svg.removeAttribute("width");
svg.removeAttribute("height");
const whole = svg.viewBox.baseVal;
const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
let view = { ...home };
const show = () => svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));

const zoom = (factor, atX = 0.5, atY = 0.5) => {
  const width = Math.min(home.width * 4, Math.max(80, view.width * factor));
  const scale = width / view.width;
  view = {
    x: view.x + view.width * (1 - scale) * atX,
    y: view.y + view.height * (1 - scale) * atY,
    width,
    height: view.height * scale,
  };
  show();
};
picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = picture.getBoundingClientRect();
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
}, { passive: false });
let drag = null;
picture.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, moved: false }; });
picture.addEventListener("pointermove", (event) => {
  if (drag === null || event.buttons === 0) return;
  const scale = Math.max(view.width / picture.clientWidth, view.height / picture.clientHeight);
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (Math.abs(dx) + Math.abs(dy) < 3 && !drag.moved) return;
  view.x -= dx * scale;
  view.y -= dy * scale;
  drag = { x: event.clientX, y: event.clientY, moved: true };
  picture.classList.add("moving");
  show();
});
addEventListener("pointerup", () => { picture.classList.remove("moving"); });
document.getElementById("larger").onclick = () => zoom(1 / 1.4);
document.getElementById("smaller").onclick = () => zoom(1.4);
document.getElementById("all").onclick = () => { view = { ...home }; show(); choose(null); search.value = ""; };

// A node may be drawn more than once: n7, n7_2, ...
const numberOf = (name) => Number(/^n(\\d+)/.exec(name)[1]);
const shapes = nodes.map(() => []);
for (const shape of svg.querySelectorAll("g.node")) shapes[numberOf(shape.id)].push(shape);
const everyShape = (act) => shapes.forEach((copies, index) => { for (const shape of copies) act(shape, index); });
const lines = [...svg.querySelectorAll("g.edge")].map((group) => {
  const [from, to] = group.querySelector("title").textContent.split("->").map((name) => name.trim());
  return { group, from, to };
});
for (const group of svg.querySelectorAll("title")) if (group.parentElement !== svg) group.remove();

/** Null: everything, otherwise the names of what is drawn, and which lines between them. */
const emphasise = (wanted, isLine = ({ from, to }) => wanted.has(from) && wanted.has(to)) => {
  everyShape((shape) => shape.classList.toggle("dim", wanted !== null && !wanted.has(shape.id)));
  for (const line of lines) line.group.classList.toggle("dim", wanted !== null && !isLine(line));
};
/** A node with all of its copies, and what lines join it with where it stands. */
const emphasiseAround = (index) => {
  const own = new Set(shapes[index].map((shape) => shape.id));
  const isLine = ({ from, to }) => own.has(from) || own.has(to);
  emphasise(new Set([...own, ...lines.filter(isLine).flatMap(({ from, to }) => [from, to])]), isLine);
};
const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
};
const linkTo = (index) => {
  const link = element("a", nodes[index].label.join(" "));
  link.onclick = () => { choose(index); reveal(index); };
  return link;
};
const listOf = (heading, rows, other) => {
  if (rows.length === 0) return;
  details.append(element("h3", heading));
  const list = element("ul");
  for (const edge of rows) {
    const item = element("li", edge.words + (edge.possible ? " (possibly) " : " "));
    item.append(linkTo(other(edge)));
    list.append(item);
  }
  details.append(list);
};
/** Moves and scales the picture so that a node can be read. */
const reveal = (index) => {
  const shape = shapes[index][0];
  if (shape === undefined) return;
  const box = picture.getBoundingClientRect(), at = shape.getBoundingClientRect();
  const isInside = at.left >= box.left && at.right <= box.right && at.top >= box.top && at.bottom <= box.bottom;
  if (isInside && at.height > 24) return;
  const scale = Math.max(view.width / box.width, view.height / box.height);
  const x = view.x + view.width / 2 + (at.left + at.width / 2 - box.left - box.width / 2) * scale;
  const y = view.y + view.height / 2 + (at.top + at.height / 2 - box.top - box.height / 2) * scale;
  const factor = Math.min(1, at.height / 40);
  view = { x: x - (view.width * factor) / 2, y: y - (view.height * factor) / 2, width: view.width * factor, height: view.height * factor };
  show();
};
function choose(index) {
  history.replaceState(null, "", index === null ? "#" : "#n" + index);
  everyShape((shape, at) => shape.classList.toggle("chosen", at === index));
  if (index === null) {
    details.replaceChildren(element("p", "Click a box to see its definition and what it hangs together with."));
    emphasise(null);
    return;
  }
  const { label, place, text, remark } = nodes[index];
  details.replaceChildren(element("h2", label.join(" ")));
  if (place !== null) details.append(element("div", place, "place"));
  if (remark !== null) details.append(element("div", remark, "remark"));
  if (text !== null) details.append(element("pre", text));
  const into = edges.filter((edge) => edge.to === index), out = edges.filter((edge) => edge.from === index);
  listOf("From", into, (edge) => edge.from);
  listOf("To", out, (edge) => edge.to);
  emphasiseAround(index);
}
everyShape((shape, index) => shape.addEventListener("click", () => { if (!drag?.moved) choose(index); }));
let found = [];
search.addEventListener("input", () => {
  const words = search.value.toLowerCase();
  found = words === "" ? [] : nodes.flatMap(({ label, text, place }, index) =>
    [...label, text ?? "", place ?? ""].join(" ").toLowerCase().includes(words) ? [index] : []);
  emphasise(words === "" ? null : new Set(found.flatMap((index) => shapes[index].map((shape) => shape.id))));
});
// Each Enter shows the next of what was found.
search.addEventListener("keydown", (event) => {
  const next = found.shift();
  if (event.key !== "Enter" || next === undefined) return;
  found.push(next);
  choose(next);
  reveal(next);
});
// page.html#n7 shows node 7.
const linked = /^#n(\\d+)$/.exec(location.hash);
if (linked !== null && nodes[linked[1]] !== undefined) {
  choose(Number(linked[1]));
  reveal(Number(linked[1]));
}
document.documentElement.dataset.ready = String(nodes.length);
`;
