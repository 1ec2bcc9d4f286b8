"""What patterns of titles beside names say: who holds which posts in lists, rosters, brackets and vitae.

A reader takes a row of elements, a match in its letters and whom the sentence goes on about, and gives people with titles.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extract.posts.elements import Element, Item
from kg.extract.posts.titles import Title, read_titles
from kg.extract.posts.verbs import (
    span_of,
)
from kg.lexicon.suffixes import kind_of_body
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


def titles_of(row: Sequence[Item], match: "re.Match[str]", status: PostStatus = PostStatus.CURRENT) -> list[Title]:
    """The posts of a match."""
    return read_titles(row, match.start("titles"), match.end("titles"), status)


def people_of(row: Sequence[Item], match: "re.Match[str]") -> list[Span]:
    """The people of a match."""
    return [span_of(item) for item in row[match.start("names") : match.end("names")] if item.kind is Element.PERSON]


def of_names(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """X局党委书记、局长A; 副省长A、B、C; A(X局局长); A，X局局长; A、B等科学家: every name has every title."""
    titles = titles_of(row, match)
    for person in people_of(row, match):
        yield from ((person, title) for title in titles)


# Verbs that stand before a post and its holder as adjectives do: when the post is held, not that somebody takes it.
_TERMS = {
    **dict.fromkeys(["时任", "曾任", "原任", "历任"], PostStatus.FORMER),
    **dict.fromkeys(["拟任", "候任", "拟"], PostStatus.PROPOSED),
    "现任": PostStatus.CURRENT,
}


def of_terms(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """X局局长A as :func:`of_names`; 时任X局局长A, 拟任X局局长的A with what the verb says of the post."""
    lead = row[match.start("lead")] if match.group("lead") else None
    status = _TERMS.get(lead.text) if lead else None
    titles = titles_of(row, match, status or PostStatus.CURRENT)
    if (
        lead
        and status in (PostStatus.FORMER, PostStatus.PROPOSED)
        and titles[0].title.start == row[match.start("titles")].start
    ):
        titles[0] = replace(titles[0], title=Span(lead.start, titles[0].title.end))
    for person in people_of(row, match):
        yield from ((person, title) for title in titles)


def of_class(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A、B等12名科学家: not 领导, 市民 and the like, who stand beside the names (A等领导 also says no post)."""
    return ((person, title) for person, title in of_names(row, match, subject) if title.role not in _CROWDS)


def of_counted(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A、B、C三位副省长: a number with its measure word closes a list of names and opens what they are."""
    if _COUNT.fullmatch(row[match.start("count")].text):
        yield from of_class(row, match, subject)


_VITA = re.compile(r"(?:[男女]，|族，|\d年.{0,3}(?:出生|生，)|岁，|人，|学历|文化，|党员|参加工作|加入中国|入党|毕业)")


def of_vita(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A，男，1970年生，大学学历，X局局长: in a vita, whose clauses have no verbs, a clause of titles alone is its person's."""
    if len(_VITA.findall("".join(item.text for item in row))) < 2:
        return
    person = span_of(row[0]) if row[0].kind is Element.PERSON else subject
    if person is not None:
        yield from ((person, title) for title in titles_of(row, match))


def of_career(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """1990.05—1995.03　X局局长: what is left of a stage of a career without its date begins with the titles."""
    if subject is not None:
        yield from ((subject, title) for title in titles_of(row, match))


def roster(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """组长：A 甲局局长 组员：B 乙局局长 C 丙局局长: the post before the colon is everyone's, the post behind a name its own."""
    (head,) = titles_of(row, match)
    people = [i for i in range(match.start("list"), match.end("list")) if row[i].kind is Element.PERSON]
    for i, following in zip(people, [*people[1:], match.end("list")], strict=True):
        yield span_of(row[i]), head
        yield from ((span_of(row[i]), title) for title in read_titles(row, i + 1, following))


_OF_GROUP = re.compile(r"(?:[成组队会]员|委员|[组队会]长|主任|主席|顾问|评委|召集人|指挥|理事|秘书长)$")


def members(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲组成员：乙报记者A、B，丙台记者C: a post in a group before a colon is that of all who are listed behind it."""
    return ((person, title) for person, title in of_names(row, match, subject) if _OF_GROUP.search(title.role))


_GRADE = re.compile(r"(?:教授|研究员|主任医师|主治医师|医生|讲师|工程师|律师)$")


def around_names(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲大学A教授, 甲所A、B研究员: a grade behind the name is had in the body right before it."""
    host = row[match.start("host")]
    if kind_of_body(host.text) is not None:
        for person, title in of_names(row, match, subject):
            if _GRADE.search(title.role) and title.host is None:
                yield person, replace(title, host=span_of(host), carried=True)


def heading(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """成立以甲县县长A为组长的扶贫领导小组: the body behind 的 is that of the post."""
    first, last = row[match.start("group")], row[match.end("group") - 1]
    whole = "".join(item.text for item in row[match.start("group") : match.end("group")])
    for person, title in of_names(row, match, subject):
        if last.kind is Element.HOST or kind_of_body(whole) is not None:
            yield person, replace(title, host=Span(first.start, last.end), carried=True)


def of_two_places(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """甲、乙两市市长A、B: the n-th name takes the n-th place."""
    people = people_of(row, match)
    hosts = [item for item in row[match.start("hosts") : match.end("hosts")] if item.kind is Element.HOST]
    count = row[match.start("count")].text
    if len(people) != len(hosts) or count[:1] not in "两三四五六":
        return
    item = row[match.start("titles")]
    role = span_of(item)
    for person, host in zip(people, hosts, strict=True):
        yield person, Title(item.text, role, span_of(host), None, False, role, PostStatus.CURRENT)


def distributive(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """A、B、C分别任甲、乙、丙市委书记: the n-th name takes the n-th host; all take the one post."""
    people = people_of(row, match)
    stretch = row[match.start("titles") : match.end("titles")]
    roles = [item for item in stretch if item.kind is Element.ROLE]
    hosts = [item for item in stretch if item.kind is Element.HOST]
    if len(roles) == len(people):
        yield from zip(people, titles_of(row, match), strict=True)
    elif len(roles) == 1 and len(hosts) == len(people):
        role = span_of(roles[0])
        tail = _COMMITTEE.search(hosts[-1].text)
        for person, host in zip(people, hosts, strict=True):
            lacks = tail.group() if tail and host is not hosts[-1] and not host.text.endswith(tail.group()) else ""
            title = Title(roles[0].text, role, span_of(host), None, False, role, PostStatus.CURRENT, lacks)
            yield person, title
