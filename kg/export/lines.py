"""Triples as lines of N-Triples: what graphs are made of on their way to a serializer, an engine or a cluster."""

from collections.abc import Iterable, Iterator

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.statement import Evidence, Literal
from kg.model.triples import Detail, Triple, evidence_triples, in_reading_order

# What a quoted string of N-Triples cannot hold as it is.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def graph_lines(graph: GraphData, detail: Detail = Detail.FULL) -> Iterator[str]:
    """Yield the whole graph as lines in reading order, one or several at a time."""
    before, evidence, behind = in_reading_order(graph, detail=detail)
    yield from n_triples(graph.base, before)
    yield from evidence_lines(graph.base, evidence)
    yield from n_triples(graph.base, behind)


def n_triples(base: str, graph: Iterable[Triple]) -> Iterator[str]:
    """Yield each triple as a line of N-Triples, in the order given.

    Text goes to the serializer by way of N-Triples, since building its term objects one by one from Python takes
    three times as long.
    """
    terms, ends = _Terms(), _Ends()  # of these there are few, of ids millions
    last, head = "", ""
    for subject, predicate, object_ in graph:
        if subject is not last:
            last = subject
            head = terms[subject] if ":" in subject else f"<{base}{subject}>"
        if isinstance(object_, Literal):
            yield f'{head} {terms[predicate]} "{_escaped(object_.text)}{ends[object_.datatype]} .\n'
        elif ":" in object_:
            yield f"{head} {terms[predicate]} {terms[object_]} .\n"
        else:
            yield f"{head} {terms[predicate]} <{base}{object_}> .\n"


def evidence_lines(base: str, evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield the lines of each piece of evidence together.

    They are those of :func:`kg.model.triples.evidence_triples`. Of these there are more than of all else, and all have one
    form: filled in at once they take a third of the time.
    """
    iri = v.expand
    type_, integer, string = f"> <{iri(v.TYPE)}> <", f'"^^<{iri(v.INTEGER)}> .\n', f'"^^<{iri(v.STRING)}> .\n'
    kind = f"{type_}{iri(v.SPECIFIC_RESOURCE)}> .\n<"
    selector, source = f"> <{iri(v.HAS_SELECTOR)}> <", f"> <{iri(v.HAS_SOURCE)}> <{base}"
    entity, position = f"{type_}{iri(v.ENTITY)}> .\n<", f"{type_}{iri(v.POSITION_SELECTOR)}> .\n<"
    quotation = f"{type_}{iri(v.QUOTE_SELECTOR)}> .\n<"
    start, end, exact = f'> <{iri(v.START)}> "', f'> <{iri(v.END)}> "', f'> <{iri(v.EXACT)}> "'
    prefix, suffix = f'> <{iri(v.PREFIX)}> "', f'> <{iri(v.SUFFIX)}> "'
    for piece in evidence:
        if not piece.exact:
            yield "".join(n_triples(base, evidence_triples(piece)))
            continue
        id_ = base + piece.id
        at, quote = id_ + "-pos", id_ + "-quote"
        text = (
            f"<{id_}{kind}{id_}{entity}{id_}{selector}{at}> .\n<{id_}{selector}{quote}> .\n<{id_}{source}{piece.article}> .\n"
            f"<{at}{position}{at}{start}{piece.start}{integer}<{at}{end}{piece.end}{integer}"
            f"<{quote}{quotation}{quote}{exact}{_escaped(piece.exact)}{string}"
        )
        if piece.prefix:
            text += f"<{quote}{prefix}{_escaped(piece.prefix)}{string}"
        if piece.suffix:
            text += f"<{quote}{suffix}{_escaped(piece.suffix)}{string}"
        yield text


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if '"' in text or "\\" in text or "\n" in text or "\r" in text else text


class _Terms(dict[str, str]):
    """Compact IRIs as N-Triples has them, remembered."""

    def __missing__(self, name: str) -> str:
        self[name] = iri = f"<{v.expand(name)}>"
        return iri


class _Ends(dict[str, str]):
    """What stands behind a literal's text, by datatype."""

    def __missing__(self, datatype: str) -> str:
        self[datatype] = end = f'"^^<{v.expand(datatype)}>' if datatype else f'"@{v.LANGUAGE}'
        return end
