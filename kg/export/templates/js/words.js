// The page's own words in two languages. Words of the news are never translated.

const WORDS = {
  graph: ["图谱", "Graph"], people: ["人物与职务", "People & posts"], places: ["地点", "Places"],
  timeline: ["时间", "Timeline"], articles: ["报道", "Articles"], views: ["视图", "Views"],
  search: ["搜索人物、机构、地点……(可用拼音,如 dyl)", "Search people, bodies, places … (pinyin works: dyl)"],
  searchShort: ["搜索", "Search"], results: ["搜索结果", "Search results"], noResults: ["没有找到", "Nothing found"],
  language: ["English", "中文"], languageName: ["Switch to English", "切换到中文"],
  theme: ["深色或浅色", "Dark or light"], close: ["关闭", "Close"], back: ["返回", "Back"],
  legend: ["图例与筛选", "Legend and filters"], kinds: ["种类", "Kinds"], relations: ["关系", "Relations"], filters: ["关系与筛选", "Relations and filters"],
  showKind: ["显示或隐藏", "Show or hide"], confidence: ["可信度不低于", "Confidence at least"],
  article: ["报道", "Article"], allArticles: ["全部报道", "All articles"], dates: ["见报日期", "Published"],
  from: ["自", "from"], to: ["至", "to"], reset: ["全部恢复", "Reset all"], undo: ["撤销", "Undo"],
  fit: ["看全图", "Show all"], zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"],
  physics: ["松动布局", "Let it move"], physicsStop: ["停止移动", "Hold still"], png: ["存为 PNG", "Save PNG"], svg: ["存为 SVG", "Save SVG"],
  print: ["打印", "Print"], more: ["更多", "More"], tools: ["工具", "Tools"], save: ["保存", "Save"],
  posts: ["职务", "Posts"], post: ["职务", "Post"], host: ["所在单位", "Body"], status: ["状态", "Status"],
  person: ["人物", "Person"], date: ["日期", "Date"], source: ["出处", "Source"], facts: ["事实", "Facts"],
  alsoCalled: ["又称", "Also"], code: ["区划代码", "Division code"], within: ["位于、属于", "Lies within"],
  holds: ["辖内", "Holds"], namedIn: ["见于报道", "Named in"], names: ["提到", "Names"], namesCount: ["提到 {n} 项", "names {n}"], onlyThis: ["图中只看此篇", "Only this one in the graph"], properties: ["其他", "Other"],
  focus: ["只看周围", "Neighbourhood"], steps: ["步", "steps"], path: ["找路径", "Path to …"], hide: ["隐藏", "Hide"],
  pin: ["固定", "Pin"], unpin: ["取消固定", "Unpin"], link: ["复制链接", "Copy link"], copied: ["已复制", "Copied"],
  locate: ["在图中查看", "Show in graph"], pathPick: ["请选择另一端:搜索或点击", "Choose the other end: search or click"],
  noPath: ["两者之间没有路径", "No path between these two"], pathOf: ["路径", "Path"], cancel: ["取消", "Cancel"],
  fact: ["事实", "Fact"], basis: ["依据", "Basis"], rule: ["规则", "Rule"], evidence: ["原文", "Evidence"],
  noEvidence: ["没有原文记录", "No evidence recorded"], officialList: ["官方名录", "Official list"],
  openArticle: ["看全文", "Read the article"], moreEvidence: ["另有 {n} 处原文", "{n} more passages"],
  notDirect: ["非现行事实(曾任、拟任或可信度低)", "Not stated as a plain fact (former, proposed or uncertain)"],
  copyTurtle: ["复制为 Turtle", "Copy as Turtle"], untitled: ["(无标题)", "(no headline)"], noText: ["此图谱没有保存全文", "This graph was written without the articles' texts"],
  undated: ["日期不详", "No date"], asPrinted: ["原文所写时间", "Time as printed"], filterTable: ["筛选此表", "Filter this table"],
  elsewhere: ["上级不详", "No larger place known"], things: ["其中", "Here"], nothing: ["这里没有内容", "Nothing here"],
  shown: ["显示 {n} / {m}", "{n} of {m} shown"], loading: ["正在打开……", "Opening …"],
  tooOld: ["此浏览器太旧,无法打开压缩的数据。请更新浏览器。", "This browser is too old to unpack the data. Please update it."],
  welcome: ["点击任一图形,查看它的职务、关系和原文。", "Click any shape to see its posts, relations and the sentences that say so."],
  summary: ["{a} 篇报道 · {p} 位人物 · {o} 个机构 · {f} 条事实", "{a} articles · {p} people · {o} bodies · {f} facts"],
  canvas: ["关系图。方向键移动,加减号缩放,Tab 之后用搜索框或各表查找。", "Picture of the graph. Arrow keys pan, plus and minus zoom, n steps through neighbours; search and the tables list everything."],
  details: ["详情", "Details"], showMore: ["显示更多", "Show more"], showAll: ["显示全部 {n} 项", "Show all {n}"], sortBy: ["排序", "Sort by"], certain: ["可信度", "Confidence"],
  skip: ["跳到搜索", "Skip to search"], neighbours: ["相关", "Related"], group: ["{name} 等 {n} 项", "{name} and {n} more"],
  overview: ["总览:点击圆圈进入,或直接搜索", "Overview: click a circle to enter, or search"], communityOf: ["群组", "Group"],
  hiddenHint: ["有筛选或隐藏", "Filtered"], help: ["快捷键", "Keys"],
};

let language = "zh";

function word(name, values) {
  const text = WORDS[name][language === "zh" ? 0 : 1];
  return values ? text.replace(/\{(\w+)\}/g, (_, key) => values[key]) : text;
}

const inLanguage = (entry) => (language === "zh" ? entry.zh : entry.en);

// The words for a predicate, a status, a basis …; the last part of its IRI when the page knows no words for it.
function term(name, inverse) {
  const entry = Object.hasOwn(TERMS, name) ? TERMS[name] : null;
  if (!entry) return name.replace(/^.*[:#/]/, "");
  return inLanguage(inverse && entry.inverse ? entry.inverse : entry);
}
