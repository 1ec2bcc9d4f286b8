"""Measure how often each rule of posts is right on annotated texts; the rules' confidence is made of it.

    python scripts/measure_rules.py ANNOTATED_FOLDER --folds WEIGHTS_0 WEIGHTS_1 … [--leave-out IDS]

ANNOTATED_FOLDER holds ``texts/*.txt`` and ``facts/*.json``, whose ``people`` have a name and titles with role and the
accepted names of the host ([] for none). ``--folds`` gives the labeller's weights that were trained without the text.
A claim is right when person, role and host all are. Writes kg/extract/weights/post_rules.tsv; equal on every run.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from train_names import squeeze

from kg.extract.annotator import Annotator
from kg.extract.posts.claims import host_from
from kg.extract.tagging.labeller import Labeller
from kg.model.annotation import AnnotatedArticle, Relation
from kg.model.schema import Qualifier, RelationType
from kg.read import read

TABLE = Path(__file__).parent.parent / "kg" / "extract" / "weights" / "post_rules.tsv"
HEADER = """# How often each rule of posts was right: person, role and host, each claim against {texts} annotated news texts.
# Counted by scripts/measure_rules.py (the annotations are the project's own; no text was seen by the weights used).
rule\thost\tright\tsaid
"""
Post = tuple[str, str, frozenset[str]]


def gold_posts(path: Path) -> list[Post]:
    """Person, role and accepted hosts of every title that a fact file lists."""
    people = json.loads(path.read_text("utf-8"))["people"]
    return [
        (squeeze(person["name"]), squeeze(title["role"]), frozenset(map(squeeze, title["org"])))
        for person in people
        for title in person["titles"]
    ]


def is_right(article: AnnotatedArticle, relation: Relation, gold: list[Post]) -> bool:
    """Whether the annotations list the post with this person, this role and one of this host's names."""
    person = article.chains[relation.subject]
    names = set(map(squeeze, (person.name, *person.aliases)))
    role = squeeze(relation.qualifier(Qualifier.ROLE))
    if relation.object is None:
        hosts: set[str] = set()
    else:
        host = article.chains[relation.object]
        hosts = set(map(squeeze, (host.name, *host.aliases)))
    return any(
        name in names and role == post and (bool(accepted & hosts) if accepted else not hosts)
        for name, post, accepted in gold
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=Path, nargs="+", required=True)
    parser.add_argument("--leave-out", default="t030", help="ids to leave out, separated by commas")
    args = parser.parse_args()
    annotators = [Annotator(Labeller(path)) for path in args.folds]
    known = [
        path for path in sorted((args.folder / "facts").glob("*.json")) if path.stem not in args.leave_out.split(",")
    ]
    right: Counter[tuple[str, str]] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    for i, facts in enumerate(known):
        gold = gold_posts(facts)
        for document in read([args.folder / "texts" / f"{facts.stem}.txt"]):
            for article in document.articles:
                annotated = annotators[i % len(annotators)].annotate(article)
                for relation in annotated.relations:
                    if relation.type is RelationType.POST:
                        key = (relation.rule, host_from(relation.basis, relation.object is not None))
                        said[key] += 1
                        right[key] += is_right(annotated, relation, gold)
    with TABLE.open("w", encoding="utf-8") as out:
        out.write(HEADER.format(texts=len(known)))
        for rule, host in sorted(said):
            out.write(f"{rule}\t{host}\t{right[rule, host]}\t{said[rule, host]}\n")


if __name__ == "__main__":
    main()
