"""One post as it is printed: its host, the post alone, and whether it is held now.

What stands before a post's head word belongs to the host (甲公司乙部 | 总经理), to the post (影像学 | 教授), or to both
(宣传部长 is 部长 of 宣传部).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.coreference.pointing import POINTING, points_back
from kg.extract.posts.elements import Element, Item
from kg.extract.posts.roles import FROM_WHERE, OF_UNIT, OFFICE, shared_unit
from kg.extract.text.levels import LEVELS, is_bare, level_of
from kg.lexicon.suffixes import kind_of_body, kind_of_place, suffix_of
from kg.lexicon.titles import committee_titles, forms, status_at_start
from kg.model.schema import PostStatus
from kg.model.text import Span

_ACTING = ("代理", "代")
_PRAISE = ("全国优秀", "优秀", "全国先进", "先进", "最美", "模范")
_HONOURS = ("劳动模范", "劳模", "道德模范", "先进工作者", "先进个人", "三八红旗手", "时代楷模", "优秀共产党员")
_OF_CONTEST = ("冠军", "亚军", "季军", "得主", "获得者")  # what stands before is the contest or the prize, and no host
_CANDIDATES = ("人选", "候选人", "参选人", "提名人")
_UNIT_NOUNS = {
    "区",
    "部",
    "处",
    "科",
    "室",
    "所",
    "站",
    "队",
    "组",
    "班",
    "院",
    "局",
    "厅",
    "委",
    "办",
    "分部",
    "分会",
    "支部",
    "中心",
    "板块",
}
_FIELDS = frozenset(
    "科技 文化 教育 传媒 体育 旅游 金融".split()
)  # end names of companies, and are fields of work alone
_REFERRING = frozenset(
    "公司 集团 学校 医院 学会 协会 基金会 中心 银行 企业 大学 校 院 厂 研究院 研究所 所 商会 联合会 俱乐部 党 单位".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """One post read out of a list, before it is tied to a person."""

    role: str
    role_span: Span
    host: Span | None
    scope: Span | None
    carried: bool
    title: Span
    status: PostStatus
    tail: str = ""


def read_titles(row: Sequence[Item], start: int, end: int, status: PostStatus = PostStatus.CURRENT) -> list[Title]:
    """Read the posts of ``row[start:end]``; a post without a host takes the host of the post before it.

    "X党委书记、董事长A": 董事长 of X. The committee 区委 hosts its own posts only: in "区委副书记、区长" the
    second post's host is the place, which coreference finds from the post's own level (区长 → 区).
    """
    titles: list[Title] = []
    position = start
    for i in range(start, end):
        if row[i].kind is not Element.ROLE:
            continue
        while Element.JOIN in {item.kind for item in row[position:i]}:
            position += 1  # 甲科、乙科主任: what a list joins to the last host is no part of it
        before = [item for item in _unquoted(row[position:i]) if item.kind in _OF_TITLE]
        position = i + 1
        title = read_title(_with_field(row, i), before, _bracketed_status(row, i, status))
        alone = own_level(title.role) or _GRADE.match(title.role) or title.role == "国家主席"
        if title.host is None and titles and titles[-1].host is not None and not alone:
            from_ = titles[0] if title.role in _OF_COURT else titles[-1]
            title = replace(title, host=from_.host, scope=from_.scope, carried=True)
            if titles[-1].status is PostStatus.FORMER and title.status is PostStatus.CURRENT and not before:
                title = replace(title, status=PostStatus.FORMER)  # 原局长、党组书记A was both
        titles.append(title)
    return titles


def _bracketed_status(row: Sequence[Item], i: int, status: PostStatus) -> PostStatus:
    """局长（代）A says what 代局长A says."""
    behind = row[i + 1 : i + 4]
    if [item.kind for item in behind[::2]] != [Element.OPEN, Element.CLOSE]:
        return status
    return _status_of(behind[1].text, status)


_OF_TITLE = (Element.HOST, Element.NOUN, Element.STATUS)


def _unquoted(row: Sequence[Item]) -> Sequence[Item]:
    """“甲地人家”餐馆老板A: a place inside quotation marks with more words is a part of that name, and no host."""
    marks = [i for i, item in enumerate(row) if item.kind is Element.QUOTE]
    if len(marks) != 2 or marks[1] - marks[0] <= 2:
        return row
    first, last = row[marks[0] + 1], row[marks[1] - 1]
    if last.kind is Element.HOST or row[marks[0]].text in "”’" or not any(item.kind is Element.HOST for item in row):
        return row
    words = "".join(item.text for item in row[marks[0] + 1 : marks[1]])
    whole = first._replace(kind=Element.NOUN, end=last.end, text=words)
    return [*row[: marks[0]], whole, *row[marks[1] + 1 :]]


# 甲法院副院长、审判委员会委员、审判员: a court's own people, of the body that opens the list and not of its committee.
_OF_COURT = ("审判员", "检察员")
_GRADE = re.compile(r"(?:国家.{0,2}级|全国|省级)")  # a grade is had anywhere
_NO_FIELD = ("级", "衔", "籍", "族", "职", "工作", "女", "男", "兼")


def _with_field(row: Sequence[Item], i: int) -> Item:
    """总经理（质量及标准） before a name is one post: in brackets stands what it is for; not a grade, not 主持工作."""
    role, last = row[i], i + 1
    if last + 1 >= len(row) or row[last].kind is not Element.OPEN:
        return role
    while last + 1 < len(row) and row[last + 1].kind in (Element.NOUN, Element.JOIN):
        last += 1
    named = last + 2 < len(row) and row[last + 2].kind is Element.PERSON
    if last == i + 1 or not named or row[last + 1].kind is not Element.CLOSE or row[last].text.endswith(_NO_FIELD):
        return role
    text = role.text + "".join(item.text for item in row[i + 1 : last + 2])
    return role._replace(end=row[last + 1].end, text=text)


def read_title(role: Item, before: Sequence[Item], status: PostStatus) -> Title:
    """One post from its role element and the elements before it."""
    hosts = [item for item in before if item.kind is Element.HOST]
    nouns = [item for item in before if item.kind is Element.NOUN and (not hosts or item.start >= hosts[-1].end)]
    for item in before:
        if item.kind is Element.STATUS:
            status = _status_of(item.text, status)
    if role.text.endswith(_CANDIDATES):
        status = PostStatus.PROPOSED
    elif role.text.startswith(_ACTING) and len(role.text) > 2 and not role.text.startswith("代表"):
        status = PostStatus.ACTING
    sender = _sender(role.text, before)
    if _is_envoy_to(role.text, before):
        hosts = []
    tail = [sender] if sender else _unbroken(hosts)
    host = Span(tail[0].start, tail[-1].end) if tail else None
    earlier = [] if sender else hosts[: len(hosts) - len(tail)]
    scope = Span(earlier[0].start, earlier[-1].end) if earlier else None
    adjacent = [item for item in nouns if _adjoins(nouns, item, role)]
    of_names = host
    host, field = _host_and_field(role.text, role.start, host, adjacent)
    if host and of_names and host.start >= of_names.end:
        scope = scope.cover(of_names) if scope else of_names  # 甲县原 | 县委 | 书记
    if host is None and not adjacent:
        host = _pointed(before, role)
    if host is not None:
        host = _with_brand(before, host)
    role_start = field if field is not None else role.start
    text = "".join(item.text for item in adjacent if item.start >= role_start) + role.text
    first = min(role_start, host.start if host else role_start, scope.start if scope else role_start)
    if (
        before
        and first - before[0].end in (0, int(before[0].kind is Element.STATUS))
        and (before[0].kind is Element.STATUS or before[0].text in POINTING)
    ):
        first = before[0].start
    if (
        how := _HOW_HELD.match(text)
    ) is not None:  # 候任|会长 in one word of the labeller; 挂职: held, but sent from elsewhere
        role_start, text, status = role_start + how.end(), text[how.end() :], _status_of(how.group(), status)
    parted = _parted(before, role)
    if parted:
        role_start, text = parted.start, parted.text + role.text  # 党支部|原|书记
    unit = _unit_inside(role.text)
    if unit and (host is None or host.end + 1 >= role.start):  # 行政院长, 甲地“行政院长”
        named = Span(role.start, role.start + len(unit))
        scope = host if host is not None and host.end < role.start else scope
        host = named.cover(host) if host is not None and host.end == role.start else named
        role_start, text = role.end - 2, role.text[-2:]
    title = Title(text, Span(role_start, role.end), host, scope, False, Span(first, role.end), status)
    if role.text.endswith(_OF_CONTEST) and (host or adjacent):
        return whole_honour(title, [*before, role])
    near = "".join(item.text for item in adjacent)
    if near.startswith(_PRAISE) or (near + role.text).endswith(_HONOURS):
        return whole_honour(title, [*before, role])
    return title


def whole_honour(title: Title, row: Sequence[Item]) -> Title:
    """An honour with everything before it as one post without a host: 甲省劳动模范 is given by the province, not held there."""
    text = "".join(item.text for item in row if title.title.start <= item.start and item.end <= title.title.end)
    return replace(title, role=text.strip('“”"'), role_span=title.title, host=None, scope=None, carried=False)


def _host_and_field(
    role: str, start: int, host: Span | None, adjacent: Sequence[Item]
) -> tuple[Span | None, int | None]:
    """What the nouns right before a post are: a part of the host, the host, or the post's field (its start is given)."""
    if not adjacent:
        return host, None
    joined = "".join(item.text for item in adjacent)
    begin = host.start if host and host.end == adjacent[0].start else adjacent[0].start
    if own_level(role) and len(role) == 2 and adjacent[-1].tag == "LOC":
        return Span(adjacent[-1].start, start + (1 if kind_of_place(adjacent[-1].text + role[0]) else 0)), None
    pointed = len(adjacent) > 1 and adjacent[-2].text in POINTING
    unit = adjacent[-2].text + adjacent[-1].text if pointed else adjacent[-1].text
    if host is None and (_refers(adjacent[-1].text) or points_back(unit)):
        return Span(adjacent[-2 if pointed else -1].start, start), None  # 该公司总经理
    of_party = role.startswith("党") or role in ("支书", "第一书记")
    if host is None and of_party and adjacent[-1].text in (*LEVELS, "社区") and len(adjacent) == 1:
        return Span(adjacent[-1].start, start), None  # 村|党支部书记: of the village named before
    unit_or_body = adjacent[-1].text in _UNIT_NOUNS or (kind_of_body(joined) and joined not in _FIELDS)
    if host and host.end == adjacent[0].start and unit_or_body:
        return Span(host.start, adjacent[-1].end), None  # 甲公司乙区 | 总经理, 甲大学 | 人事科 | 科长
    if host and host.end < adjacent[0].start and joined[-1] in "部局厅委院校" and kind_of_body(joined):
        return Span(begin, start), None  # 甲区原 | 教育局 | 局长: the place before it is no part of the host
    if level_of(joined) and kind_of_body(joined) and not (host and host.end == adjacent[0].start):
        return Span(adjacent[0].start, start), None  # 甲市原 | 市委 | 书记: the place before it is no part of the host
    if host is None and kind_of_body(joined) and not is_bare(joined):
        return Span(begin, start), None  # 生态环境部部长, 省委书记 where the body was not chosen as a name before
    unit = shared_unit(role)
    if unit and not joined.endswith(unit) and kind_of_body(joined + unit):
        return Span(begin, start + 1), None  # 宣传部长, 公安局长: the unit is printed once, for the body and the post
    if OFFICE.search(role) and host is None and len(joined) >= 4:
        return Span(begin, start), None  # a body that nobody knows as one: no body named before is this post's
    if (OFFICE.search(role) or OF_UNIT.search(role)) and not joined.startswith(("全国", "优秀")):
        return host, None  # 甲中学 | 党团 | 书记长: what an office is of belongs to the host, never to the post
    takes_field = joined not in FROM_WHERE and (host or _takes_field(role))
    if len(adjacent[-1].text) > 1 and takes_field and len(joined) <= 6:
        return host, adjacent[0].start
    return host, None


