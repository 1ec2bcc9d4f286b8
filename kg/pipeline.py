"""The whole path from sources to a graph, on one screen; then how the graph is written."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from kg.assemble import Graph, assemble
from kg.errors import InputError, InternalError, OutputError, SettingsError
from kg.lexicon.places import gazetteer
from kg.model.annotation import AnnotatedArticle
from kg.model.text import Article, Document
from kg.model.triples import Detail
from kg.read import ReadFailure, expand_sources, read
from kg.resolve import read_decisions, resolve, unmatched
from kg.settings import Settings

Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)

MERGES = "graph.merges.tsv"
PAYS_FOR_A_WORKER = 40  # articles that take about as long as starting a process and loading the tagger in it


def build(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    failed: Callable[[ReadFailure], None] | None = None,
    warn: Callable[[str], None] | None = None,
) -> Graph:
    """Build one graph from files, folders and glob patterns.

    ``failed`` is told of each source that cannot be read, and the rest is built; without it the first such source
    raises. ``warn`` is told, in a sentence, of each of the user's decisions that no article has the names for. Everything is held in memory, since resolution must see every mention before it can decide.
    Raises: InputError for an unreadable source; SettingsError for settings that this version cannot follow.
    """
    settings = settings or Settings()
    if settings.lexicon:
        raise SettingsError("a lexicon is not read by this version yet; build without one.")
    if settings.region and settings.region.ljust(6, "0") not in gazetteer():
        raise SettingsError(f'region is "{settings.region}": no division has this code. Give one such as 370211.')
    tell = progress or (lambda _stage, _done, _total: None)
    decisions = read_decisions(settings.same_as) if settings.same_as else ()  # a bad file is told before the work
    documents = _documents(sources, settings, tell, failed or _refuse)
    articles = [article for document in documents for article in document.articles]
    annotated = tuple(_annotated(articles, settings, tell))
    tell("resolve", 0, 0)
    resolution = resolve(annotated, region=settings.region, decisions=decisions)
    for decision in unmatched(decisions, annotated, resolution):
        (warn or (lambda _sentence: None))(f"{settings.same_as}, line {decision.line}: no article names both {decision.one} and {decision.other}.")
    tell("assemble", 0, 0)
    return Graph(assemble(documents, annotated, resolution, settings.assemble))


def _documents(
    sources: Iterable[str | Path], settings: Settings, tell: Progress, failed: Callable[[ReadFailure], None]
) -> tuple[Document, ...]:
    """Read every source once."""
    documents = []
    for done, outcome in enumerate(read(expand_sources(sources), published=settings.published), start=1):
        if isinstance(outcome, Document):
            documents.append(outcome)
        else:
            failed(outcome)
        tell("read", done, 0)
    return tuple(documents)


def _annotated(articles: Sequence[Article], settings: Settings, tell: Progress) -> Iterable[AnnotatedArticle]:
    """Annotate articles in their order; in processes of their own when there are enough to pay for it."""
    workers = settings.workers or min(os.cpu_count() or 1, len(articles) // PAYS_FOR_A_WORKER)
    if workers > 1 and len(articles) > 1:
        # Spawned rather than forked: the tagger's runtime and the triple store have threads that a fork would lose.
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for done, item in enumerate(pool.map(_annotate, articles, chunksize=8), start=1):
                tell("extract", done, len(articles))
                yield item
    else:
        for done, article in enumerate(articles, start=1):
            yield _annotate(article)
            tell("extract", done, len(articles))


def _annotate(article: Article) -> AnnotatedArticle:
    """Annotate one article; a bug says which one met it."""
    from kg.extract import annotate

    try:
        return annotate(article)
    except Exception as error:
        where = f"{article.source}, item {article.position + 1} ({article.headline[:40]})"
        raise InternalError(f"{where}: {type(error).__name__}: {error}") from error


def _refuse(failure: ReadFailure) -> None:
    raise InputError(str(failure))


def write(
    graph: Graph,
    folder: Path,
    formats: Sequence[str] = ("ttl", "html"),
    *,
    detail: Detail = Detail.FULL,
    view: str = "auto",
    progress: Progress | None = None,
) -> list[Path]:
    """Write ``graph.ttl``, ``graph.html``, ``graph.svg`` into a folder, each in one step; gives back what was written.

    ``view`` is what draws the page: pyvis, large, or auto, which chooses by size.

    Beside ``graph.ttl`` stands ``graph.merges.tsv``: which things of several items are one node, and why.

    Raises: OutputError when the folder or a file cannot be written; a graph that stood there before stays whole.
    """
    ready(folder)
    written = []
    for name in formats:
        path = folder / f"graph.{name}"
        if progress:
            progress(f"write {name}", 0, 0)
        if name == "ttl":
            from kg.export.merges import write_merges
            from kg.export.turtle import write_turtle

            write_turtle(graph.data, path, detail)
            write_merges(graph.data, folder / MERGES)
        elif name == "html":
            from kg.export.html import write_html

            write_html(graph.data, path, view=view)
        elif name == "svg":
            from kg.export.svg import write_svg

            write_svg(graph.data, path)
        else:
            raise OutputError(f'there is no format "{name}"; choose ttl, html or svg.')
        written.append(path)
    return written


def ready(folder: Path) -> None:
    """Make the output folder, and find out now rather than after the work whether it can be written into."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written into ({error.strerror or error}); choose another folder with -o."
        ) from error


def counts(graph: Graph) -> dict[str, int]:
    """How many articles, people, bodies, places and facts a graph holds."""
    kinds = Counter(thing.kind for thing in graph.data.things)
    return {
        "articles": kinds["article"],
        "people": kinds["person"],
        "bodies": kinds["organization"],
        "places": kinds["place"],
        "facts": len(graph.data.statements),
    }
