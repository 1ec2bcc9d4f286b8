"""Subjects that count people named before: 今天参会的3位专家获聘为…, where one sentence before lists three.

The count tells who is meant: the last sentence that names exactly as many people, side by side, is the list. Where no
sentence does, or the sentence with the count names people itself, nobody is sure.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model.text import Span

_COUNTED = re.compile(
    r"(?:[^，。；：“”]{0,8}的|[这此上述以]{1,3}|今天|当天|[^，。；：“”]{0,2})?(?P<count>[两二三四五六七八九十]|\d{1,2})[位名](?![^，。；]{0,8}[、和与])[^，。；：“”]{1,8}?"
    r"(?=，|均|都|分别|同时|获|被|受聘|当选|成为|担任|将|正式)"
)
_HAN_DIGITS = {char: number for number, char in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_TAKING = re.compile(r"成为|受聘|获聘|聘为|当选|担任|被任命|被推选")
_BACK = 4  # sentences between the list and the count


def counted_group(text: str, sentence: Span, sentences: Sequence[Span], people: Sequence[Span]) -> list[Span]:
    """The people whom the subject of a sentence counts, where it goes on to say what they become; [] for none.

    ``sentences`` are those of the article in order, ``people`` sorted spans of names.
    """
    said = sentence.of(text)
    counted = _COUNTED.match(said)
    if counted is None or not _TAKING.search(said, counted.end()):
        return []
    if any(sentence.contains(person) for person in people):
        return []
    number = int(counted["count"]) if counted["count"].isdigit() else _HAN_DIGITS[counted["count"]]
    earlier = [other for other in sentences if other.end <= sentence.start][-_BACK:]
    for other in reversed(earlier):
        named = [person for person in people if other.contains(person)]
        if len(named) == number > 1 and len({person.of(text) for person in named}) == number:
            gaps = [text[one.end : following.start] for one, following in pairwise(named)]
            return named if all("、" in gap or gap in ("和", "与", "及") for gap in gaps) else []
    return []
