"""Villages and communities: half a million names, most of them many times over, so only inside a known county."""

import re
import zipfile
from functools import cache, lru_cache
from importlib.resources import as_file, files

from kg.lexicon.tables import rows

_COUNTIES_HELD = 512  # some 60 KB each
_COUNTY_DIGITS = 6
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
    here = _county(inside[:6]).get(_ENDING.sub("", name), ())
    found = [(code, listed) for code, listed, parent in here if parent.startswith(inside)]
    same = [code for code, listed in found if listed == name]
    return tuple(sorted(same or [code for code, _ in found]))


@lru_cache(maxsize=1 << 14)
def village_row(code: str) -> tuple[str, str, str, str, str, str] | None:
    """The row of a village's code (12 digits) in the columns of the gazetteer; None for any other code."""
    if len(code) != 12 or not _CODE.fullmatch(code):
        return None
    table = table_of(code[:2])
    start = table.find(f"\n{code}\t")
    if start < 0:
        return None
    _, name, parent, _ = table[start + 1 : table.find("\n", start + 1)].split("\t")
    return code, name, "5", parent, "", ""


@lru_cache(maxsize=_COUNTIES_HELD)
def _county(county: str) -> dict[str, list[tuple[str, str, str]]]:
    """Name without its ending -> code, name and parent of each village of a county.

    A table is sorted by code and a code begins with its county, so a county's rows stand together and are found
    without reading the rest.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    if len(county) != _COUNTY_DIGITS:
        return found
    table = table_of(county[:2])
    at = table.find(f"\n{county}") + 1
    while at and table.startswith(county, at):
        end = table.find("\n", at)
        code, name, parent, _ = table[at : end if end >= 0 else len(table)].split("\t")
        found.setdefault(_ENDING.sub("", name), []).append((code, name, parent))
        at = end + 1
    return found


@cache
def table_of(province: str) -> str:
    """The table of a province, its columns checked; "" when there is none, as for Taiwan, or when the file was left out.

    All provinces together are 45 MB.
    """
    table = files("kg").joinpath("data", "villages.zip")
    if not table.is_file():
        return ""
    with as_file(table) as path, zipfile.ZipFile(path) as archive:
        name = f"{province}.tsv"
        text = archive.read(name).decode("utf-8") if name in archive.namelist() else ""
    next(rows(text[:4096], name, COLUMNS), None)  # checks the names of the columns
    return text
