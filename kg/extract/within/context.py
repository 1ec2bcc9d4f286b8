"""Wholes that the text around a name gives it: by what a sentence says, by lists, by the place the item speaks of."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.within.parts import Part, Reason
from kg.extract.workspace import Named, Workspace
from kg.lexicon.places import Gazetteer
from kg.model.text import BlockKind, Span

# X位于Y, X隶属于Y, X地处Y: part first; Y下辖X, Y旗下X: whole first
_PART_FIRST = re.compile(
    r"[^。；]{0,6}?(?:位于|坐落于|坐落在|坐落|地处|隶属于|隶属|归属|设在|设于|落户|落户于|落户在|入驻|落地|成立于|属于|挂靠在|挂靠于|挂靠|从属于|附属于|设立于|建在|建于)"
)
# A、B等一批大学落户C: what came to a place, after a list that ends in 等
_SETTLED = re.compile(r"等[^，。；：]{0,16}?(?:落户|入驻|进驻|落地)(?:于|在|到)?")
_WHOLE_FIRST = re.compile(
    r"(?:，|（|\()?(?:的|内|并|均|其)?(?:(?P<holds>下辖|下设|设有|旗下|下属|所属|直属|全资子公司|控股子公司|子公司|辖区内有|辖区内|辖区有|辖区|辖有|辖|管辖|辖内|统筹|内设|境内有|旗下有)|设立|成立|包括|拥有|组建|建立|建设)(?:的|了|有|内的)?[“《]?"
)
# An account that is somebody's: 甲报微信公众号“乙”, 甲局官方公众号“丙”, 甲报旗下的客户端“丁”.
_ACCOUNT = re.compile(
    r"(?:旗下)?的?(?:官方)?(?:微信公众号|微信公号|公众号|公号|微信|微博|视频号|客户端|APP|新媒体平台|平台)(?:[“《「]|$)"
)
# Behind the object of such a verb its clause or list goes on; a noun there has the name for its attribute (甲有乙|标准的设备).
_CLOSES = re.compile(r"\s*(?:[，。；、！？”》）,;)]|等|和|与|及|以及|并|$)")
_OF = re.compile(
    r"(?:的|境内的|内的|辖区的|辖区内的|当地的|下属的|所属的|旗下的|管辖的|下辖的|代管的|直属的|附属的)[“《]?"
)
_LOCATING = re.compile(r"(?:位于|坐落于|坐落在|地处|设在|来自|在)$")
# A second verb for what the clause before it speaks of: X位于Y，隶属于Z.
_AND_THEN = re.compile(r"，(?:并|现|目前|同时)?(?:隶属于|隶属|归属|从属于|属于|挂靠|坐落于|位于|地处)")
_COPULA = re.compile(r"(?:是|系|为|作为|，)")
_SUBSIDIARY = re.compile(r"(?:的)?(?:全资|控股)?(?:子公司|下属|旗下|所属|直属|附属)")
_LIST_MARKS = {"、", "和", "及", "以及", "与"}
_JOINS = {"、", "和", "及", "以及", "与", "，", ","}
_TOWNS = ("街道", "镇", "乡")
_TASK_UNITS = {"中心", "办公室", "办", "指挥部", "专班", "所", "站", "党工委", "党委"}
# Departments: what stands behind one is another of the same body.
_DEPARTMENT = re.compile(r"(?:科|处|室|司|部|股|办公室|中心)$")
_BEHIND_POST = re.compile(r"(?:常委|委员|主任|部长|局长|书记|长|教授|医师|主席|总裁|总经理|成员)[、，兼和及]?$")
_COMMUNITIES = ("社区", "村")


def from_context(
    bench: Workspace, found: Sequence[Part], composed: Sequence[Reason], gazetteer: Gazetteer
) -> Iterator[Reason]:
    """Reasons that lie in sentences and in the item as a whole; ``composed`` are those that lie in names."""
    by_chain = {item.chain: item for item in found}
    rows = [_outermost(bench, sentence.span, by_chain) for sentence in bench.sentences]
    of_level = list(_of_level(found))
    yield from of_level
    for row in rows:
        yield from _stated(bench, row)
        yield from _shared(bench, row, [*composed, *of_level])
    yield from _compounds(found)
    yield from _units(bench, rows, by_chain, composed)
    yield from _near_places(bench, rows, by_chain)
    yield from _of_the_item(bench, found)
    yield from _local(bench, found)
    yield from _listed(bench, found, gazetteer)


def _outermost(bench: Workspace, span: Span, by_chain: dict[int, Part]) -> list[Named]:
    """The names of a sentence but those of one character: 回京，入驻甲酒店 does not tell of Beijing where it stays."""
    return [item for item in bench.bodies(span) if item.chain in by_chain and len(item.span) > 1]


def _stated(bench: Workspace, row: Sequence[Named]) -> Iterator[Reason]:
    """X位于Y; Y下辖A、B和C; 位于Y的X; X（Y、Z）."""
    located: Named | None = None  # what the clause before said to lie in ``left``
    for i, (left, right) in enumerate(itertools.pairwise(row)):
        between = bench.text[left.span.end : right.span.start]
        evidence = left.span.cover(right.span)
        if located is not None and _AND_THEN.fullmatch(between):
            cover = located.span.cover(right.span)
            yield Reason(located.chain, right.chain, "located-in", cover, (f"by:{between[-2:]}",))
            continue
        located = None
        if _SETTLED.fullmatch(between) or (len(between) <= 10 and _PART_FIRST.fullmatch(between)):
            located = left
            for item in [*_list_up_to(bench, row[: i + 1]), left]:
                yield Reason(
                    item.chain, right.chain, "located-in", item.span.cover(right.span), (f"by:{between[-2:]}",)
                )
        if _COPULA.fullmatch(between) and _SUBSIDIARY.match(bench.text, right.span.end):
            yield Reason(left.chain, right.chain, "located-in", evidence, ("by:subsidiary",))
        match = _WHOLE_FIRST.fullmatch(between)
        if match:
            rule = "has-part" if match["holds"] else "founds"
            parts = [right, *_list_from(bench, row[i + 1 :])]
            if rule == "founds" and not _CLOSES.match(bench.text, parts[-1].span.end):
                continue
            for item in parts:
                yield Reason(item.chain, left.chain, rule, left.span.cover(item.span))
        if _ACCOUNT.fullmatch(between):
            yield Reason(right.chain, left.chain, "account-of", evidence)
        if _OF.fullmatch(between):
            before = bench.text[max(0, left.span.start - 3) : left.span.start]
            trait = "located" if _LOCATING.search(before) else "plain"
            yield Reason(right.chain, left.chain, "of-place", evidence, (trait,))
        if between in ("（", "("):
            for item in [right, *_list_from(bench, row[i + 1 :])]:
                yield Reason(item.chain, left.chain, "in-bracket", left.span.cover(item.span))


def _list_from(bench: Workspace, row: Sequence[Named]) -> list[Named]:
    """The names that a list goes on with after the first of ``row``."""
    found = []
    for left, right in itertools.pairwise(row):
        if bench.text[left.span.end : right.span.start] not in _JOINS:
            break
        found.append(right)
    return found


def _list_up_to(bench: Workspace, row: Sequence[Named]) -> list[Named]:
    """The names of the list that ends with the last of ``row``, without that one."""
    found: list[Named] = []
    for left, right in zip(reversed(row[:-1]), reversed(row), strict=False):
        if bench.text[left.span.end : right.span.start] not in _LIST_MARKS:
            break
        found.insert(0, left)
    return found


def _shared(bench: Workspace, row: Sequence[Named], composed: Sequence[Reason]) -> Iterator[Reason]:
    """甲市发改委、交通委、教委: what the first of a list lies in, the others without a whole lie in, too."""
    wholes: dict[int, list[Reason]] = {}
    for reason in composed:
        wholes.setdefault(reason.part, []).append(reason)
    for i, first in enumerate(row):
        if first.chain not in wholes:
            continue
        for position, item in enumerate(_list_from(bench, row[i:])):
            if item.chain not in wholes:
                for reason in wholes[first.chain]:
                    evidence = first.span.cover(item.span)
                    traits = (f"by:{reason.rule}", "next" if position == 0 else "later")
                    yield Reason(item.chain, reason.whole, "shares-whole", evidence, traits)


def _of_level(found: Sequence[Part]) -> Iterator[Reason]:
    """市委, 区财政局, 街道党工委 lie in the place of their level that the item last spoke of, else in the next to come."""
    for part in found:
        if not part.level:
            continue
        first = part.mentions[0]
        places = sorted(
            (span, other.chain)
            for other in found
            if part.level in other.levels and other.chain != part.chain
            for span in other.mentions
        )
        before = [place for place in places if place[0].start < first.start]
        chosen = before[-1:] or places[:1]
        for _, place in chosen:
            several = len({chain for _, chain in places}) > 1
            traits = ("before" if before else "after", "several" if several else "only", f"level:{part.level}")
            yield Reason(part.chain, place, "level-of-place", first, traits)


def _units(
    bench: Workspace, rows: Sequence[Sequence[Named]], by_chain: dict[int, Part], composed: Sequence[Reason]
) -> Iterator[Reason]:
    """宣传部, 眼科, 住宅部 lie in the last body before them that is no mere unit itself, in the sentence or before it.

    Behind another unit of the same sort (甲医院乙科主任、丙中心主任) they lie in what that one lies in.
    """
    owners = {reason.part: reason.whole for reason in composed if reason.rule == "name-begins-with"}
    said: set[int] = set()
    last: Named | None = None
    for row in rows:
        in_sentence = False
        for item in row:
            part = by_chain[item.chain]
            gap = bench.text[last.span.end : item.span.start] if last is not None and in_sentence else ""
            if part.is_unit and not part.level and item.chain not in said and last is not None:
                whole = by_chain[last.chain]
                if _DEPARTMENT.search(whole.surfaces[0]) and last.chain in owners:
                    whole = by_chain[owners[last.chain]]
                    traits = ["owner-of-last"]
                else:
                    traits = []
                traits += ["in-sentence" if in_sentence else "before-sentence"]
                traits += ["joined"] if gap in _JOINS else ["near"] if in_sentence and len(gap) <= 8 else []
                traits += ["behind-post"] if _BEHIND_POST.search(gap) else []
                traits += ["committee"] if whole.surfaces[-1].endswith("委") else []
                evidence = last.span.cover(item.span) if in_sentence else item.span
                if not whole.is_division and not (gap in _JOINS and whole.tail == part.tail):
                    yield Reason(item.chain, whole.chain, "unit-of-body", evidence, tuple(traits))
                    said.add(item.chain)
            is_whole = (not part.is_unit or bool(part.level)) and part.is_body and part.sort != "media"
            if is_whole and not part.is_division:
                last, in_sentence = item, True


def _near_places(bench: Workspace, rows: Sequence[Sequence[Named]], by_chain: dict[int, Part]) -> Iterator[Reason]:
    """The last division before a name in its sentence."""
    said: set[tuple[int, int]] = set()
    for row in rows:
        last: Named | None = None
        for item in row:
            part = by_chain[item.chain]
            if last is not None and (item.chain, last.chain) not in said:
                said.add((item.chain, last.chain))
                gap = bench.text[last.span.end : item.span.start]
                before = bench.text[max(0, last.span.start - 2) : last.span.start]
                traits = ["close" if len(gap) <= 6 else "far"]
                traits += ["located"] if _LOCATING.search(before) else []
                traits += ["joined"] if gap in _JOINS else []
                yield Reason(item.chain, last.chain, "near-place", last.span.cover(item.span), tuple(traits))
            if part.is_division:
                last = item


def _of_the_item(bench: Workspace, found: Sequence[Part]) -> Iterator[Reason]:
    """The place that the item is datelined or most speaks of, the body that it most speaks of."""
    datelines = [s.span for s in bench.sentences if s.block in (BlockKind.DATELINE, BlockKind.KICKER)]
    divisions = Counter({item.chain: len(item.mentions) for item in found if item.is_division})
    bodies = Counter(
        {item.chain: len(item.mentions) for item in found if item.is_body and not item.is_division and not item.is_unit}
    )
    main_place = _first(divisions, found)
    main_body = _first(bodies, found)
    for part in found:
        for place in found:
            if place.is_division and place.chain != part.chain:
                if any(line.contains(span) for line in datelines for span in place.mentions):
                    yield Reason(part.chain, place.chain, "dateline-place", part.mentions[0])
        if main_place is not None and main_place != part.chain:
            trait = "alone" if len(divisions) == 1 else "of-two" if len(divisions) == 2 else "of-many"
            yield Reason(part.chain, main_place, "only-place", part.mentions[0], (trait,))
        if main_body is not None and main_body != part.chain and (part.is_unit or part.sort == "residential"):
            trait = "alone" if len(bodies) == 1 else "of-two" if len(bodies) == 2 else "of-many"
            yield Reason(part.chain, main_body, "only-body", part.mentions[0], (trait,))


def _compounds(found: Sequence[Part]) -> Iterator[Reason]:
    """Residential compounds of an item that speaks of one community or village lie in it."""
    communities = [item for item in found if item.is_body and item.surfaces[0].endswith(_COMMUNITIES)]
    if len(communities) == 1:
        for part in found:
            if part.sort == "residential" and part.chain != communities[0].chain:
                yield Reason(part.chain, communities[0].chain, "compound-in-community", part.mentions[0])


def _local(bench: Workspace, found: Sequence[Part]) -> Iterator[Reason]:
    """In an item about one town: its communities and villages lie in it by law; units named by their task alone are its own.

    An item is about the town that its kicker or headline names, or the only one that it names twice or more.
    """
    towns = [part for part in found if part.is_division and part.surfaces[0].endswith(_TOWNS)]
    if len(towns) != 1:
        return
    town = towns[0]
    heads = [b.span for b in bench.article.blocks if b.kind in (BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.DECK)]
    in_head = any(head.contains(span) for head in heads for span in town.mentions)
    if not in_head and len(town.mentions) < 2:
        return
    for part in found:
        if part.chain != town.chain and not part.codes:
            if part.surfaces[0].endswith(_COMMUNITIES) and part.is_body:
                yield Reason(part.chain, town.chain, "community-in-town", part.mentions[0])
            elif in_head and part.is_unit and part.tail in _TASK_UNITS:
                yield Reason(part.chain, town.chain, "unit-of-town", part.mentions[0])


def _listed(bench: Workspace, found: Sequence[Part], gazetteer: Gazetteer) -> Iterator[Reason]:
    """Divisions that the official lists put into another of the item, the nearest above."""
    divisions = [item for item in found if item.codes]
    for part in divisions:
        above = {code: step for own in sorted(part.codes) for step, code in enumerate(_chain(own, gazetteer)) if step}
        wholes = [
            (min(above[code] for code in other.codes & set(above)), other.chain, other)
            for other in divisions
            if other.chain != part.chain and other.codes & set(above)
        ]
        if wholes:
            _, _, whole = min(wholes, key=lambda item: item[:2])
            together = any(
                sentence.span.contains(a) and sentence.span.contains(b)
                for sentence in bench.sentences
                for a in part.mentions
                for b in whole.mentions
            )
            traits = ("one-sentence" if together else "apart", "one-reading" if len(part.codes) == 1 else "readings")
            yield Reason(part.chain, whole.chain, "listed", part.mentions[0], traits)


def _chain(code: str, gazetteer: Gazetteer) -> list[str]:
    return [place.code for place in gazetteer.chain(code)]


def _first(counts: Counter[int], found: Sequence[Part]) -> int | None:
    """The most mentioned, of equals the first mentioned."""
    starts = {item.chain: item.mentions[0].start for item in found}
    return min(counts, key=lambda chain: (-counts[chain], starts[chain]), default=None)
