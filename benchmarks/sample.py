"""Draw facts at random from a graph, to be judged by eye; and count what was judged.

    python benchmarks/sample.py draw GRAPH.ttl [--facts 100] [--kinds posts,within,…] > to-judge.tsv
    python benchmarks/sample.py count benchmarks/gold/facts-corpus.tsv

The draw is by the hash of each fact's identifier, so that the same graph gives the same sample. A line is: identifier,
rule, confidence, the fact in words, the evidence with what stands around it. What is kept of a judged line is its
identifier, kind, rule, confidence and verdict (right, wrong, or where the evidence is not enough, unclear), never the
text.
"""

import argparse
import csv
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from kg.export.reading import read_turtle
from kg.model.statement import Literal

KINDS = {
    "org:memberOf": "post",
    "schema:hasOccupation": "post",
    "kg:within": "within",
    "schema:containedInPlace": "within",
    "org:subOrganizationOf": "within",
    "schema:location": "within",
    "schema:organizer": "organizer",
    "schema:attendee": "attendee",
    "schema:spokenByCharacter": "speaker",
}
BINS = (0.9, 0.8, 0.6, 0.4, 0.0)


def draw(path: Path, number: int) -> None:
    graph = read_turtle(path).graph
    labels = {thing.id: thing.label for thing in graph.things}
    pieces = {piece.id: piece for piece in graph.evidence}
    plain = {piece.id for piece in graph.evidence if piece.exact}  # what an official list says is not judged here
    facts = [
        f
        for f in graph.statements
        if f.predicate in KINDS and f.rule != "byline" and any(e in plain for e in f.evidence)
    ]
    facts.sort(key=lambda fact: sha256(fact.id.encode()).digest())
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    for fact in facts[:number]:
        other = fact.object.text if isinstance(fact.object, Literal) else labels.get(fact.object, fact.object)
        details = "; ".join(
            f"{name}={term.text if isinstance(term, Literal) else labels.get(term, term)}"
            for name, term in fact.details
        )
        piece = next(pieces[e] for e in fact.evidence if e in pieces)
        words = f"{piece.prefix}[{piece.exact}]{piece.suffix}".replace("\n", " ")
        said = f"{labels.get(fact.subject, fact.subject)} —{fact.predicate}→ {other} ({details})"
        out.writerow([fact.id, KINDS[fact.predicate], fact.rule, f"{fact.confidence:.2f}", said, words])


def count(path: Path) -> None:
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            band = next(edge for edge in BINS if float(row["confidence"]) >= edge)
            for key in ("all", row["kind"], f"confidence {band:.1f} and more"):
                said[key] += 1
                right[key] += row["verdict"] == "right"
    print("| facts | judged | right | share |\n|---|---|---|---|")
    for key in sorted(said, key=lambda k: (k != "all", k.startswith("confidence"), k)):
        print(f"| {key} | {said[key]} | {right[key]} | {right[key] / said[key]:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("graph", type=Path)
    drawing.add_argument("--facts", type=int, default=100)
    counting = commands.add_parser("count")
    counting.add_argument("table", type=Path)
    args = parser.parse_args()
    if args.command == "draw":
        draw(args.graph, args.facts)
    else:
        count(args.table)


if __name__ == "__main__":
    main()
