"""A Chinese question read as a named query with its parameters, by the shapes of :mod:`kg.query.grammar`.

No guessing: a question is answered by a shape that fits it whole and whose names the graph has, or it is refused with
the reason. What a name is, is looked up in the graph, never judged from its looks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.query.grammar import PATTERNS, Pattern, Slot
from kg.query.named import NamedQuery, named_query
from kg.query.names import Names, Sort

_COURTESY = re.compile(
    r"^(?:请问|请|麻烦|我想知道|我想问|想知道|想问一下|你知道|告诉我|帮我|查一下|查查|查询|看看|那么?|一下|下)+[,，:：]?"
)
_MARKS = re.compile(r"[\s?？!！。．;；]+")
_PARTICLES = re.compile(r"(?:呢|啊|呀|吧|嘛|哦)+$")
_QUOTES = str.maketrans("", "", '“”"‘’《》「」')
_EDGES = "的了是在，,、："
_CONJUNCTIONS = "和与跟同、及"
_MOST_NAMES = 8  # names to offer when several fit
_NAMED = frozenset(Sort) - {Sort.ROLE}
_LONGEST = 200  # code points; what is longer is no question
_ENCLOSED = re.compile(r"[“‘《「\"]([^“”‘’《》「」\"]+)[”’》」\"]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was read as."""

    query: NamedQuery
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Words that were taken for a name and are none, with the reason."""

    words: str
    reason: str


def understand(question: str, names: Names) -> Reading:
    """Read a question.

    Raises: QueryError when no shape fits, with questions that would; or when the graph has no such name, or several,
    with those it has. Cost: shapes × names, some milliseconds.
    """
    words = _plain(question)
    if not words:
        raise QueryError(f"没有问题可读 (the question is empty). {examples()}")
    if len(question) > _LONGEST:
        raise QueryError(f"问题太长 (a question has at most {_LONGEST} characters).")
    reasons: list[_Unknown] = []
    for pattern in PATTERNS:
        for shape in pattern.shapes:
            match = shape.fullmatch(words)
            if match is None:
                continue
            for groups in _readings(match.groupdict(), pattern):
                values = _resolve(groups, pattern, names)
                if not isinstance(values, _Unknown):
                    return _reading(pattern, values)
                reasons.append(values)
    if reasons:  # the longest words that were taken for a name are what the question was about
        raise QueryError(max(reasons, key=lambda each: len(each.words)).reason)
    raise QueryError(f"没有读懂这个问题 (no pattern fits “{question.strip()}”). {examples()}")


def examples() -> str:
    """One question of each kind, a line each."""
    return "可以这样问 (it understands questions like these):\n" + "\n".join(f"  {each.example}？" for each in PATTERNS)


def _plain(question: str) -> str:
    """The question without courtesies, marks and final particles."""
    words = _MARKS.sub("", question)
    return _PARTICLES.sub("", _COURTESY.sub("", words))


def _readings(groups: dict[str, str], pattern: Pattern) -> Iterator[dict[str, str]]:
    """The groups as parameters; two names in one group are parted in every way that is possible."""
    pair = groups.pop("pair", None)
    if pair is None:
        yield groups
    elif "role" in pattern.slots:
        # The longest name first: 北门里经合社|党支部书记 rather than 北门里|经合社党支部书记.
        for cut in range(len(pair) - 1, 0, -1):
            yield groups | {"name": pair[:cut], "role": pair[cut:]}
    else:
        for cut, char in enumerate(pair):
            if char in _CONJUNCTIONS and 0 < cut < len(pair) - 1:
                yield groups | {"from": pair[:cut], "to": pair[cut + 1 :]}


def _resolve(groups: dict[str, str], pattern: Pattern, names: Names) -> dict[str, str] | _Unknown:
    """The parameters' values, or why there are none."""
    values = {}
    for group, words in groups.items():
        found = _value(words, pattern.slots[group], names)
        if isinstance(found, _Unknown):
            return found
        values[group] = found
    return values


def _value(words: str, slot: Slot, names: Names) -> str | _Unknown:
    """The words as a name that the graph has, or the reason when it has none or several."""
    if not slot.sorts:
        enclosed = _ENCLOSED.fullmatch(words)
        return enclosed[1] if enclosed else words.strip(_EDGES)
    forms = [each for each in dict.fromkeys((words, words.strip(_EDGES), _bare(words))) if len(each) > 1]
    for form in forms:
        if name := names.exact(form, slot.sorts):
            return name
    for form in () if slot.whole else forms:
        held = names.holding(form, slot.sorts)
        if slot.part and held:
            return form if any(form in label for label in held) else held[0]
        # 承恩门 stands for 承恩门社区; a word from the middle of a name stands for nothing
        near = [each for each in held if each.startswith(form) or each.endswith(form) or len(form) * 2 >= len(each)]
        if len(near) == 1:
            return near[0]
        if near:
            more = " …" if len(near) > _MOST_NAMES else ""
            several = "、".join(near[:_MOST_NAMES])
            return _Unknown(form, f"“{form}”可能指 (may be): {several}{more}。请写全名 (give the whole name).")
    said = words.strip(_EDGES)
    inside = names.inside(words, _NAMED)[:_MOST_NAMES]
    hint = (
        f"相近的有 (similar): {'、'.join(inside)}."
        if inside
        else "kg query graphs find --param part=… looks for names."
    )
    return _Unknown(said, f"图谱里没有叫“{said}”的 (the graph has no such name). {hint}")


def _bare(words: str) -> str:
    """Without quotation marks and the 的 between a whole and its part: 泊里镇的泊里社区."""
    return words.translate(_QUOTES).strip(_EDGES).replace("的", "")


def _reading(pattern: Pattern, values: dict[str, str]) -> Reading:
    query = named_query(pattern.query)
    if query is None:
        raise QueryError(f'there is no named query "{pattern.query}".')
    return Reading(query, values)
