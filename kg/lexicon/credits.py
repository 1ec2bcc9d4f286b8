"""What a credit is made of: an outlet, roles of a closed class, the names in their slots, the marks between them.

What stands in a name's slot is a name, whatever it looks like: 米粒, 罗马, Amy Zhou, 凯丽比努尔. So the names are not
judged; the form of the whole is. Where such a line or bracket may stand at all is for the reader of pages to know.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.author_notes import read_note
from kg.lexicon.names import name_score, surname_at, word_frequencies
from kg.lexicon.places import gazetteer
from kg.lexicon.press import GRADE, PEOPLE, TEXT_AND_PICTURES, WORK, any_of

_HAN = "\u3400-\u4dbf\u4e00-\u4e27\u4e29-\u9fff\u3007"  # without 丨, which print uses as a mark
_DOT = "·•・．"
_WHO = f"{GRADE}{{0,2}}{PEOPLE}"
_DID = f"(?:{TEXT_AND_PICTURES}|{any_of(WORK)})"
_ROLE = re.compile(rf"(?:{_WHO}|{_DID})\Z")
_WHO_IN = re.compile(_WHO)
_BEHIND = re.compile(
    rf"(?:{TEXT_AND_PICTURES}|文并摄|文并图|文图|图文|摄影报道|摄影|摄像|摄|供图|供稿|撰文|采写|整理|编译|制图|文|图)\Z"
)
_GLUED_BEHIND = re.compile(
    r"(?:摄影报道|摄影|(?<!拍)摄|供图|提供|整理|编译|采写)\Z"
)  # 文 and 图 would cut names that end so
_REPORT = re.compile(r"(?:联合|综合|采访|整理)?报道\Z|采写\Z|发\Z")
_STATION = re.compile(rf"(?:[{_HAN}]*?)(?P<at>驻[{_HAN}]{{2,4}})\Z")
_OUTLET = re.compile(
    rf"[{_HAN}A-Za-z0-9{_DOT}]{{1,16}}(?:社|网|报|台|刊|日报|新闻|在线|客户端|传媒|融媒|融媒体中心|快讯|电讯|商讯|航讯|资讯|播报|"
    r"视听|电视|广播|头条|专栏|栏目|专刊|编辑部|评论部|深度组|工作室|报道组|公众号|观察|杂志|研究室|宣传部|党政办)\Z"
)
_TOKEN = re.compile(
    rf"(?P<gap>[\s、,，/／|｜:：;；丨&\-—+（()）【】\[\]〔〕□■◆◇●○◎▲△▼▽★☆※⊙]+|[{_DOT}])"
    r"|(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[:：]\d{2})"
    rf"|(?P<both>{TEXT_AND_PICTURES}(?![{_HAN}]))"
    rf"|(?P<han>(?:(?<![A-Za-z .])[A-Za-z0-9]{{1,10}})?[{_HAN}]+(?:[{_DOT}][{_HAN}]+)*)"
    r"|(?P<latin>[A-Z][A-Za-z.'’\-]*(?: [A-Z][A-Za-z.'’\-]*){0,3})"
)
# What no name has: particles, pronouns, and the words that make of a role the title of a piece.
_NO_NAME = re.compile(
    rf"(?:[{_HAN}]+[的了吗呢吧们]|[的了吗呢们这那]|手记|观察|调查|按语|编译|报道|连线|走访|探访|摄影|来信|来电|日记|见闻|述评|综述|"
    r"文章|感言|体验|专访|之家|培训|大赛|大会|作品|启事|声明|注|按|说|提问|了解到|获悉|近日|日前|昨日|今日|昨天|今天|资料|资料图|完|未完|待续|连载|"
    r"新闻|快讯|要闻|简讯|独家|原创|转载|中心|现场|本报|本刊|本网|编者|发自|受访者|网友|采访对象|主办方|单位|企业|学校|医院|读者).*"
)
_BODY = re.compile(rf"[{_HAN}]{{3,}}(?:[局院校部委司厅馆所署处科室厂站队会社区县镇村乡街府办]|中心)\Z")
_SOURCES = re.compile(r"\A[（(]?(?:资料|数据|图片)?来源\s*[:：].{1,30}?(?=\s[^\s:：]{2,4}[:：])")
_ACCOUNT = re.compile(rf"[{_HAN}]{{2,16}}[（(][{_HAN}A-Za-z]{{2,12}}[)）](?=\s)")  # 某院（公众号） 文：…
_LONGEST, _LONGEST_NAME, _GLUED_NAME = 100, 8, 4
_WORD = 50  # occurrences in the general dictionary's corpus; the ends of names of minorities have next to none
_CLEAR = 4.0  # log-odds; both halves of a run of four are as plain as names go: 王明李红, against 敖登高娃


@dataclass(frozen=True, slots=True)
class Credited:
    """A person in a credit: where the name, the role and the outlet stand, as half-open offsets in the text."""

    name: tuple[int, int]
    role: tuple[int, int] | None
    outlet: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit, read: who, and the outlets it names, people or none."""

    people: tuple[Credited, ...]
    outlet: tuple[int, int] | None

    @property
    def has_roles(self) -> bool:
        """True when somebody is credited in a role."""
        return any(person.role for person in self.people)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str  # role, name, outlet, place, end
    start: int
    end: int
    glued: bool = False  # to the piece before it


