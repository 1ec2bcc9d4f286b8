"""The SPARQL 1.1 Protocol's query operation, read from a request (https://www.w3.org/TR/sparql11-protocol/, section 2.1)."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_GRAPHS = ("default-graph-uri", "named-graph-uri")
_FIELDS = 50  # of a form; more than any client sends


class ProtocolError(Exception):
    """A request that is none of the protocol's, or asks for what is not served: a status and a sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Parameters(NamedTuple):
    """The query of a request; None asks for the service description."""

    query: str | None


def read_get(query_string: bytes) -> Parameters:
    """Section 2.1.1: a query by GET. Raises: ProtocolError."""
    return _one(_pairs(query_string), missing_is_description=True)


def read_post(content_type: str, query_string: bytes, body: bytes) -> Parameters:
    """Sections 2.1.2 and 2.1.3: a query by POST, as a form or as it is. Raises: ProtocolError."""
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    charset = rest.strip().lower().removeprefix("charset=").strip('"')
    if (
        kind in {FORM, QUERY}
        and rest.strip()
        and rest.strip().lower().startswith("charset")
        and charset not in {"utf-8", "utf8", "us-ascii"}
    ):
        raise ProtocolError(415, f"The body must be UTF-8, not {charset or 'that'}.")
    if kind == FORM:
        return _one([*_pairs(query_string), *_pairs(body)])
    if kind == QUERY:
        pairs = _pairs(query_string)
        if any(name == "query" for name, _ in pairs):
            raise ProtocolError(400, "There is a query in the address and one in the body; send one.")
        return _one([*pairs, ("query", _decoded(body))])
    if kind == UPDATE:
        raise ProtocolError(403, "This server only reads; updates are refused.")
    raise ProtocolError(415, f"Send the query as {FORM} or as {QUERY}.")


def _pairs(form: bytes) -> list[tuple[str, str]]:
    """The fields of a form in the order they came. Raises: ProtocolError."""
    try:
        return parse_qsl(form.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "The request is not proper UTF-8 in percent-encoding.") from error
    except ValueError as error:
        raise ProtocolError(400, f"The request has more than {_FIELDS} parameters.") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "The query is not proper UTF-8.") from error


def _one(pairs: Sequence[tuple[str, str]], *, missing_is_description: bool = False) -> Parameters:
    """The one query among the parameters. Raises: ProtocolError for none, several, an update, or a dataset."""
    names = [name for name, _ in pairs]
    if "update" in names:
        raise ProtocolError(403, "This server only reads; updates are refused.")
    for name in _GRAPHS:
        if name in names:
            raise ProtocolError(400, f"There is one graph here, which every query reads; leave {name} out.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise ProtocolError(400, f"There are {len(queries)} queries in the request; send one.")
    if not queries:
        if missing_is_description and not pairs:
            return Parameters(None)
        raise ProtocolError(400, "The request has no parameter called query.")
    return Parameters(queries[0])


def service_description(endpoint: str, triples: int) -> str:
    """What is served, in the words of SPARQL 1.1 Service Description, as Turtle.

    ``endpoint`` must be an address without characters that end an IRI.
    """
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in (*results, *graphs))
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        "@prefix void: <http://rdfs.org/ns/void#> .\n\n"
        f"<{endpoint}> a sd:Service ;\n"
        f"\tsd:endpoint <{endpoint}> ;\n"
        "\tsd:supportedLanguage sd:SPARQL11Query ;\n"
        f"\tsd:resultFormat {formats} ;\n"
        f"\tsd:defaultDataset <{endpoint}#dataset> .\n\n"
        f"<{endpoint}#dataset> a sd:Dataset ;\n"
        f"\tsd:defaultGraph <{endpoint}#graph> .\n\n"
        f"<{endpoint}#graph> a sd:Graph ;\n"
        f"\tvoid:triples {triples} .\n"
    )
