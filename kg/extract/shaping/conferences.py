"""Bodies of the State Council that are called a mechanism or a joint conference: 国务院联防联控机制, 国务院…部际联席会议.

What such a body is for is printed in the middle, so that no list of names has it; both ends are always the same.
"""

import re
from collections.abc import Iterator

from kg.model.text import Span

_BODY = re.compile(r"(?:中国)?国务院[^国，。；：“”《》、]{0,24}?(?:联防联控(?:工作)?机制|部际联席会议)")


def conferences(text: str) -> Iterator[Span]:
    """Stretches that name such a body, in order. Cost: linear.

    >>> [span.of("据国务院城乡供水部际联席会议通知") for span in conferences("据国务院城乡供水部际联席会议通知")]
    ['国务院城乡供水部际联席会议']
    """
    for match in _BODY.finditer(text):
        yield Span(match.start(), match.end())
