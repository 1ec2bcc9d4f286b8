"""Villages and communities: half a million names, most of them many times over, so only inside a known county."""

import re
import zipfile
from functools import lru_cache
from importlib.resources import as_file, files

from kg.lexicon.tables import rows

_PROVINCES_HELD = 4  # some 10 MB each
COLUMNS = ("code", "name", "parent", "county")
_CODE = re.compile(r"\d{12}")
_ENDING = re.compile(r"(?<=..)(?:社区|村|居委会|村委会|居民委员会|村民委员会)$")
_FULL_ENDINGS = (
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("村民委员会", "村"),
    ("村委会", "村"),
    ("居民委员会", "居委会"),
)


def villages(inside: str, name: str) -> tuple[str, ...]:
    """The codes of the villages that ``name`` means inside a county (6 digits) or township (9 digits), sorted."""
    for ending, short in _FULL_ENDINGS:
        if name.endswith(ending):
            name = name.removesuffix(ending) + short
            break
    if not _ENDING.search(name):
        return ()
    here = _province(inside[:2]).get((inside[:6], _ENDING.sub("", name)), ())
    found = [(code, listed) for code, listed, parent in here if parent.startswith(inside)]
    same = [code for code, listed in found if listed == name]
    return tuple(sorted(same or [code for code, _ in found]))


def village_row(code: str) -> tuple[str, str, str, str, str, str] | None:
    """The row of a village's code (12 digits) in the columns of the gazetteer; None for any other code."""
    if not _CODE.fullmatch(code):
        return None
    found = _by_code(code[:2]).get(code)
    return (code, found[0], "5", found[1], "", "") if found else None


@lru_cache(maxsize=_PROVINCES_HELD)
def _province(province: str) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """(county, name without its ending) -> code, name and parent of each village."""
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for code, name, parent, county in rows(_text(province), f"{province}.tsv", COLUMNS):
        found.setdefault((county, _ENDING.sub("", name)), []).append((code, name, parent))
    return found


@lru_cache(maxsize=_PROVINCES_HELD)
def _by_code(province: str) -> dict[str, tuple[str, str]]:
    return {code: (name, parent) for listed in _province(province).values() for code, name, parent in listed}


def _text(province: str) -> str:
    """The table of a province; "" when there is none, as for Taiwan, or when the file was left out."""
    table = files("kg").joinpath("data", "villages.zip")
    if not table.is_file():
        return ""
    with as_file(table) as path, zipfile.ZipFile(path) as archive:
        name = f"{province}.tsv"
        return archive.read(name).decode("utf-8") if name in archive.namelist() else ""
