"""Weights of traits → probabilities: three logistic regressions learnt from annotated texts.

``weights/events.tsv`` is written by ``scripts/train_events.py``; its header says from what. One line a weight: the
model (event, organizer, attendee), the trait, the weight; the line without a trait is the model's constant.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp


class Model(StrEnum):
    """What a regression judges."""

    EVENT = "event"  # a candidate is an event worth a node
    ORGANIZER = "organizer"  # a person or body holds the event
    ATTENDEE = "attendee"  # a person or body takes part in it


def probability(model: Model, traits: Iterable[str]) -> float:
    """How probable it is, in (0, 1); traits without a weight count nothing. Cost: O(traits)."""
    weights = _weights()[model]
    total = weights[""] + sum(sorted(weights.get(trait, 0.0) for trait in traits))  # sorted: sums of floats keep their order
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> dict[Model, dict[str, float]]:
    table: dict[Model, dict[str, float]] = {model: {"": 0.0} for model in Model}
    text = (files("kg") / "extract" / "weights" / "events.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            model, trait, weight = line.split("\t")
            table[Model(model)][trait] = float(weight)
    return table
