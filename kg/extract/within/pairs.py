"""What lies in what: pairs that a rule proposes, weighed by a regression over why they were proposed.

:mod:`kg.extract.within.names` proposes by how names are composed, :mod:`kg.extract.within.context` by where they stand.
One rule alone is often not enough (a place before a company in a sentence), two that agree often are, and what a
hospital's ward makes likely is no reason for a company; so every reason is a trait, alone and with the kinds of both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.regression import regression
from kg.extract.within.abroad import from_abroad
from kg.extract.within.context import from_context
from kg.extract.within.names import from_names
from kg.extract.within.parts import Part, Reason, parts
from kg.extract.workspace import Workspace
from kg.lexicon.places import Gazetteer
from kg.model.schema import Basis, RelationType

KEEP = 0.5  # probability from which a pair is said
# Rules by how plainly they say it: the first that proposed a pair gives it its name, its evidence and its basis.
BASES: dict[str, Basis] = {
    "located-in": Basis.STATED,
    "has-part": Basis.STATED,
    "account-of": Basis.STATED,
    "name-begins-with": Basis.NAME_FORM,
    "name-follows": Basis.NAME_FORM,
    "name-holds": Basis.NAME_FORM,
    "name-begins-with-stem": Basis.NAME_FORM,
    "name-begins-with-letter": Basis.NAME_FORM,
    "mission-of": Basis.NAME_FORM,
    "mission-in": Basis.NAME_FORM,
    "of-place": Basis.STATED,
    "founds": Basis.STATED,
    "listed": Basis.CONTEXT,
    "shares-whole": Basis.CONTEXT,
    "level-of-place": Basis.CONTEXT,
    "community-in-town": Basis.CONTEXT,
    "unit-of-town": Basis.CONTEXT,
    "compound-in-community": Basis.CONTEXT,
    "unit-of-body": Basis.CONTEXT,
    "in-bracket": Basis.CONTEXT,
    "near-place": Basis.CONTEXT,
    "dateline-place": Basis.CONTEXT,
    "only-place": Basis.CONTEXT,
    "only-body": Basis.CONTEXT,
}
# What local papers are full of and the annotated texts, mostly of the national press, have too few of to learn from.
_BY_LAW = {"community-in-town": 0.9, "unit-of-town": 0.7}
# What a name says in one way only, as often as texts were seen to agree.
_BY_NAME = {"name-begins-with-letter": 0.95, "mission-of": 0.95, "mission-in": 0.95, "account-of": 0.9}
_SURE = _BY_LAW | _BY_NAME
_ORDER = {rule: i for i, rule in enumerate(BASES)}


@dataclass(slots=True)
class Pair:
    """A part and a whole, by index of chain, and all the reasons to think so."""

    part: int
    whole: int
    reasons: list[Reason] = field(default_factory=list)

    @property
    def plainest(self) -> Reason:
        """The reason that says it most plainly, the earliest of equals."""
        return min(self.reasons, key=lambda reason: (_ORDER[reason.rule], reason.evidence))


def propose(bench: Workspace, gazetteer: Gazetteer) -> list[tuple[Pair, list[str]]]:
    """All proposed pairs with their traits, sorted by part and whole. Cost: O(names² of the item), some dozens."""
    found = parts(bench, gazetteer)
    by_chain = {item.chain: item for item in found}
    pairs: dict[tuple[int, int], Pair] = {}
    composed = list(from_names(bench, found))
    for reason in (*composed, *from_context(bench, found, composed, gazetteer), *from_abroad(found, gazetteer)):
        part, whole = by_chain[reason.part], by_chain[reason.whole]
        if part is not whole and not _upside_down(part, whole) and not _is_end(part, whole):
            pair = pairs.setdefault((reason.part, reason.whole), Pair(reason.part, reason.whole))
            if reason not in pair.reasons:
                pair.reasons.append(reason)
    placed = {reason.part for reason in composed}
    return [
        (pair, _traits(pair, by_chain[pair.part], by_chain[pair.whole], pair.part in placed, pairs))
        for _, pair in sorted(pairs.items())
    ]


def _is_end(part: Part, whole: Part) -> bool:
    """Whether a place is an end of a way that is named by both (甲至乙铁路): the way leads there and out of it."""
    for form in part.surfaces:
        if "至" in form:
            head, _, tail = form.partition("至")
            for name in whole.surfaces:
                stem = name[:-1] if len(name) > 2 else name  # 乙 of 乙市
                if len(name) > 1 and (head.endswith((name, stem)) or tail.startswith((name, stem))):
                    return True
    return False


_RANKS = {"nation": 0, "province": 1, "city": 2, "county": 3, "town": 4}


def _upside_down(part: Part, whole: Part) -> bool:
    """Whether a division would lie in a lesser one, or a country in a body that is no place."""
    if not part.is_division or part.sort not in _RANKS:
        return False
    if whole.is_division:
        return _RANKS.get(whole.sort, -1) > _RANKS[part.sort]
    return part.sort == "nation"


def _traits(pair: Pair, part: Part, whole: Part, is_placed: bool, pairs: Iterable[tuple[int, int]]) -> list[str]:
    """The plainest reason with the kinds of both ends and what else is true; other reasons only as that they are there.

    Every trait names the plainest rule, so that what the many weak proposals teach (a place in the same sentence)
    says nothing of the strong ones.
    """
    plainest = pair.plainest.rule
    found = {"", part.sort, f"<{whole.sort}", f"{part.sort}<{whole.sort}", f"tail:{part.tail}"}
    if is_placed:
        found.add("placed")
    if (pair.whole, pair.part) in pairs:
        found.add("both-ways")
    if part.is_unit:
        found |= {"unit", f"unit<{whole.sort}"}
    for reason in pair.reasons:
        if reason.rule == plainest:
            found |= set(reason.traits)
        else:
            found.add(f"+{reason.rule}")
            found |= {f"+{reason.rule}:{trait}" for trait in reason.traits}
    return sorted(f"{plainest}:{trait}" for trait in found)


def put_within(bench: Workspace, gazetteer: Gazetteer) -> None:
    """Relate parts to wholes on the bench, direct steps only: of A in B, B in C and A in C the last goes."""
    model = regression("within")
    kept: Kept = {}
    for pair, traits in propose(bench, gazetteer):
        probability = max([model.probability(traits), *(_SURE.get(reason.rule, 0.0) for reason in pair.reasons)])
        if probability >= KEEP:
            kept[pair.part, pair.whole] = (pair, probability)
    kept = _one_by_context(kept)
    for (part, whole), (pair, probability) in sorted(_acyclic(kept).items()):
        if _is_detour(part, whole, kept):
            continue
        said = pair.plainest
        bench.relate(
            RelationType.WITHIN, part, whole, said.evidence, said.rule, round(probability, 3), basis=BASES[said.rule]
        )


Kept = dict[tuple[int, int], tuple[Pair, float]]


def _one_by_context(kept: Kept) -> Kept:
    """What only stands near several wholes lies in one of them: the likeliest, the first of equals."""
    best: dict[int, tuple[float, int]] = {}
    for (part, whole), (pair, probability) in kept.items():
        if BASES[pair.plainest.rule] is Basis.CONTEXT:
            best[part] = max(best.get(part, (0.0, 0)), (probability, -whole))
    return {
        (part, whole): said
        for (part, whole), said in kept.items()
        if BASES[said[0].plainest.rule] is not Basis.CONTEXT or best[part] == (said[1], -whole)
    }


def _acyclic(kept: Kept) -> Kept:
    """Of two chains that lie in each other only the likelier direction stands, the lesser part first of equals."""
    return {
        (part, whole): said
        for (part, whole), said in kept.items()
        if (whole, part) not in kept or (said[1], -part) > (kept[whole, part][1], -whole)
    }


def _is_detour(part: int, whole: int, kept: Iterable[tuple[int, int]]) -> bool:
    """Whether a step leads where two others lead."""
    links = set(kept)
    middles = {b for a, b in links if a == part} - {whole, part}
    return any((middle, whole) in links and (whole, middle) not in links for middle in middles)
