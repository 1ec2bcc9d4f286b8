"""Derive kg/data/surnames.tsv, given_chars.tsv and words.tsv: what Han names are made of, and what is no name.

Needs, in an environment of its own: sinonym==0.5.1 (Apache-2.0; surname counts from ORCID records; install with
``--no-deps``), ngender==0.1.1 (MIT; counts of given-name characters) and jieba==0.42.1 (MIT; word frequencies).
"""

import csv
import io
from importlib.resources import files

from derive_common import hand_list, jieba_words, release, write_table

# Rows of the ORCID list that are given names, family names of other countries, or characters that no one bears.
NOISE = set(hand_list("no_surnames.txt"))

# Surnames of the Hundred Family Surnames, modern spellings and compounds that the list lacks; a low weight each.
RARE = hand_list("rare_surnames.txt")
COMPOUND = hand_list("compound_surnames.txt")
RARE_WEIGHT = 0.5  # per million: below the rarest of the counted surnames that are certain
# Borne by few and met in every sentence as something else: a name that begins so is left to context.
AMBIGUOUS = set(hand_list("ambiguous_surnames.txt"))

PERSON_TAGS = {"nr", "nrt", "nrfg"}
WORD_FREQUENCY = 10  # words rarer than this in jieba's counts hardly compete with a name


def surnames() -> list[tuple[str, float]]:
    text = (files("sinonym") / "data" / "familyname_orcid.csv").read_text("utf-8")
    weights = {
        row["surname"]: float(row["ppm"]) for row in csv.DictReader(io.StringIO(text)) if row["surname"] not in NOISE
    }
    for name in (*RARE, *COMPOUND):
        if name not in AMBIGUOUS:
            weights.setdefault(name, RARE_WEIGHT)
    for name in COMPOUND:  # ORCID counts of compounds are small; none is rarer than this among those who have it
        weights[name] = max(weights[name], RARE_WEIGHT)
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))


def given_characters() -> list[tuple[str, float]]:
    text = (files("ngender") / "charfreq.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = {row["char"]: int(row["male"]) + int(row["female"]) for row in rows}
    total = sum(counts.values())
    kept = [(char, count * 1e6 / total) for char, count in counts.items() if "一" <= char <= "鿿" and count >= 20]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def main() -> None:
    script = "Derived by scripts/derive_names.py."
    rows = surnames()
    write_table(
        "surnames.tsv",
        (
            "Han surnames and their weight: bearers per million.",
            f"Source: ORCID counts in the PyPI package {release('sinonym', '0.5.1')} (Apache-2.0), noise dropped by eye; rare and compound",
            f"surnames of the Hundred Family Surnames added by hand with weight {RARE_WEIGHT}.",
            script,
        ),
        ("surname", "weight"),
        ((name, f"{weight:.2f}") for name, weight in rows),
    )
    given = given_characters()
    write_table(
        "given_chars.tsv",
        (
            "Characters of given names and their weight: occurrences per million given-name characters.",
            f"Source: counts in the PyPI package {release('ngender', '0.1.1')} (MIT), both sexes added; characters seen 20 times or more.",
            script,
        ),
        ("char", "weight"),
        ((char, f"{weight:.2f}") for char, weight in given),
    )
    words = jieba_words()
    total = sum(frequency for frequency, _ in words.values())
    kept = [
        (word, frequency)
        for word, (frequency, tag) in words.items()
        if all("一" <= char <= "鿿" for char in word)
        and (len(word) == 1 or (len(word) <= 4 and tag not in PERSON_TAGS and frequency >= WORD_FREQUENCY))
    ]
    kept.sort(key=lambda item: (-item[1], item[0]))
    write_table(
        "words.tsv",
        (
            "Ordinary words of one to four characters and their frequency: the background that a name must stand out from.",
            f"Source: dictionary of the PyPI package {release('jieba', '0.42.1')} (MIT), without words tagged as people;",
            f"frequency {WORD_FREQUENCY} or more. All words of the dictionary together: {total}.",
            script,
        ),
        ("word", "frequency"),
        ((word, str(frequency)) for word, frequency in kept),
    )
    print(f"{len(rows)} surnames, {len(given)} characters, {len(kept)} words; total {total}")


if __name__ == "__main__":
    main()
