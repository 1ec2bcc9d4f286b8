"""A bench with a text on it, tagged, and with the people, bodies and places a test names by their words."""

import re
from collections.abc import Iterable
from datetime import date

from kg.extract.tagging.tagger import Tagger
from kg.extract.text.sentences import sentences
from kg.extract.workspace import ChainDraft, Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import Article, Block, BlockKind, Span

_TAGGER = Tagger()


def bench(
    text: str,
    *,
    people: Iterable[str] = (),
    bodies: Iterable[str] = (),
    places: Iterable[str] = (),
    published: date | None = None,
    headed: bool = False,
) -> Workspace:
    """One paragraph a line, the first a headline when ``headed``.

    【】 at the start of a paragraph is its dateline. ``A=B`` names B as a form of A.
    """
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = BlockKind.HEADLINE if headed and not start else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(line))))
        if line.startswith("【"):
            blocks.append(Block(BlockKind.DATELINE, Span(start, start + line.index("】") + 1)))
        start += len(line) + 1
    article = Article("page.txt", "0" * 64, 0, text, tuple(blocks), (), published)
    cut = sentences(article)
    made = Workspace(article, cut, _TAGGER.tag([s.span.of(text) for s in cut]))
    for names, types in (
        (people, {EntityType.PERSON}),
        (bodies, {EntityType.ORGANIZATION}),
        (places, {EntityType.PLACE}),
    ):
        for forms in names:
            found = [
                Span(m.start(), m.end())
                for m in re.finditer("|".join(map(re.escape, sorted(forms.split("="), key=len, reverse=True))), text)
            ]
            made.add(ChainDraft(set(types), forms.split("=")[0], found))
    return made


def ends(made: Workspace, kind: RelationType) -> list[tuple[str, str]]:
    """The names at both ends of each relation of a type ("" or its value where there is no object), in bench order."""
    return [
        (made.chains[r.subject].name, made.chains[r.object].name if r.object is not None else r.value)
        for r in made.relations
        if r.type is kind
    ]


def of_type(made: Workspace, kind: EntityType) -> list[ChainDraft]:
    """The chains of one type, in bench order."""
    return [chain for chain in made.chains if kind in chain.types]
