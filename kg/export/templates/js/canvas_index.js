// Indexes behind the picture of a large graph: which nodes stand where, which lines come first, how discs are called.

// Nodes by square cells of the world. ``within`` gives the visible ones of a rectangle, the most important first, at most
// ``limit``. The order given is that of importance.
function makeGrid(nodes, x, y) {
  const cell = 160;
  const cells = new Map();
  const rank = new Uint32Array(graph.count);
  nodes.forEach((node, index) => {
    rank[node] = index;
    const key = Math.floor(x[node] / cell) * 1048576 + Math.floor(y[node] / cell);
    const list = cells.get(key);
    if (list) list.push(node);
    else cells.set(key, [node]);
  });
  return {
    within(left, top, right, bottom, limit) {
      const [x1, y1, x2, y2] = [left, top, right, bottom].map((value) => Math.floor(value / cell));
      if ((x2 - x1 + 1) * (y2 - y1 + 1) > cells.size) { // the rectangle holds more cells than there are: walk the nodes
        const found = [];
        for (const node of nodes) {
          if (visible.nodes[node] && x[node] >= left && x[node] <= right && y[node] >= top && y[node] <= bottom) found.push(node);
          if (found.length === limit) break;
        }
        return found;
      }
      const found = [];
      for (let cx = x1; cx <= x2; cx += 1) {
        for (let cy = y1; cy <= y2; cy += 1) for (const node of cells.get(cx * 1048576 + cy) || []) if (visible.nodes[node]) found.push(node);
      }
      return found.sort((one, two) => rank[one] - rank[two]).slice(0, limit);
    },
  };
}

// Lines that carry facts and lines that do not, each with the heaviest ends first.
function orderLinks() {
  const { a, b } = graph.links;
  const weight = graph.things.weight;
  const hasFact = new Uint8Array(a.length);
  graph.edges.fact.forEach((fact, edge) => { if (fact >= 0 && !graph.isMention(fact)) hasFact[graph.edges.link[edge]] = 1; });
  const importance = Float32Array.from(a, (node, link) => Math.min(weight[node], weight[b[link]]));
  const all = Uint32Array.from(a.keys()).sort((one, two) => importance[two] - importance[one] || one - two);
  return { facts: all.filter((link) => hasFact[link]), plain: all.filter((link) => !hasFact[link]) };
}

// How many lines run between each two discs; the strongest 600 pairs.
function linksBetweenDiscs() {
  const { community } = graph.things;
  const counts = new Map();
  for (let link = 0; link < graph.links.a.length; link += 1) {
    const one = community[graph.links.a[link]];
    const two = community[graph.links.b[link]];
    if (one < 0 || two < 0 || one === two || isHub(graph.links.a[link]) || isHub(graph.links.b[link])) continue;
    const key = Math.min(one, two) * 65536 + Math.max(one, two);
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return [...counts].sort((one, two) => two[1] - one[1] || one[0] - two[0]).slice(0, 600).map(([key, count]) => [Math.floor(key / 65536), key % 65536, count]);
}

// A disc is called by its best-known place; below stand its best-known people and bodies. Where it has no place, the
// first of these gives the name. Discs of which most is said come first.
function discNames() {
  const best = graph.discs.map((_, disc) => ({ disc, place: -1, others: [], weight: 0 }));
  const { community, weight } = graph.things;
  for (const node of inOrder()) {
    const entry = best[community[node]];
    const kind = graph.kindName(node);
    entry.weight += weight[node];
    if (kind === "place") { if (entry.place < 0) entry.place = node; } else if (["person", "organization"].includes(kind) && entry.others.length < 4) entry.others.push(node);
  }
  return best.map(({ disc, place: spot, others, weight: heavy }) => {
    const [first, ...rest] = [spot, ...others].filter((node) => node >= 0).map((node) => shortLabel(node, 12));
    return { disc, name: first, members: rest, heavy };
  }).filter(({ name }) => name).sort((one, two) => two.heavy - one.heavy || one.disc - two.disc);
}

// Distance of a point from a line segment.
function toSegment(px, py, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const part = Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - x1 - part * dx, py - y1 - part * dy);
}
