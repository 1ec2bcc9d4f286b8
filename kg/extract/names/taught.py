"""Names that a user teaches: marked wherever they stand, before anything that the item's own words suggest."""

from collections.abc import Iterable, Sequence

from kg.extract.coreference.clusters import Form
from kg.lexicon.names import name_score
from kg.lexicon.places import Gazetteer
from kg.lexicon.scanning import Scanner
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.lexicon.user import UserName
from kg.model.schema import EntityType, Kind
from kg.model.text import Span

TAUGHT = 1.0  # the probability of a name that was taught; no other name has it


class TaughtNames:
    """A user's names, ready to be found in texts. Empty for no names, and then free of cost."""

    def __init__(self, names: Iterable[UserName], gazetteer: Gazetteer) -> None:
        self._names = {item.name: item.type or _type_by_form(item.name, gazetteer) for item in names}
        self._scanner = Scanner(self._names) if self._names else None

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, text: str, inside: Sequence[Span]) -> tuple[list[Span], list[Span]]:
        """Spans of taught people, and of taught bodies and places; of names that overlap the longer, then the earlier."""
        if self._scanner is None:
            return [], []
        found: list[Span] = []
        for start, end in sorted(self._scanner.matches(text), key=lambda pair: (pair[0] - pair[1], pair[0])):
            span = Span(start, end)
            if any(sentence.contains(span) for sentence in inside) and not any(span.overlaps(o) for o in found):
                found.append(span)
        people = [span for span in found if self._names[span.of(text)] is EntityType.PERSON]
        return sorted(people), sorted(set(found) - set(people))

    def put(self, text: str, spans: Sequence[Span], forms: dict[str, Form]) -> None:
        """Make forms of taught bodies and places; stretches that cross one, or only repeat it, are given up for it."""
        for form in forms.values():
            form.spans = [s for s in form.spans if not any(_crosses(s, span) or span.contains(s) for span in spans)]
        for surface in [surface for surface, form in forms.items() if not form.spans]:
            del forms[surface]
        for span in spans:
            surface = span.of(text)
            kind = kind_of_body(surface) or Kind.OTHER
            if self._names[surface] is EntityType.PLACE:
                kind = kind_of_place(surface) or Kind.ADMIN
            forms.setdefault(surface, Form(surface, kind, TAUGHT)).spans.append(span)


def _crosses(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not one.contains(other) and not other.contains(one)


def without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """The spans that share no character with ``taken``."""
    return [span for span in spans if not any(span.overlaps(other) for other in taken)]


def _type_by_form(name: str, gazetteer: Gazetteer) -> EntityType:
    """What a name without a tag is: a body or place by its ending, a listed place, a person by its characters."""
    if kind_of_body(name) is not None:
        return EntityType.ORGANIZATION
    if kind_of_place(name) is not None or gazetteer.lookup(name):
        return EntityType.PLACE
    return EntityType.PERSON if "·" in name or name_score(name) > 0 else EntityType.ORGANIZATION
