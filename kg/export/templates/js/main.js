// Building the page and keeping its parts in step with the state.

let view = null;
let shownForChoice = -1; // a node of a hidden kind that is shown while it is chosen
const TABS = { graph: null, people: peopleTab, places: placesTab, timeline: timelineTab, articles: articlesTab };

function layOutPage() {
  const app = document.getElementById("app");
  fill(app,
    el("header", { class: "top" }, el("h1", {}, news(short(graph.title, 60))), el("div", { id: "search-place" }), el("div", { class: "tabs", role: "tablist", id: "tabs" }), el("div", { class: "switches", id: "switches" })),
    el("main", {},
      el("section", { id: "stage", class: "stage", tabindex: "-1" },
        el("div", { id: "picture", class: "picture", tabindex: "0", role: "application" }),
        el("aside", { id: "legend", class: "legend" }), el("div", { id: "toolbar", class: "toolbar" }), el("p", { id: "hint", class: "hint" }),
        el("div", { id: "tooltip", class: "tooltip", hidden: true })),
      el("section", { id: "sheet", hidden: true, role: "tabpanel" }),
      el("aside", { id: "panel", class: "panel", hidden: true })),
    el("div", { id: "message", class: "message", role: "status", hidden: true }));
}

function renderChrome() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = state.dark ? "dark" : "light";
  document.title = short(graph.title, 200);
  fill(document.getElementById("search-place"), searchBox((node) => choose(node)));
  renderTabs();
  fill(document.getElementById("switches"),
    button(word("language"), () => setLanguage(language === "zh" ? "en" : "zh"), { lang: language === "zh" ? "en" : "zh-CN", id: "language" }),
    button("◐", () => change({ dark: !state.dark }), { "aria-label": word("theme"), title: word("theme"), id: "theme", "aria-pressed": String(state.dark) }));
  document.getElementById("picture").setAttribute("aria-label", word("canvas"));
  document.getElementById("legend").setAttribute("aria-label", word("legend"));
  document.getElementById("panel").setAttribute("aria-label", word("details"));
  const people = graph.kinds.indexOf("person");
  const bodies = graph.kinds.indexOf("organization");
  const count = (kind) => graph.things.kind.reduce((sum, item) => sum + (item === kind ? 1 : 0), 0);
  fill(document.getElementById("hint"), word("summary", { a: graph.articleNodes.length, p: count(people), o: count(bodies), f: graph.facts.predicate.length }), el("br"), word(view.name === "large" && visible.count > FEW_OPEN ? "overview" : "welcome"));
}

function renderTabs() {
  const tabs = document.getElementById("tabs");
  tabs.setAttribute("aria-label", word("views"));
  const move = (event, name) => {
    const names = Object.keys(TABS);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    change({ tab: names[(names.indexOf(name) + step + names.length) % names.length] });
    tabs.querySelector('[aria-selected="true"]').focus();
  };
  fill(tabs, Object.keys(TABS).map((name) => el("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(state.tab === name), "aria-controls": name === "graph" ? "stage" : "sheet",
    tabindex: state.tab === name ? 0 : -1, onclick: () => change({ tab: name }), onkeydown: (event) => move(event, name),
  }, word(name))));
}

function setLanguage(name) {
  language = name;
  renderAll();
  writeFragment(false);
  document.getElementById("language").focus();
}

function renderSheet() {
  const graphTab = state.tab === "graph";
  const sheet = document.getElementById("sheet");
  document.getElementById("stage").hidden = !graphTab;
  sheet.hidden = graphTab;
  sheet.setAttribute("aria-labelledby", `tab-${state.tab}`);
  fill(sheet, graphTab ? null : TABS[state.tab]());
}

function renderAll() {
  renderChrome();
  renderToolbar();
  renderLegend(document.getElementById("legend"));
  renderSheet();
  renderPanel(document.getElementById("panel"));
  hideHint();
}

// The welcome goes with the first thing the reader does in the picture.
let welcomed = false;
function hideHint() {
  document.getElementById("hint").hidden = welcomed || filtered() || state.node >= 0 || state.link >= 0 || state.path.length > 0;
}

