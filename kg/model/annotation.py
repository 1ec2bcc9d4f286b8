"""What extraction finds in one article: mentions, the chains they form, and relations between chains."""

from dataclasses import dataclass, field

from kg.model.schema import Basis, EntityType, Kind, Qualifier, RelationType
from kg.model.text import Article, Sentence, Span


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of an article's text that stands for something; ``article.text[span.start:span.end] == surface``."""

    span: Span
    surface: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one article that stand for the same thing.

    ``name`` is the fullest printed form, ``aliases`` the other printed forms, sorted. ``types`` is never empty; a
    community that acts and is a place has two. ``kinds`` is empty unless the chain is a body or a place. ``mentions``
    is sorted and never empty. ``properties`` holds what the thing itself carries as (name, value) pairs: a
    quotation's ``text``; a measure's ``name``, ``value``, ``unit``, ``bound``.
    """

    types: frozenset[EntityType]
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    properties: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.types or not self.mentions or not self.name:
            raise ValueError(f"a chain needs a type, a name and a mention: {self.name!r}")

    def property(self, name: str) -> str:
        """The value of a property, "" when the chain has none of that name."""
        return next((value for key, value in self.properties if key == name), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """A claim that the text makes about one or two chains.

    ``subject`` and ``object`` index ``AnnotatedArticle.chains``; ``object`` is None when the relation ends in a value
    (``value``), in the article itself (CREDIT), or in nothing (a POST whose host the text does not name).
    ``evidence`` is the shortest stretch of text that says so, inside one sentence or block.
    ``rule`` names the rule that read it; ``confidence`` lies in [0, 1].
    """

    type: RelationType
    subject: int
    object: int | None
    evidence: Span
    rule: str
    confidence: float
    basis: Basis = Basis.STATED
    value: str = ""
    qualifiers: tuple[tuple[Qualifier, str], ...] = ()

    def qualifier(self, name: Qualifier) -> str:
        """The value of a qualifier, "" when the relation has none of that name."""
        return next((value for key, value in self.qualifiers if key == name), "")


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with everything that was found in it. Chains and relations are in a stable order.

    ``places`` is where the gazetteer's names stand in the text, by start; None when nobody has looked.
    """

    article: Article
    sentences: tuple[Sentence, ...] = field(default=())
    chains: tuple[Chain, ...] = field(default=())
    relations: tuple[Relation, ...] = field(default=())
    places: tuple[Span, ...] | None = field(default=None)
