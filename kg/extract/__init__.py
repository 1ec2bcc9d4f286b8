"""Articles in, annotated articles out: the steps of extraction, in order."""

from collections.abc import Callable, Sequence
from functools import cache

# Before the function below: a later import of the module would put the module in the function's place.
from kg.extract.annotator import Annotator
from kg.lexicon.user import UserName
from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article


@cache
def _annotator(names: tuple[UserName, ...]) -> Annotator:
    return Annotator(names=names)


def annotate(article: Article, names: tuple[UserName, ...] = ()) -> AnnotatedArticle:
    """Find people, bodies, places, posts, events and what is said of them in one article.

    ``names`` are those that a user teaches. The result depends on them and on the article alone.
    The first call of a process loads the tagger and the tables (about 1 s).
    """
    return _annotator(names).annotate(article)


def annotate_together(
    articles: Sequence[Article], names: tuple[UserName, ...] = ()
) -> list[Callable[[], AnnotatedArticle]]:
    """Read the words of several articles at once, which costs a fifth less; give back for each what does the rest.

    What is found in an article does not depend on the others.
    """
    return _annotator(names).annotate_together(articles)
