"""Measure who and what is one across items: pairwise precision, recall, F1 and B³ on decisions made by reading.

Usage: bench_resolution.py NEWS.jsonl.gz [--keep FILE] [--errors] [--speed] [--plot FILE]

NEWS is the collection that the decisions are about, as ``kg build`` reads it: its items' ids are those in
benchmarks/gold/people-corpus.tsv and bodies-corpus.tsv. --keep stores the annotated articles in FILE, or takes them from
there when it exists, since extraction takes most of the time. --errors lists what is wrong. --speed measures the time of
resolution for growing numbers of mentions, copies of the articles with other texts and other names of people and bodies;
--plot draws that into FILE.
"""

import pickle
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from kg.extract import annotate
from kg.lexicon.tables import read_user_table
from kg.model.annotation import AnnotatedArticle, Chain
from kg.model.schema import EntityType
from kg.read import read
from kg.resolve import resolve

GOLD = Path(__file__).resolve().parent.parent / "benchmarks" / "gold"
Key = tuple[str, str]  # (item, printed name)
Labels = dict[Key, str]  # what each printed name means there


def articles(source: Path, keep: Path | None) -> list[AnnotatedArticle]:
    """The annotated articles of a collection, or those kept before."""
    if keep and keep.exists():
        kept: list[AnnotatedArticle] = pickle.loads(keep.read_bytes())  # our own file
        return kept
    found = [annotate(article) for item in read([source]) for article in getattr(item, "articles", ())]
    if keep:
        keep.write_bytes(pickle.dumps(found))
    return found


def people() -> Labels:
    """Decisions about people: clusters count for each name by itself."""
    rows = read_user_table(GOLD / "people-corpus.tsv", ("item", "name", "cluster"))
    return {(item, name): f"{name} {cluster}" for item, name, cluster in rows}


def bodies() -> Labels:
    """Decisions about bodies, whatever they are called."""
    rows = read_user_table(GOLD / "bodies-corpus.tsv", ("item", "name", "body"))
    return {(item, name): body for item, name, body in rows}


def found(annotated: list[AnnotatedArticle], type_: EntityType) -> Labels:
    """What resolution says of each printed form of a type."""
    labels: Labels = {}
    for item, ids in zip(annotated, resolve(annotated).assignment, strict=True):
        source = item.article.source.rsplit("#", 1)[-1]
        for chain, id_ in zip(item.chains, ids, strict=True):
            if type_ in chain.types:
                for form in {chain.name, *(mention.surface for mention in chain.mentions)}:
                    labels.setdefault((source, form), id_)
    return labels


def pairs(labels: Labels) -> set[tuple[Key, Key]]:
    """Every two of one meaning in two items; inside an item extraction has decided."""
    groups: dict[str, list[Key]] = defaultdict(list)
    for key, label in sorted(labels.items()):
        groups[label].append(key)
    return {(a, b) for group in groups.values() for a, b in combinations(group, 2) if a[0] != b[0]}


def b_cubed(gold: Labels, said: Labels) -> tuple[float, float]:
    """Precision and recall of B³, each printed name by the overlap of its two clusters."""
    of_gold, of_said = Counter(gold.values()), Counter(said.values())
    both = Counter((gold[key], said[key]) for key in gold)
    shared = [(key, both[gold[key], said[key]]) for key in gold]
    precision = sum(n / of_said[said[key]] for key, n in shared) / len(gold)
    recall = sum(n / of_gold[gold[key]] for key, n in shared) / len(gold)
    return precision, recall


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def report(title: str, gold: Labels, said: Labels, *, errors: bool = False) -> None:
    """Print the figures of one set of decisions as a row of a table, and on demand what is wrong."""
    said = {key: said[key] for key in gold}
    right, given = pairs(gold), pairs(said)
    hits = len(right & given)
    precision, recall = hits / max(1, len(given)), hits / max(1, len(right))
    cubed = b_cubed(gold, said)
    print(
        f"| {title} | {len({name for _, name in gold})} | {len(gold)} | {precision:.3f} ({hits}/{len(given)}) | "
        f"{recall:.3f} ({hits}/{len(right)}) | {f1(precision, recall):.3f} | {cubed[0]:.3f} | {cubed[1]:.3f} | "
        f"{f1(*cubed):.3f} |"
    )
    if errors:
        for what, wrong in (("joined wrongly", given - right), ("missed", right - given)):
            names = Counter(" + ".join(sorted({a[1], b[1]})) for a, b in wrong)
            print(f"  {what}:", ", ".join(f"{name} {n}" for name, n in names.most_common(60)))


