"""Projects of an article: undertakings that have a name, with their money, area, place and parties.

Money and area are read first (总投资约6.6亿元, 占地70亩); each goes to the project that the words tie it to: what it is
spent on (斥资3亿元建设某大桥), the one that a relative clause with it describes (总投资…的某项目), the nearest one named before
it, else the one that 该项目 or a sentence about 项目 points back to. A figure that nothing ties to a project is left alone.
"""

import re
from collections.abc import Sequence

from kg.extract.projects.figures import Figure, is_ground, project_figures
from kg.extract.projects.names import Form, NamedProject, head_word, is_certain, is_work, project_mentions
from kg.extract.projects.parties import Parties
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, Qualifier, RelationType
from kg.model.text import BlockKind, Span

_POINTS_BACK = re.compile(r"^(?:其中|总建筑面积|总?占地|建成后|总投资|预计总投资|计划总投资|规划)")
_BUILDING = "建设|共建|合建|新建|兴建|修建|建造|改造|改建|扩建|打造|实施|建成|筹建|开工建设|投资建设|规划建设"
_MADE_INTO = re.compile(
    f"^[^，。；]{{0,20}}(?:(?:{_BUILDING})(?:[为成了“])?(?:一?[个座处条所])?|建[为成]|(?:资助|支持|用于|设立|推进|启动)[了“]?)$|^[，,](?:在[^，。；]{{2,12}})?(?:用于|用来|支持)*(?:{_BUILDING})?了?$|^[，,]对$"
)
_MADE_OF = re.compile(f"^(?:{_BUILDING})的$")  # 投资3亿元建设的甲
# another figure of the same clause stands between: 总投资8亿元、总占地3万平方米的甲
_LISTED = re.compile("(?:人民币)?[、，,](?:总?(?:占地|建筑|投资|用地|规划)[^，。；的]{1,18})的")
_MODIFIES = re.compile("(?:人民币)?的")  # 总投资3亿元的, of what stands behind it
_CONSISTS = re.compile(
    "^[，,]?(?:主要|计划|将|拟|共|一期|建设内容|内容)*(?:建设|新建|改造|扩建|改建|包括|包含|涵盖|为)[^。；]*$"
)
_NEW_PART = re.compile("(?:新建|扩建|改建|兴建|建设|增设|建有)[^，。；、的]{2,}")  # 甲医院|新建门诊楼，总投资…
_CALLED = re.compile(
    r"(?:[（(][^）)]*[）)])?(?:是|也是|系|属|作为)[^，。；]{0,24}(?:工程|项目)"
)  # 甲大桥是全省重点工程
_MADE_BEFORE = re.compile(f"(?:{_BUILDING}|建|规划|推出|设立|成立)了?(?:一?[个座处条所批])?$")  # 建设|1万平方米科创空间
_DESCRIBED = re.compile("^(?:人民币)?(?:以上|左右)?的?(?:[\u4e00-\u9fff]{0,2}的)?$")
_OTHER_SUBJECT = re.compile("注册资本|(?:公司|集团|企业|银行)(?:累计|已|将|计划|拟)?(?:投资|投入|出资)")
_BUILT_HERE = re.compile(
    "在建|建设|新建|兴建|修建|改建|扩建|动工|开工|竣工|建成|封顶|奠基|规划|投资|落成|交付|项目|工程"
)
_PART = re.compile("首期|首年|一期|二期|今年|其中|市级|年度")
_SHORT = {  # what a general noun with 该 may point back to, beside its own kind
    "线路": ("线路", "铁路", "高铁", "高速公路", "公路", "快速路", "城际", "地铁", "轻轨"),
    "铁路": ("铁路", "高铁", "城际"),
    "园区": ("园区", "园", "基地"),
    "大桥": ("大桥", "特大桥"),
}
_REACH = 90  # code points between a name and its figure, at most
_LIES = re.compile("(?:落户|位于|落地|入驻|坐落|在)于?$")
_ADJACENT = 8  # code points between words that belong together, at most
_BACK = 4  # sentences between a figure and the name that a noun points back to, at most
_SEGMENT = re.compile("[；;\n]")

Owner = tuple[int, str, float, Span]  # group, rule, confidence, evidence


def find_projects(bench: Workspace) -> None:
    """Put the article's named projects on the bench, each with investment, area, parties and place.

    A project of which nothing but the name is said is left out. Cost: O(words).
    """
    mentions = [m for i in range(len(bench.sentences)) for m in project_mentions(bench, i)]
    groups = _group([m for m in mentions if m.form not in (Form.POINTER, Form.BARE)])
    home = {m.span: n for n, group in enumerate(groups) for m in group}
    drafts = [
        ChainDraft({EntityType.PROJECT}, max((m.name for m in group), key=len), [m.span for m in group])
        for group in groups
    ]
    chains: dict[int, int] = {}

    def chain_of(group: int) -> int:
        if group not in chains:
            chains[group] = bench.add(drafts[group])
        return chains[group]

    reader = _Ties(bench, mentions, groups, home)
    for figure, (group, rule, confidence, evidence) in _kept(bench, reader, list(project_figures(bench))):
        bench.relate(
            figure.type,
            chain_of(group),
            None,
            evidence,
            rule,
            confidence,
            value=figure.value,
            qualifiers=((Qualifier.AMOUNT, figure.amount), (Qualifier.BOUND, figure.bound)),
        )
    parties = Parties(bench)
    for number, mentioned in enumerate(groups):
        figured = number in chains
        if not figured and not any(m.form is Form.NAMED and is_certain(m.name) for m in mentioned):
            continue
        pointers = [m for m in mentions if m.form is Form.POINTER and reader.pointed_at(m) == number]
        for relation, name, evidence in parties.of([*mentioned, *pointers], figured=figured):
            bench.relate(relation, chain_of(number), name, evidence, f"project-{relation}", 0.6)


