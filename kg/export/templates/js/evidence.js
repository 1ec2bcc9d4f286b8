// A passage of the news that supports something: the sentence, the words in question marked, and where it stands.

function passage(item) {
  const parts = sentence(item);
  const article = graph.evidence.article[item];
  const isArticle = graph.kindName(article) === "article";
  const box = el("div", { class: "passage" });
  if (parts) {
    box.append(el("blockquote", { dir: "auto" }, news(short(parts[0].trimStart(), 400)), el("mark", {}, news(short(parts[1], 600))), news(short(parts[2].trimEnd(), 400))));
  }
  add(box, el("p", { class: "source" }, isArticle
    ? [articleLink(article, item), published(article) && " ", el("span", { class: "quiet day" }, published(article))]
    : [el("span", { class: "quiet" }, `${word("officialList")} `), news(labelOf(article))]));
  return box;
}

function articleLink(article, item = -1) {
  return el("a", { href: "#", class: "article-link", onclick: (event) => { event.preventDefault(); change({ tab: "articles", article, passage: item }); } },
    news(`《${short(headline(article), 40)}》`));
}

// All passages of a fact: the first in sight, the others behind a summary line.
function passages(fact, { first = 1 } = {}) {
  const items = graph.facts.evidence[fact];
  if (!items.length) return el("p", { class: "quiet" }, word("noEvidence"));
  const shown = items.slice(0, first).map(passage);
  const rest = items.slice(first);
  if (!rest.length) return shown;
  const box = el("details", { class: "more" }, el("summary", {}, word("moreEvidence", { n: rest.length })));
  box.addEventListener("toggle", () => box.open && box.children.length === 1 && add(box, rest.slice(0, 200).map(passage)), { once: true });
  return [shown, box];
}

// A thing as something to click: its icon and its name.
function thingLink(node, length = 40) {
  return el("a", { href: "#", class: "thing", onclick: (event) => { event.preventDefault(); choose(node); } },
    kindIcon(graph.kindName(node), 14), news(short(labelOf(node), length)));
}

const valueView = (value) => (typeof value === "number" ? thingLink(value) : news(short(termText(value), 400)));
