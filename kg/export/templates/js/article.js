// The article view: an item's whole text, every mention marked and clickable, the passage asked for in sight.

function articleView(article, item) {
  const text = more.texts[article];
  const day = published(article);
  const title = headline(article);
  const printed = text && text.split("\n").includes(title); // then the line itself is the heading, mentions and all
  const head = el("header", {}, printed ? null : el("h2", {}, news(short(title, 300))),
    el("p", { class: "quiet" }, [day, termText(property(propertiesOf(article), "schema:articleSection") ?? ""), short(pageOf(article), 60)].filter(Boolean).join(" · ")),
    el("div", { class: "tools" }, state.node >= 0 || state.link >= 0 ? button(`← ${word("graph")}`, () => change({ tab: "graph" })) : null,
      button(word("locate"), () => change({ tab: "graph", node: article, link: -1 })),
      graph.articleNodes.length > 1 ? button(word("onlyThis"), () => change({ tab: "graph", onlyArticle: article, hiddenKinds: new Set(), node: -1, link: -1, focus: 0, path: [] })) : null));
  if (!text) {
    return el("article", { class: "text" }, head, el("p", { class: "notice" }, word("noText")), passagesIn(article).map(passage));
  }
  const points = /[\ud800-\udbff]/.test(text) ? Array.from(text) : text;
  const mark = item >= 0 && graph.evidence.article[item] === article ? [graph.evidence.start[item], graph.evidence.end[item]] : null;
  const body = el("div", { class: "body", lang: "zh-CN" });
  let start = 0;
  const spans = mentionSpans(article, points);
  for (let at = 0; at <= points.length; at += 1) {
    if (at < points.length && points[at] !== "\n") continue;
    if (at > start) body.append(paragraph(points, start, at, spans, mark, title));
    start = at + 1;
  }
  return el("article", { class: "text" }, head, body);
}

function passagesIn(article) {
  const items = [];
  graph.evidence.article.forEach((owner, item) => owner === article && items.length < 200 && items.push(item));
  return items;
}

function paragraph(points, start, end, spans, mark, title) {
  const cuts = new Set([start, end]);
  const inside = spans.filter((span) => span.start < end && span.end > start);
  for (const span of inside) { cuts.add(Math.max(span.start, start)); cuts.add(Math.min(span.end, end)); }
  if (mark) for (const cut of mark) if (cut > start && cut < end) cuts.add(cut);
  const places = [...cuts].sort((one, two) => one - two);
  const whole = typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join("");
  const line = el(whole === title ? "h2" : "p", { dir: "auto" });
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index], places[index + 1]];
    const words = typeof points === "string" ? points.slice(from, to) : points.slice(from, to).join("");
    const span = inside.find((candidate) => candidate.start <= from && candidate.end >= to);
    let piece = document.createTextNode(clean(words));
    if (span) {
      piece = el("a", { href: "#", class: `mention kind-${Object.hasOwn(KINDS, graph.kindName(span.node)) ? graph.kindName(span.node) : "other"}`, title: short(labelOf(span.node), 60),
        onclick: (event) => { event.preventDefault(); change({ node: span.node, link: -1 }); } }, words);
    }
    if (mark && from >= mark[0] && to <= mark[1]) piece = el("mark", {}, piece);
    line.append(piece);
  }
  return line;
}

// Where the article names the things it speaks of: where the graph says so, then wherever their printed forms stand
// again, the longest first, none inside another.
function mentionSpans(article, points) {
  const length = points.length;
  const taken = new Uint8Array(length);
  const spans = [];
  const take = (start, end, node) => {
    if (start < 0 || end > length || taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    spans.push({ start, end, node });
  };
  const things = thingsIn(article);
  const wanted = new Set(things);
  for (const fact of factsIn(article)) {
    if (!graph.isMention(fact) || !wanted.has(graph.facts.object[fact])) continue;
    for (const item of graph.facts.evidence[fact]) {
      if (graph.evidence.article[item] === article) take(graph.evidence.start[item], graph.evidence.end[item], graph.facts.object[fact]);
    }
  }
  for (const { start, end, node } of printedForms(things, points)) take(start, end, node);
  return spans.sort((one, two) => one.start - two.start);
}

function printedForms(things, points) {
  const text = typeof points === "string" ? points : points.join("");
  const forms = new Map();
  for (const node of things) {
    for (const name of [labelOf(node), ...(graph.things.aliases[node] || [])]) {
      if (name.length > 1 && name.length < 200 && !forms.has(name)) forms.set(name, node);
    }
  }
  const found = [];
  for (const name of [...forms.keys()].sort((one, two) => two.length - one.length || (one < two ? -1 : 1))) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) found.push({ start: at, end: at + name.length, node: forms.get(name) });
  }
  if (typeof points !== "string") toPoints(found, text);
  return found;
}

// UTF-16 offsets to code points.
function toPoints(spans, text) {
  const count = new Uint32Array(text.length + 1);
  for (let unit = 0; unit < text.length; unit += 1) {
    const low = text.charCodeAt(unit) >= 0xdc00 && text.charCodeAt(unit) <= 0xdfff;
    count[unit + 1] = count[unit] + (low ? 0 : 1);
  }
  for (const span of spans) { span.start = count[span.start]; span.end = count[span.end]; }
}

function thingsIn(article) {
  const skip = new Set(["quotation", "measure", "action", "role", "article", "page", "list"]);
  const things = new Set();
  for (const edge of graph.nodeEdges(article)) {
    things.add(graph.edges.from[edge] === article ? graph.edges.to[edge] : graph.edges.from[edge]);
  }
  for (const fact of factsIn(article)) {
    things.add(graph.facts.subject[fact]);
    if (typeof graph.facts.object[fact] === "number") things.add(graph.facts.object[fact]);
  }
  return [...things].filter((node) => !skip.has(graph.kindName(node)));
}

// Facts by article, gathered on first use.
let factsByArticle = null;
function factsIn(article) {
  if (!factsByArticle) { // one pass over all facts
    factsByArticle = new Map();
    for (let fact = 0; fact < graph.facts.subject.length; fact += 1) {
      for (const source of articlesOf(fact)) {
        if (!factsByArticle.has(source)) factsByArticle.set(source, []);
        factsByArticle.get(source).push(fact);
      }
    }
  }
  return factsByArticle.get(article) || [];
}
