"""Giving a query's variables their values, as SPARQL's own inline data: ``VALUES ?name { "泊里社区"@zh }``.

The engines have ways of their own to preset a variable, but Oxigraph plans its joins without knowing of it and reads
the whole graph where one look would do (40 ms instead of 3 on half a million triples), and the two differ in where a
preset variable is visible. So the values go where both see them, at the head of the query's WHERE group. That this
is a value and never a piece of query is checked, not believed: afterwards the query must have the same tokens as
before, with one literal or address more for each parameter.
"""

from collections.abc import Mapping, Sequence

from kg.errors import InternalError, QueryError
from kg.query.lexer import Token, tokens
from kg.query.results import Node

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def bind(query: str, parameters: Mapping[str, Node]) -> str:
    """The query with its parameters bound; all stays on the line it was on, for the sake of messages.

    Raises: QueryError for a value that no query text can hold safely; InternalError for a query without WHERE.
    """
    if not parameters:
        return query
    before = list(tokens(query))
    place = _where(before)
    data = "".join(f" VALUES ?{name} {{ {_term(value)} }}" for name, value in sorted(parameters.items()))
    offset = _offset(query, before[place]) + 1
    bound = query[:offset] + data + query[offset:]
    _verify(before, list(tokens(bound)), place, parameters)
    return bound


def _where(found: Sequence[Token]) -> int:
    """Which token opens the WHERE group."""
    for i, token in enumerate(found[:-1]):
        if token.sort == "word" and token.text.lower() == "where" and found[i + 1].text == "{":
            return i + 1
    raise InternalError("a query with parameters must say WHERE")


def _offset(query: str, token: Token) -> int:
    """Where in the query a token begins."""
    start = 0
    for _ in range(token.line - 1):
        start = query.index("\n", start) + 1
    return start + token.column - 1


def _term(value: Node) -> str:
    """A value as one literal or address, always in quotation marks or angle brackets."""
    if "\\u" in value.value.lower():
        # Section 19.2 undoes \uXXXX before anything is parsed, so no escape of it means the same to every engine.
        raise QueryError(f"A value cannot hold a backslash before u: {value.value}")
    try:
        value.value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryError("A value is not proper Unicode: it holds half a surrogate pair.") from error
    if value.kind == "uri":
        return f"<{value.value}>"
    tail = f"@{value.language}" if value.language else f"^^<{value.datatype}>" if value.datatype else ""
    return f'"{value.value.translate(_ESCAPES)}"{tail}'


def _verify(before: Sequence[Token], after: Sequence[Token], place: int, parameters: Mapping[str, Node]) -> None:
    """Nothing may have come into the query but VALUES with one value each."""
    expected: list[tuple[str, str | None]] = []
    for name, value in sorted(parameters.items()):
        expected += [("word", "VALUES"), ("variable", f"?{name}"), ("sign", "{")]
        expected.append(("iri" if value.kind == "uri" else "string", None))
        if value.language:
            expected.append(("language", f"@{value.language}"))
        elif value.datatype and value.kind != "uri":
            expected += [("sign", "^"), ("sign", "^"), ("iri", f"<{value.datatype}>")]
        expected.append(("sign", "}"))
    old = [(token.sort, token.text) for token in before]
    new = [(token.sort, token.text) for token in after]
    inside = new[place + 1 : len(new) - (len(old) - place - 1)]
    same = new[: place + 1] == old[: place + 1] and new[len(new) - (len(old) - place - 1) :] == old[place + 1 :]
    fits = len(inside) == len(expected) and all(
        sort == wanted and (words is None or text == words)
        for (sort, text), (wanted, words) in zip(inside, expected, strict=True)
    )
    if not (same and fits):
        raise QueryError("A value cannot be bound: it would not stay a value in the query's text.")
