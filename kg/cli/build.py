"""``kg build``: sources in, a folder with the graph out."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import Progress, plain, say
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.assemble import Graph
    from kg.read import ReadFailure

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
    help="Division code of the newspaper's home, such as 370211; "
    "helps to tell places apart. Without it, a file called after its paper (青岛日报_2023-11-20.txt) tells its own.",
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
    settings_file: Path | None,
) -> None:
    """Build a knowledge graph from SOURCEs: text files, folders, or patterns such as 'news/*.txt'.

    Writes graph.ttl (Turtle, for SPARQL), graph.merges.tsv (what was taken for one thing, and why) and
    graph.html (one page, for the eye), and prints what was found. Ends with
    status 1 when a source could not be read; the others are built all the same.
    """
    from kg import pipeline
    from kg.model.triples import Detail
    from kg.settings import Settings, load_settings

    started = time.perf_counter()
    given = {
        "base_iri": base_iri,
        "detail": Detail(detail) if detail else None,
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

    failures: list[ReadFailure] = []
    warnings: list[str] = []
    with Progress() as progress:
        pipeline.ready(out)
        graph = pipeline.build(sources, settings, progress=progress, failed=failures.append, warn=warnings.append)
        if failures and not pipeline.counts(graph)["articles"]:
            raise InputError(_told(failures) + "\nNo article could be read, so nothing was written.")
        written = pipeline.write(graph, out, formats, detail=settings.detail, progress=progress)
    say(_summary(graph, time.perf_counter() - started))
    for warning in warnings:
        say(f"Note: {plain(warning)}")
    if failures:
        say(_told(failures))
    for path in written:
        say(f"Wrote {path}")
    page = next((path for path in written if path.suffix == ".html"), None)
    if page:
        say(f"Open {page} in a browser, or type: kg open {page}")
    if failures:
        raise SystemExit(1)


def _told(failures: "list[ReadFailure]") -> str:
    """The sources that could not be read, a line each."""
    return "\n".join(f"Not read: {plain(str(failure))}" for failure in failures)


def _summary(graph: "Graph", seconds: float) -> str:
    """One line: what was found, and how long it took."""
    from kg.pipeline import counts

    one = {"articles": "article", "people": "person", "bodies": "body", "places": "place", "facts": "fact"}
    parts = [f"{number:,} {one[name] if number == 1 else name}" for name, number in counts(graph).items()]
    return f"Found {', '.join(parts)} in {seconds:.1f} s."
