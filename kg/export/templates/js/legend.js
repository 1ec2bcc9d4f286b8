// The legend, which is also the filter: kinds and relations with counts, confidence, article and dates.

const counted = {}; // counts do not change while the page is open
const countKinds = () => (counted.kinds ??= kindCounts());
const countPredicates = () => (counted.predicates ??= predicateCounts());

function kindCounts() {
  const counts = new Map();
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.drawn(node)) counts.set(graph.kindName(node), (counts.get(graph.kindName(node)) || 0) + 1);
  }
  const order = Object.keys(KINDS);
  return [...counts].sort((one, two) => place(order, one[0]) - place(order, two[0]) || (one[0] < two[0] ? -1 : 1));
}

const place = (order, name) => (order.includes(name) ? order.indexOf(name) : order.length);

function predicateCounts() {
  const counts = new Map();
  for (let edge = 0; edge < graph.edges.link.length; edge += 1) {
    if (!graph.drawn(graph.edges.from[edge]) || !graph.drawn(graph.edges.to[edge])) continue;
    counts.set(edgePredicate(edge), (counts.get(edgePredicate(edge)) || 0) + 1);
  }
  return [...counts].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1));
}

// Where the legend covers the picture: left, top, width, height; read once after each change, not in every frame.
let legendBox = null;
function measureLegend(box) {
  requestAnimationFrame(() => {
    legendBox = box.offsetWidth ? [box.offsetLeft, box.offsetTop, box.offsetWidth, box.offsetHeight] : null;
    view?.redraw();
  });
}

function toggle(pressed, action, ...content) {
  return el("button", { type: "button", class: "toggle", "aria-pressed": String(pressed), onclick: action }, content);
}

function renderLegend(box) {
  const open = { more: box.querySelector("details")?.open };
  const kinds = countKinds().map(([name, count]) => el("li", {}, toggle(!state.hiddenKinds.has(name), () => change({ hiddenKinds: toggled(state.hiddenKinds, name) }),
    kindIcon(name), el("span", { class: "name" }, inLanguage(kindOf(name))), el("span", { class: "count" }, String(count)))));
  const relations = countPredicates().map(([name, count]) => el("li", {}, toggle(!state.hiddenPredicates.has(name), () => change({ hiddenPredicates: toggled(state.hiddenPredicates, name) }),
    el("span", { class: "name" }, term(name)), el("span", { class: "count" }, String(count)))));
  const details = el("details", { class: "filters" }, el("summary", {}, word("filters"), filtered() ? el("span", { class: "badge" }, word("hiddenHint")) : null),
    el("ul", { class: "toggles relations", "aria-label": word("relations") }, relations), confidenceFilter(), articleFilter(), dateFilter());
  details.open = Boolean(open.more);
  fill(box, el("ul", { class: "toggles kinds", "aria-label": word("kinds") }, kinds), details,
    el("p", { class: "quiet shown", role: "status" }, word("shown", { n: visible.count, m: visible.total })),
    filtered() ? button(word("reset"), resetFilters, { class: "small" }) : null);
  details.addEventListener("toggle", () => measureLegend(box));
  measureLegend(box);
}

function confidenceFilter() {
  const output = el("output", {}, `${Math.round(state.confidence * 100)}%`);
  const apply = later((value) => change({ confidence: value }), 60);
  return el("label", { class: "field" }, `${word("confidence")} `, output, el("input", {
    type: "range", min: 0, max: 100, step: 5, value: Math.round(state.confidence * 100), id: "confidence",
    oninput: (event) => { output.textContent = `${event.target.value}%`; apply(Number(event.target.value) / 100); },
  }));
}

// Made once for each language: a thousand headlines need not be made again with every click.
const articleFields = {};
function articleFilter() {
  const articles = graph.articleNodes.slice(0, 500);
  if (articles.length < 2) return null;
  const field = (articleFields[language] ??= el("label", { class: "field" }, word("article"), el("select", { id: "only", onchange: (event) => change({ onlyArticle: Number(event.target.value) }) },
    el("option", { value: "-1" }, word("allArticles")),
    articles.map((article) => el("option", { value: String(article) }, short(headline(article), 24))))));
  const select = field.querySelector("select");
  if (state.onlyArticle >= 0 && !articles.includes(state.onlyArticle) && !select.querySelector(`[value="${state.onlyArticle}"]`)) {
    select.append(el("option", { value: String(state.onlyArticle) }, short(headline(state.onlyArticle), 24)));
  }
  select.value = String(state.onlyArticle);
  return field;
}

// Dates are offered only when they tell items apart.
function dateFilter() {
  const printed = [...new Set(graph.articleNodes.map(published).filter(Boolean))].sort();
  if (printed.length < 2) return null;
  const field = (name, key) => el("label", {}, `${word(name)} `, el("input", { type: "date", min: printed[0].slice(0, 10), max: printed[printed.length - 1].slice(0, 10), value: state[key], onchange: (event) => change({ [key]: event.target.value }) }));
  return el("fieldset", { class: "field" }, el("legend", {}, word("dates")), field("from", "since"), " ", field("to", "until"));
}
