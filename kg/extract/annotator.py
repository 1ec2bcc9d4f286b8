"""One article through all steps of extraction."""

from collections.abc import Callable, Iterable

from kg.extract.actions import find_actions
from kg.extract.events import find_events
from kg.extract.labeller import Labeller
from kg.extract.measures import find_measures
from kg.extract.naming import name_everything
from kg.extract.practices import find_practices
from kg.extract.projects import find_projects
from kg.extract.quotations import find_quotations
from kg.extract.sentences import sentences
from kg.extract.tagger import Tagger
from kg.extract.taught import TaughtNames
from kg.extract.topics import find_topics
from kg.extract.workspace import Workspace
from kg.lexicon.places import gazetteer
from kg.lexicon.user import UserName
from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article

# What is found after names and posts, in this order: each step reads what the steps before it put on the bench.
STEPS: tuple[Callable[[Workspace], None], ...] = (
    find_quotations,
    find_events,
    find_topics,  # of events
    find_projects,
    find_measures,  # of a speaker's host, of a project
    find_practices,
    find_actions,  # of what is no event
)


class Annotator:
    """The steps with what they load: the tagger's model and the tables, once."""

    def __init__(self, labeller: Labeller | None = None, names: Iterable[UserName] = ()) -> None:
        """Take a user's names; and another labeller than the package's own only for training what reads it."""
        self._tagger = Tagger()
        self._labeller = labeller or Labeller()
        self._gazetteer = gazetteer()
        self._taught = TaughtNames(names, self._gazetteer)

    def annotate(self, article: Article) -> AnnotatedArticle:
        """Find everything in one article. The result does not depend on articles annotated before it."""
        return self.bench(article).finish()

    def bench(self, article: Article) -> Workspace:
        """The bench with everything found on it, before it is frozen: for tests and measuring."""
        bench = self.tagged(article)
        name_everything(bench, self._gazetteer, self._taught)
        for step in STEPS:
            step(bench)
        return bench

    def tagged(self, article: Article) -> Workspace:
        """The bench before anything is found: sentences with the tagger's words and the labeller's probabilities."""
        cut = sentences(article)
        tagged = self._tagger.tag([sentence.span.of(article.text) for sentence in cut])
        return Workspace(article, cut, tagged, self._labeller.scores(tagged))
