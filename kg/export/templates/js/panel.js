// The panel: everything the news says of the chosen thing or line, each statement with its words.

const LONG_LIST = 12;

function renderPanel(panel) {
  const focusInside = panel.contains(document.activeElement);
  const open = state.node >= 0 || state.link >= 0;
  panel.hidden = !open;
  document.body.classList.toggle("with-panel", open);
  if (!open) return fill(panel);
  fill(panel, el("div", { class: "panel-top" }, button("×", () => change({ node: -1, link: -1, focus: 0 }), { class: "close", "aria-label": word("close") })),
    state.node >= 0 ? thingPanel(state.node) : linkPanel(state.link));
  panel.scrollTop = 0;
  if (focusInside) panel.querySelector(".close").focus();
}

function thingPanel(node) {
  const name = graph.kindName(node);
  return [
    el("header", {}, kindIcon(name, 26), el("div", {}, el("h2", {}, news(short(labelOf(node), 300))), kindLine(node))),
    nodeTools(node),
    postsOf(node),
    ...sections(node),
    plainProperties(node),
    namedIn(node),
  ];
}

function kindLine(node) {
  const entry = kindOf(graph.kindName(node));
  const sorts = propertiesOf(node).filter(([predicate]) => graph.predicates[predicate] === "kg:kind").map(([, value]) => (typeof value === "object" && value.iri ? term(value.iri) : termText(value)));
  const names = graph.things.aliases[node] || [];
  const code = property(propertiesOf(node), "dcterms:identifier");
  const chain = chainOf(node);
  return [
    el("p", { class: "quiet" }, [language === "zh" ? entry.zh : entry.one, ...sorts].join(" · ")),
    names.length ? el("p", {}, `${word("alsoCalled")}: `, names.slice(0, 12).map((alias, index) => [index ? "、" : "", news(short(alias, 60))])) : null,
    code !== undefined ? el("p", { class: "quiet" }, `${word("code")} ${termText(code)}`) : null,
    chain.length ? el("p", { class: "chain" }, chain.map((item, index) => [index ? " › " : "", thingLink(item, 20)])) : null,
  ];
}

// What a thing lies within, the largest first; one parent a step, and never round in a circle.
function chainOf(node) {
  const chain = [];
  const seen = new Set([node]);
  for (let at = node; chain.length < 8;) {
    const fact = [...graph.nodeFacts(at)].find((item) => graph.isWithin(item) && graph.facts.subject[item] === at && typeof graph.facts.object[item] === "number");
    if (fact === undefined || seen.has(graph.facts.object[fact])) break;
    at = graph.facts.object[fact];
    seen.add(at);
    chain.unshift(at);
  }
  return chain;
}

function postsOf(node) {
  const posts = [...graph.nodeFacts(node)].filter((fact) => graph.isPost(fact));
  for (const edge of graph.nodeEdges(node)) { // a role or a host that is only a detail of the fact
    const fact = graph.edges.fact[edge];
    if (fact >= 0 && graph.isPost(fact) && !posts.includes(fact)) posts.push(fact);
  }
  if (!posts.length) return null;
  const own = posts.every((fact) => graph.facts.subject[fact] === node);
  return section(`${word("posts")} ${posts.length}`, limited(posts, (items) => el("table", { class: "posts" },
    el("thead", {}, el("tr", {}, [own ? null : word("person"), word("post"), own || graph.kindName(node) === "role" ? word("host") : null, word("status"), graph.dated ? word("date") : null].filter(Boolean).map((title) => el("th", { scope: "col" }, title)))),
    items.map((fact) => postRows(fact, own, graph.kindName(node) === "role")))));
}

function postRows(fact, own, ofRole) {
  const cells = [
    own ? null : el("td", {}, thingLink(graph.facts.subject[fact])),
    el("td", {}, el("strong", {}, roleView(fact))),
    own || ofRole ? el("td", {}, hostOf(fact) === undefined ? "–" : valueView(hostOf(fact))) : null,
    el("td", {}, statusOf(fact) || "–"),
    graph.dated ? el("td", { class: "quiet" }, factDate(fact) || "–") : null,
  ].filter(Boolean);
  return el("tbody", {}, el("tr", {}, cells), el("tr", { class: "words" }, el("td", { colspan: cells.length }, passages(fact))));
}

// In which order the panel tells what is said besides posts; what is not named here comes after, then deeds and sums.
const SECTIONS = ["schema:containedInPlace", "kg:within", "org:subOrganizationOf", "schema:location", "kg:administers", "kg:dateText", "schema:organizer", "schema:attendee", "kg:party",
  "kg:practisedBy", "schema:spokenByCharacter"];
