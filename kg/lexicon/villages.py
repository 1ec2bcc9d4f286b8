"""Villages and communities: half a million names, most of them many times over, so only inside a known county."""

import re
import zipfile
from functools import lru_cache
from importlib.resources import as_file, files

VILLAGES = "villages.zip"
_PROVINCES_HELD = 31  # all texts: 45 MB, where a country's news goes through them in any order
_COUNTIES_HELD = 512  # some 60 KB each
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
    text = _text(code[:2])
    start = text.find(f"\n{code}\t") + 1
    if not start:
        return None
    _, name, parent, _ = text[start : text.index("\n", start)].split("\t")
    return code, name, "5", parent, "", ""


def about_villages() -> tuple[str, ...]:
    """The comment lines at the top of each table: source, date and script; () when the file was left out."""
    head = _text("11")[:1000].split("\n")
    return tuple(line.removeprefix("#").strip() for line in head if line.startswith("#"))


@lru_cache(maxsize=_COUNTIES_HELD)
def _county(county: str) -> dict[str, list[tuple[str, str, str]]]:
    """Name without its ending -> code, name and parent of each village of a county.

    The rows of one county stand together, so they are cut out of the province's text: reading a whole province for one
    name would take a hundred times as long.
    """
    text = _text(county[:2])
    end = text.rfind(f"\t{county}\n") + 1
    if not end:
        return {}
    start = text.rfind("\n", 0, text.index(f"\t{county}\n")) + 1
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in text[start : end + len(county)].split("\n"):
        code, name, parent, _ = row.split("\t")
        found.setdefault(_ENDING.sub("", name), []).append((code, name, parent))
    return found


@lru_cache(maxsize=_PROVINCES_HELD)
def _text(province: str) -> str:
    """The table of a province; "" when there is none, as for Taiwan, or when the file was left out."""
    table = files("kg").joinpath("data", VILLAGES)
    if not table.is_file():
        return ""
    with as_file(table) as path, zipfile.ZipFile(path) as archive:
        name = f"{province}.tsv"
        return archive.read(name).decode("utf-8") if name in archive.namelist() else ""
