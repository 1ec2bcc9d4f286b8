// What both drawing engines put on top of their picture: the selection, labels at one size on screen, none over another.

const PALETTE = {
  light: { paper: "#faf9f5", ink: "#22262b", quiet: "#5c636d", line: "#9aa1ab", faint: "#d5d4cc", accent: "#b3261e", shade: "rgba(250,249,245,.78)", disc: "#f0ede2" },
  dark: { paper: "#15181d", ink: "#e9ebee", quiet: "#a7afba", line: "#68707c", faint: "#343a44", accent: "#ff8a7a", shade: "rgba(21,24,29,.78)", disc: "#20252c" },
};
const palette = () => (state.dark ? PALETTE.dark : PALETTE.light);
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif';
const MAX_LABELS = 140;
const foremost = (count) => Math.min(40, 3 + count / 20); // so many names, the most important, may lie over outlines if need be
const NEAR = 0.75; // zoom from which edges carry words
const CLOSE = 1.05; // zoom from which minor kinds are labelled: sentences and sums would drown the names
const FEW = 60; // so few nodes have room for words on edges at any zoom

const isMinor = (node) => Boolean(kindOf(graph.kindName(node)).minor);
const painted = { labels: [] }; // what the last frame wrote: node, left, top, width, height on screen

const widths = new Map();
function textWidth(pen, text) {
  const key = pen.font + text;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

const shortLabels = new Map();
function shortLabel(node, length) {
  const key = node * 64 + length;
  if (!shortLabels.has(key)) shortLabels.set(key, short(labelOf(node).replace(/\s+/g, " "), length) || "–");
  return shortLabels.get(key);
}

// Boxes already taken on screen, in cells of 80 pixels, so that asking costs the same however many there are.
class Boxes {
  constructor() { this.cells = new Map(); }

  keys(box) {
    const keys = [];
    for (let cx = Math.floor(box[0] / 80); cx <= Math.floor(box[2] / 80); cx += 1) {
      for (let cy = Math.floor(box[1] / 80); cy <= Math.floor(box[3] / 80); cy += 1) keys.push(cx * 4096 + cy);
    }
    return keys;
  }

  free(x, y, width, height) {
    const box = [x, y, x + width, y + height];
    return this.keys(box).every((key) => (this.cells.get(key) || []).every((other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1]));
  }

  take(x, y, width, height) {
    if (!this.free(x, y, width, height)) return false;
    const box = [x, y, x + width, y + height];
    for (const key of this.keys(box)) this.cells.get(key)?.push(box) ?? this.cells.set(key, [box]);
    return true;
  }
}

// The nodes and lines that stand out now: the path, the neighbourhood of the chosen node, or the chosen line.
function highlighted() {
  const { a, b } = graph.links;
  if (visible.path.length) {
    const links = visible.path.slice(1).map((node, index) => findLink(visible.path[index], node));
    return { nodes: visible.path, links };
  }
  if (state.node >= 0 && visible.nodes[state.node]) {
    const links = [...graph.nodeLinks(state.node)].filter((link) => visible.links[link]);
    return { nodes: [state.node, ...links.map((link) => (a[link] === state.node ? b[link] : a[link]))], links };
  }
  if (state.link >= 0 && visible.links[state.link]) return { nodes: [a[state.link], b[state.link]], links: [state.link] };
  return null;
}

// view: {x, y, width, height, scale, left, top, hover} with positions in the world; screen = world * scale + (left, top).
// order: visible nodes, the most important first.
function paintOverlay(pen, view, order) {
  const colours = palette();
  const sx = (node) => view.x[node] * view.scale + view.left;
  const sy = (node) => view.y[node] * view.scale + view.top;
  const inside = (node) => sx(node) > -60 && sx(node) < view.width + 60 && sy(node) > -40 && sy(node) < view.height + 40;
  const chosen = highlighted();
  const radius = (node) => Math.max(2.2, radiusOf(graph.things.weight[node]) * (view.size ?? view.scale));
  if (chosen && !state.focus) {
    pen.fillStyle = colours.shade;
    pen.fillRect(0, 0, view.width, view.height);
  }
  if (chosen) paintChosen(pen, chosen, sx, sy, radius, colours);
  const boxes = new Boxes();
  if (legendBox) boxes.take(...legendBox); // a label under the legend would not be read
  const major = view.scale >= CLOSE || order.length <= FEW ? inside : (node) => inside(node) && !isMinor(node);
  const candidates = chosen && !state.focus ? [...chosen.nodes] : order.filter(major);
  if (chosen && state.focus) candidates.unshift(state.node);
  if (view.hover >= 0 && visible.nodes[view.hover]) candidates.unshift(view.hover);
  const outlines = new Boxes(); // kept clear, except by the foremost names
  const small = new Boxes(); // outlines of what has no label now: kept clear where there is room
  const outline = (node, where) => where.take(sx(node) - radius(node) * 0.7, sy(node) - radius(node) * 0.7, radius(node) * 1.4, radius(node) * 1.4);
  for (const node of candidates.slice(0, 400)) outline(node, outlines);
  if (major !== inside && !chosen) for (const node of order.slice(0, 1000)) if (isMinor(node) && inside(node)) outline(node, small);
  paintNodeLabels(pen, candidates, { boxes, outlines, small }, sx, sy, radius, colours, chosen, view.width);
  const links = chosen && !state.focus ? chosen.links : view.scale >= NEAR || order.length <= FEW ? linksNear(candidates) : [];
  paintLinkLabels(pen, links, boxes, sx, sy, colours);
  paintPins(pen, sx, sy, radius, colours);
}

function paintChosen(pen, chosen, sx, sy, radius, colours) {
  pen.lineWidth = 2;
  for (const link of chosen.links) {
    pen.strokeStyle = linkColour(link, true);
    pen.beginPath();
    pen.moveTo(sx(graph.links.a[link]), sy(graph.links.a[link]));
    pen.lineTo(sx(graph.links.b[link]), sy(graph.links.b[link]));
    pen.stroke();
  }
  chosen.links.forEach((link) => paintArrows(pen, link, sx, sy, radius));
  for (const node of [...chosen.nodes].reverse()) {
    pen.beginPath();
    traceKind(pen, graph.kindName(node), sx(node), sy(node), radius(node));
    pen.fillStyle = kindColour(graph.kindName(node), state.dark);
    pen.fill();
    pen.lineWidth = node === state.node ? 3.5 : 1.5;
    pen.strokeStyle = node === state.node ? colours.accent : colours.paper;
    pen.stroke();
  }
}

function paintNodeLabels(pen, candidates, { boxes, outlines, small }, sx, sy, radius, colours, chosen, room) {
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  painted.labels = [];
  const done = new Set();
  const first = foremost(candidates.length);
  for (const node of candidates) {
    if (painted.labels.length >= MAX_LABELS) break;
    if (done.has(node)) continue;
    done.add(node);
    const strong = node === state.node || visible.path.includes(node);
    pen.font = `${strong ? "700 14px" : graph.kindName(node) === "person" ? "600 12.5px" : "12px"} ${FONT}`;
    const text = shortLabel(node, strong ? 22 : chosen ? 14 : 12);
    const width = textWidth(pen, text);
    const x = sx(node);
    const y = sy(node);
    const r = radius(node) + 9;
    const places = [[x - width / 2, y + r], [x + r - 3, y], [x - r + 3 - width, y], [x - width / 2, y - r]];
    const free = (taken, [left, middle]) => taken.free(left - 2, middle - 8, width + 4, 16);
    const possible = places.filter((at) => at[0] > 2 && at[0] + width < room - 2 && free(boxes, at));
    const beside = possible.filter((at) => free(outlines, at));
    const place = beside.find((at) => free(small, at)) || beside[0] || (done.size <= first && !isHub(node) ? possible[0] : null) || (strong ? places[0] : null);
    if (!place) continue;
    boxes.take(place[0] - 2, place[1] - 8, width + 4, 16);
    pen.lineWidth = 3.5;
    pen.strokeStyle = colours.paper;
    pen.strokeText(text, place[0], place[1]);
    pen.fillStyle = colours.ink;
    pen.fillText(text, place[0], place[1]);
    painted.labels.push([node, place[0], place[1] - 8, width, 16]);
  }
}

// Lines between labelled nodes, those of facts first.
function linksNear(nodes) {
  const near = new Set(nodes.slice(0, 120));
  const links = new Set();
  for (const node of near) for (const link of graph.nodeLinks(node)) if (visible.links[link] && near.has(graph.links.a[link]) && near.has(graph.links.b[link])) links.add(link);
  return [...links].filter((link) => linkFact(link) >= 0).slice(0, 160);
}

function paintLinkLabels(pen, links, boxes, sx, sy, colours) {
  pen.font = `11px ${FONT}`;
  for (const link of links) {
    const { a, b } = graph.links;
    const [x1, y1, x2, y2] = [sx(a[link]), sy(a[link]), sx(b[link]), sy(b[link])];
    const text = linkLabel(link);
    if (!text) continue;
    const width = textWidth(pen, text);
    if (Math.hypot(x2 - x1, y2 - y1) < 42 && links.length > 1) continue;
    const spot = [0.5, 0.38, 0.62].map((part) => [x1 + (x2 - x1) * part - width / 2, y1 + (y2 - y1) * part])
      .find(([left, middle]) => boxes.take(left - 2, middle - 7, width + 4, 14));
    if (!spot) continue;
    pen.fillStyle = colours.paper; // a gap in the line, so that it does not strike the word through
    pen.fillRect(spot[0] - 2, spot[1] - 7, width + 4, 14);
    pen.fillStyle = colours.quiet;
    pen.fillText(text, spot[0], spot[1]);
  }
}

function paintArrows(pen, link, sx, sy, radius) {
  for (const node of new Set([...graph.linkFacts(link)].filter(edgePasses).map((edge) => graph.edges.to[edge]))) {
    const from = graph.links.a[link] === node ? graph.links.b[link] : graph.links.a[link];
    const angle = Math.atan2(sy(node) - sy(from), sx(node) - sx(from));
    const gap = radius(node) + 3;
    const x = sx(node) - Math.cos(angle) * gap;
    const y = sy(node) - Math.sin(angle) * gap;
    pen.fillStyle = linkColour(link, true);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 9 * Math.cos(angle - 0.42), y - 9 * Math.sin(angle - 0.42));
    pen.lineTo(x - 9 * Math.cos(angle + 0.42), y - 9 * Math.sin(angle + 0.42));
    pen.fill();
  }
}

