// The query editor: YASGUI on this server's endpoint, the named queries above it, nodes that lead to their pages here.
"use strict";

(() => {
  const settings = JSON.parse(document.getElementById("settings").dataset.settings);
  const endpoint = new URL("/sparql", location.href).href;
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const header = (names) => names.map((name) => `PREFIX ${name}: <${settings.prefixes[name]}>`).join("\n");
  const START = language === "zh"
    ? `${header(["foaf", "rdfs", "org", "kg"])}\n\n# 谁任什么职？\nSELECT ?who ?name ?title WHERE {\n  ?post org:member ?who ; kg:title ?title .\n  ?who rdfs:label ?name .\n}\nORDER BY ?name ?title\nLIMIT 50`
    : `${header(["foaf", "rdfs", "org", "kg"])}\n\n# Who holds which post?\nSELECT ?who ?name ?title WHERE {\n  ?post org:member ?who ; kg:title ?title .\n  ?who rdfs:label ?name .\n}\nORDER BY ?name ?title\nLIMIT 50`;
  const notice = document.getElementById("notice");
  const tell = (text) => { notice.textContent = text; notice.hidden = !text; };

  // No completer that asks other servers; prefixes are this graph's own.
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle,*/*;q=0.9" },
    copyEndpointOnNewTab: false,
    autofocus: false,
    persistenceId: "kg-serve",
    tabName: language === "zh" ? "查询" : "Query",
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
    yasqe: { value: START },
    yasr: { prefixes: settings.prefixes },
  });

  // A tab that was kept may ask at an address that this server no longer has, and a shared link may name another one.
  const settle = (tab) => {
    if (!tab) return;
    if (tab.getEndpoint() !== endpoint) tab.setEndpoint(endpoint);
    const editor = tab.getYasqe && tab.getYasqe();
    if (!editor || editor.kgHeard) return;
    editor.kgHeard = true;
    editor.on("query", () => tell(""));
    editor.on("queryResponse", (_editor, response) => {
      const most = response && response.headers && response.headers.get && response.headers.get("X-SPARQL-MaxRows");
      tell(most ? notice.dataset.cut.replace("{n}", most) : "");
    });
  };
  settle(yasgui.getTab());
  yasgui.on("tabSelect", (gui, id) => settle(gui.getTab(id)));
  yasgui.on("tabAdd", () => setTimeout(() => settle(yasgui.getTab()), 0));

  // Addresses of the graph's own nodes are names, not places; their pages are here.
  const leadHere = (event) => {
    const link = event.target.closest && event.target.closest("#yasgui a[href]");
    if (!link || !link.href.startsWith(settings.base)) return;
    const more = new URLSearchParams(location.search).get("l");
    link.href = `/id/${encodeURIComponent(link.href.slice(settings.base.length))}${more ? `?l=${encodeURIComponent(more)}` : ""}`;
    link.rel = "noopener";
  };
  for (const name of ["pointerover", "focusin", "click"]) document.addEventListener(name, leadHere, true);

  const form = document.getElementById("named");
  const question = document.getElementById("question");
  const fields = () => form.querySelector(`fieldset[data-query="${CSS.escape(question.value)}"]`);
  const show = () => {
    for (const each of form.querySelectorAll("fieldset")) {
      each.hidden = each.dataset.query !== question.value || !each.children.length;
      each.disabled = each.hidden;
    }
    document.getElementById("load").disabled = !question.value;
  };
  question.addEventListener("change", show);
  show();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new URLSearchParams({ bind: "" });
    const chosen = fields();
    if (chosen) for (const input of chosen.querySelectorAll("input")) if (input.value) values.set(input.name, input.value);
    const response = await fetch(`/queries/${encodeURIComponent(question.value)}.rq?${values}`);
    const text = await response.text();
    if (!response.ok) return tell(text);
    tell("");
    const tab = yasgui.addTab(true, { name: question.value, yasqe: { value: text }, requestConfig: { endpoint } });
    settle(tab);
    tab.query().catch(() => {});
  });
  document.documentElement.dataset.ready = "query";
  window.kgEditor = yasgui; // for scripts that drive the page
})();
