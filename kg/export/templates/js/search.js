// Search as you type: by name, alias, id, and by pinyin in full, by initials, or mixed (dyl, daiyuli, daiyl).

const searchIndex = { keys: [] };

function buildSearch() {
  searchIndex.keys = graph.things.label.map((label, node) => [label, ...(graph.things.aliases[node] || [])].map((name) => name.toLowerCase()));
}

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

function matchPinyin(query, spelled) {
  if (!spelled) return 0;
  let best = 0;
  for (const name of spelled.split("|")) {
    const syllables = name.split(" ");
    for (let start = 0; start < syllables.length; start += 1) {
      if (!fits(query, 0, syllables, start)) continue;
      const score = (start === 0 ? 55 : 30) - Math.min(20, Math.abs(syllables.length - start - query.length));
      best = Math.max(best, score);
      break;
    }
  }
  return best;
}

// Can the query, from ``at`` on, be read as beginnings of consecutive syllables?
function fits(query, at, syllables, index) {
  if (at === query.length) return true;
  if (index === syllables.length) return false;
  return syllables[index].split("/").some((reading) => {
    let length = 0;
    while (length < reading.length && reading[length] === query[at + length]) length += 1;
    for (let taken = length; taken > 0; taken -= 1) if (fits(query, at + taken, syllables, index + 1)) return true;
    return false;
  });
}

function search(text, limit = 12) {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const letters = /^[a-zü' ]+$/.test(query) ? query.replace(/ü/g, "v").replace(/[' ]/g, "") : "";
  const found = [];
  for (let node = 0; node < graph.count; node += 1) {
    if (!graph.drawn(node)) continue;
    let score = matchName(query, searchIndex.keys[node]);
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