@lru_cache(maxsize=4096)
def read_credit(text: str) -> CreditLine | None:
    """Read a line or the inside of a bracket as a credit; None when anything in it is not part of one.

    >>> read_credit("某某周刊 记者 米粒 通讯员 Amy Zhou").people[1].name
    (15, 23)
    >>> read_credit("记者探访快递业复工") is None
    True
    """
    if len(text) > _LONGEST or len(text) < 2 or read_note(text.strip("（）()")):
        return None
    sources = _SOURCES.match(text)
    account = _ACCOUNT.match(text)
    if account and read_credit(re.split(r"[（(]", account.group())[1][:-1]) is None:
        pieces = _pieces(text, account.end())
        pieces = pieces and [_Piece("outlet", 0, account.end()), *pieces]
    else:
        pieces = _pieces(text, sources.end() if sources else 0)
    return _people(text, pieces) if pieces else None


def is_outlet(text: str) -> bool:
    """True for a name that ends as names of papers, sites, columns and their desks do.

    >>> is_outlet("山村周刊"), is_outlet("山村来信")
    (True, False)
    """
    return bool(_OUTLET.match(text)) and len(text) >= 3


def _pieces(text: str, start: int) -> list[_Piece] | None:
    """The text as roles, names, outlets and places, in order; None when something else stands in it."""
    tokens = list(_tokens(text, start))
    if not tokens or any(kind == "" for kind, _, _ in tokens):
        return None
    pieces: list[_Piece] = []
    for kind, begin, end in tokens:
        if kind == "date":
            pieces.append(_Piece("end", begin, end))
        elif kind == "both":
            pieces.append(_Piece("role", begin, end))
        elif kind == "latin":
            pieces.append(_Piece("name", begin, end))
        else:
            more = _han(text, begin, end, first=all(piece.kind == "end" for piece in pieces))
            if more is None:
                return None
            pieces.extend(more)
    return pieces


