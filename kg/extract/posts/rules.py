"""The rules that read posts: patterns over a sentence's elements, and what each says of whom.

A pattern sees one letter an element (:class:`kg.extract.posts.elements.Element`), and verbs by what they say of a post.
A rule's reader gives people with the titles they hold; :func:`kg.extract.posts.grammar.find_posts` makes claims of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extract.posts.elements import Element, Item
from kg.extract.posts.titles import Title, read_titles
from kg.extract.posts.verbs import (
    FORMER_ADVERBS,
    FORMER_VERBS,
    FURTHER,
    GUISES,
    OBLIQUE,
    PRONOUNS,
    PROPOSED_ADVERBS,
    PROPOSED_VERBS,
    RUMOURS,
    SUCCEEDING,
    VERBS,
    span_of,
)
from kg.model.schema import PostStatus
from kg.model.text import Span

Holding = tuple[Span, Title]
Reader = Callable[[Sequence[Item], "re.Match[str]", Span | None], Iterator[Holding]]

# Behind 等 these are people beside the names, or a courtesy.
_CROWDS = {
    "领导",
    "市民",
    "群众",
    "居民",
    "村民",
    "代表",
    "观众",
    "游客",
    "负责人",
    "有关负责人",
    "干部",
    "记者",
    "嘉宾",
}
_COUNT = re.compile(r"(?:[两三四五六七八九十]|\d{1,2})[位名个]")
_COMMITTEE = re.compile(r"[省市区县州]委$")
_HONOUR = re.compile(
    r"(?:模范|劳模|先进个人|先进工作者|人民警察|楷模|红旗手|突出贡献|青年|工匠|奋斗者|获得者|得主|标兵|卫士|能手|党员|好人|冠军|亚军|季军|教师|工作者|院士|学者|专家|书记|"
    r"人物|记者|之星|英雄)$"
)

# One post of a list: what stands before it (host, status, nouns, quotation marks, host + 的) and an optional bracket.
_ITEM = r'[SON"]*(?:[ON]\([^()]{1,8}\)[SN]*)?(?:O"?L?的)?[SON"]*R(?:\([^()]{0,8}\))?'
# … and lists of them; units may share the last post (院长、甲科、乙科主任).
_ITEMS = rf"{_ITEM}(?:J?{_ITEM}|JOJ{_ITEM})*"
# A list of posts that somebody held, one body's after the other's: 任甲局局长，乙市副市长. The last is not the next name's.
_HELD = rf'{_ITEMS}(?:[,J]+(?=[SN"]*O){_ITEMS})*(?!(?:J?{_ITEM})*的?\"?P)'
_NAMES = r'"?P"?(?:J?"?P"?)*'  # set side by side without a mark, too


def _titles(row: Sequence[Item], match: "re.Match[str]", status: PostStatus = PostStatus.CURRENT) -> list[Title]:
    return read_titles(row, match.start("titles"), match.end("titles"), status)


def _people(row: Sequence[Item], match: "re.Match[str]") -> list[Span]:
    return [span_of(item) for item in row[match.start("names") : match.end("names")] if item.kind is Element.PERSON]


def _of_names(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """X局党委书记、局长A; 副省长A、B、C; A(X局局长); A，X局局长; A、B等科学家: every name has every title."""
    titles = _titles(row, match)
    for person in _people(row, match):
        yield from ((person, title) for title in titles)


# Verbs that stand before a post and its holder as adjectives do: when the post is held, not that somebody takes it.
_TERMS = {
    **dict.fromkeys(["时任", "曾任", "原任", "历任"], PostStatus.FORMER),
    **dict.fromkeys(["拟任", "候任", "拟"], PostStatus.PROPOSED),
    "现任": PostStatus.CURRENT,
}


def _of_terms(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """X局局长A as :func:`_of_names`; 时任X局局长A, 拟任X局局长的A with what the verb says of the post."""
    lead = row[match.start("lead")] if match.group("lead") else None
    status = _TERMS.get(lead.text) if lead else None
    titles = _titles(row, match, status or PostStatus.CURRENT)
    if (
        lead
        and status in (PostStatus.FORMER, PostStatus.PROPOSED)
        and titles[0].title.start == row[match.start("titles")].start
    ):
        titles[0] = replace(titles[0], title=Span(lead.start, titles[0].title.end))
    for person in _people(row, match):
        yield from ((person, title) for title in titles)


def _of_class(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A、B等12名科学家: not 领导, 市民 and the like, who stand beside the names (A等领导 also says no post)."""
    return ((person, title) for person, title in _of_names(row, match, subject) if title.role not in _CROWDS)


