"""``kg check`` and ``kg validate``: does a graph keep its contract?"""

from pathlib import Path

import click

from kg.cli.inspect import loaded
from kg.cli.options import DEFAULT_GRAPH, graph_argument
from kg.cli.output import data, plain, say
from kg.errors import ValidationError

CHECKS = {
    "quotes": "quotes that equal their slice of the text",
    "triples": "direct triples with a fact",
    "facts": "facts with evidence",
    "counts": "things with the number of articles that mention them",
    "links": "things linked to others",
}


@click.command(short_help="Check quotes, facts and evidence of a graph.", epilog="Example: kg check graphs")
@graph_argument(required=False)
def check(graph: Path | None) -> None:
    """Check GRAPH (default: graphs/graph.ttl): quotes against texts, triples against facts, facts against evidence.

    Prints every finding and ends with status 1 when there is one.
    """
    from kg.query import check_graph

    path = graph or DEFAULT_GRAPH
    report = check_graph(loaded(path))
    for finding in report.findings:
        data(f"{finding.check}: {finding.node} {plain(finding.reason)}")
    for name, number in report.looked_at.items():
        bad = sum(finding.check == name for finding in report.findings)
        say(f"{CHECKS[name]}: {number - bad:,} of {number:,}")
    if report.findings:
        raise ValidationError(f"{path}: {len(report.findings)} finding(s), listed above.")


@click.command(short_help="Hold a graph to the SHACL shapes.", epilog="Example: kg validate graphs")
@graph_argument(required=False)
def validate(graph: Path | None) -> None:
    """Hold GRAPH (default: graphs/graph.ttl) to the SHACL shapes that come with kg, with pySHACL.

    Prints every violation with the label of its node and ends with status 1 when there is one. Needs pySHACL, which
    pip install 'kg[shacl]' brings.
    """
    from kg.query.shapes import violations

    path = graph or DEFAULT_GRAPH
    found = violations(path)
    for violation in found:
        data(f"{violation.node} {plain(violation.label)}: {plain(violation.message)}".replace(" : ", ": "))
    if found:
        raise ValidationError(f"{path}: {len(found)} violation(s) of the shapes, listed above.")
    say(f"{path}: keeps every shape.")
