"""One article through all steps of extraction."""

from kg.extract.bylines import find_credits
from kg.extract.choice import Context
from kg.extract.naming import contexts, find_all_people, name_everything
from kg.extract.tagger import Tagger
from kg.extract.workspace import Workspace
from kg.lexicon.places import Gazetteer, gazetteer
from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article


class Annotator:
    """The steps with what they load: the tagger's model and the tables, once."""

    def __init__(self) -> None:
        self._tagger = Tagger()
        self._gazetteer = gazetteer()

    def annotate(self, article: Article) -> AnnotatedArticle:
        """Find everything in one article. The result does not depend on articles annotated before it."""
        return self.bench(article).finish()

    def bench(self, article: Article) -> Workspace:
        """The bench with everything found on it, before it is frozen: for tests and measuring."""
        bench = self._tagged(article)
        name_everything(bench, self._gazetteer)
        return bench

    def contexts(self, article: Article) -> tuple[list[Context], Gazetteer]:
        """What the choice of names is made from: for training its weights."""
        bench = self._tagged(article)
        people = find_all_people(bench, find_credits(article))
        return contexts(bench, people, self._gazetteer), self._gazetteer

    def _tagged(self, article: Article) -> Workspace:
        from kg.read.sentences import sentences

        cut = sentences(article)
        return Workspace(article, cut, self._tagger.tag([sentence.span.of(article.text) for sentence in cut]))
