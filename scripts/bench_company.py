"""Measure whether other articles change what a page says: its facts alone, and among the items of a collection.

Usage: bench_company.py PAGE NEWS.jsonl [ITEMS], as ``kg build`` reads them; the first ITEMS lines (200) are taken.
"""

import sys
import tempfile
from itertools import islice
from pathlib import Path

import kg
from kg.model.statement import Statement


def facts(graph: kg.Graph, articles: set[str]) -> set[Statement]:
    """The facts that rest on words of these articles."""
    where = graph.data.evidence_by_id
    return {fact for fact in graph.data.statements if any(where[piece].article in articles for piece in fact.evidence)}


def main() -> None:
    """Print how many facts are equal, gone, and new."""
    page, news = sys.argv[1:3]
    items = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    alone = kg.build([page])
    articles: set[str] = {thing.id for thing in alone.data.of_kind("article")}
    with tempfile.TemporaryDirectory() as folder, Path(news).open(encoding="utf-8") as lines:
        some = Path(folder) / "news.jsonl"
        some.write_text("".join(islice(lines, items)), encoding="utf-8")
        among = kg.build([page, some])
    before, after = facts(alone, articles), facts(among, articles)
    read = sum(1 for _ in among.data.of_kind("article")) - len(articles)
    print(f"{len(before)} facts; among {read} further items: {len(before & after)} equal, ", end="")
    print(f"{len(before - after)} gone or changed, {len(after - before)} new")


if __name__ == "__main__":
    main()
