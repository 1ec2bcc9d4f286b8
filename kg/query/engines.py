"""The two engines that evaluate SPARQL over a Turtle file: Oxigraph, and rdflib to compare it with.

A query handed to an engine must have passed :func:`kg.query.lexer.check`, or be our own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import InputError, QueryError
from kg.query.binding import bind
from kg.query.results import PLAIN, Answer, Node, Row

if TYPE_CHECKING:
    import rdflib.query

LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_NUMBER = re.compile(r"[+-]?\d{0,40}(?:\.\d{0,40})?(?<=\d)")
_GROUPED = re.compile(r"\bgroup\s+by\b", re.IGNORECASE)
ENGINES = ("oxigraph", "rdflib")


class Engine(Protocol):
    """A graph in memory that answers queries."""

    def evaluate(self, query: str, parameters: Mapping[str, Node] | None = None, rows: int = 0) -> Answer:
        """Answer a query whose ``parameters`` are bound; at most ``rows`` rows, 0 for all. Raises: QueryError."""


def load(path: Path, prefixes: Mapping[str, str], engine: str = "oxigraph") -> Engine:
    """Read a Turtle file; ``prefixes`` are those that queries need not declare.

    Raises: InputError when the file is not Turtle. Cost: a million triples take Oxigraph 4 s, rdflib over a minute.
    """
    if engine == "oxigraph":
        return Oxigraph(path, prefixes)
    return Rdflib(path, prefixes)


class Oxigraph:
    """Oxigraph, in memory."""

    def __init__(self, path: Path, prefixes: Mapping[str, str]) -> None:
        import pyoxigraph as ox

        self.prefixes = dict(prefixes)
        self.store = ox.Store()
        try:
            self.store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (OSError, SyntaxError, ValueError) as error:
            raise InputError(f"{path}: not Turtle that can be read: {_told(str(error))}") from error

    def evaluate(self, query: str, parameters: Mapping[str, Node] | None = None, rows: int = 0) -> Answer:
        """See :class:`Engine`."""
        import pyoxigraph as ox

        try:
            found = self.store.query(bind(query, parameters or {}), prefixes=self.prefixes)
            if isinstance(found, ox.QueryBoolean):
                return Answer(boolean=bool(found))
            if isinstance(found, ox.QueryTriples):
                return _construct((f"{triple} ." for triple in found), self.prefixes, rows)
            names = tuple(variable.value for variable in found.variables)
            return _table(names, (tuple([_ox_node(term) for term in solution]) for solution in found), rows)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(_told(str(error))) from error


def _ox_node(term: object) -> Node | None:
    import pyoxigraph as ox

    # The commonest first: an answer of thousands of rows spends its time here.
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value, term.language or "")
    if isinstance(term, ox.NamedNode):
        return Node("uri", term.value)
    if isinstance(term, ox.BlankNode):
        return Node("bnode", term.value)
    return None


def _literal(value: str, datatype: str, language: str) -> Node:
    """A literal; plain and language-tagged texts have no datatype worth saying, and 0.90 is the number 0.9."""
    if datatype in {PLAIN, LANG_STRING}:
        datatype = ""
    if datatype == DECIMAL and _NUMBER.fullmatch(value):
        value = f"{Decimal(value).normalize():f}"
    return Node("literal", value, datatype, language)


class Rdflib:
    """rdflib, whose doors to the network and to other files are shut one by one as well."""

    def __init__(self, path: Path, prefixes: Mapping[str, str]) -> None:
        import rdflib
        import rdflib.plugins.sparql as engine

        engine.CUSTOM_EVALS["kg-no-service"] = _no_service
        engine.SPARQL_LOAD_GRAPHS = False
        self.prefixes = dict(prefixes)
        self.graph = rdflib.Graph(bind_namespaces="none")
        try:
            self.graph.parse(str(path), format="turtle")
        except Exception as error:  # rdflib's Turtle reader raises whatever its recursion meets
            raise InputError(f"{path}: not Turtle that can be read: {_told(str(error))}") from error

    def evaluate(self, query: str, parameters: Mapping[str, Node] | None = None, rows: int = 0) -> Answer:
        """See :class:`Engine`."""
        from pyparsing import ParseBaseException

        try:
            found = self.graph.query(bind(query, parameters or {}), initNs=self.prefixes)
            if found.type == "ASK":
                return Answer(boolean=bool(found.askAnswer))
            if found.type in {"CONSTRUCT", "DESCRIBE"}:
                lines = (f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in found.graph or ())
                return _construct(lines, self.prefixes, rows)
            names = tuple(str(variable) for variable in found.vars or ())
            made = (tuple(_rdflib_node(row.get(name)) for name in names) for row in _rows(found))
            if _GROUPED.search(query):
                # Nothing to group is no group; rdflib makes one of it, without a value in it.
                made = (row for row in made if any(row))
            return _table(names, made, rows)
        except ParseBaseException as error:
            raise QueryError(f"Line {error.lineno}, column {error.column}: {_told(error.msg)}") from error
        except RecursionError as error:
            raise QueryError("The query is nested too deeply for rdflib.") from error
        except QueryError:
            raise
        except Exception as error:  # users' queries reach corners of rdflib that raise plain Exceptions
            raise QueryError(_told(str(error))) from error


def _no_service(_context: object, part: object) -> object:
    """Stand before rdflib's evaluation of every part of a query."""
    if getattr(part, "name", "") == "ServiceGraphPattern":
        raise QueryError("SERVICE asks other servers; queries here read only the graph that is given.")
    raise NotImplementedError  # rdflib's word for: evaluate it as usual


