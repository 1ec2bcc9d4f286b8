"""Names of bodies that only the post behind them gives away: what stands right before an office is the body it is of.

Chinese puts body, office and name side by side without a mark (甲办 | 主任 | 乙). A stretch there that was not sure enough
to be a name anywhere else is one here: a brand (甲 CEO), an unlisted kind of body, a numbered unit (甲一队 | 队长). Where
it begins, the labeller's probabilities say; where they say nothing, the unit that the office is named after does.
"""

import re
from collections.abc import Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.coreference.pointing import opens_pointing, points_back
from kg.extract.names.gathering import Context
from kg.extract.posts.roles import OFFICE, find_roles, is_qualifier
from kg.extract.tagging.tagger import Word
from kg.extract.text.levels import is_bare, level_of
from kg.lexicon.places import Gazetteer, Level
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.lexicon.titles import is_status
from kg.model.schema import Kind
from kg.model.text import BlockKind, Span

_ENOUGH = 0.15  # of the labeller: before an office and a name the stretch is a body more often than it thinks
_ENOUGH_WITH_UNIT = 0.04  # where it ends in the very unit that the office heads (甲所 | 所长), or in a proper noun
_SURE = 0.5
_LONGEST = 24  # code points
_UNITS = "队组所局处科室部厅署站馆厂社院校庭行"  # X长 heads an X
_UNITS_OF = {"主任": ("办", "委", "科", "室", "中心", "部", "所"), "书记": ("委", "党支部"), "支书": ("村",)}
_SHARED = re.compile(r"[部厅局处署司院]长")  # an office whose first character ends the name of its body
_ENDS = set('，。；：、！？,;:“”"《》（）()')  # a bracket behind a name belongs to it, and the name is found before it
_OF_STATE = re.compile(r"(?:总统|总理|首相|外长|防长|财长|国王|女王|外交部长|国防部长|议长|驻.*大使|大使|国务卿|外相)")
_LATIN = re.compile(r"\s?[A-Z][A-Za-z]*")
_FUNCTION = frozenset("p c u d r f ad TIME xc w".split())  # no name goes on over a word of these


def add_hosts_of_posts(
    contexts: Sequence[Context], people: Sequence[Span], forms: dict[str, Form], gazetteer: Gazetteer
) -> None:
    """Add to ``forms`` the stretches that stand right before an office and its holder where no name ends."""
    spans = sorted(span for form in forms.values() for span in form.spans)
    for context in contexts:
        if not context.words or context.block in (BlockKind.BYLINE, BlockKind.DATELINE):
            continue
        start, end = context.words[0].start, context.words[-1].end
        labelled = [span for span, label, p in context.labels.best if label == "ROLE" and p >= 0.4]
        inside = [person for person in people if start <= person.start and person.end <= end]
        for person in inside:
            role = _office_before(context, person, labelled, start)
            if role is None or any(s.end == role.start or s.overlaps(role) for s in spans):
                continue
            country = _country(context, role, gazetteer)
            if country is not None:
                forms.setdefault(
                    country.of(context.text), Form(country.of(context.text), Kind.ADMIN, 0.9)
                ).spans.append(country)
                continue
            host = _stretch(context, role, [span for span in [*spans, *inside] if span.end < role.start])
            pointing = (
                host is not None and "该" in host.of(context.text)[1:]
            )  # 核准|乔振东该行|行长: of the bank spoken of
            crossed = host is not None and any(span.overlaps(host) and not host.contains(span) for span in spans)
            if host is not None and not pointing and not crossed:
                surface = host.of(context.text)
                kind = kind_of_body(surface) or Kind.OTHER
                forms.setdefault(surface, Form(surface, kind, 0.5)).spans.append(host)
                spans = sorted([*spans, host])


def share_endings(text: str, forms: dict[str, Form], gazetteer: Gazetteer) -> None:
    """Give names their last character where an office shares it: 甲国交通|部长 is 部长 of 甲国交通部, 乙市公安|局长 of 乙市公安局.

    Only where the stretch is neither a body nor a place without it. Changes ``forms``. Cost: linear.
    """
    for surface in sorted(forms):
        form = forms[surface]
        if kind_of_body(surface) is not None or gazetteer.lookup_bare(surface):
            continue
        shared = [span for span in form.spans if _SHARED.match(text, span.end)]
        for span in shared:
            whole = Span(span.start, span.end + 1)
            kind = kind_of_body(whole.of(text))
            if kind is not None:
                form.spans.remove(span)
                longer = forms.setdefault(whole.of(text), Form(whole.of(text), kind, form.probability))
                if whole not in longer.spans:
                    longer.spans.append(whole)
        if not form.spans:
            del forms[surface]


