// What the reader has chosen. One object, one way to change it, and the address fragment that keeps it.

const state = {
  tab: "graph", node: -1, link: -1, article: -1, passage: -1, // passage: evidence to show in the article
  hiddenKinds: new Set(), hiddenPredicates: new Set(), onlyArticle: -1, confidence: 0, since: "", until: "",
  focus: 0, path: [], hidden: new Set(), pinned: new Set(), camera: null, dark: false,
};
const FILTERS = ["hiddenKinds", "hiddenPredicates", "onlyArticle", "confidence", "since", "until", "focus", "path", "hidden", "pinned"];
const START = structuredClone(state);
const CALM = 300; // drawn nodes from which the first view leaves out what touches everything
const HUBS = ["action", "article", "measure", "role"];

function setStart() {
  const drawn = graph.things.community.reduce((sum, community) => sum + (community >= 0 ? 1 : 0), 0);
  if (drawn > CALM) START.hiddenKinds = new Set(HUBS.filter((name) => graph.kinds.includes(name)));
}
const undoStack = [];
const listeners = [];
const onChange = (listener) => listeners.push(listener);

// Applies changes, tells every part of the page once, and keeps the address in step. Selecting something or changing
// the tab makes a step of the browser's history, so that Back returns; filters can be undone.
function change(changes, { keep = true } = {}) {
  const before = Object.fromEntries(FILTERS.map((name) => [name, clone(state[name])]));
  const changed = Object.keys(changes).filter((name) => !same(state[name], changes[name]));
  if (!changed.length) return;
  Object.assign(state, changes);
  if (keep && changed.some((name) => FILTERS.includes(name))) undoStack.push(before);
  const step = changed.some((name) => ["tab", "node", "link", "article", "passage"].includes(name));
  for (const listener of listeners) listener(new Set(changed));
  if (keep) writeFragment(step);
}

function undo() {
  const before = undoStack.pop();
  if (!before) return;
  change(before, { keep: false });
  writeFragment(false);
}

const resetFilters = () => change(Object.fromEntries(FILTERS.map((name) => [name, clone(START[name])])));
const filtered = () => FILTERS.some((name) => name !== "pinned" && !same(state[name], START[name]));
const clone = (value) => (value instanceof Set ? new Set(value) : Array.isArray(value) ? [...value] : value);

function same(one, two) {
  if (one instanceof Set) return one.size === two.size && [...one].every((item) => two.has(item));
  if (Array.isArray(one) && Array.isArray(two)) return one.length === two.length && one.every((item, index) => item === two[index]);
  return one === two;
}

const toggled = (set, item) => {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
};

// Fragment: ids, never numbers, so that a link still means the same in a page built anew with more articles.
function fragment() {
  const parts = new URLSearchParams();
  const id = (node) => graph.things.id[node];
  const put = (name, value) => value && parts.set(name, value);
  put("t", state.tab !== "graph" && state.tab);
  put("n", state.node >= 0 && id(state.node));
  put("e", state.link >= 0 && `${id(graph.links.a[state.link])}~${id(graph.links.b[state.link])}`);
  put("a", state.article >= 0 && id(state.article));
  put("q", state.passage >= 0 && `${id(graph.evidence.article[state.passage])}~${graph.evidence.start[state.passage]}~${graph.evidence.end[state.passage]}`);
  if (!same(state.hiddenKinds, START.hiddenKinds)) parts.set("k", [...state.hiddenKinds].sort().join("~"));
  put("p", [...state.hiddenPredicates].sort().join("~"));
  put("only", state.onlyArticle >= 0 && id(state.onlyArticle));
  put("c", state.confidence && String(state.confidence));
  put("since", state.since);
  put("until", state.until);
  put("focus", state.focus && String(state.focus));
  put("path", state.path.map(id).join("~"));
  put("hide", [...state.hidden].map(id).sort().join("~"));
  put("pin", [...state.pinned].map(id).sort().join("~"));
  put("at", state.camera && state.camera.map((value) => Math.round(value * 1000) / 1000).join("~"));
  put("l", language !== "zh" && language);
  put("d", state.dark !== systemDark() && (state.dark ? "1" : "0"));
  return parts.toString();
}

const systemDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

function writeFragment(step) {
  const target = `#${fragment()}`;
  if (target === (location.hash || "#")) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", target);
  } catch {
    // Inside a sandboxed frame the address belongs to the host page: the view then simply has no address.
  }
}

// Reads a fragment; names it does not know and things that are not in this graph are passed over.
function parseFragment(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const get = (name) => parts.get(name) || "";
  const many = (name) => get(name).split("~").filter(Boolean);
  const node = (id) => graph.numberOf.get(id) ?? -1;
  const nodes = (name) => many(name).map(node).filter((item) => item >= 0);
  const camera = many("at").map(Number);
  const result = clone2(START);
  if (["people", "places", "timeline", "articles"].includes(get("t"))) result.tab = get("t");
  result.node = node(get("n"));
  result.link = findLink(...many("e").map(node));
  result.article = node(get("a"));
  const [article, start, end] = many("q");
  result.passage = article ? findPassage(node(article), Number(start), Number(end)) : -1;
  if (parts.has("k")) result.hiddenKinds = new Set(many("k"));
  result.hiddenPredicates = new Set(many("p"));
  result.onlyArticle = node(get("only"));
  result.confidence = Math.min(1, Math.max(0, Number(get("c")) || 0));
  if (/^[\d-]{4,10}$/.test(get("since"))) result.since = get("since");
  if (/^[\d-]{4,10}$/.test(get("until"))) result.until = get("until");
  result.focus = Math.min(3, Math.max(0, Math.round(Number(get("focus")) || 0)));
  const path = nodes("path");
  result.path = path.length === 2 ? path : [];
  result.hidden = new Set(nodes("hide"));
  result.pinned = new Set(nodes("pin"));
  result.camera = camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0 ? camera : null;
  language = get("l") === "en" ? "en" : "zh";
  result.dark = get("d") ? get("d") === "1" : systemDark();
  return result;
}

const clone2 = (object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, clone(value)]));

function findLink(one, two) {
  if (!(one >= 0) || !(two >= 0)) return -1;
  for (const link of graph.nodeLinks(one)) {
    if (graph.links.a[link] === two || graph.links.b[link] === two) return link;
  }
  return -1;
}

function findPassage(article, start, end) {
  const columns = graph.evidence;
  return columns.article.findIndex((item, index) => item === article && columns.start[index] === start && columns.end[index] === end);
}
