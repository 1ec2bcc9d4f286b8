// The table of people and posts: one row a post, sortable by each column, filterable by any word in it.

const peopleTable = { sort: "person", down: false, filter: "" };

function peopleRows() {
  const { subject } = graph.facts;
  const rows = [];
  const posted = new Set();
  for (let fact = 0; fact < subject.length; fact += 1) {
    if (!graph.isPost(fact) || !factPasses(fact)) continue;
    posted.add(subject[fact]);
    rows.push({ node: subject[fact], fact, person: labelOf(subject[fact]), sound: pinyinOf(subject[fact]), post: roleText(fact), host: hostOf(fact) === undefined ? "" : termText(hostOf(fact)), status: statusOf(fact), date: factDate(fact) });
  }
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.kindName(node) === "person" && !posted.has(node)) rows.push({ node, fact: -1, person: labelOf(node), sound: pinyinOf(node), post: "", host: "", status: "", date: "" });
  }
  return rows;
}

function peopleTab() {
  const columns = ["person", "post", "host", "status", "date"];
  const body = el("tbody", {});
  const heads = {};
  const count = el("p", { class: "quiet", role: "status" });
  const all = cached("people", peopleRows);
  const order = (one, two) => {
    const key = peopleTable.sort;
    if (!one[key] !== !two[key]) return one[key] ? -1 : 1; // empty cells last, whichever way the column is sorted
    const first = key === "person" ? one.sound : one[key];
    const second = key === "person" ? two.sound : two[key];
    return (first < second ? -1 : first > second ? 1 : one.node - two.node) * (peopleTable.down ? -1 : 1);
  };
  const show = () => {
    const wanted = peopleTable.filter.trim().toLowerCase();
    const rows = all.filter((row) => !wanted || columns.some((name) => row[name].toLowerCase().includes(wanted)) || (/^[a-z]+$/.test(wanted) && matchPinyin(wanted, graph.things.pinyin[row.node])));
    rows.sort(order);
    fill(body, rows.slice(0, 200).map(peopleRow));
    count.textContent = word("shown", { n: Math.min(200, rows.length), m: all.length });
    for (const name of columns) heads[name].setAttribute("aria-sort", peopleTable.sort === name ? (peopleTable.down ? "descending" : "ascending") : "none");
  };
  for (const name of columns) {
    heads[name] = el("th", { scope: "col" }, button(word(name), () => {
      Object.assign(peopleTable, { down: peopleTable.sort === name && !peopleTable.down, sort: name });
      show();
    }));
  }
  const filter = el("input", { type: "search", placeholder: word("filterTable"), "aria-label": word("filterTable"), value: peopleTable.filter, oninput: later((event) => { peopleTable.filter = filter.value; show(); }, 80) });
  show();
  return el("div", { class: "sheet" }, el("div", { class: "sheet-top" }, el("h2", {}, word("people")), filter, count),
    el("div", { class: "scroll-x", tabindex: "0", role: "region", "aria-label": word("people") }, el("table", { class: "people" }, el("thead", {}, el("tr", {}, columns.map((name) => heads[name]))), body)));
}

// Tables are made once for each choice of filters.
const tables = new Map();
function cached(name, make) {
  const key = JSON.stringify([state.confidence, state.onlyArticle, state.since, state.until, language]);
  const old = tables.get(name);
  if (old?.key === key) return old.rows;
  tables.set(name, { key, rows: make() });
  return tables.get(name).rows;
}

const pinyinOf = (node) => (graph.things.pinyin[node] || labelOf(node)).replace(/\/[a-z]+/g, "");

function peopleRow(row) {
  const { fact } = row;
  return el("tr", {}, el("td", {}, thingLink(row.node, 24)), el("td", {}, fact < 0 ? "" : roleView(fact)), el("td", {}, row.host ? valueView(hostOf(fact)) : ""),
    el("td", {}, row.status), el("td", {}, fact < 0 ? "" : [row.date ? `${row.date} ` : "", sourceButton(fact)]));
}

// The way from a line of a table to its words.
function sourceButton(fact) {
  const item = graph.facts.evidence[fact].find((each) => graph.kindName(graph.evidence.article[each]) === "article");
  return item === undefined ? null : button(word("evidence"), () => change({ tab: "articles", article: graph.evidence.article[item], passage: item }), { class: "small" });
}
