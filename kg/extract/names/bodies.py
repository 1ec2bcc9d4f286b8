"""Stretches that may name a body or a place, and what their form says of them.

A Chinese body's name is a noun phrase read from the left, widest first: place, proper part, field, kind
(甲市 | 明珠 | 医药 | 有限公司). Where such a phrase begins and ends is not printed, so every stretch that begins with a
word and ends in a kind is a candidate; :mod:`kg.extract.names.choice` weighs them against each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.names.crews import crews
from kg.extract.names.formerly import former_parts
from kg.extract.names.framed import framed_media
from kg.extract.names.gathering import Labels
from kg.extract.names.stationed import stationed
from kg.extract.tagging.tagger import Word
from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer, Listed
from kg.lexicon.proper import LONGEST, proper_nouns
from kg.lexicon.suffixes import abbreviations, body_ends, kind_of_body, kind_of_place, suffix_of
from kg.lexicon.titles import title_at_end
from kg.model.schema import Kind
from kg.model.text import Span

NAMES = frozenset({"LOC", "ORG"})
NOMINAL = frozenset({"n", "nz", "vn", "an", "nw", "s", "j", "b", "PER", "LOC", "ORG"})
_INNER = {"m", "a", "v", "q", "f", "ad", "t", "vd", "xc"}  # inside a name only between nominal words: 第一, 大, 合作
_OPENS = {"a", "m", "v", "f"}  # may begin a name: 大众, 第一, 联合, 东
_BRIDGES = {"与", "和", "及"}  # 医疗与健康研究中心
_LONGEST = 32  # code points; the longest official names have about 30
_MOST_WORDS = 12
_RELATIVE = re.compile(
    r"(?:自治区|街道|开发区|新区|高新区|管理区|省|市|州|区|县|旗|镇|乡|村)(?:委|政府|党委|党工委|工委|纪委|政协|人大|监委|纪委监委|委会|党支部|人民政府|人大常委会)"
)
# Where a complete name may end inside a longer one that the tagger took whole: 甲大学|法学院, 甲市公安局|乙分局.
_SEAM = re.compile(r"(?:局|厅|部|社|军|院|委|办|署|党|团|报|台|网|行)$")
# Bodies of which a country has one, so that the kind alone names them.
_NATIONAL = frozenset(
    "国务院 解放军 中央军委 最高人民法院 最高人民检察院 外交部 国防部 教育部 公安部 财政部 商务部 "
    "监察部 司法部 民政部 卫生部 交通运输部 生态环境部 中央 中共中央 全国人大 全国政协".split()
)


# Letters, and a number with a unit that the tagger takes as a count: 108队, 一队, 四区.
_UNIT = r"(?:队|大队|中队|矿|厂|连|营|团|班|室|区|组|病区|分厂|车间)"
_NUMBERED = re.compile(r"[A-Za-z0-9·&-]+|(?:第?[一二三四五六七八九十]+|\d+)" + _UNIT)
_NUMBERED_END = re.compile(r"(?:第?[一二三四五六七八九十]+|\d+)号?(?:[\u4e00-\u9fff]{2})?" + _UNIT + "$")
# A division's full name stands before its committee and its head's post, too: 甲市|委, 甲省|长.
_SEAT = re.compile(r"(?:自治区|自治州|自治县|省|市|州|县|区|旗|镇|乡)(?=[委长])")
_LONGEST_DIVISION = 11
_LONGEST_ALONE = 8  # code points of a short form
_MANY = {Kind.COMMUNITY, Kind.ASSOCIATION, Kind.COMPANY}  # 业委会, 协会, 公司: a bare ending tells none of them
_SURE = 0.5  # of a labelled stretch, from which a verb in it or a bare ending (议会) does not speak against it
_LIKELY = 0.1  # of a labelled stretch, from which it is a candidate whatever the tagger's words are
_STROKE = re.compile(r"[\u4e00-\u9fff][/／][\u4e00-\u9fff]")
_MARKS = frozenset("（()）“”《》‘’")

# What companies deal in: a brand and one of these is how news prints them (某某资本, 某某航空), without 公司.
_TRADES = frozenset(
    "资本 航空 物业 地产 置业 房产 软件 水泥 教育 健康 科技 传媒 影业 影视 汽车 电器 药业 制药 "
    "医药 医疗 食品 乳业 酒业 饮料 保险 证券 基金 信托 期货 财险 人寿 物流 速运 快递 能源 电力 "
    "石化 石油 钢铁 矿业 重工 机械 电子 通信 通讯 网络 音乐 娱乐 旅游 酒店 百货 服饰 家居 家电 "
    "电气 生物 股份 控股 国际 实业 投资 支付 出行 外卖 商城 财富 租赁 环保 新能源 半导体".split()
)
_TRADE_ENDS = frozenset(trade[-1] for trade in _TRADES)
_BRAND = (2, 4)  # characters before the trade
_NO_BRANDS = {"v", "vn", "LOC", "a"}  # tags of what a brand does not begin with
_FEW_WORDS = 3  # of a brand, or of a noun phrase that ends in a proper noun
# Words that say when a post was held; they part a place from its body (某县|前|教育局) and are in no name.
_TIMES = {"前", "原", "时任", "现任", "曾任"}

_UNITS = {"处", "科", "部", "司", "局", "室", "组", "办", "会", "团", "队", "委员会", "委"}


class Candidate(NamedTuple):
    """One stretch that may name a body or place; ``kind`` is what its form says."""

    span: Span
    kind: Kind


def candidates(
    text: str, words: Sequence[Word], listed: Sequence[Listed], gazetteer: Gazetteer, labels: Labels
) -> list[Candidate]:
    """All candidates of one sentence, by start then end, each span once. Offsets count in ``text``.

    ``listed`` are the gazetteer's names in the sentence.
    """
    found: dict[Span, Kind] = {}
    for run in _phrases(words):
        for span, kind in _in_phrase(text, run, gazetteer):
            found.setdefault(span, kind)
    if words:
        first, last = words[0].start, words[-1].end
        seats = _seats(text, first, last, gazetteer)
        whole = [*seats, *(Span(start, end) for start, end, _ in listed)]
        # 灵山 cut out of 灵山卫街道: what lies inside a listed name and crosses no word of it is no name
        found = {
            span: kind
            for span, kind in found.items()
            if not any(other.start <= span.start and span.end <= other.end and other != span for other in whole)
        }
        found |= dict.fromkeys(seats, Kind.ADMIN)
        for start, end, divisions in listed:
            span = Span(start, end)
            if not any(seat.contains(span) for seat in seats):
                found.setdefault(span, _kind_of_division(divisions[0].code, span.of(text)))
        for span, kind in _short_forms(text, words):
            found.setdefault(span, kind)
        for match in _RELATIVE.finditer(text, first, last):
            relative = Span(match.start(), match.end())
            found = {s: kind for s, kind in found.items() if s.start != relative.start or s.end >= relative.end}
            found.setdefault(relative, kind_of_body(match.group()) or Kind.GOVERNMENT)
        for match in re.finditer(r"《([^》]{2,8}(?:报|周刊|杂志|新闻))》", text[first:last]):
            found.setdefault(Span(first + match.start(1), first + match.end(1)), Kind.MEDIA)
        for span in framed_media(text, first, last):
            found.setdefault(span, Kind.MEDIA)
        found |= dict(crews(text, first, last)) | dict(stationed(text, first, last))
    likely = [(span, label) for label in ("ORG", "PLACE") for span in labels.likely(label, _LIKELY)]
    best = [(span, label) for span, label, _ in labels.best if label in {"ORG", "PLACE"}]
    sure = {span for span, label, probability in labels.best if probability >= _SURE}
    for span, label in (*best, *likely):
        surface = span.of(text)
        plain = not is_bare(surface) or (span in sure and kind_of_body(surface) not in _MANY)
        if len(surface) > 1 and _balanced(surface) and plain and not _runs_on(span, words, found, span in sure):
            by_label = kind_of_body(surface) if label == "ORG" else kind_of_place(surface)
            found.setdefault(span, by_label or kind_of_body(surface) or kind_of_place(surface) or Kind.OTHER)
    for span, parts in former_parts(text, words, found):
        del found[span]
        for part in parts:
            found.setdefault(part, _kind_of_either(part.of(text)))
    for span in _proper(text, words):
        found.setdefault(span, _kind_of_either(span.of(text)))
    return [Candidate(span, found[span]) for span in sorted(found)]


def _kind_of_either(surface: str) -> Kind:
    return kind_of_body(surface) or kind_of_place(surface) or Kind.OTHER


def _proper(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Listed proper nouns that are one word of the tagger's or up to three, which it may have cut."""
    known = proper_nouns()
    for first, begin in enumerate(words):
        for word in words[first : first + 3]:
            if word.end - begin.start > LONGEST:
                break
            if text[begin.start : word.end] in known:
                yield Span(begin.start, word.end)