def _group(mentions: Sequence[NamedProject]) -> list[list[NamedProject]]:
    """Mentions of one project together: the same name, one that ends in the other, or one that calls the other 项目."""
    groups: list[list[NamedProject]] = []
    for mention in mentions:
        home = next((g for g in groups if any(_same(m, mention) for m in g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


def _same(one: NamedProject, other: NamedProject) -> bool:
    if Form.COUNTED in (one.form, other.form):
        return one.name == other.name
    short, long = sorted((one.name, other.name), key=len)
    return long.endswith(short) or long in (short + "项目", short + "工程", short + "建设项目")


def _kept(bench: Workspace, ties: "_Ties", figures: Sequence[Figure]) -> list[tuple[Figure, Owner]]:
    """The figures that have an owner: of one project's money the total alone, of a figure of the headline the text's."""
    owned = [(figure, owner) for figure in figures if (owner := ties.owner(figure)) is not None]
    total = {o[0] for f, o in owned if f.type is RelationType.INVESTMENT and f.whole}
    told = {(f.type, f.value) for f, _ in owned if not _headed(bench, f)}
    return [
        (f, o)
        for f, o in owned
        if (f.type is not RelationType.INVESTMENT or f.whole or o[0] not in total)
        and not (_headed(bench, f) and (f.type, f.value) in told)
    ]


def _headed(bench: Workspace, figure: Figure) -> bool:
    return bench.sentences[figure.sentence].block is not BlockKind.PARAGRAPH


class _Ties:
    """Which project a figure is said of."""

    def __init__(
        self,
        bench: Workspace,
        mentions: Sequence[NamedProject],
        groups: Sequence[Sequence[NamedProject]],
        home: dict[Span, int],
    ) -> None:
        self._text = bench.text
        self._sentences = bench.sentences
        self._mentions = mentions
        self._home = home
        self._by_sentence: dict[int, list[NamedProject]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)
        # a building that is called 项目 elsewhere, or is said to be one, is one
        self._certain = {
            n
            for n, group in enumerate(groups)
            if any(m.form is Form.COUNTED or is_certain(m.name) or _CALLED.match(bench.text, m.span.end) for m in group)
        }

    def owner(self, figure: Figure) -> Owner | None:
        """The project a figure belongs to."""
        here = self._by_sentence.get(figure.sentence, [])
        return self._behind(figure, here) or self._before(figure, here) or self._earlier(figure, here)

    def _behind(self, figure: Figure, here: Sequence[NamedProject]) -> Owner | None:
        """What it is spent on, what it describes: 斥资3亿元建设甲, 总投资3亿元的甲, 建设3万平方米甲."""
        mention = next((m for m in here if m.span.start >= figure.span.end), None)
        if mention is None or figure.threshold or mention.span not in self._home:
            return None
        text = self._text
        gap = text[figure.span.end : mention.span.start]
        number = self._home[mention.span]
        evidence = figure.said.cover(mention.span)
        if _MADE_INTO.search(gap) and (figure.lead or is_ground(text, figure)):
            return number, "project-spent", 0.7, evidence
        if figure.lead and _MADE_OF.match(gap):
            return number, "project-spent", 0.7, evidence
        commas = sum(gap.count(c) for c in "，,；;")
        if figure.lead and gap.endswith("的") and len(gap) < 60 and commas < 2 and (figure.whole or gap == "的"):
            return number, "project-relative", 0.8, evidence
        if figure.lead and _LISTED.fullmatch(gap):
            return number, "project-relative", 0.8, evidence
        sentence = self._sentences[figure.sentence].span
        made = _MADE_BEFORE.search(text[sentence.start : figure.start]) is not None
        if not figure.lead and _DESCRIBED.match(gap):
            money = figure.type is RelationType.INVESTMENT
            if (money and is_certain(mention.name)) or (not money and (made or is_certain(mention.name))):
                return number, "project-sized", 0.75, evidence
        return None

    def _before(self, figure: Figure, here: Sequence[NamedProject]) -> Owner | None:
        """The nearest one named before it in its part of the sentence: 甲总投资3亿元."""
        before = [m for m in here if m.span.end <= figure.start]
        if not before or not figure.lead or figure.threshold or _MODIFIES.match(self._text, figure.span.end):
            return None
        sentence = self._sentences[figure.sentence].span
        found = self._said_of(figure, self._topic(before))
        first = before[0]
        if (
            found is None
            and first.form is Form.POINTER
            and not _SEGMENT.search(self._text[sentence.start : figure.start])
        ):
            if figure.start - before[-1].span.end > _ADJACENT and first.span.start - sentence.start < _ADJACENT:
                return self._pointed(figure, first)  # 该线路经甲隧道、乙机场，总投资…
        return found

    def _said_of(self, figure: Figure, mention: NamedProject) -> Owner | None:
        """The project of one mention before a figure, where it can be said of that."""
        gap = self._text[mention.span.end : figure.start]
        if len(gap) > _REACH or _SEGMENT.search(gap):
            return None
        if mention.form is Form.POINTER:
            return self._pointed(figure, mention)
        if mention.span not in self._home or _OTHER_SUBJECT.search(gap):
            return None
        number = self._home[mention.span]
        evidence = mention.span.cover(figure.span)
        if mention.form is Form.COUNTED:
            if "。" in gap or gap.count("，") > 2 or not (figure.whole or len(gap) < _ADJACENT):
                return None
            return number, "project-counted", 0.85, evidence
        if mention.form is Form.BUILT and number not in self._certain and not self._is_built(figure, mention, gap):
            return None
        return number, "project-subject", 0.75, evidence

    def _topic(self, before: Sequence[NamedProject]) -> NamedProject:
        """The last of the mentions before a figure, or the project that is told to consist of it: 甲工程新建泵站三座."""
        last = before[-1]
        if len(before) > 1 and last.form is Form.BARE and last.name in {"项目", "工程"}:
            named = before[-2]  # 甲项目于1月|项目启动: the noun alone, said again
            if named.form is Form.NAMED and is_certain(named.name) and self._text[last.span.start - 1] not in "些各等":
                return named
        sure = [m for m in before[:-1] if m.form is Form.NAMED and is_certain(m.name)]
        if sure and last.form is Form.BUILT and _LIES.search(self._text[: last.span.start][-4:]):
            return sure[-1]  # 甲项目落户乙产业园，首期投入…: the park only says where
        for mention in before[-3:-1]:
            between = self._text[mention.span.end : last.span.start]
            if mention.form is Form.NAMED and is_certain(mention.name) and _CONSISTS.match(between):
                return mention
        return last

    def _is_built(self, figure: Figure, mention: NamedProject, gap: str) -> bool:
        """True when a building or park is told of as being made: 甲产业园总投资2亿元, 由乙公司投资2亿元建设的."""
        if figure.type is RelationType.INVESTMENT:
            whole = figure.whole or is_work(mention.name)
            return (whole and gap.count("，") < 3 and not _NEW_PART.search(gap)) or gap.startswith(("由", "，由", "（"))
        if _NEW_PART.search(gap):
            return False
        start, end = self._sentences[figure.sentence].span.start, self._sentences[figure.sentence].span.end
        around = self._text[start : mention.span.start] + gap + self._text[figure.span.end : end]
        return figure.whole and _BUILT_HERE.search(around) is not None

    def _earlier(self, figure: Figure, here: Sequence[NamedProject]) -> Owner | None:
        """What the sentences before are about, where this one goes on about it without naming it: 总建筑面积3万平方米."""
        sentence = self._sentences[figure.sentence].span
        if any(m.span.end <= figure.start and m.form is not Form.POINTER for m in here) or not figure.whole:
            return None
        clause = self._text[sentence.start : figure.span.start]
        if _POINTS_BACK.search(clause) and figure.lead:
            return self._antecedent(figure, "", 2)
        return None

    def pointed_at(self, pointer: NamedProject) -> int | None:
        """The project that 该项目, or 项目 alone at the head of a clause, takes up: the one called so last before it."""
        for mention in reversed(self._mentions):
            if mention.span.start >= pointer.span.start or mention.form is Form.POINTER:
                continue
            if pointer.sentence - mention.sentence > _BACK:
                return None
            number = self._home.get(mention.span)
            if number is not None and mention.form is Form.NAMED and is_certain(mention.name):
                return number
        return None

    def _pointed(self, figure: Figure, pointer: NamedProject) -> Owner | None:
        head = head_word(pointer.name)
        return self._antecedent(figure, "" if head in {"项目", "工程"} else head, _BACK, pointer.span.start)

    def _antecedent(self, figure: Figure, head: str, back: int, before: int | None = None) -> Owner | None:
        limit = figure.start if before is None else before
        for mention in reversed(self._mentions):
            if mention.span.start >= limit or mention.span not in self._home:
                continue
            if figure.sentence - mention.sentence > back:
                return None
            number = self._home[mention.span]
            made = _MADE_BEFORE.search(self._text[: mention.span.start][-8:]) is not None  # 共建|甲园，项目…
            fits = number in self._certain or (mention.name.endswith(_SHORT.get(head, (head,))) if head else made)
            if mention.form is not Form.COUNTED and fits:
                return number, "project-pointer", 0.75, figure.said
        return None
