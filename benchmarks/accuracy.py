"""Build a graph of every annotated text and score it: precision, recall and F1 per category.

    python benchmarks/accuracy.py SCORE.PY GOLD_FOLDER [GOLD_FOLDER ...]

SCORE.PY is the scorer that belongs to the annotations (it offers ``Said``, ``score_text`` and ``CATEGORIES``);
a GOLD_FOLDER holds ``texts/*.txt`` and ``facts/*.json``. Prints one Markdown table a folder.
"""

import importlib.util
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import kg
from kg.export.turtle import write_turtle


def main() -> None:
    spec = importlib.util.spec_from_file_location("score", sys.argv[1])
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for folder in map(Path, sys.argv[2:]):
        hit: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        said: Counter[str] = Counter()
        began = time.perf_counter()
        facts = sorted((folder / "facts").glob("*.json"))
        with tempfile.TemporaryDirectory() as scratch:
            for path in facts:
                annotated = json.loads(path.read_text("utf-8"))
                turtle = Path(scratch) / f"{path.stem}.ttl"
                write_turtle(kg.build([folder / "texts" / f"{path.stem}.txt"]).data, turtle)
                for category, (hits, missed, extra) in score.score_text(annotated, score.Said(turtle)).items():
                    hit[category] += hits
                    gold[category] += hits + len(missed)
                    said[category] += hits + len(extra)
        print(f"\n{folder.name}, {len(facts)} texts, {time.perf_counter() - began:.0f} s\n")
        print("| category | precision | recall | F1 | gold | said |\n|---|---|---|---|---|---|")
        for category in score.CATEGORIES:
            precision, recall = hit[category] / max(1, said[category]), hit[category] / max(1, gold[category])
            f1 = 2 * hit[category] / max(1, gold[category] + said[category])
            print(f"| {category} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {gold[category]} | {said[category]} |")


if __name__ == "__main__":
    main()
