// Events in the order of their dates: the settled date first, else the words the news uses, else the day of the item.

function timelineTab() {
  const items = cached("timeline", timelineItems);
  const groups = new Map();
  for (const item of items) {
    const key = item.day.slice(0, item.span === "year" ? 4 : 7) || word("undated");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  const months = [...groups];
  const month = ([name, group]) => el("section", {}, el("h3", {}, name), limited(group, (some) => el("ol", {}, some.map(timelineItem))));
  return el("div", { class: "sheet timeline" }, el("div", { class: "sheet-top" }, el("h2", {}, word("timeline"))),
    inSlices(el("div", {}), months, month, 2), items.length ? null : el("p", { class: "quiet" }, word("nothing")));
}

function timelineItems() {
  const items = [];
  const event = graph.kinds.indexOf("event");
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.things.kind[node] !== event) continue;
    const sources = sourcesOf(node);
    if (bySource() && sources.length && !sources.some(articlePasses)) continue;
    const dated = eventDates(node);
    items.push({ node, ...dated, sources, day: dated.start || sources.map(published).filter(Boolean).sort()[0] || "" });
  }
  const key = ({ day, span }) => `${day || "9"}${span === "year" ? "" : "-"}`; // a whole year before its days
  const keys = new Map(items.map((item) => [item, key(item)]));
  return items.sort((one, two) => (keys.get(one) < keys.get(two) ? -1 : keys.get(one) > keys.get(two) ? 1 : one.node - two.node));
}

// The articles that speak of a thing: those its facts stand in and those that name it.
function sourcesOf(node) {
  const sources = new Set();
  for (const fact of graph.nodeFacts(node)) {
    for (const item of graph.facts.evidence[fact]) {
      const article = graph.evidence.article[item];
      if (article !== node && graph.kindName(article) === "article") sources.add(article);
    }
  }
  for (const edge of graph.nodeEdges(node)) if (edgePredicate(edge) === MENTIONS && graph.edges.from[edge] !== node) sources.add(graph.edges.from[edge]);
  return [...sources];
}

// When an event was: the settled days, what they amount to (a year, a month, some days), and the words the news uses.
function eventDates(node) {
  const dates = { start: "", end: "", printed: "", span: "days" };
  const slots = { "schema:startDate": "start", "schema:endDate": "end", "kg:dateText": "printed" };
  for (const [predicate, value] of factsAndProperties(node)) {
    const slot = slots[graph.predicates[predicate]];
    if (slot && !dates[slot]) dates[slot] = termText(value);
  }
  const { start, end } = dates;
  if (start.length === 4 || (end && start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`)) dates.span = "year";
  else if (start.length === 7 || (end && start.endsWith("-01") && end === lastOfMonth(start))) dates.span = "month";
  return dates;
}

function lastOfMonth(day) {
  const [year, month] = day.split("-").map(Number);
  return `${day.slice(0, 8)}${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

// Settled days no finer than the words that give them.
function settledDays({ start, end, span }) {
  if (span !== "days") return start.slice(0, span === "year" ? 4 : 7);
  return end && end !== start ? `${start} – ${end}` : start;
}

function* factsAndProperties(node) {
  yield* propertiesOf(node);
  for (const fact of graph.nodeFacts(node)) {
    if (graph.facts.subject[fact] !== node) continue;
    if (typeof graph.facts.object[fact] !== "number") yield [graph.facts.predicate[fact], graph.facts.object[fact]];
    yield* detailsOf(fact).filter(([, value]) => typeof value !== "number");
  }
}

function timelineItem(item) {
  const { node, printed, sources } = item;
  const settled = settledDays(item);
  const who = [...graph.nodeFacts(node)].filter((fact) => graph.facts.subject[fact] === node && typeof graph.facts.object[fact] === "number").slice(0, 6);
  return el("li", {}, el("p", { class: "when" }, settled || printed, settled && printed ? el("span", { class: "quiet" }, ` ${printed}`) : null),
    el("p", { class: "what" }, thingLink(node, 60)),
    who.map((fact) => el("p", { class: "quiet" }, `${term(factPredicate(fact))} `, thingLink(graph.facts.object[fact], 30))),
    sources.slice(0, 3).map((article) => el("p", { class: "source" }, articleLink(article, passageIn(node, article)), published(article) ? el("span", { class: "quiet" }, ` ${published(article)}`) : null)));
}

// The first words of an article that speak of a thing, for a link that leads to them; -1 when none are recorded.
function passageIn(node, article) {
  for (const fact of graph.nodeFacts(node)) {
    const item = graph.facts.evidence[fact].find((each) => graph.evidence.article[each] === article);
    if (item !== undefined) return item;
  }
  return -1;
}
