"""The whole path from sources to a graph in a folder."""

import gc
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from kg.assemble import Graph, assemble
from kg.errors import InputError, InternalError, SettingsError
from kg.export.files import sweep
from kg.ledger import CodecError, Ledger, content_key, decode_found, extraction_version, package_version
from kg.lexicon.places import gazetteer
from kg.lexicon.user import UserName, user_names
from kg.model.annotation import AnnotatedArticle
from kg.model.graph import GraphData
from kg.model.text import Article, Document
from kg.read import ReadFailure, Source, expand_sources, read
from kg.resolve import Decision, read_decisions, resolve, unmatched
from kg.settings import Settings
from kg.workers import Limits, Pool, pool
from kg.writing import FORMATS, MERGES, digest, ready, standing, write

LEDGER = "graph.ledger.sqlite"
PAYS_FOR_A_WORKER = 40  # articles that take about as long as starting a process and loading the tagger in it


@dataclass(frozen=True, slots=True)
class ItemFailure:
    """An item of a readable source of which nothing could be found; ``reason`` says why and what to do about it."""

    source: str
    position: int  # 0-based
    headline: str
    reason: str

    def __str__(self) -> str:
        name = f" ({self.headline[:40]})" if self.headline else ""
        return f"{self.source}, item {self.position + 1}{name}: {self.reason}."


Failure = ReadFailure | ItemFailure
Failed = Callable[[Failure], None]
Warn = Callable[[str], None]  # a sentence for the user about something that stops nothing
Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build into a folder came to.

    ``counts`` as :func:`counts` gives them, empty when nothing was written. ``new`` items were read now, of ``items``
    in all. ``current`` says that all files stood there already.
    """

    counts: Mapping[str, int]
    files: tuple[Path, ...]
    new: int
    items: int
    current: bool


@dataclass(frozen=True, slots=True)
class _Items:
    """The pages, and their articles that are done, with the keys under which the ledger has what is found in them."""

    documents: tuple[Document, ...]
    articles: tuple[Article, ...]
    keys: tuple[str, ...]
    new: int


def build(
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    *,
    ledger: Path | None = None,
    progress: Progress | None = None,
    failed: Failed | None = None,
    warn: Warn | None = None,
) -> Graph:
    """Build one graph from files, folders and glob patterns.

    ``ledger`` is a file that keeps what was found in each item for the next build; None keeps nothing.
    ``failed`` is told of each source and item that cannot be read, and the rest is built; without it the first such
    raises. ``warn`` is told of each of the user's decisions that changes nothing, no item having its names.
    Resolution holds everything in memory, since it must see every mention before it can decide.
    Raises: InputError for an unreadable source or item; OutputError for a ledger that cannot be used; TableError for
    a bad line in a user's list.
    """
    settings = settings or Settings()
    tell = progress or _silent
    decisions = decisions_of(settings)
    with uncollected(), Ledger(ledger, extraction_of(settings)) as kept:
        items = _items(expand_sources(sources), settings, kept, tell, failed or _refuse)
        return _graph(items, settings, decisions, kept, tell, warn)


def build_into(
    folder: Path,
    sources: Iterable[str | Path],
    settings: Settings | None = None,
    formats: Sequence[str] = ("ttl", "html"),
    *,
    view: str = "auto",
    fresh: bool = False,
    keep: bool = True,
    progress: Progress | None = None,
    failed: Failed | None = None,
    warn: Warn | None = None,
) -> Built:
    """Build a graph into a folder, doing only what has not been done: new items are read, files written if need be.

    What was found in each item is kept in ``graph.ledger.sqlite`` in the folder, unless ``keep`` is False; ``fresh``
    uses nothing of it. The files are those of a build that starts from nothing, to the byte. A build that is ended at any
    moment leaves whole files and every item that it had done. Nothing is written when something failed and no article
    is left.
    Raises: as :func:`build`; OutputError also when another build is writing into the folder.
    """
    settings = settings or Settings()
    tell = progress or _silent
    failures: list[Failure] = []

    def note(failure: Failure) -> None:
        failures.append(failure)
        (failed or _refuse)(failure)

    decisions = decisions_of(settings)
    ready(folder)
    with uncollected(), Ledger(folder / LEDGER if keep else None, extraction_of(settings)) as kept:
        if keep:  # the ledger is the lock: nobody else builds here now
            sweep(folder, [f"graph.{name}" for name in FORMATS] + [MERGES])
        items = _items(_outside(folder, sources), settings, kept, tell, note, fresh=fresh)
        if failures and not items.articles:
            return Built({}, (), items.new, len(set(items.keys)), current=False)
        mark = _fingerprint(items, settings, view)
        paths = tuple(folder / f"graph.{name}" for name in formats)
        names = [path.name for path in paths] + ([MERGES] if "ttl" in formats else [])
        found = kept.counts(mark)
        current = found is not None and not fresh and standing(folder, names, kept.outputs(mark))
        if found is None or not current:
            graph = _graph(items, settings, decisions, kept, tell, warn)
            write(
                graph,
                folder,
                formats,
                detail=settings.detail,
                view=view,
                progress=progress,
                processes=settings.workers or os.cpu_count() or 1,
            )
            found = counts(graph)
        digests = {name: digest(folder / name) for name in names}
        kept.settle(items.keys, mark, found, digests)
        return Built(found, paths, items.new, len(set(items.keys)), current=current)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for reference cycles meanwhile.

    A build makes millions of objects that stay until it ends and next to no cycles; searching them again and again took
    a third of the time of resolving and assembling.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def extraction_of(settings: Settings) -> str:
    """What decides what is found in an item, besides its content."""
    names = repr(taught(settings))
    return f"{settings.extractor} {extraction_version()} {sha256(names.encode()).hexdigest()}"


def taught(settings: Settings) -> tuple[UserName, ...]:
    """The names that the user's lexicon teaches. Raises: TableError for a bad line."""
    return user_names(settings.lexicon) if settings.lexicon else ()


