// The picture of a large graph: our own canvas. While the reader drags or zooms, the last bitmap moves with the gesture;
// a new one is drawn in slices right after. Far away, communities are discs with names; they open when they grow.

function canvasView(container, hooks) {
  const x = Float64Array.from(graph.things.x);
  const y = Float64Array.from(graph.things.y);
  const canvas = el("canvas", { class: "large" });
  container.append(canvas);
  const pen = canvas.getContext("2d");
  const scene = makeScene(x, y);
  let camera = [0, 0, 0.1];
  let target = null; // where an animated flight ends
  let hover = -1;
  let frame = 0;

  const ratio = () => Math.min(2, devicePixelRatio || 1);
  const size = () => [container.clientWidth, container.clientHeight];
  const origin = () => [size()[0] / 2 - camera[0] * camera[2], size()[1] / 2 - camera[1] * camera[2]];
  const toWorld = (px, py) => [(px - origin()[0]) / camera[2], (py - origin()[1]) / camera[2]];

  function resize() {
    const [width, height] = size();
    if (!width || !height) return; // another tab is in front
    const before = [canvas.width, canvas.height];
    canvas.width = Math.round(width * ratio());
    canvas.height = Math.round(height * ratio());
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    if (before[0] === canvas.width && before[1] === canvas.height) ask();
    else refresh();
  }

  // One frame: the bitmap where the camera now is, then selection and labels in place.
  function paint() {
    frame = 0;
    if (target) stepFlight();
    const [width, height] = size();
    pen.setTransform(ratio(), 0, 0, ratio(), 0, 0);
    pen.fillStyle = palette().paper;
    pen.fillRect(0, 0, width, height);
    scene.blit(pen, camera, width, height);
    const [left, top] = origin();
    const view = { x, y, width, height, scale: camera[2], size: sizeInLarge(camera[2], scene.order().length), left, top, hover };
    paintOverlay(pen, view, scene.openNodes(camera, width, height));
    if (!highlighted()) scene.discLabels(pen, view);
    if (target) ask();
  }

  const ask = () => { frame ||= requestAnimationFrame(paint); };
  const refresh = () => { scene.render(camera, size(), ratio(), ask); ask(); };
  const settle = later(() => { scene.render(camera, size(), ratio(), ask); hooks.moved(); }, 120);

  function move(next) {
    camera = [next[0], next[1], Math.min(6, Math.max(0.004, next[2]))];
    scene.stop();
    ask();
    settle();
  }

  function stepFlight() {
    const part = Math.min(1, (performance.now() - target.start) / 350);
    const ease = part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) ** 2;
    const scale = target.from[2] * (target.to[2] / target.from[2]) ** ease;
    camera = [target.from[0] + (target.to[0] - target.from[0]) * ease, target.from[1] + (target.to[1] - target.from[1]) * ease, scale];
    if (part === 1) { camera = target.to; target = null; } // to the bit: a * (b / a) need not be b
    settle();
  }

  function flyTo(to, animate) {
    target = null;
    if (!animate || matchMedia("(prefers-reduced-motion: reduce)").matches) { move(to); refresh(); return; }
    target = { from: camera, to, start: performance.now() };
    ask();
  }

  function zoomAt(px, py, factor) {
    const [wx, wy] = toWorld(px, py);
    const scale = Math.min(6, Math.max(0.004, camera[2] * factor));
    const [width, height] = size();
    target = null;
    move([wx - (px - width / 2) / scale, wy - (py - height / 2) / scale, scale]);
  }

  function click(px, py) {
    const [wx, wy] = toWorld(px, py);
    const node = scene.nodeAt(wx, wy, camera[2]);
    if (node >= 0) return hooks.click(node, -1);
    const disc = scene.discAt(wx, wy, camera[2]);
    if (disc >= 0) return flyTo(discCamera(graph.discs[disc]), true);
    return hooks.click(-1, scene.linkAt(wx, wy, camera, size()));
  }

  const discCamera = ([cx, cy, radius]) => cameraFor({ left: cx - radius, right: cx + radius, top: cy - radius, bottom: cy + radius }, container, 1.2);

  watchGestures(canvas, {
    drag: (dx, dy) => { target = null; move([camera[0] - dx / camera[2], camera[1] - dy / camera[2], camera[2]]); },
    zoom: zoomAt,
    click,
    hover: (px, py) => {
      const [wx, wy] = toWorld(px, py);
      const node = scene.nodeAt(wx, wy, camera[2]);
      canvas.style.cursor = node >= 0 || scene.discAt(wx, wy, camera[2]) >= 0 ? "pointer" : "grab";
      if (node === hover) return;
      hover = node;
      hooks.hover(node, -1, { x: px, y: py });
      ask();
    },
    leave: () => { hover = -1; hooks.hover(-1, -1); ask(); },
  });
  new ResizeObserver(resize).observe(container);
  resize();

  return {
    name: "large", x, y,
    camera: () => camera,
    setCamera: (value, animate = false) => flyTo(value, animate),
    applyVisible: () => { scene.update(); refresh(); },
    fit: (nodes, animate = true) => {
      const chosen = (nodes || []).filter((node) => visible.nodes[node]);
      flyTo(cameraFor(bounds(chosen.length ? chosen : scene.order(), x, y), container, 1.3), animate);
    },
    fly: (node, animate = true) => flyTo(cameraOn(x[node], y[node], Math.max(camera[2], 1), container), animate),
    zoom: (factor) => { const [width, height] = size(); flyTo([camera[0], camera[1], Math.min(6, Math.max(0.004, camera[2] * factor))], width * height > 0); },
    pan: (dx, dy) => move([camera[0] + dx / camera[2], camera[1] + dy / camera[2], camera[2]]),
    redraw: ask,
    restyle: refresh,
    place: (some, left, top) => some.forEach((node, index) => { [x[node], y[node]] = [left[index], top[index]]; }),
    pin: ask,
    physics: () => {},
    screen: (node) => ({ x: x[node] * camera[2] + origin()[0], y: y[node] * camera[2] + origin()[1] }),
    picture: () => canvas,
  };
}

// Pointer, pinch and wheel as drags, zooms and clicks in pixels of the element.
function watchGestures(target, act) {
  const pointers = new Map();
  let moved = 0;
  let spread = 0;
  const at = (event) => {
    const box = target.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  target.addEventListener("pointerdown", (event) => {
    target.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    moved = 0;
    spread = 0;
    target.parentElement.focus({ preventScroll: true });
  });
  target.addEventListener("pointermove", (event) => {
    const now = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) return act.hover(...now);
    pointers.set(event.pointerId, now);
    if (pointers.size === 2) {
      const [one, two] = [...pointers.values()];
      const distance = Math.hypot(one[0] - two[0], one[1] - two[1]);
      if (spread) act.zoom((one[0] + two[0]) / 2, (one[1] + two[1]) / 2, distance / spread);
      spread = distance;
      moved = 99;
      return undefined;
    }
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved > 4) act.drag(now[0] - before[0], now[1] - before[1]);
    return undefined;
  });
  const end = (event) => {
    const last = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (event.type === "pointerup" && last && moved <= 4) act.click(...last);
  };
  target.addEventListener("pointerup", end);
  target.addEventListener("pointercancel", end);
  target.addEventListener("pointerleave", act.leave);
  target.addEventListener("wheel", (event) => {
    event.preventDefault();
    act.zoom(...at(event), Math.exp(-Math.max(-120, Math.min(120, event.deltaY * (event.deltaMode ? 20 : 1))) * 0.0022));
  }, { passive: false });
}
