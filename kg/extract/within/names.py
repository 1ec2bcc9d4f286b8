"""Wholes that a name is composed of: 甲市公安局 begins with 甲市, 甲公司（乙市）holds 乙市, 甲执法队 is 甲街道's."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.coreference.shortforms import PLACE_SUFFIXES
from kg.extract.within.parts import Part, Reason
from kg.extract.workspace import Workspace
from kg.model.text import Span

_HEAD = re.compile(r"^(?:中国共产党|中共|中国驻|原|全(?=..))")  # before the place that a name begins with
_OPENING = {"": "", "《": "《", "“": "“", "·": "·", "—": "—", "-": "-", "（": "（", "(": "（", "及": "及"}


def from_names(bench: Workspace, found: Sequence[Part]) -> Iterator[Reason]:
    """Reasons that lie in the names themselves."""
    forms = sorted(
        ((form, item) for item in found for form in item.surfaces),
        key=lambda pair: (-len(pair[0]), pair[0], pair[1].chain),
    )
    stems = [(stem, item) for form, item in forms if item.is_division and (stem := _stem(form))]
    for part in found:
        for form in part.surfaces:
            yield from _composed(bench, part, form, forms)
            yield from _stemmed(bench, part, form, stems)
    yield from _adjoining(bench, found)


def _where(bench: Workspace, part: Part, form: str) -> Span:
    """The first mention of a form of a chain; of a form that is never printed whole, the first mention of the chain."""
    return next((span for span in part.mentions if span.of(bench.text) == form), part.mentions[0])


def _composed(bench: Workspace, part: Part, form: str, forms: Sequence[tuple[str, Part]]) -> Iterator[Reason]:
    """The longest name that a form begins with, and the places further inside."""
    head = _HEAD.match(form)
    begins = head.end() if head else 0
    longest = ""
    for other, whole in forms:
        if whole.chain == part.chain or len(other) >= len(form) or len(other) < 2:
            continue
        at = form.find(other)
        if at < 0:
            continue
        rest = form[at + len(other) :]
        if _is_same(part, whole, other, rest):
            continue
        if at in (0, begins):
            if len(other) >= len(longest):
                longest = other
                traits = ["whole-is-body"] if whole.is_body and not whole.is_place else []
                traits += ["after-head"] if at else []
                traits += [f"rest:{min(len(rest), 5)}"]
                yield Reason(part.chain, whole.chain, "name-begins-with", _where(bench, part, form), tuple(traits))
        elif whole.is_place and at >= len(longest):
            before, after = form[at - 1], form[at + len(other)] if at + len(other) < len(form) else ""
            bracket = before in "（(" and after in "）)"
            traits = ["bracket"] if bracket else ["seat"] if before == "驻" else ["inside"]
            if any(
                form.startswith(known)
                for known, item in forms
                if item.chain not in (part.chain, whole.chain) and len(known) <= at
            ):
                traits.append("behind-whole")
            yield Reason(part.chain, whole.chain, "name-holds", _where(bench, part, form), tuple(traits))


def _is_same(part: Part, whole: Part, name: str, rest: str) -> bool:
    """Whether the shorter name is only another name of the same thing: 甲 of 甲市, 乙 of 某省乙, 丙丁 of 丙丁集团."""
    if part.is_place and whole.is_place and (not rest or rest in PLACE_SUFFIXES):
        return True
    return len(name) == 2 and not whole.is_division and len(whole.surfaces[0]) == 2


def _stem(form: str) -> str:
    """甲 of 甲街道, 甲市: the proper part of a division's name, "" when there is none of two characters or more."""
    for suffix in sorted(PLACE_SUFFIXES, key=len, reverse=True):
        if form.endswith(suffix) and len(form) - len(suffix) >= 2:
            return form[: -len(suffix)]
    return ""


def _stemmed(bench: Workspace, part: Part, form: str, stems: Sequence[tuple[str, Part]]) -> Iterator[Reason]:
    """甲执法中队 in an item about 甲街道: a town's bodies are named by its proper part."""
    for stem, whole in stems:
        if whole.chain != part.chain and form.startswith(stem) and len(form) > len(stem) + 1:
            if not any(form.startswith(other) for other in whole.surfaces):
                yield Reason(part.chain, whole.chain, "name-begins-with-stem", _where(bench, part, form))


def _adjoining(bench: Workspace, found: Sequence[Part]) -> Iterator[Reason]:
    """A name printed right behind another, or behind it in quotation marks: 甲省乙市, 甲市《乙报》."""
    known = {item.chain for item in found}
    for sentence in bench.sentences:
        # countries side by side by one character each (中美) are two of one rank
        row = [item for item in bench.named(sentence.span) if item.chain in known and len(item.span) > 1]
        for left in row:
            if any(other.span.contains(left.span) and other.span != left.span for other in row):
                continue
            for right in row:
                if (
                    right.span.start < left.span.end
                    or right.span.start > left.span.end + 1
                    or right.chain == left.chain
                ):
                    continue
                between = bench.text[left.span.end : right.span.start]
                if between in _OPENING:
                    trait = _OPENING[between] or "bare"
                    longest = not any(o.span.start == right.span.start and o.span.end > right.span.end for o in row)
                    traits = (trait, "whole-name" if longest else "head-of-name")
                    yield Reason(right.chain, left.chain, "name-follows", left.span.cover(right.span), traits)
