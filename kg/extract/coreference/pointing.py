"""Words that point back to a body or place of the item: 该院, 本报, 我校, 该社区, 公司.

A pointing word and a kind alone name nothing; they mean the last that was named of the kind. Where the kind is one
character (院, 局, 报) the name that is meant ends in it, or is of the kind that the character says.
"""

from collections.abc import Sequence

from kg.extract.coreference.clusters import nearest_before, nearest_or_only, same_kind
from kg.extract.text.levels import is_bare
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

POINTING = frozenset("该本我此其")
_MORE = frozenset("两各几")  # 两校: several, of which no one is meant
_ALL = POINTING | _MORE
_SHORT = frozenset("报台刊社网行馆校店园站厂队") | {
    "机构",
    "组织",
}  # kinds that stand alone behind a pointing word only


def points_back(noun: str) -> bool:
    """True for 该院, 本报, 两校; false for 公司, which stands without a pointing word, and for names (本溪市)."""
    return len(noun) > 1 and noun[0] in _ALL and (noun[1:] in _SHORT or is_bare(noun[1:]))


def opens_pointing(noun: str) -> bool:
    """True for 本院放射科, 该县教育局: a body of what the pointing word means, and no name by itself."""
    return len(noun) > 3 and noun[0] in "本该" and points_back(noun[:2]) and kind_of_body(noun[2:]) is not None


def meant(noun: str, named: Sequence[tuple[str, Kind, Span, int]], offset: int) -> int | None:
    """The chain that a pointing word or a bare noun means at an offset, None for none. Cost: O(names²) at worst.

    ``named`` are printed forms with their kind, place and chain. What lies inside a longer name is not meant. 我校 and
    本报 may be named only later, since whose they are the reader knows; the others are named before.
    """
    if noun[0] in _MORE:
        return None
    bare = noun[1:] if noun[0] in POINTING and len(noun) > 1 else noun
    fitting = [
        (span, chain)
        for surface, kind, span, chain in named
        if same_kind(noun, kind) or (bare != noun and surface.endswith(bare) and surface != noun)
    ]
    if bare in ("校", "学校"):  # a school inside a university has no 校长; 该院 is what means it
        whole = {chain for surface, _, _, chain in named if not surface.endswith("学院")}
        fitting = [item for item in fitting if item[1] in whole] or fitting
    fitting = [(span, chain) for span, chain in fitting if not any(_is_part(span, other) for other, _ in fitting)]
    nearest = nearest_or_only if noun[0] in "我本" or len(noun) == 1 else nearest_before
    return nearest(fitting, offset)


def _is_part(span: Span, other: Span) -> bool:
    return span != other and other.contains(span)