def _tokens(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Runs between marks, two lone characters set wide (舒 展) as one; a run without a kind is no part of a credit."""
    found: list[tuple[str, int, int]] = []
    while start < len(text):
        match = _TOKEN.match(text, start)
        if match is None:
            found.append(("", start, start + 1))
            break
        if match.lastgroup == "han" and (dotted := re.search(rf"[{_DOT}]", match.group())):
            if _ROLE.match(match.group()[: dotted.start()]):  # 记者·王小明
                found.append(("han", start, start + dotted.start()))
                start += dotted.end()
                continue
        if match.lastgroup != "gap":
            found.append((str(match.lastgroup), match.start(), match.end()))
        start = match.end()
    number = 0
    while number < len(found):
        kind, begin, end = found[number]
        wide = found[number + 1] if number + 1 < len(found) else None
        if (
            wide
            and kind == wide[0] == "han"
            and end - begin == wide[2] - wide[1] == 1
            and text[end : wide[1]].isspace()
        ):
            yield kind, begin, wide[2]
            number += 2
        else:
            yield kind, begin, end
            number += 1


def _han(text: str, start: int, end: int, *, first: bool) -> list[_Piece] | None:
    """One unbroken run: a role, a name, or outlet, role, name and the place of the report glued together."""
    run = text[start:end]
    if _ROLE.match(run):
        return [_Piece("role", start, end)]
    if re.search(r"\s", run):
        return [_Piece("name", start, end)]
    if run in _STANDINGS and not first:
        return []  # 王小明（实习）: how the one before works there
    opening = re.match("发自", run)
    if opening:
        return [_Piece("end", start, end)]
    who = None if is_outlet(run) and run.endswith("部") else _WHO_IN.search(run)
    if who is None:
        return _closed(text, start, end)
    before = run[: who.start()]
    pieces: list[_Piece] = []
    role_start = start + who.start()
    if before and re.match("融媒(?!体)", who.group()):  # 某县融媒 is a house; 融媒体记者 is a kind of reporter
        before += "融媒"
        role_start += 2
    if before:
        station = _STATION.match(before)
        before = before[: station.start("at")] if station else before
    if before not in _OWN and (before[-2:] in _OWN or _is_plain_name(before)):
        return None  # 王小明本报通讯员李红, 王小明记者李红: whose the role is cannot be seen here
    if before and first:
        if len(before) < 2:
            return None
        pieces.append(_Piece("outlet", start, start + len(before)))
    elif before:
        pieces.append(_Piece("outlet" if is_outlet(before) or before in _OWN else "name", start, start + len(before)))
    pieces.append(_Piece("role", role_start, start + who.end(), glued=bool(before)))
    if who.end() < len(run):
        rest = _closed(text, start + who.end(), end, glued=True)
        if rest is None or rest[0].kind != "name" or not _glues(text[rest[0].start : rest[0].end]):
            return None
        pieces.extend([_Piece("name", rest[0].start, rest[0].end, glued=True), *rest[1:]])
    return pieces


def _is_plain_name(text: str) -> bool:
    return 2 <= len(text) <= 3 and name_score(text) > 0 and not is_outlet(text)


def _glues(name: str) -> bool:
    """Behind 记者 without a gap only a surname shows a name, and a longer run may hold a place: 王小明云州、东渡报道."""
    surname = surname_at(name, 0)
    return surname > 0 and (len(name) <= surname + 2 or bool(re.search(rf"[{_DOT}]", name)))


_STANDINGS = frozenset("实习 见习 兼职".split())
_OWN = frozenset("本报 本台 本网 本刊 本社".split())


def _closed(text: str, start: int, end: int, *, glued: bool = False) -> list[_Piece] | None:
    """A run without a word for people: a name, a name with 摄 or 报道 behind it, perhaps a place between the two."""
    run = text[start:end]
    report = _REPORT.search(run)
    if report:
        bare = run[: report.start()]
        if not bare:
            return [_Piece("end", start, end)]
        if not glued and _is_place(bare):
            return [_Piece("place", start, end)]
        for size in (3, 2, 4):
            if surname_at(bare, 0) and size + 2 <= len(bare) and _is_place(bare[size:]):
                return [_Piece("name", start, start + size), _Piece("place", start + size, end)]
        if is_outlet(bare) and len(bare) > 3:
            return [_Piece("outlet", start, start + len(bare)), _Piece("end", start + len(bare), end)]
        return [_Piece("name", start, start + len(bare)), _Piece("end", start + len(bare), end)]
    if is_outlet(run) and len(run) > _GLUED_NAME:
        return [_Piece("outlet", start, end)]
    behind = _GLUED_BEHIND.search(run)
    if behind and behind.start() >= 2:
        return [_Piece("name", start, start + behind.start()), _Piece("role", start + behind.start(), end, glued=True)]
    return [_Piece("name", start, end)]


def _is_place(text: str) -> bool:
    """True for a place of the gazetteer, or what ends as divisions do."""
    return any(gazetteer().lookup(text + end) for end in ("", "市", "县")) or (
        len(text) >= 3 and text[-1] in "省市县区州镇乡村"
    )


def _people(text: str, pieces: list[_Piece]) -> CreditLine | None:
    """Give every name its role and outlet; None when the pieces stand in no order that a credit has."""
    pieces = _placed(text, pieces)
    while pieces[0].kind == "end" and len(pieces) > 1:  # the day of the paper
        pieces = pieces[1:]
    first = pieces[0]
    roles = [piece for piece in pieces if piece.kind == "role"]
    last = next((piece for piece in reversed(pieces) if piece.kind in {"role", "name"}), None)
    if first.kind == "name" and _opens_with_outlet(text, pieces):
        first = pieces[0] = _Piece("outlet", first.start, first.end)
    outlets = [piece for piece in pieces if piece.kind == "outlet"]
    if outlets and re.search(r"(?:联合|综合)报道\Z", text) and not roles:
        return CreditLine((), (outlets[-1].start, outlets[-1].end))
    named = [piece for piece in pieces if piece.kind == "name"]
    if not named:
        if outlets and not roles and all(piece.kind in {"outlet", "end"} for piece in pieces):
            return CreditLine((), (outlets[-1].start, outlets[-1].end))
        return None
    if any(not _may_be_name(text[piece.start : piece.end], spoken_for=bool(roles)) for piece in named):
        return None
    behind = next(piece for piece in pieces if piece.kind in {"role", "name"}).kind == "name" and bool(roles)
    if behind and first.kind == "outlet" and last and last.kind == "name":
        behind = False  # 某报 A 通讯员 B: the outlet speaks for A
    if behind and (last is None or last.kind != "role" or not _BEHIND.match(text[last.start : last.end])):
        return None
    if not behind and not roles and first.kind != "outlet":
        return None
    return _assign(text, pieces, behind=behind)


def _assign(text: str, pieces: list[_Piece], *, behind: bool) -> CreditLine | None:
    people: list[Credited] = []
    waiting: list[_Piece] = []
    role: _Piece | None = None
    outlet: _Piece | None = None
    used = True
    several = sum(piece.kind == "name" for piece in pieces) > 1

    def credit(name: _Piece, as_: _Piece | None) -> Iterator[Credited]:
        for begin, end in _cut(text, name.start, name.end, spaced=several):
            yield Credited((begin, end), _ends(as_), _ends(outlet))

    for piece in pieces:
        if piece.kind == "outlet":
            outlet = piece
        elif piece.kind == "role" and behind:
            people.extend(one for name in waiting for one in credit(name, piece))
            waiting = []
        elif piece.kind == "role":
            if not used and not (role and piece.glued):
                return None  # a role that nobody fills
            keeps = re.search(r"记者|实习生|采写|主笔|撰稿人", text[piece.start : piece.end])
            if people and not keeps and not piece.glued:
                outlet = None  # 甲报记者 A 通讯员 B: who writes in to a paper is not of it
            if role and piece.glued and people and _GLUED_BEHIND.match(text[piece.start : piece.end]):
                continue  # 记者 王小明摄: the word behind says what the reporter did
            role, used = piece, False
        elif piece.kind == "name" and behind:
            waiting.append(piece)
        elif piece.kind == "name":
            people.extend(credit(piece, role))
            used = True
    idle = role and not used and not (people and _BEHIND.match(text[role.start : role.end]))  # 记者 王小明 文并摄
    if waiting or (not behind and idle):
        return None
    return CreditLine(tuple(people), _ends(outlet)) if people else None


def _ends(piece: _Piece | None) -> tuple[int, int] | None:
    return (piece.start, piece.end) if piece else None


def _placed(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Names that are places: all behind 发自, and those that 、 joins to the place before 报道 (甲市、乙市报道)."""
    placed = list(pieces)
    sent = next((i for i, piece in enumerate(placed) if text.startswith("发自", piece.start)), None)
    if sent is not None:
        return placed[: sent + 1]
    place = next((i for i, piece in enumerate(placed) if piece.kind == "place"), 0)
    while place > 1 and placed[place - 1].kind == "name" and text[placed[place - 1].end] == "、":
        place -= 1
        placed[place] = _Piece("place", placed[place].start, placed[place].end)
    return placed


def _opens_with_outlet(text: str, pieces: list[_Piece]) -> bool:
    """Is what stands first, and could be a name, the outlet? By its ending, or as roles with names follow it."""
    word = text[pieces[0].start : pieces[0].end]
    if is_outlet(word) and not (len(word) <= 3 and name_score(word) > _CLEAR):
        return True
    later = pieces[1:]
    if text[0] in "（(" and len(word) >= 4 and later and all(p.kind == "name" and p.end - p.start <= 3 for p in later):
        return word_frequencies().get(word[-2:], 0) > _WORD  # （某某客厅 王小明）, against （艾克拜尔 王小明）
    front = (
        bool(later) and later[0].kind == "role" and later[-1].kind in {"name", "end", "place"} and not later[0].glued
    )
    return front and len(word) >= 4 and not (len(word) == 4 and surname_at(word, 0) == 2)


def _may_be_name(word: str, *, spoken_for: bool) -> bool:
    """Could a word in a name's slot be a name? Longer ones only where a role speaks for them."""
    if (
        _NO_NAME.match(word)
        or (_BODY.match(word) and surname_at(word, 0) != 2)
        or (is_outlet(word) and name_score(word) <= 0)
    ):
        return False
    if not re.match(rf"[{_HAN}]", word) or re.search(rf"[{_DOT}]", word):
        return len(word) <= 30 and (not word.isupper() or len(word) > _GLUED_NAME)  # APP is a word
    bare = re.sub(r"\s", "", word)
    return 2 <= len(bare) <= (_LONGEST_NAME if spoken_for else _GLUED_NAME)


def _cut(text: str, start: int, end: int, *, spaced: bool) -> list[tuple[int, int]]:
    """王明李红 are two names where nothing is set apart; 敖登高娃 is one."""
    run = text[start:end]
    if not re.fullmatch(rf"[{_HAN}]{{4,}}", run) or (spaced and len(run) == 4):
        return [(start, end)]
    best = max(
        ((size, name_score(run[:size])) for size in (2, 3) if len(run) - size in (2, 3)),
        key=lambda one: one[1] + name_score(run[one[0] :]),  # log-odds add up
        default=None,
    )
    least = _CLEAR if len(run) == 4 else 0.0  # longer ones are no name without a dot
    if best and best[1] > least and name_score(run[best[0] :]) > least:
        return [(start, start + best[0]), (start + best[0], end)]
    return [(start, end)]
