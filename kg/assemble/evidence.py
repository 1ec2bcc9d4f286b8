"""Spans of an article → nodes of evidence whose quote stands in its whole sentence."""

from bisect import bisect_right
from collections.abc import Sequence

from kg.errors import InternalError
from kg.model.annotation import AnnotatedArticle
from kg.model.ids import EntityId, EvidenceId, local_name
from kg.model.statement import Evidence
from kg.model.text import Article, Span


def evidence_id(article: EntityId, span: Span) -> EvidenceId:
    """The id of the words in ``span`` of an article; facts that rest on the same words share it."""
    return EvidenceId(local_name("e", article, str(span.start), str(span.end)))


class Quoter:
    """Makes the evidence of one article."""

    def __init__(self, annotated: AnnotatedArticle, article: EntityId) -> None:
        self._text = annotated.article.text
        self._article = article
        self._frames = _frames(annotated.article, [sentence.span for sentence in annotated.sentences])
        self._starts = [frame.start for frame in self._frames]

    def quote(self, span: Span) -> Evidence:
        """The evidence that ``span`` is: its words, and as prefix and suffix the rest of the sentence around them.

        Words that run over several sentences get the first one's beginning and the last one's end.
        Raises: InternalError when the span leaves the text. Cost: O(log sentences).
        """
        if span.end > len(self._text):
            raise InternalError(f"evidence [{span.start}, {span.end}) leaves a text of {len(self._text)} characters")
        left, right = self._around(span.start, span.start), self._around(span.end - 1, span.end)
        return Evidence(
            id=evidence_id(self._article, span),
            article=self._article,
            start=span.start,
            end=span.end,
            exact=span.of(self._text),
            prefix=self._text[left.start : span.start],
            suffix=self._text[span.end : right.end],
        )

    def _around(self, offset: int, otherwise: int) -> Span:
        """The sentence that holds an offset; outside all of them, a span that adds nothing to either side."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self._frames[place].end:
            return self._frames[place]
        return Span(otherwise, otherwise + 1) if otherwise <= offset else Span(offset, otherwise)


def _frames(article: Article, sentences: Sequence[Span]) -> list[Span]:
    """Sentences, and for the text that no sentence holds (a headline, a byline) its block or else its line.

    Sorted and without overlap.
    """
    frames = sorted(sentences)
    held = _Held(frames)
    blocks = sorted((block.span for block in article.blocks), key=lambda span: (span.start, -span.end))
    lines = []
    start = 0
    for line in article.text.split("\n"):
        if line:
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    for span in (*blocks, *lines):
        held.add(span)
    return held.frames


class _Held:
    """Spans without overlap; a span that meets one already held is left out."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.frames: list[Span] = []
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        place = bisect_right(self.frames, span)
        if place and self.frames[place - 1].overlaps(span):
            return
        if place < len(self.frames) and self.frames[place].overlaps(span):
            return
        self.frames.insert(place, span)
