"""Who holds which post: a grammar over the elements of a sentence.

Each rule is a named pattern over element kinds (one letter each, :class:`kg.extract.elements.Element`) and a function
that reads the posts out of a match. Patterns see kinds only; words decide which letter a verb gets. What the rules
give are claims in spans; :mod:`kg.extract.coreference` ties their hosts to bodies and places.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.elements import Element, Item
from kg.extract.titles import Title, own_level, read_title, read_titles
from kg.model.schema import PostStatus
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class PostClaim:
    """A person holds a post, in spans of the article's text.

    ``host`` is the unbroken stretch before the post that names its host, from the outermost place to the innermost
    body; None when the text names none beside the post. ``scope`` is a place that a word such as 原 parts from the
    host (甲市 in 甲市原市委书记). ``carried`` marks a host taken over from an earlier post of the same list.
    ``role`` is the post alone; ``title`` the stretch as printed; ``evidence`` covers person and title.
    """

    person: Span
    role: str
    role_span: Span
    host: Span | None
    scope: Span | None
    carried: bool
    title: Span
    status: PostStatus
    rule: str
    evidence: Span


# Verbs by what they say of a post. The letter stands for the verb in the patterns.
_VERBS: dict[str, str] = {
    **dict.fromkeys(["任", "担任", "出任", "兼任", "就任", "升任", "调任", "接任", "转任", "继任", "改任", "现任", "履新", "当选", "任职",
                     "当选为", "担当", "获任", "受聘", "受聘为", "晋升为", "升为", "就职", "接掌", "执掌", "曾任", "历任", "时任", "原任", "拟任", "候任",
                     "再任", "连任", "当上", "成为", "挂职"], "V"),
    **dict.fromkeys(["任命", "选举", "推选", "选出", "聘任", "聘请", "聘", "提名", "增补", "补选", "委任", "委派", "选派", "推举", "决定任命",
                     "提拔", "增选"], "A"),
    **dict.fromkeys(["免去", "辞去", "卸任", "免", "撤销", "请辞", "不再担任", "辞任", "卸下", "罢免", "免除", "离任", "解聘", "辞掉", "撤去"], "D"),
    **dict.fromkeys(["是", "系", "为"], "B"),
    "等": "E",
}  # fmt: skip
# Words that make a post a rumour; nothing is claimed of it.
_RUMOURS = {"或", "或将", "可能", "有望", "传", "据传", "传闻", "疑"}
# What a court, not a body, calls a person: no posts.
_PARTIES = {"被告人", "被告", "原告", "嫌疑人", "犯罪嫌疑人", "当事人", "受害人", "被害人", "证人", "上诉人"}
# Degrees in a vita are no posts either; before a name and behind a host they are (甲大学博士A).
_DEGREES = {"博士", "硕士", "研究生", "本科生", "大学生", "学士", "党员", "博士研究生", "硕士研究生"}
_FORMER_VERBS = {"曾任", "历任", "时任", "原任"}
_PROPOSED_VERBS = {"拟任", "候任", "提名"}
_FORMER_ADVERBS = {"曾", "曾经", "先后", "历", "原", "此前"}
_PROPOSED_ADVERBS = {"拟", "将", "拟提名", "即将"}
_ADDRESS = {"同志", "先生", "女士"}

# One post of a list: what stands before it (host, status, nouns, quotation marks, host + 的) and an optional bracket.
_ITEM = r'[SON"]*(?:O\([^()]{1,8}\))?(?:O"?的)?[SON"]*R(?:\([^()]{0,8}\))?'
_ITEMS = rf"{_ITEM}(?:J?{_ITEM})*"


def kinds(row: Sequence[Item]) -> str:
    """The row as a string of letters, one an element; verbs of holding, giving and losing a post get letters of their own."""
    letters = []
    for item in row:
        letter = item.kind.value
        if item.kind in (Element.WORD, Element.STATUS):
            letter = _VERBS.get(item.text, letter)
        letters.append(letter)
    return "".join(letters)


def find_posts(row: Sequence[Item], subject: Span | None = None) -> list[PostClaim]:
    """All claims about posts in one sentence.

    ``subject`` is the person a pronoun at the head of the sentence stands for, if any. Rules are tried in the order of
    the table; a stretch of title claimed for a person by an earlier rule is not claimed for that person again.
    """
    text = kinds(row)
    claims: list[PostClaim] = []
    for name, pattern, read in _RULES:
        if name == "title-before-name" and any(claim.rule == "roster" for claim in claims):
            continue  # in a roster the post behind a name is that name's, not the next one's
        for match in pattern.finditer(text):
            for claim in read(name, row, match, subject):
                if claim.role in _PARTIES or (claim.role in _DEGREES and name != "title-before-name"):
                    continue
                if not any(c.person == claim.person and c.role_span.overlaps(claim.role_span) for c in claims):
                    claims.append(claim)
    return _carry_between_people(row, text, claims)


def _carry_between_people(row: Sequence[Item], text: str, claims: Sequence[PostClaim]) -> list[PostClaim]:
    """甲大学校长A、副校长B: a post without a host right after a person takes the host of that person's post."""
    starts = {item.start: i for i, item in enumerate(row)}
    ends = {item.end: i for i, item in enumerate(row)}
    carried: list[PostClaim] = []
    for claim in sorted(claims, key=lambda c: (c.person.start, c.title.start)):
        first = starts.get(claim.title.start)
        if claim.host is None and claim.rule == "title-before-name" and first is not None and _LEADS.search(claim.role):
            for other in reversed(carried):
                last = ends.get(other.person.end)
                if last is not None and last < first and set(text[last + 1 : first]) <= {"J", ","} and other.host:
                    if not own_level(claim.role):
                        claim = replace(claim, host=other.host, scope=other.scope, carried=True)
                    break
        carried.append(claim)
    return carried