function paintPins(pen, sx, sy, radius, colours) {
  for (const node of state.pinned) {
    if (!visible.nodes[node]) continue;
    pen.beginPath();
    pen.arc(sx(node), sy(node), radius(node) + 4, 0, 2 * Math.PI);
    pen.setLineDash([3, 3]);
    pen.lineWidth = 1.5;
    pen.strokeStyle = colours.quiet;
    pen.stroke();
    pen.setLineDash([]);
  }
}

// The fact a line is drawn for: a plain one before an uncertain one; -1 when none passes the filters. That an article
// names a thing is no fact about the thing: such lines stay faint.
function linkFact(link) {
  const known = visible.linkFacts[link];
  if (known !== UNKNOWN) return known;
  return (visible.linkFacts[link] = findLinkFact(link));
}

function findLinkFact(link) {
  let found = -1;
  for (const edge of graph.linkFacts(link)) {
    const fact = graph.edges.fact[edge];
    if (fact < 0 || graph.isMention(fact) || !edgePasses(edge)) continue;
    if (graph.isDirect(fact)) return fact;
    found = fact;
  }
  return found;
}

function linkColour(link, strong) {
  const colours = palette();
  const fact = linkFact(link);
  if (fact < 0) return strong ? colours.line : colours.faint;
  return strong ? colours.quiet : colours.line;
}

// What stands on a line: the post for a membership, else the words for the predicate; "+1" when there is more.
function linkLabel(link) {
  const names = [];
  for (const edge of graph.linkFacts(link)) {
    if (!edgePasses(edge)) continue;
    const fact = graph.edges.fact[edge];
    if (graph.kindName(graph.edges.to[edge]) === "role" && fact >= 0) continue; // the role's own label says it
    if (edgePredicate(edge) === MENTIONS && linkFact(link) >= 0) continue;
    const name = fact < 0 ? term(edgePredicate(edge)) : graph.isPost(fact) ? roleText(fact) : predicateWords(fact);
    if (!names.includes(name)) names.push(name);
  }
  const first = short(names[0] || "", 12);
  return names.length > 1 ? `${first} +${names.length - 1}` : first;
}