def _by_verb(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A(…)任X局局长; A、B和C均为…: of the names to the left the last list, else whom the sentence goes on about.

    A pronoun between a name and the verb is the subject, and the name is not: A说，是听B讲的，当时他任甲局局长.
    """
    verb = match.start("verb")
    people = _subjects(row, verb) or ([subject] if subject else [])
    last = next((i for i in range(verb - 1, -1, -1) if row[i].kind is Element.PERSON), -1)
    if any(item.text in PRONOUNS for item in row[last + 1 : verb]):
        named = [span_of(item) for item in row[:verb] if item.kind is Element.PERSON]
        people = [subject] if subject else named if len(named) == 1 else []
    adverbs = {item.text for item in row[max(0, verb - 3) : verb]}
    if (
        adverbs & RUMOURS
        or any(item.text in ("传闻", "传言", "谣言", "网传") for item in row[:verb])
        or any(row[i].text.endswith("传") and row[i].kind is Element.WORD for i in range(max(0, verb - 5), verb))
    ):
        return
    status = PostStatus.CURRENT
    if row[verb].text in FORMER_VERBS or _is_over(adverbs) or match.group("verb") == "D":
        status = PostStatus.FORMER
    elif row[verb].text in PROPOSED_VERBS or adverbs & PROPOSED_ADVERBS:
        status = PostStatus.PROPOSED
    titles = _titles(row, match, status)
    if verb > 1 and row[verb - 1].kind is Element.HOST and row[verb - 2].text in ("在", "到"):
        titles = [_of_host(title, row[verb - 1]) for title in titles]  # 在甲厂当钳工, 在乙村挂职第一书记
    if row[verb].text == "身为" and not any(title.host for title in titles):
        return  # 身为父亲, 身为教师: what kind of person, not which post
    for person in people:
        yield from ((person, title) for title in titles)
    if verb and (before := _replaced(row, verb)) is not None:
        yield from ((before, replace(title, status=PostStatus.FORMER)) for title in titles)


def _replaced(row: Sequence[Item], verb: int) -> Span | None:
    """B of A接替B担任甲局局长, who held the post before."""
    last = next((i for i in range(verb - 1, -1, -1) if row[i].kind is Element.PERSON), None)
    if last is None or not _is_oblique(row, last) or any(item.text in OBLIQUE for item in row[last + 1 : verb]):
        return None
    near = row[max(0, last - 4) : last]
    return span_of(row[last]) if any(item.text in SUCCEEDING for item in near) else None


def _subjects(row: Sequence[Item], verb: int) -> list[Span]:
    """The nearest names to the left: the last one, with those listed before it when a list stands right before the verb."""
    named = [i for i in range(verb) if row[i].kind is Element.PERSON]
    if named and _is_oblique(row, named[-1]):
        named.pop()  # A接替B任甲局局长; of two successions told before one verb nobody is sure
    if not named or _is_oblique(row, named[-1]):
        return []
    last = named[-1]
    found = [last]
    together = any(
        row[i].text in {"均", "都", "双双", "共同", "分别", "一同", "皆", "同时"} for i in range(last + 1, verb)
    ) or row[last + 1].text in {"等", "等人"}  # 甲、乙等(…)任顾问: 等 closes a list, and all of it is the subject
    together = together or not any(item.kind in _CLAUSE_MARKS for item in row[last:verb])
    while together and (before := _listed_before(row, found[-1])) is not None:
        found.append(before)
    return [span_of(row[i]) for i in reversed(found)]


_CLAUSE_MARKS = (Element.COMMA, Element.COLON, Element.OPEN, Element.CLOSE)


def _listed_before(row: Sequence[Item], i: int) -> int | None:
    """The name before a name in a list, where posts may stand between (甲局局长A、乙局局长B任副组长: both)."""
    i -= 1
    while i > 0 and row[i].kind in (Element.ROLE, Element.HOST, Element.STATUS, Element.NOUN):
        i -= 1
    return i - 1 if i > 0 and row[i].kind is Element.JOIN and row[i - 1].kind is Element.PERSON else None


def _is_oblique(row: Sequence[Item], i: int) -> bool:
    """Whether a person is the object of a verb such as 接替, with or without the post before the name."""
    first = i
    while first > 0 and row[first - 1].kind in (Element.ROLE, Element.HOST, Element.STATUS, Element.NOUN):
        first -= 1
    return first > 0 and row[first - 1].text in OBLIQUE


def _by_being(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """A是X局局长. 为 is the copula at the end of a clause only: in A为运动员赠送 it says for whom."""
    before = [item.text for item in row[match.end("names") : match.start("titles")]]
    if any(mark in before for mark in ("，", ",")) and ("为" in before or "我们" in before):
        return
    copula = next(
        row[i].text for i in range(match.end("names"), match.start("titles")) if VERBS.get(row[i].text) == "B"
    )
    following = row[match.end()] if match.end() < len(row) else None
    if (
        copula == "为"
        and following is not None
        and following.kind is Element.WORD
        and following.tag in {"v", "vd", "vn"}
    ):
        return
    status = PostStatus.FORMER if _is_over(set(before)) else PostStatus.CURRENT
    titles = _titles(row, match, status)
    for person in _people(row, match):
        yield from ((person, title) for title in titles)


def _is_over(words: set[str]) -> bool:
    """Whether words before a copula say that it tells of another time: 曾是, 生前是, 退休|前|是."""
    return bool(words & FORMER_ADVERBS) or ("前" in words and bool(words & {"退休", "案发", "事发", "落马", "离职"}))


def _by_further_being(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A任甲行行长，此前为乙行副行长; A是甲村村民，也是乙社社员: a clause without a subject goes on about the last one."""
    verb = match.start("verb")
    adverbs = {item.text for item in row[max(0, verb - 2) : verb + 1]}
    over = _is_over(adverbs)
    if over or (adverbs & FURTHER and any(VERBS.get(item.text) == "B" for item in row[:verb])):
        titles = _titles(row, match, PostStatus.FORMER if over else PostStatus.CURRENT)
        for person in _subjects(row, verb) or ([subject] if subject else []):
            yield from ((person, title) for title in titles)


def _of_counted(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A、B、C三位副省长: a number with its measure word closes a list of names and opens what they are."""
    if _COUNT.fullmatch(row[match.start("count")].text):
        yield from _of_class(row, match, subject)


def _in_guise(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """作为甲院院长，A…: the clause of 作为 and 身为 is about the subject of the next."""
    if row[match.start("verb")].text in GUISES:
        yield from _of_names(row, match, subject)


def _called(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲校校长叫A."""
    if row[match.start("verb")].text in ("叫", "名叫"):
        yield from _of_names(row, match, subject)


def _by_agent(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """总召集人由党主席A担任, 组员由B、C担任: the post stands first, its holders behind 由."""
    titles = _titles(row, match)
    for person in _people(row, match):
        yield from ((person, title) for title in titles)


_VITA = re.compile(r"(?:[男女]，|族，|\d年.{0,3}(?:出生|生，)|岁，|人，|学历|文化，|党员|参加工作|加入中国|入党|毕业)")


def _of_vita(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A，男，1970年生，大学学历，X局局长: in a vita, whose clauses have no verbs, a clause of titles alone is its person's."""
    if len(_VITA.findall("".join(item.text for item in row))) < 2:
        return
    person = span_of(row[0]) if row[0].kind is Element.PERSON else subject
    if person is not None:
        yield from ((person, title) for title in _titles(row, match))


def _of_career(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """1990.05—1995.03　X局局长: what is left of a stage of a career without its date begins with the titles."""
    if subject is not None:
        yield from ((subject, title) for title in _titles(row, match))


def _by_office(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A，此前的职务系X局副局长: the noun before the copula says that a post follows."""
    if row[match.start()].text in {"职务", "职位", "身份", "岗位"}:
        yield from _by_verb(row, match, subject)


def _by_guise(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A以X局局长身份出席."""
    if row[match.end() - 1].text.startswith("身份"):
        yield from _by_verb(row, match, subject)


def _by_honour(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A荣获全国优秀人民警察、甲省劳动模范等称号: an honour is one post whole, the place that gives it is no host."""
    people = _subjects(row, match.start("verb")) or ([subject] if subject else [])
    start = match.start("titles")
    for i in range(start, match.end("titles")):
        text = "".join(item.text for item in row[start : i + 1] if item.kind is not Element.QUOTE)
        if row[i].kind is Element.ROLE and _HONOUR.search(text) and row[start:i]:
            while row[start].kind is Element.QUOTE:
                start += 1
            whole = Span(row[start].start, row[i].end)
            yield from ((person, Title(text, whole, None, None, False, whole, PostStatus.CURRENT)) for person in people)
        if row[i].kind in (Element.ROLE, Element.JOIN):
            start = i + 1


def _by_quoted_honour(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A获“甲地工匠”称号, 被评为“甲地好人”: an honour of people, not a prize, and none of a team (先进集体)."""
    after = "".join(item.text for item in row[match.end() : match.end() + 4])
    named = after.startswith(("称号", "荣誉称号", "等称号", "等荣誉称号"))
    people = _subjects(row, match.start("verb")) or ([subject] if subject else [])
    start = match.start("titles")
    for i in range(start, match.end("titles")):
        if row[i].kind is not Element.QUOTE:
            continue
        words = row[start:i]
        text = "".join(item.text for item in words)
        if words and _HONOUR.search(text) and (named or row[match.start("verb")].text.endswith("评为")):
            whole = Span(words[0].start, words[-1].end)
            yield from ((person, Title(text, whole, None, None, False, whole, PostStatus.CURRENT)) for person in people)
        start = i + 1


def _appointment(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """任命A为X局局长; 提名 makes it a proposal."""
    status = PostStatus.PROPOSED if row[match.start("verb")].text in PROPOSED_VERBS else PostStatus.CURRENT
    titles = _titles(row, match, status)
    verb = match.start("verb")
    if row[verb].text.startswith("聘") and verb and row[verb - 1].kind is Element.HOST:
        titles = [_of_host(title, row[verb - 1]) for title in titles]  # 甲大学聘A为教授: where he teaches
    for person in _people(row, match):
        yield from ((person, title) for title in titles)


def _of_host(title: Title, host: Item) -> Title:
    return title if title.host else replace(title, host=span_of(host), carried=True)


def _dismissal(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """免去A的X局局长职务; 免去：A的X局局长职务；B的Y局局长职务: each name with the posts up to the next."""
    people = [i for i in range(match.start("list"), match.end("list")) if row[i].kind is Element.PERSON]
    for i, following in zip(people, [*people[1:], match.end("list")], strict=True):
        yield from ((span_of(row[i]), title) for title in read_titles(row, i + 1, following, PostStatus.FORMER))


_OUT_OF = {"任上", "任", "岗位", "岗位上", "职位", "位置", "位子", "职务"}


def _left_behind(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A从甲县委书记任上调任乙局局长."""
    after = {item.text for item in row[match.end("titles") : match.end()]}
    if row[match.start("titles") - 1].text == "从" and after & _OUT_OF:
        yield from _left(row, match, subject)


def _left(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """A由甲局局长调任乙局局长: what stands before the verb was held until then."""
    for person in _subjects(row, match.end("names")):
        yield from ((person, title) for title in _titles(row, match, PostStatus.FORMER))


def _roster(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """组长：A 甲局局长 组员：B 乙局局长 C 丙局局长: the post before the colon is everyone's, the post behind a name its own."""
    (head,) = _titles(row, match)
    people = [i for i in range(match.start("list"), match.end("list")) if row[i].kind is Element.PERSON]
    for i, following in zip(people, [*people[1:], match.end("list")], strict=True):
        yield span_of(row[i]), head
        yield from ((span_of(row[i]), title) for title in read_titles(row, i + 1, following))


_OF_GROUP = re.compile(r"(?:[成组队会]员|委员|[组队会]长|主任|主席|顾问|评委|召集人|指挥|理事|秘书长)$")


def _members(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲组成员：乙报记者A、B，丙台记者C: a post in a group before a colon is that of all who are listed behind it."""
    return ((person, title) for person, title in _of_names(row, match, subject) if _OF_GROUP.search(title.role))


def _of_two_places(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """甲、乙两市市长A、B: the n-th name takes the n-th place."""
    people = _people(row, match)
    hosts = [item for item in row[match.start("hosts") : match.end("hosts")] if item.kind is Element.HOST]
    count = row[match.start("count")].text
    if len(people) != len(hosts) or count[:1] not in "两三四五六":
        return
    item = row[match.start("titles")]
    role = span_of(item)
    for person, host in zip(people, hosts, strict=True):
        yield person, Title(item.text, role, span_of(host), None, False, role, PostStatus.CURRENT)


def _distributive(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """A、B、C分别任甲、乙、丙市委书记: the n-th name takes the n-th host; all take the one post."""
    people = _people(row, match)
    stretch = row[match.start("titles") : match.end("titles")]
    roles = [item for item in stretch if item.kind is Element.ROLE]
    hosts = [item for item in stretch if item.kind is Element.HOST]
    if len(roles) == len(people):
        yield from zip(people, _titles(row, match), strict=True)
    elif len(roles) == 1 and len(hosts) == len(people):
        role = span_of(roles[0])
        tail = _COMMITTEE.search(hosts[-1].text)
        for person, host in zip(people, hosts, strict=True):
            lacks = tail.group() if tail and host is not hosts[-1] and not host.text.endswith(tail.group()) else ""
            title = Title(roles[0].text, role, span_of(host), None, False, role, PostStatus.CURRENT, lacks)
            yield person, title


RULES: tuple[tuple[str, "re.Pattern[str]", Reader], ...] = (
    (
        "posts-distributive",
        re.compile(r"(?P<names>P(?:JP)+)[^P,]{0,3}?W*V(?P<titles>[SON]*[ONRJS\"]*R)"),
        _distributive,
    ),
    (
        "posts-distributive",
        re.compile(r"(?P<hosts>O(?:JO)+)(?P<count>W)N?(?P<titles>R)(?P<names>P(?:JP)+)"),
        _of_two_places,
    ),
    ("appointment", re.compile(rf"(?P<verb>A)(?P<names>{_NAMES})W{{0,2}}B(?P<titles>{_ITEMS})"), _appointment),
    ("dismissal", re.compile(rf"D:?(?P<list>P的?{_ITEMS}(?:N{{0,2}}[WJ,]P的?{_ITEMS})*)"), _dismissal),
    # a name of the roster that was not seen as one (W) costs its own posts, not those of the others
    ("roster", re.compile(rf"(?P<titles>[SON\"]*R):(?P<list>(?:W?{_ITEM})?(?:P{_ITEM})+)"), _roster),
    (
        "members-listed",
        re.compile(rf"(?P<titles>[SON\"]*R):(?P<names>(?:{_ITEMS})?P(?:J?(?:{_ITEMS})?P)*)(?=[W)]?$)"),
        _members,
    ),
    (
        "titles-over-comma",
        re.compile(rf"(?:^|(?<=[W:Y])|(?<=[WN],))(?P<titles>{_ITEMS},{_ITEMS})(?P<names>P)(?!\()"),
        _of_names,
    ),
    (
        "title-before-name",
        re.compile(rf"(?P<lead>S?A?V)?(?P<titles>{_ITEMS})(?:JW[SON]+的|的)?(?P<names>{_NAMES})"),
        _of_terms,
    ),
    (
        "title-in-brackets",
        re.compile(rf"(?P<names>P)\((?:[WNS]{{1,4}},){{0,3}}(?P<titles>{_ITEMS})[^)P]{{0,12}}\)"),
        _of_names,
    ),
    ("title-after-name", re.compile(r"(?P<names>P)(?P<titles>R)(?![P(])"), _of_names),
    ("post-left", re.compile(rf"(?P<names>P)[WNVB]{{0,2}}Y(?P<titles>{_ITEMS})N?V"), _left),
    ("post-left", re.compile(rf"(?P<names>P)[WNVB]{{0,2}}W(?P<titles>{_ITEMS})[NWV]{{1,3}}V"), _left_behind),
    (
        "post-by-agent",
        re.compile(rf"(?P<titles>{_ITEMS})[WN]{{0,2}}Y(?:{_ITEMS})?(?P<names>P(?:J(?:{_ITEMS})?P)*)W{{0,2}}V"),
        _by_agent,
    ),
    ("honour", re.compile(r'(?P<verb>H)[WNSO]{0,3}(?P<titles>"[SONRW]{1,8}"(?:J?"[SONRW]{1,8}")*)'), _by_quoted_honour),
    ("honour", re.compile(r"(?P<verb>H)(?P<titles>[SNOW\"]*R(?:[J\"][SNOW\"]*R)*)(?!\"?P)"), _by_honour),
    ("title-by-guise", re.compile(rf"(?P<verb>I)(?P<titles>{_ITEMS})\"?的?[NW]"), _by_guise),
    ("title-by-guise", re.compile(rf"(?:^|(?<=[,W:]))(?P<verb>V)(?P<titles>{_ITEMS}),W{{0,2}}(?P<names>P)"), _in_guise),
    ("title-by-predicate", re.compile(rf"(?P<verb>[VD])B?W{{0,3}}(?P<titles>{_HELD})"), _by_verb),
    ("title-by-predicate", re.compile(rf"(?P<verb>A)W?B?(?P<titles>{_HELD})"), _by_verb),
    ("post-then-names", re.compile(rf"(?P<titles>{_ITEMS}),?W{{0,2}}BW{{0,2}}(?P<names>P(?:J\"?P)+)"), _of_names),
    ("title-by-copula", re.compile(rf"N(?P<verb>B)(?P<titles>{_HELD})"), _by_office),
    (
        "class-after-names",
        re.compile(r"(?P<names>P(?:J?P)*)E(?:W?|[WON]{1,6}的)(?P<titles>[SON]*R)(?!J?\"?P)"),
        _of_class,
    ),
    (
        "class-after-names",
        re.compile(r"(?P<names>P(?:J?P)+)(?P<count>W)(?P<titles>[SON]*R)(?!J?\"?P)"),
        _of_counted,
    ),
    (
        "title-by-copula",
        re.compile(
            rf"(?P<names>P(?:J(?:W的)?P)*)[WS]{{0,2}}(?:,[WS]{{0,2}})?B[WN]{{0,2}}?(?P<titles>{_ITEMS})(?![\"JP的])"
        ),
        _by_being,
    ),
    ("title-by-copula", re.compile(rf"[,W][SW]{{0,2}}(?P<verb>B)N?(?P<titles>{_HELD})"), _by_further_being),
    ("post-then-names", re.compile(rf"(?P<titles>{_ITEMS})(?P<verb>W)(?P<names>P)(?=[,W]|$)"), _called),
    ("post-in-career", re.compile(rf"^(?P<titles>{_HELD})(?=[,W(]|$)"), _of_career),
    ("title-in-vita", re.compile(rf"(?<=,)(?P<titles>{_ITEMS})(?=,|W?$)"), _of_vita),
    ("title-in-apposition", re.compile(rf"(?P<names>P),(?P<titles>{_ITEMS})(?=[,W]|$)(?!,?P)"), _of_names),
)
