"""Extractors for tests of what surrounds extraction: quick ones, and ones that misbehave as the text tells them to."""

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from kg.model.annotation import AnnotatedArticle, Chain, Relation
from kg.model.schema import Kind, RelationType
from kg.model.text import Article, Span
from tests.builders import ORGANIZATION, PERSON, PLACE, annotated, chain, relation

_POST = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{2}镇)(?P<role>镇长|书记)(?P<name>[周林沈顾韩][\u4e00-\u9fff]{1,2}?)(?=说|，)"
)


def quick(article: Article) -> AnnotatedArticle:
    """Finds 溪桥镇镇长周青禾说: a person, a town, and the post, by one pattern."""
    chains: list[Chain] = []
    relations: list[Relation] = []
    for match in _POST.finditer(article.text):
        names = {each.name for each in chains}
        if match["town"] in names or match["name"] in names:
            continue
        chains.append(chain(article.text, match["name"], PERSON))
        chains.append(chain(article.text, match["town"], PLACE, ORGANIZATION, kinds=[Kind.ADMIN]))
        person, host = len(chains) - 2, len(chains) - 1
        title = match["town"] + match["role"]
        where = Span(*match.span())
        post = relation(RelationType.POST, person, host, where, role=match["role"], title=title, status="current")
        relations.append(post)
    return annotated(article, chains, relations)


def slow(article: Article) -> AnnotatedArticle:
    """The same, after as long as a real article takes."""
    time.sleep(0.03)
    return quick(article)


def treacherous(article: Article) -> AnnotatedArticle:
    """The same, unless the text tells it to do what a bad article might make an extractor do."""
    text = article.text
    if "HANG" in text:
        re.match(r"(?:a+)+b", "a" * 60)  # holds the interpreter, so that no thread of Python's own can end it
    if "SLEEP" in text:
        time.sleep(600)
    if "DIE" in text:
        os._exit(7)
    if "HUNGRY" in text:
        bytearray(4 << 30)
    if "WRONG" in text:
        raise LookupError(text)
    if "PRINT" in text:
        sys.stdout.write("words of a library on standard output")
        sys.stdout.flush()
    return quick(article)


def sociable(article: Article) -> AnnotatedArticle:
    """The same as treacherous, where alone."""
    return treacherous(article)


def sociable_together(articles: Sequence[Article]) -> list[Callable[[], AnnotatedArticle]]:
    """One bad article among them spoils it for all, before any of them is done."""
    for article in articles:
        if "LATER" not in article.text:
            treacherous(article)
    return [partial(treacherous, article) for article in articles]


def broken(article: Article) -> AnnotatedArticle:
    """One that cannot even start."""
    raise RuntimeError("no weights here")
