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
  const few = parent.size < 300;
  const byName = (one, two) => (pinyinOf(one) < pinyinOf(two) ? -1 : 1);
  const sizes = new Map(roots.map((node) => [node, size(node, children)]));
  roots.sort((one, two) => sizes.get(two) - sizes.get(one) || one - two);
  const branch = (node, depth) => {
    const inside = (children.get(node) || []).sort(byName);
    const here = [...located.get(node) || []];
    const label = [thingLink(node, 30), inside.length + here.length ? el("span", { class: "count" }, String(inside.length + here.length)) : null];
    if (!inside.length && !here.length) return el("li", { class: "leaf" }, label);
    const box = el("div", { hidden: true });
    const fillBox = () => box.firstChild || add(box, inside.length ? limited(inside, (some) => el("ul", {}, some.map((child) => branch(child, depth + 1))), 200) : null,
      here.length ? limited(here, (some) => el("ul", { class: "here" }, some.map((item) => el("li", {}, thingLink(item, 30)))), 100) : null);
    const set = (open) => {
      if (open) fillBox();
      box.hidden = !open;
      arrow.setAttribute("aria-expanded", String(open));
    };
    const arrow = button("", () => set(box.hidden), { class: "arrow", "aria-label": `${word("holds")}: ${short(labelOf(node), 30)}` });
    set(few && depth < 3);
    return el("li", {}, arrow, label, box);
  };
  return el("div", { class: "sheet tree" }, el("div", { class: "sheet-top" }, el("h2", {}, word("places"))),
    roots.length ? el("ul", {}, roots.slice(0, 200).map((node) => branch(node, 0))) : null,
    lonely.length ? [el("h3", {}, word("elsewhere")), el("ul", { class: "columns" }, lonely.sort(byName).slice(0, 200).map((node) => branch(node, 3)))] : null,
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
    if (!located.has(where)) located.set(where, new Set());
    located.get(where).add(what);
  };
  for (let fact = 0; fact < graph.facts.subject.length; fact += 1) {
    const host = graph.isPost(fact) ? hostOf(fact) : factPredicate(fact) === "schema:location" && !graph.isWithin(fact) ? graph.facts.object[fact] : undefined;
    if (typeof host === "number" && factPasses(fact)) put(host, graph.facts.subject[fact]);
  }
  return located;
}
