"""The names of a graph by what they stand for, so that a question's words can be looked up among them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg.query.engines import Engine

_NAMES = """
SELECT DISTINCT ?name ?thing ?label ?type WHERE {
  VALUES ?type { foaf:Person org:Organization schema:Place schema:AdministrativeArea schema:Event schema:Project
                 kg:Practice org:Role }
  ?thing a ?type ; rdfs:label ?label ; skos:prefLabel|skos:altLabel ?name .
}"""


class Sort(StrEnum):
    """What a name in a question may stand for."""

    PERSON = "person"
    BODY = "body"  # a body or a place: many are both
    EVENT = "event"
    PROJECT = "project"
    PRACTICE = "practice"
    ROLE = "role"


_SORTS = {
    "Person": Sort.PERSON, "Organization": Sort.BODY, "Place": Sort.BODY, "AdministrativeArea": Sort.BODY,
    "Event": Sort.EVENT, "Project": Sort.PROJECT, "Practice": Sort.PRACTICE, "Role": Sort.ROLE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    label: str
    thing: str
    sort: Sort


# How a name is typed differs from how it is printed: spaces, the width of marks, the shape of quotation marks.
_TYPED = str.maketrans("，；：（）“”‘’「」『』", ",;:()" + '"' * 8)


def key(words: str) -> str:
    """Words as they are compared: without spaces, with one form of every mark.

    >>> key("“减压 赋能，” ") == key('"减压赋能,"')
    True
    """
    return "".join(words.split()).translate(_TYPED)


class Names:
    """Every printed name of people, bodies, places, events, projects, ways of working and posts."""

    def __init__(self, graph: Engine) -> None:
        """Read them. Cost: one pass over the names, 0.2 s for those of 1,000 news items."""
        self._by_key: defaultdict[str, list[_Named]] = defaultdict(list)
        for row in graph.evaluate(_NAMES).rows:
            name, thing, label, type_ = ("" if node is None else node.value for node in row)
            sort = _SORTS[type_.replace("/", "#").rpartition("#")[2]]
            self._by_key[key(name)].append(_Named(name, label, thing, sort))

    def exact(self, words: str, sorts: Collection[Sort]) -> str | None:
        """The name of one of these sorts that these words are, as it is printed; None when there is none."""
        return next((named.name for named in self._by_key.get(key(words), ()) if named.sort in sorts), None)

    def holding(self, words: str, sorts: Collection[Sort]) -> list[str]:
        """The labels of things with a name that these words are a part of, the shortest first; none for no words."""
        part = key(words)
        found = self._of(sorts, (name for name in self._by_key if part and part in name))
        return sorted({named.label for named in found}, key=lambda label: (len(label), label))

    def inside(self, words: str, sorts: Collection[Sort]) -> list[str]:
        """The names that stand in these words, the longest first."""
        whole = key(words)
        found = self._of(sorts, (name for name in self._by_key if len(name) > 1 and name in whole))
        return sorted({named.name for named in found}, key=lambda name: (-len(name), name))

    def _of(self, sorts: Collection[Sort], keys: Iterable[str]) -> list[_Named]:
        return [named for each in keys for named in self._by_key[each] if named.sort in sorts]
