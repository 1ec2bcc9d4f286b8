"""Projects of an article: undertakings that have a name, with their money, area, place and parties.

Money and area are read first (总投资约6.6亿元, 占地70亩); each goes to the project that the words tie it to: the one
named right before it, the one that a relative clause with it describes (总投资…的某项目), else the one that 该项目 or
a sentence about 项目 points back to. A figure that nothing ties to a named project is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.event_words import HOLD_VERBS
from kg.extract.quantities import find_quantities
from kg.extract.rows import sentence_words
from kg.extract.tagger import Word
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, Qualifier, RelationType
from kg.model.text import BlockKind, Span

_HEADS = re.compile(
    r"(?:项目|工程|计划|专项|基金|产业园|科技园|工业园|科创园|示范园|生产基地|产业基地|制造基地|示范基地|数据中心|研究中心|创新中心|"
    r"水利枢纽|水电站|综合体|新校区|校区|新厂区|新工厂|大桥|隧道|铁路|高铁|高速公路|地铁|线路|码头|机场)$"
)
_CERTAIN = re.compile(r"(?:项目|工程)$")  # heads that name an undertaking whatever stands before them
# What tells no undertaking from another: 重大|建设|项目, 首个|复工|项目
_GENERIC = frozenset(
    "该 本 此 这 各 全部 整个 所有 多个 有关 相关 重大 重点 大型 新型 主要 具体 部分 工程 建设 合作 投资 开工 新开工 其他 基础设施 "
    "民生 系统 示范 标杆 首个 科研 签约 入驻 意向 产业 试点 研究 的 新 大 小 老 好 储备 在建 续建 改扩建 配套 附属 总 等 惠民 实事 "
    "扶贫 公益 服务 特色 品牌 优质 专业 创业 比赛 课程 复工 复产 竣工 投产 集中 市级 省级 国家级 国家 区级 多 数 一 二期 一期".split()
)
_SOFT = r"(?:总?额|规模|金额)?(?:预计|预算|估算|概算|共计|合计|累计|共|将|为|是|达到|达|约为|约|超过|超|近|逾|高达|不低于|不少于|人民币)*"
_MONEY_BEFORE = re.compile(
    r"(?:总投资|投资|总造价|造价|投入|启动资金|资金|出资|注资|总规模|募集|斥资|耗资|划拨|拨款)" + _SOFT + "$"
)
_AREA_BEFORE = re.compile(r"总?(?:占地|建筑|用地|建设|规划|面积|总面积|建面|厂房|展览)(?:总?面积)?" + _SOFT + "$")
_BEFORE = {"money": _MONEY_BEFORE, "area": _AREA_BEFORE}
_RELATIONS = {"money": RelationType.INVESTMENT, "area": RelationType.AREA}
_GROUND = frozenset({"用地", "土地"})  # 9.5万平方米|用地
_HEDGES = "大约将近接近约为概逾超过多达不少于低至突破足到未"  # characters of the words that bound a number, before it
_POINTS_BACK = re.compile(
    r"(?:该|本|此|这一|这个|整个|上述)(?:项目|工程)|(?:^|[，。；：“])(?:项目|工程)|其中|总建筑面积|总占地|建成后"
)
_MAKING = frozenset("改造 建设 改建 打造 扩建".split())
_MADE_INTO = re.compile(
    "(?:改造|建设|改建|打造|扩建|建)[为成]$|(?:资助|支持|用于|设立|实施|建设|新建|兴建|修建|推进|启动)[了“]?$"
)
# What money goes to is an undertaking where it is called by name: 投入1亿元资助“甲奖”
_FUNDED = re.compile(r"(?:资助|支持|设立|实施|启动|用于)“([^”]{2,15}(?:奖|奖学金|计划|行动|专项))”")
_OF_WHOLE = re.compile("^总(?:投资|造价)|^占地|建筑面积")  # said of what is built; 投资 alone may be what a body does
_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "s", "m", "f", "xc"})
_PARTY_VERBS = frozenset(
    "投资 建设 承建 实施 共建 合作 签约 推进 打造 启动 发起 设立 出资 资助 保障 开发 运营 牵头 筹建 协调 支持 建立 承担 负责".split()
)
_JOINS = frozenset("、 和 与 及 以及 联合".split())
_PLACE_WORDS = frozenset("在 位于 落户 于 落地 坐落于 选址 入驻".split())
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})


@dataclass(frozen=True, slots=True)
class _Named:
    """One mention of what may be a project's name."""

    span: Span
    name: str
    sentence: int
    body: bool  # a building or institution: an undertaking only where the words say that it is being made


