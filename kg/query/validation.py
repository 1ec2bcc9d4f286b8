"""A written graph held to the SHACL shapes, by pySHACL."""

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, MissingExtraError

_SHACL = "http://www.w3.org/ns/shacl#"


class Violation(NamedTuple):
    """A broken shape: which, by what node (with its label), and how, in one sentence."""

    shape: str
    node: str
    message: str


def validate(path: Path) -> tuple[Violation, ...]:
    """Every violation of the shapes in ``kg/data/shapes.ttl``, with the labels of what breaks them.

    Raises: InputError when the file cannot be read or is not Turtle; MissingExtraError without pySHACL. Cost: rdflib
    holds the graph, and pySHACL takes about a millisecond a node.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("Shapes are checked by pySHACL; install it with: pip install 'kg[shacl]'.") from error
    import rdflib

    graph, shapes = rdflib.Graph(), rdflib.Graph()
    try:
        graph.parse(path, format="turtle")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}.") from error
    except SyntaxError as error:
        raise InputError(f"{path}: not Turtle: {' '.join(str(error).split())[:200]}.") from error
    shapes.parse(data=files("kg").joinpath("data", "shapes.ttl").read_text("utf-8"), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    sh = rdflib.Namespace(_SHACL)
    found = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node = report.value(result, sh.focusNode)
        texts = [text for text in report.objects(result, sh.resultMessage) if getattr(text, "language", "") != "zh"]
        value = report.value(result, sh.value)
        label = graph.value(node, rdflib.RDFS.label)
        said = " ".join(sorted(map(str, texts))) + (f" Here: {value}" if value is not None else "")
        shape = str(report.value(result, sh.sourceShape)).rpartition("#")[2]
        found.append(Violation(shape, f"{node} ({label})" if label else str(node), said))
    return tuple(sorted(found))
