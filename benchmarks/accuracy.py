"""Build a graph of every annotated text, score it, and hold each fact's confidence against what was right.

    python benchmarks/accuracy.py GOLD [--out benchmarks/accuracy.md]

GOLD holds ``score.py`` (it offers ``Said``, ``score_text``, ``norm``, ``alike`` and ``CATEGORIES``), ``seed.json`` with
the facts of the page in seeds/, and ``dev`` with ``texts/*.txt`` and ``facts/*.json``. Writes the page that --out names.
"""

import argparse
import importlib.util
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import kg
from kg.export.turtle import write_turtle
from kg.extract import annotate
from kg.model.annotation import AnnotatedArticle, Relation
from kg.model.schema import Qualifier, RelationType
from kg.read import expand_sources, read

SEEDS = Path(__file__).parent.parent / "seeds"
BINS = (0.9, 0.8, 0.6, 0.4, 0.0)
Gold = dict[str, Any]


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(score: ModuleType, texts: list[tuple[Path, Gold]]) -> str:
    """Precision, recall and F1 of each category, over all texts together."""
    hit: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for text, facts in texts:
            turtle = Path(scratch) / f"{facts['id']}.ttl"
            write_turtle(kg.build([text]).data, turtle)
            for category, (hits, missed, extra) in score.score_text(facts, score.Said(turtle)).items():
                hit[category] += hits
                gold[category] += hits + len(missed)
                said[category] += hits + len(extra)
    rows = ["| category | precision | recall | F1 | gold | said |", "|---|---|---|---|---|---|"]
    for category in score.CATEGORIES:
        precision, recall = hit[category] / max(1, said[category]), hit[category] / max(1, gold[category])
        f1 = 2 * hit[category] / max(1, gold[category] + said[category])
        figures = f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {gold[category]} | {said[category]}"
        rows.append(f"| {category} | {figures} |")
    return "\n".join(rows)


def judged(score: ModuleType, article: AnnotatedArticle, facts: Gold) -> Iterator[tuple[Relation, bool]]:
    """Each fact of a kind that the annotations list, and whether they list it.

    A fact about a name that they do not have is wrong, so what is right here is a lower bound.
    """
    norm = score.norm
    forms = [{norm(each["name"]), *map(norm, each["aliases"])} for each in facts["names"]]

    def names(chain: int | None) -> set[str]:
        if chain is None:
            return set()
        found = {norm(article.chains[chain].name), *map(norm, article.chains[chain].aliases)}
        return found.union(*(form for form in forms if form & found))

    posts = [(norm(p["name"]), norm(t["role"]), set(map(norm, t["org"]))) for p in facts["people"] for t in p["titles"]]
    steps = [(norm(a), norm(b)) for a, b in facts["within"]]
    bylines = {norm(each["name"]) for item in facts["items"] for each in item["byline"]}
    members = {
        kind: [(norm(e["name"]), norm(m)) for e in facts["events"] for m in e[key]]
        for kind, key in ((RelationType.ORGANIZER, "organizers"), (RelationType.ATTENDEE, "participants"))
    }
    for relation in article.relations:
        subject, other = names(relation.subject), names(relation.object)
        if relation.type is RelationType.POST:
            role = norm(relation.qualifier(Qualifier.ROLE))
            yield (
                relation,
                any(
                    name in subject and role == post and (bool(hosts & other) if hosts else not other)
                    for name, post, hosts in posts
                ),
            )
        elif relation.type is RelationType.WITHIN:
            yield relation, any(a in subject and b in other for a, b in steps)
        elif relation.type is RelationType.CREDIT:
            yield relation, bool(subject & bylines)
        elif relation.type in members:
            pairs = members[relation.type]
            yield relation, any(m in other and any(score.alike(e, name) for name in subject) for e, m in pairs)
        elif relation.type is RelationType.SPEAKER:
            text = norm(article.chains[relation.subject].property("text"))
            yield (
                relation,
                any(text.startswith(norm(q["begins"])) and norm(q["speaker"]) in other for q in facts["quotes"]),
            )


def reliability(score: ModuleType, texts: list[tuple[Path, Gold]]) -> str:
    """For each band of confidence how many facts were said with it, what they claimed on the whole, and how many were right."""
    said: Counter[tuple[str, float]] = Counter()
    right: Counter[tuple[str, float]] = Counter()
    claimed: Counter[tuple[str, float]] = Counter()
    for text, facts in texts:
        for document in read(expand_sources([text])):
            for item in getattr(document, "articles", ()):
                for relation, is_right in judged(score, annotate(item), facts):
                    least = next(edge for edge in BINS if relation.confidence >= edge)
                    for key in ((relation.type.value, least), ("all", least)):
                        said[key] += 1
                        right[key] += is_right
                        claimed[key] += relation.confidence
    rows = ["| facts | confidence | said | mean confidence | right | share |", "|---|---|---|---|---|---|"]
    for kind in ("all", *sorted({kind for kind, _ in said} - {"all"})):
        for top, least in zip((1.0, *BINS), BINS, strict=False):
            number = said[kind, least]
            if number:
                mean, share = claimed[kind, least] / number, right[kind, least] / number
                rows.append(
                    f"| {kind} | {least:.1f}–{top:.1f} | {number} | {mean:.2f} | {right[kind, least]} | {share:.2f} |"
                )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".md"))
    args = parser.parse_args()
    score = scorer(args.gold)
    dev = [
        (args.gold / "dev" / "texts" / f"{path.stem}.txt", json.loads(path.read_text("utf-8")))
        for path in sorted((args.gold / "dev" / "facts").glob("*.json"))
    ]
    seed = [(path, json.loads((args.gold / "seed.json").read_text("utf-8"))) for path in sorted(SEEDS.glob("*.txt"))]
    args.out.write_text(
        f"""# Accuracy

Measured on {datetime.now(UTC):%Y-%m-%d} with `make bench-accuracy GOLD=folder`: one graph a text, scored by what its
Turtle says. The weights of names were learnt from 776 other annotated texts, those of events from 99 of them; rules were
written looking at the 776, and the development texts were looked at for their kinds of misses, so new texts may score
lower. What was tried, and what misses, stands in the pages accuracy-*.md beside this one.

## {len(dev)} development texts

{table(score, dev)}

## The page in seeds/

{table(score, seed)}

## How sure is sure

Facts of the development texts by the confidence they are written with. A fact about a name that the annotations do not
list counts as wrong, so the share is a lower bound.

{reliability(score, dev)}
""",
        "utf-8",
    )
    print(f"Wrote {args.out}")


if __name__ == "__main__":
    main()
