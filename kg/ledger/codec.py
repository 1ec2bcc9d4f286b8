"""Articles and what was found in them as bytes, and back: an explicit form that runs nothing when it is read.

An article is JSON. What was found in it is packed JSON without the article itself: the words of mentions are those of
the article's text, so that a ledger keeps no copy of the text. Both are lists whose places have a meaning rather than
objects with names, since most of a big collection would be names.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from kg.errors import InternalError
from kg.model.annotation import AnnotatedArticle, Chain, Mention, Relation
from kg.model.schema import Basis, EntityType, Kind, Qualifier, RelationType
from kg.model.text import Article, Block, BlockKind, Sentence, SourceSegment, Span

FORM = 1  # of what is kept; a ledger of another form is begun anew


class CodecError(ValueError):
    """Bytes that are not what they should be: damaged, or another article's."""


def bare(article: Article) -> Article:
    """The article without what does not belong to its words: which file it stood in, where, under what name.

    What extraction is given, so that it cannot depend on the rest, and items alike in their words share one extraction.
    """
    return replace(article, source="", source_sha256="", position=0, segments=())


def content_key(article: Article) -> str:
    """A digest of all that extraction sees of an article: its words, their layout, its day."""
    return sha256(encode_article(bare(article))).hexdigest()


def encode_article(article: Article) -> bytes:
    """An article as one line of ASCII JSON, the same for equal articles."""
    plain = [
        article.source,
        article.source_sha256,
        article.position,
        article.text,
        [[block.kind.value, block.span.start, block.span.end] for block in article.blocks],
        [[segment.start, segment.source, segment.length] for segment in article.segments],
        article.published.isoformat() if article.published else "",
    ]
    return json.dumps(plain, separators=(",", ":")).encode()


def decode_article(data: bytes) -> Article:
    """The article that :func:`encode_article` was given. Raises: CodecError."""
    try:
        source, digest, position, text, blocks, segments, published = json.loads(data)
        return Article(
            source=source,
            source_sha256=digest,
            position=position,
            text=text,
            blocks=tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in blocks),
            segments=tuple(SourceSegment(*segment) for segment in segments),
            published=date.fromisoformat(published) if published else None,
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise CodecError(f"not an article: {error}") from error


def encode_found(item: AnnotatedArticle) -> bytes:
    """What was found in an article, packed. Raises: InternalError when a mention is not the words it stands on."""
    text = item.article.text
    for chain in item.chains:
        for mention in chain.mentions:
            if mention.span.of(text) != mention.surface:
                raise InternalError(
                    f"the mention {mention.surface!r} at {mention.span} is not what the text says there"
                )
    plain = [
        [[each.span.start, each.span.end, each.block.value] for each in item.sentences],
        [_chain(chain) for chain in item.chains],
        [_relation(relation) for relation in item.relations],
    ]
    return zlib.compress(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode(), level=6)


def _chain(chain: Chain) -> list[object]:
    return [
        sorted(chain.types),
        chain.name,
        [[mention.span.start, mention.span.end] for mention in chain.mentions],
        chain.aliases,
        sorted(chain.kinds),
        chain.properties,
    ]


def _relation(relation: Relation) -> list[object]:
    return [
        relation.type.value,
        relation.subject,
        relation.object,
        [relation.evidence.start, relation.evidence.end],
        relation.rule,
        relation.confidence,
        relation.basis.value,
        relation.value,
        relation.qualifiers,
    ]


def decode_found(data: bytes, article: Article) -> AnnotatedArticle:
    """Put what was found together with its article again. Raises: CodecError. Cost: under a millisecond an item."""
    text = article.text
    try:
        sentences, chains, relations = json.loads(zlib.decompress(data))
        made = AnnotatedArticle(
            article=article,
            sentences=tuple(Sentence(Span(start, end), _BLOCKS[kind]) for start, end, kind in sentences),
            chains=tuple(_chain_of(chain, text) for chain in chains),
            relations=tuple(_relation_of(relation, len(chains)) for relation in relations),
        )
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error) as error:
        raise CodecError(f"not what was found in an article: {error}") from error
    spans = [*(each.span for each in made.sentences), *(relation.evidence for relation in made.relations)]
    if any(span.end > len(text) for span in spans):
        raise CodecError("what was found belongs to a longer article")
    return made


_BLOCKS = {kind.value: kind for kind in BlockKind}
_TYPES = {type_.value: type_ for type_ in EntityType}
_KINDS = {kind.value: kind for kind in Kind}
_RELATIONS = {type_.value: type_ for type_ in RelationType}
_BASES = {basis.value: basis for basis in Basis}
_QUALIFIERS = {name.value: name for name in Qualifier}


def _chain_of(plain: Sequence[Any], text: str) -> Chain:
    types, name, mentions, aliases, kinds, properties = plain
    if any(end > len(text) for _, end in mentions):
        raise ValueError("a mention stands outside the text")
    return Chain(
        types=frozenset(_TYPES[type_] for type_ in types),
        name=name,
        mentions=tuple(Mention(Span(start, end), text[start:end]) for start, end in mentions),
        aliases=tuple(aliases),
        kinds=frozenset(_KINDS[kind] for kind in kinds),
        properties=tuple((key, value) for key, value in properties),
    )


def _relation_of(plain: Sequence[Any], chains: int) -> Relation:
    type_, subject, object_, (start, end), rule, confidence, basis, value, qualifiers = plain
    if not 0 <= subject < chains or (object_ is not None and not 0 <= object_ < chains):
        raise ValueError("a relation speaks of a chain that is not there")
    return Relation(
        type=_RELATIONS[type_],
        subject=subject,
        object=object_,
        evidence=Span(start, end),
        rule=rule,
        confidence=float(confidence),
        basis=_BASES[basis],
        value=value,
        qualifiers=tuple((_QUALIFIERS[key], text) for key, text in qualifiers),
    )
