"""Derive kg/data/proper.tsv: proper nouns that are neither people nor places of the official lists.

Needs, in an environment of its own: cutword==0.1.1 (Apache-2.0; a segmenter's dictionary with counts of text up to 2024
and tags, NR for a proper noun), jieba==0.42.1 (MIT; nt for bodies, ns for places, nz for others), and kg itself for the
tables that tell people and places.
"""

import re
from importlib.resources import files

from derive_common import jieba_words, release, write_table

from kg.lexicon.names import name_score
from kg.lexicon.places import gazetteer

LENGTHS = (2, 10)
LEAST = 2  # counted once may be a slip of the segmenter
WELL_KNOWN = 50  # what looks like a person's name and is counted so often is a brand as well (苏宁)
TAGS = {"nt", "ns", "nz"}
SHAPE = re.compile(r"[一-鿿A-Za-z0-9]+")


def main() -> None:
    counts: dict[str, int] = {}
    for name in ("dict.txt", "unionwords.txt"):
        for line in (files("cutword") / name).read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 3 and cells[2] == "NR" and SHAPE.fullmatch(cells[0]):
                counts[cells[0]] = max(counts.get(cells[0], 0), int(cells[1]))
    tags = {word: tag for word, (_, tag) in jieba_words().items() if tag in TAGS and SHAPE.fullmatch(word)}
    places = gazetteer()
    kept = [
        (word, str(counts.get(word, 0)), tags.get(word, "-"))
        for word in sorted(counts.keys() | tags.keys())
        if (counts.get(word, 0) >= LEAST or word in tags)
        and LENGTHS[0] <= len(word) <= LENGTHS[1]
        and (word in tags or counts[word] >= WELL_KNOWN or name_score(word) <= 0)
        and not places.lookup(word)
        and not word.isdigit()
    ]
    written = write_table(
        "proper.tsv",
        (
            "Proper nouns (brands, media, bodies, works, places abroad, peoples …), how often they were counted, and their sort.",
            f"Sources: dictionary of the PyPI package {release('cutword', '0.1.1')} (Apache-2.0), counted on text up to January 2024:",
            f"words counted {LEAST} times or more, without what looks like a person's name; dictionary of the PyPI package",
            f"{release('jieba', '0.42.1')} (MIT): words tagged nt (body), ns (place) or nz (other). No official divisions.",
            "Derived by scripts/derive_proper.py.",
        ),
        ("word", "count", "sort"),
        kept,
    )
    print(f"proper.tsv: {written:,} words")


if __name__ == "__main__":
    main()
