"""Names that a user teaches: a file in the format of jieba's user dictionary, ``NAME [FREQUENCY] [TAG]`` a line."""

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.model.schema import EntityType

_LINE = re.compile(r"(?P<name>.+?)(?: (?P<frequency>[0-9]+))?(?: (?P<tag>[a-z]+))?")  # jieba's own
_TAGS = {"nr": EntityType.PERSON, "nt": EntityType.ORGANIZATION, "ns": EntityType.PLACE}


@dataclass(frozen=True, slots=True, order=True)
class UserName:
    """A name to know; ``type`` is None when the line has no tag, and the name's own form must tell."""

    name: str
    type: EntityType | None = None


def user_names(path: Path) -> tuple[UserName, ...]:
    """Read the names of a user's file, in its order, each once; empty lines and lines that begin with # are none.

    jieba's frequencies are read over: they weigh words against each other, and a name that is taught wins anyway.
    Raises: TableError naming file and line for an unknown tag, a line without Chinese or Latin letters, or a file that
    cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: is not UTF-8; save it as UTF-8 and try again.") from error
    found: dict[str, UserName] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        words = " ".join(line.split())
        if not words or words.startswith("#"):
            continue
        match = _LINE.fullmatch(words)
        name, tag = (match["name"], match["tag"]) if match else (words, None)
        if not any(char.isalpha() for char in name):
            raise TableError(f'{path}, line {number}: "{name}" is no name. A line reads NAME [FREQUENCY] [TAG].')
        if tag is not None and tag not in _TAGS:
            known = "nr for people, nt for bodies, ns for places"
            raise TableError(f'{path}, line {number}: unknown tag "{tag}"; known: {known}. Correct or leave it out.')
        type_ = _TAGS[tag] if tag else None
        before = found.setdefault(name, UserName(name, type_))
        if before.type is not type_:
            raise TableError(f'{path}, line {number}: "{name}" has another tag above. Keep one of the two lines.')
    return tuple(found.values())