def _outside(folder: Path, sources: Iterable[str | Path]) -> Iterator[Source | ReadFailure]:
    """The sources without the page that an earlier build wrote, when the folder lies among them."""
    own = {(folder / f"graph.{name}").absolute() for name in FORMATS}
    return (found for found in expand_sources(sources) if found.path.absolute() not in own)


def _items(
    sources: Iterable[Source | ReadFailure],
    settings: Settings,
    ledger: Ledger,
    tell: Progress,
    failed: Failed,
    *,
    fresh: bool = False,
) -> _Items:
    """Read every source once, and see to it that the ledger has what is found in each item."""
    done = set() if fresh else ledger.keys()
    if not done:  # all will be new: the workers load while this process reads
        _crew(settings).start(settings.workers or 1)
    documents = _documents(sources, settings, tell, failed)
    articles = [article for document in documents for article in document.articles]
    keys = [content_key(article) for article in articles]
    missing = {key: article for key, article in zip(keys, articles, strict=True) if key not in done}
    reasons = _extract(missing, settings, ledger, tell)
    pairs = []
    for article, key in zip(articles, keys, strict=True):
        if key in reasons:
            failed(ItemFailure(article.source, article.position, article.headline, reasons[key]))
        else:
            pairs.append((article, key))
    return _Items(
        documents=documents,
        articles=tuple(article for article, _ in pairs),
        keys=tuple(key for _, key in pairs),
        new=len(missing) - len(reasons),
    )


def _documents(
    sources: Iterable[Source | ReadFailure], settings: Settings, tell: Progress, failed: Failed
) -> tuple[Document, ...]:
    """Read every source once; what a file held beside its articles is let go."""
    documents = []
    for done, outcome in enumerate(read(sources, published=settings.published, seconds=settings.item_seconds), start=1):
        if isinstance(outcome, Document):
            documents.append(replace(outcome, text=""))
        else:
            failed(outcome)
        tell("read", done, 0)
    return tuple(documents)


