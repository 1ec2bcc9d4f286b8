"""What lies in what: by how a name is composed, by what a sentence says, and for relative names by the item's places."""

import re

from kg.extract.workspace import Workspace
from kg.model.schema import Basis, EntityType, Kind, RelationType
from kg.model.text import Span

# X位于Y, X隶属于Y, X地处Y: part first; Y下辖X, Y旗下X: whole first
_PART_FIRST = re.compile(r"^(?:[^。；]{0,4}?)(?:位于|坐落于|坐落在|地处|隶属于|隶属|归属|设在|落户)")
_WHOLE_FIRST = re.compile(r"^(?:的)?(?:下辖|下设|旗下|下属|所属|辖区内|辖|管辖|辖内|统筹)(?:的|了)?$")


def compose(bench: Workspace) -> None:
    """Relate names to the names they are composed of, and to names printed right before them.

    甲市公安局乙分局: the name lies in the longest name that it begins with (甲市公安局), that one in 甲市.
    甲省乙市丙区, where no name spans all: each lies in the one before it.
    """
    for sentence in bench.sentences:
        row = [item for item in bench.named(sentence.span) if EntityType.PERSON not in bench.chains[item.chain].types]
        for item in row:
            heads = [other for other in row if other.span.start == item.span.start and other.span.end < item.span.end]
            whole = max(heads, key=lambda other: len(other.span), default=None)
            rule = "name-begins-with"
            if whole is None:
                before = [other for other in row if other.span.end == item.span.start]
                whole, rule = max(before, key=lambda other: len(other.span), default=None), "name-follows"
            if whole is None or whole.chain == item.chain or not _may_hold(bench, whole.chain, item.chain):
                continue
            evidence = whole.span.cover(item.span)
            bench.relate(RelationType.WITHIN, item.chain, whole.chain, evidence, rule, 0.95, basis=Basis.NAME_FORM)


def _may_hold(bench: Workspace, whole: int, part: int) -> bool:
    """A division lies in a division only; anything lies in a place or body that is no medium's name."""
    kinds, inner = bench.chains[whole].kinds, bench.chains[part].kinds
    if Kind.ADMIN in inner:
        return Kind.ADMIN in kinds or Kind.OTHER in kinds
    return Kind.MEDIA not in kinds or Kind.MEDIA in inner


def state(bench: Workspace) -> None:
    """Sentences that say it: X位于Y, Y下辖A、B和C."""
    for sentence in bench.sentences:
        row = bench.bodies(sentence.span)
        for i, (left, right) in enumerate(zip(row, row[1:], strict=False)):
            between = bench.text[left.span.end : right.span.start]
            if _PART_FIRST.match(between) and len(between) <= 10:
                _stated(bench, left.chain, right.chain, left.span.cover(right.span), "located-in")
            elif _WHOLE_FIRST.match(between):
                for item in [right, *_list_from(bench, row[i + 1 :])]:
                    _stated(bench, item.chain, left.chain, left.span.cover(item.span), "has-part")


def _stated(bench: Workspace, part: int, whole: int, evidence: Span, rule: str) -> None:
    if part != whole and EntityType.PERSON not in bench.chains[part].types:
        bench.relate(RelationType.WITHIN, part, whole, evidence, rule, 0.85)


def _list_from(bench: Workspace, row: list) -> list:  # type: ignore[type-arg]
    """The names that a list goes on with after the first of ``row``: marks 、和及 between neighbours."""
    found = []
    for left, right in zip(row, row[1:], strict=False):
        if bench.text[left.span.end : right.span.start] not in {"、", "和", "及", "以及", "与"}:
            break
        found.append(right)
    return found