REGION_OF_COMPANY = re.compile(
    r"(?:大中华|中国|亚太|亚洲|欧洲|非洲|中东|拉美|东南亚|北美|全球|华[东南西北中]|东北|西北|西南)(?:地区|大区|区)$"
)


def _with_brand(before: Sequence[Item], host: Span) -> Span:
    """甲|中国区: the region of a company whose brand nothing else shows to be one; the noun right before it is the brand."""
    text = "".join(item.text for item in before if host.start <= item.start and item.end <= host.end)
    brand = next((item for item in before if item.kind is Element.NOUN and item.end == host.start), None)
    if brand is not None and _refers(brand.text):
        points = next((item for item in before if item.end == brand.start and item.text in ("该", "本", "我")), None)
        return Span(points.start, brand.end) if points and REGION_OF_COMPANY.fullmatch(text) else host  # 该公司华东区
    return Span(brand.start, host.end) if brand is not None and REGION_OF_COMPANY.fullmatch(text) else host


_ENVOYS = ("大使", "领事", "公使", "参赞", "代表", "使节", "武官")


def _sender(role: str, before: Sequence[Item]) -> Item | None:
    """中国 in 中国驻甲国大使: an envoy's host is who sends him, not where he is."""
    if not role.endswith(_ENVOYS):
        return None
    post = next((item for item in before if item.text in ("驻", "常驻")), None)
    senders = [item for item in before if post and item.kind is Element.HOST and item.end <= post.start]
    return senders[-1] if senders else None


