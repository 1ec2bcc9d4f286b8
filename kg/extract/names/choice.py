"""Which candidates name bodies and places: their traits over the whole item, weighed by a regression.

A name is judged once for the item, by all its occurrences: a stretch that the tagger names whole in one sentence,
that a title follows in another and that never goes on with a noun is a name everywhere in the item.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.names.backed import Chosen, beside, is_backed, is_listed
from kg.extract.names.bodies import NAMES, NOMINAL, Candidate, candidates, is_numbered, trade_of
from kg.extract.names.crews import is_crew
from kg.extract.names.framed import accounts, framed_media
from kg.extract.names.gathering import Context, Occurrences, sort_of, steps
from kg.extract.names.stationed import is_stationed
from kg.extract.regression import regression
from kg.extract.tagging.tagger import Word
from kg.extract.text.levels import is_bare, level_of
from kg.lexicon.names import word_frequencies
from kg.lexicon.places import Gazetteer
from kg.lexicon.proper import proper_nouns
from kg.lexicon.suffixes import abbreviation_at_end, kind_of_body, kind_of_place, suffix_of
from kg.lexicon.titles import title_at_end, title_ends
from kg.model.schema import Kind
from kg.model.text import BlockKind, Span

# Probabilities from which a candidate is a name.
KEEP = 0.45
# The same for names that local papers are full of and the annotated texts, mostly of the national press, have few of:
KEEP_RELATIVE = 0.15  # 区财政局
KEEP_LOCAL = 0.3  # 甲街道乙社区, 甲镇便民服务中心
KEEP_BARE = 0.6  # 业委会 alone: every compound has one
# The same for a form that is short for a name of the item:
KEEP_BACKED = 0.3
_PLACE_ENDINGS = {"社区", "小区", "街道", "镇", "乡", "村", "新村", "路", "街", "大道"}
_TELLING_PREPOSITIONS = {"在", "于", "赴", "到", "从", "来自", "前往", "位于", "抵达", "至", "向", "由", "据"}
_ACTS = {
    "位于",
    "举行",
    "召开",
    "举办",
    "宣布",
    "发布",
    "组织",
    "表示",
    "负责人",
    "开展",
    "成立",
    "通报",
    "主办",
    "承办",
}
# A number with its measure word counts a noun: 一张网, 两条路, 205家医院.
_COUNTED = re.compile(r"[一二两三几][张条个座把支辆台](?!道)|\d+[余多]?(?:家(?![政居具园族])|所|名|座)")
# What is printed behind a medium that is quoted, and before it.
_REPORTS = ("记者", "报道", "讯", "消息", "客户端", "官网", "官方微", "微信", "微博", "公众号", "网站", "电（", "电(")
_SOURCES = ("据", "来源：", "来源:", "转自", "公众号", "接受", "告诉")


def choose(contexts: Sequence[Context], people: Sequence[Span], gazetteer: Gazetteer) -> list[Chosen]:
    """The names of bodies and places of one item, by surface. ``people`` are spans that name people.

    Cost: O(candidates × their neighbours in a sentence).
    """
    model = regression("names")
    chosen = []
    doubtful = []
    framed = accounts(contexts[0].text) if contexts else set()
    for item, kind in occurrences(contexts, people, gazetteer):
        probability = model.probability(item.names())
        least = KEEP
        if "=generic" in item.traits and kind is Kind.COMMUNITY:
            pass  # 街道社区, although 街道 may begin a relative name
        elif "=bare" in item.traits and kind is Kind.COMMUNITY:
            least = KEEP_BARE
        elif "=bare" not in item.traits and "=relative" in item.traits:
            least = KEEP_RELATIVE
        elif (kind is Kind.COMMUNITY and "=bare" not in item.traits) or (
            "=place-first" in item.traits and kind is Kind.GOVERNMENT
        ):
            least = KEEP_LOCAL
        elif is_crew(item.surface) or is_stationed(item.surface) or item.surface in framed:
            least = 0.0
        if (
            _COUNTED.match(item.surface)
            or lacks_pointer(item.surface, gazetteer)
            or _is_seat_of_envoy(item.surface, gazetteer)
        ):
            continue
        if probability >= least and not _is_figure(item, kind, gazetteer):
            chosen.append(Chosen(item.surface, kind, tuple(sorted(item.spans)), probability))
        elif probability >= KEEP_BACKED:
            doubtful.append(Chosen(item.surface, kind, tuple(sorted(item.spans)), probability))
    near = beside(contexts[0].text if contexts else "", chosen)
    chosen += [item for item in doubtful if is_backed(item, chosen, gazetteer, KEEP) or is_listed(item, near)]
    return _whole(_uncrossed(chosen), gazetteer)


def lacks_pointer(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is 省|甲市法院, which 该省甲市法院 leaves: a city's bodies are not named by 省 before the city."""
    return surface[0] == "省" and any(gazetteer.lookup(surface[1:end]) for end in range(3, min(9, len(surface))))


