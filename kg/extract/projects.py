"""Projects of an article: undertakings that have a name, with their money, area, place and parties.

Money and area are read first (总投资约6.6亿元, 占地70亩); each goes to the project that the words tie it to: the one
named right before it, the one that a relative clause with it describes (总投资…的某项目), else the one that 该项目 or
a sentence about 项目 points back to. A figure that nothing ties to a named project is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.event_names import sentence_words
from kg.extract.event_words import HOLD_VERBS
from kg.extract.tagger import Word
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, Qualifier, RelationType
from kg.model.text import BlockKind, Span

_HEADS = re.compile(
    r"(?:项目|工程|计划|专项|基金|产业园|科技园|工业园|科创园|示范园|生产基地|产业基地|制造基地|示范基地|数据中心|研究中心|创新中心|"
    r"水利枢纽|水电站|综合体|新校区|校区|新厂区|新工厂|大桥|隧道|铁路|高铁|高速公路|地铁|线路|码头|机场)$"
)
_CERTAIN = re.compile(r"(?:项目|工程)$")  # heads that name an undertaking whatever stands before them
_NOT_NAMES = re.compile(
    r"^(?:[上下]?[一二三四五六七八九十两\d]*(?:个|项|批|期|类|种)?|该|本|此|这|各|全部|整个|所有|多个|有关|相关|重大|重点|大型|"
    r"新型|主要|具体|部分|工程|建设|合作|投资|开工|新开工|其他|基础设施|民生|系统|示范|标杆|首个|科研|签约|入驻|意向|产业|试点|研究|"
    r"的|新|大|小|老|好|储备|在建|续建|改扩建|配套|附属|总|等|大中|惠民|实事|扶贫|公益|服务|特色|品牌|优质|专业|创业|比赛|课程)*"
    r"(?:项目|工程|计划|专项|基金|产业园|科技园|工业园|生产基地|产业基地|数据中心|研究中心|创新中心|校区|大桥|隧道|铁路|地铁|机场|线路|码头|高铁|高速公路)$"
)
_NUMBER = r"(?P<number>\d[\d,，]*(?:\.\d+)?|[一二两三四五六七八九十百千零〇]+)(?P<loose>[余多几])?(?P<scale>[十百千]?[万亿]|[百千])?(?P<loose2>[余多])?"
_MONEY = re.compile(_NUMBER + r"(?P<unit>元人民币|元|人民币|美元|港元|港币|欧元|日元|英镑)")
_AREA = re.compile(_NUMBER + r"(?P<unit>平方米|平方公里|平米|㎡|亩|公顷)")
_SOFT = r"(?:总?额|规模|金额)?(?:预计|预算|估算|概算|共计|合计|累计|共|将|为|是|达到|达|约为|约|超过|超|近|逾|高达|不低于|不少于|人民币)*"
_MONEY_BEFORE = re.compile(r"(?:总投资|投资|总造价|造价|投入|启动资金|资金|出资|注资|总规模|募集|斥资|耗资|划拨|拨款)" + _SOFT + "$")
_AREA_BEFORE = re.compile(r"(?:占地|建筑|用地|建设|规划|面积|总面积|建面|厂房|展览)(?:总?面积)?" + _SOFT + "$")
_POINTS_BACK = re.compile(r"(?:该|本|此|这一|这个|整个|上述)(?:项目|工程)|(?:^|[，。；：“])(?:项目|工程)|其中|总建筑面积|总占地|建成后")
_CLAUSE_MARKS = frozenset("，。；：！？,;:!?\n")
_YUAN = frozenset({"元", "元人民币", "人民币"})
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11}
_SQUARE_METRES = {"平方米": Decimal(1), "平米": Decimal(1), "㎡": Decimal(1), "公顷": Decimal(10**4), "平方公里": Decimal(10**6), "亩": Decimal(2000) / 3}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "s", "m", "xc"})
_PARTY_VERBS = frozenset("投资 建设 承建 实施 共建 合作 签约 推进 打造 启动 发起 设立 出资 资助 保障 开发 运营 牵头 筹建 协调 支持 建立 承担 负责".split())
_PLACE_WORDS = frozenset("在 位于 落户 于 落地 坐落于 选址 入驻".split())
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})


@dataclass(frozen=True, slots=True)
class _Named:
    """One mention of a named project."""

    span: Span
    name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class _Figure:
    """Money or area as printed, without 约 or 近; ``amount`` in yuan or square metres, "" when not settled."""

    span: Span
    type: RelationType
    value: str
    amount: str
    bound: str
    sentence: int


def find_projects(bench: Workspace) -> None:
    """Put the article's named projects on the bench, each with investment, area, parties and place.

    A project of which nothing but the name is said is left out. Cost: O(words).
    """
    mentions = [m for i in range(len(bench.sentences)) for m in _project_mentions(bench, i)]
    groups = _group(mentions)
    drafts = [
        ChainDraft({EntityType.PROJECT}, max((m.name for m in group), key=len), [m.span for m in group]) for group in groups
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
                figure.type, chain_of(group), None, evidence, rule, confidence, value=figure.value,
                qualifiers=((Qualifier.AMOUNT, figure.amount), (Qualifier.BOUND, figure.bound)),
            )
    for number, group in enumerate(groups):
        for relation, name, evidence in _parties_and_place(bench, group):
            if number in chains or _CERTAIN.search(group[0].name):
                bench.relate(relation, chain_of(number), name, evidence, f"project-{relation}", 0.6)


def _project_mentions(bench: Workspace, index: int) -> Iterator[_Named]:
    if bench.sentences[index].block in _UNREAD:
        return
    words = sentence_words(bench, index)
    for k, word in enumerate(words):
        if not _HEADS.search(word.text) or word.tag not in {"n", "nz", "nw", "ORG", "LOC", "vn", "s"}:
            continue
        after = words[k + 1] if k + 1 < len(words) else None
        if after is not None and after.tag in {"n", "nz", "vn", "ORG"} and not after.text.startswith(("总投资", "投资", "占地", "建筑", "总")):
            continue  # 项目负责人, 工程质量: the head only modifies
        if word.tag in {"ORG", "LOC"} and not _CERTAIN.search(word.text):
            continue  # a body that stands on the bench is one, not an undertaking
        left = _left_edge(words, k)
        span = Span(words[left].start, word.end)
        name = span.of(bench.text)
        if not _NOT_NAMES.match(name) and len(name) > 3:
            yield _Named(span, name, index)


def _left_edge(words: Sequence[Word], k: int) -> int:
    i, depth = k, 0
    while i > 0 and words[k].end - words[i - 1].start <= 40:
        word = words[i - 1]
        if word.text in "”》":
            depth += 1
        elif word.text in "“《":
            if not depth:
                break
            depth -= 1
        elif not depth and not (word.tag in _NAME_TAGS or word.text in "-—·"):
            break
        elif not depth and (word.text in HOLD_VERBS or word.text.endswith(("个", "项", "批", "期")) and word.tag == "m"):
            break
        i -= 1
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
        for pattern, before, kind in (
            (_MONEY, _MONEY_BEFORE, RelationType.INVESTMENT),
            (_AREA, _AREA_BEFORE, RelationType.AREA),
        ):
            for match in pattern.finditer(bench.text, sentence.span.start, sentence.span.end):
                lead = bench.text[max(sentence.span.start, match.start() - 24) : match.start()]
                span = Span(*match.span())
                follows = bench.text[match.end() : match.end() + 2]
                if not before.search(lead) and not (kind is RelationType.AREA and follows in {"用地", "土地", "建筑", "厂房", "场地"}):
                    continue
                yield _Figure(span, kind, match.group(), _amount(match, kind), _bound(lead, match), index)


def _amount(match: re.Match[str], kind: RelationType) -> str:
    digits = match["number"].replace(",", "").replace("，", "")
    number = Decimal(digits) if digits[0].isascii() and digits[0].isdigit() else _han_number(digits)
    scaled = number * _SCALES.get(match["scale"] or "", 1)
    if kind is RelationType.INVESTMENT:
        return f"{scaled.normalize():f}" if match["unit"] in _YUAN else ""
    return f"{(scaled * _SQUARE_METRES[match['unit']]).quantize(Decimal('0.01')).normalize():f}"


def _han_number(text: str) -> Decimal:
    """Chinese numerals below 10,000.

    >>> _han_number("三百二十")
    Decimal('320')
    """
    total = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return Decimal(total + digit)


def _bound(lead: str, match: re.Match[str]) -> str:
    if lead.endswith(("超", "超过", "逾", "不低于", "不少于")) or match["loose"] or match["loose2"]:
        return "over"
    if lead.endswith("近"):
        return "under"
    return "about" if lead.endswith(("约", "约为")) else "exact"


def _owner(bench: Workspace, groups: Sequence[Sequence[_Named]], figure: _Figure) -> tuple[int, str, float, Span] | None:
    """The project a figure belongs to: (group, rule, confidence, evidence)."""
    text = bench.text
    sentence = bench.sentences[figure.sentence].span
    here = [(m, n) for n, group in enumerate(groups) for m in group if m.sentence == figure.sentence]
    before = [(m, n) for m, n in here if m.span.end <= figure.span.start]
    after = [(m, n) for m, n in here if m.span.start >= figure.span.end]
    if after:
        mention, number = min(after, key=lambda p: p[0].span.start)
        gap = text[figure.span.end : mention.span.start]
        if gap.endswith("的") and len(gap) < 60 or re.search("(?:改造|建设|改建|打造|扩建)[为成]$|(?:资助|支持|用于|设立)[“]?$", gap):
            return number, "project-relative", 0.85, figure.span.cover(mention.span)
    if before:
        mention, number = max(before, key=lambda p: p[0].span.end)
        gap = text[mention.span.end : figure.span.start]
        if len(gap) < 90 and not re.search("注册资本|[一二三四五六七八九十\\d]+[个项]", gap):
            return number, "project-subject", 0.85, mention.span.cover(figure.span)
    if not before and _POINTS_BACK.search(text[sentence.start : figure.span.start]):
        earlier = [(m, n) for n, group in enumerate(groups) for m in group if m.sentence < figure.sentence]
        if earlier:
            mention, number = max(earlier, key=lambda p: p[0].span.end)
            if figure.sentence - mention.sentence <= 4:
                return number, "project-pointer", 0.7, figure.span
    return None


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
            if relation is not None and (relation, item.chain) not in seen:
                seen.add((relation, item.chain))
                yield relation, item.chain, item.span.cover(mention.span)
