"""Giving a query's variables their values, as SPARQL's own inline data: ``VALUES ?name { "泊里社区"@zh }``.

The engines have ways of their own to preset a variable, but Oxigraph plans its joins without knowing of it and reads
the whole graph where one look would do (40 ms instead of 3 on half a million triples), and the two differ in where a
preset variable is visible. So the values go where both see them, at the head of every group that says WHERE: of a
sub-select too, which is evaluated before what surrounds it and would not see them else. That this is a value and
never a piece of query is checked, not believed: afterwards the query must have the same tokens as before, with one
literal or address more for each parameter in each such group.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

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
    places = _places(before)
    data = "".join(f" VALUES ?{name} {{ {_term(value)} }}" for name, value in sorted(parameters.items()))
    bound, done = [], 0
    for place in places:
        offset = _offset(query, before[place]) + 1
        bound += [query[done:offset], data]
        done = offset
    text = "".join([*bound, query[done:]])
    _verify(before, list(tokens(text)), places, parameters)
    return text


def _places(found: Sequence[Token]) -> list[int]:
    """Which tokens open a group that says WHERE."""
    places = [
        i + 1
        for i, (token, after) in enumerate(pairwise(found))
        if token.sort == "word" and token.text.lower() == "where" and after.text == "{"
    ]
    if not places:
        raise InternalError("a query with parameters must say WHERE")
    return places


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


def _verify(
    before: Sequence[Token], after: Sequence[Token], places: Sequence[int], parameters: Mapping[str, Node]
) -> None:
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
    wanted: list[tuple[str, str | None]] = []
    for i, token in enumerate(before):
        wanted.append((token.sort, token.text))
        if i in places:
            wanted += expected
    fits = len(after) == len(wanted) and all(
        token.sort == sort and (text is None or token.text == text)
        for token, (sort, text) in zip(after, wanted, strict=True)
    )
    if not fits:
        raise QueryError("A value cannot be bound: it would not stay a value in the query's text.")
