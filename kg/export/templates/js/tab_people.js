// The table of people and posts: one row a post, sortable by each column, filterable by any word in it.

const peopleTable = { sort: "person", down: false, filter: "" };

// One line of the table; its words are made when a column, a filter or the screen asks for them.
class PersonPost {
  constructor(node, fact) { this.node = node; this.fact = fact; this.role = undefined; this.body = undefined; }

  get person() { return labelOf(this.node); }

  get post() { return this.role ??= this.fact < 0 ? "" : roleText(this.fact); }

  get host() { return this.body ??= this.fact < 0 || hostOf(this.fact) === undefined ? "" : termText(hostOf(this.fact)); }

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

// Each person's place in the order of their names as they sound.
let soundRanks = null;
function soundRank() {
  if (soundRanks) return soundRanks;
  const person = graph.kinds.indexOf("person");
  const people = [];
  graph.things.kind.forEach((kind, node) => kind === person && people.push([pinyinOf(node), node]));
  people.sort((one, two) => (one[0] < two[0] ? -1 : one[0] > two[0] ? 1 : one[1] - two[1]));
  soundRanks = new Uint32Array(graph.count).fill(people.length);
  people.forEach(([, node], index) => { soundRanks[node] = index; });
  return soundRanks;
}

// Rows in the order of a column, people as they sound; empty cells come last whichever way the column is sorted.
function sortRows(rows, column, down) {
  const sound = soundRank();
  const way = down ? -1 : 1;
  const tie = (one, two) => (sound[one.node] - sound[two.node] || one.fact - two.fact) * way;
  if (column === "person") return rows.sort(tie);
  // Few words stand in many rows: the words are put in order once, the rows compared by numbers.
  const words = new Map(rows.map((row) => [row[column], 0]));
  [...words.keys()].sort().forEach((text, index) => words.set(text, index));
  const keys = new Map(rows.map((row) => [row, row[column] ? words.get(row[column]) * way : Infinity]));
  return rows.sort((one, two) => (keys.get(one) === keys.get(two) ? tie(one, two) : keys.get(one) - keys.get(two)));
}

function peopleTab() {
  const columns = ["person", "post", "host", "status", "date"];
  const body = el("tbody", {});
  const heads = {};
  const count = el("p", { class: "quiet", role: "status" });
  const all = cached("people", peopleRows);
  let room = 200;
  const further = button(word("showMore"), () => { room += 500; show(); }, { hidden: true });
  const show = () => {
    const wanted = peopleTable.filter.trim().toLowerCase();
    const letters = /^[a-z]+$/.test(wanted);
    const passes = (row) => columns.some((name) => row[name].toLowerCase().includes(wanted)) || (letters && matchPinyin(wanted, graph.things.pinyin[row.node]));
    const { sort, down } = peopleTable;
    const rows = wanted ? sortRows(all.filter(passes), sort, down) : cached(`people ${sort} ${down}`, () => sortRows([...all], sort, down));
    inSlices(fill(body), rows.slice(0, room), peopleRow, 30);
    count.textContent = word("shown", { n: Math.min(room, rows.length), m: all.length });
    further.hidden = rows.length <= room;
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
    el("div", { class: "scroll-x", tabindex: "0", role: "region", "aria-label": word("people") }, el("table", { class: "people" }, el("thead", {}, el("tr", {}, columns.map((name) => heads[name]))), body)), further);
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

// The sound of a name for sorting: the first reading of each character.
function pinyinOf(node) {
  const spelled = graph.things.pinyin[node] || labelOf(node);
  return spelled.includes("/") ? spelled.replace(/\/[a-z]+/g, "") : spelled;
}

function peopleRow(row) {
  const { fact } = row;
  return el("tr", {}, el("td", {}, thingLink(row.node, 24)), el("td", {}, fact < 0 ? "" : roleView(fact)), el("td", {}, row.host ? valueView(hostOf(fact)) : ""),
    el("td", {}, row.status), el("td", {}, row.date ? `${row.date} ` : "", sourceButton(fact < 0 ? mentionOf(row.node) : fact)));
}

// The way from a line of a table to its words.
function sourceButton(fact) {
  const item = fact === undefined ? undefined : graph.facts.evidence[fact].find((each) => graph.kindName(graph.evidence.article[each]) === "article");
  return item === undefined ? null : button(word("evidence"), () => change({ tab: "articles", article: graph.evidence.article[item], passage: item }), { class: "small" });
}

// The first fact that says that an article names a thing.
const mentionOf = (node) => graph.nodeFacts(node).find((fact) => graph.isMention(fact) && graph.facts.object[fact] === node);
