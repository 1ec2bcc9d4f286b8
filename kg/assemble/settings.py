"""What assembling can be told."""

from dataclasses import dataclass

from kg.errors import SettingsError
from kg.model.vocabulary import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class AssembleSettings:
    """Settings of one build.

    ``base_iri`` is what local names are appended to. Facts less sure than ``min_confidence``, in [0, 1], keep their
    node but stand as no direct triple. ``keep_text`` writes the articles' texts into the graph. ``version`` is the
    tool's; with ``min_confidence`` it is all that the run's node says, as nothing else changes what is found.
    """

    base_iri: str = DEFAULT_BASE
    min_confidence: float = 0.0
    keep_text: bool = True
    version: str = ""

    def __post_init__(self) -> None:
        if not self.base_iri.endswith(("/", "#")) or any(c <= " " or c in '<>"{}|^`\\' for c in self.base_iri):
            raise SettingsError(f"base_iri is {self.base_iri!r}: give an absolute address that ends in / or #.")
        if not 0.0 <= self.min_confidence <= 1.0:
            raise SettingsError(f"min_confidence is {self.min_confidence}: it must lie between 0 and 1.")
