"""What a graph says of one thing, gathered for a reader: facts by kind, each with the sentences that say so."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import QueryError
from kg.model import vocabulary as v
from kg.query.engines import Engine
from kg.query.results import Node

SIMILAR = 8  # names to suggest for one that is not there


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A piece of evidence: the words, and the article they stand in."""

    words: str
    article: str


@dataclass(frozen=True, slots=True)
class Line:
    """One fact about the thing: what it comes to, what must be said beside it, and its evidence if there is any."""

    text: str
    remark: str
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind under a heading in two languages."""

    heading: str
    heading_zh: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with all that is said of it. ``types`` are its classes' local names."""

    iri: str
    label: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    code: str
    sections: tuple[Section, ...]


# (predicate, does the thing stand as subject?) → heading; in the order in which a reader wants them.
HEADINGS: Mapping[tuple[str, bool], tuple[str, str]] = {
    (v.MEMBER_OF, True): ("Posts", "职务"),
    (v.HAS_OCCUPATION, True): ("Posts", "职务"),
    (v.MEMBER_OF, False): ("People", "人员"),
    (v.HAS_OCCUPATION, False): ("Held by", "任职者"),
    (v.CLOSE_MATCH, True): ("Probably the same as", "可能同为"),
    (v.CLOSE_MATCH, False): ("Probably the same as", "可能同为"),
    (v.WITHIN, True): ("Lies in or is part of", "属于"),
    (v.CONTAINED_IN_PLACE, True): ("Lies in or is part of", "属于"),
    (v.SUB_ORGANIZATION_OF, True): ("Lies in or is part of", "属于"),
    (v.WITHIN, False): ("Has in it", "下辖"),
    (v.CONTAINED_IN_PLACE, False): ("Has in it", "下辖"),
    (v.SUB_ORGANIZATION_OF, False): ("Has in it", "下辖"),
    (v.ADMINISTERS, True): ("Administers", "管辖"),
    (v.ADMINISTERS, False): ("Administered by", "管辖机构"),
    (v.ORGANIZER, True): ("Organised by", "主办方"),
    (v.ORGANIZER, False): ("Organised", "主办的活动"),
    (v.ATTENDEE, True): ("Took part", "参加者"),
    (v.ATTENDEE, False): ("Took part in", "参加的活动"),
    (v.LOCATION, True): ("Where", "地点"),
    (v.LOCATION, False): ("Happened or lies here", "发生或坐落于此"),
    (v.DATE_TEXT, True): ("When", "时间"),
    (v.TOPIC_TEXT, True): ("About", "主题"),
    (v.PARTY, True): ("Parties", "参与方"),
    (v.PARTY, False): ("Projects", "项目"),
    (v.INVESTMENT_TEXT, True): ("Investment", "投资额"),
    (v.AREA_TEXT, True): ("Area", "面积"),
    (v.ADDITIONAL_PROPERTY, True): ("Figures", "数据"),
    (v.PRACTISED_BY, True): ("Practised by", "实行者"),
    (v.PRACTISED_BY, False): ("Ways of working", "工作模式"),
    (v.NARROWER, True): ("Parts", "组成部分"),
    (v.NARROWER, False): ("Part of", "属于"),
    (v.AGENT, True): ("Done by", "实施者"),
    (v.AGENT, False): ("Did", "所做的事"),
    (v.OBJECT, True): ("Concerns", "涉及"),
    (v.OBJECT, False): ("What was done about it", "相关的事"),
    (v.SPOKEN_BY, True): ("Said by", "说话人"),
    (v.SPOKEN_BY, False): ("Said", "说过的话"),
    (v.AUTHOR, False): ("Wrote", "撰写"),
    (v.EDITOR, False): ("Edited", "编辑"),
    (v.CONTRIBUTOR, False): ("Contributed to", "供稿"),
    (v.MENTIONS, False): ("Named in", "出现于"),
}

_THINGS = """
SELECT DISTINCT ?name ?thing ?label WHERE {
  ?thing skos:prefLabel|skos:altLabel ?name ; rdfs:label ?label . FILTER NOT EXISTS { ?thing a schema:NewsArticle }
} ORDER BY ?label STR(?thing)"""
_SIMILAR = """
SELECT DISTINCT ?part ?label WHERE {
  ?thing skos:prefLabel|skos:altLabel ?also ; rdfs:label ?label .
  FILTER (CONTAINS(STR(?also), ?part) || CONTAINS(?part, STR(?also)))
} ORDER BY STRLEN(STR(?label)) ?label"""
_ABOUT = """
SELECT ?thing ?type ?alias ?code WHERE {
  { ?thing a ?type } UNION { ?thing skos:altLabel ?alias } UNION { ?thing dcterms:identifier ?code }
}"""
# Statements first; then direct triples, which are all there is in a graph without facts.
_FACTS = """
SELECT DISTINCT ?thing ?predicate ?out ?other ?label ?title ?status ?confidence ?start ?words ?article ?role ?spoken
WHERE {
  { ?fact rdf:subject ?thing ; rdf:predicate ?predicate ; rdf:object ?other . BIND (true AS ?out) }
  UNION { ?fact rdf:object ?thing ; rdf:predicate ?predicate ; rdf:subject ?other . BIND (false AS ?out) }
  # A post with a host says so in its role, which is neither its subject nor its object.
  UNION { ?fact org:role ?thing ; org:organization ?host ; org:member ?other .
          BIND (schema:hasOccupation AS ?predicate) BIND (false AS ?out) }
  OPTIONAL { ?fact org:role ?role }
  OPTIONAL { ?other schema:text ?spoken }
  OPTIONAL { ?other rdfs:label ?label }
  OPTIONAL { ?fact kg:title ?title }
  OPTIONAL { ?fact kg:status ?status }
  OPTIONAL { ?fact kg:confidence ?confidence }
  OPTIONAL {
    ?fact prov:wasDerivedFrom ?piece .
    ?piece oa:hasSource ?source ; oa:hasSelector/oa:exact ?words ; oa:hasSelector/oa:start ?start .
    ?source rdfs:label ?article .
  }
}"""
_DIRECT = """
SELECT DISTINCT ?thing ?predicate ?out ?other ?label WHERE {
  { ?thing ?predicate ?other . BIND (true AS ?out) } UNION { ?other ?predicate ?thing . BIND (false AS ?out) }
  OPTIONAL { ?other rdfs:label ?label }
}"""


