// The articles: a list to choose from, and the chosen one beside it.

const articleList = { filter: "" };

function articlesTab() {
  const chosen = state.article >= 0 ? state.article : graph.articleNodes[0] ?? -1;
  const list = el("ul", { class: "article-list" });
  const show = () => {
    const wanted = articleList.filter.trim().toLowerCase();
    const found = graph.articleNodes.filter((article) => articlePasses(article) && (!wanted || headline(article).toLowerCase().includes(wanted) || (more.texts[article] || "").toLowerCase().includes(wanted)));
    const listed = found.slice(0, 300);
    if (found.indexOf(chosen) >= 300) listed.unshift(chosen);
    inSlices(fill(list), listed, (article) => el("li", {}, el("a", {
      href: "#", "aria-current": article === chosen ? "true" : null,
      onclick: (event) => { event.preventDefault(); change({ article, passage: -1 }); },
    }, news(short(headline(article), 60)), el("span", { class: "quiet" }, [published(article), word("namesCount", { n: graph.nodeEdges(article).length })].filter(Boolean).join(" · ")))), 30);
    if (!found.length) fill(list, el("li", { class: "quiet" }, word("nothing")));
  };
  const filter = el("input", { type: "search", placeholder: word("filterTable"), "aria-label": `${word("filterTable")} (${word("articles")})`, value: articleList.filter, oninput: later(() => { articleList.filter = filter.value; show(); }, 80) });
  show();
  const reading = el("div", { class: "reading", id: "reading", tabindex: "0", role: "region", "aria-label": word("article") });
  if (chosen >= 0) more.ready.then(() => {
    fill(reading, articleView(chosen, state.passage));
    const mark = reading.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "center" });
  });
  return el("div", { class: "articles" }, el("nav", { "aria-label": word("articles") }, filter, list), reading);
}
