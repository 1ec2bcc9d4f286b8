"""Measure linking: precision and recall of codes on decisions made by reading (benchmarks/gold/places-dev.tsv).

Usage: bench_places.py FOLDER_OF_TEXTS, each text named after its item: a001.txt. First chains are made from the
decisions, so that linking is measured by itself, whatever extraction finds; then extraction finds them, so that what is
not found or cut wrongly counts as missed.
"""

import sys
from hashlib import sha256
from pathlib import Path

from kg.extract import annotate
from kg.lexicon.places import gazetteer
from kg.lexicon.tables import read_user_table
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.schema import EntityType
from kg.model.text import Article, Span
from kg.read import read
from kg.resolve import resolve
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
    told("linking by itself", right, right + wrong + spurious, right + wrong + missed)
    told("with extraction", *with_extraction(folder, decisions))


def told(title: str, right: int, linked: int, linkable: int) -> None:
    """Print one line of figures."""
    print(
        f"{title}: precision {right / linked:.3f} ({right}/{linked}), recall {right / linkable:.3f} ({right}/{linkable})"
    )


def with_extraction(folder: Path, decisions: dict[str, list[list[str]]]) -> tuple[int, int, int]:
    """Right and all links of printed names that a decision is about, and the number of linkable decisions."""
    right = linked = linkable = 0
    for item, rows in sorted(decisions.items()):
        articles = [annotate(one) for page in read([folder / f"{item}.txt"]) for one in getattr(page, "articles", ())]
        resolution = resolve(articles)
        code = {entity.id: entity.code for entity in resolution.entities}
        found: dict[str, set[str]] = {}
        for article, ids in zip(articles, resolution.assignment, strict=True):
            for one, id_ in zip(article.chains, ids, strict=True):
                if EntityType.PLACE in one.types:
                    for form in {one.name, *(mention.surface for mention in one.mentions)}:
                        found.setdefault(form, set()).add(code[id_])
        for row in rows:
            forms = [row[1], *(row[2].split("|") if row[2] else [])]
            codes = {one for form in forms for one in found.get(form, ())} - {""}
            linkable += bool(row[5])
            linked += bool(codes)
            right += codes == {row[5]}
            if codes != ({row[5]} - {""}):
                print(
                    f"with extraction: {item} {row[1]}: {row[5] or 'open'}, found {', '.join(sorted(codes)) or 'open'}"
                )
    return right, linked, linkable


if __name__ == "__main__":
    main()
