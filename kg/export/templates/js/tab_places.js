// The tree of places and bodies: what lies in what, from province to community, with the things in each.

const placeTree = { filter: "" };

function placesTab() {
  const { children, located, roots, lonely, few } = cached("places", placeForest);
  const branch = (node, depth, chain = []) => {
    const inside = bySound(children.get(node) || []);
    const here = [...located.get(node) || []];
    const label = [thingLink(node, 30), inside.length + here.length ? el("span", { class: "count" }, String(inside.length + here.length)) : null,
      chain.length ? el("span", { class: "quiet above" }, chain.map((item) => short(labelOf(item), 20)).join(" › ")) : null];
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
  const content = el("div", {});
  const show = () => {
    const wanted = placeTree.filter.trim().toLowerCase();
    if (wanted) return fill(content, foundPlaces(wanted, children, branch));
    return fill(content, roots.length ? inSlices(el("ul", {}), roots.slice(0, 200), (node) => branch(node, 0), 40) : null,
      lonely.length ? [el("h3", {}, word("elsewhere")), inSlices(el("ul", { class: "columns" }), lonely.slice(0, 200), (node) => branch(node, 3), few ? 200 : 0)] : null,
      roots.length + lonely.length ? null : el("p", { class: "quiet" }, word("nothing")));
  };
  const filter = el("input", { type: "search", placeholder: word("filterTable"), "aria-label": `${word("filterTable")} (${word("places")})`, value: placeTree.filter, oninput: later(() => { placeTree.filter = filter.value; show(); }, 80) });
  show();
  return el("div", { class: "sheet tree" }, el("div", { class: "sheet-top" }, el("h2", {}, word("places")), filter), content);
}

// Places whose name holds what is wanted or sounds like it, the best match first, each with the chain of what it lies in.
function foundPlaces(wanted, children, branch) {
  const letters = /^[a-z]+$/.test(wanted);
  const names = searchIndex();
  const found = [];
  for (const node of inOrder()) {
    if (graph.kindName(node) !== "place" && !children.has(node)) continue;
    const score = (names[node].includes(wanted) && matchName(wanted, namesOf(node))) || (letters ? matchPinyin(wanted, graph.things.pinyin[node]) : 0);
    if (score) found.push([score, node]);
  }
  if (!found.length) return el("p", { class: "quiet" }, word("nothing"));
  found.sort((one, two) => two[0] - one[0]); // stable: those of the same score stay by importance
  return inSlices(el("ul", {}), found.slice(0, 200), ([, node]) => branch(node, 3, chainOf(node)), 40);
}

function bySound(nodes) {
  const keyed = nodes.map((node) => [pinyinOf(node), node]);
  return keyed.sort((one, two) => (one[0] < two[0] ? -1 : one[0] > two[0] ? 1 : one[1] - two[1])).map(([, node]) => node);
}

// What lies in what: one parent each, the largest trees first; places without any stand apart.
function placeForest() {
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
  const roots = [...children.keys()].filter((node) => !parent.has(node));
  const place = graph.kinds.indexOf("place");
  const lonely = [];
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.things.kind[node] === place && !parent.has(node) && !children.has(node)) lonely.push(node);
  }
  const sizes = new Map(roots.map((node) => [node, size(node, children)]));
  roots.sort((one, two) => sizes.get(two) - sizes.get(one) || one - two);
  return { children, located: locatedThings(), roots, lonely: bySound(lonely), few: parent.size < 300 };
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