def _extract(missing: Mapping[str, Article], settings: Settings, ledger: Ledger, tell: Progress) -> dict[str, str]:
    """Annotate articles into the ledger, each under the limits; gives back why nothing came of some."""
    reasons: dict[str, str] = {}
    if not missing:
        return reasons  # no worker is started for nothing
    workers = settings.workers or min(os.cpu_count() or 1, max(1, len(missing) // PAYS_FOR_A_WORKER))
    # Long items first, so that all workers end together; neighbours of one length are read together for least.
    longest_first = sorted(missing.items(), key=lambda item: (-len(item[1].text), item[0]))
    with closing(_crew(settings).annotate(longest_first, workers)) as outcomes:
        for done, (key, outcome) in enumerate(outcomes, start=1):
            if isinstance(outcome, bytes):
                ledger.put(key, outcome)
            else:
                reasons[key] = outcome.reason
            tell("extract", done, len(missing))
    return reasons


def _crew(settings: Settings) -> Pool:
    """The workers of these settings."""
    return pool(settings.extractor, Limits(settings.item_seconds, settings.item_memory), taught(settings))


def decisions_of(settings: Settings) -> Sequence[Decision]:
    """The user's decisions, read before the work so that a bad file, or a region that is none, is told before it."""
    if settings.region and settings.region.ljust(6, "0") not in gazetteer():
        raise SettingsError(f'region is "{settings.region}": no division has this code. Give one such as 370211.')
    return read_decisions(settings.same_as) if settings.same_as else ()


def _graph(
    items: _Items,
    settings: Settings,
    decisions: Sequence[Decision],
    ledger: Ledger,
    tell: Progress,
    warn: Warn | None,
) -> Graph:
    """What all items say together."""
    annotated = tuple(_annotated(items, settings, ledger, tell))
    return graph_of(items.documents, annotated, settings, decisions, tell, warn)


def graph_of(
    documents: Sequence[Document],
    annotated: Sequence[AnnotatedArticle],
    settings: Settings,
    decisions: Sequence[Decision] = (),
    tell: Progress | None = None,
    warn: Warn | None = None,
) -> Graph:
    """Resolve and assemble what was found; the order of what is given leaves no trace in the graph's triples."""
    tell = tell or _silent
    tell("resolve", 0, 0)
    resolution = resolve(annotated, region=settings.region, decisions=decisions)
    for one in unmatched(decisions, annotated, resolution):
        (warn or _unheard)(f"{settings.same_as}, line {one.line}: no article names both {one.one} and {one.other}.")
    tell("assemble", 0, 0)
    return Graph(assemble(documents, annotated, resolution, settings.assemble), frame=_frame)


def _frame(graph: GraphData) -> str:
    """How a graph shows itself in a notebook; the page and its libraries are loaded when one does."""
    from kg.export.html import render_frame

    return render_frame(graph)


def _annotated(items: _Items, settings: Settings, ledger: Ledger, tell: Progress) -> Iterator[AnnotatedArticle]:
    """The items with what the ledger keeps of them; a row that is damaged is made again."""
    for article, key in zip(items.articles, items.keys, strict=True):
        found = ledger.get(key)
        try:
            yield decode_found(found or b"", article)
        except CodecError as error:
            reasons = _extract({key: article}, settings, ledger, tell)
            found = ledger.get(key)
            if reasons or found is None:
                raise InternalError(f"{article.source}: what was found is damaged: {error}") from error
            yield decode_found(found, article)


def _fingerprint(items: _Items, settings: Settings, view: str) -> str:
    """A digest of all that the written files depend on: the package, the settings, the pages and their items."""
    keys = dict(zip(items.articles, items.keys, strict=True))
    pages = sorted(
        [page.name, page.media_type, page.sha256, *(keys.get(article, "") for article in page.articles)]
        for page in items.documents
    )
    told = {
        "assemble": asdict(settings.assemble),
        "detail": settings.detail,
        "package": package_version(),
        "region": settings.region,
        "same_as": digest(settings.same_as) if settings.same_as else "",
        "view": view,
    }
    return sha256(json.dumps([told, extraction_of(settings), pages], sort_keys=True).encode()).hexdigest()


def _unheard(_sentence: str) -> None:
    """Warn nobody."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _refuse(failure: Failure) -> None:
    raise InputError(str(failure))


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