def cards(graph: Engine, name: str) -> tuple[Card, ...]:
    """Cards of all things printed as ``name``; two people who share a name are two.

    Raises: QueryError when there is none, naming some that look alike.
    """
    found = graph.evaluate(_THINGS, {"name": Node("literal", name, language=v.LANGUAGE)})
    if not found.rows:
        near = graph.evaluate(_SIMILAR, {"part": Node("literal", name, v.expand(v.STRING))}, SIMILAR)
        labels = "、".join(_value(row[1]) for row in near.rows)
        hint = f" Similar: {labels}." if labels else " kg stats tells what there is."
        raise QueryError(f"Nothing in the graph is printed as {name}.{hint}")
    return tuple(_card(graph, row[1], _value(row[2])) for row in found.rows if row[1] is not None)


def _card(graph: Engine, thing: Node, label: str) -> Card:
    about = graph.evaluate(_ABOUT, {"thing": thing})
    columns: dict[str, set[str]] = {"type": set(), "alias": set(), "code": set()}
    for row in about.rows:
        for column, node in zip(about.variables, row, strict=True):
            if node is not None and column in columns:
                columns[column].add(node.value)
    types = sorted({_local(iri) for iri in columns["type"]} - {"Entity", "Concept"})
    return Card(
        thing.value,
        label,
        tuple(types),
        tuple(sorted(columns["alias"])),
        "、".join(sorted(columns["code"])),
        _sections(graph, thing),
    )


def _sections(graph: Engine, thing: Node) -> tuple[Section, ...]:
    """Every fact and direct triple that has a heading, under it."""
    lines: dict[tuple[str, str], dict[tuple[str, str, str], set[Sentence]]] = {}
    said: set[tuple[str, str, str]] = set()  # (predicate, out, other) that a statement covers
    for query in (_FACTS, _DIRECT):
        answer = graph.evaluate(query, {"thing": thing})
        for row in answer.rows:
            cell = {name: _value(node) for name, node in zip(answer.variables, row, strict=True)}
            heading = HEADINGS.get((_compact(cell["predicate"]), cell["out"] == "true"))
            triple = (heading[0] if heading else "", cell["out"], cell["other"])
            if heading is None or (query is _DIRECT and triple in said):
                continue
            said |= {triple, (triple[0], triple[1], cell.get("role", ""))}
            text = cell.get("spoken") or cell["label"] or cell["other"]  # a quotation's label is its beginning only
            key = (cell.get("title", ""), text, _remark(cell))
            sentences = lines.setdefault(heading, {}).setdefault(key, set())
            if cell.get("words"):
                sentences.add(Sentence(cell["words"], cell["article"]))
    order = {heading: place for place, heading in enumerate(dict.fromkeys(HEADINGS.values()))}
    return tuple(
        Section(
            *heading,
            tuple(_line(heading[0], key, lines[heading][key]) for key in sorted(lines[heading], key=_plain_first)),
        )
        for heading in sorted(lines, key=lambda heading: order[heading])
    )


def _plain_first(key: tuple[str, str, str]) -> tuple[bool, tuple[str, str, str]]:
    """What holds without a remark comes before what is former or doubtful."""
    return bool(key[2]), key


def _line(heading: str, key: tuple[str, str, str], sentences: set[Sentence]) -> Line:
    """A post reads by its title as printed; any other fact by what it leads to."""
    title, label, remark = key
    text = label if not title else title if heading == "Posts" else f"{label}（{title}）"
    return Line(text, remark, tuple(sorted(sentences)))


def _remark(cell: Mapping[str, str]) -> str:
    """What keeps a fact from being plain: a status other than current, or doubt."""
    status = _local(cell.get("status", ""))
    parts = [status] if status and status != "current" else []
    confidence = cell.get("confidence", "")
    if confidence and float(confidence) < 0.5:
        parts.append(f"doubtful, {float(confidence):.2f}")
    return ", ".join(parts)


def _value(node: Node | None) -> str:
    return "" if node is None else node.value


def _local(iri: str) -> str:
    return iri.replace("/", "#").rpartition("#")[2]


def _compact(iri: str) -> str:
    """The compact form of one of our terms, the address itself for others."""
    for prefix, address in v.PREFIXES.items():
        if iri.startswith(address):
            return f"{prefix}:{iri[len(address) :]}"
    return iri
