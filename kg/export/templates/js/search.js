// Search as you type: by name, alias, id, and by pinyin in full, by initials, or mixed (dyl, daiyuli, daiyl).

// All names of a thing in one string, so that the many that do not match cost one look each; made on the first search.
let searchNames = null;
const searchIndex = () => (searchNames ??= graph.things.label.map((_, node) => namesOf(node).join("\n")));
const namesOf = (node) => [labelOf(node), ...(graph.things.aliases[node] || [])].map((name) => name.toLowerCase());

// 0 for no match; a higher score for a better one.
function matchName(query, names) {
  let best = 0;
  names.forEach((name, index) => {
    const at = name.indexOf(query);
    if (at < 0) return;
    const score = (name === query ? 100 : at === 0 ? 80 : 60) - (index ? 5 : 0) - Math.min(20, name.length - query.length) / 2;
    best = Math.max(best, score);
  });
  return best;
}

// Whether the letters stand in a spelling in this order at all: a quick no for most names.
function inSequence(letters, spelled) {
  let at = -1;
  for (const letter of letters) {
    at = spelled.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function matchPinyin(query, spelled) {
  if (!spelled || !inSequence(query, spelled)) return 0;
  let best = 0;
  for (const name of spelled.split("|")) {
    const syllables = name.split(" ");
    for (let start = 0; start < syllables.length; start += 1) {
      if (!fits(query, syllables, start)) continue;
      const score = (start === 0 ? 55 : 30) - Math.min(20, Math.abs(syllables.length - start - query.length));
      best = Math.max(best, score);
      break;
    }
  }
  return best;
}

// Can the query be read as beginnings of consecutive syllables? ``ends`` holds how far it can be read after each.
function fits(query, syllables, start) {
  let ends = new Set([0]);
  for (let index = start; index < syllables.length && ends.size; index += 1) {
    const further = new Set();
    for (const reading of syllables[index].split("/")) {
      for (const at of ends) {
        for (let length = 0; length < reading.length && reading[length] === query[at + length]; length += 1) further.add(at + length + 1);
      }
    }
    if (further.has(query.length)) return true;
    ends = further;
  }
  return false;
}

function search(text, limit = 12) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const names = searchIndex();
  const letters = /^[a-zü' ]+$/.test(query) ? query.replace(/ü/g, "v").replace(/[' ]/g, "").slice(0, 40) : "";
  const found = [];
  for (let node = 0; node < graph.count; node += 1) {
    if (!graph.drawn(node)) continue;
    let score = names[node].includes(query) ? matchName(query, namesOf(node)) : 0;
    if (!score && letters) score = matchPinyin(letters, graph.things.pinyin[node]);
    if (!score && graph.things.id[node] === query) score = 100;
    if (score) found.push([score + Math.min(8, Math.log2(1 + graph.things.weight[node])) + (graph.kindName(node) === "person" ? 2 : 0), node]);
  }
  found.sort((one, two) => two[0] - one[0] || one[1] - two[1]);
  return found.slice(0, limit).map(([, node]) => node);
}

// The search box: an editable combobox with a list box, after the ARIA practices.
function searchBox(choose) {
  const list = el("ul", { id: "found", role: "listbox", "aria-label": word("results"), hidden: true });
  let results = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (node) => {
    close();
    input.value = "";
    choose(node);
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    if (active >= 0 && results.length) {
      input.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    results = search(input.value);
    const typed = input.value.trim() !== "";
    list.hidden = !typed;
    input.setAttribute("aria-expanded", String(typed));
    fill(list, results.map((node, index) => el("li", { id: `found-${index}`, role: "option", onpointerdown: (event) => { event.preventDefault(); take(node); } },
      kindIcon(graph.kindName(node)), news(short(labelOf(node), 30), { class: "found-name" }), el("span", { class: "quiet" }, foundHint(node)))));
    if (typed && !results.length) fill(list, el("li", { class: "quiet", role: "option", "aria-disabled": "true" }, word("noResults")));
    mark(results.length ? 0 : -1);
  };
  const input = el("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "found",
    "aria-autocomplete": "list", "aria-label": word("searchShort"), placeholder: word("search"), oninput: show, onblur: close,
    onfocus: () => input.value.trim() && show(),
    onkeydown: (event) => {
      if (event.key === "ArrowDown" && results.length) mark((active + 1) % results.length);
      else if (event.key === "ArrowUp" && results.length) mark((active - 1 + results.length) % results.length);
      else if (event.key === "Enter" && results[active] !== undefined) take(results[active]);
      else if (event.key === "Escape") { input.value = ""; close(); } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
  return el("div", { class: "search", role: "search" }, input, list);
}

// What tells two people of the same name apart: the post and host of the first fact, else the first article.
function foundHint(node) {
  for (const fact of graph.nodeFacts(node)) {
    if (graph.isPost(fact) && graph.facts.subject[fact] === node) return short(postWords(fact), 22);
  }
  return inLanguage({ zh: kindOf(graph.kindName(node)).zh, en: kindOf(graph.kindName(node)).one });
}
