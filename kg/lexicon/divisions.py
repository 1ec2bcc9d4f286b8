"""Divisions, countries, regions and zones as data: what the gazetteer holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How far down a place stands. Abroad, PROVINCE is a first-level division and PREFECTURE a city."""

    REGION = -1  # neither a state nor a division: 亚洲, 中东, 长三角, 西北
    COUNTRY = 0
    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5
    ZONE = 6  # a new area or development zone that is no division: 雄安新区


LEVEL_LABELS: Mapping[Level, tuple[str, str]] = {  # Chinese, English
    Level.REGION: ("地区", "region"),
    Level.COUNTRY: ("国家", "country"),
    Level.PROVINCE: ("省级", "province"),
    Level.PREFECTURE: ("地级", "prefecture"),
    Level.COUNTY: ("县级", "county"),
    Level.TOWNSHIP: ("乡级", "township"),
    Level.VILLAGE: ("村级", "village"),
    Level.ZONE: ("功能区", "zone"),
}


def is_official_code(code: str) -> bool:
    """True for a published code, False for one of ours: region:…, zone:…, 710000-TPE."""
    return not code.startswith(("region:", "zone:")) and not (code[:1].isdigit() and "-" in code)


@dataclass(frozen=True, slots=True)
class Division:
    """A place of the gazetteer.

    ``code`` is the official division code of China (6 digits, 9 for townships), an ISO 3166 code abroad (``US``,
    ``US-CA``), ``geonames:ID`` for a city abroad; ``region:…`` and ``zone:…`` are ours. ``parent`` is a code, "" at the
    top. ``aliases`` are short forms that mean the place anywhere; ``weak`` those that need a context that asks for
    a place, being ordinary words or shared.
    """

    code: str
    name: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()

    @property
    def official(self) -> bool:
        """True when ``code`` is a published one, not ours."""
        return is_official_code(self.code)

    @property
    def in_china(self) -> bool:
        """True for China and its divisions and zones that have a code of digits."""
        return self.code[:1].isdigit() or self.code == "CN"


@dataclass(frozen=True, slots=True)
class Historic:
    """A prefecture or county that is gone: ``code`` at its end, first and last year in the lists (None: unknown).

    ``successor`` is today's code, "" when unknown; ``is_same_area`` tells a new name or rank from a merger.
    """

    name: str
    code: str
    level: Level
    first: int | None
    last: int
    successor: str
    is_same_area: bool
