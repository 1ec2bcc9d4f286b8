"""Graphs for the tests of the exports: invented news, hostile news, and any number of invented things."""

from dataclasses import dataclass, field
from random import Random

from kg.model.graph import GraphData
from kg.model.ids import EntityId, EvidenceId, StatementId, local_name
from kg.model.schema import Basis
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

BASE = "https://example.org/kg/id/"
TYPES = {
    "person": ("foaf:Person",),
    "organization": ("org:Organization",),
    "place": ("schema:Place",),
    "role": ("org:Role", "skos:Concept"),
    "event": ("schema:Event",),
    "project": ("schema:Project",),
    "practice": ("kg:Practice", "skos:Concept"),
    "quotation": ("schema:Quotation",),
    "article": ("schema:NewsArticle",),
    "page": ("schema:PublicationIssue",),
    "list": ("prov:Entity",),
}


@dataclass
class GraphBuilder:
    """Collects things and facts; evidence is given as words of an article and found in its text."""

    things: dict[EntityId, Thing] = field(default_factory=dict)
    texts: dict[EntityId, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    evidence: dict[EvidenceId, Evidence] = field(default_factory=dict)
    mentions: dict[EntityId, set[EntityId]] = field(default_factory=dict)

    def thing(
        self, kind: str, label: str, *aliases: str, properties: tuple[tuple[str, Term], ...] = (), key: str = ""
    ) -> EntityId:
        identity = EntityId(local_name(kind[0], kind, label, key))
        self.things[identity] = Thing(identity, kind, TYPES[kind], label, aliases, properties)
        return identity

    def article(self, headline: str, body: str, *, published: str = "", page: str = "page.txt") -> EntityId:
        text = f"{headline}\n{body}"
        page_id = self.thing("page", page)
        properties: list[tuple[str, Term]] = [("kg:text", Literal(text)), ("schema:isPartOf", page_id)]
        if headline:
            properties.append(("schema:headline", Literal(headline)))
        if published:
            properties.append(("schema:datePublished", Literal(published, "xsd:date")))
        identity = self.thing("article", headline or "(无题)", properties=tuple(sorted(properties, key=str)), key=text)
        self.texts[identity] = text
        return identity

    def words(self, article: EntityId, exact: str) -> EvidenceId:
        """Evidence for the first place where an article has these words; its sentence is the line they stand in."""
        text = self.texts[article]
        start = text.index(exact)
        line_start = text.rfind("\n", 0, start) + 1
        stop = text.find("。", start + len(exact))
        line_end = text.find("\n", start + len(exact))
        ends = [end for end in (stop + 1 if stop >= 0 else -1, line_end) if end >= 0]
        end = start + len(exact)
        sentence_end = min(ends) if ends else len(text)
        previous = text.rfind("。", line_start, start)
        begin = previous + 1 if previous >= 0 else line_start
        identity = EvidenceId(local_name("e", article, str(start), str(end)))
        self.evidence[identity] = Evidence(
            identity, article, start, end, exact, text[begin:start], text[end : max(sentence_end, end)]
        )
        return identity

    def fact(
        self,
        subject: EntityId,
        predicate: str,
        target: Term,
        *evidence: EvidenceId,
        confidence: float = 0.95,
        basis: Basis = Basis.STATED,
        rule: str = "test-rule",
        details: tuple[tuple[str, Term], ...] = (),
        direct: bool = True,
        within: bool = False,
    ) -> StatementId:
        post = any(name == "org:role" for name, _ in details) or predicate == "schema:hasOccupation"
        kind = ("org:Membership", "rdf:Statement") if post else ("rdf:Statement",)
        identity = StatementId(local_name("m" if post else "f", subject, predicate, str(target), str(details)))
        triples = [(subject, predicate, target)] + ([(subject, "kg:within", target)] if within else [])
        self.statements.append(
            Statement(
                identity, kind, subject, predicate, target, basis, rule, confidence, tuple(sorted(evidence)),
                tuple(triples) if direct else (), tuple(sorted(details, key=str)),
            )
        )  # fmt: skip
        for item in evidence:
            for thing in (subject, target):
                if not isinstance(thing, Literal) and self.things[thing].kind not in ("role", "article"):
                    self.mentions.setdefault(self.evidence[item].article, set()).add(thing)
        return identity

    def post(
        self, person: EntityId, role: str, host: EntityId | None, *evidence: EvidenceId, status: str = "current",
        confidence: float = 0.95,
    ) -> StatementId:  # fmt: skip
        role_id = self.thing("role", role)
        details: list[tuple[str, Term]] = [
            ("org:role", role_id), ("kg:status", EntityId(f"kg:{status}")), ("org:member", person), ("kg:title", Literal(role)),
        ]  # fmt: skip
        if host is not None:
            details.append(("org:organization", host))
        predicate, target = ("schema:hasOccupation", role_id) if host is None else ("org:memberOf", host)
        return self.fact(
            person, predicate, target, *evidence, confidence=confidence, rule="title-before-name",
            details=tuple(details), direct=status in ("current", "acting"),
        )  # fmt: skip

    def graph(self) -> GraphData:
        things = dict(self.things)
        for article, named in self.mentions.items():
            old = things[article]
            extra: list[tuple[str, Term]] = [("schema:mentions", thing) for thing in sorted(named) if thing != article]
            things[article] = Thing(
                old.id, old.kind, old.types, old.label, old.aliases,
                tuple(sorted((*old.properties, *extra), key=lambda pair: (pair[0], str(pair[1])))),
            )  # fmt: skip
        return GraphData(
            BASE,
            tuple(things[key] for key in sorted(things)),
            tuple(sorted(self.statements, key=lambda item: item.id)),
            tuple(self.evidence[key] for key in sorted(self.evidence)),
        )


def news_graph() -> GraphData:
    """Four invented items of a local paper: posts, places, an event, a project, a quotation, a way of working."""
    make = GraphBuilder()
    school = make.article(
        "柳溪小学办起“田间课堂”",
        "本报讯 近日,青河镇柳溪小学联合青河镇农技站举办“田间课堂”活动,青河镇副镇长单文博参加。\n"
        "“孩子们第一次分清了小麦和韭菜。”柳溪小学校长代玉兰说。\n"
        "据了解,柳溪小学共有学生420余名,位于青河镇东岭社区。",
        published="2024-03-05",
    )
    road = make.article(
        "东岭路改造提前完工",
        "东岭社区党委书记欧阳青山介绍,总投资约3200万元的东岭路改造项目提前完工。\n"
        "该项目由海平市路桥建设有限公司承建,社区实行“三问三办”工作法,协调居民600余户。\n"
        "海平市住房和城乡建设局原副局长鲁一鸣曾负责项目前期工作。",
        published="2024-04-18",
    )
    market = make.article(
        "早市搬家记",
        "青河镇人民政府把早市迁入新址。青河镇副镇长单文博说,新址设摊位180个。\n"
        "东岭社区党委书记欧阳青山带领志愿者维持秩序。",
        published="2024-05-02",
        page="page-2.txt",
    )
    note = make.article("", "昨日,海平市气象局发布大风预报。", page="page-2.txt")
    city = make.thing("place", "海平市", properties=(("dcterms:identifier", Literal("370299")),))
    town = make.thing("place", "青河镇")
    east = make.thing("place", "东岭社区", "社区", properties=(("kg:kind", EntityId("kg:kind-community")),))
    town_office = make.thing(
        "organization", "青河镇人民政府", properties=(("kg:kind", EntityId("kg:kind-government")),)
    )
    farm = make.thing("organization", "青河镇农技站", "农技站")
    primary = make.thing("organization", "柳溪小学", properties=(("kg:kind", EntityId("kg:kind-school")),))
    company = make.thing("organization", "海平市路桥建设有限公司")
    housing = make.thing("organization", "海平市住房和城乡建设局", "住建局")
    weather = make.thing("organization", "海平市气象局")
    head = make.thing("person", "代玉兰")
    deputy = make.thing("person", "单文博")
    secretary = make.thing("person", "欧阳青山")
    former = make.thing("person", "鲁一鸣")
    lesson = make.thing("event", "“田间课堂”活动", "田间课堂")
    repair = make.thing("project", "东岭路改造项目")
    method = make.thing("practice", "“三问三办”工作法", "三问三办")
    quote = make.thing("quotation", "孩子们第一次分清了小麦和韭菜。")
    register = make.thing("list", "行政区划名录(测试用)")

    make.post(
        deputy, "副镇长", town, make.words(school, "青河镇副镇长单文博"), make.words(market, "青河镇副镇长单文博")
    )
    make.post(head, "校长", primary, make.words(school, "柳溪小学校长代玉兰"))
    make.post(
        secretary,
        "党委书记",
        east,
        make.words(road, "东岭社区党委书记欧阳青山"),
        make.words(market, "东岭社区党委书记欧阳青山"),
    )
    make.post(former, "副局长", housing, make.words(road, "海平市住房和城乡建设局原副局长鲁一鸣"), status="former")
    make.fact(lesson, "schema:organizer", primary, make.words(school, "柳溪小学联合青河镇农技站举办“田间课堂”活动"))
    make.fact(
        lesson,
        "schema:organizer",
        farm,
        make.words(school, "柳溪小学联合青河镇农技站举办“田间课堂”活动"),
        confidence=0.8,
    )
    make.fact(lesson, "schema:attendee", deputy, make.words(school, "青河镇副镇长单文博参加"))
    make.fact(lesson, "kg:dateText", Literal("近日"), make.words(school, "近日"))
    make.fact(
        quote,
        "schema:spokenByCharacter",
        head,
        make.words(school, "“孩子们第一次分清了小麦和韭菜。”柳溪小学校长代玉兰说"),
    )
    make.fact(primary, "schema:location", east, make.words(school, "位于青河镇东岭社区"), within=True)
    make.fact(
        east, "schema:containedInPlace", town, make.words(school, "青河镇东岭社区"), basis=Basis.NAME_FORM, within=True
    )
    listed = EvidenceId(local_name("e", register))
    make.evidence[listed] = Evidence(listed, register, 0, 0, "")
    make.fact(town, "schema:containedInPlace", city, listed, basis=Basis.GAZETTEER, rule="division-list", within=True)
    make.fact(town_office, "kg:administers", town, make.words(market, "青河镇人民政府"), basis=Basis.NAME_FORM)
    make.fact(farm, "schema:location", town, make.words(school, "青河镇农技站"), basis=Basis.NAME_FORM, within=True)
    make.fact(repair, "kg:party", company, make.words(road, "由海平市路桥建设有限公司承建"))
    make.fact(repair, "kg:investmentText", Literal("约3200万元"), make.words(road, "总投资约3200万元的东岭路改造项目"))
    make.fact(repair, "schema:location", east, make.words(road, "东岭社区"), basis=Basis.CONTEXT, confidence=0.6)
    make.fact(method, "kg:practisedBy", east, make.words(road, "社区实行“三问三办”工作法"), confidence=0.9)
    make.fact(
        company, "schema:location", city, make.words(road, "海平市路桥建设有限公司"), basis=Basis.NAME_FORM, within=True
    )
    make.fact(
        housing, "schema:location", city, make.words(road, "海平市住房和城乡建设局"), basis=Basis.NAME_FORM, within=True
    )
    make.fact(weather, "schema:location", city, make.words(note, "海平市气象局"), basis=Basis.NAME_FORM, within=True)
    return make.graph()


HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    '<a href="javascript:window.hacked=1">href</a>',
    "{{kg:data}}{{ 7*7 }}{% raw %}${window.hacked=1}`",
    "<!--<script>",
    "]]>--><style>*{display:none}</style>",
    "\u202e工具\u2066具\u2069\u200f",
    "__proto__",
    "constructor",
    "\\u003cscript\\u003e'\"\u2028\u2029\x00\x07",
    "长" * 10_000,
    "𠮷野家𠀀分店",
    "\ud800孤",
)


