// The picture by vis-network, from the data that pyvis made: positions settled beforehand, physics only on request.

function visView(container, data, hooks) {
  const x = Float64Array.from(graph.things.x);
  const y = Float64Array.from(graph.things.y);
  let order = [];
  let hover = -1;
  let moving = false;
  const scaleNow = () => network.getScale();
  const radius = (node) => (radiusOf(graph.things.weight[node]) * sizeAt(scaleNow(), order.length)) / scaleNow();

  const renderer = ({ ctx, id, x: left, y: top, state: { hover: over } }) => ({
    drawNode() {
      const name = graph.kindName(id);
      ctx.beginPath();
      traceKind(ctx, name, left, top, radius(id));
      ctx.fillStyle = kindColour(name, state.dark);
      ctx.fill();
      ctx.lineWidth = (over ? 3 : 1.2) / Math.min(1, scaleNow());
      ctx.strokeStyle = over ? palette().accent : palette().paper;
      ctx.stroke();
    },
    nodeDimensions: { width: 2 * radius(id), height: 2 * radius(id) },
  });

  // vis-network scales lines with the zoom: a picture that opens small gets lines that are not hairs there.
  const thick = Math.max(1, cameraFor(bounds(data.nodes.map(({ id }) => id), x, y), container, 1.5)[2] ** -0.6);
  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, label: undefined, group: undefined })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, ...lineStyle(edge.id) })));
  const options = { ...data.options, nodes: { ...data.options.nodes, ctxRenderer: renderer } };
  options.interaction = { ...options.interaction, hideEdgesOnDrag: data.edges.length > 1500, hideEdgesOnZoom: data.edges.length > 1500 };
  options.interaction.keyboard = { enabled: false };
  const network = new vis.Network(container, { nodes, edges }, options);

  function lineStyle(link) {
    const fact = linkFact(link);
    return { color: { color: linkColour(link), inherit: false }, width: (fact < 0 ? 0.9 : 1.3) * thick, dashes: fact >= 0 && !graph.isDirect(fact) ? [5, 5] : false };
  }

  network.on("afterDrawing", (pen) => {
    const transform = pen.getTransform();
    const ratio = pen.canvas.width / container.clientWidth;
    if (moving) readPositions();
    pen.save();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintOverlay(pen, {
      x, y, hover, width: container.clientWidth, height: container.clientHeight,
      scale: transform.a / ratio, size: sizeAt(transform.a / ratio, order.length), left: transform.e / ratio, top: transform.f / ratio,
    }, order);
    pen.restore();
  });
  network.on("click", ({ nodes: hit, edges: hitEdges }) => hooks.click(hit[0] ?? -1, hit.length ? -1 : hitEdges[0] ?? -1));
  network.on("hoverNode", ({ node, pointer }) => { hover = node; hooks.hover(node, -1, pointer.DOM); network.redraw(); });
  network.on("blurNode", () => { hover = -1; hooks.hover(-1, -1); network.redraw(); });
  network.on("hoverEdge", ({ edge, pointer }) => hover < 0 && hooks.hover(-1, edge, pointer.DOM));
  network.on("blurEdge", () => hooks.hover(-1, -1));
  network.on("dragging", ({ nodes: dragged }) => { hooks.hover(-1, -1); if (dragged.length) readPositions(dragged); });
  network.on("dragEnd", ({ nodes: dragged }) => { readPositions(dragged); hooks.moved(); });
  network.on("zoom", () => { hooks.hover(-1, -1); hooks.moved(); });
  network.on("animationFinished", () => hooks.moved());
  network.on("stabilized", () => moving && hooks.still());

  function readPositions(some) {
    for (const [node, place] of Object.entries(network.getPositions(some))) { x[node] = place.x; y[node] = place.y; }
  }

  const camera = () => [network.getViewPosition().x, network.getViewPosition().y, network.getScale()];

  // Written straight into vis-network's own objects, which is what its update() does in the end: going through the data
  // sets takes 0.4 s for 2,000 nodes. The engine's version is pinned by its digest, so its inside is known.
  function applyVisible() {
    order = byImportance();
    for (const { id } of data.nodes) network.body.nodes[id].options.hidden = !visible.nodes[id];
    for (const { id } of data.edges) {
      const { options } = network.body.edges[id];
      const style = lineStyle(id);
      options.hidden = !visible.links[id];
      options.color.color = style.color.color; // the object itself: its other colours are inherited
      options.width = style.width;
      options.dashes = style.dashes;
    }
    network._updateVisibleIndices();
    network.redraw();
  }

  function fit(wanted, animate = true) {
    const chosen = (wanted || []).filter((node) => visible.nodes[node]);
    const box = bounds(chosen.length ? chosen : order, x, y);
    moveCamera(cameraFor(box, container, chosen.length ? 1.3 : 1.5), animate);
  }

  function moveCamera([cx, cy, scale], animate) {
    const quick = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({ position: { x: cx, y: cy }, scale, animation: quick ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  }

  return {
    name: "pyvis", x, y, camera, applyVisible, fit,
    setCamera: (value, animate = false) => moveCamera(value, animate),
    fly: (node, animate = true) => moveCamera(cameraOn(x[node], y[node], Math.max(scaleNow(), 1), container), animate),
    zoom: (factor) => { const [cx, cy, scale] = camera(); moveCamera([cx, cy, Math.min(8, Math.max(0.03, scale * factor))], true); },
    pan: (dx, dy) => { const [cx, cy, scale] = camera(); moveCamera([cx + dx / scale, cy + dy / scale, scale], false); },
    redraw: () => network.redraw(),
    restyle: applyVisible,
    place: (some, left, top) => some.forEach((node, index) => {
      [x[node], y[node]] = [left[index], top[index]];
      Object.assign(network.body.nodes[node], { x: x[node], y: y[node] });
    }),
    pin: () => nodes.update([...data.nodes].map(({ id }) => ({ id, fixed: state.pinned.has(id) }))),
    physics: (on) => { moving = on; network.setOptions({ physics: { enabled: on } }); if (on) network.startSimulation(); },
    screen: (node) => network.canvasToDOM({ x: x[node], y: y[node] }),
    picture: () => container.querySelector("canvas"),
  };
}

function bounds(nodes, x, y) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of nodes) {
    box.left = Math.min(box.left, x[node]);
    box.right = Math.max(box.right, x[node]);
    box.top = Math.min(box.top, y[node]);
    box.bottom = Math.max(box.bottom, y[node]);
  }
  return nodes.length ? box : { left: -1, right: 1, top: -1, bottom: 1 };
}

// The camera that shows a box with room for labels around it, beside the legend where that stands at the left.
function cameraFor(box, container, largest) {
  const legend = container.clientWidth > 720 ? 214 : 0;
  const wide = Math.max(1, box.right - box.left);
  const high = Math.max(1, box.bottom - box.top);
  const beside = container.clientWidth > 720 ? 150 : 60;
  const scale = Math.max(0.004, Math.min((container.clientWidth - legend - beside) / wide, (container.clientHeight - 160) / high, largest));
  return [(box.left + box.right) / 2 - legend / 2 / scale, (box.top + box.bottom) / 2 + 14 / scale, scale];
}

// The camera that brings a point to the middle of what the panel leaves free: on a phone the panel covers the lower part.
function cameraOn(x, y, scale, container) {
  const panel = document.getElementById("panel");
  const covered = !panel.hidden && container.clientWidth <= 720 ? panel.offsetHeight - 60 : 0;
  return [x, y + covered / 2 / scale, scale];
}
