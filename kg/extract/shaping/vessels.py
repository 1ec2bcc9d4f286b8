"""Ships by the name in quotation marks: “甲”号邮轮, 航母“乙号”. The name may be anything's, a city's or a person's; the ship it is."""

import re
from collections.abc import Iterator

from kg.model.text import Span

_SHIP = r"(?:邮轮|游轮|航空母舰|航母|驱逐舰|护卫舰|两栖舰|医院船|医疗船|医疗舰|科考船|货轮|客轮|渔船|油轮|潜艇)"
_BEHIND = re.compile(rf"[“‘](?P<name>[^“”‘’]{{1,10}})[”’]号(?={_SHIP})|[“‘](?P<whole>[^“”‘’]{{1,10}}号)[”’](?={_SHIP})")
_BEFORE = re.compile(rf"{_SHIP}(?P<ship>[“‘][^“”‘’]{{1,10}}(?:[”’]号|号[”’]))")
_ANY = "[“‘]{name}[”’]号|[“‘]{name}号[”’]"


def vessels(text: str) -> list[Span]:
    """Stretches that name a ship, marks included, wherever it is named so once; in order. Cost: linear for few ships.

    >>> [span.of("“海鸥”号邮轮离港，“海鸥”号昨日抵达") for span in vessels("“海鸥”号邮轮离港，“海鸥”号昨日抵达")]
    ['“海鸥”号', '“海鸥”号']
    """
    if "号" not in text:
        return []
    return sorted({span for name in sorted(set(_names(text))) for span in _everywhere(text, name)})


def _names(text: str) -> Iterator[str]:
    for match in _BEHIND.finditer(text):
        yield match["name"] or match["whole"].removesuffix("号")
    for match in _BEFORE.finditer(text):
        yield match["ship"].strip("“”‘’号")


def _everywhere(text: str, name: str) -> Iterator[Span]:
    for match in re.finditer(_ANY.format(name=re.escape(name)), text):
        yield Span(match.start(), match.end())
