"""Measure who is who across items: pairwise precision, recall, F1 and B³ on decisions made by reading.

Usage: bench_resolution.py ANNOTATED.pickle, a pickled list of annotated articles whose sources are named after their
items (joy-1035.txt); the decisions are benchmarks/gold/people-corpus.tsv. With --speed also the time of resolution for
growing numbers of mentions, copies of the articles with other texts and names; with --plot FILE that as a drawing.
"""

import pickle
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from kg.lexicon.tables import read_user_table
from kg.model.annotation import AnnotatedArticle, Chain, Mention
from kg.model.schema import EntityType
from kg.resolve import resolve

GOLD = Path(__file__).resolve().parent.parent / "benchmarks" / "gold" / "people-corpus.tsv"
COLUMNS = ("item", "name", "cluster")
Labels = dict[tuple[str, str], str]  # (name, item) → cluster


def decisions() -> Labels:
    """What was decided by reading."""
    return {(name, item): f"{name} {cluster}" for item, name, cluster in read_user_table(GOLD, COLUMNS)}


def found(annotated: list[AnnotatedArticle]) -> Labels:
    """What resolution says."""
    labels: Labels = {}
    for item, ids in zip(annotated, resolve(annotated).assignment, strict=True):
        source = item.article.source.rsplit("/", 1)[-1].rsplit("#", 1)[-1].removesuffix(".txt")
        for chain, id_ in zip(item.chains, ids, strict=True):
            if EntityType.PERSON in chain.types:
                labels.setdefault((chain.name, source), id_)
    return labels


def pairs(labels: Labels) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Every two of one name and one cluster."""
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, label in labels.items():
        groups[key[0], label].append(key)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def b_cubed(gold: Labels, said: Labels) -> tuple[float, float]:
    """Precision and recall of B³, each mention by the overlap of its two clusters."""
    of_gold, of_said = Counter(gold.values()), Counter((key[0], label) for key, label in said.items())
    both = Counter((gold[key], said[key]) for key in gold)
    shared = [both[gold[key], said[key]] for key in gold]
    precision = sum(n / of_said[key[0], said[key]] for n, key in zip(shared, gold, strict=True)) / len(gold)
    recall = sum(n / of_gold[gold[key]] for n, key in zip(shared, gold, strict=True)) / len(gold)
    return precision, recall


def report(title: str, gold: Labels, said: Labels, *, show: bool) -> None:
    """Print the figures of one set of names, and on demand each name that is wrong."""
    right, given = pairs(gold), pairs(said)
    hits = len(right & given)
    precision, recall = hits / max(1, len(given)), hits / max(1, len(right))
    cubed = b_cubed(gold, said)
    print(
        f"{title}: {len({name for name, _ in gold})} names, {len(gold)} mentions; pairs: precision {precision:.3f} "
        f"({hits}/{len(given)}), recall {recall:.3f} ({hits}/{len(right)}), F1 "
        f"{2 * precision * recall / max(1e-9, precision + recall):.3f}; B³ {cubed[0]:.3f}, {cubed[1]:.3f}, F1 "
        f"{2 * cubed[0] * cubed[1] / (cubed[0] + cubed[1]):.3f}"
    )
    if show:
        wrong = Counter(pair[0][0] for pair in given - right)
        missed = Counter(pair[0][0] for pair in right - given)
        print("  joined wrongly:", ", ".join(f"{name} {n}" for name, n in wrong.most_common(20)))
        print("  missed:", ", ".join(f"{name} {n}" for name, n in missed.most_common(60)))


def copies(annotated: list[AnnotatedArticle], times: int) -> list[AnnotatedArticle]:
    """The articles and further ones like them: other texts, and other people's names from the second copy on."""
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
    if EntityType.PERSON not in chain.types or len(chain.name) > 3:
        return chain
    name = chain.name[:-1] + mark
    mentions = tuple(Mention(mention.span, mention.surface) for mention in chain.mentions)
    return replace(chain, name=name, mentions=mentions)


def speed(annotated: list[AnnotatedArticle]) -> list[tuple[int, float]]:
    """Seconds of one core by number of mentions."""
    measured = []
    resolve(annotated[:50])  # the tables are read once
    for part in (0.25, 0.5, 1, 2, 3, 4):
        some = annotated[: int(len(annotated) * part)] if part < 1 else copies(annotated, int(part))
        mentions = sum(len(chain.mentions) for item in some for chain in item.chains)
        start = time.process_time()
        resolve(some)
        measured.append((mentions, time.process_time() - start))
        print(f"{mentions:>8,} mentions in {len(some):>5,} items: {measured[-1][1]:6.2f} s")
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
    annotated: list[AnnotatedArticle] = pickle.loads(Path(sys.argv[1]).read_bytes())  # our own file
    gold, said = decisions(), found(annotated)
    missing = sorted(key for key in gold if key not in said)
    print(f"not found by extraction: {len(missing)} {missing[:5]}")
    gold = {key: label for key, label in gold.items() if key in said}
    said = {key: said[key] for key in gold}
    signing = {"people who sign": True, "people written about": False}
    report("all", gold, said, show=True)
    signers = _signers(annotated)
    for title, signs in signing.items():
        names = {name for name, _ in gold if (name in signers) is signs}
        report(
            title,
            {k: v for k, v in gold.items() if k[0] in names},
            {k: v for k, v in said.items() if k[0] in names},
            show=False,
        )
    if "--speed" in sys.argv or "--plot" in sys.argv:
        measured = speed(annotated)
        if "--plot" in sys.argv:
            plot(measured, Path(sys.argv[sys.argv.index("--plot") + 1]))


def _signers(annotated: list[AnnotatedArticle]) -> set[str]:
    """Names that some byline prints."""
    return {item.chains[r.subject].name for item in annotated for r in item.relations if r.type == "credit"}


if __name__ == "__main__":
    main()
