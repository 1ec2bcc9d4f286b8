"""Who is credited with an item, as what, for which medium: the names inside bylines and datelines.

A byline is a run of [medium] role names, the role before its names (记者 A、B 通讯员 C) or behind them (A/摄). Names
may be set side by side without a mark (作者梁甲乙陈丙丁): they are cut by how surnames and given names are spread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.names.people import split_names
from kg.lexicon.author_notes import read_note
from kg.lexicon.credits import CreditLine, read_credit
from kg.lexicon.names import is_han, name_score
from kg.lexicon.places import gazetteer
from kg.lexicon.press import GRADE, PEOPLE, TEXT_AND_PICTURES, WORK, any_of
from kg.lexicon.titles import is_title
from kg.model.text import Article, Block, BlockKind, Span

_ALONE = ("文", "图")  # characters that names are made of, too: roles only before their mark
_ROLE = re.compile(
    rf"{GRADE}?(?:{PEOPLE}|{TEXT_AND_PICTURES}|{any_of(word for word in WORK if word not in _ALONE)}|[文图](?=[/／:：]))"
)
_MEDIUM = re.compile(
    r"(?:[\u3400-\u9fffA-Za-z0-9·]{0,14}?(?:社|网|报|台|周刊|新闻|在线|客户端|传媒|时报|杂志|中心|[央卫]视)|本报|本台|本网|本刊)(?=驻|$)"
)
_DATELINE_MEDIUM = re.compile(
    r"本[报台网刊社]|[\u3400-\u9fffA-Za-z0-9·]{1,14}?(?:新闻网|新闻社|通讯社|电视台|广播网|客户端|在线|(?:华|新)社|(?:日|晚|时|早|商|京|周|导)报|新网|网|报|社|台|新闻|[电商航]讯(?=.))(?!社|网|报)"
)
_UNMARKED = re.compile(r"[\u3400-\u9fff]{3,12}(?=\s?(?:\d{4}年)?\d{1,2}月|(?<![通资短])讯$)")
_MEDIUM_HEAD = re.compile(r"[\u3400-\u9fffA-Za-z0-9·]{1,14}(?:社|网|日报|晚报|时报|台|新闻)(?=[\u3400-\u9fff]{2,4}$)")
_HERE = re.compile(r".(本[报台网刊社])$")  # 甲日报本报记者: a site put its own name before the paper's
_REPORTS = re.compile(
    r"记者|报道员|评论员|特派|采写|采访|实习生"
)  # roles that the medium named before keeps its own people for
_SPLIT = re.compile(r"[\s、,，/／|｜:：;；丨&（）()【】\[\]〔〕。□■◆◇●○▲△▼▽◎★☆※—\-]+|和(?=[\u3400-\u9fff]{2,3}$)")
_TAIL = re.compile(r"(?:摄影|采访|综合|整理|联合)?报道$")
EDITORS = ("编辑", "责编", "校对", "审核", "主编", "美编", "校审", "监制", "策划")
CONTRIBUTORS = ("摄", "图", "供图", "制图", "摄像")


# (某报某地一线报道组) behind a dateline; (报道组成员：某报记者王小明、李红) at the end
_TEAM = re.compile(r"(?P<team>[\u3400-\u9fff]{0,16}报道组)(?P<members>成员\s?[:：])?")
_BRACKET_LAST = re.compile(r"[（(](?P<inner>作者[^（）()]{4,100})[）)][。\s]*\Z")


@dataclass(frozen=True, slots=True)
class CreditMention:
    """One credited person: name, role and medium as printed (role and medium may be missing), and the byline's span.

    ``team`` is the reporting team whose members the byline lists, in its fullest form.
    """

    person: Span
    name: str
    role: Span | None
    medium: Span | None
    block: Span
    team: Span | None = None

    def category(self, text: str) -> str:
        """``editor``, ``contributor`` (pictures) or ``author``."""
        role = self.role.of(text) if self.role else ""
        if any(word in role for word in EDITORS):
            return "editor"
        if role.startswith(CONTRIBUTORS) and "记者" not in role and "报道" not in role:
            return "contributor"
        return "author"


def find_credits(article: Article) -> list[CreditMention]:
    """Everyone whom the article's bylines credit, in text order; nothing for an article without a byline."""
    found: list[CreditMention] = []
    dateline: Span | None = None
    team: Span | None = None  # a report's own, named in the bracket behind the dateline
    house: Span | None = None  # 甲报、乙网联合报道, and its people on the next line
    for block in article.blocks:
        if block.kind is BlockKind.DATELINE:
            dateline = block.span
        elif block.kind is not BlockKind.BYLINE:
            found.extend(_noted(article.text, block.span))
        elif block.kind is BlockKind.BYLINE:
            line = read_credit(block.span.of(article.text))
            named = _TEAM.search(article.text, block.span.start, block.span.end)
            if named and not (team and team.of(article.text).endswith(named["team"])):
                team = Span(*named.span("team"))
            if line and line.outlet and not line.people:
                house = _moved(line.outlet, block.span.start)
                continue
            credits = list(_formed(line, article.text, block) if line else _read(article.text, block))
            if house:
                credits = [_of_house(article.text, credit, house) for credit in credits]
                house = None
            if dateline:
                near = dateline.end <= block.span.start <= dateline.end + 2
                credits = [
                    _of_dateline(article.text, credit, dateline) if near or _in_team(article.text, credit) else credit
                    for credit in credits
                ]
            if named and named["members"]:
                paper = dateline_medium(article.text, dateline) if dateline else None
                own = [
                    not (one.medium and one.medium.end > named.end("team") and one.medium.start <= named.end("team"))
                    for one in credits
                ]
                credits = [
                    replace(one, team=team, medium=one.medium if other else paper)  # 本报报道组成员：记者王小明
                    for one, other in zip(credits, own, strict=True)
                ]
            found.extend(credits)
    return found


