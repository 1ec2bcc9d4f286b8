// Facts in words.

// A place of something that lies there reads differently from the place where something happens.
const predicateWords = (fact, inverse) => term(factPredicate(fact) === "schema:location" && graph.isWithin(fact) ? "schema:containedInPlace" : factPredicate(fact), inverse);

function roleText(fact) {
  const details = detailsOf(fact);
  const role = property(details, "org:role");
  if (role !== undefined) return termText(role);
  if (factPredicate(fact) === "schema:hasOccupation") return termText(graph.facts.object[fact]);
  return termText(property(details, "kg:title")) || term(factPredicate(fact));
}

// The body or place where a post is held; undefined when the text names none.
function hostOf(fact) {
  const host = property(detailsOf(fact), "org:organization");
  if (host !== undefined) return host;
  return factPredicate(fact) === "schema:hasOccupation" ? undefined : graph.facts.object[fact];
}

const statusOf = (fact) => {
  const status = property(detailsOf(fact), "kg:status");
  if (status === undefined) return "";
  return typeof status === "number" ? labelOf(status) : term(status.iri || termText(status));
};

const postWords = (fact) => `${hostOf(fact) === undefined ? "" : termText(hostOf(fact))}${roleText(fact)}`;

function factDate(fact) {
  return articlesOf(fact).map(published).filter(Boolean).sort()[0] || "";
}

// Subject, predicate, object as one line of links.
function factLine(fact) {
  const { subject, object } = graph.facts;
  const post = graph.isPost(fact);
  return el("p", { class: "fact-line" }, thingLink(subject[fact]), el("span", { class: "predicate" }, ` ${post ? word("post") : predicateWords(fact)} `),
    post ? [hostOf(fact) === undefined ? null : valueView(hostOf(fact)), " ", roleView(fact)] : valueView(object[fact]));
}

function roleView(fact) {
  const role = property(detailsOf(fact), "org:role") ?? (factPredicate(fact) === "schema:hasOccupation" ? graph.facts.object[fact] : undefined);
  return typeof role === "number" ? thingLink(role) : news(roleText(fact));
}

// A fact in full: what it says, how sure, why, and where it stands.
function factCard(fact) {
  const { confidence, basis, rule } = graph.facts;
  const rows = [
    [word("certain"), confidenceView(confidence[fact])],
    [word("basis"), term(`kg:${graph.bases[basis[fact]]}`)],
    [word("rule"), el("code", {}, graph.rules[rule[fact]])],
    ...detailsOf(fact)
      .filter(([predicate]) => !["org:member", "org:organization", "org:role"].includes(graph.predicates[predicate]))
      .map(([predicate, value]) => [term(graph.predicates[predicate]), typeof value === "object" && value.iri ? term(value.iri) : valueView(value)]),
  ];
  return el("article", { class: "fact" }, factLine(fact), graph.isDirect(fact) ? null : el("p", { class: "notice" }, word("notDirect")),
    el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    passages(fact, { first: 50 }), button(word("copyTurtle"), (event) => copyFact(fact, event.currentTarget), { class: "small" }));
}

function confidenceView(value) {
  const percent = Math.round(value * 100);
  return el("span", { class: "sure" }, el("meter", { min: 0, max: 1, value, "aria-label": word("certain") }), ` ${percent}%`);
}

async function copyText(text, control, label) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages from file:// may be refused the clipboard; the older way needs a selection.
    const area = el("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  control.textContent = word("copied");
  setTimeout(() => { control.textContent = label; }, 1200);
}
