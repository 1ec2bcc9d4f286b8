// A small card beside the pointer; everything in it is also in the panel.

function showTooltip(box, node, link, point) {
  if (node < 0 && link < 0) {
    box.hidden = true;
    return;
  }
  fill(box, node >= 0 ? nodeCard(node) : linkCard(link));
  box.hidden = false;
  const room = box.parentElement.getBoundingClientRect();
  const left = Math.min(point.x + 16, room.width - box.offsetWidth - 8);
  const top = point.y + 18 + box.offsetHeight > room.height ? point.y - box.offsetHeight - 12 : point.y + 18;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${Math.max(4, top)}px`;
}

function nodeCard(node) {
  const facts = [...graph.nodeFacts(node)];
  const post = facts.find((fact) => graph.isPost(fact) && graph.facts.subject[fact] === node) ?? facts[0];
  return [el("strong", {}, kindIcon(graph.kindName(node), 14), news(short(labelOf(node), 40))), post === undefined ? null : linkWords(post)];
}

function linkCard(link) {
  const fact = linkFact(link);
  const title = el("strong", {}, `${short(labelOf(graph.links.a[link]), 18)} — ${linkLabel(link) || term("org:role")} — ${short(labelOf(graph.links.b[link]), 18)}`);
  return [title, fact < 0 ? null : linkWords(fact)];
}

function linkWords(fact) {
  const item = graph.facts.evidence[fact][0];
  if (item === undefined) return null;
  const parts = sentence(item);
  return [parts ? el("p", {}, `“${short(parts.join("").trim(), 90)}”`) : null, el("p", { class: "quiet" }, `《${short(headline(graph.evidence.article[item]), 30)}》`)];
}