def _noted(text: str, block: Span) -> Iterator[CreditMention]:
    """The author whom a note at the end of a block tells of (作者：王小明，某大学副教授); nobody where it names none."""
    last = _BRACKET_LAST.search(block.of(text)[-120:])
    note = read_note(last["inner"]) if last else None
    if last and note and note.name:
        start = block.end - min(len(block), 120) + last.start("inner")
        person = _moved(note.name, start)
        yield CreditMention(
            person, person.of(text), _moved(note.role, start), None, Span(start, start + len(last["inner"]))
        )


def dateline_medium(text: str, dateline: Span) -> Span | None:
    """The medium that a dateline begins with (甲社 in 甲社某地4月3日电, 本报 in 本报讯), None when it names none."""
    surface = dateline.of(text)
    if not re.search(r"[日讯电消报]", surface[-2:]):  # 某某周刊（记者 …）: the outlet alone
        return dateline
    match = _DATELINE_MEDIUM.match(surface) or _UNMARKED.match(surface)
    return Span(dateline.start, dateline.start + match.end()) if match and match.end() else None


def _in_team(text: str, credit: CreditMention) -> bool:
    """执笔记者, 参与记者: at the end of an agency's report stands who of its people worked on it."""
    return credit.role is not None and credit.role.of(text).startswith(("执笔", "参与"))


def _of_dateline(text: str, credit: CreditMention, dateline: Span) -> CreditMention:
    """甲社某地4月3日电(记者王小明): a reporter bracketed right behind a dateline reports for its medium."""
    return _of_house(text, credit, dateline_medium(text, dateline))


def _of_house(text: str, credit: CreditMention, house: Span | None) -> CreditMention:
    """Reporters and interns are a house's own people; a correspondent writes in, an editor is named for the piece."""
    if credit.medium or not credit.role or not credit.role.of(text).endswith(("记者", "实习生")):
        return credit
    return replace(credit, medium=house)


def _formed(line: CreditLine, text: str, block: Block) -> Iterator[CreditMention]:
    """The people of a credit that has one of the plain forms; see ``kg.lexicon.credits``."""
    start = block.span.start
    for credited in line.people:
        person = _moved(credited.name, start)
        surface = person.of(text)
        name = re.sub(r"\s", "", surface) if is_han(surface[0]) else surface
        role = _moved(credited.role, start) if credited.role else None
        medium = _moved(credited.outlet, start) if credited.outlet else None
        yield CreditMention(person, name, role, medium, block.span)


def _moved(offsets: tuple[int, int], by: int) -> Span:
    return Span(offsets[0] + by, offsets[1] + by)


def _read(text: str, block: Block) -> Iterator[CreditMention]:
    """Read one byline from left to right; a role holds until the next role, a medium until the next medium."""
    role: Span | None = None
    medium: Span | None = None
    unclaimed: list[tuple[Span, str]] = []  # names before any role: A/摄, A B 摄影报道
    for piece in _pieces(text, block.span):
        for segment, is_role in _segments(text, piece):
            if is_role:
                role = segment
                if medium and not _REPORTS.search(role.of(text)) and text[medium.end : role.start].strip():
                    medium = None  # 甲报记者 A 通讯员 B: who writes in to a paper is not of it
                for person, name in unclaimed:
                    yield CreditMention(person, name, role, medium, block.span)
                unclaimed = []
                continue
            names, named_medium = _divide(text, segment)
            own = (
                medium if names and named_medium and names[0][0].start < named_medium.start else named_medium or medium
            )
            medium = named_medium or medium
            if role is None and names and named_medium and names[0][0].start < named_medium.start:
                yield from (CreditMention(person, name, None, None, block.span) for person, name in names)
            elif role is None:
                unclaimed.extend(names)
            else:
                # A/摄 after "记者 …": the role behind a name is read with the name, see _segments
                yield from (CreditMention(person, name, role, own, block.span) for person, name in names)
    for person, name in unclaimed:
        yield CreditMention(person, name, None, medium, block.span)


