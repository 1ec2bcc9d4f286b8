"""Articles in, annotated articles out: the steps of extraction, in order."""

from functools import cache
from typing import TYPE_CHECKING

from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article


if TYPE_CHECKING:
    from kg.extract.annotate import Annotator


@cache
def _annotator() -> "Annotator":
    # imported here, so that a step can be used alone without loading the others
    from kg.extract.annotate import Annotator

    return Annotator()


def annotate(article: Article) -> AnnotatedArticle:
    """Find people, bodies, places, posts, events and what is said of them in one article.

    The result depends on the article alone. The first call of a process loads the tagger and the tables (about 1 s).
    """
    return _annotator().annotate(article)