const LAST_SECTIONS = ["schema:agent", "schema:object", "schema:additionalProperty", "skos:closeMatch"];

// The other facts, one section a predicate and direction.
function sections(node) {
  const groups = new Map();
  for (const fact of graph.nodeFacts(node)) {
    if (graph.isPost(fact) || graph.isMention(fact)) continue;
    const forward = graph.facts.subject[fact] === node;
    const key = predicateWords(fact, !forward);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(fact);
  }
  const rank = ([, facts]) => (LAST_SECTIONS.indexOf(factPredicate(facts[0])) + 1) * 100 || place(SECTIONS, factPredicate(facts[0]));
  return [...groups].sort((one, two) => rank(one) - rank(two)).map(([title, facts]) => section(`${title} ${facts.length > 1 ? facts.length : ""}`, limited(facts, (items) => items.map((fact) => {
    const other = graph.facts.subject[fact] === node ? graph.facts.object[fact] : graph.facts.subject[fact];
    const printed = property(detailsOf(fact), "kg:dateText");
    return el("div", { class: "line" }, el("p", {}, valueView(other), printed === undefined ? null : el("span", { class: "quiet" }, ` ${termText(printed)}`),
      graph.isDirect(fact) || typeof graph.facts.object[fact] !== "number" ? null : el("span", { class: "quiet" }, ` ${word("notDirect")}`)), passages(fact));
  }))));
}

function plainProperties(node) {
  const hidden = ["dcterms:identifier", "kg:kind", "kg:textSha256", "kg:candidate", "schema:headline", "dcterms:source"];
  const rows = propertiesOf(node).filter(([predicate]) => !hidden.includes(graph.predicates[predicate]));
  if (!rows.length) return null;
  return section(word("properties"), el("dl", {}, rows.slice(0, 40).map(([predicate, value]) => [el("dt", {}, term(graph.predicates[predicate])), el("dd", {}, typeof value === "object" && value.iri ? term(value.iri) : valueView(value))])));
}

// Articles that name the thing, with the words that do; for an article, what it names.
function namedIn(node) {
  const isArticle = graph.kindName(node) === "article";
  const edges = [...graph.nodeEdges(node)].filter((edge) => edgePredicate(edge) === MENTIONS);
  const open = isArticle ? button(word("openArticle"), () => change({ tab: "articles", article: node, passage: -1 }), { class: "primary" }) : null;
  if (!edges.length) return open;
  const line = (edge) => {
    if (isArticle) return el("li", {}, thingLink(graph.edges.to[edge]));
    const article = graph.edges.from[edge];
    const fact = graph.edges.fact[edge];
    if (fact >= 0 && graph.facts.evidence[fact].length) return el("li", {}, passages(fact));
    return el("li", {}, articleLink(article), published(article) ? el("span", { class: "quiet" }, ` ${published(article)}`) : null);
  };
  return [open, section(`${word(isArticle ? "names" : "namedIn")} ${edges.length}`, limited(edges, (items) => el("ul", { class: "plain" }, items.map(line))))];
}

function linkPanel(link) {
  const { a, b } = graph.links;
  const edges = [...graph.linkFacts(link)];
  const facts = [...new Set(edges.map((edge) => graph.edges.fact[edge]).filter((fact) => fact >= 0))];
  const plain = edges.filter((edge) => graph.edges.fact[edge] < 0);
  return [
    el("header", {}, el("div", {}, el("h2", {}, news(short(labelOf(a[link]), 60)), " — ", news(short(labelOf(b[link]), 60))), el("p", { class: "quiet" }, `${word("facts")} ${facts.length}`))),
    limited(facts, (items) => items.map(factCard)),
    plain.map((edge) => el("p", { class: "fact-line" }, thingLink(graph.edges.from[edge]), el("span", { class: "predicate" }, ` ${term(edgePredicate(edge))} `), thingLink(graph.edges.to[edge]))),
  ];
}

const section = (title, ...content) => el("section", {}, el("h3", {}, title), content);

// A long list shows its beginning; the rest is made when asked for.
function limited(items, render, limit = LONG_LIST) {
  if (items.length <= limit) return render(items);
  const box = el("div", {}, render(items.slice(0, limit)));
  add(box, button(word("showAll", { n: items.length }), () => fill(box, render(items)), { class: "small" }));
  return box;
}
