"""Two names with a word between them that is in no name: 甲公司下属乙厂, 甲局联合乙厅, 商甲部.

What says that one body is under another stands between their names and belongs to neither. A verb between two bodies is
the sentence's, where what stands before it is a whole name and what stands behind it too; 联合 may also open a name
(甲大学联合实验室) and parts only two offices.
"""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.extract.text.levels import is_bare, level_of
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span

_UNDER = re.compile(r"(?:下属|所属|旗下|下辖|派出(?!所))的?")  # 甲派出所巡逻队 is a police station's
_VERB = re.compile(r"联合|协助|会同|共建|携手|委托|协同")
# A preposition or verb of one character before a name, and how one road or district meets the next: 东接甲高速.
_BEFORE = re.compile(r"[商经同由与将据报向对系][^\s]|[东西南北][接连邻抵靠临]")
_OFFICES = frozenset({Kind.GOVERNMENT, Kind.PARTY, Kind.POLICE_COURT, Kind.ASSOCIATION})
_SHORTEST = 2


def parted_from_parent(span: Span, setting: Setting) -> Sequence[Span] | None:
    """甲公司下属乙厂 as two names; the first alone where the second is a mere kind of body (甲公司所属企业 stays)."""
    surface = span.of(setting.text)
    match = _UNDER.search(surface)
    if match is None or len(surface) - match.end() < _SHORTEST:
        return None
    rest = Span(span.start + match.end(), span.end)
    if match.start() == 0:
        return () if is_bare(rest.of(setting.text)) else (rest,)  # 所属企业 are all of them
    if match.start() < _SHORTEST or not setting.is_name(rest.of(setting.text)):
        return None
    return Span(span.start, span.start + match.start()), rest


def parted_at_verb(span: Span, setting: Setting) -> Sequence[Span] | None:
    """The names around a verb, or the name behind one."""
    text = setting.text
    surface = span.of(text)
    if _BEFORE.match(surface) and surface[0] not in "东西南北":
        rest = surface[1:]
        listed = len(rest) > _SHORTEST and bool(setting.gazetteer.lookup(rest))
        if len(rest) >= _SHORTEST and (rest in setting.known or listed) and not setting.gazetteer.lookup(surface):
            return (Span(span.start + 1, span.end),)
    elif _BEFORE.match(surface) and len(surface) > 2 + _SHORTEST and surface.endswith(("高速", "公路", "路", "线")):
        return (Span(span.start + 2, span.end),)
    for match in _VERB.finditer(surface, _SHORTEST):
        left, right = surface[: match.start()], surface[match.end() :]
        if not setting.is_name(left):
            continue
        if match.group() == "共建" and not setting.is_name(right):
            return (Span(span.start, span.start + match.start()),)
        if not setting.is_name(right) or (match.group() == "联合" and not _are_offices(left, right, setting)):
            continue
        return Span(span.start, span.start + match.start()), Span(span.start + match.end(), span.end)
    return None


def _are_offices(left: str, right: str, setting: Setting) -> bool:
    """Whether 联合 is what one office does with another: both are, or the second is a name of the item."""
    if right in setting.known or level_of(right):
        return True
    return kind_of_body(left) in _OFFICES and kind_of_body(right) in (Kind.GOVERNMENT, Kind.PARTY)
