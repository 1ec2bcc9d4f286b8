"""Put the project's own annotations of published news and the texts that they are of into one folder to train on.

    python scripts/join_annotations.py NEWS.jsonl.gz ANNOTATED_FOLDER OUT_FOLDER

The texts are their publishers' and stay out of the project; ``annotations/news.jsonl`` says which one each line is of by
the SHA-256 of its text. NEWS has one JSON object a line, with the words in ``text``. ANNOTATED_FOLDER holds
further ``texts/*.txt`` and ``facts/*.json``, which are copied. OUT_FOLDER gets both, in the same form.

    python scripts/join_annotations.py --collect FOLDER

writes ``annotations/news.jsonl`` from the fact files in FOLDER/facts and the texts beside them.

    python scripts/join_annotations.py --own FOLDER

writes the project's own texts (``annotations/own``) and their facts into FOLDER, in the same form, to measure on.
"""

import argparse
import gzip
import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from marked_texts import FOLDER, marked_texts, unmarked
from own_facts import own_facts

ANNOTATIONS = Path(__file__).parent / "annotations" / "news.jsonl"
KEPT = ("people", "names", "within", "events", "projects")  # headlines and quotations would be parts of the texts
EMPTY: dict[str, list[object]] = {"items": [], "quotes": []}


def texts(news: Path) -> Iterator[str]:
    """The texts of a file of items. Raises: OSError; KeyError for a line without a text."""
    opened = gzip.open if news.suffix == ".gz" else open
    with opened(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def digest(text: str) -> str:
    """What tells a text from others in the annotations."""
    return sha256(text.encode()).hexdigest()


def collect(folder: Path) -> None:
    """Write the annotations, one line a text, in the order of the files' names."""
    with ANNOTATIONS.open("w", encoding="utf-8") as out:
        for path in sorted((folder / "facts").glob("*.json")):
            facts = json.loads(path.read_text("utf-8"))
            text = (folder / "texts" / f"{path.stem}.txt").read_text("utf-8")
            line = {"id": path.stem, "sha256": digest(text)} | {key: facts[key] for key in KEPT}
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_own(out: Path) -> None:
    """Write the project's own texts without their marks, and their facts."""
    for part in ("texts", "facts"):
        (out / part).mkdir(parents=True, exist_ok=True)
    for text_id, marked in marked_texts():
        (out / "texts" / f"{text_id}.txt").write_text(unmarked(marked), "utf-8")
    for text_id, facts in own_facts(FOLDER):
        (out / "facts" / f"{text_id}.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


def join(news: Path, annotated: Path, out: Path) -> int:
    """Fill the folder; gives back for how many annotations there is no text."""
    for part in ("texts", "facts"):
        (out / part).mkdir(parents=True, exist_ok=True)
        for path in sorted((annotated / part).iterdir()):
            shutil.copy(path, out / part / path.name)
    found = {digest(text): text for text in texts(news)}
    missing = 0
    for line in ANNOTATIONS.read_text("utf-8").splitlines():
        facts = EMPTY | json.loads(line)
        text = found.get(facts.pop("sha256"))
        if text is None:
            missing += 1
            continue
        (out / "texts" / f"{facts['id']}.txt").write_text(text, "utf-8")
        (out / "facts" / f"{facts['id']}.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    return missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path, nargs="?")
    parser.add_argument("annotated", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--collect", type=Path, metavar="FOLDER")
    parser.add_argument("--own", type=Path, metavar="FOLDER")
    args = parser.parse_args()
    if args.collect:
        collect(args.collect)
    elif args.own:
        write_own(args.own)
    elif not args.out:
        parser.error("give NEWS, ANNOTATED_FOLDER and OUT_FOLDER")
    elif missing := join(args.news, args.annotated, args.out):
        raise SystemExit(f"{args.news}: {missing} annotated texts are not in it.")


if __name__ == "__main__":
    main()
