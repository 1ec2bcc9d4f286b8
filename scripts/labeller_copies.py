"""Labelled sentences with other names in them: what teaches the labeller to go by the words around a name.

The annotated texts name far fewer people, bodies and places than there are, and what is read of a name's own characters is
learnt by heart. In a copy some of a sentence's names are exchanged for others of their label: a Han name for one made of a
surname and given characters as common as they are, anything else for what another sentence names, most often with the same
ending (one county for another, one bureau for another). Posts stay. The words around stay what they were, so that some
copies say what cannot be; that is no harm, since only the labels are learnt.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from labeller_examples import Example, Found

from kg.extract.tagging.tagger import Tagger
from kg.lexicon.names import given_characters, is_han, surname_at, surnames

EXCHANGED = 0.6  # of the different names in a sentence
ANY_ENDING = 0.15  # of those exchanged
ONE_CHARACTER = 0.2  # of the given names made
FEW = 8  # forms of one ending that are too few to draw from

Pools = dict[tuple[str, ...], list[str]]


def copies(known: Sequence[Example], tagger: Tagger, count: int) -> list[list[Example]]:
    """``count`` copies of all sentences, in their order; names come from these sentences alone. The same on every run."""
    pools = _pools(known)
    made = []
    for number in range(1, count + 1):
        order = random.Random(number)
        exchanged = [_exchange(example, pools, order) for example in known]
        tagged = tagger.tag([text for text, _, _ in exchanged])
        made.append(
            [
                replace(example, tagged=words, spans=spans, doubtful=doubtful)
                for example, words, (_, spans, doubtful) in zip(known, tagged, exchanged, strict=True)
            ]
        )
    return made


def _pools(known: Iterable[Example]) -> Pools:
    """Forms by label, and by label and last character; as often as they stand in the sentences."""
    pools: Pools = defaultdict(list)
    for example in known:
        for start, end, label in example.spans:
            form = example.tagged.text[start:end]
            pools[label,].append(form)
            pools[label, form[-1]].append(form)
    return pools


def _exchange(example: Example, pools: Pools, order: random.Random) -> tuple[str, tuple[Found, ...], frozenset[int]]:
    text = example.tagged.text
    pieces: list[str] = []
    spans: list[Found] = []
    doubtful: list[int] = []
    chosen: dict[str, str] = {}  # the same name stays the same name
    length = position = 0
    for start, end, label in (*example.spans, (len(text), len(text), "")):
        doubtful += [length + i - position for i in range(position, start) if i in example.doubtful]
        pieces.append(text[position:start])
        length += start - position
        form = text[start:end]
        if label and label != "ROLE":
            if form not in chosen:
                chosen[form] = _other(form, label, pools, order) if order.random() < EXCHANGED else form
            form = chosen[form]
        if label:
            pieces.append(form)
            spans.append((length, length + len(form), label))
            length += len(form)
        position = end
    return "".join(pieces), tuple(spans), frozenset(doubtful)


def _other(form: str, label: str, pools: Pools, order: random.Random) -> str:
    """Another name of the label, as likely as names are."""
    if label == "PER":
        if _is_short_han(form) and surname_at(form, 0):
            return _han_name(order)
        return order.choice([other for other in pools[label,] if not _is_short_han(other)] or [form])
    alike = pools[label, form[-1]]
    return order.choice(pools[label,] if len(set(alike)) < FEW or order.random() < ANY_ENDING else alike)


def _is_short_han(form: str) -> bool:
    return len(form) <= 3 and all(map(is_han, form))


def _han_name(order: random.Random) -> str:
    given = given_characters()
    (surname,) = order.choices(list(surnames()), list(surnames().values()))
    return surname + "".join(order.choices(list(given), list(given.values()), k=1 + (order.random() >= ONE_CHARACTER)))
