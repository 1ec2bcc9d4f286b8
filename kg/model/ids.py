"""Identifiers made from content: the same thing gets the same id in any run, in any order, on any machine."""

from hashlib import sha256
from typing import NewType

EntityId = NewType("EntityId", str)
StatementId = NewType("StatementId", str)
EvidenceId = NewType("EvidenceId", str)

_HEX_DIGITS = 16  # 64 bits: one collision in 10^9 ids has odds of about 1 in 40


def local_name(kind: str, *parts: str) -> str:
    """Hash ``parts`` into an ASCII local name such as ``p-18f0c2…``, safe in Turtle, SPARQL and an HTML fragment.

    The parts are joined by a character that no article contains after cleaning, so ("ab", "c") and ("a", "bc") differ.

    >>> local_name("p", "代玉丽") == local_name("p", "代玉丽")
    True
    """
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:_HEX_DIGITS]}"
