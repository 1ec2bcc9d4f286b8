"""Notes on who wrote a text: (作者：王小明，某大学副教授), (作者王小明系某院院长), (作者为某院院长王小明).

Such a note credits one person and says what he is. It is no list of names, though its marks are those of one; what it
says of posts is read like any other sentence. The posts at its end tell it from 作者：甲，乙, which is such a list.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.names import surname_at
from kg.lexicon.titles import title_at_end

_HAN = "\u3400-\u9fff"
_NOTE = re.compile(
    rf"(?P<role>作者)\s?(?:[:：]?\s?(?P<name>[{_HAN}·]{{2,12}}?)(?:[，,]|[为系是])|[为系是])(?P<rest>[^（）()。]{{4,100}})\Z"
)


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """Where the word 作者 and the author's name stand, as half-open offsets in the note without its brackets."""

    role: tuple[int, int]
    name: tuple[int, int] | None  # None where the note names nobody: 作者系某大学教授


@lru_cache(maxsize=1024)
def read_note(inner: str) -> AuthorNote | None:
    """Read the inside of a bracket as a note on the author; None for anything else, lists of authors among it.

    >>> read_note("作者：王小明，某大学副教授").name
    (3, 6)
    >>> read_note("作者：王小明，李红") is None
    True
    """
    note = _NOTE.match(inner)
    if note is None:
        return None
    rest = note["rest"]
    if note["name"]:
        known = surname_at(note["name"], 0) or "·" in note["name"]
        return AuthorNote(note.span("role"), note.span("name")) if known and title_at_end(rest) else None
    size = next((size for size in (2, 3, 4) if title_at_end(rest[:-size])), 0)
    if title_at_end(rest):
        return AuthorNote(note.span("role"), None)
    return AuthorNote(note.span("role"), (len(inner) - size, len(inner))) if size else None