def _seats(text: str, first: int, last: int, gazetteer: Gazetteer) -> list[Span]:
    """Full names of divisions in front of a committee or a head's post, which the tagger takes as one word with them."""
    found = []
    for match in _SEAT.finditer(text, first, last):
        for start in range(max(first, match.end() - _LONGEST_DIVISION), match.start()):
            if gazetteer.lookup(text[start : match.end()]):
                found.append(Span(start, match.end()))
                break
    return found


def _short_forms(text: str, words: Sequence[Word]) -> Iterator[tuple[Span, Kind]]:
    """Official short forms that stand alone (国新办) and bodies of the nation, where words begin; also head of a longer."""
    end, last = 0, words[-1].end
    known = _alone()
    for word in words:
        start = word.start
        if start < end:
            continue
        while (forms := known.get(text[start : start + 2])) is not None:
            form = next((form for form in forms if text.startswith(form, start, last)), "")
            if not form:
                break
            end = start + len(form)
            yield Span(start, end), kind_of_body(form) or Kind.GOVERNMENT
            start = end  # 中办|国办: one behind the other


def stands_alone(surface: str) -> bool:
    """True for an official short form that is no tail, and for a body of the nation: 国办, 国务院."""
    return surface in _alone().get(surface[:2], ())


@cache
def _alone() -> dict[str, tuple[str, ...]]:
    """Official short forms that are no tails, and bodies of the nation, by their first two characters, longest first."""
    found: dict[str, list[str]] = {}
    tails = {form for form, item in abbreviations().items() if item.is_tail}
    for form in sorted({*abbreviations(), *_NATIONAL} - (tails - _NATIONAL), key=lambda form: (-len(form), form)):
        if 1 < len(form) <= _LONGEST_ALONE:
            found.setdefault(form[:2], []).append(form)
    return {head: tuple(forms) for head, forms in found.items()}


