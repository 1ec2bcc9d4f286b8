"""All that a build can be told, in one frozen value; optionally loaded from a TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path

from kg.assemble import AssembleSettings
from kg.bounds import MOST_MEGABYTES, MOST_SECONDS
from kg.errors import SettingsError
from kg.model.triples import Detail

_CODE_LENGTHS = (2, 4, 6, 9, 12)  # province, city, county, township, village


@cache
def version() -> str:
    """The installed version, "" when kg runs from a folder that was never installed."""
    try:
        return metadata.version("kg")
    except metadata.PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build depends on besides its sources: equal settings and sources give equal bytes.

    ``published`` is the day of sources that do not say theirs. ``region`` is the division code of the newspaper's
    home, "" for unknown. ``lexicon`` is a user's dictionary in jieba's format, ``same_as`` a user's file of what is one
    thing and what is two. ``workers`` is a number of processes,
    0 for as many as pay; it never changes the result, so the graph does not speak of it. Nor do ``item_seconds`` and
    ``item_memory``, in megabytes: what one item may take before it is reported and left out. ``hold`` is
    how many items a build of Turtle alone holds in memory; of more it is made on the disk. ``extractor`` is the
    function ``package.module:name`` that annotates an article; where the module has ``name_together`` too, workers call
    that with several articles at once (see :func:`kg.extract.annotate_together`).
    """

    assemble: AssembleSettings = field(default_factory=lambda: AssembleSettings(version=version()))
    detail: Detail = Detail.FULL
    extractor: str = "kg.extract:annotate"
    hold: int = 4_000
    item_memory: int = 2048
    item_seconds: float = 120.0
    lexicon: Path | None = None
    published: date | None = None
    region: str = ""
    same_as: Path | None = None
    workers: int = 0

    def __post_init__(self) -> None:
        if self.workers < 0:
            raise SettingsError(f"workers is {self.workers}: give a number of processes, or 0 for as many as pay.")
        if self.hold < 0:
            raise SettingsError(f"hold is {self.hold}: give a number of items.")
        if not (0 < self.item_seconds <= MOST_SECONDS and 0 < self.item_memory <= MOST_MEGABYTES):
            raise SettingsError(
                f"item_seconds and item_memory are what one item may take: above 0, and at most {MOST_SECONDS} seconds "
                f"and {MOST_MEGABYTES} megabytes."
            )
        region = self.region
        if region and not (region.isascii() and region.isdigit() and len(region) in _CODE_LENGTHS):
            raise SettingsError(f'region is "{region}": give an official division code such as 370211.')

    @staticmethod
    def keys() -> tuple[str, ...]:
        """The names that :meth:`changed` and a settings file know."""
        own = {each.name for each in fields(Settings)} | {each.name for each in fields(AssembleSettings)}
        return tuple(sorted(own - {"assemble", "extractor", "version"}))

    def changed(self, **values: object) -> "Settings":
        """These settings with some replaced, whichever room they belong to. Raises: SettingsError for a bad one."""
        rooms = {each.name for each in fields(AssembleSettings)}
        inner = {name: value for name, value in values.items() if name in rooms}
        outer = {name: value for name, value in values.items() if name not in rooms}
        # The callers check each value's type: click for the command line, _TYPES for a file.
        assemble = replace(self.assemble, **inner)  # type: ignore[arg-type]
        return replace(self, assemble=assemble, **outer)  # type: ignore[arg-type]


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file, whose keys are :meth:`Settings.keys`; a relative path in it starts at the file.

    Raises: SettingsError naming the file and the key when a key is unknown or a value is of the wrong type.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    try:
        return Settings().changed(**{key: _value(key, value, path.parent) for key, value in table.items()})
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


_TYPES: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "base_iri": (str, "a text in quotation marks"),
    "detail": (str, "a text in quotation marks"),
    "hold": (int, "a whole number of items"),
    "item_memory": (int, "a whole number of megabytes"),
    "item_seconds": ((int, float), "a number of seconds"),
    "keep_text": (bool, "true or false"),
    "lexicon": (str, "a file name in quotation marks"),
    "min_confidence": ((int, float), "a number"),
    "published": (date, "a date such as 2024-02-21, without quotation marks"),
    "region": (str, "a text in quotation marks"),
    "same_as": (str, "a file name in quotation marks"),
    "workers": (int, "a whole number"),
}


def _value(key: str, value: object, folder: Path) -> object:
    """A value of a settings file as the settings want it."""
    if key not in _TYPES:
        raise SettingsError(f'unknown key "{key}"; known: {", ".join(Settings.keys())}.')
    kind, called = _TYPES[key]
    # In Python a truth value is a number, and a moment is a date; in a settings file neither stands for the other.
    disguised = (isinstance(value, bool) and kind is not bool) or hasattr(value, "hour")
    if disguised or not isinstance(value, kind):
        raise SettingsError(f"{key} must be {called}.")
    if key in ("lexicon", "same_as"):
        return folder / str(value)
    if key == "detail":
        try:
            return Detail(str(value))
        except ValueError as error:
            raise SettingsError(f'detail is "{value}"; choose from {", ".join(Detail)}.') from error
    return value
