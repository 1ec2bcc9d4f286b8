"""SHACL: the shapes that every graph keeps, run by pySHACL."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError, MissingExtraError


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that does not keep a shape; ``label`` is its name for people, "" when it has none."""

    node: str
    label: str
    message: str


def violations(path: Path) -> tuple[Violation, ...]:
    """Every violation of the shipped shapes in a Turtle file, sorted.

    Raises: MissingExtraError without pySHACL; InputError when the file is not Turtle.
    Cost: rdflib's, tens of seconds for 100,000 triples.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("kg validate needs pySHACL: pip install 'kg[shacl]'.") from error
    import rdflib
    from rdflib.namespace import RDF, RDFS, SH

    data, shapes = rdflib.Graph(), rdflib.Graph()
    try:
        data.parse(str(path), format="turtle")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror or error}. Build a graph first: kg build SOURCE."
        ) from error
    except Exception as error:
        raise InputError(f"{path}: not Turtle that can be read: {' '.join(str(error).split())[:200]}") from error
    shapes.parse(data=(files("kg.data") / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    _conforms, report, _text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        # Our shapes say it in two languages, which rdflib gives in no order; a path of several steps has no IRI.
        said = [text for text in report.objects(result, SH.resultMessage) if getattr(text, "language", "") != "zh"]
        words = min(said, default=report.value(result, SH.sourceConstraintComponent))
        path_node = report.value(result, SH.resultPath)
        where = path_node if isinstance(path_node, rdflib.URIRef) else None
        message = f"{where}: {words}" if where else str(words)
        found.append(Violation(str(node), str(data.value(node, RDFS.label) or ""), message))
    return tuple(sorted(found))
