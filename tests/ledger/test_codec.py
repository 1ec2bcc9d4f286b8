"""What the ledger keeps comes back as it was, and nothing else comes back."""

import zlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InternalError
from kg.ledger.codec import (
    CodecError,
    bare,
    content_key,
    decode_article,
    decode_found,
    encode_article,
    encode_found,
)
from kg.model.annotation import AnnotatedArticle, Mention
from kg.model.schema import Basis, EntityType, Kind, RelationType
from kg.model.text import Article, Span
from tests.builders import annotated, article, chain, relation

TEXT = "溪桥镇镇长周青禾说，北岸村的灯亮了。"


def example(page: str = "a.txt") -> AnnotatedArticle:
    item = article(TEXT, headline="亮灯", page=page, published=date(2024, 2, 21))
    text = item.text
    chains = [
        chain(text, "周青禾", EntityType.PERSON),
        chain(text, "溪桥镇", EntityType.PLACE, EntityType.ORGANIZATION, kinds=[Kind.ADMIN, Kind.GOVERNMENT]),
        chain(text, "灯", EntityType.MEASURE, forms=["北岸村的灯"], properties=[("name", "灯"), ("value", "1")]),
    ]
    whole = Span(3, len(text))
    relations = [
        relation(RelationType.POST, 0, 1, whole, confidence=0.1 + 0.2, role="镇长", status="current"),
        relation(RelationType.CREDIT, 0, None, whole, basis=Basis.BYLINE, value="记者"),
    ]
    return annotated(item, chains, relations)


@pytest.mark.parametrize("places", [None, (), (Span(0, 2), Span(3, 5))])
def test_what_was_found_comes_back(places: tuple[Span, ...] | None) -> None:
    item = replace(example(), places=places)
    assert decode_found(encode_found(item), item.article) == item


def test_equal_finds_are_equal_bytes_wherever_the_item_stood() -> None:
    one, other = example(), example("b.txt")
    assert one != other
    assert encode_found(one) == encode_found(other)
    assert content_key(one.article) == content_key(other.article)
    assert decode_found(encode_found(one), other.article) == other


@pytest.mark.parametrize(
    "change", [{"text": TEXT + "。"}, {"published": None}, {"blocks": ()}], ids=["words", "day", "layout"]
)
def test_the_key_is_of_all_that_extraction_sees(change: dict[str, object]) -> None:
    item = example().article
    assert content_key(replace(item, **change)) != content_key(item)  # type: ignore[arg-type]


def test_extraction_sees_nothing_else() -> None:
    seen = bare(example().article)
    assert (seen.source, seen.source_sha256, seen.position, seen.segments) == ("", "", 0, ())


@given(st.text(), st.dates(), st.text())
def test_any_article_comes_back(text: str, day: date, name: str) -> None:
    item = Article(name, "", 3, f"{text}\ud800", (), (), day)
    assert decode_article(encode_article(item)) == item


@given(st.binary())
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode_found(data, example().article)
    with pytest.raises(CodecError):
        decode_article(data)


@pytest.mark.parametrize(
    "plain",
    [
        "[[],[],[]]",
        "[[],[],[],[],[]]",
        "[[[0,2,'nothing']],[],[],[]]",
        '[[[0,99,"paragraph"]],[],[],[]]',
        "[[],[],[],[[0,99]]]",
        "[[],[],[],[[2,2]]]",
        '[[],[[["person"],"甲",[[0,99]],[],[],[]]],[],[]]',
        '[[],[[["person"],"甲",[[2,2]],[],[],[]]],[],[]]',
        '[[],[[["robot"],"甲",[[0,2]],[],[],[]]],[],[]]',
        '[[],[],[["post",0,null,[0,2],"r",1.0,"stated","",[]]],[]]',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_is_refused(plain: str) -> None:
    with pytest.raises(CodecError):
        decode_found(zlib.compress(plain.encode()), example().article)


def test_a_mention_that_is_not_its_words_is_a_defect() -> None:
    item = example()
    wrong = replace(item.chains[0], mentions=(Mention(Span(0, 2), "别的"),))
    with pytest.raises(InternalError, match="not what the text says"):
        encode_found(replace(item, chains=(wrong, *item.chains[1:])))