def _is_envoy_to(role: str, before: Sequence[Item]) -> bool:
    """驻乙国大使 behind 驻甲国大使: where he is stands there, and who sends him does not."""
    return role.endswith(_ENVOYS) and bool(before) and before[0].text in ("驻", "常驻")


def _parted(before: Sequence[Item], role: Item) -> Item | None:
    """The committee of a post that a word such as 原 parts from it."""
    if len(before) < 2 or before[-1].kind is not Element.STATUS or before[-2].kind is not Element.NOUN:
        return None
    return before[-2] if before[-2].text + role.text in committee_titles() else None


def _unbroken(hosts: Sequence[Item]) -> Sequence[Item]:
    """The last hosts that follow each other without anything between them (甲市 | 乙区 | 文化馆)."""
    first = len(hosts)
    while first > 0 and (first == len(hosts) or hosts[first - 1].end == hosts[first].start):
        first -= 1
    return hosts[first:]


def _pointed(before: Sequence[Item], role: Item) -> Span | None:
    """该院 of 该院|原|院长: a word of time stands between the post and the body that is pointed to."""
    last = len(before)
    start = role.start
    while last and before[last - 1].kind is Element.STATUS and before[last - 1].end == start:
        start = before[last - 1].start
        last -= 1
    noun = before[last - 1] if 0 < last < len(before) else None
    return Span(noun.start, noun.end) if noun and noun.end == start and points_back(noun.text) else None


