"""Small makers of articles, chains and relations, so that a test says only what it is about."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from kg.model.annotation import AnnotatedArticle, Chain, Mention, Relation
from kg.model.schema import Basis, EntityType, Kind, Qualifier, RelationType
from kg.model.text import Article, Block, BlockKind, Document, Sentence, SourceSegment, Span

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
SENTENCE_ENDS = "。！？"


def article(text: str, *, headline: str = "", page: str = "page.txt", published: date | None = None) -> Article:
    """An article of one paragraph a line, below its headline if it has one."""
    whole = f"{headline}\n{text}" if headline else text
    blocks, start = [], 0
    for line in whole.split("\n"):
        if line:
            kind = BlockKind.HEADLINE if headline and start == 0 else BlockKind.PARAGRAPH
            blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return Article(
        source=page,
        source_sha256=sha256(page.encode()).hexdigest(),
        position=0,
        text=whole,
        blocks=tuple(blocks),
        segments=(SourceSegment(0, 0, len(whole)),) if whole else (),
        published=published,
    )


def document(*articles: Article) -> Document:
    """The page that prints these articles."""
    first = articles[0]
    return Document(
        name=first.source,
        media_type="text/plain",
        sha256=first.source_sha256,
        text="\n\n".join(article.text for article in articles),
        articles=articles,
    )


def documents(annotated: Iterable[AnnotatedArticle]) -> tuple[Document, ...]:
    """The pages of these articles, in the order in which the articles first name them."""
    pages: dict[str, list[Article]] = {}
    for item in annotated:
        pages.setdefault(item.article.source, []).append(item.article)
    return tuple(document(*articles) for articles in pages.values())


def span(text: str, words: str, *, nth: int = 1) -> Span:
    """Where words stand in a text for the ``nth`` time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def chain(
    text: str,
    name: str,
    *types: EntityType,
    kinds: Iterable[Kind] = (),
    forms: Iterable[str] = (),
    nth: int = 1,
    properties: Iterable[tuple[str, str]] = (),
) -> Chain:
    """A chain of one mention per form; the name itself is the first form unless the text does not print it."""
    printed = [form for form in (name, *forms) if form in text]
    mentions = sorted(Mention(span(text, form, nth=nth if form == name else 1), form) for form in printed)
    return Chain(
        types=frozenset(types),
        name=name,
        mentions=tuple(mentions),
        aliases=tuple(sorted(set(forms) - {name})),
        kinds=frozenset(kinds),
        properties=tuple(properties),
    )


def relation(
    type_: RelationType,
    subject: int,
    object_: int | None,
    evidence: Span,
    *,
    confidence: float = 0.9,
    rule: str = "test-rule",
    basis: Basis = Basis.STATED,
    value: str = "",
    **qualifiers: str,
) -> Relation:
    """A relation; qualifiers by their names: ``role="镇长"``."""
    return Relation(
        type=type_,
        subject=subject,
        object=object_,
        evidence=evidence,
        rule=rule,
        confidence=confidence,
        basis=basis,
        value=value,
        qualifiers=tuple((Qualifier(name), text) for name, text in qualifiers.items()),
    )


def annotated(article: Article, chains: Iterable[Chain] = (), relations: Iterable[Relation] = ()) -> AnnotatedArticle:
    """An annotated article whose sentences end at 。！？ and at line ends."""
    sentences, start = [], 0
    kinds = {block.span.start: block.kind for block in article.blocks}
    kind = BlockKind.PARAGRAPH
    for offset, char in enumerate(article.text):
        kind = kinds.get(start, kind)
        if char in SENTENCE_ENDS or char == "\n":
            end = offset + 1 if char != "\n" else offset
            if end > start:
                sentences.append(Sentence(Span(start, end), kind))
            start = offset + 1
    if start < len(article.text):
        sentences.append(Sentence(Span(start, len(article.text)), kinds.get(start, kind)))
    return AnnotatedArticle(article, tuple(sentences), tuple(chains), tuple(relations))
