"""Bodies and places printed without the place that their full name begins with: 柳湾社区 for 某镇柳湾社区.

A short form that the choice of names did not take anywhere (a caption, a heading) is still the same body when its
full name stands in the item and no other name ends like it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.text.levels import is_bare
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.text import Span

_SHORTEST = 4  # code points: 柳湾社区; three are too often a part of something else


def shortened(
    text: str, sentences: Sequence[Span], chains: Mapping[str, int], taken: Sequence[Span], gazetteer: Gazetteer
) -> Iterator[tuple[Span, int]]:
    """Mentions of names without their place, and whose they are.

    Args: the article's text; its running sentences; chains by printed form; spans of names that already stand; the
    gazetteer. Yields: spans of the article, each with its chain. Cost: O(forms² + forms × text).
    """
    owners: dict[str, set[int]] = {}
    for form, chain in chains.items():
        for place in chains:
            rest = form[len(place) :]
            if form.startswith(place) and len(rest) >= _SHORTEST and gazetteer.lookup(place) and _is_name(rest):
                owners.setdefault(rest, set()).add(chain)
    for form, chain in chains.items():  # what another name ends in may be either's
        for rest, found in owners.items():
            if form.endswith(rest):
                found.add(chain)
    for rest in sorted(owners):
        if len(owners[rest]) > 1 or rest in chains:
            continue
        for match in re.finditer(re.escape(rest), text):
            span = Span(match.start(), match.end())
            if any(s.contains(span) for s in sentences) and not any(span.overlaps(other) for other in taken):
                yield span, min(owners[rest])


def _is_name(rest: str) -> bool:
    return not is_bare(rest) and (kind_of_body(rest) is not None or kind_of_place(rest) is not None)
