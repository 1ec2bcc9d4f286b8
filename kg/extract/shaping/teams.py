"""Teams that are named after who leads them: 王某院士团队, 李某课题组. The name says who, and the noun that it is a body."""

import re
from collections.abc import Iterator, Sequence

from kg.model.text import Span

_TEAM = re.compile(r"(?:院士|教授|博士|研究员|主任)?(?:科研|研究|专家|创新|医疗)?(?:团队|课题组|研究组|工作室)")


def led_teams(text: str, people: Sequence[Span]) -> Iterator[Span]:
    """Stretches from a person's name to the noun right behind it, in the order of ``people``.

    >>> [span.of("陈立言院士团队研制") for span in led_teams("陈立言院士团队研制", [Span(0, 3)])]
    ['陈立言院士团队']
    """
    for person in people:
        match = _TEAM.match(text, person.end)
        if match is not None:
            yield Span(person.start, match.end())