def hostile_graph() -> GraphData:
    """Every hostile text as a name, an alias, a headline, a quote, a title, a rule and a file name."""
    make = GraphBuilder()
    for index, text in enumerate(HOSTILE):
        other = HOSTILE[(index + 1) % len(HOSTILE)]
        line = text.replace("\n", " ")
        article = make.article(
            line, f"开头{line}结尾。\n{other}在{line}任职。", published="2024-01-01", page=f"{line}.txt"
        )
        person = make.thing("person", line, other)
        host = make.thing("organization", f"{line}公司", properties=(("kg:note", Literal(text)),))
        words = make.words(article, f"{other}在{line}任职")
        make.post(person, line, host, words)
        event = make.thing("event", line)
        make.fact(event, "schema:organizer", host, words, rule=text)
        make.fact(event, "kg:dateText", Literal(text), words)
        make.fact(event, f"kg:{index}<b>", person, words)
        quote = make.thing("quotation", line, properties=(("schema:text", Literal(text)),))
        make.fact(quote, "schema:spokenByCharacter", person, words)
    return make.graph()


def large_graph(nodes: int, *, facts_per_node: float = 4.0, seed: int = 7) -> GraphData:
    """An invented region of about ``nodes`` things: towns with their people, bodies and items; mostly local facts."""
    random = Random(seed)
    surnames, given = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "安北成德恩帆光海江凯岚明宁平青荣书涛文雪英云志中"
    roles = ("书记", "主任", "副主任", "局长", "校长", "经理", "会长", "站长")
    endings = ("公司", "小学", "社区居委会", "医院", "协会")
    predicates = ("schema:organizer", "schema:attendee", "kg:party", "schema:location")
    make = GraphBuilder()
    town_count = max(1, nodes // 60)
    for town_number in range(town_count):
        town = make.thing("place", f"{random.choice(given)}{random.choice(given)}镇", key=str(town_number))
        people = [
            make.thing(
                "person",
                random.choice(surnames) + random.choice(given) + random.choice(given),
                key=f"{town_number}-{i}",
            )
            for i in range(22)
        ]
        bodies = [
            make.thing(
                "organization",
                random.choice(given) + random.choice(given) + random.choice(endings),
                key=f"{town_number}-{i}",
            )
            for i in range(22)
        ]
        events = [
            make.thing("event", f"{random.choice(given)}{random.choice(given)}节", key=f"{town_number}-{i}")
            for i in range(11)
        ]
        names = {key: make.things[key].label for key in (*people, *bodies, *events)}
        lines: list[str] = []
        plan: list[tuple[str, EntityId, EntityId, str]] = []
        for _ in range(int(60 * facts_per_node)):
            if random.random() < 0.4:
                person, body, role = random.choice(people), random.choice(bodies), random.choice(roles)
                plan.append(("post", person, body, role))
                lines.append(f"{names[body]}{role}{names[person]}在第{len(lines)}次会议上介绍了有关情况。")
            else:
                event, body = random.choice(events), random.choice(people + bodies)
                plan.append((random.choice(predicates), event, body, ""))
                lines.append(f"第{len(lines)}场{names[event]}由{names[body]}负责,当天下午圆满结束。")
        articles = [
            make.article(
                f"{make.things[town].label}近况之{part}",
                "\n".join(lines[part::4]),
                published=f"2024-{1 + town_number % 12:02d}-{1 + part * 7:02d}",
                page=f"{town_number}.txt",
            )
            for part in range(4)
        ]
        for index, (kind, subject, target, role) in enumerate(plan):
            words = make.words(articles[index % 4], lines[index].rstrip("。"))
            if kind == "post":
                make.post(subject, role, target, words, confidence=round(0.5 + random.random() / 2, 2))
            else:
                make.fact(subject, kind, target, words, confidence=round(0.5 + random.random() / 2, 2))
        for body in bodies:
            make.fact(body, "schema:location", town, basis=Basis.NAME_FORM, within=True)
    unique = {statement.id: statement for statement in make.statements}
    make.statements = list(unique.values())
    return make.graph()
