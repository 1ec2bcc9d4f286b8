"""SPARQL text into tokens, to refuse before evaluation what a read-only query must not hold.

Both engines reach out to the network when a query says SERVICE, and offer no switch against it, so nothing reaches
them that has not passed here. The check is a list of what is allowed: every bare word must be a keyword or function
of SPARQL 1.1's query language. A list of what is forbidden would not do, because Oxigraph needs no space after a
keyword: it reads ``trueSERVICE`` as two words.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import QueryError

# SPARQL 1.1 Query Language, section 19.8, without SERVICE, FROM and NAMED.
KEYWORDS = frozenset(
    """a as asc ask base bind by construct desc describe distinct exists false filter graph group having in limit minus
    not offset optional order prefix reduced select silent true undef union values where separator
    abs avg bnode bound ceil coalesce concat contains count datatype day encode_for_uri floor group_concat hours if iri
    isblank isiri isliteral isnumeric isuri lang langmatches lcase max md5 min minutes month now rand regex replace
    round sameterm sample seconds sha1 sha256 sha384 sha512 str strafter strbefore strdt strends strlang strlen
    strstarts struuid substr sum timezone tz ucase uri uuid year""".split()
)
FORMS = ("select", "ask", "construct", "describe")
UPDATES = frozenset("insert delete load clear drop create add move copy with using".split())

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+ | \#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
             | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w(?:[\w.·-]*[\w·-])?)
  | (?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:(?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
        (?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>[A-Za-z]\w*)
  | (?P<sign>[{}()\[\].,;=!<>&|+*/^?-])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its sort, its words, and where it stands (both from 1)."""

    sort: str
    text: str
    line: int
    column: int


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def unescape(query: str) -> str:
    r"""Replace ``\uXXXX`` by its character everywhere, as section 19.2 asks for before anything is parsed.

    Raises: QueryError when an escape yields half a surrogate pair, or a further escape: an engine that unescapes
    again would read another query than the one that was checked.
    """
    text = _ESCAPE.sub(lambda match: _character(int(match[1] or match[2], 16)), query)
    if _ESCAPE.search(text):
        raise QueryError(r"The query hides an escape inside an escape (\u005Cu…). Write the character itself.")
    return text


def _character(number: int) -> str:
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise QueryError(f"The query escapes U+{number:04X}, which is no character.")
    return chr(number)


def tokens(query: str) -> Iterator[Token]:
    """Cut an unescaped query into tokens, white space and comments left out.

    Raises: QueryError naming line and column of a character that begins no token, or a word SPARQL does not have.
    """
    offset = 0
    while offset < len(query):
        match = _TOKEN.match(query, offset)
        line, column = position(query, offset)
        if match is None:
            sign = query[offset]
            hint = " A quotation mark is not closed." if sign in "\"'" else ""
            raise QueryError(f"Line {line}, column {column}: {_shown(sign)} cannot stand here.{hint}")
        offset = match.end()
        sort = match.lastgroup or ""
        if sort != "space":
            yield Token(sort, match[0], line, column)


def _shown(sign: str) -> str:
    return sign if sign.isprintable() and not sign.isspace() else f"the character U+{ord(sign):04X}"


def check(query: str, known: Collection[str]) -> str:
    """Give back the query unescaped, if all it does is read; ``known`` are the prefixes it need not declare.

    Raises: QueryError, with line and column, for an update, SERVICE, FROM, an unknown word or an unknown prefix.
    """
    text = unescape(query)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryError("The query is not proper Unicode: it holds half a surrogate pair.") from error
    found = list(tokens(text))
    _refuse_words([token for token in found if token.sort == "word"])
    declared = {
        after.text
        for before, after in pairwise(found)
        if before.sort == "word" and before.text.lower() == "prefix" and after.sort == "name"
    }
    for token in found:
        prefix, colon, _local = token.text.partition(":")
        if token.sort == "name" and prefix not in known and prefix + colon not in declared:
            raise QueryError(
                f'Line {token.line}, column {token.column}: unknown prefix "{prefix}:"; known: '
                f"{', '.join(f'{name}:' for name in sorted(known))}. Declare others with PREFIX {prefix}: <address>."
            )
    return text


def _refuse_words(words: list[Token]) -> None:
    """Refuse what is not a read-only query over the graph at hand."""
    for token in words:
        word = token.text.lower()
        where = f"Line {token.line}, column {token.column}"
        if word == "service":
            raise QueryError(f"{where}: SERVICE asks other servers; queries here read only the graph that is given.")
        if word in {"from", "named"}:
            raise QueryError(
                f"{where}: FROM names other graphs; leave it out, the graph that is given is the one read."
            )
        if word in UPDATES:
            raise QueryError(f"{where}: {token.text.upper()} would change the graph; queries here only read it.")
        if word not in KEYWORDS:
            near = difflib.get_close_matches(word, sorted(KEYWORDS), n=1, cutoff=0.7)
            hint = (
                f" Did you mean {near[0].upper()}?" if near else " Texts stand in quotation marks, variables after a ?."
            )
            raise QueryError(f'{where}: "{token.text}" is no word of SPARQL.{hint}')
    if not any(token.text.lower() in FORMS for token in words):
        raise QueryError("The query is none: it must begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")
