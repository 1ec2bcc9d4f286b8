// Which nodes and lines the picture shows under the present filters, and paths between nodes.

const UNKNOWN = -2;
const visible = { nodes: new Uint8Array(0), links: new Uint8Array(0), facts: new Uint8Array(0), linkFacts: new Int32Array(0), path: [], count: 0, total: 0 };

// Whether a fact is sure enough and stands in an article that the reader has not left out; -1 is a plain property.
const factPasses = (fact) => fact < 0 || visible.facts[fact] === 1;

function passingFacts() {
  const { confidence, evidence } = graph.facts;
  const passes = Uint8Array.from(confidence, (value) => (value < state.confidence ? 0 : 1));
  if (!bySource()) return passes;
  const articles = new Uint8Array(graph.count);
  for (const article of graph.articleNodes) articles[article] = articlePasses(article) ? 1 : 0;
  for (let fact = 0; fact < passes.length; fact += 1) {
    if (passes[fact] && !evidence[fact].some((item) => articles[graph.evidence.article[item]])) passes[fact] = 0;
  }
  return passes;
}

const bySource = () => state.onlyArticle >= 0 || state.since !== "" || state.until !== "";

function articlePasses(article) {
  if (state.onlyArticle >= 0 && article !== state.onlyArticle) return false;
  const day = published(article);
  if (state.since && !(day >= state.since)) return false;
  return !(state.until && !(day && day <= state.until));
}

// A plain property counts for the article it belongs to (what an article names), otherwise always.
function edgePasses(edge) {
  if (state.hiddenPredicates.size && state.hiddenPredicates.has(edgePredicate(edge))) return false;
  const fact = graph.edges.fact[edge];
  if (fact >= 0) return factPasses(fact);
  const source = graph.edges.from[edge];
  return graph.kindName(source) !== "article" || articlePasses(source);
}

function updateVisible() {
  const { count, links } = graph;
  visible.facts = passingFacts();
  visible.linkFacts = new Int32Array(links.a.length).fill(UNKNOWN); // found when first drawn
  const sources = bySource();
  const articleKind = graph.kinds.indexOf("article");
  const narrowed = sources || state.confidence > 0;
  const touched = narrowed ? new Uint8Array(count) : null;
  const lines = new Uint8Array(links.a.length);
  const everything = !narrowed && !state.hiddenPredicates.size;
  for (let edge = 0; edge < graph.edges.link.length; edge += 1) {
    if (!everything && !edgePasses(edge)) continue;
    lines[graph.edges.link[edge]] = 1;
    if (touched && (!sources || graph.edges.fact[edge] >= 0 || articleKind === graph.things.kind[graph.edges.from[edge]])) {
      touched[graph.edges.from[edge]] = touched[graph.edges.to[edge]] = 1; // what only an official list says stands in no article
    }
  }
  if (touched) keepUntouched(touched);
  const kindHidden = graph.kinds.map((name) => state.hiddenKinds.has(name));
  const nodes = new Uint8Array(count); // what is chosen by name is shown even when its kind is not
  let total = 0;
  for (let node = 0; node < count; node += 1) {
    if (!graph.drawn(node)) continue;
    total += 1;
    const kindShown = !kindHidden[graph.things.kind[node]] || node === state.node || state.path.includes(node);
    nodes[node] = kindShown && !state.hidden.has(node) && (!touched || touched[node]) ? 1 : 0;
  }
  visible.total = total;
  visible.path = [];
  if (state.path.length === 2) {
    visible.path = findPath(state.path[0], state.path[1], nodes, lines);
    if (!visible.path.length) visible.path = findPath(state.path[0], state.path[1], nodes.map((shown, node) => (shown || hiddenByKindAlone(node, touched) ? 1 : 0)), lines);
    for (const node of visible.path) nodes[node] = 1;
    if (visible.path.length && total > CALM) limitTo(nodes, new Set(visible.path)); // elsewhere it would be a hair across the map
  }
  if (state.focus && state.node >= 0) limitTo(nodes, reach(state.node, state.focus, nodes, lines));
  let shown = 0;
  for (let node = 0; node < count; node += 1) shown += nodes[node];
  for (let link = 0; link < lines.length; link += 1) {
    if (!nodes[links.a[link]] || !nodes[links.b[link]]) lines[link] = 0;
  }
  Object.assign(visible, { nodes, links: lines, count: shown });
}

// Kinds that a large picture leaves out may still connect two things: an article that names both.
const hiddenByKindAlone = (node, touched) => graph.drawn(node) && !state.hidden.has(node) && (!touched || touched[node]);

// A thing that no fact speaks of has no confidence to fall short of; it goes only when the reader narrows the sources.
function keepUntouched(touched) {
  if (bySource()) return;
  for (let node = 0; node < graph.count; node += 1) if (!graph.nodeFacts(node).length) touched[node] = 1;
}

function limitTo(nodes, kept) {
  for (let node = 0; node < nodes.length; node += 1) if (!kept.has(node)) nodes[node] = 0;
}

function neighbours(node, nodes = visible.nodes, lines = visible.links) {
  const result = [];
  for (const link of graph.nodeLinks(node)) {
    if (!lines[link]) continue;
    const other = graph.links.a[link] === node ? graph.links.b[link] : graph.links.a[link];
    if (nodes[other]) result.push(other);
  }
  return result;
}

// All nodes within some steps. Articles and roles are shown but not passed through: everything meets there.
function reach(start, steps, nodes, lines) {
  const kept = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const node of edge) {
      if (node !== start && isHub(node)) continue;
      for (const other of neighbours(node, nodes, lines)) {
        if (kept.has(other)) continue;
        kept.add(other);
        next.push(other);
      }
    }
    edge = next;
  }
  return kept;
}

// Drawn nodes in the order in which they get their labels: the one most is said of first; among those of which little is
// said, people come before what they head, and sums and sentences come last. The order is the same whatever is shown.
let ranked = null;
function inOrder() {
  if (!ranked) {
    const rank = Int32Array.from(graph.things.weight, (weight, node) => weight + (kindOf(graph.kindName(node)).standing || 0));
    ranked = Int32Array.from(graph.things.id.keys()).filter(graph.drawn).sort((one, two) => rank[two] - rank[one] || one - two);
  }
  return ranked;
}

function byImportance() {
  const result = [];
  for (const node of inOrder()) if (visible.nodes[node]) result.push(node);
  return result;
}

const isHub = (node) => ["article", "role"].includes(graph.kindName(node));

// The shortest path, by facts alone if there is one; through articles and roles only when nothing else connects.
function findPath(from, to, nodes, lines) {
  return walk(from, to, nodes, lines, false) || walk(from, to, nodes, lines, true) || [];
}

// Breadth first over typed arrays: a large graph has a quarter of a million lines to walk.
function walk(from, to, nodes, lines, throughHubs) {
  const { a, b } = graph.links;
  const before = new Int32Array(graph.count).fill(-2);
  before[from] = -1;
  const queue = [from];
  for (let at = 0; at < queue.length && before[to] === -2; at += 1) {
    const node = queue[at];
    if (!throughHubs && node !== from && isHub(node)) continue;
    for (const link of graph.nodeLinks(node)) {
      const other = a[link] === node ? b[link] : a[link];
      if (!lines[link] || !nodes[other] || before[other] !== -2) continue;
      before[other] = node;
      queue.push(other);
    }
  }
  if (before[to] === -2) return null;
  const path = [];
  for (let node = to; node >= 0; node = before[node]) path.unshift(node);
  return path;
}
