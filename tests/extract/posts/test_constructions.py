"""Every construction of posts that news uses: sentences of our own in constructions.txt, and what each says."""

from pathlib import Path

import pytest

from kg.extract.annotator import Annotator
from kg.model.schema import EntityType, Qualifier, RelationType
from tests.builders import article

ANNOTATOR = Annotator()
Case = tuple[str, str, tuple[str, ...]]  # the construction, its sentence, what it says


def cases() -> list[Case]:
    """The sentences of the file with what they say, under their headings."""
    found: list[Case] = []
    heading = ""
    for line in Path(__file__).with_name("constructions.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:]
        elif line.startswith("  "):
            construction, sentence, said = found.pop()
            found.append((construction, sentence, (*said, line.strip())))
        elif line and not line.startswith("##"):
            found.append((heading, line, ()))
    return found


def said(sentence: str) -> tuple[set[str], set[str], set[str]]:
    """Posts, forms of people and people of one sentence, as the file writes them."""
    bench = ANNOTATOR.bench(article(sentence))
    posts = set()
    for each in bench.relations:
        if each.type is RelationType.POST:
            qualifiers = dict(each.qualifiers)
            host = "-" if each.object is None else bench.chains[each.object].name
            parts = [bench.chains[each.subject].name, qualifiers[Qualifier.ROLE], host, qualifiers[Qualifier.STATUS]]
            posts.add(" / ".join(part for part in parts if part != "current"))
    people = [chain for chain in bench.chains if EntityType.PERSON in chain.types]
    forms = {f"= {chain.name} / {span.of(sentence)}" for chain in people for span in chain.mentions}
    return posts, forms, {f"* {chain.name}" for chain in people}


@pytest.mark.parametrize(("construction", "sentence", "expected"), cases(), ids=[case[1] for case in cases()])
def test_what_a_sentence_says_of_posts(construction: str, sentence: str, expected: tuple[str, ...]) -> None:
    posts, forms, people = said(sentence)
    assert posts == {line for line in expected if line[0] not in "=*"}, construction
    assert {line for line in expected if line[0] == "="} <= forms
    assert {line for line in expected if line[0] == "*"} <= people


def test_the_file_has_every_construction() -> None:
    """A file that is cut short would test nothing and pass."""
    assert len({case[0] for case in cases()}) > 25
    assert len(cases()) > 300
