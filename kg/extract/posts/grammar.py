"""Who holds which post: a grammar over the elements of a sentence.

Each rule is a named pattern over element kinds and a function that reads the posts out of a match
(:mod:`kg.extract.posts.rules`). What they give are claims in spans; :mod:`kg.extract.tying` ties their hosts to bodies
and places, and :mod:`kg.extract.posts.carrying` finds hosts for those that name none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.posts.compounds import with_compounds
from kg.extract.posts.elements import Element, Item
from kg.extract.posts.objects import with_objects
from kg.extract.posts.roles import OF_UNIT, is_office
from kg.extract.posts.rules import RULES
from kg.extract.posts.titles import Title, own_level
from kg.extract.posts.trades import with_trades
from kg.extract.posts.verbs import letters, span_of
from kg.model.schema import Basis, PostStatus
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class PostClaim:
    """A person holds a post, in spans of the article's text.

    ``host`` is the unbroken stretch before the post that names its host, from the outermost place to the innermost
    body; None when the text names none beside the post. ``scope`` is a place that a word such as 原 parts from the
    host (甲市 in 甲市原市委书记). ``carried`` marks a host taken over from somewhere before the post, in the same list
    or, with basis CONTEXT, in the item. ``role`` is the post alone; ``title`` the stretch as printed; ``evidence``
    covers person and title. ``tail`` is what a host lacks that only the last host of its list prints (市委 of 甲 in
    甲、乙市委书记). ``start`` and ``end`` are ISO 8601 dates as fine as the text states them, "" where it does not.
    ``confidence`` is the measured precision of the rule.
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
    basis: Basis = Basis.STATED
    tail: str = ""
    start: str = ""
    end: str = ""
    confidence: float = 0.5


# What a court, not a body, calls a person: no posts.
_PARTIES = {
    "被告人",
    "被告",
    "原告",
    "嫌疑人",
    "犯罪嫌疑人",
    "当事人",
    "受害人",
    "被害人",
    "证人",
    "上诉人",
    "申请人",
    "被申请人",
}
# Degrees in a vita are no posts either; before a name and behind a host they are (甲大学博士A).
_DEGREES = {"博士", "硕士", "研究生", "本科生", "大学生", "学士", "党员", "博士研究生", "硕士研究生", "中共党员"}
_ADDRESS = {"同志", "先生", "女士", "老人", "老师傅"}


def find_posts(row: Sequence[Item], subject: Span | None = None) -> list[PostClaim]:
    """All claims about posts in one sentence.

    ``subject`` is the person a pronoun at the head of the sentence stands for, if any. Rules are tried in the order of
    the table; a stretch of title claimed for a person by an earlier rule is not claimed for that person again.
    """
    if subject is None and not any(item.kind is Element.PERSON for item in row):
        return []  # nobody who could hold one
    row = _ready(row)
    text = letters(row)
    claims: list[PostClaim] = []
    for name, pattern, read in RULES:
        if name == "title-before-name" and any(claim.rule == "roster" for claim in claims):
            continue  # in a roster the post behind a name is that name's, not the next one's
        for match in pattern.finditer(text):
            for person, title in read(row, match, subject):
                claim = _claim(name, person, title)
                if claim.role in _PARTIES or (claim.role in _DEGREES and name != "title-before-name"):
                    continue
                if not any(c.role_span.overlaps(claim.role_span) and _one_alone(c, claim) for c in claims):
                    claims.append(claim)
    return _carry_between_people(row, text, _sent(row, claims))


def _one_alone(made: PostClaim, claim: PostClaim) -> bool:
    """Whether a title that was claimed is not to be claimed once more: for the same person, or where each takes his own."""
    return made.person == claim.person or (made.rule == "posts-distributive" and claim.rule != made.rule)


def is_title_line(row: Sequence[Item]) -> bool:
    """True for a line of titles and nothing else (甲公司党委书记), which is that of the name on the next line."""
    kinds = {item.kind for item in row}
    titles = {Element.ROLE, Element.HOST, Element.NOUN, Element.STATUS, Element.JOIN}
    return bool(row) and row[-1].kind is Element.ROLE and kinds <= titles and Element.HOST in kinds


