"""The facts of the project's own texts: lines of fields → the fact files that the annotated texts have.

``annotations/own/*.facts`` go with the marked texts of the same name (see ``marked_texts.py``). A line ``# 07`` opens the
facts of the seventh text; fields are parted by ``|``, items in a field by ``;``:

    H|headline                                        B|who is credited|as what
    N|fullest form;other forms|o, p or op|type        a body, a place, or what is used as both
    T|person|title as printed|post|hosts              P|person of whom no title is told
    W|part|whole                                      E|event|organizers|participants|place|date
    Q|speaker|how the quotation begins                J|project|parties|money|area|place
"""

from collections.abc import Iterator
from pathlib import Path

KINDS = {"o": ["org"], "p": ["place"], "op": ["org", "place"]}
FIELDS = {"H": 2, "B": 3, "N": 4, "T": 5, "P": 2, "W": 3, "E": 6, "Q": 3, "J": 6}

Row = list[str]


def own_facts(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The facts of each text of a folder with its id, in the order of files and texts.

    Raises: ValueError for a line that is none of these, with its file and number.
    """
    for path in sorted(folder.glob("*.facts")):
        text_id, rows = "", []
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = line.split("|")
            if line.startswith("#"):
                if text_id:
                    yield text_id, _facts(text_id, rows)
                text_id, rows = f"o{path.stem}{int(line[1:]):02}", []
            elif line.strip() and FIELDS.get(row[0]) != len(row):
                raise ValueError(f"{path}, line {number}: {row[0]!r} with {len(row)} fields")
            elif line.strip():
                rows.append(row)
        yield text_id, _facts(text_id, rows)


def _facts(text_id: str, rows: list[Row]) -> dict[str, object]:
    def of(sort: str) -> list[Row]:
        return [row for row in rows if row[0] == sort]

    people: dict[str, list[dict[str, object]]] = {row[1]: [] for row in rows if row[0] in "TPB"}
    for _, person, text, role, hosts in of("T"):
        people[person].append({"text": text, "role": role, "org": _items(hosts)})
    return {
        "id": text_id,
        "items": [
            {
                "headline": next((row[1] for row in of("H")), ""),
                "byline": [{"name": name, "role": role} for _, name, role in of("B")],
            }
        ],
        "people": [{"name": name, "titles": titles} for name, titles in people.items()],
        "names": [
            {"name": _items(forms)[0], "aliases": _items(forms)[1:], "kind": KINDS[kind], "type": sort}
            for _, forms, kind, sort in of("N")
        ],
        "within": [row[1:] for row in of("W")],
        "events": [
            {
                "name": name,
                "organizers": _items(organizers),
                "participants": _items(participants),
                "place": place,
                "date": date,
            }
            for _, name, organizers, participants, place, date in of("E")
        ],
        "projects": [
            {"name": name, "parties": _items(parties), "investment": money, "area": area, "place": place}
            for _, name, parties, money, area, place in of("J")
        ],
        "quotes": [{"speaker": speaker, "begins": begins} for _, speaker, begins in of("Q")],
    }


def _items(field: str) -> list[str]:
    return [item.strip() for item in field.split(";") if item.strip()]
