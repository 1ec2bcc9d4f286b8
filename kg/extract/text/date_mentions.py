"""A date as it stands in a text, and what a relation says of it."""

from dataclasses import dataclass
from datetime import date

from kg.model.schema import Qualifier
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: ``start`` and ``end`` are its first and last day, None when nothing settles them."""

    span: Span
    text: str
    start: date | None
    end: date | None
    vague: bool = False

    @property
    def qualifiers(self) -> tuple[tuple[Qualifier, str], ...]:
        """First and last day as a relation has them, marked "about" for a vague date; empty when nothing settles them."""
        if self.start is None or self.end is None:
            return ()
        days = ((Qualifier.START, self.start.isoformat()), (Qualifier.END, self.end.isoformat()))
        return (*days, (Qualifier.BOUND, "about")) if self.vague else days
