"""The process that evaluates one query: a job comes in as JSON on standard input, the reply leaves on standard output.

What could be trusted to hold has passed :func:`kg.query.lexer.check` already. Here come the limits of the system:
address space, processor time, and, where the system allows it, a network namespace with nothing in it.
"""

import ctypes
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib
    import rdflib.query
    import rdflib.term

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
STRING = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

Cell = tuple[str, str, str, str] | None  # a kg.query.results.Node


@dataclass(frozen=True, slots=True)
class Job:
    """What to evaluate, over what, with what."""

    path: str
    query: str
    prefixes: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, str]]
    rows: int


def main() -> None:
    """Read a job, confine the process, evaluate, reply. A failing evaluation is a reply; running out is an exit."""
    job = json.loads(sys.stdin.buffer.read())
    limits = job["limits"]
    _confine(limits["memory"], limits["seconds"])
    evaluate = {"oxigraph": _oxigraph, "rdflib": _rdflib}[job["engine"]]
    reply = evaluate(Job(job["path"], job["query"], job["prefixes"], job["parameters"], limits["rows"]))
    # surrogatepass: an engine must not die of a text that was read from a broken file
    sys.stdout.buffer.write(json.dumps(reply).encode("utf-8", "surrogatepass"))


def _confine(memory: int, seconds: float) -> None:
    """Set limits; systems without them (Windows) still have the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) * 2 + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):
            continue  # a stricter limit of the system's own stands
    if sys.platform == "linux":
        # Many containers refuse this; the check of the query's words does not depend on it.
        ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _oxigraph(job: Job) -> dict[str, object]:
    """Evaluate with Oxigraph."""
    import pyoxigraph as ox

    store = ox.Store()
    try:
        store.bulk_load(path=job.path, format=ox.RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        return {"unreadable": f"{job.path}: not Turtle that can be read: {error}."}
    substitutions = {ox.Variable(name): _ox_term(value) for name, value in job.parameters.items()}
    try:
        found = store.query(job.query, prefixes=dict(job.prefixes), substitutions=substitutions)
        if isinstance(found, ox.QueryBoolean):
            return {"boolean": bool(found)}
        if isinstance(found, ox.QueryTriples):
            return _construct((f"{triple} ." for triple in found), job)
        names = [variable.value for variable in found.variables]
        return _table(names, ([_ox_cell(solution[i]) for i in range(len(names))] for solution in found), job.rows)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"error": _told(str(error))}


def _ox_term(value: Mapping[str, str]) -> "pyoxigraph.NamedNode | pyoxigraph.Literal":
    import pyoxigraph as ox

    if value["kind"] == "uri":
        return ox.NamedNode(value["value"])
    if value["language"]:
        return ox.Literal(value["value"], language=value["language"])
    return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"] or STRING))


def _ox_cell(term: object) -> Cell:
    import pyoxigraph as ox

    match term:
        case None:
            return None
        case ox.NamedNode(value=value):
            return ("uri", value, "", "")
        case ox.BlankNode(value=value):
            return ("bnode", value, "", "")
        case ox.Literal(value=value, language=language, datatype=datatype):
            kind = "" if datatype.value in {STRING, LANG_STRING} else datatype.value
            return ("literal", value, kind, language or "")
        case _:
            return ("literal", str(term), "", "")


def _rdflib(job: Job) -> dict[str, object]:
    """Evaluate with rdflib, whose doors to the network are shut one by one as well."""
    import rdflib
    import rdflib.plugins.sparql as engine
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parserutils import CompValue

    def no_service(_context: object, part: CompValue) -> object:
        if part.name == "ServiceGraphPattern":
            raise PermissionError("SERVICE asks other servers")
        raise NotImplementedError  # rdflib's way to say: evaluate it as usual

    engine.CUSTOM_EVALS["kg-no-service"] = no_service
    engine.SPARQL_LOAD_GRAPHS = False
    graph = rdflib.Graph(bind_namespaces="none")
    try:
        graph.parse(job.path, format="turtle")
    except Exception as error:  # noqa: BLE001 - rdflib's Turtle reader raises whatever its recursion meets
        return {"unreadable": f"{job.path}: not Turtle that can be read: {_told(str(error))}"}
    bindings = {name: _rdflib_term(value) for name, value in job.parameters.items()}
    try:
        found = graph.query(job.query, initNs=dict(job.prefixes), initBindings=bindings)
        if found.type == "ASK":
            return {"boolean": bool(found.askAnswer)}
        if found.type in {"CONSTRUCT", "DESCRIBE"}:
            return _construct((f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in found.graph or ()), job)
        names = [str(variable) for variable in found.vars or ()]
        return _table(names, ([_rdflib_cell(row.get(name)) for name in names] for row in _rows(found)), job.rows)
    except ParseBaseException as error:
        return {"error": f"Line {error.lineno}, column {error.column}: {_told(error.msg)}"}
    except RecursionError:
        return {"error": "The query is nested too deeply for rdflib."}
    except Exception as error:  # noqa: BLE001 - user's queries reach corners of rdflib that raise plain Exceptions
        return {"error": _told(str(error))}


def _rows(found: "rdflib.query.Result") -> Iterator[Mapping[str, object]]:
    """Solutions by variable name; an unbound variable is absent."""
    for binding in found.bindings:
        yield {str(variable): value for variable, value in binding.items()}


def _rdflib_term(value: Mapping[str, str]) -> "rdflib.term.Identifier":
    from rdflib import Literal, URIRef

    if value["kind"] == "uri":
        return URIRef(value["value"])
    if value["language"]:
        return Literal(value["value"], lang=value["language"])
    return Literal(value["value"], datatype=URIRef(value["datatype"]) if value["datatype"] else None)


def _rdflib_cell(term: object) -> Cell:
    from rdflib import BNode, Literal, URIRef

    match term:
        case URIRef():
            return ("uri", str(term), "", "")
        case BNode():
            return ("bnode", str(term), "", "")
        case Literal():
            kind = str(term.datatype or "")
            return ("literal", str(term), "" if kind in {STRING, LANG_STRING} else kind, term.language or "")
        case _:
            return None


def _construct(lines: Iterable[str], job: Job) -> dict[str, object]:
    """The reply for a CONSTRUCT or DESCRIBE query: Turtle whose order does not depend on the engine."""
    import pyoxigraph as ox

    triples = sorted(set(lines))
    kept = triples[: job.rows] if job.rows else triples
    quads = ox.parse("\n".join(kept), format=ox.RdfFormat.N_TRIPLES)
    turtle = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE, prefixes=dict(job.prefixes))
    return {"turtle": (turtle or b"").decode(), "cut": len(kept) < len(triples)}


def _table(names: list[str], rows: Iterable[list[Cell]], most: int) -> dict[str, object]:
    """The reply for a SELECT query: at most ``most`` rows (0: all), and whether there were more."""
    kept = list(islice(rows, most + 1 if most else None))
    cut = bool(most) and len(kept) > most
    return {"variables": names, "rows": kept[:most] if cut else kept, "cut": cut}


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
