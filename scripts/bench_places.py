"""Measure linking: precision and recall of codes on decisions made by reading (benchmarks/gold/places-dev.tsv).

Usage: bench_places.py FOLDER_OF_TEXTS, each text named after its item: a001.txt. Chains are made from the decisions,
so that linking is measured by itself, whatever extraction finds.
"""

import sys
from hashlib import sha256
from pathlib import Path

from kg.lexicon.places import gazetteer
from kg.lexicon.tables import read_user_table
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.schema import EntityType
from kg.model.text import Article, Span
from kg.resolve.linking import link_places

GOLD = Path(__file__).resolve().parent.parent / "benchmarks" / "gold" / "places-dev.tsv"
COLUMNS = ("item", "name", "aliases", "use", "kind", "code")


def chain(text: str, name: str, aliases: str, use: str) -> Chain:
    """A chain of all that a decision names, with its first mention."""
    forms = [name, *(aliases.split("|") if aliases else [])]
    start, form = min(((text.find(form), form) for form in forms if form in text), default=(0, text[:1]))
    types = {EntityType.PLACE} | ({EntityType.ORGANIZATION} if "org" in use else set())
    return Chain(frozenset(types), name, (Mention(Span(start, start + len(form)), form),), tuple(sorted(forms[1:])))


def main() -> None:
    """Print every wrong or missing link and the figures."""
    folder = Path(sys.argv[1])
    decisions: dict[str, list[list[str]]] = {}
    for row in read_user_table(GOLD, COLUMNS):
        decisions.setdefault(row[0], []).append(row)
    right = wrong = missed = spurious = 0
    for item, rows in sorted(decisions.items()):
        text = (folder / f"{item}.txt").read_text("utf-8")
        chains = tuple(chain(text, row[1], row[2], row[3]) for row in rows)
        article = Article(item, sha256(text.encode()).hexdigest(), 0, text, (), ())
        (links,) = link_places([AnnotatedArticle(article, (), chains)])
        for row, link in zip(rows, links, strict=True):
            found, code = link.code if link else "", row[5]
            right += bool(code) and found == code
            wrong += bool(found) and bool(code) and found != code
            spurious += bool(found) and not code
            missed += bool(code) and not found
            if found != code:
                where = gazetteer().chain(found)[0].name if found else ", ".join(link.candidates[:4]) if link else "-"
                print(f"{item} {row[1]}: {code or 'open'}, found {found or 'open'} ({where})")
    linked = right + wrong + spurious
    print(f"precision {right / linked:.3f} ({right}/{linked}), recall {right / (right + wrong + missed):.3f}")


if __name__ == "__main__":
    main()
