"""Who builds, pays for or carries a project, and where it lies, where one sentence says both."""

from collections.abc import Iterator, Sequence

from kg.extract.project_names import NamedProject
from kg.extract.rows import sentence_words
from kg.extract.tagger import Word
from kg.extract.workspace import Workspace
from kg.model.schema import EntityType, RelationType
from kg.model.text import Span

_PARTY_VERBS = frozenset(
    "投资 建设 承建 实施 共建 合作 签约 推进 打造 启动 发起 设立 出资 资助 保障 开发 运营 牵头 筹建 协调 支持 建立 承担 负责".split()
)
_JOINS = frozenset("、 和 与 及 以及 联合".split())
_PLACE_WORDS = frozenset("在 位于 落户 于 落地 坐落于 选址 入驻".split())


def _by(words: Sequence[Word], body: Span) -> bool:
    """项目…，由甲公司、乙公司承建: true for a body in a list that 由 opens and a verb of building or paying closes."""
    at = next((i for i, w in enumerate(words) if w.start >= body.start), len(words))
    first = at
    while first and (words[first - 1].tag == "ORG" or words[first - 1].text in _JOINS):
        first -= 1
    if not first or words[first - 1].text != "由":
        return False
    for word in words[at + 1 :]:
        if word.tag in {"v", "vn"}:
            return word.text in _PARTY_VERBS
        if word.tag != "ORG" and word.text not in _JOINS and word.tag not in {"d", "ad"}:
            return False
    return False


def parties_and_place(bench: Workspace, group: Sequence[NamedProject]) -> Iterator[tuple[RelationType, int, Span]]:
    """Bodies that build, pay for or carry a project, and the place it lies in, where one sentence says both."""
    seen: set[tuple[RelationType, int]] = set()
    for mention in group:
        words = sentence_words(bench, mention.sentence)
        for item in bench.bodies(bench.sentences[mention.sentence].span):
            if mention.span.contains(item.span):
                continue
            types = bench.chains[item.chain].types
            k = next((i for i, w in enumerate(words) if w.start >= item.span.start), len(words))
            relation = None
            if k and words[k - 1].text in _PLACE_WORDS and EntityType.PLACE in types:
                relation = RelationType.LOCATION
            elif EntityType.ORGANIZATION in types and item.span.end <= mention.span.start:
                gap = [w for w in words if item.span.end <= w.start and w.end <= mention.span.start]
                if any(w.text in _PARTY_VERBS for w in gap) and not any(w.text in {"说", "表示", "介绍"} for w in gap):
                    relation = RelationType.PARTY
            elif EntityType.ORGANIZATION in types and _by(words, item.span):
                relation = RelationType.PARTY
            if relation is not None and (relation, item.chain) not in seen:
                seen.add((relation, item.chain))
                yield relation, item.chain, item.span.cover(mention.span)