# Heads of posts that belong to a body: a leader is always the leader of something.
_LEADS = re.compile(r"(?:长|主任|书记|主席|经理|董事|总裁|总监|监事|委员|常委|副总|理事|会计师|工程师|秘书|顾问|CEO|CFO|创始人|合伙人|局长|总编辑|主编)$")
Reader = Callable[[str, Sequence[Item], "re.Match[str]", Span | None], Iterator[PostClaim]]


def _claim(rule: str, person: Item | Span, title: Title) -> PostClaim:
    span = Span(person.start, person.end)
    return PostClaim(
        span,
        title.role,
        title.role_span,
        title.host,
        title.scope,
        title.carried,
        title.title,
        title.status,
        rule,
        span.cover(title.title),
    )


def _before_name(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """X局党委书记、局长A; 副省长A、B、C: a list of names shares the titles before its first name."""
    titles = read_titles(row, match.start("titles"), match.end("titles"))
    for i in range(match.start("names"), match.end("names")):
        if row[i].kind is Element.PERSON:
            yield from (_claim(rule, row[i], title) for title in titles)


def _after_name(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """A(X局局长), A，X局局长，…, A主任."""
    person = row[match.start("name")]
    yield from (_claim(rule, person, title) for title in read_titles(row, match.start("titles"), match.end("titles")))


def _predicate(rule: str, row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[PostClaim]:
    """A(…)任X局局长: the subject is the nearest name to the left in the sentence, else whom the pronoun stands for."""
    verb = match.start("verb")
    person = next((Span(item.start, item.end) for item in reversed(row[:verb]) if item.kind is Element.PERSON), subject)
    if person is None:
        return
    adverbs = {item.text for item in row[max(0, verb - 3) : verb]}
    if adverbs & _RUMOURS:
        return
    status = PostStatus.CURRENT
    if row[verb].text in _FORMER_VERBS or adverbs & _FORMER_ADVERBS or match.group("verb") == "D":
        status = PostStatus.FORMER
    elif row[verb].text in _PROPOSED_VERBS or adverbs & _PROPOSED_ADVERBS:
        status = PostStatus.PROPOSED
    yield from (_claim(rule, person, title) for title in read_titles(row, match.start("titles"), match.end("titles"), status))


def _of_office(rule: str, row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[PostClaim]:
    """A，此前的职务系X局副局长: the noun before the copula says that a post follows."""
    if row[match.start()].text in {"职务", "职位", "身份", "岗位"}:
        yield from _predicate(rule, row, match, subject)


def _appointment(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """任命A为X局局长; 提名 makes it a proposal."""
    status = PostStatus.PROPOSED if row[match.start("verb")].text in _PROPOSED_VERBS else PostStatus.CURRENT
    titles = read_titles(row, match.start("titles"), match.end("titles"), status)
    for i in range(match.start("names"), match.end("names")):
        if row[i].kind is Element.PERSON:
            yield from (_claim(rule, row[i], title) for title in titles)


def _dismissal(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """免去A的X局局长职务."""
    person = row[match.start("name")]
    for title in read_titles(row, match.start("titles"), match.end("titles"), PostStatus.FORMER):
        yield _claim(rule, person, title)


def _class_after(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """A、B、C等科学家: what stands after 等 is said of each name."""
    titles = read_titles(row, match.start("titles"), match.end("titles"))
    for i in range(match.start("names"), match.end("names")):
        if row[i].kind is Element.PERSON:
            yield from (_claim(rule, row[i], title) for title in titles)


def _roster(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """组长：A 甲局局长 组员：B 乙局局长 C 丙局局长: the post before the colon is everyone's, the post behind a name its own."""
    head = read_title(row[match.start("head")], (), PostStatus.CURRENT)
    people = [i for i in range(match.start("list"), match.end("list")) if row[i].kind is Element.PERSON]
    for i, following in zip(people, [*people[1:], match.end("list")], strict=True):
        yield _claim(rule, row[i], head)
        yield from (_claim(rule, row[i], title) for title in read_titles(row, i + 1, following))


def _distributive(rule: str, row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[PostClaim]:
    """A、B、C分别任甲、乙、丙市委书记: the n-th name takes the n-th host; all take the one post."""
    people = [item for item in row[match.start("names") : match.end("names")] if item.kind is Element.PERSON]
    stretch = row[match.start("titles") : match.end("titles")]
    roles = [item for item in stretch if item.kind is Element.ROLE]
    hosts = [item for item in stretch if item.kind is Element.HOST]
    if len(roles) == len(people):
        for person, title in zip(people, read_titles(row, match.start("titles"), match.end("titles")), strict=True):
            yield _claim(rule, person, title)
    elif len(roles) == 1 and len(hosts) == len(people):
        role = roles[0]
        for person, host in zip(people, hosts, strict=True):
            span = Span(host.start, host.end)
            role_span = Span(role.start, role.end)
            yield _claim(rule, person, Title(role.text, role_span, span, None, False, role_span, PostStatus.CURRENT))


_NAMES = r'"?P"?(?:J"?P"?)*'
_RULES: tuple[tuple[str, "re.Pattern[str]", Reader], ...] = (
    ("posts-distributive", re.compile(r"(?P<names>P(?:JP)+)[^P,]{0,3}?W*V(?P<titles>[SON]*[ONRJS\"]*R)"), _distributive),
    ("appointment", re.compile(rf"(?P<verb>A)(?P<names>{_NAMES})W{{0,2}}B(?P<titles>{_ITEMS})"), _appointment),
    ("dismissal", re.compile(rf"D(?P<name>P)的?(?P<titles>{_ITEMS})"), _dismissal),
    ("roster", re.compile(rf"(?P<head>R):(?P<list>(?:P{_ITEM})+)"), _roster),
    ("title-before-name", re.compile(rf"(?P<titles>{_ITEMS})的?(?P<names>{_NAMES})"), _before_name),
    ("title-in-brackets", re.compile(rf"(?P<name>P)\((?P<titles>{_ITEMS})[^)]{{0,12}}\)"), _after_name),
    ("title-after-name", re.compile(r"(?P<name>P)(?P<titles>R)(?![P(])"), _after_name),
    ("title-by-predicate", re.compile(rf"(?P<verb>[VD])W{{0,3}}(?P<titles>{_ITEMS})(?!\"?P)"), _predicate),
    ("title-by-predicate", re.compile(rf"(?P<verb>A)W?B(?P<titles>{_ITEMS})(?!\"?P)"), _predicate),
    ("post-then-names", re.compile(rf"(?P<titles>{_ITEMS}),?W{{0,2}}BW{{0,2}}(?P<names>P(?:J\"?P)+)"), _before_name),
    ("title-by-copula", re.compile(rf"N(?P<verb>B)(?P<titles>{_ITEMS})(?!\"?P)"), _of_office),
    ("class-after-names", re.compile(r"(?P<names>P(?:J?P)*)E(?P<titles>[SON]*R)(?!J?\"?P)"), _class_after),
    ("title-by-copula", re.compile(rf"(?P<name>P)W{{0,2}}B[WN]{{0,2}}?(?P<titles>{_ITEMS})(?![\"JP的])"), _after_name),
    ("title-in-apposition", re.compile(rf"(?P<name>P),(?P<titles>{_ITEMS})(?=[,W]|$)(?!,?P)"), _after_name),
)
