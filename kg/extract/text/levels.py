"""Names that begin with a division's level (市卫健委), and endings that are no name (委员会)."""

from kg.lexicon.suffixes import abbreviations, suffix_of

# Division levels that begin a relative name: 区财政局, 街道党工委, 市委.
LEVELS = (
    "自治区",
    "街道",
    "开发区",
    "新区",
    "高新区",
    "省",
    "市",
    "州",
    "区",
    "县",
    "旗",
    "镇",
    "乡",
    "村",
    "校",
    "院",
)
_LEVEL_HEADS = frozenset(level[0] for level in LEVELS)


def level_of(surface: str) -> str:
    """The division level that a relative name begins with (市 in 市卫健委), "" for other names."""
    if surface[:1] not in _LEVEL_HEADS:
        return ""
    return next((level for level in LEVELS if surface.startswith(level) and len(surface) > len(level)), "")


def is_bare(surface: str) -> bool:
    """True for an ending alone (委员会, 小区, 分公司): it says what sort of body, not which."""
    if surface in abbreviations() and not abbreviations()[surface].is_tail:
        return False  # 中办, 世卫组织: a short form that names one body
    return suffix_of(surface, "body") == surface or suffix_of(surface, "place") == surface