def _country(context: Context, role: Span, gazetteer: Gazetteer) -> Span | None:
    """A country by one character (俄 | 总统), which is a name before an office of state only."""
    word = next((w for w in context.words if w.end == role.start), None)
    if word is None or word.tag != "LOC" or len(word.text) != 1 or not _OF_STATE.search(role.of(context.text)):
        return None
    known = [place for place in gazetteer.lookup_bare(word.text) if place.level is Level.COUNTRY]
    return Span(word.start, word.end) if known else None


def _office_before(context: Context, person: Span, labelled: Sequence[Span], start: int) -> Span | None:
    """The first of the offices that end right before a name (甲公司董事、总经理|乙: 董事 has the body before it)."""
    clause = max((w.end for w in context.words if w.end <= person.start and w.text in "，。；：！？,;:"), default=start)
    words = [w for w in context.words if clause <= w.start and w.end <= person.start]
    roles = find_roles(context.text, words, labelled, clause, person.start)
    first: Span | None = None
    end = person.start
    for role in reversed(roles):
        between = context.text[role.end : end]
        if between not in ("", "、", "兼", "和", "及", "暨", " ") or not OFFICE.search(role.of(context.text)):
            break
        first, end = role, role.start
    return first


def _stretch(context: Context, role: Span, before: Sequence[Span]) -> Span | None:
    """The stretch up to ``role`` that is most likely one name; None where nothing speaks for one."""
    words = [w for w in context.words if w.end <= role.start]
    while words and is_qualifier(words[-1].text):
        words.pop()
    if len(words) > 1 and words[-1].text == "的":
        words.pop()  # 甲店的店长乙
    if not words or role.start - words[-1].end > 1:
        return None
    end = words[-1].end
    unit = _heads(role.of(context.text), context.text[:end])
    least = _ENOUGH_WITH_UNIT if unit or words[-1].tag in {"ORG", "nz", "nw"} else _ENOUGH
    best: tuple[float, Span] | None = None
    first = len(words)
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if is_status(word.text) and 0 < i < len(words) - 1:
            held = Span(
                words[i + 1].start, end
            )  # 甲县前|教育局: the post was held, and the county is no part of the body
            around = context.labels.probability(Span(words[i - 1].start, end), "ORG")
            if around >= _SURE and kind_of_body(held.of(context.text)) is not None:
                return held
        if end - word.start > _LONGEST or word.text in _ENDS or not word.text.strip() or is_status(word.text):
            break
        span = Span(word.start, end)
        surface = span.of(context.text)
        if (
            len(surface) < 2
            or is_bare(surface)
            or points_back(surface)
            or opens_pointing(surface)
            or level_of(surface)
            or kind_of_place(surface) is not None
        ):
            continue
        p = context.labels.probability(span, "ORG")
        if (
            p >= least
            and (best is None or p > best[0])
            and not any(s.overlaps(span) and not span.contains(s) for s in before)
        ):
            best = p, span
        first = i
    if best is not None:
        return best[1]
    return _numbered_unit(words[first:]) if unit else _in_letters(words)


def _in_letters(words: Sequence[Word]) -> Span | None:
    """Lumen Kazan | 经理: words in Latin letters right before an office name its body, for they can say nothing else."""
    first = len(words)
    while first and (
        _LATIN.fullmatch(words[first - 1].text) or (first < len(words) and words[first - 1].text.isspace())
    ):
        first -= 1
    while first < len(words) and not words[first].text.strip():
        first += 1
    return Span(words[first].start, words[-1].end) if first < len(words) and len(words[-1].text) > 2 else None


def _heads(role: str, before: str) -> bool:
    """Whether the text before an office ends in the unit that it heads: 队 | 队长, 办 | 主任."""
    chief = role.lstrip("副总支大")
    if len(chief) == 2 and chief[1] == "长" and chief[0] in _UNITS:
        return before.endswith(chief[0])
    return before.endswith(_UNITS_OF.get(chief, ("\n",)))


def _numbered_unit(words: Sequence[Word]) -> Span | None:
    """甲一队, 乙108队: a number with its unit, and the words that lead up to it from the head of the clause."""
    if (
        not words
        or words[-1].tag != "m"
        or not any(char.isdigit() or char in "一二三四五六七八九十" for char in words[-1].text)
    ):
        return None
    first = len(words) - 1
    while first > 0 and words[first - 1].tag not in _FUNCTION and words[-1].end - words[first - 1].start <= 8:
        first -= 1
    return Span(words[first].start, words[-1].end)
