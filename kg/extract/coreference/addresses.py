"""People called by family name and title after their full name: 林可南 …, 林书记 …, 周教授 ….

Chinese news names a person once in full with the post, and then by surname and the post's head. Such a form is one
more mention of the person whose post has that head; where no post decides, of the only person of that surname who
stands before it. Otherwise it stays unread: two people of one surname are not told apart by a guess.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.tagging.tagger import Word
from kg.lexicon.names import surname_at
from kg.lexicon.titles import title_at_end
from kg.model.text import Span

_POLITE = ("老师", "先生", "女士", "医生", "大夫", "老人", "总")  # said of anybody: the surname alone must decide
_LONGEST = 5  # code points of a title behind a surname
_BOUND = re.compile(r"[a-zA-Z·]")


@dataclass(frozen=True, slots=True)
class Known:
    """A person by full name: where the name first stands, and the posts that the item gives."""

    name: str
    first: int
    roles: tuple[str, ...] = ()


def addresses(text: str, rows: Iterable[Sequence[Word]], people: Sequence[Known]) -> list[tuple[Span, str]]:
    """Where people are called by surname and title, and who each is, in text order.

    ``rows`` are the words of running sentences, offsets in ``text``; nothing is read inside full names.
    Cost: O(words × people of the surname).
    """
    by_surname: dict[str, list[Known]] = {}
    for person in people:
        length = surname_at(person.name, 0)
        if length and not _BOUND.search(person.name) and length < len(person.name):
            by_surname.setdefault(person.name[:length], []).append(person)
    found = []
    for words in rows:
        ends = {word.end for word in words}
        for word in words:
            length = surname_at(text, word.start)
            surname = text[word.start : word.start + length]
            if surname not in by_surname:
                continue
            title = _title(text, word.start + length, word.text)
            owner = _owner(by_surname[surname], title, word.start) if title else None
            end = word.start + length + len(title)
            if owner is not None and end in ends:  # not 高校|长期
                found.append((Span(word.start, end), owner.name))
    return found


def _title(text: str, start: int, tagged: str) -> str:
    """The longest title or polite form that begins at an offset behind a surname, "" for none."""
    for length in range(_LONGEST, 1, -1):
        piece = text[start : start + length]
        if len(piece) == length and (title_at_end(piece) == length or piece in _POLITE):
            return piece
    if tagged == text[start - 1] + "老" and text[start : start + 1] == "老":
        return "老"  # said of the aged whom one honours; the tagger takes it for a name of two characters
    after = text[start + 1 : start + 2]
    return "总" if text[start : start + 1] == "总" and after in {"说", "表", "介", "告", "认", "，", "："} else ""


def _owner(namesakes: Sequence[Known], title: str, at: int) -> Known | None:
    """Who of one surname is meant: the one with the post, else the only one who stands before."""
    before = [person for person in namesakes if person.first < at]
    holders = [person for person in before if any(role.endswith(title) for role in person.roles)]
    exact = [person for person in holders if title in person.roles]
    if len(holders) > 1 and len(exact) == 1:
        return exact[0]  # 王经理 is the 经理, where there is a 副经理 of the name, too
    if len(holders) == 1:
        return holders[0]
    return before[0] if len(before) == 1 and not holders else None


def roles_of(claims: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Person → roles, from pairs of person and role."""
    roles: dict[str, list[str]] = {}
    for person, role in claims:
        roles.setdefault(person, []).append(role)
    return {person: tuple(found) for person, found in roles.items()}
