"""Names → comparison keys, and whether a name tells by itself which body or place it means."""

import re
import unicodedata
from enum import StrEnum
from functools import cache

from kg.lexicon.suffixes import abbreviations
from kg.lexicon.tables import read_table

_QUOTES = frozenset("“”‘’\"'「」『』〝〞`《》〈〉")
_DOTS = frozenset("·•・‧∙⋅")

_TEAMS = re.compile(
    r"(?:医疗|救援|工作|突击|志愿|考察|采访|小分|救护)队$|代表团$|考察团$|"
    r"(?:专家|工作|督导|督查|指导|调查|检查|巡视|巡察|专案)组$"
)


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
    administration (街道曙光宣讲队 belongs to some 街道), or is an official tail without its place (侨联), or a team that
    is called after its task (援助湖北医疗队, 专家组: another item means another). 市北区 and 镇海区 begin with such a character too and are
    proper names: a rung, one more character and 区, 县 or 市 is read as one.
    """
    grammar = _grammar()
    if grammar.outlet.fullmatch(key):
        return Scope.OUTLET
    if grammar.generic.fullmatch(key) or key in grammar.tails or is_team(key):
        return Scope.CONTEXT
    if grammar.leading_level.match(key) and not grammar.proper.match(key):
        return Scope.CONTEXT
    return Scope.EVERYWHERE


def is_team(key: str) -> bool:
    """True for a team that is called after its task alone; the 专家组 of a named central body is that body's own.

    >>> is_team("援助湖北医疗队"), is_team("国家卫健委专家组")
    (True, False)
    """
    return bool(_TEAMS.search(key)) and not any(key[:end] in _grammar().wholes for end in range(3, len(key)))


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
        known = abbreviations().values()
        self.tails = frozenset(form for item in known if item.is_tail for form in (item.form, item.full))
        self.wholes = frozenset(form for item in known if not item.is_tail for form in (item.form, item.full))
        self.leading_level = re.compile(either("level"))
        self.proper = re.compile("[市镇乡旗州区县][^级属直里内委][区县市]")


@cache
def _grammar() -> _Grammar:
    return _Grammar()
