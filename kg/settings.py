"""All that a build can be told, in one frozen value; optionally loaded from a TOML file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from kg.errors import SettingsError

DEFAULT_BASE = "https://example.org/kg/id/"


class Detail(StrEnum):
    """How much of the graph is written."""

    FACTS = "facts"  # things, direct triples and memberships
    FULL = "full"  # those, every fact as a node of its own, and its evidence


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build depends on besides its sources: equal settings and sources give equal bytes.

    ``published`` is the day of sources that do not say theirs. ``region`` is the division code of the newspaper's
    home, "" for unknown. ``lexicon`` is a user's dictionary in jieba's format. ``min_confidence`` lies in [0, 1]:
    facts below it are left out. ``workers`` is a number of processes, 0 for as many as pay; it never changes the
    result, so it is not part of what the graph says of its making.
    """

    base_iri: str = DEFAULT_BASE
    detail: Detail = Detail.FULL
    keep_text: bool = True
    lexicon: Path | None = None
    min_confidence: float = 0.0
    published: date | None = None
    region: str = ""
    workers: int = 0

    def __post_init__(self) -> None:
        if not 0.0 <= self.min_confidence <= 1.0:
            raise SettingsError(f"min_confidence is {self.min_confidence}: it must lie between 0 and 1.")
        if self.workers < 0:
            raise SettingsError(f"workers is {self.workers}: give a number of processes, or 0 for as many as pay.")
        if self.region and not (
            self.region.isascii() and self.region.isdigit() and len(self.region) in (2, 4, 6, 9, 12)
        ):
            raise SettingsError(f'region is "{self.region}": give an official division code such as 370211.')
        if not _is_base(self.base_iri):
            raise SettingsError(
                f'base_iri is "{self.base_iri}": give an absolute address that ends in / or #, such as {DEFAULT_BASE}'
            )


def _is_base(iri: str) -> bool:
    """True for an address that local names can be appended to and that Turtle can write between angle brackets."""
    scheme, colon, rest = iri.partition(":")
    return bool(
        scheme[:1].isalpha()
        and scheme.isascii()
        and all(c.isalnum() or c in "+-." for c in scheme)
        and colon
        and len(rest) > 1
        and iri[-1] in "/#"
        and not any(c <= " " or c in '<>"{}|^`\\' for c in iri)
    )


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file whose keys are the fields of :class:`Settings`; a relative path in it starts there.

    Raises: SettingsError naming the file and the key when a key is unknown or a value is of the wrong type.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    return settings_from(table, source=str(path), folder=path.parent)


def settings_from(table: Mapping[str, object], *, source: str, folder: Path = Path()) -> Settings:
    """Make settings from plain values; ``source`` is how messages call the place they come from."""
    known = sorted(field.name for field in fields(Settings))
    for key in table:
        if key not in known:
            raise SettingsError(f'{source}: unknown key "{key}"; known: {", ".join(known)}.')
    try:
        defaults = Settings()
        lexicon = _text(table, "lexicon", "")
        return Settings(
            base_iri=_text(table, "base_iri", defaults.base_iri),
            detail=Detail(_text(table, "detail", defaults.detail)),
            keep_text=_flag(table, "keep_text", default=defaults.keep_text),
            lexicon=folder / lexicon if lexicon else None,
            min_confidence=_number(table, "min_confidence", defaults.min_confidence),
            published=_day(table, "published"),
            region=_text(table, "region", defaults.region),
            workers=int(_number(table, "workers", defaults.workers)),
        )
    except (ValueError, SettingsError) as error:
        raise SettingsError(f"{source}: {error}") from error


def _text(table: Mapping[str, object], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise SettingsError(f"{key} must be a text in quotation marks.")
    return value


def _flag(table: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise SettingsError(f"{key} must be true or false.")
    return value


def _number(table: Mapping[str, object], key: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{key} must be a number.")
    return value


def _day(table: Mapping[str, object], key: str) -> date | None:
    value = table.get(key)
    if value is None or (isinstance(value, date) and not hasattr(value, "hour")):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise SettingsError(f"{key} must be a date such as 2024-02-21.")