def _segments(text: str, piece: Span) -> Iterator[tuple[Span, bool]]:
    """A stretch between separators → its roles and what stands between them; a role inside a name is none."""
    if _is_name(piece.of(text)):
        yield piece, False
        return
    position = piece.start
    for match in _ROLE.finditer(text, piece.start, piece.end):
        alone = len(match.group()) == 1 and match.end() < piece.end  # 文 and 图 as first characters of names
        if match.start() < position or alone:
            continue
        if match.start() > position:
            yield Span(position, match.start()), False
        yield Span(match.start(), match.end()), True
        position = match.end()
    if position < piece.end:
        yield Span(position, piece.end), False


def _divide(text: str, segment: Span) -> tuple[list[tuple[Span, str]], Span | None]:
    """A stretch without a role → the names in it and the medium: 甲日报, 王小明, 王小明甲日报, 甲网王小明, 甲报驻乙地."""
    surface = segment.of(text)
    station = re.match(r"(.{2,14}?)驻.{2,6}$", surface)
    if station and _MEDIUM.fullmatch(station.group(1)):
        return [], Span(segment.start, segment.start + station.end(1))
    if _MEDIUM.fullmatch(surface) and not _is_name(surface):
        here = _HERE.search(surface)
        if here and _is_name(surface[: here.start(1)]):  # 王小明本报通讯员李红: a name before the paper's, no site
            medium = Span(segment.start + here.start(1), segment.end)
            return list(_names(text, Span(segment.start, medium.start))), medium
        return _leading_name(text, Span(segment.start + here.start(1), segment.end) if here else segment)
    head = _MEDIUM_HEAD.match(surface)
    if head and _is_name(surface[head.end() :]):
        medium = Span(segment.start, segment.start + head.end())
        return list(_names(text, Span(medium.end, segment.end))), medium
    return list(_names(text, segment)), None


def _leading_name(text: str, segment: Span) -> tuple[list[tuple[Span, str]], Span | None]:
    """王小明甲日报: the last name of one medium's reporters and the next medium, printed without a mark."""
    surface = segment.of(text)
    for size in (3, 2):
        if len(surface) >= size + 3 and name_score(surface[:size]) > 4:
            person = Span(segment.start, segment.start + size)
            return [(person, surface[:size])], Span(person.end, segment.end)
    return [], segment


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Stretches between separators; two lone characters set wide (王 伟) are one piece."""
    start = span.start
    pieces: list[Span] = []
    for match in _SPLIT.finditer(text, span.start, span.end):
        if match.start() > start:
            pieces.append(Span(start, match.start()))
        start = match.end()
    if start < span.end:
        pieces.append(Span(start, span.end))
    i = 0
    while i < len(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if following and len(pieces[i]) == len(following) == 1 and text[pieces[i].end : following.start].isspace():
            yield pieces[i].cover(following)
            i += 2
        else:
            yield pieces[i]
            i += 1


def _names(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """The names in a stretch that holds nothing else but perhaps a closing 报道 or a place (王小明甲市报道)."""
    surface = span.of(text)
    tail = _TAIL.search(surface)
    if tail:
        surface = surface[: tail.start()]
        # 王小明北京报道: the place the report was made in follows the name
        if len(surface) > 3:
            surface = max((surface[:2], surface[:3]), key=name_score)
    name = re.sub(r"\s", "", surface)
    if not name:
        return
    if " " in surface or "\u3000" in surface or "·" in surface or not all(map(is_han, surface)):
        if 2 <= len(name) <= 20 and not name.isdigit():
            yield Span(span.start, span.start + len(surface)), name
        return
    position = span.start
    for piece in split_names(surface) if len(surface) > 3 else [surface]:
        if 2 <= len(piece) <= 4 and not is_title(piece) and not (gazetteer().lookup(piece) and name_score(piece) < 2):
            yield Span(position, position + len(piece)), piece
        position += len(piece)


def _is_name(surface: str) -> bool:
    return 2 <= len(surface) <= 4 and name_score(surface) > 0
