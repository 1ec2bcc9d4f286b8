"""Articles in, annotated articles out: the steps of extraction, in order."""

from functools import cache

# Before the function below: a later import of the module would put the module in the function's place.
from kg.extract.annotator import Annotator
from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article


@cache
def _annotator() -> Annotator:
    return Annotator()


def annotate(article: Article) -> AnnotatedArticle:
    """Find people, bodies, places, posts, events and what is said of them in one article.

    The result depends on the article alone. The first call of a process loads the tagger and the tables (about 1 s).
    """
    return _annotator().annotate(article)
