"""Two bodies printed side by side without a mark, which were taken for one: 中办|国办, 甲省委|省政府, 最高人民法院|最高人民检察院.

Official short forms stand alone, and so do a division's committee and its government; where one ends and the next begins
nothing else can. What stands before the first (甲省) is the first one's.
"""

import re

from kg.extract.names.bodies import stands_alone

_LEVEL = "省市县区州盟旗镇乡"
_COMMITTEE = re.compile(
    rf"(?P<committee>.*[{_LEVEL}]委)(?P<government>(?P<level>[{_LEVEL}])(?:人民)?(?:政府|人大|政协|纪委|监委)(?:办公[厅室])?)"
)
_SHORTEST = 2
# They say of what party or house the next is: 中共中央, 总台央视 are one.
_OPENING = frozenset({"中共", "总台"})


def side_by_side(surface: str) -> tuple[int, ...]:
    """Where the bodies in a name begin, 0 first; only 0 where it is one name. Cost: O(length²).

    >>> side_by_side("中办国办"), side_by_side("云岭县委县政府"), side_by_side("云岭县委办公室")
    ((0, 2), (0, 4), (0,))
    """
    pair = _COMMITTEE.fullmatch(surface)
    if pair is not None and pair["committee"][-2:-1] == pair["level"]:
        return 0, pair.start("government")
    return _short_forms(surface) or (0,)


def _short_forms(surface: str) -> tuple[int, ...]:
    """Where official forms begin that a name is made of, at least two; () when it is not made of them."""
    for size in range(len(surface) - _SHORTEST, _SHORTEST - 1, -1):
        if stands_alone(surface[:size]) and surface[:size] not in _OPENING:
            rest = surface[size:]
            following = (0,) if stands_alone(rest) else _short_forms(rest)
            if following:
                return 0, *(size + start for start in following)
    return ()
