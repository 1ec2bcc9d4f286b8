"""Learn the weights of the traits that tell names of bodies and places from other noun phrases.

    python scripts/train_names.py ANNOTATED_FOLDER [--check]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``; a fact file's ``names`` list every body and place the text
names, with their printed forms. ``--check`` prints five-fold precision, recall and F1 over surfaces and writes nothing.
Writes kg/extract/weights/names.tsv. Needs scikit-learn; the result is the same on every run.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.extract.annotate import Annotator
from kg.extract.choice import occurrences, traits
from kg.read import read

OUT = Path(__file__).parent.parent / "kg" / "extract" / "weights" / "names.tsv"
HEADER = """# Weights of traits of candidate names of bodies and places, in log odds.
# Learnt by scripts/train_names.py from {texts} annotated news texts (the annotations are the project's own).
# trait\tweight
"""


def squeeze(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in '“”‘’"《》').replace("（", "(").replace("）", ")")


def examples(folder: Path, leave_out: set[str]) -> list[tuple[str, list[tuple[list[str], bool, str]]]]:
    annotator = Annotator()
    found = []
    for facts in sorted((folder / "facts").glob("*.json")):
        gold = json.loads(facts.read_text("utf-8"))
        if gold["id"] in leave_out:
            continue
        names = {squeeze(form) for name in gold["names"] for form in (name["name"], *name["aliases"])}
        rows = []
        for document in read([folder / "texts" / f"{gold['id']}.txt"]):
            for article in document.articles:
                contexts, gazetteer = annotator.contexts(article)
                for item in occurrences(contexts, gazetteer):
                    rows.append((traits(item), squeeze(item.surface) in names, item.surface))
        found.append((gold["id"], rows))
    return found


def fit(rows: list[tuple[list[str], bool, str]], strength: float) -> tuple[DictVectorizer, LogisticRegression]:
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
    counts = np.asarray(x.sum(axis=0)).ravel()
    vectorizer.restrict(counts >= 3)
    x = vectorizer.transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(x, [good for _, good, _ in rows])
    return vectorizer, model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--leave-out", default="t030", help="ids to leave out, separated by commas")
    parser.add_argument("--strength", type=float, default=0.3, help="inverse of the L2 penalty")
    args = parser.parse_args()
    texts = examples(args.folder, set(args.leave_out.split(",")))
    if args.check:
        for strength in (0.03, 0.1, 0.3, 1.0):
            hit = said = gold = 0
            for fold in range(5):
                train = [row for i, (_, rows) in enumerate(texts) if i % 5 != fold for row in rows]
                vectorizer, model = fit(train, strength)
                for i, (_, rows) in enumerate(texts):
                    if i % 5 == fold:
                        x = vectorizer.transform([dict.fromkeys(names, 1.0) for names, _, _ in rows])
                        yes = model.predict_proba(x)[:, 1] >= 0.5
                        good = np.array([g for _, g, _ in rows])
                        hit, said, gold = hit + int((yes & good).sum()), said + int(yes.sum()), gold + int(good.sum())
            print(
                f"C={strength}: precision {hit / said:.3f} recall {hit / gold:.3f} of {gold} surfaces, F1 {2 * hit / (said + gold):.3f}"
            )
        return
    vectorizer, model = fit([row for _, rows in texts for row in rows], args.strength)
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEADER.format(texts=len(texts)))
        out.write(f"\t{model.intercept_[0]:.3f}\n")
        for name, weight in sorted(zip(vectorizer.feature_names_, model.coef_[0], strict=True)):
            if abs(weight) >= 0.005:
                out.write(f"{name}\t{weight:.3f}\n")


if __name__ == "__main__":
    main()
