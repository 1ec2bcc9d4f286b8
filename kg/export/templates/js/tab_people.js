// The table of people and posts: one row a post, sortable by each column, filterable by any word in it.

const peopleTable = { sort: "person", down: false, filter: "" };

// One line of the table; its words are made when a column, a filter or the screen asks for them.
class PersonPost {
  constructor(node, fact) { this.node = node; this.fact = fact; }

  get person() { return labelOf(this.node); }

  get post() { return this.fact < 0 ? "" : roleText(this.fact); }

  get host() { return this.fact < 0 || hostOf(this.fact) === undefined ? "" : termText(hostOf(this.fact)); }

  get status() { return this.fact < 0 ? "" : statusOf(this.fact); }

  get date() { return this.fact < 0 ? "" : factDate(this.fact); }
}

function peopleRows() {
  const { subject } = graph.facts;
  const rows = [];
  const posted = new Set();
  for (let fact = 0; fact < subject.length; fact += 1) {
    if (!graph.isPost(fact) || !factPasses(fact)) continue;
    posted.add(subject[fact]);
    rows.push(new PersonPost(subject[fact], fact));
  }
  for (let node = 0; node < graph.count; node += 1) {
    if (graph.kindName(node) === "person" && !posted.has(node)) rows.push(new PersonPost(node, -1));
  }
  return rows;
}

// Rows in the order of a column: people as they sound, empty cells last whichever way the column is sorted.
function sortRows(rows, column, down) {
  const keys = new Map();
  const sound = new Map();
  for (const row of rows) {
    if (column !== "person") keys.set(row, row[column]);
    else if (!sound.has(row.node)) sound.set(row.node, pinyinOf(row.node));
  }
  const key = column === "person" ? (row) => sound.get(row.node) : (row) => keys.get(row);
  const way = down ? -1 : 1;
  return rows.sort((one, two) => {
    const [first, second] = [key(one), key(two)];
    if (!first !== !second) return first ? -1 : 1;
    return (first < second ? -1 : first > second ? 1 : one.node - two.node || one.fact - two.fact) * way;
  });
}

function peopleTab() {
  const columns = ["person", "post", "host", "status", "date"];
  const body = el("tbody", {});
  const heads = {};
  const count = el("p", { class: "quiet", role: "status" });
  const all = cached("people", peopleRows);
  const show = () => {
    const wanted = peopleTable.filter.trim().toLowerCase();
    const letters = /^[a-z]+$/.test(wanted);
    const passes = (row) => columns.some((name) => row[name].toLowerCase().includes(wanted)) || (letters && matchPinyin(wanted, graph.things.pinyin[row.node]));
    const { sort, down } = peopleTable;
    const rows = wanted ? sortRows(all.filter(passes), sort, down) : cached(`people ${sort} ${down}`, () => sortRows([...all], sort, down));
    fill(body, rows.slice(0, 200).map(peopleRow));
    count.textContent = word("shown", { n: Math.min(200, rows.length), m: all.length });
    for (const name of columns) heads[name].setAttribute("aria-sort", peopleTable.sort === name ? (peopleTable.down ? "descending" : "ascending") : "none");
  };
  for (const name of columns) {
    heads[name] = el("th", { scope: "col" }, button(word(name === "date" && !graph.dated ? "source" : name), () => {
      Object.assign(peopleTable, { down: peopleTable.sort === name && !peopleTable.down, sort: name });
      show();
    }));
  }
  const filter = el("input", { type: "search", placeholder: word("filterTable"), "aria-label": word("filterTable"), value: peopleTable.filter, oninput: later(() => { peopleTable.filter = filter.value; show(); }, 80) });
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
