// Saving the picture: PNG from the canvas, SVG drawn anew from the same outlines.

function download(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const fileName = (suffix) => `${short(graph.title, 40).replace(/[^\p{L}\p{N}-]+/gu, "-").replace(/^-|-$/g, "") || "graph"}.${suffix}`;

function savePng() {
  const source = view.picture();
  const canvas = el("canvas", { width: source.width, height: source.height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = palette().paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0);
  canvas.toBlob((blob) => download(blob, fileName("png")), "image/png");
}

const escapeXml = (text) => clean(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Everything visible, in world coordinates, labels thinned out as on screen at the scale where they all have room.
function svgPicture() {
  const order = byImportance();
  const colours = palette();
  const box = bounds(order, view.x, view.y);
  const margin = 70;
  const size = [box.right - box.left + 2 * margin, box.bottom - box.top + 2 * margin].map(Math.ceil);
  const at = (value) => Math.round(value * 10) / 10;
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${at(box.left - margin)} ${at(box.top - margin)} ${size[0]} ${size[1]}" font-family='${FONT.replace(/"/g, "&quot;")}' font-size="12">`,
    `<title>${escapeXml(graph.title)}</title>`, `<rect x="${at(box.left - margin)}" y="${at(box.top - margin)}" width="${size[0]}" height="${size[1]}" fill="${colours.paper}"/>`];
  for (let link = 0; link < graph.links.a.length; link += 1) {
    if (!visible.links[link]) continue;
    const { a, b } = graph.links;
    parts.push(`<line x1="${at(view.x[a[link]])}" y1="${at(view.y[a[link]])}" x2="${at(view.x[b[link]])}" y2="${at(view.y[b[link]])}" stroke="${linkColour(link)}"/>`);
  }
  for (const node of order) {
    const radius = radiusOf(graph.things.weight[node]);
    parts.push(`<path d="${kindPath(graph.kindName(node), view.x[node], view.y[node], radius)}" fill="${kindColour(graph.kindName(node), state.dark)}"/>`);
  }
  const boxes = new Boxes();
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${FONT}`;
  for (const node of order) {
    const text = shortLabel(node, 14);
    const width = textWidth(pen, text);
    const top = view.y[node] + radiusOf(graph.things.weight[node]) + 3;
    if (!boxes.take(view.x[node] - width / 2, top, width, 15)) continue;
    parts.push(`<text x="${at(view.x[node])}" y="${at(top + 11)}" text-anchor="middle" fill="${colours.ink}" stroke="${colours.paper}" stroke-width="3" paint-order="stroke">${escapeXml(text)}</text>`);
  }
  return `${parts.join("\n")}\n</svg>\n`;
}

function saveSvg() {
  download(new Blob([svgPicture()], { type: "image/svg+xml" }), fileName("svg"));
}
