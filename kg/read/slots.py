"""The places on a page that are kept for credits: right below a headline, and the last line of a page.

There a line need say less for itself than elsewhere: names of any kind are believed behind a role or an outlet, and a
body alone is who issued the text, not its headline.
"""

import re

from kg.lexicon.credits import is_outlet, read_credit
from kg.model.text import BlockKind
from kg.read.bylines import is_byline
from kg.read.datelines import dateline_end, inside_brackets
from kg.read.headings import may_be_heading
from kg.read.lines import Line
from kg.read.names import is_name
from kg.read.vocabulary import GRADE, HAN, OPENING

_HEADS = frozenset({BlockKind.SUBHEAD, BlockKind.HEADLINE})
_DATELINE = re.compile(
    rf"(?!写|致|于|在|据|截|自|从|至)[{HAN}A-Za-z·]{{3,16}}\s*(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日(?:\s*\d{{1,2}}[:：]\d{{2}})?"
    rf"\s*(?:专?电|讯|消息)?\Z|[{HAN}]{{3,12}}(?<![通资短音喜问审刑简又])讯\Z"
)
_BRACKET_BEHIND = re.compile(rf"[{HAN}A-Za-z·]{{2,14}}\s*(?=[（(])")
_ISSUER = re.compile(
    rf"[{HAN}]{{2,24}}(?:局|委|党政办|委员会|办公室|公司|集团|法院|检察院|政府|人力资源[部科处]|(?:党委|工会|团委|业委|居委|村委|协|学|商|理事|监事|组委)会|"
    r"(?:宣传|组织|人事|保卫|财务|党群)[部科处]|管理处)\Z"
)
_SIGNED = re.compile(rf"[{HAN}·]{{0,12}}(?:记者|通讯员)\s?[{HAN}·]{{2,8}}?报道(?=\s)")
# The same with a colon, and with several people: 本报记者王小明、通讯员李红报道：. 据 before it makes it a sentence.
_OF_REPORT = rf"{GRADE}(?:记者|通讯员|实习生)\s?[{HAN}·]{{2,8}}?"
_REPORTED = re.compile(
    rf"(?!据|由|在)(?:[{HAN}·]{{2,12}}?)?{_OF_REPORT}(?:[、，,\s]{{0,2}}{_OF_REPORT}){{0,4}}报道(?=[:：])"
)
_PRINTED_IN = re.compile(rf"《[{HAN}]{{2,12}}》\s?[（(]\d{{4}}")  # 《某报》（2020年4月4日04版）: behind the text
_LONGEST, _LONGEST_UNROLED, _LEAST_TEXT, _SHORT = 80, 28, 30, 14
_OPENING_NAMES = re.compile(rf"[{HAN}·•]{{2,8}}(?:[\s、]+[{HAN}·•]{{2,8}}){{0,3}}\Z")
_NO_NAMES = re.compile(
    "完|未完|待续|连载|资料|附|图文|节选|摘登|报道|综合|原题|内容|转载|编者|记者|新华|本报|来源|单位"
)


def kind_in_slot(line: Line, following: Line | None, before: BlockKind | None) -> BlockKind | None:
    """What a line is by its place: BYLINE, DATELINE or DECK below headings, BYLINE as the last; None for no such line.

    ``before`` is the kind of the part above it, None at the top of the page.
    """
    text = line.text
    if len(text) > _LONGEST or text[-1] in "。！？!?；;…":
        return None
    if before is BlockKind.PARAGRAPH and len(text) <= _SHORT and _ends_text(following):
        inner = inside_brackets(text)
        if (names_alone(inner) and is_name(inner)) if inner else _of_medium(text):
            return BlockKind.BYLINE
    if following is None:
        return BlockKind.BYLINE if before is BlockKind.PARAGRAPH and closes(text) else None
    if before not in _HEADS:
        return None
    credit = read_credit(text)
    if credit is not None:
        short = len(text) <= _LONGEST_UNROLED
        alone = not credit.people and read_credit(following.text) is not None
        if credit.has_roles or alone or (short and _is_text(following)):
            return BlockKind.BYLINE
        return None
    inner = inside_brackets(text)
    if inner and names_alone(inner) and _is_text(following):
        return BlockKind.BYLINE
    if _is_text(following) and _DATELINE.match(text):
        return BlockKind.DATELINE
    if _is_text(following) and _ISSUER.match(text):
        return BlockKind.DECK
    return None


def _ends_text(following: Line | None) -> bool:
    """True where nothing of the text follows: the editor's line, or where and when it was printed."""
    return following is None or bool(_PRINTED_IN.match(following.text)) or is_byline(following.text)


def _of_medium(text: str) -> bool:
    """True for a medium with one of its people, and nothing else: 某某日报李红."""
    return any(is_name(text[-size:]) and is_outlet(text[:-size]) for size in (2, 3))


def closes(text: str) -> bool:
    """True for a credit that ends a text: roles with names, or names alone or with their outlet between brackets.

    >>> closes("（某某周刊 米粒）"), closes("（未完待续）")
    (True, False)
    """
    inner = inside_brackets(text)
    credit = read_credit(text)
    if credit is not None and credit.people and (credit.has_roles or inner):
        return True
    return inner is not None and names_alone(inner)


def names_alone(inner: str) -> bool:
    """True for names in a bracket, by the first surname or by their number: 艾克拜尔 佟晓梅."""
    if not _OPENING_NAMES.match(inner) or _NO_NAMES.match(inner):
        return False
    parts = re.split(r"[\s、]+", inner)
    return any(is_name(part) for part in parts) and (len(parts) > 1 or len(inner) <= 3 or "·" in inner)


def headed_pieces(line: Line) -> list[Line]:
    """Part a dateline from the bracket that is all that stands behind it: 某社某地4月2日电（记者米粒）."""
    end = dateline_end(line.text) if len(line.text) <= _LONGEST else 0
    if not 0 < end < len(line.text):
        return [line]
    inner = inside_brackets(line.text[end:].strip()) if line.text[end:].strip()[:1] in OPENING else None
    credit = read_credit(inner) if inner else None
    if credit is None or not credit.has_roles:
        return [line]
    return [line.cut(0, end), line.cut(end, len(line.text))]


def outlet_end(text: str) -> int:
    """Where an outlet ends that opens a text and whose people a bracket names: 某某周刊（记者 米粒）昨天; 0 for none.

    The bracket is what shows it; a word for a piece of writing or for a person in front of it is no outlet.
    """
    match = _BRACKET_BEHIND.match(text)
    if match is None:
        return 0
    closing = re.search(r"[）)】]", text[match.end() : match.end() + _LONGEST])
    inner = text[match.end() + 1 : match.end() + closing.start()] if closing else ""
    credit = read_credit(inner.strip())
    if credit is None or not credit.has_roles or credit.outlet:
        return 0
    return len(match.group().rstrip())


def signed_end(text: str, start: int) -> int:
    """Where the words end that sign a text at its beginning: 某某周刊记者王小明报道 十月的夜里…; 0 for none."""
    match = _SIGNED.match(text, start) or _REPORTED.match(text, start)
    credit = read_credit(match.group()) if match else None
    return match.end() if match and credit and credit.has_roles else 0


def _is_text(line: Line) -> bool:
    """True for running text, as far as one line shows it."""
    return len(line.text) >= _LEAST_TEXT or not may_be_heading(line.text, top=True)
