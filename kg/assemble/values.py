"""Values as the extractors give them → typed literals, where they are what they should be."""

import re
from datetime import date

from kg.model import vocabulary as v
from kg.model.statement import Literal

_DATE = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def date_literal(text: str) -> Literal | None:
    """An ISO 8601 day, month or year as a typed literal.

    None for "" and for what no calendar has: a text may print 2月30日, and its words stand in the graph anyway.

    >>> date_literal("2024-02")
    Literal(text='2024-02', datatype='xsd:gYearMonth')
    """
    parts = _DATE.fullmatch(text)
    if parts is None:
        return None
    year, month, day = parts.groups()
    try:
        date(int(year), int((month or "-01")[1:]), int((day or "-01")[1:]))
    except ValueError:
        return None
    return Literal(text, v.DATE if day else v.YEAR_MONTH if month else v.YEAR)


def decimal_literal(text: str) -> Literal | None:
    """A number in plain digits as a decimal; None for "" and for anything else, which would be no valid RDF.

    >>> decimal_literal("150000000"), decimal_literal("1.5e8")
    (Literal(text='150000000', datatype='xsd:decimal'), None)
    """
    return Literal(text, v.DECIMAL) if _DECIMAL.fullmatch(text) else None