def trade_of(surface: str) -> str:
    """The trade that a company's short name ends in (资本 in 某某资本), "" for none."""
    if surface[-1:] not in _TRADE_ENDS:
        return ""
    trade = next((surface[-size:] for size in (3, 2) if surface[-size:] in _TRADES), "")
    return trade if trade and _BRAND[0] <= len(surface) - len(trade) <= _BRAND[1] else ""


@lru_cache(maxsize=1 << 14)
def _is_unit(text: str) -> bool:
    """True for letters and for a number with a unit: 108队, IBM."""
    return _NUMBERED.fullmatch(text) is not None


def is_numbered(surface: str) -> bool:
    """True for a unit known by its number: 采油108队, 第三车间, 初二三班."""
    return _NUMBERED_END.search(surface) is not None


def _kind_of_division(code: str, surface: str) -> Kind:
    return Kind.OTHER if code.startswith(("region:", "zone:")) else kind_of_place(surface) or Kind.ADMIN


def _phrases(words: Sequence[Word]) -> Iterable[list[Word]]:
    """Maximal runs of words that can stand inside one name, a bracketed place (甲(乙)有限公司) included."""
    run: list[Word] = []
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else None
        if (
            word.tag in NOMINAL
            or _is_unit(word.text)
            or (
                following is not None
                and (run or word.tag in _OPENS)
                and _inside(run, word, following, words[i + 1 : i + 4])
            )
        ):
            run.append(word)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _inside(run: Sequence[Word], word: Word, following: Word, rest: Sequence[Word]) -> bool:
    """Whether a word that is no noun may stand inside a name."""
    nominal = following.tag in NOMINAL or following.tag in _INNER
    if word.text in _TIMES:
        return False
    if word.text == "驻":  # 甲国驻乙国大使馆
        return bool(run) and run[-1].tag in NAMES and following.tag in NAMES
    if word.text in _BRIDGES:
        return bool(run) and following.tag in NOMINAL and following.tag != "PER"
    if word.tag in _INNER:
        return nominal and len(word.text) <= 4
    if word.text in "（(" and len(rest) > 2:
        return bool(run) and rest[1].text in "）)" and (rest[0].tag == "LOC" or rest[0].text in {"集团", "控股"})
    if word.text in "）)":
        return any(w.text in "（(" for w in run[-2:])
    return False


def _in_phrase(text: str, run: Sequence[Word], gazetteer: Gazetteer) -> Iterator[tuple[Span, Kind]]:
    """Candidates of one phrase: from each word on, every stretch that ends in a kind; and seams inside long words."""
    # What does not depend on where a stretch begins is asked once a phrase.
    whole = text[run[0].start : run[-1].end]
    plain = "/" not in whole and _MARKS.isdisjoint(whole)
    titles = [_is_title(run, last) for last in range(len(run))]
    posts = [title_at_end(word.text) == len(word.text) for word in run[1:]] + [False]  # whether one follows
    for first, begin in enumerate(run):
        if begin.text in _BRIDGES or begin.text in "（()）" or begin.tag in {"q", "xc"}:
            continue
        complete = False  # a body's whole name has just been read
        for last in range(first, min(len(run), first + _MOST_WORDS)):
            word = run[last]
            surface = text[begin.start : word.end]
            if len(surface) > _LONGEST:
                break
            if last > first and titles[last]:
                break  # a title ends the body's name: X局 | 局长
            if complete and _ends_name(word):
                break
            complete = False
            if len(surface) < 2 or not (plain or _balanced(surface)):
                continue
            kind = _kind(surface, run, first, last, gazetteer)
            if kind is None and posts[last] and _is_brand(run[first : last + 1]):
                kind = Kind.OTHER
            if kind is not None and (posts[last] or not is_bare(surface) or _stands_alone(run, first, last)):
                complete = True
                yield Span(begin.start, word.end), kind
        if begin.tag == "ORG":
            yield from _seams(begin)


