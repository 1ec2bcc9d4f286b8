"""Named queries: .rq files that a user can read and copy, each headed by its question and its parameters.

A header is the comment lines at the top of the file::

    # Who holds which post in a body or place, at any depth?
    # 一个单位或地方(含其下级)里谁任什么职?
    # param name text: a body or place by any printed name

The first line is the question in English, the second in Chinese. A parameter's sort is ``text`` (a Chinese text,
matched whole), ``part`` (a stretch of text to look for) or ``number``; a default follows an equals sign:
``param most number = 20: …``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from kg.errors import InternalError, QueryError
from kg.query.results import PLAIN, XSD, Node

_PARAM = re.compile(r"# param (?P<name>\w+) (?P<sort>text|part|number)(?: = (?P<default>[^:]*?))?: (?P<help>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a named query is told; ``default`` is None when it must be."""

    name: str
    sort: str
    help: str
    default: str | None = None

    def bind(self, value: str) -> Node:
        """The value as the query meets it. Raises: QueryError when a number is none."""
        if self.sort == "text":
            return Node("literal", value, language="zh")
        if self.sort == "part":
            return Node("literal", value, PLAIN)
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise QueryError(f'{self.name} is "{value}": give a number.')
        return Node("literal", f"{number:f}", f"{XSD}decimal")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its name, its question in two languages, and its parameters."""

    name: str
    question: str
    question_zh: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, values: Mapping[str, str]) -> dict[str, Node]:
        """Bind given values and defaults. Raises: QueryError naming an unknown or a missing parameter."""
        known = ", ".join(parameter.name for parameter in self.parameters) or "none"
        for name in values:
            if all(name != parameter.name for parameter in self.parameters):
                raise QueryError(f'{self.name} has no parameter "{name}"; its parameters: {known}.')
        bound = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None:
                raise QueryError(
                    f"{self.name} must be told {parameter.name} ({parameter.help}): --param {parameter.name}=VALUE."
                )
            bound[parameter.name] = parameter.bind(value)
        return bound


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name. Cost: reads some thirty small files, once."""
    folder = files("kg.query") / "queries"
    return tuple(
        parse_named(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".rq")
    )


def named_query(name: str) -> NamedQuery | None:
    """The query of that name, None when there is none."""
    return next((query for query in named_queries() if query.name == name), None)


def parse_named(name: str, text: str) -> NamedQuery:
    """Read a query's header. Raises: InternalError when it is not as it should be, since the files are ours."""
    lines = text.splitlines()
    if len(lines) < 3 or not all(line.startswith("# ") for line in lines[:2]):
        raise InternalError(f"{name}.rq must begin with its question in English and in Chinese, a comment line each.")
    parameters = []
    for line in lines[2:]:
        if not line.startswith("# param "):
            continue
        match = _PARAM.fullmatch(line)
        if match is None:
            raise InternalError(f"{name}.rq: cannot read {line!r}.")
        parameters.append(Parameter(match["name"], match["sort"], match["help"], match["default"]))
    return NamedQuery(name, lines[0][2:], lines[1][2:], tuple(parameters), text)
