"""Names → comparison keys, and whether a name tells by itself which body or place it means."""

import re
import unicodedata
from enum import StrEnum
from functools import cache

from kg.lexicon.tables import read_table

_QUOTES = frozenset("“”‘’\"'「」『』〝〞`《》〈〉")
_DOTS = frozenset("·•・‧∙⋅")


class Scope(StrEnum):
    """How far a name reaches before it means something else."""

    EVERYWHERE = "everywhere"  # 泊里镇人民政府: it says which
    OUTLET = "outlet"  # 本报: the same on one page
    CONTEXT = "context"  # 区财政局, 公司: the same inside one whole, or one item


def comparison_key(name: str) -> str:
    """What of a printed name counts when names are compared: no width, case, white space, quotation marks.

    Empty for a name that is nothing but these.

    >>> comparison_key("Ｔ３ 出行“青岛”")
    't3出行青岛'
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join("·" if char in _DOTS else char for char in folded if not char.isspace() and char not in _QUOTES)


def scope(key: str) -> Scope:
    """How far the name behind a comparison key reaches.

    A name reaches everywhere unless it is made of generic parts only, or begins with a bare rung of the
    administration (街道曙光宣讲队 belongs to some 街道). 市北区 and 镇海区 begin with such a character too and are
    proper names: a rung, one more character and 区, 县 or 市 is read as one.
    """
    grammar = _grammar()
    if grammar.outlet.fullmatch(key):
        return Scope.OUTLET
    if grammar.generic.fullmatch(key):
        return Scope.CONTEXT
    if grammar.leading_level.match(key) and not grammar.proper.match(key):
        return Scope.CONTEXT
    return Scope.EVERYWHERE


class _Grammar:
    """The table of generic parts as patterns."""

    def __init__(self) -> None:
        parts: dict[str, list[str]] = {}
        for part, class_ in read_table("generic_name_parts.tsv", ("part", "class")):
            parts.setdefault(class_, []).append(part)

        def either(*classes: str) -> str:
            found = {part for class_ in classes for part in parts[class_]}
            return "|".join(sorted(map(re.escape, found), key=lambda part: (-len(part), part)))

        self.outlet = re.compile(f"(?:{either('outlet')})(?:社|讯)?")
        self.generic = re.compile(f"(?:{either('level', 'matter', 'body')})+|{either('alone')}")
        self.leading_level = re.compile(either("level"))
        self.proper = re.compile("[市镇乡旗州区县][^级属直里内委][区县市]")


@cache
def _grammar() -> _Grammar:
    return _Grammar()
