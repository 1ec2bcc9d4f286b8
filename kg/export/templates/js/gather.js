// A few nodes of a large picture, gathered from all over it, are laid out anew: where they stand in the whole picture they
// would be specks far apart. The same nodes always come to stand the same way; afterwards each goes back to its place.

const GATHER_LIMIT = 200;
const SPRING = 95;
const gathering = { nodes: "", home: null };

// True when places have changed, so that the camera should follow.
function gather() {
  const narrow = (state.focus > 0 && state.node >= 0) || visible.path.length > 0 || bySource();
  const wanted = narrow && visible.total > CALM && visible.count > 1 && visible.count <= GATHER_LIMIT ? byImportance() : [];
  const key = wanted.join();
  if (key === gathering.nodes) return false;
  if (gathering.home) view.place(...gathering.home);
  gathering.home = null;
  if (wanted.length) {
    gathering.home = [wanted, wanted.map((node) => view.x[node]), wanted.map((node) => view.y[node])];
    view.place(wanted, ...springPlaces(wanted));
  }
  gathering.nodes = key;
  return true;
}

// Force-directed places (Fruchterman and Reingold, 1991) from a spiral with the best-linked node in the middle.
function springPlaces(nodes) {
  const index = new Map(nodes.map((node, place) => [node, place]));
  const ties = [];
  for (const node of nodes) {
    for (const link of graph.nodeLinks(node)) {
      const [one, two] = [index.get(graph.links.a[link]), index.get(graph.links.b[link])];
      if (graph.links.a[link] === node && visible.links[link] && one !== undefined && two !== undefined) ties.push([one, two, linkFact(link) < 0 ? 0.25 : 1]);
    }
  }
  const degree = new Float64Array(nodes.length);
  for (const [one, two, weight] of ties) { degree[one] += weight; degree[two] += weight; }
  const x = new Float64Array(nodes.length);
  const y = new Float64Array(nodes.length);
  [...nodes.keys()].sort((one, two) => degree[two] - degree[one] || one - two).forEach((place, turn) => {
    x[place] = 55 * Math.sqrt(turn) * Math.cos(turn * 2.399963) * 1.3;
    y[place] = 55 * Math.sqrt(turn) * Math.sin(turn * 2.399963);
  });
  const steps = nodes.length > 100 ? 80 : 150;
  for (let step = 0; step < steps; step += 1) springStep(x, y, ties, SPRING * 0.9 * (1 - step / steps) + 1);
  pushApart(x, y);
  return [x, y];
}

function springStep(x, y, ties, heat) {
  const count = x.length;
  const fx = new Float64Array(count);
  const fy = new Float64Array(count);
  for (let one = 0; one < count; one += 1) {
    for (let two = one + 1; two < count; two += 1) {
      const [dx, dy] = [x[one] - x[two], y[one] - y[two]];
      const push = (SPRING * SPRING) / (dx * dx + dy * dy + 1);
      fx[one] += dx * push; fy[one] += dy * push;
      fx[two] -= dx * push; fy[two] -= dy * push;
    }
  }
  for (const [one, two, weight] of ties) {
    const [dx, dy] = [x[one] - x[two], y[one] - y[two]];
    const pull = (Math.hypot(dx, dy) / SPRING) * weight;
    fx[one] -= dx * pull; fy[one] -= dy * pull;
    fx[two] += dx * pull; fy[two] += dy * pull;
  }
  for (let one = 0; one < count; one += 1) {
    fx[one] -= x[one] * 0.2; // a light hold on parts that hang by nothing
    fy[one] -= y[one] * 0.3;
    const length = Math.hypot(fx[one], fy[one]) + 1e-9;
    x[one] += (fx[one] / length) * Math.min(length, heat);
    y[one] += (fy[one] / length) * Math.min(length, heat);
  }
}

// Room for a short label below each node.
function pushApart(x, y, wide = 96, high = 46) {
  for (let round = 0; round < 40; round += 1) {
    let moved = false;
    for (let one = 0; one < x.length; one += 1) {
      for (let two = one + 1; two < x.length; two += 1) {
        const [lackX, lackY] = [wide - Math.abs(x[one] - x[two]), high - Math.abs(y[one] - y[two])];
        if (lackX <= 0 || lackY <= 0) continue;
        moved = true;
        const sideways = lackX < lackY * 1.6;
        const column = sideways ? x : y;
        const by = (sideways ? lackX : lackY) * 0.27 * (column[one] <= column[two] ? 1 : -1);
        column[one] -= by;
        column[two] += by;
      }
    }
    if (!moved) return;
  }
}
