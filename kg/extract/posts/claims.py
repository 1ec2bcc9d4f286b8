"""Claims about posts of one article, settled: with hosts from the item, with terms, and with how sure their rules are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from kg.extract.posts.carrying import Body, give_hosts
from kg.extract.posts.grammar import PostClaim
from kg.extract.posts.terms import give_terms
from kg.model.schema import Basis
from kg.model.text import Span


def settle(
    text: str, claims: Sequence[PostClaim], bodies: Sequence[Body], sentences: Sequence[Span], published: date | None
) -> list[PostClaim]:
    """Give claims what their own sentence's grammar cannot: hosts named before it, dates, confidence.

    ``bodies`` by end, then longest first; ``sentences`` are those the claims were read from.
    """
    hosted = give_hosts(text, claims, bodies, sentences)
    return [
        replace(claim, confidence=confidence(claim.rule, host_from(claim.basis, claim.host is not None)))
        for claim in give_terms(text, hosted, sentences, published)
    ]


@cache
def _precisions() -> dict[tuple[str, str], tuple[int, int]]:
    """(rule, where its host is from) -> how often it was right and how often it spoke on annotated texts."""
    lines = files("kg").joinpath("extract", "weights", "post_rules.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith(("#", "rule\t")))
    return {(rule, host): (int(right), int(said)) for rule, host, right, said in rows}


def host_from(basis: Basis, hosted: bool) -> str:
    """What a claim's precision depends on besides its rule: its host is named beside it, is from the context, or is none."""
    return "none" if not hosted else "context" if basis is Basis.CONTEXT else "named"


def confidence(rule: str, host: str) -> float:
    """How often claims of a rule are right, smoothed by one right and one wrong; 0.5 for a rule never measured.

    A rule that spoke twice and was right twice has 0.75, one right 98 times of 98 has 0.99.
    """
    right, said = _precisions().get((rule, host), (0, 0))
    return round((right + 1) / (said + 2), 4)
