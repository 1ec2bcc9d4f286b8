"""Linked places: what lies where by the official lists, and which bodies sit there by their names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.assemble.statements import Claim, Scene, fitting
from kg.lexicon.places import Division, Level, gazetteer
from kg.lexicon.tables import about
from kg.lexicon.villages import VILLAGES, about_villages
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle, Chain
from kg.model.entity import SEAT, Entity
from kg.model.ids import EntityId, EvidenceId, StatementId, local_name
from kg.model.schema import Basis
from kg.model.statement import Evidence, Literal, Statement, Term, Thing

RULE = "official-list"


def list_facts(places: Mapping[str, EntityId], details: tuple[tuple[str, Term], ...] = ()) -> list[Statement]:
    """Say of each linked place, given by code, that it lies in the next one above it; sorted by id."""
    made = []
    for code, id_ in places.items():
        division = gazetteer().division(code)
        if division.parent in places:
            made.append(_within(id_, places[division.parent], _evidence_id(_table(division)), details))
    return sorted(made, key=lambda fact: fact.id)


def also_listed(told: Statement, listed: Statement) -> Statement:
    """A fact that an article states, too: it gets the list as one more evidence and keeps its basis."""
    return replace(told, evidence=tuple(sorted({*told.evidence, *listed.evidence})))


def list_evidence(places: Mapping[str, EntityId]) -> list[Evidence]:
    """The releases that :func:`list_facts` rests on, as evidence, sorted by id."""
    divisions = (gazetteer().division(code) for code in places)
    tables = {_table(division) for division in divisions if division.parent in places}
    return sorted((_evidence(table) for table in tables), key=lambda item: item.id)


def list_things(places: Iterable[str]) -> list[Thing]:
    """The nodes of the lists that have these codes."""
    return [_list(table) for table in sorted({_table(gazetteer().division(code)) for code in places})]


def seat_claims(scene: Scene, item: AnnotatedArticle, places: Mapping[str, Entity]) -> Iterator[Claim]:
    """Claim of each body whose name says where it sits that it lies there; ``places`` are the linked ones by code.

    The words it rests on are the first mention of the name. A community that a name begins with is named by it too:
    滨海街道新航社区合作社 prints 新航社区.
    """
    for chain, body in zip(item.chains, scene.entities, strict=True):
        place = places.get(body.property(SEAT))
        if place is None or place.id == body.id:
            continue
        if _prints(chain, place):
            yield Claim(
                subject=scene.article,
                predicate=v.MENTIONS,
                object=place.id,
                article=scene.article,
                span=chain.mentions[0].span,
                basis=Basis.NAME_FORM,
                rule="named-inside-a-name",
                confidence=0.9,
                triples=((scene.article, v.MENTIONS, place.id),),
            )
        fits = fitting(body, place)
        within = (body.id, v.WITHIN, place.id)
        yield Claim(
            subject=body.id,
            predicate=v.WITHIN,
            object=place.id,
            article=scene.article,
            span=chain.mentions[0].span,
            basis=Basis.NAME_FORM,
            rule="named-after-its-place",
            confidence=0.9,
            triples=(within, (body.id, fits, place.id)) if fits else (within,),
            details=((v.ALSO_AS, EntityId(fits)),) if fits else (),
        )


def _prints(chain: Chain, place: Entity) -> bool:
    """True for a village or community that a body's first mention spells out."""
    is_village = gazetteer().division(place.code).level is Level.VILLAGE
    return is_village and gazetteer().division(place.code).name in chain.mentions[0].surface


def _within(part: EntityId, whole: EntityId, evidence: EvidenceId, details: tuple[tuple[str, Term], ...]) -> Statement:
    also = (v.ALSO_AS, EntityId(v.CONTAINED_IN_PLACE))
    return Statement(
        id=StatementId(local_name("f", part, v.WITHIN, whole)),
        types=(v.ENTITY, v.STATEMENT),
        subject=part,
        predicate=v.WITHIN,
        object=whole,
        basis=Basis.GAZETTEER,
        rule=RULE,
        confidence=1.0,
        evidence=(evidence,),
        triples=((part, v.WITHIN, whole), (part, v.CONTAINED_IN_PLACE, whole)),
        details=tuple(sorted({also, *details}, key=str)),
    )


def list_of(code: str) -> EntityId:
    """The node of the list that has a code."""
    return _list_id(_table(gazetteer().division(code)))


def _table(division: Division) -> str:
    if division.level in (Level.REGION, Level.ZONE):
        return "regions.tsv"
    if not division.in_china:
        return "countries.tsv"
    if division.level is Level.VILLAGE:
        return VILLAGES
    return "historic.tsv" if gazetteer().is_historic(division.code) else "divisions.tsv"


def _list_id(table: str) -> EntityId:
    return EntityId(local_name("list", table, *_head(table)))


def _head(table: str) -> tuple[str, ...]:
    return about_villages() if table == VILLAGES else about(table)


def _evidence_id(table: str) -> EvidenceId:
    return EvidenceId(local_name("e", _list_id(table)))


def _evidence(table: str) -> Evidence:
    return Evidence(id=_evidence_id(table), article=_list_id(table), start=0, end=0, exact="")


_LABELS: Mapping[str, str] = {
    "divisions.tsv": "中华人民共和国行政区划代码",
    "historic.tsv": "1980年以来撤销和更名的行政区划",
    "countries.tsv": "国家、地区和外国城市名录",
    VILLAGES: "统计用村级区划代码",
    "regions.tsv": "区域、新区和开发区名录",
}


def _list(table: str) -> Thing:
    """The node of a list's release: what the head of the table says of its source, date and making."""
    said = Literal(" ".join(_head(table)), v.STRING)
    return Thing(_list_id(table), "list", (v.ENTITY,), _LABELS[table], (), ((v.DESCRIPTION, said),))
