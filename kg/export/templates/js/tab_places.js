// The tree of places and bodies: what lies in what, from province to community, with the things in each.

function placesTab() {
  const { subject, object } = graph.facts;
  const parent = new Map();
  const children = new Map();
  for (let fact = 0; fact < subject.length; fact += 1) {
    if (!graph.isWithin(fact) || typeof object[fact] !== "number" || parent.has(subject[fact]) || !factPasses(fact)) continue;
    if (climbs(object[fact], subject[fact], parent)) continue; // two sources that contradict each other must not hang the page
    parent.set(subject[fact], object[fact]);
    if (!children.has(object[fact])) children.set(object[fact], []);
    children.get(object[fact]).push(subject[fact]);
  }
  const located = locatedThings();
  const roots = [...children.keys()].filter((node) => !parent.has(node));
  const lonely = [];
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.kindName(node) === "place" && !parent.has(node) && !children.has(node)) lonely.push(node);
  }
  const byName = (one, two) => (pinyinOf(one) < pinyinOf(two) ? -1 : 1);
  roots.sort((one, two) => size(two, children) - size(one, children) || one - two);
  const branch = (node, depth) => {
    const inside = (children.get(node) || []).sort(byName);
    const here = located.get(node) || [];
    const label = [thingLink(node, 30), inside.length + here.length ? el("span", { class: "count" }, String(inside.length + here.length)) : null];
    if (!inside.length && !here.length) return el("li", {}, label);
    const box = el("details", {}, el("summary", {}, label));
    const open = () => add(box, inside.length ? el("ul", {}, inside.map((child) => branch(child, depth + 1))) : null, here.length ? el("ul", { class: "here" }, here.slice(0, 100).map((item) => el("li", {}, thingLink(item, 30)))) : null);
    if (depth < 3) { box.open = true; open(); } else box.addEventListener("toggle", open, { once: true });
    return el("li", {}, box);
  };
  return el("div", { class: "sheet tree" }, el("div", { class: "sheet-top" }, el("h2", {}, word("places"))),
    roots.length ? el("ul", {}, roots.slice(0, 300).map((node) => branch(node, 0))) : null,
    lonely.length ? [el("h3", {}, word("elsewhere")), el("ul", { class: "columns" }, lonely.sort(byName).slice(0, 500).map((node) => branch(node, 3)))] : null,
    roots.length + lonely.length ? null : el("p", { class: "quiet" }, word("nothing")));
}

function climbs(node, to, parent) {
  for (let at = node, steps = 0; at !== undefined && steps < 40; at = parent.get(at), steps += 1) if (at === to) return true;
  return false;
}

function size(node, children, depth = 0) {
  return depth > 12 ? 0 : (children.get(node) || []).reduce((sum, child) => sum + 1 + size(child, children, depth + 1), 0);
}

// Events and projects by the place they are located in; people by the place that hosts their post.
function locatedThings() {
  const located = new Map();
  const put = (where, what) => {
    if (!located.has(where)) located.set(where, []);
    if (!located.get(where).includes(what)) located.get(where).push(what);
  };
  for (let fact = 0; fact < graph.facts.subject.length; fact += 1) {
    const host = graph.isPost(fact) ? hostOf(fact) : factPredicate(fact) === "schema:location" && !graph.isWithin(fact) ? graph.facts.object[fact] : undefined;
    if (typeof host === "number" && factPasses(fact)) put(host, graph.facts.subject[fact]);
  }
  return located;
}
