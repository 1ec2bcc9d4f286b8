// Keys. Letters work only outside text fields; the picture takes the arrow keys while it has the focus.

function listenToKeys(stage) {
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Escape") escape();
    else if (typing) return;
    else if (event.key === "/") document.getElementById("search").focus();
    else if (event.key === "+" || event.key === "=") view.zoom(1.4);
    else if (event.key === "-") view.zoom(1 / 1.4);
    else if (event.key === "0") view.fit(null);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
    if (step) view.pan(...step);
    else if (event.key === "n" || event.key === "p") stepThrough(event.key === "n" ? 1 : -1);
    else if (event.key === "Enter" && state.node >= 0) document.querySelector("#panel .close")?.focus();
    else return;
    event.preventDefault();
  });
}

function escape() {
  if (picking.from >= 0) { picking.from = -1; hideMessage(); }
  else if (state.path.length) { hideMessage(); change({ path: [] }); }
  else change({ node: -1, link: -1, focus: 0 });
}

// n and p walk through all shown nodes, the best known first.
function stepThrough(by) {
  const order = byImportance();
  if (!order.length) return;
  const at = order.indexOf(state.node);
  choose(order[(at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by + order.length) % order.length]);
}