def names_speaker(row: Sequence[Item]) -> bool:
    """True for a name that stands alone on its line, or opens it before a colon (王某：…)."""
    return bool(row) and row[0].kind is Element.PERSON and (len(row) == 1 or row[1].kind is Element.COLON)


def _plain(row: Sequence[Item]) -> list[Item]:
    """The row without what says nothing of posts: spaces, 同志 behind a name, and brackets behind it with a year, a seat, a grade."""
    kept: list[Item] = []
    i = 0
    while i < len(row):
        if not row[i].text.strip():
            i += 1
            continue
        after_name = bool(kept) and kept[-1].kind is Element.PERSON
        if after_name and row[i].text in _ADDRESS and row[i].kind is not Element.ROLE:
            i += 1
            continue
        if after_name and row[i].kind is Element.OPEN:
            close = next((k for k in range(i + 1, len(row)) if row[k].kind is Element.CLOSE), len(row))
            if close < len(row) and not any(
                item.kind in (Element.ROLE, Element.PERSON, Element.HOST) for item in row[i:close]
            ):
                i = close + 1
                continue
        kept.append(row[i])
        i += 1
    return kept


def _ready(row: Sequence[Item]) -> list[Item]:
    """The row as the rules read it."""
    return with_trades(with_compounds(with_objects(_plain(row))))


_SENDING = {"派", "派出", "派遣", "选派", "抽调", "委派", "选送"}


def _sent(row: Sequence[Item], claims: Sequence[PostClaim]) -> list[PostClaim]:
    """甲医院派出副院长、教授A: who sends people is the host of the posts that are listed before their names."""
    starts = {item.start: i for i, item in enumerate(row)}
    sent: list[PostClaim] = []
    for claim in claims:
        i = starts.get(claim.title.start)
        if claim.host is None and claim.rule == "title-before-name" and i is not None:
            while i and row[i - 1].kind in (Element.ROLE, Element.JOIN, Element.NOUN):
                i -= 1
            if i > 3 and row[i - 1].kind is Element.OF and row[i - 2].text in ("来", "去"):
                i -= 2  # 甲医院派来的医生A
            verb = row[i - 1] if i > 1 else None
            if verb is not None and verb.text in _SENDING and row[i - 2].kind is Element.HOST:
                degree = claim.role.endswith(tuple(_DEGREES))
                claim = claim if degree else replace(claim, host=span_of(row[i - 2]), carried=True)
        sent.append(claim)
    return sent


def _carry_between_people(row: Sequence[Item], text: str, claims: Sequence[PostClaim]) -> list[PostClaim]:
    """甲大学校长A、副校长B，以及书记C: a post without a host right after a person takes the host of that person's post."""
    starts = {item.start: i for i, item in enumerate(row)}
    ends = {item.end: i for i, item in enumerate(row)}
    carried: list[PostClaim] = []
    for original in sorted(claims, key=lambda c: (c.person.start, c.title.start)):
        claim, first = original, starts.get(original.title.start)
        if claim.host is None and claim.rule == "title-before-name" and first is not None and _is_held(claim.role):
            for other in reversed(carried):
                last = ends.get(other.person.end)
                if last is not None and last < first and set(text[last + 1 : first]) <= {"J", ","} and other.host:
                    if not own_level(claim.role):
                        claim = replace(claim, host=other.host, scope=other.scope, carried=True)
                    break
        carried.append(claim)
    return carried


def _is_held(role: str) -> bool:
    """True for posts in some body: offices, and the staff of a unit (司机, 护士)."""
    if role.startswith("民兵"):
        return False  # a village's, whose other bodies stand beside it
    return is_office(role) or OF_UNIT.search(role) is not None or role.endswith(("领事", "参赞", "公使", "助理"))


def _claim(rule: str, person: Span, title: Title) -> PostClaim:
    return PostClaim(
        person,
        title.role,
        title.role_span,
        title.host,
        title.scope,
        title.carried,
        title.title,
        title.status,
        rule,
        person.cover(title.title),
        tail=title.tail,
    )
