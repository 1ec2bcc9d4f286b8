"""Names that one reading of the text gives whole, whatever the candidates were: put among the forms, in place of what is cut of them."""

from collections.abc import Sequence

from kg.extract.coreference.clusters import Form
from kg.extract.shaping.conferences import conferences
from kg.extract.shaping.setting import drop_empty, put
from kg.extract.shaping.stations import stations
from kg.extract.shaping.teams import led_teams
from kg.lexicon.places import Gazetteer
from kg.model.schema import Kind
from kg.model.text import Span

_SURE = 0.9


def put_readings(
    text: str, forms: dict[str, Form], people: Sequence[Span], ships: Sequence[Span], gazetteer: Gazetteer
) -> None:
    """Put ships, teams with their leaders, conferences and stations into ``forms``. Cost: linear in text and names."""
    for ship in ships:
        _replace(text, forms, ship, Kind.FACILITY, cut=True)
    for team in led_teams(text, people):
        _replace(text, forms, team, Kind.OTHER)
    for body in conferences(text):
        _replace(text, forms, body, Kind.GOVERNMENT)
    for town, span, station in list(stations(text, forms, gazetteer)):
        if span in town.spans:
            town.spans.remove(span)
        _replace(text, forms, station, Kind.FACILITY)
    drop_empty(forms)


def _replace(text: str, forms: dict[str, Form], whole: Span, kind: Kind, *, cut: bool = False) -> None:
    """Put a name, and take out what crosses it; with ``cut`` also what lies in it."""
    for form in forms.values():
        form.spans[:] = [
            span
            for span in form.spans
            if not span.overlaps(whole) or span.contains(whole) or (whole.contains(span) and not cut)
        ]
    put(text, forms, whole, kind, _SURE).kind = kind
