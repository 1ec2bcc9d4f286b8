"""The whole path from sources to a graph in a folder."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.annotating import annotate, crew, extraction_of
from kg.assemble import Graph, assemble
from kg.disk import Scratch, Shelf, Written
from kg.disk import build as write_from_disk
from kg.errors import InputError, InternalError, SettingsError
from kg.export.files import sweep
from kg.ledger import CodecError, Ledger, decode_found, package_version
from kg.lexicon.places import gazetteer
from kg.model.annotation import AnnotatedArticle
from kg.model.graph import GraphData
from kg.model.text import Article, Document
from kg.read import ReadFailure, Source, expand_sources, read
from kg.resolve import Decision, read_decisions, resolve, unmatched
from kg.settings import Settings
from kg.writing import FORMATS, MERGES, digest, fingerprint, process_beside, ready, standing, summary, write

LEDGER = "graph.ledger.sqlite"


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
    """The pages, and the keys under which the ledger has what is found in the articles that are done."""

    shelf: Shelf
    keys: frozenset[str]
    new: int

    def done(self) -> Iterator[tuple[str, Article]]:
        """The articles that are done, each with its key."""
        return ((key, article) for key, article in self.shelf.articles() if key in self.keys)


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
        items = _items(Shelf(), expand_sources(sources), settings, kept, tell, failed or _refuse)
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
    with (
        uncollected(),
        Ledger(folder / LEDGER if keep else None, extraction_of(settings)) as kept,
        Scratch(folder) as scratch,
    ):
        if keep:  # the ledger is the lock: nobody else builds here now
            sweep(folder, [f"graph.{name}" for name in FORMATS] + [MERGES])
        # All other formats need the whole graph at once.
        shelf = Shelf(scratch, settings.hold) if set(formats) == {"ttl"} else Shelf()
        items = _items(shelf, _outside(folder, sources), settings, kept, tell, note, fresh=fresh)
        if failures and not items.keys:
            return Built({}, (), items.new, 0, current=False)
        mark = _fingerprint(items, settings, view)
        paths = tuple(folder / f"graph.{name}" for name in formats)
        names = [path.name for path in paths] + ([MERGES] if "ttl" in formats else [])
        found = kept.counts(mark)
        current = found is not None and not fresh and standing(folder, names, kept.outputs(mark))
        if (found is None or not current) and shelf.is_on_disk:
            found = _on_disk(items, settings, decisions, folder, kept, tell, warn)
        elif found is None or not current:
            processes = settings.workers or os.cpu_count() or 1
            with process_beside(formats, len(items.keys), processes) as beside:
                graph = _graph(items, settings, decisions, kept, tell, warn)
                write(graph, folder, formats, detail=settings.detail, view=view, progress=progress, beside=beside)
            found = counts(graph)
        digests = {name: digest(folder / name) for name in names}
        kept.settle(items.keys, mark, found, digests)
        return Built(found, paths, items.new, len(items.keys), current=current)


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


def _outside(folder: Path, sources: Iterable[str | Path]) -> Iterator[Source | ReadFailure]:
    """The sources without the page that an earlier build wrote, when the folder lies among them."""
    own = {(folder / f"graph.{name}").absolute() for name in FORMATS}
    return (found for found in expand_sources(sources) if found.path.absolute() not in own)


def _items(
    shelf: Shelf,
    sources: Iterable[Source | ReadFailure],
    settings: Settings,
    ledger: Ledger,
    tell: Progress,
    failed: Failed,
    *,
    fresh: bool = False,
) -> _Items:
    """Read every source once, and see to it that the ledger has what is found in each item."""
    known = set() if fresh else ledger.keys()
    if not known:  # all will be new: the workers load while this process reads
        crew(settings).start(settings.workers or 1)
    for done, outcome in enumerate(read(sources, published=settings.published, seconds=settings.item_seconds), start=1):
        if isinstance(outcome, Document):
            shelf.add(outcome)
        else:
            failed(outcome)
        tell("read", done, 0)
    missing = shelf.keys - known
    reasons = annotate(missing, shelf.articles(), settings, ledger, tell)
    if reasons:
        for key, article in shelf.articles():
            if key in reasons:
                failed(ItemFailure(article.source, article.position, article.headline, reasons[key]))
    return _Items(shelf, frozenset(shelf.keys - reasons.keys()), len(missing) - len(reasons))


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
    return graph_of(tuple(items.shelf.documents()), annotated, settings, decisions, tell, warn)


def _on_disk(
    items: _Items,
    settings: Settings,
    decisions: Sequence[Decision],
    folder: Path,
    ledger: Ledger,
    tell: Progress,
    warn: Warn | None,
) -> dict[str, int]:
    """Write what all items say together without ever holding it; gives back the counts."""
    assemble, detail, region = settings.assemble, settings.detail, settings.region

    def found(key: str) -> bytes | None:
        return ledger.get(key) or b"" if key in items.keys else None

    def written() -> Written:
        files = folder / "graph.ttl", folder / MERGES
        return write_from_disk(
            items.shelf,
            found,
            *files,
            assemble,
            workers=settings.workers or os.cpu_count() or 1,
            detail=detail,
            region=region,
            decisions=decisions,
            tell=tell,
        )

    try:
        made = written()
    except CodecError:  # a row that is damaged is made again
        for _ in _annotated(items, settings, ledger, tell):
            pass
        made = written()
    _warn_of(made.unmatched, settings, warn)
    return summary(made.kinds, made.facts)


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
    _warn_of(unmatched(decisions, annotated, resolution), settings, warn)
    tell("assemble", 0, 0)
    return Graph(assemble(documents, annotated, resolution, settings.assemble), frame=_frame)


def _warn_of(decisions: Iterable[Decision], settings: Settings, warn: Warn | None) -> None:
    for one in decisions:
        (warn or _unheard)(f"{settings.same_as}, line {one.line}: no article names both {one.one} and {one.other}.")


def _frame(graph: GraphData) -> str:
    """How a graph shows itself in a notebook; the page and its libraries are loaded when one does."""
    from kg.export.html import render_frame

    return render_frame(graph)


def _annotated(items: _Items, settings: Settings, ledger: Ledger, tell: Progress) -> Iterator[AnnotatedArticle]:
    """The items with what the ledger keeps of them; a row that is damaged is made again."""
    for key, article in items.done():
        found = ledger.get(key)
        try:
            yield decode_found(found or b"", article)
        except CodecError as error:
            reasons = annotate({key}, [(key, article)], settings, ledger, tell)
            found = ledger.get(key)
            if reasons or found is None:
                raise InternalError(f"{article.source}: what was found is damaged: {error}") from error
            yield decode_found(found, article)


def _fingerprint(items: _Items, settings: Settings, view: str) -> str:
    """A digest of all that the written files depend on: the package, the settings, the pages and their items."""
    told = {
        "assemble": asdict(settings.assemble),
        "detail": settings.detail,
        "extraction": extraction_of(settings),
        "package": package_version(),
        "region": settings.region,
        "same_as": digest(settings.same_as) if settings.same_as else "",
        "view": view,
    }
    return fingerprint(
        told,
        (
            [page.name, page.media_type, page.sha256, *(key if key in items.keys else "" for key in keys)]
            for page, keys in items.shelf.pages()
        ),
    )


def _unheard(_sentence: str) -> None:
    """Warn nobody."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def _refuse(failure: Failure) -> None:
    raise InputError(str(failure))


def counts(graph: Graph) -> dict[str, int]:
    """How many articles, people, bodies, places and facts a graph holds."""
    return summary(Counter(thing.kind for thing in graph.data.things), len(graph.data.statements))
