// The bitmap of a large graph: what is near enough is drawn node by node, the rest as discs of communities.

const OPEN_RADIUS = 150; // pixels on screen from which a disc shows its nodes
const FEW_OPEN = 400; // so few nodes need no overview
const MAX_LINES = 9000;
const SLICE = 9; // milliseconds of drawing between two looks at the clock
const MARGIN = 0.25; // of the screen, drawn beyond each edge so that a drag does not meet emptiness at once

function makeScene(x, y) {
  const { a, b } = graph.links;
  const radius = Float32Array.from(graph.things.weight, radiusOf);
  const linkOrder = orderLinks();
  const between = linksBetweenDiscs();
  const names = discNames();
  let order = [];
  const whole = makeGrid(inOrder(), x, y);
  let grid = whole;
  let shown = null; // {bitmap, camera, width, height}: the last bitmap that was finished
  let job = 0;
  let alive = new Uint8Array(graph.discs.length); // discs that hold a visible node

  function update() {
    order = byImportance();
    alive = new Uint8Array(graph.discs.length);
    grid = gathering.home ? makeGrid(order, x, y) : whole;
    if (!gathering.home) for (const node of order) alive[graph.things.community[node]] = 1;
  }

  const isOpen = (disc, scale) => order.length <= FEW_OPEN || disc < 0 || graph.discs[disc][2] * scale >= OPEN_RADIUS || graph.discs.length === 1 || scale >= 0.9;
  const nodeOpen = (node, scale) => isOpen(graph.things.community[node], scale);

  // Draws a new bitmap in slices; a later call or stop() ends an unfinished one.
  function render(camera, [width, height], ratio, done) {
    const mine = ++job;
    const bitmap = document.createElement("canvas");
    const wide = width * (1 + 2 * MARGIN);
    const high = height * (1 + 2 * MARGIN);
    bitmap.width = Math.max(1, Math.round(wide * ratio));
    bitmap.height = Math.max(1, Math.round(high * ratio));
    const pen = bitmap.getContext("2d", { alpha: false });
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const scale = camera[2];
    const frame = { scale, left: wide / 2 - camera[0] * scale, top: high / 2 - camera[1] * scale, wide, high };
    const steps = drawing(pen, frame);
    const work = () => {
      if (mine !== job) return;
      const until = performance.now() + SLICE;
      let step = steps.next();
      while (!step.done && performance.now() < until) step = steps.next();
      if (!step.done) return void setTimeout(work, 0);
      shown = { bitmap, camera: [...camera], width: wide, height: high };
      done();
    };
    work();
  }

  function* drawing(pen, frame) {
    pen.fillStyle = palette().paper;
    pen.fillRect(0, 0, frame.wide, frame.high);
    yield* drawDiscs(pen, frame);
    yield* drawLines(pen, frame);
    yield* drawNodes(pen, frame);
  }

  function* drawDiscs(pen, { scale, left, top, wide, high }) {
    const colours = palette();
    pen.strokeStyle = colours.line;
    for (const [one, two, count] of between) {
      if (!alive[one] || !alive[two] || (isOpen(one, scale) && isOpen(two, scale))) continue;
      const [p, q] = [graph.discs[one], graph.discs[two]];
      pen.globalAlpha = 0.35;
      pen.lineWidth = Math.min(8, 0.6 + Math.log2(1 + count) * 0.7);
      pen.beginPath();
      pen.moveTo(p[0] * scale + left, p[1] * scale + top);
      pen.lineTo(q[0] * scale + left, q[1] * scale + top);
      pen.stroke();
    }
    yield;
    graph.discs.forEach(([cx, cy, r], disc) => {
      const [sx, sy, sr] = [cx * scale + left, cy * scale + top, r * scale];
      if (!alive[disc] || sx < -sr || sy < -sr || sx > wide + sr || sy > high + sr) return;
      const open = isOpen(disc, scale);
      pen.beginPath();
      pen.arc(sx, sy, Math.max(2, sr), 0, 2 * Math.PI);
      pen.globalAlpha = open ? 0.25 : 1;
      pen.fillStyle = colours.disc;
      pen.fill();
      pen.lineWidth = 1;
      pen.strokeStyle = colours.faint;
      pen.stroke();
    });
    pen.globalAlpha = 1;
    yield;
  }

  function* drawLines(pen, { scale, left, top, wide, high }) {
    let drawn = 0;
    for (const strong of [false, true]) {
      pen.strokeStyle = strong ? palette().line : palette().faint;
      pen.lineWidth = strong ? 1 : 0.7;
      const list = strong ? linkOrder.facts : linkOrder.plain;
      const limit = strong ? MAX_LINES : MAX_LINES / 3;
      let batch = 0;
      pen.beginPath();
      for (const link of list) {
        if (!visible.links[link] || !nodeOpen(a[link], scale) || !nodeOpen(b[link], scale)) continue;
        const [x1, y1, x2, y2] = [x[a[link]] * scale + left, y[a[link]] * scale + top, x[b[link]] * scale + left, y[b[link]] * scale + top];
        if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > wide && x2 > wide) || (y1 > high && y2 > high)) continue;
        pen.moveTo(x1, y1);
        pen.lineTo(x2, y2);
        drawn += 1;
        batch += 1;
        if (batch === 250) { pen.stroke(); pen.beginPath(); batch = 0; yield; }
        if (drawn >= limit) break;
      }
      pen.stroke();
      yield;
    }
  }

  function* drawNodes(pen, { scale, left, top, wide, high }) {
    const byKind = new Map();
    for (const node of order) {
      const sx = x[node] * scale + left;
      const sy = y[node] * scale + top;
      if (sx < -20 || sy < -20 || sx > wide + 20 || sy > high + 20) continue;
      const key = `${nodeOpen(node, scale) ? "open" : "shut"} ${graph.kindName(node)}`;
      if (!byKind.has(key)) byKind.set(key, []);
      byKind.get(key).push(node);
    }
    yield;
    for (const [key, nodes] of byKind) {
      const name = key.slice(5);
      pen.fillStyle = kindColour(name, state.dark);
      pen.globalAlpha = key.startsWith("open") ? 1 : 0.6; // in a closed disc the dots are texture behind its name
      for (let from = 0; from < nodes.length; from += 400) {
        pen.beginPath();
        for (const node of nodes.slice(from, from + 400)) {
          const [sx, sy] = [x[node] * scale + left, y[node] * scale + top];
          const r = nodeOpen(node, scale) ? Math.max(2.2, radius[node] * sizeInLarge(scale, order.length)) : Math.max(0.7, radius[node] * scale * 0.8);
          if (r < 2.2) pen.rect(sx - r, sy - r, 2 * r, 2 * r);
          else traceKind(pen, name, sx, sy, r);
        }
        pen.fill();
        yield;
      }
    }
    pen.globalAlpha = 1;
  }

  // The finished bitmap, moved and scaled to where the camera is now.
  function blit(pen, camera, width, height) {
    if (!shown) return;
    const zoom = camera[2] / shown.camera[2];
    const left = width / 2 - (camera[0] - shown.camera[0]) * camera[2] - (shown.width / 2) * zoom;
    const top = height / 2 - (camera[1] - shown.camera[1]) * camera[2] - (shown.height / 2) * zoom;
    pen.drawImage(shown.bitmap, left, top, shown.width * zoom, shown.height * zoom);
  }

  function openNodes([cx, cy, scale], width, height) {
    const reach = [width / 2 / scale, height / 2 / scale];
    const inside = grid.within(cx - reach[0], cy - reach[1], cx + reach[0], cy + reach[1], 6000);
    return inside.filter((node) => nodeOpen(node, scale));
  }

  // The name of each closed disc and, where there is room, its best-known members below; none over another.
  function discLabels(pen, view) {
    const boxes = new Boxes();
    if (legendBox) boxes.take(...legendBox);
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    const colours = palette();
    const write = (text, font, colour, sx, sy) => {
      pen.font = font;
      const width = textWidth(pen, text);
      if (sx - width / 2 < 2 || sx + width / 2 > view.width - 2 || !boxes.take(sx - width / 2 - 4, sy - 9, width + 8, 18)) return false;
      pen.lineWidth = 4;
      pen.strokeStyle = colours.disc;
      pen.strokeText(text, sx - width / 2, sy);
      pen.fillStyle = colour;
      pen.fillText(text, sx - width / 2, sy);
      return true;
    };
    for (const { disc, name, members } of names) {
      if (!alive[disc] || isOpen(disc, view.scale)) continue;
      const [cx, cy, r] = graph.discs[disc];
      const [sx, sy, sr] = [cx * view.scale + view.left, cy * view.scale + view.top, r * view.scale];
      if (sr < 5 || sx < 0 || sy < 0 || sx > view.width || sy > view.height) continue;
      const small = `11.5px ${FONT}`;
      pen.font = small;
      let below = sr > 26 ? members[0] || "" : "";
      for (let count = 2; count <= members.length && sr > 26; count += 1) {
        const longer = members.slice(0, count).join(" · ");
        if (textWidth(pen, longer) <= sr * 1.8) below = longer;
      }
      if (below && textWidth(pen, below) > sr * 2.1) below = "";
      if (write(name, `700 ${sr > 60 ? 15 : sr > 26 ? 13.5 : 12}px ${FONT}`, colours.ink, sx, below ? sy - 8 : sy) && below) write(below, small, colours.quiet, sx, sy + 11);
    }
  }

  function discAt(wx, wy, scale) {
    return graph.discs.findIndex(([cx, cy, r], disc) => alive[disc] && !isOpen(disc, scale) && Math.hypot(wx - cx, wy - cy) <= Math.max(r, 8 / scale));
  }

  function nodeAt(wx, wy, scale) {
    let best = -1;
    let nearest = Infinity;
    const reach = 24 / scale + 24;
    for (const node of grid.within(wx - reach, wy - reach, wx + reach, wy + reach, 500)) {
      if (!nodeOpen(node, scale)) continue;
      const distance = Math.hypot(x[node] - wx, y[node] - wy) - (radius[node] * sizeInLarge(scale, order.length)) / scale;
      if (distance < 7 / scale && distance < nearest) { nearest = distance; best = node; }
    }
    return best;
  }

  function linkAt(wx, wy, [, , scale]) {
    if (scale < 0.25) return -1;
    let best = -1;
    let nearest = 5 / scale;
    for (const link of [...linkOrder.facts, ...linkOrder.plain]) {
      if (!visible.links[link]) continue;
      const distance = toSegment(wx, wy, x[a[link]], y[a[link]], x[b[link]], y[b[link]]);
      if (distance < nearest) { nearest = distance; best = link; }
    }
    return best;
  }

  return { update, render, stop: () => { job += 1; }, blit, openNodes, discLabels, discAt, nodeAt, linkAt, order: () => order };
}
