"""Which lines are headings, and which heading of a group is the headline.

Print says it by size, which text has lost. What is left: a heading is short, is no sentence and stands alone; of the
lines above a text the headline is the shortest, since it is set the largest; a place or a column's name above it is a
kicker, and what begins with a dash is a deck.
"""

import re
from collections.abc import Sequence

from kg.model.text import BlockKind
from kg.read.lines import Line

TOP_LENGTH = 75  # characters; agency headlines of two halves reach 60
BODY_LENGTH = 42
_HAN = "\u4e00-\u9fff"

_SENTENCE = re.compile(r"[。；;]|[！？!?…](?=.)")
_OPENS_CLAUSE = re.compile(
    r"(?:近日|日前|昨日|今日|今天|昨天|当天|当日|近年来|近期|目前|如今|现在|同时|此外|另外|下一步|接下来|今后|随后|其间|期间|其中|但|而|"
    r"据|在|为|随着|面对|当|由于|因为|因此|如果|对于|通过|针对|截至|自|从|经|按照|根据|作为|除了|无论|不仅|只有|只要|虽然|尽管|"
    r"活动中|会上|活动现场|\d{1,4}年|\d{1,2}月|\d{1,2}日)"
)
_HANGS = re.compile(r"(?:[，、,：:《（(“‘「—\-]|[的地得了在和与及将把被对向从由为是以其并而或就也都还更])\Z")
_ASKED = re.compile(r"[问答]\s?[:：]")  # a conversation's turns are its text
_CONTINUES = re.compile(r"[，。、；：？！）》”’」』,;:?!)%％]")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"), ("「", "」"), ("『", "』"), ("【", "】"))
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATED = re.compile(
    rf"{_NUMERAL}[、.．]|\d{{1,2}}[、.．](?!\d)|[（(](?:{_NUMERAL}|\d{{1,2}})[)）]|第{_NUMERAL}[、：:]"
)

_PLACE = re.compile(rf"[{_HAN}]{{2,10}}(?:街道|镇|乡|苏木|区|县|市|村|社区|州|盟|旗|省|小区|林场|农场|团|连)\Z")
_COLUMN = re.compile(r"(?:【[^】]{1,40}】|\[[^\]]{1,40}\]|[■◆●][^，。：:\s]{1,8})\Z")
_LABEL = re.compile(rf"(?:[{_HAN}·]{{2,4}}|[^，。]{{1,12}}[:：])\Z")
_DASHED = re.compile(r"[—－]|--")
_SAYS = re.compile(r"(?:强调|指出|要求|提出|出席|讲话|主持|致辞)\Z")  # 某人调研时强调: the headline is what was said
_SECTION = re.compile(
    rf"第?\s?[A-Z]?\d{{1,3}}\s?版?(?:[\s:：·|｜][{_HAN}·\s]{{2,10}})?\Z|[A-Z]\d{{1,3}}(?:-\d+)?[{_HAN}\s]{{0,8}}\Z"
)
_SERIES = re.compile(r"[（(【\[][^（()）】\]]{2,20}(?:谱|系列|专栏|栏目|连载|专题|纪实|列传|系列报道)[)）】\]](?=.)")
_TAGS = re.compile(r"[（(【\[][^（()）】\]]{1,16}[)）】\]]")
_QUOTES = re.compile(r"[“”‘’\"'「」『』《》\s]")


def is_enumerated(text: str) -> bool:
    """True for a line that begins with its number: 一、, 1., （二）."""
    return bool(_ENUMERATED.match(text))


def is_place(text: str) -> bool:
    """True for a line that is the name of a place and nothing else, as far as its ending tells."""
    return bool(_PLACE.match(text))


def balanced(text: str) -> bool:
    """True when every quotation mark and bracket is closed as often as it is opened."""
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def may_be_heading(text: str, *, top: bool) -> bool:
    """True for a line that can stand as a heading; ``top`` for one with no running text above it.

    A line that ends in 。 is a sentence, as is one that breaks off: after a comma or a particle, inside a quotation,
    or a few characters behind its last comma.

    >>> may_be_heading("搭建“暖心桥” 办好身边事", top=False), may_be_heading("近日，社区将闲置的", top=False)
    (True, False)
    """
    if not 2 <= len(text) <= (TOP_LENGTH if top else BODY_LENGTH):
        return False
    if text[-1] in "。；;" or _HANGS.search(text) or _CONTINUES.match(text) or not balanced(text):
        return False
    if not re.search(rf"[{_HAN}A-Za-z]", text) or text[0] in "▶►":
        return False
    if _SENTENCE.search(_quoted_away(text)) and not (top and "。" not in text and "；" not in text):
        return False
    if top:
        return not (text[-1] in "！？!?" and len(text) > 40 and _SENTENCE.search(_quoted_away(text)))
    if text[-1].isdigit():
        return False
    clauses = re.split(r"[，,]", text)
    if len(clauses) > 1 and (_OPENS_CLAUSE.match(text) or len(clauses) > 3 or len(clauses[-1]) <= 3):
        return False
    return not text.startswith("“") or len(clauses) == 1


def _quoted_away(text: str) -> str:
    """The text without what it quotes: a heading may quote a sentence."""
    return re.sub(r"“[^“”]*”", "", text)


def kinds_of(group: Sequence[Line]) -> list[BlockKind]:
    """What each line of the headings above one text is; exactly one is the HEADLINE. Empty for an empty group."""
    if not group:
        return []
    plain = [index for index, line in enumerate(group) if not _accompanies(line.text)] or list(range(len(group)))
    headline = min(plain, key=lambda index: (_size(group[index].text), index))
    kinds = []
    for index, line in enumerate(group):
        if index == headline:
            kinds.append(BlockKind.HEADLINE)
        elif names_column(line.text):
            kinds.append(BlockKind.SECTION)
        else:
            kinds.append(BlockKind.DECK if index > headline else BlockKind.KICKER)
    return kinds


def names_column(text: str) -> bool:
    """True for what several articles share: a page label, a column's or a series' name."""
    return bool(_SECTION.match(text) or _COLUMN.match(text) or series_end(text + " "))


def _accompanies(text: str) -> bool:
    """True for a line that needs a headline beside it: a place, a column, a question, what opens with a dash or ends in 强调."""
    opens = _PLACE.match(text) or _LABEL.match(text) or _DASHED.match(text) or _ASKED.match(text)
    return bool(opens or _SAYS.search(text)) or names_column(text)


def _size(text: str) -> int:
    """How much room a line takes; the shortest is printed largest. A comma speaks for a sentence, which a deck is."""
    bare = _QUOTES.sub("", _TAGS.sub("", text)) or text
    return len(bare) + (6 if re.search(r"[，,]", bare) else 0)


def series_end(text: str) -> int:
    """Where the name of a series in brackets ends that a headline begins with; 0 for none.

    >>> series_end("(乡村英雄谱)王小明的一天")
    7
    """
    match = _SERIES.match(text)
    return match.end() if match else 0


def same_heading(one: str, other: str) -> bool:
    """True when two headings differ only by white space, quotation marks or a column's name in brackets."""

    def bare(text: str) -> str:
        return _QUOTES.sub("", re.sub(r"\A[（(【\[][^（()）】\]]{1,16}[)）】\]]", "", text)).replace("　", "")

    return bare(one) == bare(other) != ""
