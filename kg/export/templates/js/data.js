// Reading the data blocks, and the graph as the page uses it: columns, plus indexes made on first use.

const graph = { ready: false };
const MENTIONS = "schema:mentions";

async function readBlock(id) {
  const block = document.getElementById(id);
  if (!block) return null;
  const text = block.textContent;
  block.remove();
  if (!block.dataset.packed) return JSON.parse(text);
  if (typeof DecompressionStream === "undefined") throw new Error("tooOld");
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index += 1) bytes[index] = letters.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function takeCore(core, picture) {
  Object.assign(graph, core, { discs: picture.discs });
  Object.assign(graph.things, picture.things);
  const { things, edges, links, facts } = graph;
  for (const columns of [edges, links]) for (const [name, column] of Object.entries(columns)) columns[name] = Int32Array.from(column);
  facts.confidence = Float64Array.from(facts.confidence);
  graph.count = things.id.length;
  graph.kindName = (node) => graph.kinds[things.kind[node]];
  graph.drawn = (node) => things.community[node] >= 0;
  graph.numberOf = new Map(things.id.map((id, index) => [id, index]));
  graph.linkFacts = lists(links.a.length, edges.link);
  graph.nodeLinks = lists(graph.count, links.a, links.b);
  graph.nodeEdges = lists(graph.count, edges.from, edges.to);
  const subjects = new Int32Array(facts.subject);
  const objects = new Int32Array(facts.object.length).map((_, index) => (typeof facts.object[index] === "number" ? facts.object[index] : -1));
  graph.nodeFacts = lists(graph.count, subjects, objects);
  graph.articleNodes = Array.from({ length: graph.count }, (_, node) => node).filter((node) => graph.kindName(node) === "article");
  const order = new Map(graph.articleNodes.map((node) => [node, [published(node), pageOf(node), graph.things.pinyin[node]].join("\u0000")]));
  graph.articleNodes.sort((one, two) => (order.get(one) < order.get(two) ? -1 : order.get(one) > order.get(two) ? 1 : one - two));
  graph.dated = graph.articleNodes.some((node) => published(node));
  graph.isWithin = (fact) => (facts.flags[fact] & 2) !== 0;
  graph.isPost = (fact) => (facts.flags[fact] & 4) !== 0;
  graph.isMention = (fact) => factPredicate(fact) === MENTIONS;
  graph.isDirect = (fact) => (facts.flags[fact] & 1) !== 0;
  graph.ready = true;
}

// For each of ``count`` owners, the list of positions at which one of the columns names it (compressed rows).
function lists(count, ...columns) {
  const start = new Int32Array(count + 1);
  for (const column of columns) for (const owner of column) if (owner >= 0) start[owner + 1] += 1;
  for (let owner = 0; owner < count; owner += 1) start[owner + 1] += start[owner];
  const place = start.slice();
  const items = new Int32Array(start[count]);
  const length = columns[0].length;
  for (let index = 0; index < length; index += 1) {
    let last = -1;
    for (const column of columns) {
      const owner = column[index];
      if (owner >= 0 && owner !== last) items[place[owner]++] = index;
      last = owner;
    }
  }
  return (owner) => items.subarray(start[owner], place[owner]);
}

const labelOf = (node) => graph.things.label[node];
const factPredicate = (fact) => graph.predicates[graph.facts.predicate[fact]];
const edgePredicate = (edge) => graph.predicates[graph.edges.predicate[edge]];
const propertiesOf = (node) => graph.things.properties[node] || [];
const detailsOf = (fact) => graph.facts.details[fact] || [];

function property(rows, name) {
  const row = rows.find(([predicate]) => graph.predicates[predicate] === name);
  return row ? row[1] : undefined;
}

// A term of the data in words: a thing's label, a text, a number or date, or the words for a known concept.
function termText(value) {
  if (typeof value === "number") return labelOf(value);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value[0];
  return value ? term(value.iri) : "";
}

function headline(article) {
  return termText(property(propertiesOf(article), "schema:headline")) || labelOf(article) || word("untitled");
}

// The page that an article stands on.
const pageOf = (article) => termText(property(propertiesOf(article), "schema:isPartOf") ?? "");

const days = new Map();
function published(article) {
  if (!days.has(article)) days.set(article, termText(property(propertiesOf(article), "schema:datePublished") ?? ""));
  return days.get(article);
}

function articlesOf(fact) {
  const items = graph.facts.evidence[fact];
  if (items.length === 1) return [graph.evidence.article[items[0]]];
  return [...new Set(graph.facts.evidence[fact].map((item) => graph.evidence.article[item]))];
}

// Texts, quotes and ids come in the second block; until then evidence shows its article only.
let moreArrived;
const more = { texts: {}, quotes: {}, factIds: [], evidenceIds: [], thingTypes: [], ready: new Promise((resolve) => { moreArrived = resolve; }) };

async function readMore() {
  Object.assign(more, await readBlock("kg-more"));
  moreArrived();
}

// Offsets count code points; JavaScript counts UTF-16 units. Texts with characters beyond the first plane are split once.
const pointsCache = new Map();
function slice(article, start, end) {
  const text = more.texts[article] || "";
  if (!/[\ud800-\udbff]/.test(text)) return text.slice(start, end);
  if (!pointsCache.has(article)) pointsCache.set(article, Array.from(text));
  return pointsCache.get(article).slice(start, end).join("");
}

// The sentence of an evidence in three parts; null for an official list.
function sentence(item) {
  if (more.quotes[item]) return more.quotes[item];
  const { article, start, end, before, after } = graph.evidence;
  const text = (from, to) => slice(article[item], from, to);
  const parts = [text(start[item] - before[item], start[item]), text(start[item], end[item]), text(end[item], end[item] + after[item])];
  return parts[1] ? parts : null;
}
