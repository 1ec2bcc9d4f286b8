"""Learn how far each reason for a part to lie in a whole can be trusted.

    python scripts/train_within.py ANNOTATED_FOLDER --folds WEIGHTS_0 WEIGHTS_1 … [--check] [--leave-out IDS]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``; a fact file lists bodies and places with their printed
forms, and pairs of a part and a whole. ``--folds`` gives the labeller's weights that were trained without the text.
Only pairs whose two ends are annotated names teach anything; a pair that follows from two others is left aside.
``--check`` prints cross-validated precision and recall over pairs and writes nothing.
Writes kg/extract/weights/within.tsv. Needs scikit-learn; the result is the same on every run.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.extract.annotator import Annotator
from kg.extract.names.taught import TaughtNames
from kg.extract.naming import name_everything
from kg.extract.tagging.labeller import Labeller
from kg.extract.within.pairs import propose
from kg.lexicon.places import gazetteer
from kg.read import read

OUT = Path(__file__).parent.parent / "kg" / "extract" / "weights" / "within.tsv"
HEADER = """# Weights of reasons for one body or place to lie in another, in log odds.
# Learnt by scripts/train_within.py from {texts} annotated news texts (the annotations are the project's own).
# trait\tweight
"""
# What is believed of a rule before any text is read, as so many cases of which such a share is right: the annotated texts
# have too few communities, compounds and towns to teach rules that read plain words.
PRIOR_CASES = 60
PRIORS = {"located-in": 0.75, "has-part": 0.85, "level-of-place": 0.85, "compound-in-community": 0.75,
          "name-begins-with-stem:<town": 0.75, "shares-whole:by:level-of-place": 0.7}  # fmt: skip
Row = tuple[list[str], bool]
Pairs = set[tuple[int, int]]


def squeeze(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in '“”‘’"《》').replace("（", "(").replace("）", ")")


def gold_pairs(gold: dict) -> tuple[dict[str, int], Pairs, Pairs]:
    """Forms → number of the name; the annotated steps; what follows from them."""
    index = {squeeze(form): i for i, name in enumerate(gold["names"]) for form in (name["name"], *name["aliases"])}
    steps = {
        (index[a], index[b]) for a, b in (map(squeeze, pair) for pair in gold["within"]) if a in index and b in index
    }
    closure = set(steps)
    while more := {(a, d) for a, b in closure for c, d in closure if b == c} - closure:
        closure |= more
    return index, steps, closure


def examples(folder: Path, leave_out: set[str], folds: list[Path]) -> list[list[Row]]:
    """Rows of pairs, text by text."""
    annotators = [Annotator(Labeller(path)) for path in folds]
    known = [facts for facts in sorted((folder / "facts").glob("*.json")) if facts.stem not in leave_out]
    found = []
    for i, facts in enumerate(known):
        index, steps, closure = gold_pairs(json.loads(facts.read_text("utf-8")))
        rows: list[Row] = []
        for document in read([folder / "texts" / f"{facts.stem}.txt"]):
            for article in document.articles:
                bench = annotators[i % len(folds)].tagged(article)
                name_everything(bench, gazetteer(), TaughtNames((), gazetteer()))
                names = [
                    next((index[form] for form in sorted(map(squeeze, forms)) if form in index), None)
                    for chain in bench.chains
                    for forms in [{chain.name, *chain.aliases, *(span.of(bench.text) for span in chain.mentions)}]
                ]
                for pair, traits in propose(bench, gazetteer()):
                    part, whole = names[pair.part], names[pair.whole]
                    if part is None or whole is None or part == whole:
                        continue
                    if (part, whole) in steps or (part, whole) not in closure:
                        rows.append((traits, (part, whole) in steps))
        found.append(rows)
    return found


def priors() -> list[Row]:
    """The beliefs of :data:`PRIORS` as rows."""
    found: list[Row] = []
    for trait, share in PRIORS.items():
        rule = trait.split(":", 1)[0]
        traits = sorted({f"{rule}:", trait if ":" in trait else f"{rule}:"})
        found += [(traits, case < share * PRIOR_CASES) for case in range(PRIOR_CASES)]
    return found


def fit(rows: list[Row], strength: float, least: int = 2) -> tuple[DictVectorizer, LogisticRegression]:
    rows = [*rows, *priors()]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys(traits, 1.0) for traits, _ in rows])
    vectorizer.restrict(np.asarray(x.sum(axis=0)).ravel() >= least)
    x = vectorizer.transform([dict.fromkeys(traits, 1.0) for traits, _ in rows])
    return vectorizer, LogisticRegression(C=strength, max_iter=3000).fit(x, [good for _, good in rows])


def check(texts: list[list[Row]], parts: int = 5) -> None:
    gold = sum(good for rows in texts for _, good in rows)
    for strength in (0.05, 0.1, 0.2, 0.4, 1.0):
        scores, truth = [], []
        for part in range(parts):
            vectorizer, model = fit(
                [row for i, rows in enumerate(texts) if i % parts != part for row in rows], strength
            )
            for rows in texts[part::parts]:
                if rows:
                    x = vectorizer.transform([dict.fromkeys(traits, 1.0) for traits, _ in rows])
                    scores += list(model.predict_proba(x)[:, 1])
                    truth += [good for _, good in rows]
        for least in (0.35, 0.4, 0.5):
            yes = np.array(scores) >= least
            hit = int((yes & np.array(truth)).sum())
            f1 = 2 * hit / (yes.sum() + gold)
            print(
                f"C={strength} from {least}: precision {hit / yes.sum():.3f} recall {hit / gold:.3f} of {gold}, F1 {f1:.3f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=Path, nargs="+", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--strength", type=float, default=0.3, help="inverse of the L2 penalty")
    parser.add_argument("--leave-out", default="t030", help="ids to leave out, separated by commas")
    args = parser.parse_args()
    texts = examples(args.folder, set(args.leave_out.split(",")), args.folds)
    if args.check:
        check(texts)
        return
    vectorizer, model = fit([row for rows in texts for row in rows], args.strength)
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEADER.format(texts=len(texts)))
        out.write(f"\t{model.intercept_[0]:.3f}\n")
        for name, weight in sorted(zip(vectorizer.feature_names_, model.coef_[0], strict=True)):
            if abs(weight) >= 0.005:
                out.write(f"{name}\t{weight:.3f}\n")


if __name__ == "__main__":
    main()
