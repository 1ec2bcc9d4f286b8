"""Evidence: the words at their place, and the sentence around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assemble.evidence import Quoter
from kg.assemble.things import article_id
from kg.model.ids import EntityId
from kg.model.text import Article, Span
from tests.builders import annotated, article, span
from tests.scenes import build, elsewhere, opening, visit

TEXT = "先说一句。沈一舟在松涛坊值班。再说一句！"


def quoter(item: Article) -> Quoter:
    return Quoter(annotated(item), EntityId("a-0"))


@pytest.mark.parametrize(
    ("words", "prefix", "suffix"),
    [
        ("沈一舟", "", "在松涛坊值班。"),
        ("松涛坊", "沈一舟在", "值班。"),
        ("沈一舟在松涛坊值班。", "", ""),
        ("说一句。沈一舟", "先", "在松涛坊值班。"),
    ],
)
def test_prefix_and_suffix_complete_the_sentence(words: str, prefix: str, suffix: str) -> None:
    evidence = quoter(article(TEXT)).quote(span(TEXT, words))
    assert (evidence.exact, evidence.prefix, evidence.suffix) == (words, prefix, suffix)


def test_words_of_a_headline_stand_in_the_headline() -> None:
    item = article(TEXT, headline="值班的沈一舟")
    evidence = quoter(item).quote(Span(3, 6))
    assert (evidence.prefix, evidence.exact, evidence.suffix) == ("值班的", "沈一舟", "")


def test_offsets_count_code_points() -> None:
    text = "𠮷野家的沈一舟。"
    evidence = quoter(article(text)).quote(span(text, "沈一舟"))
    assert (evidence.start, evidence.end, evidence.prefix) == (4, 7, "𠮷野家的")


def test_every_quote_of_a_graph_equals_its_slice() -> None:
    items = [opening(), visit(), elsewhere()]
    texts = {article_id(item.article): item.article.text for item in items}
    for evidence in build(*items).evidence:
        if not evidence.exact:  # an official list has no words
            continue
        text = texts[evidence.article]
        assert text[evidence.start : evidence.end] == evidence.exact
        assert text[: evidence.start].endswith(evidence.prefix)
        assert text[evidence.end :].startswith(evidence.suffix)


@given(st.text(alphabet="甲乙。！\n 𠮷", min_size=1, max_size=30), st.data())
def test_any_span_of_any_text_is_quoted_truly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = quoter(article(text)).quote(Span(start, end))
    assert evidence.exact == text[start:end]
    assert text[: evidence.start].endswith(evidence.prefix)
    assert text[evidence.end :].startswith(evidence.suffix)
