"""Answers to queries, and their W3C formats: SPARQL 1.1 Query Results JSON, XML, CSV and TSV."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

XSD = "http://www.w3.org/2001/XMLSchema#"
PLAIN = f"{XSD}string"
BARE = {
    f"{XSD}integer",
    f"{XSD}decimal",
    f"{XSD}double",
    f"{XSD}boolean",
}  # Turtle writes these without quotation marks
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Node(NamedTuple):  # made by the ten thousand for one answer: a tuple is several times quicker than a dataclass
    """One value of an answer: ``kind`` is uri, bnode or literal; ``datatype`` is "" for texts of any language."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


Row = tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query says: rows (SELECT), a truth value (ASK), or Turtle (CONSTRUCT, DESCRIBE).

    ``cut`` tells that there were more rows than were asked for.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    turtle: str | None = None
    cut: bool = False


def short(node: Node | None, prefixes: Mapping[str, str]) -> str:
    """A value for people: a literal's words, an address by its prefix, "" for nothing."""
    if node is None:
        return ""
    if node.kind != "uri":
        return node.value
    for name, iri in prefixes.items():
        if node.value.startswith(iri) and re.fullmatch(r"[\w-]+", node.value[len(iri) :]):
            return f"{name}:{node.value[len(iri) :]}"
    return node.value


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON Format."""
    if answer.boolean is not None:
        return json.dumps({"head": {}, "boolean": answer.boolean}) + "\n"
    bindings = [
        {name: _binding(node) for name, node in zip(answer.variables, row, strict=True) if node is not None}
        for row in answer.rows
    ]
    return (
        json.dumps({"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}, ensure_ascii=False)
        + "\n"
    )


def _binding(node: Node) -> dict[str, str]:
    binding = {"type": node.kind, "value": node.value}
    if node.language:
        binding["xml:lang"] = node.language
    elif node.datatype:
        binding["datatype"] = node.datatype
    return binding


def to_xml(answer: Answer) -> str:
    """SPARQL Query Results XML Format; characters that XML 1.0 cannot hold become U+FFFD."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    if answer.boolean is not None:
        body = f"<boolean>{str(answer.boolean).lower()}</boolean>"
    else:
        rows = "".join(
            "\n<result>"
            + "".join(
                f"<binding name={quoteattr(name)}>{_element(node)}</binding>"
                for name, node in zip(answer.variables, row, strict=True)
                if node is not None
            )
            + "</result>"
            for row in answer.rows
        )
        body = f"<results>{rows}\n</results>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{head}</head>{body}</sparql>\n"
    )


def _element(node: Node) -> str:
    words = escape(_NOT_XML.sub("\ufffd", node.value), {"\r": "&#13;"})
    if node.kind != "literal":
        return f"<{node.kind}>{words}</{node.kind}>"
    if node.language:
        return f"<literal xml:lang={quoteattr(node.language)}>{words}</literal>"
    if node.datatype:
        return f"<literal datatype={quoteattr(node.datatype)}>{words}</literal>"
    return f"<literal>{words}</literal>"


def to_csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV Format: values without their types, lines end in CR LF."""
    if answer.boolean is not None:
        return f"{str(answer.boolean).lower()}\r\n"
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([_csv(node) for node in row])
    return page.getvalue()


def _csv(node: Node | None) -> str:
    if node is None:
        return ""
    return f"_:{node.value}" if node.kind == "bnode" else node.value


def to_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV Format: values as Turtle writes them."""
    if answer.boolean is not None:
        return f"{str(answer.boolean).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join(turtle_term(node) if node else "" for node in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def turtle_term(node: Node) -> str:
    """A value as Turtle writes it, on one line."""
    if node.kind == "uri":
        return f"<{node.value}>"
    if node.kind == "bnode":
        return f"_:{node.value}"
    if node.datatype in BARE:
        return node.value
    quoted = '"' + "".join(_ESCAPES.get(char, char) for char in node.value) + '"'
    if node.language:
        return f"{quoted}@{node.language}"
    return f"{quoted}^^<{node.datatype}>" if node.datatype else quoted


FORMATS: dict[str, Callable[[Answer], str]] = {"csv": to_csv, "tsv": to_tsv, "json": to_json, "xml": to_xml}
