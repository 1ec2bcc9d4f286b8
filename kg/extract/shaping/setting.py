"""What a rule about one name may look at: the text, the other names of the item, the lists of places."""

from bisect import bisect_left
from dataclasses import dataclass, field

from kg.extract.coreference.clusters import Form
from kg.extract.names.bodies import stands_alone
from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body
from kg.model.schema import Kind
from kg.model.text import Span


def put(text: str, forms: dict[str, Form], span: Span, kind: Kind, probability: float = 0.8) -> Form:
    """Put a stretch among the forms, under its own words; its form, which keeps the kind it had. Cost: O(1)."""
    surface = span.of(text)
    form = forms.setdefault(surface, Form(surface, kind, probability))
    if span not in form.spans:
        form.spans.append(span)
    return form


def drop_empty(forms: dict[str, Form]) -> None:
    """Take out the forms that stand nowhere any more."""
    for surface in [surface for surface, form in forms.items() if not form.spans]:
        del forms[surface]


@dataclass(slots=True)
class Setting:
    """A text with the names found in it so far; ``known`` are their printed forms as they were found."""

    text: str
    forms: dict[str, Form]
    gazetteer: Gazetteer
    known: frozenset[str] = field(init=False)
    _ends: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        self.known = frozenset(self.forms)
        self._ends = sorted(
            {span for form in self.forms.values() for span in form.spans}, key=lambda span: (span.end, span.start)
        )

    def ending_at(self, offset: int) -> Span | None:
        """The longest name that ends at an offset, None for none."""
        i = bisect_left(self._ends, offset, key=lambda span: span.end)
        return self._ends[i] if i < len(self._ends) and self._ends[i].end == offset else None

    def is_name(self, surface: str) -> bool:
        """Whether words name a body or place by themselves: found elsewhere, listed, or with an ending that is not all."""
        return (
            surface in self.known
            or stands_alone(surface)
            or bool(self.gazetteer.lookup(surface))
            or (kind_of_body(surface) is not None and not is_bare(surface))
        )
