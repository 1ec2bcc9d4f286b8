"""``kg build``: sources in, a folder with the graph out."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Seconds, megabytes
from kg.cli.output import Progress, plain, say
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.model.triples import Detail
    from kg.pipeline import Built, Failure
    from kg.settings import Settings

FORMATS = ("ttl", "html", "svg")


def _formats(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    """Split ``ttl,html``; the order of writing is ours, so that equal choices do equal things."""
    chosen = {part.strip() for part in value.split(",") if part.strip()}
    unknown = sorted(chosen - set(FORMATS))
    if unknown or not chosen:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is not a format; choose from {', '.join(FORMATS)}."
        )
    return tuple(name for name in FORMATS if name in chosen)


@click.command(
    short_help="Build a graph from text files.",
    epilog="Example: kg build seeds -o graphs --published 2024-02-21",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("graphs"),
    show_default=True,
    help="Folder to write graph.ttl and graph.html into; made when missing.",
)
@click.option(
    "--format",
    "formats",
    default="ttl,html",
    show_default=True,
    callback=_formats,
    metavar="LIST",
    help="What to write: ttl, html, svg, with commas between.",
)
@click.option(
    "--lexicon",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Names to know, one a line as in jieba's user dictionary: NAME [FREQUENCY] [TAG]; "
    "the tag is nr for people, nt for bodies, ns for places.",
)
@click.option(
    "--region",
    help="Division code of the newspaper's home, such as 370211; helps to tell places apart. Without it, a file called "
    "after its paper (青岛日报_2023-11-20.txt) tells its own.",
)
@click.option(
    "--same-as",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What is one thing and what is two, whatever kg finds: lines of same or different, a name or id, and another "
    "name or id, with tabs between. Ids stand in graph.merges.tsv.",
)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Day of the sources that do not say theirs.")
@click.option(
    "--base-iri", help="What names of things begin with in the Turtle.  [default: https://example.org/kg/id/]"
)
@click.option(
    "--detail",
    type=click.Choice(["facts", "full"]),
    help="Things and posts only, or every fact with its evidence.  [default: full]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Facts less sure than this keep their node and evidence but become no direct triple.",
)
@click.option("--no-text", is_flag=True, help="Do not copy the articles' texts into the graph.")
@click.option(
    "--workers", type=click.IntRange(min=0), help="Processes that read articles at once.  [default: as many as pay]"
)
@click.option(
    "--item-seconds",
    type=Seconds(),
    help="Seconds that one file or one article may take before it is left out and told.  [default: 120]",
)
@click.option(
    "--item-memory",
    type=megabytes(1),
    metavar="MB",
    help="Memory that reading one article may take, likewise.  [default: 2048]",
)
@click.option(
    "--hold",
    type=click.IntRange(min=0),
    metavar="ITEMS",
    help="With --format ttl: of more articles than this the graph is made on the disk, in the folder of -o, in far "
    "less memory and less than twice the time.  [default: 4000]",
)
@click.option("--fresh", is_flag=True, help="Read every article again, whatever earlier builds found in it.")
@click.option(
    "--no-ledger", is_flag=True, help="Neither use nor keep graph.ledger.sqlite, which makes the next build quick."
)
@click.option("--watch", is_flag=True, help="Go on: build again whenever a source changes, until Ctrl-C.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where it runs: this machine, or Apache Spark (pip install 'kg[spark]', and Java 17), which writes N-Triples and "
    "Parquet tables in parts.",
)
@click.option(
    "--master",
    default="local[*]",
    show_default=True,
    help="With --engine spark: the cluster, such as spark://host:7077.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file with any of the above; options on the command line win.",
)
def build(
    sources: tuple[str, ...],
    out: Path,
    formats: tuple[str, ...],
    lexicon: Path | None,
    region: str | None,
    same_as: Path | None,
    published: datetime | None,
    base_iri: str | None,
    detail: str | None,
    min_confidence: float | None,
    no_text: bool,
    workers: int | None,
    item_seconds: float | None,
    item_memory: int | None,
    hold: int | None,
    fresh: bool,
    no_ledger: bool,
    watch: bool,
    engine: str,
    master: str,
    settings_file: Path | None,
) -> None:
    """Build a knowledge graph from SOURCEs: text files, folders, or patterns such as 'news/*.txt'.

    Writes graph.ttl (Turtle, for SPARQL), graph.merges.tsv (what was taken for one thing, and why) and
    graph.html (one page, for the eye), and prints what was found. Ends with
    status 1 when a source could not be read; the others are built all the same.

    A second build into the same folder reads only what has changed: graph.ledger.sqlite keeps what was found in each
    article. Its files are those that a build from nothing would write.

    With --engine spark, sources may also be addresses that Spark reads (s3a://, hdfs://) and Parquet data sets of
    articles (columns id, text, title, published); graph.nt and tables are written, with the same facts.
    """
    from kg.settings import Settings, load_settings

    given = {
        "base_iri": base_iri,
        "detail": _detail(detail),
        "hold": hold,
        "item_memory": item_memory,
        "item_seconds": item_seconds,
        "keep_text": False if no_text else None,
        "lexicon": lexicon,
        "min_confidence": min_confidence,
        "published": published.date() if published else None,
        "region": region,
        "same_as": same_as,
        "workers": workers,
    }
    settings = load_settings(settings_file) if settings_file else Settings()
    settings = settings.changed(**{name: value for name, value in given.items() if value is not None})

    def once(*, fresh: bool) -> bool:
        return _build(sources, out, settings, formats, fresh=fresh, keep=not no_ledger)

    if engine == "spark":
        if watch or fresh or no_ledger:
            raise click.UsageError("--watch, --fresh and --no-ledger belong to the local engine.")
        _on_spark(sources, out, settings, master)
    elif watch:
        _watch(sources, out, once, fresh=fresh)
    elif not once(fresh=fresh):
        raise SystemExit(1)


def _detail(detail: str | None) -> "Detail | None":
    from kg.model.triples import Detail

    return Detail(detail) if detail else None


def _build(
    sources: "Sequence[str]", out: Path, settings: "Settings", formats: "Sequence[str]", *, fresh: bool, keep: bool
) -> bool:
    """Build once and say what came of it; False when something could not be read."""
    from kg import pipeline

    started = time.perf_counter()
    failures: list[Failure] = []
    notes: list[str] = []
    with Progress() as progress:
        built = pipeline.build_into(
            out,
            sources,
            settings,
            formats,
            fresh=fresh,
            keep=keep,
            progress=progress,
            failed=failures.append,
            warn=notes.append,
        )
    if not built.counts:
        raise InputError(_told(failures) + "\nNo article could be read, so nothing was written.")
    say(_summary(built, time.perf_counter() - started))
    from kg.export.merges import work_of
    from kg.writing import MERGES

    work = work_of(out / MERGES) if "ttl" in formats else ""
    if work:
        say(f"Resolved {work}")
    for note in notes:
        say(f"Note: {plain(note)}")
    if failures:
        say(_told(failures))
    for path in () if built.current else built.files:
        say(f"Wrote {path}")
    page = next((path for path in built.files if path.suffix == ".html"), None)
    if page:
        say(f"Open {page} in a browser, or type: kg open {page}")
    return not failures


def _on_spark(sources: "Sequence[str]", out: Path, settings: "Settings", master: str) -> None:
    """Build on Spark and say what came of it; status 1 when something could not be read."""
    from kg import spark

    started = time.perf_counter()
    with Progress() as progress:
        made = spark.build(out, sources, settings, master=master, tell=progress)
    say(_found(made.counts, time.perf_counter() - started))
    for failure in made.failures:
        say(f"Not read: {plain(failure)}")
    for folder in made.folders:
        say(f"Wrote {folder}")
    if made.failures:
        raise SystemExit(1)


def _watch(sources: "Sequence[str]", out: Path, once: "Callable[..., bool]", *, fresh: bool) -> None:
    """Build, and again whenever a source changes; an error is told and waited out. Ctrl-C is how it ends."""
    from kg.read import changes

    try:
        for _ in changes(sources, without=[out / f"graph.{name}" for name in FORMATS]):
            try:
                once(fresh=fresh)
            except KgError as error:
                say(f"Error: {error}")
            fresh = False
            say("Watching for changes; Ctrl-C ends it.")
    except KeyboardInterrupt:
        say("Stopped watching.")


def _told(failures: "Sequence[Failure]") -> str:
    """What could not be read, a line each."""
    return "\n".join(f"Not read: {plain(str(failure))}" for failure in failures)


def _summary(built: "Built", seconds: float) -> str:
    """What was found, and how long it took; a second line when something was known before."""
    found = _found(built.counts, seconds)
    if built.current:
        return f"{found}\nNothing has changed since the last build."
    if built.new < built.items:
        return f"{found}\nRead {built.new:,} of the {built.items:,} articles; the others had been read before."
    return found


def _found(counts: "Mapping[str, int]", seconds: float) -> str:
    one = {"articles": "article", "people": "person", "bodies": "body", "places": "place", "facts": "fact"}
    parts = [f"{number:,} {one[name] if number == 1 else name}" for name, number in counts.items()]
    return f"Found {', '.join(parts)} in {seconds:.1f} s."
