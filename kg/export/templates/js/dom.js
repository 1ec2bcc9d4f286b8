// Making elements. Every text reaches the page as a text node: no function here or anywhere else parses HTML.

// Direction controls could make a name read backwards or swallow the words after it; each becomes a visible mark.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const clean = (text) => String(text).replace(CONTROLS, "\ufffd");

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return add(node, children);
}

function add(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : clean(child));
  }
  return node;
}

function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

// A word from the news: isolated, so that its writing direction ends with it.
const news = (text, attributes) => el("bdi", attributes, text);

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, String(value));
  for (const child of children) node.append(child);
  return node;
}

const short = (text, length) => {
  const points = Array.from(clean(text).slice(0, length * 2 + 2));
  return points.length > length ? points.slice(0, length - 1).join("") + "…" : points.join("");
};

function button(label, action, attributes) {
  return el("button", { type: "button", onclick: action, ...attributes }, label);
}

// Calls once after the last of a quick series of events.
function later(action, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

// Fills a list with what is in sight at once and the rest in slices, so that a long one answers as quickly as a short one.
function inSlices(box, items, render, first) {
  add(box, items.slice(0, first).map(render));
  let next = first;
  const mine = (box.series || 0) + 1; // a later filling of the same list ends this one
  box.series = mine;
  const work = () => {
    if (!box.isConnected || box.series !== mine) return;
    const until = performance.now() + 8;
    const part = [];
    for (; next < items.length && performance.now() < until; next += 1) part.push(render(items[next]));
    add(box, part);
    if (next < items.length) setTimeout(work, 0);
  };
  if (next < items.length) requestAnimationFrame(() => setTimeout(work, 0));
  return box;
}
