// How each kind of thing looks: one outline and one colour, the same on the canvas, in the legend and in saved pictures.

const OTHER_KIND = { zh: "其他", en: "Other", one: "thing", light: "#6b7280", dark: "#a3acba", shape: "circle", size: 0.9 };
const kindOf = (name) => (Object.hasOwn(KINDS, name) ? KINDS[name] : OTHER_KIND);
const kindColour = (name, dark) => (dark ? kindOf(name).dark : kindOf(name).light);

// Draws the outline of a kind around (x, y) on a canvas context, or on anything with the same four methods.
function traceKind(pen, name, x, y, radius) {
  const { shape, size } = kindOf(name);
  const r = radius * size;
  if (shape === "circle") {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
  } else {
    shape.forEach(([dx, dy], index) => (index ? pen.lineTo(x + dx * r, y + dy * r) : pen.moveTo(x + dx * r, y + dy * r)));
    pen.closePath();
  }
}

// The same outline as the d attribute of an SVG path.
function kindPath(name, x, y, radius) {
  const parts = [];
  const at = (value) => Math.round(value * 100) / 100;
  traceKind({
    moveTo: (px, py) => parts.push(`M${at(px)} ${at(py)}`),
    lineTo: (px, py) => parts.push(`L${at(px)} ${at(py)}`),
    arc: (cx, cy, r) => parts.push(`A${at(r)} ${at(r)} 0 1 1 ${at(cx - r)} ${at(cy)}A${at(r)} ${at(r)} 0 1 1 ${at(cx + r)} ${at(cy)}`),
    closePath: () => parts.push("Z"),
  }, name, x, y, radius);
  return parts.join("");
}

function kindIcon(name, size = 16) {
  return svg("svg", { viewBox: "-10 -10 20 20", width: size, height: size, class: `icon kind-${Object.hasOwn(KINDS, name) ? name : "other"}`, "aria-hidden": "true" },
    svg("path", { d: kindPath(name, 0, 0, 7.6) }));
}

let narrowScreen = innerWidth <= 720; // kept, since asking the window in every node would lay out the page anew
addEventListener("resize", () => { narrowScreen = innerWidth <= 720; });

// How much of its size a node keeps at a zoom: in a picture of few nodes they stay easy to hit when zoomed out.
const sizeAt = (scale, count) => Math.max(scale, (count <= 120 ? 0.72 : count <= 400 ? 0.5 : 0.3) * (narrowScreen ? 0.65 : 1));

// The same in a large picture, where only what is near is drawn node by node.
const sizeInLarge = (scale, count) => (count <= FEW_OPEN ? sizeAt(scale, count) : Math.max(scale, 0.45));

// Size says how much is said of a thing: the root keeps area in proportion, the cap keeps a hub from hiding its neighbours.
const radiusOf = (weight) => 8 + Math.min(15, 2.1 * Math.sqrt(Math.max(0, weight)));