def _refers(noun: str) -> bool:
    """True for nouns that point back to a body of the item: 公司, 该院, 学校."""
    return noun.removeprefix("该") in _REFERRING


def _adjoins(nouns: Sequence[Item], item: Item, role: Item) -> bool:
    """True when only nouns stand between ``item`` and the role."""
    after = [other for other in nouns if other.start >= item.start]
    return all(a.end == b.start for a, b in zip(after, [*after[1:], role], strict=True))


_HOW_HELD = re.compile(r"(?:挂职(?!干部)|候任|拟任|待任|时任|原任|现任|新任|前任|首任|末任|卸任)(?=..)")


def _status_of(word: str, status: PostStatus) -> PostStatus:
    """What a word before a post says of it; a number (第三任) or 挂职 says nothing of whether it is held."""
    length, said = status_at_start(word)
    return said if length == len(word) else status


def own_level(role: str) -> bool:
    """True for heads of a division (省长, 副区长, 常务副市长 …): their host is the division, never the body before."""
    return bool(re.search(r"[省市县区镇乡村州旗盟]长(?:提名)?(?:人选|候选人)?$", role))


def _unit_inside(role: str) -> str:
    """The body that a post names by itself: 行政院 in 行政院长; "" where the word before 长 is no listed body (总队长)."""
    unit = role[:-1]
    listed = role.endswith("长") and len(unit) > 2 and suffix_of(unit, "body") == unit
    return unit if listed and unit not in forms("chief") and shared_unit(role[-2:]) else ""


def _takes_field(role: str) -> bool:
    """True for heads that name a field before them without a host (结构生物学家, 影像学教授, 首席经济学家)."""
    return role.endswith(
        ("学家", "教授", "专家", "学者", "工程师", "名将", "运动员", "演员", "爱好者", "研究员", "冠军", "选手")
    )