def copies(annotated: list[AnnotatedArticle], times: int) -> list[AnnotatedArticle]:
    """The articles and further ones like them: other texts, and other names of people and bodies from the second copy on."""
    made = []
    for copy in range(times):
        mark = chr(0x4E00 + 37 * copy)
        for item in annotated:
            article = replace(
                item.article,
                text=f"{item.article.text}{mark * copy}",
                source_sha256=f"{copy}{item.article.source_sha256}",
            )
            chains = tuple(_renamed(chain, mark) if copy else chain for chain in item.chains)
            made.append(replace(item, article=article, chains=chains))
    return made


def _renamed(chain: Chain, mark: str) -> Chain:
    """The same chain under another name: another last character for a person, another first one for a body."""
    if EntityType.PERSON in chain.types and len(chain.name) <= 3:
        return replace(chain, name=chain.name[:-1] + mark)
    if EntityType.ORGANIZATION in chain.types and EntityType.PLACE not in chain.types and len(chain.name) > 3:
        return replace(chain, name=mark + chain.name)
    return chain


def speed(annotated: list[AnnotatedArticle]) -> list[tuple[int, float]]:
    """Seconds of one core by number of mentions, from 1,000 to more than 100,000."""
    measured = []
    resolve(annotated[:50])  # the tables are read once
    for part in (0.025, 0.1, 0.25, 0.5, 1, 2, 3):
        some = annotated[: int(len(annotated) * part)] if part < 1 else copies(annotated, int(part))
        mentions = sum(len(chain.mentions) for item in some for chain in item.chains)
        start = time.process_time()
        resolve(some)
        seconds = time.process_time() - start
        measured.append((mentions, seconds))
        print(f"| {mentions:,} | {len(some):,} | {seconds:.2f} | {1e5 * seconds / mentions:.1f} |")
    return measured


def plot(measured: list[tuple[int, float]], path: Path) -> None:
    """Draw seconds by mentions."""
    most, longest = max(n for n, _ in measured), max(s for _, s in measured)
    points = [(60 + 500 * n / most, 300 - 260 * s / longest) for n, s in measured]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/><text x="{x - 8:.0f}" y="{y - 8:.0f}" text-anchor="end">{n // 1000}k: {s:.1f} s</text>'
        for (x, y), (n, s) in zip(points, measured, strict=True)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 340" font-family="sans-serif" font-size="11">'
        "<title>Seconds of resolution by number of mentions</title>"
        '<path d="M60 30V300H580" fill="none" stroke="#666"/>'
        f'<polyline points="60,300 {line}" fill="none" stroke="#0b5394"/>{dots}'
        '<text x="580" y="330" text-anchor="end">mentions</text><text x="60" y="20">seconds, one core</text></svg>\n',
        "utf-8",
    )


def main() -> None:
    """Print the figures."""
    arguments = sys.argv[1:]

    def value(option: str) -> Path | None:
        return Path(arguments[arguments.index(option) + 1]) if option in arguments else None

    annotated = articles(Path(arguments[0]), value("--keep"))
    print("| decisions | names | printed | precision | recall | F1 | B³ P | B³ R | B³ F1 |")
    print("|---|---|---|---|---|---|---|---|---|")
    signers = {item.chains[r.subject].name for item in annotated for r in item.relations if r.type == "credit"}
    for title, gold, type_ in (
        ("people", people(), EntityType.PERSON),
        ("bodies", bodies(), EntityType.ORGANIZATION),
    ):
        said = found(annotated, type_)
        known = {key: label for key, label in gold.items() if key in said}
        report(title, known, said, errors="--errors" in arguments)
        if len(known) < len(gold):
            print(f"  {len(gold) - len(known)} not found by extraction: {sorted(set(gold) - set(known))[:5]}")
        if type_ is EntityType.PERSON:
            for part, signs in (("who sign", True), ("written about", False)):
                report(part, {key: label for key, label in known.items() if (key[1] in signers) is signs}, said)
    if "--speed" in arguments or "--plot" in arguments:
        print("\n| mentions | items | seconds | seconds per 100,000 |\n|---|---|---|---|")
        measured = speed(annotated)
        drawing = value("--plot")
        if drawing:
            plot(measured, drawing)


if __name__ == "__main__":
    main()
