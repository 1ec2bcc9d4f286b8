"""Learn the weights of the traits that tell names of people, bodies and places from other words.

    python scripts/train_names.py ANNOTATED_FOLDER --folds WEIGHTS_0 WEIGHTS_1 … [--check]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``; a fact file lists every person, body and place the text
names, with their printed forms. ``--folds`` gives the labeller's weights that were trained without the text
(``train_labeller.py --fold K/N``), so that the traits trust it as far as it can be trusted on new text. ``--check``
prints cross-validated precision, recall and F1 over surfaces and writes nothing.
Writes kg/extract/weights/people.tsv and names.tsv. Needs scikit-learn; the result is the same on every run.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.extract.annotator import Annotator
from kg.extract.names.bylines import find_credits
from kg.extract.names.choice import occurrences
from kg.extract.names.people_choice import people_occurrences
from kg.extract.naming import contexts
from kg.extract.tagging.labeller import Labeller
from kg.lexicon.places import gazetteer
from kg.model.text import Span
from kg.read import read

WEIGHTS = Path(__file__).parent.parent / "kg" / "extract" / "weights"
HEADER = """# Weights of traits of candidate names of {what}, in log odds.
# Learnt by scripts/train_names.py from {texts} annotated news texts (the annotations are the project's own).
# trait\tweight
"""
# what is named, the table, the inverse of the L2 penalty and how often a trait is to be seen, as cross-validation liked best
MODELS = (("people", "people.tsv", 1.0, 3), ("bodies and places", "names.tsv", 0.3, 6))
Row = tuple[list[str], bool, str]
DROP = set('“”‘’"《》')


def squeeze(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in DROP).replace("（", "(").replace("）", ")")


def examples(folder: Path, leave_out: set[str], folds: list[Path]) -> list[tuple[list[Row], list[Row]]]:
    """Rows of people and rows of bodies and places, text by text."""
    annotators = [Annotator(Labeller(path)) for path in folds]
    known = [facts for facts in sorted((folder / "facts").glob("*.json")) if facts.stem not in leave_out]
    found = []
    for i, facts in enumerate(known):
        gold = json.loads(facts.read_text("utf-8"))
        people = {squeeze(person["name"]) for person in gold["people"]}
        names = {squeeze(form) for name in gold["names"] for form in (name["name"], *name["aliases"])}
        rows: tuple[list[Row], list[Row]] = ([], [])
        for document in read([folder / "texts" / f"{facts.stem}.txt"]):
            for article in document.articles:
                bench = annotators[i % len(folds)].tagged(article)
                context = contexts(bench)
                taken: list[Span] = [credit.person for credit in find_credits(article)]
                for item in people_occurrences(context, gazetteer()):
                    good = squeeze(item.surface) in people
                    rows[0].append((item.names(), good, item.surface))
                    if good:
                        taken.extend(item.spans)
                for item, _ in occurrences(context, taken, gazetteer()):
                    rows[1].append((item.names(), squeeze(item.surface) in names, item.surface))
        found.append(rows)
    return found


def fit(rows: list[Row], strength: float, least: int) -> tuple[DictVectorizer, LogisticRegression]:
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
    vectorizer.restrict(np.asarray(x.sum(axis=0)).ravel() >= least)
    x = vectorizer.transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
    return vectorizer, LogisticRegression(C=strength, max_iter=3000).fit(x, [good for _, good, _ in rows])


def check(texts: list[list[Row]], parts: int, least: int) -> None:
    for strength in (0.1, 0.2, 0.4, 1.0):
        hit = said = gold = 0
        for part in range(parts):
            vectorizer, model = fit(
                [row for i, rows in enumerate(texts) if i % parts != part for row in rows], strength, least
            )
            for rows in texts[part::parts]:
                if rows:
                    x = vectorizer.transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
                    yes = model.predict_proba(x)[:, 1] >= 0.5
                    good = np.array([g for _, g, _ in rows])
                    hit, said, gold = hit + int((yes & good).sum()), said + int(yes.sum()), gold + int(good.sum())
        print(
            f"C={strength}: precision {hit / said:.3f} recall {hit / gold:.3f} F1 {2 * hit / (said + gold):.3f} ({gold})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=Path, nargs="+", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--leave-out", default="t030", help="ids to leave out, separated by commas")
    args = parser.parse_args()
    texts = examples(args.folder, set(args.leave_out.split(",")), args.folds)
    for number, (what, file, strength, least) in enumerate(MODELS):
        if args.check:
            print(what)
            check([rows[number] for rows in texts], len(args.folds), least)
            continue
        vectorizer, model = fit([row for rows in texts for row in rows[number]], strength, least)
        with (WEIGHTS / file).open("w", encoding="utf-8") as out:
            out.write(HEADER.format(what=what, texts=len(texts)))
            out.write(f"\t{model.intercept_[0]:.3f}\n")
            for name, weight in sorted(zip(vectorizer.feature_names_, model.coef_[0], strict=True)):
                if abs(weight) >= 0.005:
                    out.write(f"{name}\t{weight:.3f}\n")


if __name__ == "__main__":
    main()