def _ends_name(word: Word) -> bool:
    """Whether a word that follows a complete name ends it: a verb, an adverb, a count (两个); 第一 and 大 may go on."""
    if word.tag in NOMINAL or word.text == "驻" or _is_unit(word.text):
        return False
    return not (
        word.tag == "a" or word.text in "（()）" or (word.tag == "m" and (word.text[0] == "第" or len(word.text) == 1))
    )


def _runs_on(span: Span, words: Sequence[Word], found: dict[Span, Kind], sure: bool) -> bool:
    """Whether a stretch is a whole name, a verb or a count, and more (甲办公室积极协调乙局, 甲街两个合作社).

    In a stretch that the labeller is ``sure`` of a verb alone may be a part of the name (甲银行|执行|董事会).
    """
    return any(
        span.start < word.start < span.end
        and (
            word.tag in {"ad", "d"}
            or (word.tag == "v" and not sure)
            or word.text in {"会同", "等"}
            or (word.tag == "m" and _ends_name(word))
        )
        and Span(span.start, word.start) in found
        for word in words
    )


def _balanced(surface: str) -> bool:
    """True when every bracket and quotation mark that opens in a stretch closes in it; a stroke parts two names."""
    if "/" in surface and _STROKE.search(surface):
        return False
    if _MARKS.isdisjoint(surface):
        return True
    pairs = ("（(", "）)"), ("“", "”"), ("《", "》"), ("‘", "’")
    return all(sum(map(surface.count, a)) == sum(map(surface.count, b)) for a, b in pairs)


def _stands_alone(run: Sequence[Word], first: int, last: int) -> bool:
    """Whether an ending alone may be a name without a post after it: it is tagged as one (国务院), or long."""
    return first == last and (run[first].tag in NAMES or len(run[first].text) >= 3)


def _is_brand(words: Sequence[Word]) -> bool:
    """Whether there is a proper noun or are letters in a stretch: before a post a brand is printed bare (甲乙 董事长)."""
    return any(word.tag in {"nz", "ORG", "LOC", "nw"} or word.text.isascii() for word in words)


def _seams(word: Word) -> Iterator[tuple[Span, Kind]]:
    """Complete names at the head of a name that the tagger took as one word, and what follows them."""
    for cut in range(3, len(word.text) - 1):
        head, rest = word.text[:cut], word.text[cut:]
        kind = kind_of_body(head)
        if kind is None or (len(suffix_of(head, "body")) < 2 and not _SEAM.search(head)):
            continue
        if is_bare(head) and head not in _NATIONAL:
            continue
        yield Span(word.start, word.start + cut), kind
        if kind_of_body(rest) is not None and not is_bare(rest):
            yield Span(word.start + cut, word.end), kind_of_body(rest) or kind


def _is_title(run: Sequence[Word], last: int) -> bool:
    """Whether a word is a post and not a part of the name (咨询师 in 咨询师协会)."""
    word = run[last]
    if word.tag in {"vn", "v"} or title_at_end(word.text) != len(word.text):
        return False  # 审计 and 销售 are occupations by the list, and work where they are tagged as verbs
    following = run[last + 1] if last + 1 < len(run) else None
    if following is None or following.start != word.end:
        return True
    # 咨询师协会, 干部处, 专家组: a unit follows, and is no post itself (处长)
    return following.text not in _UNITS and kind_of_body("某" + following.text) is not Kind.ASSOCIATION


def _kind(surface: str, run: Sequence[Word], first: int, last: int, gazetteer: Gazetteer) -> Kind | None:
    """What the stretch of a run's words is by its form, None when it is no complete name."""
    kind = kind_of_body(surface) if surface[-1] in body_ends() else None
    if kind is not None:
        return kind
    begins, ends = run[first].tag, run[last].tag
    if begins == ends == "LOC" and all(word.tag == "LOC" for word in run[first:last]):
        end = run[last].text
        if gazetteer.lookup_bare(end):
            return kind_of_place(end) or Kind.ADMIN
    kind = kind_of_place(surface)
    if kind is not None:
        return kind
    if first == last:
        return Kind.OTHER if begins in NAMES or (ends == "nz" and len(surface) >= 3) else None
    if last - first < _FEW_WORDS:
        if begins not in _NO_BRANDS and trade_of(surface):
            return Kind.COMPANY
        if ends in {"nz", "ORG"} and len(surface) >= 3:
            return Kind.OTHER
    return None