function update(changed) {
  const any = (...names) => names.some((name) => changed.has(name));
  const unseen = any("node") && (shownForChoice >= 0 || (state.node >= 0 && state.hiddenKinds.has(graph.kindName(state.node))));
  const filters = any(...FILTERS) || (any("node") && state.focus > 0) || unseen;
  shownForChoice = state.node >= 0 && state.hiddenKinds.has(graph.kindName(state.node)) ? state.node : -1;
  if (filters) {
    updateVisible();
    const elsewhere = gather();
    view.applyVisible();
    if ((elsewhere || any("focus", "onlyArticle")) && !(any("camera") && state.camera)) requestAnimationFrame(showAnew);
    renderLegend(document.getElementById("legend"));
    renderToolbar();
  }
  if (any("pinned")) view.pin();
  if (any("dark")) {
    document.documentElement.dataset.theme = state.dark ? "dark" : "light";
    document.getElementById("theme").setAttribute("aria-pressed", String(state.dark));
    view.restyle();
  }
  if (any("tab")) renderTabs();
  if (any("tab", "article", "passage") || (filters && state.tab !== "graph")) renderSheet();
  if (any("node", "link", "pinned", "focus", "tab")) renderPanel(document.getElementById("panel"));
  hideHint();
  view.redraw();
}

// After a narrowing or its end: all of it, or, back in a large picture, the chosen thing in its place.
function showAnew() {
  const back = !state.focus && !gathering.home && visible.total > CALM;
  if (back && state.node >= 0 && visible.nodes[state.node]) view.fly(state.node);
  else view.fit(null);
}

function applyFragment() {
  const wanted = parseFragment(location.hash);
  const before = language;
  change(wanted, { keep: false });
  if (before !== language) renderAll();
  if (wanted.camera) view.setCamera(wanted.camera);
}

async function start() {
  const app = document.getElementById("app");
  app.textContent = WORDS.loading.join(" ");
  takeCore(await readBlock("kg-core"), await readBlock("kg-picture"));
  setStart();
  const network = await readBlock("kg-network");
  Object.assign(state, parseFragment(location.hash));
  layOutPage();
  updateVisible();
  const keepCamera = later(() => change({ camera: view.camera() }), 250);
  const tooltip = document.getElementById("tooltip");
  const hooks = {
    click: (node, link) => (node >= 0 ? clickNode(node) : change({ node: -1, link, path: [] })),
    hover: (node, link, point) => showTooltip(tooltip, node, link, point),
    moved: keepCamera,
    still: () => { if (!still) togglePhysics(); },
  };
  const picture = document.getElementById("picture");
  view = network ? visView(picture, network, hooks) : canvasView(picture, hooks);
  renderAll();
  onChange(update);
  gather();
  view.applyVisible();
  if (state.camera) view.setCamera(state.camera);
  else if (state.node >= 0 && visible.nodes[state.node]) view.fly(state.node, false);
  else view.fit(state.link >= 0 ? [graph.links.a[state.link], graph.links.b[state.link]] : null, false);
  showPath();
  listenToKeys(picture);
  for (const gesture of ["pointerdown", "wheel", "keydown"]) {
    document.getElementById("stage").addEventListener(gesture, () => {
      document.getElementById("stage").classList.toggle("by-pointer", gesture !== "keydown"); // who clicks needs no focus ring
      welcomed = true;
      hideHint();
    }, { passive: true });
  }
  addEventListener("popstate", applyFragment);
  addEventListener("hashchange", applyFragment);
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  // For scripts that drive the page (tests, a tour): where a thing stands in the picture, in pixels of the picture.
  window.kgPage = Object.freeze({ opened: performance.now(), screen: (id) => view.screen(graph.numberOf.get(id)), camera: () => view.camera(), shown: () => visible.count, labels: () => painted.labels.map(([node, ...box]) => [graph.things.id[node], ...box]), isShown: (id) => visible.nodes[graph.numberOf.get(id)] === 1 });
  document.documentElement.dataset.ready = view.name;
  await readMore();
  document.documentElement.dataset.texts = "ready";
  renderPanel(document.getElementById("panel"));
  if (state.pinned.size) view.pin();
  const column = (name) => () => cached(`people ${name} false`, () => sortRows([...cached("people", peopleRows)], name, false));
  getReady([searchIndex, () => cached("people", peopleRows), soundRank, column("person"), () => cached("timeline", timelineItems),
    () => cached("places", placeForest), () => factsIn(-1), column("host"), column("post")]);
}

// While the reader looks at the picture, one by one, makes what the first search and the first look at a table need.
function getReady(steps) {
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 60));
  const next = () => { steps.shift()(); if (steps.length) idle(next); };
  idle(next);
}

// Paper is light whatever the screen is.
let darkScreen = false;
function onPaper(printing) {
  if (printing) darkScreen = state.dark;
  if (!darkScreen) return;
  state.dark = !printing;
  document.documentElement.dataset.theme = printing ? "light" : "dark";
  view.restyle();
}

function clickNode(node) {
  if (picking.from >= 0) endPick(node);
  else change({ node, link: -1, path: [] });
}

start().catch((error) => {
  const box = document.getElementById("app");
  box.textContent = Object.hasOwn(WORDS, error.message) ? WORDS[error.message].join(" ") : String(error.message || error);
  console.error(error);
});