def _rows(found: "rdflib.query.Result") -> Iterator[Mapping[str, object]]:
    """Solutions by variable name; an unbound variable is absent."""
    for binding in found.bindings:
        yield {str(variable): value for variable, value in binding.items()}


def _rdflib_node(term: object) -> Node | None:
    from rdflib import BNode, Literal, URIRef

    match term:
        case URIRef():
            return Node("uri", str(term))
        case BNode():
            return Node("bnode", str(term))
        case Literal():
            return _literal(str(term), str(term.datatype or ""), term.language or "")
        case _:
            return None


def _construct(lines: Iterable[str], prefixes: Mapping[str, str], rows: int) -> Answer:
    """The answer to CONSTRUCT and DESCRIBE: Turtle whose order does not depend on the engine."""
    import pyoxigraph as ox

    triples = sorted(set(lines))
    kept = triples[:rows] if rows else triples
    quads = ox.parse("\n".join(kept), format=ox.RdfFormat.N_TRIPLES)
    turtle = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
    return Answer(turtle=_tidy((turtle or b"").decode()), cut=len(kept) < len(triples))


def _tidy(turtle: str) -> str:
    """Turtle with only the prefixes it uses, sorted; the writer puts all of them in an order that changes."""
    lines = turtle.splitlines(keepends=True)
    header = sorted(line for line in lines if line.startswith("@prefix "))
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    used = set(re.findall(r"(?<![\w:/-])([\w-]+):[\w-]", body))
    return "".join(line for line in header if line.split()[1].rstrip(":") in used) + body


def _table(names: tuple[str, ...], rows: Iterable[Row], most: int) -> Answer:
    """The answer to SELECT: at most ``most`` rows (0: all), and whether there were more."""
    kept = tuple(islice(rows, most + 1 if most else None))
    cut = bool(most) and len(kept) > most
    return Answer(names, kept[:most] if cut else kept, cut=cut)


_OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONG = 200  # characters; past that an engine lists everything that its grammar could take


def _told(message: str) -> str:
    """An engine's complaint as one sentence that begins with line and column where the engine gives them."""
    place = ""
    if match := _OXIGRAPH_PLACE.fullmatch(message):
        place, message = f"Line {match[1]}, column {match[2]}: ", match[3]
        # Its list of what could stand here names whatever failed last, so it misleads more than it helps.
        if message.startswith("expected"):
            message = (
                "the query cannot be read from here on; look for a missing bracket, dot, quotation mark or variable"
            )
    message = " ".join(message.split()) or "the query cannot be evaluated"
    if len(message) > _LONG:
        message = message[:_LONG].rsplit(" ", 1)[0] + " …"
    return f"{place}{message}" + ("" if message.endswith((".", "…")) else ".")