@dataclass(frozen=True, slots=True)
class _Figure:
    """Money or area as printed, without 约 or 近; ``amount`` in yuan or square metres, "" when not settled."""

    span: Span
    type: RelationType
    value: str
    amount: str
    bound: str
    sentence: int
    start: int  # where the words that say what the figure is begin: 总投资约6.6亿元

    @property
    def said(self) -> Span:
        """The figure with the words that say what it is of."""
        return Span(self.start, self.span.end)


def find_projects(bench: Workspace) -> None:
    """Put the article's named projects on the bench, each with investment, area, parties and place.

    A project of which nothing but the name is said is left out. Cost: O(words).
    """
    mentions = [m for i in range(len(bench.sentences)) for m in _project_mentions(bench, i)]
    groups = _group(mentions)
    drafts = [
        ChainDraft({EntityType.PROJECT}, max((m.name for m in group), key=len), [m.span for m in group])
        for group in groups
    ]
    chains: dict[int, int] = {}

    def chain_of(group: int) -> int:
        if group not in chains:
            chains[group] = bench.add(drafts[group])
        return chains[group]

    for figure in _figures(bench):
        found = _owner(bench, groups, figure)
        if found is not None:
            group, rule, confidence, evidence = found
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
    for number, mentioned in enumerate(groups):
        for relation, name, evidence in _parties_and_place(bench, mentioned):
            if number in chains or any(_CERTAIN.search(m.name) for m in mentioned):
                bench.relate(relation, chain_of(number), name, evidence, f"project-{relation}", 0.6)


def _project_mentions(bench: Workspace, index: int) -> Iterator[_Named]:
    if bench.sentences[index].block in _UNREAD:
        return
    words = sentence_words(bench, index)
    for named in _FUNDED.finditer(bench.text, bench.sentences[index].span.start, bench.sentences[index].span.end):
        yield _Named(Span(named.start(1), named.end(1)), named[1], index, body=False)
    for k, word in enumerate(words):
        if not _HEADS.search(word.text) or word.tag not in {"n", "nz", "nw", "ORG", "LOC", "vn", "s"}:
            continue
        after = words[k + 1] if k + 1 < len(words) else None
        if (
            after is not None
            and after.tag in {"n", "nz", "vn", "ORG"}
            and not after.text.startswith(("总投资", "投资", "占地", "建筑", "总"))
        ):
            continue  # 项目负责人, 工程质量: the head only modifies
        left = _left_edge(words, k)
        if _is_generic(words, left, k):
            continue
        body = word.tag in {"ORG", "LOC"} and not _CERTAIN.search(word.text)
        span = Span(words[left].start, word.end)
        yield _Named(span, span.of(bench.text), index, body)


def _is_generic(words: Sequence[Word], left: int, k: int) -> bool:
    """True for 三个重大项目 or 首个复工项目, which describe and do not name."""
    if left and words[left - 1].tag in {"m", "r"} and not words[left - 1].text.endswith("期"):
        return True
    before = [w.text for w in words[left:k] if w.tag not in {"m", "q"}]
    own = _HEADS.sub("", words[k].text)
    return all(text in _GENERIC for text in (*before, *([own] if own else [])))


def _left_edge(words: Sequence[Word], k: int) -> int:
    i, depth = k, 0
    while i > 0 and words[k].end - words[i - 1].start <= 40:
        word = words[i - 1]
        if word.text in {"”", "》"}:
            depth += 1
        elif word.text in {"“", "《"}:
            if not depth:
                break
            depth -= 1
        elif not depth:
            counts = word.tag == "m" and word.text.endswith(("个", "项", "批", "元", "亿", "万", "米"))
            if counts or word.text in HOLD_VERBS or not (word.tag in _NAME_TAGS or word.text in {"-", "—", "·"}):
                break
        i -= 1
    # what stands between 的 and the nouns is the rest of a name that the tagger does not know (…的|任远|医疗中心项目),
    # so too what stands between 改造为 and them
    for start in range(i - 1, max(i - 4, 0), -1):
        unknown = words[start:i]
        if not all(w.text.isalnum() for w in unknown):
            break
        if words[start - 1].text == "的" and sum(len(w.text) for w in unknown) <= 4:
            return start
        if words[start - 1].text in {"为", "成"} and start > 1 and words[start - 2].text in _MAKING:
            return start
    return i


def _group(mentions: Sequence[_Named]) -> list[list[_Named]]:
    """Mentions of one project together: the same name, or one that ends in the other."""
    groups: list[list[_Named]] = []
    for mention in mentions:
        home = next(
            (g for g in groups if any(m.name.endswith(mention.name) or mention.name.endswith(m.name) for m in g)), None
        )
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