def _is_seat_of_envoy(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether 驻 stands before a place and nothing more: where an envoy is (驻老挝|大使), the name of nothing."""
    return surface[0] == "驻" and bool(gazetteer.lookup_bare(surface[1:]))


def _is_figure(item: Occurrences, kind: Kind, gazetteer: Gazetteer) -> bool:
    """Whether a place stands in quotation marks wherever it stands: 架起“连心桥”, 系好“安全带” are figures of speech."""
    if kind not in (Kind.FACILITY, Kind.NATURAL) or gazetteer.lookup(item.surface):
        return False
    quoted = sum(item.traits[f"marks:{marks}"] for marks in ("“”", "‘’"))
    return quoted == len(item.spans)


def _uncrossed(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Names without the stretches that share characters with a more probable one and are not nested with it."""
    taken: list[Span] = []
    kept: dict[str, Chosen] = {}
    for item in sorted(chosen, key=lambda item: (-item.probability, -len(item.surface), item.surface)):
        spans = tuple(
            span
            for span in item.spans
            if not any(span.overlaps(o) and not span.contains(o) and not o.contains(span) for o in taken)
        )
        taken.extend(spans)
        if spans:
            kept[item.surface] = replace(item, spans=spans)
    return [kept[item.surface] for item in chosen if item.surface in kept]


def _whole(chosen: Sequence[Chosen], gazetteer: Gazetteer) -> list[Chosen]:
    """Names without those that only ever stand cut short in another.

    They lack its first character (乙社区 in 甲乙社区), which only a level may be (区财政局), or its ending as a place (甲镇乙 in
    甲镇乙社区), which only a listed place may do without.
    """
    named = {span: item for item in chosen for span in item.spans}

    def is_cut(item: Chosen, span: Span) -> bool:
        if item.surface == "中共":  # says whose committee it is that follows
            return any(other.start == span.start and other.end > span.end for other in named)
        longer = named.get(Span(span.start - 1, span.end)) if span.start else None
        if longer is not None and not level_of(longer.surface):
            return True
        return not gazetteer.lookup_bare(item.surface) and any(
            other.start == span.start and other.end > span.end and longer.surface[len(span) :] in _PLACE_ENDINGS
            for other, longer in named.items()
        )

    return [item for item in chosen if not all(is_cut(item, span) for span in item.spans)]


def occurrences(
    contexts: Iterable[Context], people: Sequence[Span], gazetteer: Gazetteer
) -> list[tuple[Occurrences, Kind]]:
    """Candidates gathered by surface, sorted, with the kind that the form says and counts of traits."""
    found: dict[str, tuple[Occurrences, Kind]] = {}
    for context in contexts:
        edges = {word.start: i for i, word in enumerate(context.words)}
        ends = {word.end: i for i, word in enumerate(context.words)}
        row = candidates(context.text, context.words, context.listed, gazetteer, context.labels)
        if not row:
            continue
        all_of_it = row[0].span.cover(max((candidate.span for candidate in row), key=lambda span: span.end))
        framed = set(framed_media(context.text, context.words[0].start, context.words[-1].end))
        near = [person for person in people if person.overlaps(all_of_it)]
        for candidate in row:
            if any(person.overlaps(candidate.span) for person in near):
                continue
            surface = candidate.span.of(context.text)
            item, _ = found.setdefault(surface, (Occurrences(surface), candidate.kind))
            item.spans.append(candidate.span)
            item.traits.update(
                _local(context, candidate, row, edges, ends) + _post_follows(context, candidate.span, people)
            )
            if candidate.span in framed:
                item.traits["framed"] += 1
    for item, kind in found.values():
        item.traits.update(_formal(item.surface, kind, gazetteer))
    return [found[surface] for surface in sorted(found)]


def _formal(surface: str, kind: Kind, gazetteer: Gazetteer) -> list[str]:
    """Traits of the form alone, marked ``=``."""
    body, place = kind_of_body(surface), kind_of_place(surface)
    divisions = gazetteer.lookup(surface)
    ending = suffix_of(surface, "body")
    found = [
        f"=body:{body.value if body else 'none'}",
        f"=place:{place.value if place else 'none'}",
        f"=kind:{kind.value}",
        f"=length:{min(len(surface), 12)}",
        f"=end:{len(ending)}",
        f"=tail:{ending}" if ending else f"=tail:{suffix_of(surface, 'place')}",
    ]
    found.append(f"=last2:{surface[-2:]}")
    if divisions:
        found += [f"=gazetteer:{divisions[0].level}", "=gazetteer"]
    elif gazetteer.lookup_bare(surface):
        found.append("=gazetteer:weak")
    abbreviation = abbreviation_at_end(surface)
    if abbreviation is not None:
        found.append("=official-short" if abbreviation.form == surface else "=official-short-tail")
    level = level_of(surface)
    if level and not divisions:
        found += ["=relative", f"=relative:{level}", f"=relative:{body.value if body else 'none'}"]
    if is_bare(surface):
        found.append("=bare")
    if _is_generic(surface, ending):
        found.append("=generic")
    frequency = word_frequencies().get(surface, 0)
    if frequency:
        found.append(f"=common:{len(str(frequency))}")
    if surface in proper_nouns():
        counted, sort = proper_nouns()[surface]
        length = "short" if len(surface) == 2 else "long"
        found += ["=proper", f"=proper:{min(len(str(counted)), 3)}", f"=proper:{length}", f"=proper:{sort}:{length}"]
    trade = trade_of(surface)
    if trade:
        found.append("=trade:common" if word_frequencies().get(surface[: -len(trade)], 0) > 0 else "=trade")
    if is_numbered(surface):
        found.append("=numbered")
    if any(c.isascii() and c.isalnum() for c in surface):
        found.append("=latin")
    head = next((size for size in range(min(8, len(surface) - 1), 1, -1) if gazetteer.lookup(surface[:size])), 0)
    if head:
        found += ["=place-first", f"=place-first:{body.value if body else 'none'}"]
    return found


def _is_generic(surface: str, ending: str) -> bool:
    """Whether a noun is made of endings alone (街道社区, 乡镇卫生院): it says of what sort a body is, not which."""
    head = surface.removesuffix(ending or suffix_of(surface, "place"))
    return len(head) > 1 and head != surface and is_bare(head)


def _local(
    context: Context, candidate: Candidate, row: Sequence[Candidate], edges: dict[int, int], ends: dict[int, int]
) -> list[str]:
    """Traits of one occurrence: its words, its edges, its neighbours, what contains it."""
    span, words = candidate.span, context.words
    first, last = edges.get(span.start), ends.get(span.end)
    found = [f"block:{context.block.value}"] if context.block is not BlockKind.PARAGRAPH else []
    inside = context.inside(span)
    if first is None or last is None:
        found.append("cuts-word")
        outer = inside[0] if len(inside) == 1 else None
        if outer:
            found.append(f"inside:{outer.tag}")
    elif first == last:
        found.append(f"word:{words[first].tag}")
    else:
        found += [f"first:{inside[0].tag}", f"last:{inside[-1].tag}", f"words:{min(len(inside), 6)}"]
        found += [f"has:{tag}" for tag in sorted({word.tag for word in inside[1:]} - {"n"})]
        if inside[0].tag in NAMES:
            found.append("begins-with-name")
        if any(word.tag in NAMES for word in inside[1:]):
            found.append("name-inside")
        if any(title_at_end(word.text) == len(word.text) for word in inside[:-1]):
            found.append("title-inside")
    found += _neighbours(context, span, inside)
    found += _containers(row, candidate)
    found += _labels(context, span)
    return found


def _post_follows(context: Context, span: Span, people: Sequence[Span]) -> list[str]:
    """Whether a post and then a person stand right behind: the surest sign of a host's right edge."""
    ends = title_ends()
    for word in context.since(span.end):
        length = word.end - span.end
        if length > 12:
            break
        if word.text[-1] in ends and title_at_end(context.text[span.end : word.end]) == length:
            if any(person.start in (word.end, word.end + 1) for person in people):
                return ["post-and-person"]
            if context.text[word.end : word.end + 1] in {"、", "，", ",", "。", "；", "）", ")"}:
                return ["post-and-mark"]
    return []


def _labels(context: Context, span: Span) -> list[str]:
    """What the labeller says of exactly this stretch, and what it would rather have there."""
    body = context.labels.probability(span, "ORG")
    place = context.labels.probability(span, "PLACE")
    found = [*steps("label", body + place), *steps("label:ORG", body), *steps("label:PLACE", place)]
    surface = span.of(context.text)
    if body + place >= 0.5:
        sort = "bare" if is_bare(surface) else "relative" if level_of(surface) else "plain"
        found += [f"labelled:{sort}", f"labelled:{sort}:{'suffix' if kind_of_body(surface) else 'none'}"]
    for other, label, probability in context.labels.best:
        if other != span and label in {"ORG", "PLACE"} and probability > 0.3 and other.contains(span):
            found += _held(context.text, span, other, label)
            if other.start == span.start:
                rest = context.text[span.end : other.end]
                found.append(
                    f"labelled-head:{'body' if kind_of_body(rest) else 'place' if kind_of_place(rest) else 'none'}"
                )
            elif other.end == span.end:
                rest = context.text[other.start : span.start]
                found.append(
                    f"labelled-tail:{'body' if kind_of_body(rest) else 'place' if kind_of_place(rest) else 'none'}"
                )
        if other != span and other.overlaps(span):
            side = "inside" if other.contains(span) else "around" if span.contains(other) else "across"
            found += [f"label-{side}:{label}", f"label-{side}:{label}:{int(probability * 4)}"]
    return found


def _held(text: str, span: Span, longer: Span, label: str) -> list[str]:
    """How a stretch lies in a longer name: 北京 is no place that 北京大学 names, 甲县 is one that 甲县医院 does."""
    surface = longer.of(text)
    ending = suffix_of(surface, "body") or suffix_of(surface, "place") or surface[-1]
    side = "head" if span.start == longer.start else "tail" if span.end == longer.end else "amid"
    kind = "place" if kind_of_place(span.of(text)) else "body" if kind_of_body(span.of(text)) else "bare"
    found = [f"held:{side}:{ending}", f"held:{side}:{kind}:{label}", f"held:{side}:{kind}:{ending}"]
    if span.end > longer.end - len(ending) and span.end < longer.end:
        found.append("held:cuts-ending")  # 市政府办 in 市政府办公厅
    if side == "head" and longer.end - span.end <= 2:
        found.append(f"held:before:{text[span.end : longer.end]}")
    return found


def _neighbours(context: Context, span: Span, inside: Sequence[Word]) -> list[str]:
    """What stands right before and after: an unfinished phrase has a noun there, a name a mark, a title or a verb."""
    left, right = context.before(span.start), context.after(span.end)
    found = [f"left:{sort_of(left)}", f"right:{sort_of(right)}"]
    if left is not None and left.end == span.start:
        found.append(f"left-text:{left.text}")
    if right is not None and right.start == span.end:
        found.append(f"right-text:{right.text}")
    if left is not None and left.tag in NOMINAL and inside and inside[0].start == span.start:
        found.append("left-nominal")
    if right is not None:
        if title_at_end(right.text) == len(right.text):
            found.append("right-title")
        elif right.tag in NOMINAL and right.start == span.end:
            found.append("right-nominal")
        if right.text in _ACTS:
            found.append("right-acts")
    if context.text.startswith(_REPORTS, span.end):
        found.append("right-reports")
    if context.text.endswith(_SOURCES, 0, span.start):
        found.append("left-source")
    if left is not None and left.text in _TELLING_PREPOSITIONS:
        found.append(f"left-word:{left.text}")
    marks = context.text[max(0, span.start - 1) : span.start] + context.text[span.end : span.end + 1]
    if marks in {"《》", "“”", "‘’"}:
        found.append(f"marks:{marks}")
    return found


def _containers(row: Sequence[Candidate], candidate: Candidate) -> list[str]:
    """How the candidate lies among the others of its sentence."""
    (start, end), kind = candidate
    found = set()
    for (first, last), other in row:
        if first <= start and end <= last:
            if first == start:
                if last != end:  # not itself
                    found |= {"heads-longer", f"heads:{kind.value}<{other.value}"}
            elif last == end:
                found |= {"ends-longer", f"ends:{kind.value}<{other.value}"}
            else:
                found.add("amid-longer")
        elif start <= first and last <= end:
            if last == end and first > start:
                found.add("has-shorter-end")
            elif first == start:
                found.add("has-shorter-head")
    return list(found)
