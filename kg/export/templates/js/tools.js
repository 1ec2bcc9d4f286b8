// What can be done with a thing (neighbourhood, path, hide, pin, link) and with the picture (fit, zoom, physics, undo).

const picking = { from: -1 }; // the first end of a path while the reader chooses the second

// Goes to a thing from anywhere: the panel opens and, in the graph, the picture moves there when it is out of sight.
function choose(node) {
  if (picking.from >= 0) return endPick(node);
  const hiddenNow = !visible.nodes[node] && graph.drawn(node);
  change({ tab: state.tab === "articles" ? "articles" : "graph", node, link: -1, path: [], ...(hiddenNow ? reveal(node) : {}) });
  if (state.tab === "graph" && graph.drawn(node)) view.fly(node);
}

// The fewest filters to lift so that a thing asked for by name can be seen.
function reveal(node) {
  const changes = { hidden: without(state.hidden, node) };
  if (state.focus) changes.focus = 0;
  if (state.onlyArticle >= 0 || state.since || state.until || state.confidence) Object.assign(changes, { onlyArticle: -1, since: "", until: "", confidence: 0 });
  return changes;
}

function without(set, item) {
  const copy = new Set(set);
  copy.delete(item);
  return copy;
}

function nodeTools(node) {
  if (!graph.drawn(node)) return null;
  const steps = [1, 2, 3].map((count) => el("button", { type: "button", "aria-pressed": String(state.focus === count), "aria-label": `${word("focus")} ${count} ${word("steps")}`,
    onclick: () => change({ tab: "graph", focus: state.focus === count ? 0 : count }) }, String(count)));
  return el("div", { class: "tools" },
    state.tab === "graph" ? null : button(word("locate"), () => { change({ tab: "graph" }); view.fly(node); }),
    el("span", { class: "group", role: "group", "aria-label": word("focus") }, el("span", { class: "quiet" }, word("focus")), steps),
    button(word("path"), () => startPick(node)),
    button(word("hide"), () => change({ hidden: toggled(state.hidden, node), node: -1, focus: 0 })),
    button(word(state.pinned.has(node) ? "unpin" : "pin"), () => change({ pinned: toggled(state.pinned, node) })),
    button(word("link"), (event) => copyText(location.href, event.currentTarget, word("link"))));
}

function startPick(node) {
  picking.from = node;
  showMessage(word("pathPick"), () => { picking.from = -1; });
  if (state.tab !== "graph") change({ tab: "graph" });
  document.getElementById("search").focus();
}

function endPick(node) {
  const from = picking.from;
  picking.from = -1;
  hideMessage();
  if (node === from) return;
  change({ tab: "graph", node: -1, link: -1, focus: 0, path: [from, node], ...(visible.nodes[node] ? {} : reveal(node)) });
  showPath();
}

function showPath() {
  if (state.path.length !== 2) return;
  const stop = () => change({ path: [] });
  if (!visible.path.length) return showMessage(word("noPath"), stop);
  showMessage([`${word("pathOf")}: `, visible.path.map((node, index) => [index ? pathStep(visible.path[index - 1], node) : null, thingLink(node, 16)])], stop);
  view.fit(visible.path);
}

function pathStep(one, two) {
  const link = findLink(one, two);
  return el("a", { href: "#", class: "step", onclick: (event) => { event.preventDefault(); change({ link, node: -1 }); } }, ` — ${linkLabel(link) || term("org:role")} — `);
}

function showMessage(content, cancel) {
  const box = document.getElementById("message");
  fill(box, el("span", {}, content), button("×", () => { hideMessage(); cancel(); }, { class: "close", "aria-label": word("cancel") }));
  box.hidden = false;
}

function hideMessage() {
  document.getElementById("message").hidden = true;
}

let still = true;
function togglePhysics() {
  still = !still;
  view.physics(!still);
  renderToolbar();
}

function renderToolbar() {
  const bar = document.getElementById("toolbar");
  const physics = view.name === "pyvis" ? button(still ? "⚛" : "■", togglePhysics, { "aria-label": word(still ? "physics" : "physicsStop"), title: word(still ? "physics" : "physicsStop"), "aria-pressed": String(!still) }) : null;
  const icon = (sign, name, action) => button(sign, action, { "aria-label": word(name), title: word(name) });
  fill(bar, icon("＋", "zoomIn", () => view.zoom(1.4)), icon("－", "zoomOut", () => view.zoom(1 / 1.4)), icon("⤢", "fit", () => view.fit(null)), physics,
    el("button", { type: "button", "aria-label": word("undo"), title: word("undo"), disabled: !undoStack.length, onclick: undo }, "↶"),
    saveMenu());
}

function saveMenu() {
  const list = el("div", { class: "menu" }, button(word("png"), savePng), button(word("svg"), saveSvg), button(word("print"), () => window.print()));
  return el("details", { class: "save" }, el("summary", { "aria-label": word("save"), title: word("save") }, "⤓"), list);
}
