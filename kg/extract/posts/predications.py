"""What patterns of verbs and copulas say: who takes, holds, is given and leaves which posts, and who the subject is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.posts.elements import Element, Item
from kg.extract.posts.readers import Holding, of_names, people_of, titles_of
from kg.extract.posts.roles import is_office
from kg.extract.posts.titles import Title, own_level, read_titles
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

_HONOUR = re.compile(
    r"(?:模范|劳模|先进个人|先进工作者|人民警察|楷模|红旗手|突出贡献|青年|工匠|奋斗者|获得者|得主|标兵|卫士|能手|党员|好人|冠军|亚军|季军|教师|工作者|院士|学者|专家|书记|"
    r"人物|记者|之星|英雄)$"
)


def by_verb(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
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
    titles = titles_of(row, match, status)
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


def _subjects(row: Sequence[Item], verb: int, *, listed: bool = True) -> list[Span]:
    """The nearest names to the left: the last one, with those listed before it when a list stands right before the verb.

    Not ``listed``: only where 均, 都 or 等 says that all are meant.
    """
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
    together = together or (listed and not any(item.kind in _CLAUSE_MARKS for item in row[last:verb]))
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


def by_being(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
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
    titles = titles_of(row, match, status)
    for person in people_of(row, match):
        yield from ((person, title) for title in titles)


def _is_over(words: set[str]) -> bool:
    """Whether words before a copula say that it tells of another time: 曾是, 生前是, 退休|前|是."""
    return bool(words & FORMER_ADVERBS) or ("前" in words and bool(words & {"退休", "案发", "事发", "落马", "离职"}))


def by_further_being(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A任甲行行长，此前为乙行副行长; A是甲村村民，也是乙社社员: a clause without a subject goes on about the last one."""
    verb = match.start("verb")
    adverbs = {item.text for item in row[max(0, verb - 2) : verb + 1]}
    over = _is_over(adverbs)
    if over or (adverbs & FURTHER and any(VERBS.get(item.text) == "B" for item in row[:verb])):
        titles = titles_of(row, match, PostStatus.FORMER if over else PostStatus.CURRENT)
        for person in _subjects(row, verb) or ([subject] if subject else []):
            yield from ((person, title) for title in titles)


def in_guise(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """作为甲院院长，A…: the clause of 作为 and 身为 is about the subject of the next."""
    if row[match.start("verb")].text in GUISES:
        yield from of_names(row, match, subject)


def called(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲校校长叫A."""
    if row[match.start("verb")].text in ("叫", "名叫"):
        yield from of_names(row, match, subject)


def held_by(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """甲社的理事长是A, 裁判长是乙所的研究员A, 成员为A、B: an office before the copula is that of whom it names."""
    return ((person, title) for person, title in of_names(row, match, subject) if is_office(title.role))


def approved(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """核准A甲行行长、B甲行副行长的任职资格: in an approval the post stands behind the name."""
    if any(item.text.startswith("任职") for item in row[match.end() :]) and row[0].kind is not Element.ROLE:
        yield from ((person, replace(t, status=PostStatus.CURRENT)) for person, t in of_names(row, match, subject))


def by_agent(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """总召集人由党主席A担任, 组员由B、C担任: the post stands first, its holders behind 由."""
    titles = titles_of(row, match)
    for person in people_of(row, match):
        yield from ((person, title) for title in titles)


def by_office(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A，此前的职务系X局副局长: the noun before the copula says that a post follows."""
    if row[match.start()].text in {"职务", "职位", "身份", "岗位"}:
        yield from by_verb(row, match, subject)


def by_guise(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A以X局局长身份出席."""
    if row[match.end() - 1].text.startswith("身份"):
        yield from by_verb(row, match, subject)


def by_honour(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
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


def by_quoted_honour(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
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


def appointment(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """任命A为X局局长; 提名 makes it a proposal."""
    status = PostStatus.PROPOSED if row[match.start("verb")].text in PROPOSED_VERBS else PostStatus.CURRENT
    titles = titles_of(row, match, status)
    verb = match.start("verb")
    if row[verb].text.startswith("聘") and verb and row[verb - 1].kind is Element.HOST:
        titles = [_of_host(title, row[verb - 1]) for title in titles]  # 甲大学聘A为教授: where he teaches
    for person in people_of(row, match):
        yield from ((person, title) for title in titles)


def _of_host(title: Title, host: Item) -> Title:
    return title if title.host else replace(title, host=span_of(host), carried=True)


def dismissal(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """免去A的X局局长职务; 免去：A的X局局长职务；B的Y局局长职务: each name with the posts up to the next."""
    people = [i for i in range(match.start("list"), match.end("list")) if row[i].kind is Element.PERSON]
    for i, following in zip(people, [*people[1:], match.end("list")], strict=True):
        yield from ((span_of(row[i]), title) for title in read_titles(row, i + 1, following, PostStatus.FORMER))


_OUT_OF = {"任上", "任", "岗位", "岗位上", "职位", "位置", "位子", "职务"}


def left_behind(row: Sequence[Item], match: "re.Match[str]", subject: Span | None) -> Iterator[Holding]:
    """A从甲县委书记任上调任乙局局长."""
    after = {item.text for item in row[match.end("titles") : match.end()]}
    if row[match.start("titles") - 1].text == "从" and after & _OUT_OF:
        yield from left(row, match, subject)


def left(row: Sequence[Item], match: "re.Match[str]", _: Span | None) -> Iterator[Holding]:
    """A由甲局局长调任乙局局长: what stands before the verb was held until then.

    Who is 升任 rises in one body, whose name stands at the second post: 由副局长升任甲局局长.
    """
    titles = titles_of(row, match, PostStatus.FORMER)
    if row[match.end() - 1].text in ("升任", "升为", "晋升", "晋升为") and match.end() < len(row):
        host = row[match.end()]
        if host.kind is Element.HOST:
            titles = [title if own_level(title.role) else _of_host(title, host) for title in titles]
    for person in _subjects(row, match.end("names"), listed=False):
        yield from ((person, title) for title in titles)
