"""``kg open``, ``kg show``, ``kg stats``: looking at a graph that was built."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import DEFAULT_GRAPH, graph_argument, graph_option
from kg.cli.output import data, plain, say, table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query import Card, Engine


def loaded(graph: Path) -> "Engine":
    """A graph in memory, for the queries that are ours."""
    from kg.query import load, prefixes_of

    return load(graph, prefixes_of(graph))


@click.command("open", short_help="Open the page in the browser.", epilog="Example: kg open graphs")
@click.argument("page", type=click.Path(path_type=Path), default=DEFAULT_GRAPH.with_suffix(".html"))
def open_(page: Path) -> None:
    """Open PAGE (default: graphs/graph.html), or the page in a folder, in the web browser."""
    if page.is_dir():
        page /= DEFAULT_GRAPH.with_suffix(".html").name
    if not page.is_file():
        raise InputError(f"{page}: there is no such page. kg build SOURCE -o {page.parent} makes one.")
    address = page.resolve().as_uri()
    # Printed as well, for whoever works on another machine than the one with the browser.
    data(address)
    if click.launch(address):
        say("No browser answered; open the address above in one.")


@click.command(short_help="Print the card of a person, body, place …, with evidence.", epilog="Example: kg show 代玉丽")
@click.argument("name")
@graph_option
@click.option(
    "--sentences", type=click.IntRange(min=0), default=2, show_default=True, help="Sentences to print per fact."
)
def show(name: str, graph: Path, sentences: int) -> None:
    """Print the card of a person, body, place, event …: posts, events, quotations, each with its evidence.

    NAME is any printed form. Two people who share a name have a card each.
    """
    from kg.query import cards

    data("\n\n".join(_card(card, sentences) for card in cards(loaded(graph), name)))


def _card(card: "Card", sentences: int) -> str:
    """A card as text."""
    about = [", ".join(card.types)]
    if card.aliases:
        about.append(f"also {'、'.join(map(plain, card.aliases))}")
    if card.code:
        about.append(f"code {card.code}")
    lines = [f"{plain(card.label)}  ({'; '.join(about)})"]
    for section in card.sections:
        lines += ["", f"{section.heading} {section.heading_zh}"]
        for line in section.lines:
            lines.append(f"  {plain(line.text)}" + (f"  [{line.remark}]" if line.remark else ""))
            # Being named is its own evidence: the headline, which the line already is.
            shown = line.evidence[:sentences] if section.heading != "Named in" else ()
            lines += [f"      “{plain(piece.words)}” ({plain(piece.article)})" for piece in shown]
            more = len(line.evidence) - len(shown) if shown else 0
            if more:
                lines.append(f"      and {more} more")
    return "\n".join(lines)


@click.command(short_help="Count what a graph holds.", epilog="Example: kg stats graphs")
@graph_argument(required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def stats(graph: Path | None, as_json: bool) -> None:
    """Count what GRAPH (default: graphs/graph.ttl) holds: things, facts by kind, evidence."""
    from kg.query import statistics

    rows = statistics(loaded(graph or DEFAULT_GRAPH))
    if as_json:
        import json

        found: dict[str, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row.part, {})[row.name] = row.number
        data(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        data(table(["", "what", "number"], [[row.part, row.name, f"{row.number:,}"] for row in rows]))
