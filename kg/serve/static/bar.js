// The bar over the explorer page: a link to the page of what is chosen, and links in the explorer's language.
"use strict";

// A reader whose page came in English meets the explorer in English, too, unless its address says otherwise. This must
// be so before the explorer's own script looks at the address.
if (document.currentScript.dataset.lang === "en" && !new URLSearchParams(location.hash.slice(1)).has("l")) {
  const parts = location.hash.slice(1);
  history.replaceState(null, "", `#${parts ? `${parts}&` : ""}l=en`);
}

addEventListener("DOMContentLoaded", () => {
  const bar = document.getElementById("bar");
  const entry = document.getElementById("entry");
  const WORDS = { zh: ["条目页", "查询", "检索"], en: ["Its page", "Query", "Search"] };
  const update = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    const chosen = parts.get("t") === "articles" && parts.get("a") ? parts.get("a") : parts.get("n") || parts.get("a");
    const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
    entry.hidden = !chosen;
    if (chosen) entry.href = `/id/${encodeURIComponent(chosen)}`;
    [...bar.children].forEach((link, place) => {
      link.textContent = WORDS[language][place];
      if (!link.hasAttribute("href")) return;
      const target = new URL(link.href);
      target.searchParams.set("l", language);
      link.href = target.pathname + target.search;
    });
  };
  addEventListener("hashchange", update);
  addEventListener("popstate", update);
  new MutationObserver(update).observe(document.documentElement, { attributeFilter: ["lang"] });
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name].bind(history);
    history[name] = (...values) => { own(...values); update(); };
  }
  update();
});
