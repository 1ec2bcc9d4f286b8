"""What an item claims once its chains have nodes: claims by fact, evidence, roles, and lines of the log.

By the functions of :mod:`kg.assemble`; no rule is written twice.
"""

from collections.abc import Iterable, Iterator, Mapping

from kg.assemble.claims import article_claims, quote_into, roles_of
from kg.assemble.comparisons import likely_claim
from kg.assemble.hosts import has_host
from kg.assemble.merging import gather
from kg.assemble.statements import Claim, Scene
from kg.assemble.things import article_id, page_id
from kg.flow.blocks import Item, Joined, letters_of
from kg.flow.chains import node_of
from kg.flow.meeting import Told
from kg.flow.overruling import United
from kg.flow.rows import Row, pack
from kg.model import vocabulary as v
from kg.model.entity import DECIDED, Entity, Verdict
from kg.model.graph import Compared
from kg.model.ids import EntityId, EvidenceId
from kg.model.statement import Evidence


def claim_rows(places: Mapping[str, Entity], user: United) -> Joined:
    """An item with its nodes → its claims by fact, its evidence, and the lines of the log.

    ``places`` are the linked ones by code, ``user`` says what a user made one.
    """

    def run(_digest: str, item: Item, told: list[Row]) -> Iterator[Row]:
        (plain,) = letters_of(told, "nodes")
        nodes = tuple(tuple(user.node(*node) for node in row) for row in plain)
        known: dict[EntityId, Entity] = {entity.id: entity for entity in letters_of(told, "card")} | dict(user.entities)
        likely = [
            (n, tuple(sorted(user.node(id_, "")[0] for id_ in ends)), bits)
            for n, ends, bits in letters_of(told, "likely")
        ]
        likely = [each for each in likely if each[1] not in user.decided]
        evidence: dict[EvidenceId, Evidence] = {}
        claims: list[Claim] = []
        roles: set[str] = set()
        for i, annotated in enumerate(item.annotated):
            present = [
                places[code] if code else known.get(id_) or Entity(id_, chain.types, chain.name)
                for chain, (id_, code) in zip(annotated.chains, nodes[i], strict=True)
            ]
            here = list(article_claims(Scene(article_id(annotated.article), present), annotated, places))
            for n, (one, other), confidence in likely:
                first, chain_number = item.records[n].places[0]
                if first == i:
                    here.append(likely_claim(one, other, annotated, chain_number, confidence))
            claims += here
            quote_into(evidence, annotated, here)
            roles |= roles_of(annotated)
        pages = tuple(sorted({page_id(copy.sha256) for copy in item.copies}))
        yield from _by_fact(claims, pages)
        for piece in evidence.values():
            yield Row("evidence", piece.id, pack(piece))
        for role in sorted(roles):
            yield Row("role", role, b"")
        for each in letters_of(told, "half"):
            yield from _line(each, node_of(item, nodes, each.other.number), user)

    return run


def _by_fact(claims: Iterable[Claim], pages: tuple[EntityId, ...]) -> Iterator[Row]:
    """Posts go to their person and role, those with a host first; all other claims of a fact go to it together."""
    others = []
    for claim in claims:
        if v.MEMBERSHIP in claim.types:
            sort = "post 1" if has_host(claim) else "post 2"
            yield Row(sort, "\x1f".join((claim.subject, *claim.key)), pack((claim, pages)))
        else:
            others.append(claim)
    for id_, gathered in gather(others).items():
        yield Row("fact", id_, pack(gathered))


def _line(told: Told, node: EntityId, user: United) -> Iterator[Row]:
    """A line of the log, unless what was found different, or one, is not."""
    assert told.node is not None
    first, _ = user.node(told.node, "")
    agrees = (first == node) == (told.verdict is Verdict.SAME) and tuple(sorted((first, node))) not in user.decided
    if agrees or abs(told.weight) == DECIDED:
        line = Compared(
            verdict=told.verdict.value,
            weight=told.weight,
            name=told.one.name,
            id=told.one.id,
            item=told.one.shown,
            node=first,
            other_name=told.other.name,
            other_id=told.other.id,
            other_item=told.other.shown,
            other_node=node,
            reasons=told.reasons,
        )
        yield Row("log", "", pack((line, told.rank)))
