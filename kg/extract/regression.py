"""Logistic regressions over named traits, learnt from annotated texts and kept as tables of weights.

``weights/<name>.tsv`` is written by a training script; its header says from what. One line a weight: trait, tab,
weight; the line with an empty trait is the constant. Traits that the table lacks weigh nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, fsum


@dataclass(frozen=True, slots=True)
class Regression:
    """A constant and a weight a trait."""

    constant: float
    weights: dict[str, float]

    def probability(self, traits: Iterable[str]) -> float:
        """How probable it is that what has these traits is what the regression was taught; in (0, 1)."""
        # fsum, because an ordinary sum of floats depends on their order, and traits often come from a set
        known = self.weights
        total = self.constant + fsum([known[trait] for trait in traits if trait in known])
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def regression(name: str) -> Regression:
    """The regression of ``weights/<name>.tsv``."""
    constant, weights = 0.0, {}
    text = files("kg").joinpath("extract", "weights", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        trait, _, weight = line.rpartition("\t")
        if trait:
            weights[trait] = float(weight)
        elif weight:
            constant = float(weight)
    return Regression(constant, weights)
