// Events in the order of their dates: the settled date first, else the words the news uses, else the day of the item.

function timelineTab() {
  const items = cached("timeline", timelineItems);
  const groups = new Map();
  for (const item of items) {
    const key = item.day.slice(0, 7) || word("undated");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return el("div", { class: "sheet timeline" }, el("div", { class: "sheet-top" }, el("h2", {}, word("timeline"))),
    [...groups].map(([month, group]) => el("section", {}, el("h3", {}, month), limited(group, (some) => el("ol", {}, some.map(timelineItem))))),
    items.length ? null : el("p", { class: "quiet" }, word("nothing")));
}

function timelineItems() {
  const items = [];
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.kindName(node) !== "event") continue;
    const rows = [...factsAndProperties(node)];
    const settled = termText(property(rows, "schema:startDate") ?? "");
    const printed = termText(property(rows, "kg:dateText") ?? "");
    const articles = [...new Set([...graph.nodeFacts(node)].flatMap(articlesOf))].filter((article) => graph.kindName(article) === "article");
    const named = [...graph.nodeEdges(node)].filter((edge) => edgePredicate(edge) === "schema:mentions").map((edge) => graph.edges.from[edge]);
    const sources = [...new Set([...articles, ...named])].filter((article) => article !== node);
    if (sources.length && !sources.some(articlePasses)) continue;
    items.push({ node, settled, printed, sources, day: settled || sources.map(published).filter(Boolean).sort()[0] || "" });
  }
  items.sort((one, two) => (one.day || "9") < (two.day || "9") ? -1 : (one.day || "9") > (two.day || "9") ? 1 : one.node - two.node);
  return items;
}

function* factsAndProperties(node) {
  yield* propertiesOf(node);
  for (const fact of graph.nodeFacts(node)) {
    if (graph.facts.subject[fact] !== node) continue;
    if (typeof graph.facts.object[fact] !== "number") yield [graph.facts.predicate[fact], graph.facts.object[fact]];
    yield* detailsOf(fact).filter(([, value]) => typeof value !== "number");
  }
}

function timelineItem({ node, settled, printed, sources }) {
  const who = [...graph.nodeFacts(node)].filter((fact) => graph.facts.subject[fact] === node && typeof graph.facts.object[fact] === "number").slice(0, 6);
  return el("li", {}, el("p", { class: "when" }, settled || printed, settled && printed ? el("span", { class: "quiet" }, ` ${printed}`) : null),
    el("p", {}, thingLink(node, 60)),
    who.map((fact) => el("p", { class: "quiet" }, `${term(factPredicate(fact))} `, thingLink(graph.facts.object[fact], 30))),
    sources.slice(0, 3).map((article) => el("p", { class: "source" }, articleLink(article), published(article) ? el("span", { class: "quiet" }, ` ${published(article)}`) : null)));
}