def _figures(bench: Workspace) -> Iterator[_Figure]:
    for index, sentence in enumerate(bench.sentences):
        words = sentence.span.of(bench.text)
        for quantity in find_quantities(words):
            before = _BEFORE.get(quantity.kind)
            if before is None:
                continue
            printed = quantity.text.lstrip(_HEDGES)
            span = Span(sentence.span.start + quantity.span.end - len(printed), sentence.span.start + quantity.span.end)
            lead = bench.text[max(sentence.span.start, span.start - 24) : span.start]
            ground = quantity.kind == "area" and bench.text[span.end : span.end + 2] in _GROUND
            what = before.search(lead)
            if what or ground:
                start = span.start - len(what[0]) if what else span.start
                amount = "" if quantity.base_value is None else f"{quantity.base_value.normalize():f}"
                settled = quantity.base_unit in {"元", "平方米"}
                yield _Figure(
                    span, _RELATIONS[quantity.kind], printed, amount if settled else "", quantity.bound, index, start
                )


def _owner(
    bench: Workspace, groups: Sequence[Sequence[_Named]], figure: _Figure
) -> tuple[int, str, float, Span] | None:
    """The project a figure belongs to: (group, rule, confidence, evidence)."""
    text = bench.text
    sentence = bench.sentences[figure.sentence].span
    here = [(m, n) for n, group in enumerate(groups) for m in group if m.sentence == figure.sentence]
    before = [(m, n) for m, n in here if m.span.end <= figure.span.start]
    after = [(m, n) for m, n in here if m.span.start >= figure.span.end]
    if after:
        mention, number = min(after, key=lambda p: p[0].span.start)
        gap = text[figure.span.end : mention.span.start]
        commas = sum(gap.count(c) for c in "，,；;")
        made_into = _MADE_INTO.search(gap) and commas == 0
        if made_into or (not mention.body and gap.endswith("的") and len(gap) < 60 and commas < 2):
            return number, "project-relative", 0.85, figure.said.cover(mention.span)
    whole = _OF_WHOLE.search(figure.said.of(text)) is not None
    before = [(m, n) for m, n in before if not m.body or (whole and m.span.end == figure.start)]
    if before:
        mention, number = max(before, key=lambda p: p[0].span.end)
        gap = text[mention.span.end : figure.span.start]
        if len(gap) < 90 and not re.search("注册资本|[一二三四五六七八九十\\d]+[个项]", gap):
            return number, "project-subject", 0.85, mention.span.cover(figure.span)
    if not before and _POINTS_BACK.search(text[sentence.start : figure.span.start]):
        earlier = [
            (m, n) for n, group in enumerate(groups) for m in group if m.sentence < figure.sentence and not m.body
        ]
        if earlier:
            mention, number = max(earlier, key=lambda p: p[0].span.end)
            if figure.sentence - mention.sentence <= 4:
                return number, "project-pointer", 0.7, figure.said
    return None


def _by(words: Sequence[Word], body: Span) -> bool:
    """项目…，由甲公司、乙公司承建: true for a body in a list that 由 opens and a verb of building or paying closes."""
    at = next((i for i, w in enumerate(words) if w.start >= body.start), len(words))
    first = at
    while first and (words[first - 1].tag == "ORG" or words[first - 1].text in _JOINS):
        first -= 1
    if not first or words[first - 1].text != "由":
        return False
    for word in words[at + 1 :]:
        if word.tag in {"v", "vn"}:
            return word.text in _PARTY_VERBS
        if word.tag != "ORG" and word.text not in _JOINS and word.tag not in {"d", "ad"}:
            return False
    return False


def _parties_and_place(bench: Workspace, group: Sequence[_Named]) -> Iterator[tuple[RelationType, int, Span]]:
    """Bodies that build, pay for or carry a project, and the place it lies in, where one sentence says both."""
    seen: set[tuple[RelationType, int]] = set()
    for mention in group:
        words = sentence_words(bench, mention.sentence)
        for item in bench.bodies(bench.sentences[mention.sentence].span):
            if mention.span.contains(item.span):
                continue
            types = bench.chains[item.chain].types
            k = next((i for i, w in enumerate(words) if w.start >= item.span.start), len(words))
            relation = None
            if k and words[k - 1].text in _PLACE_WORDS and EntityType.PLACE in types:
                relation = RelationType.LOCATION
            elif EntityType.ORGANIZATION in types and item.span.end <= mention.span.start:
                gap = [w for w in words if item.span.end <= w.start and w.end <= mention.span.start]
                if any(w.text in _PARTY_VERBS for w in gap) and not any(w.text in {"说", "表示", "介绍"} for w in gap):
                    relation = RelationType.PARTY
            elif EntityType.ORGANIZATION in types and _by(words, item.span):
                relation = RelationType.PARTY
            if relation is not None and (relation, item.chain) not in seen:
                seen.add((relation, item.chain))
                yield relation, item.chain, item.span.cover(mention.span)
