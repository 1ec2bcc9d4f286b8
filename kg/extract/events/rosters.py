"""Lists that say what part everybody in them has: 主办单位：甲、乙；嘉宾：丙；参展企业包括丁；第一名甲队.

What a list is of stands before its colon (or 包括, 有, 是, 由), often far from the names it tells of, so that nothing in
the clause around a name says it. A list goes on to the end of its sentence or to the next such label.
"""

import re
from collections.abc import Iterator, Sequence

from kg.extract.tagging.tagger import Word

_COLONS = frozenset("：:")
_OPENERS = frozenset("： : 包括 有 是 为 由".split())
_ENDS = frozenset("。！？!?")
_CUTS = frozenset("，,；;。、：:（）() ")
_POST_TAGS = frozenset("n nz vn v a LOC b".split())
_LABEL_WORDS = 6  # words before an opener that can belong to its label
_HOLDERS = re.compile("(?:主办|承办|协办|联办|举办|组织|发起)(?P<noun>方|者|单位|机构)?$")
_COME = "(?:参[展赛会演]|参加|参与|与会|到会|到场|出席|受邀|来)"
_GUESTS = "单位 企业 队伍 球队 代表队 品牌 商 商家 代表 团队 机构 媒体 人员 专家 学者 领导 选手 名单 嘉宾 者 人 的人 的嘉宾 的还 的".split()
_MEMBERS = re.compile(f"(?:嘉宾|评委|展商|{_COME}[^，。；、]{{0,10}}(?:{'|'.join(_GUESTS)}))$")
_OFFICE = re.compile("(?:裁判长|裁判员|主裁判|总指挥|现场指挥|主持人|评委|赛事总监|领队|领誓人|司仪|解说员|颁奖嘉宾)$")
_RANK = re.compile("(?:第[一二三四五六七八九十0-9]+名|[冠亚季殿]军|头名)[是为：:由]?$")
_BEFORE = frozenset("名军长员判挥人委监队仪宾是为：:由")  # what offices and ranks end in: a look saves two patterns


def rosters(row: Sequence[Word], place: int) -> Iterator[str]:
    """What a list says of the name at a place of a row: ``label`` (holds the event), ``roster``, ``office`` or ``rank``.

    A body before a noun (甲协会会长) is the host of a post whose holder is not known, and not in the list.
    """
    after = row[place + 1] if place + 1 < len(row) else None
    if row[place].tag != "PER" and after is not None and after.tag in _POST_TAGS:
        return
    opener = next((i for i in range(place - 1, -1, -1) if row[i].text in _OPENERS or row[i].text in _ENDS), -1)
    if opener > 0 and row[opener].text not in _ENDS:
        label = _label(row, opener)
        if _OFFICE.search(label):
            yield "office"
        elif row[opener].text != "由":
            held = _HOLDERS.search(label)
            if held and (held["noun"] or row[opener].text in _COLONS):
                yield "label"
            elif _MEMBERS.search(label):
                yield "roster"
    if not place or row[place - 1].text[-1] not in _BEFORE:
        return
    before = "".join(word.text for word in row[max(0, place - 3) : place])
    office = _OFFICE.search(before) if row[place].tag == "PER" else None
    if office is not None and not office.group().endswith("指挥"):  # 总指挥甲: as often of a standing headquarters
        yield "office"
    if _RANK.search(before):
        yield "rank"


def _label(row: Sequence[Word], opener: int) -> str:
    """The words before an opener, up to six and to the mark before them; 的有：is opened by both words."""
    end = opener
    if row[opener].text in _COLONS and end > 1 and row[end - 1].text in _OPENERS:
        end -= 1
    start = max(0, end - _LABEL_WORDS)
    for i in range(end - 1, start - 1, -1):
        if row[i].text in _CUTS:
            start = i + 1
            break
    return "".join(word.text for word in row[start:end])
