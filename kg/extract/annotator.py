"""One article through all steps of extraction."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from kg.extract.events.finding import find_events
from kg.extract.events.topics import find_topics
from kg.extract.names.taught import TaughtNames
from kg.extract.naming import name_everything
from kg.extract.predications.actions import find_actions
from kg.extract.predications.measures import find_measures
from kg.extract.predications.practices import find_practices
from kg.extract.predications.quotations import find_quotations
from kg.extract.projects.finding import find_projects
from kg.extract.tagging.labeller import Labeller
from kg.extract.tagging.tagger import Tagger
from kg.extract.text.sentences import sentences
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

    def annotate_together(self, articles: Sequence[Article]) -> list[Callable[[], AnnotatedArticle]]:
        """Read the words of several articles at once; what is given back for each finds everything in it."""
        return [partial(self._finish, bench) for bench in self._tagged(articles)]

    def _finish(self, bench: Workspace) -> AnnotatedArticle:
        return self._filled(bench).finish()

    def bench(self, article: Article) -> Workspace:
        """The bench with everything found on it, before it is frozen: for tests and measuring."""
        return self._filled(self.tagged(article))

    def _filled(self, bench: Workspace) -> Workspace:
        name_everything(bench, self._gazetteer, self._taught)
        for step in STEPS:
            step(bench)
        return bench

    def tagged(self, article: Article) -> Workspace:
        """The bench before anything is found: sentences with the tagger's words and the labeller's probabilities."""
        return self._tagged((article,))[0]

    def _tagged(self, articles: Sequence[Article]) -> list[Workspace]:
        cut = [sentences(article) for article in articles]
        texts = [
            [sentence.span.of(article.text) for sentence in each] for article, each in zip(articles, cut, strict=True)
        ]
        words = iter(self._tagger.tag([text for each in texts for text in each]))
        tagged = [list(islice(words, len(each))) for each in texts]
        scores = self._labeller.scores_of(tagged)
        return [Workspace(*each) for each in zip(articles, cut, tagged, scores, strict=True)]
