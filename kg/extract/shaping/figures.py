"""Names with a count or 各 inside: 甲市五家医院, 乙国各地警察局, 两批医疗队 name several bodies of a sort and none of them.

What stands before the count names whose they are.
"""

import re
from collections.abc import Sequence

from kg.extract.shaping.setting import Setting
from kg.extract.text.levels import is_bare
from kg.model.text import Span

_COUNT = re.compile(
    r"(?<![第十百])(?:各地?级?|(?:[一两二三四五六七八九十几]|(?<!\d)\d{1,3})[余多]?(?:家(?![庄园族具居村])|所|个|批|支(?!队)|座|大(?=[^队道厅街学楼厦桥院坝堂山])|级(?!战))|[县区市]?[两三]级)"
)
_SORTS = ("部门", "学校", "单位", "企业", "院校", "酒店", "超市", "餐厅", "商店", "社团", "华社", "侨团")
_VILLAGES = ("村", "屯", "庄", "营", "镇", "乡")  # 三家子村: called after its first households
_SHORTEST = 2


def without_figure(span: Span, setting: Setting) -> Sequence[Span] | None:
    """What stands before a count, if it is a name; nothing for a stretch that begins with one."""
    surface = span.of(setting.text)
    match = _COUNT.search(surface)
    if match is None or surface.endswith(_VILLAGES) or setting.gazetteer.lookup(surface):
        return None
    if match.start() == 0 and surface[match.end() - 1] in "家所个批座":
        return ()
    noun = surface[match.end() :]
    if not noun.startswith(_SORTS) and not noun.endswith(_SORTS) and not is_bare(noun):
        return None
    head = surface[: match.start()]
    return (Span(span.start, span.start + len(head)),) if len(head) >= _SHORTEST and setting.is_name(head) else ()
