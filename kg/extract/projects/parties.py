"""Who builds, pays for or carries a project, and where it lies, where a sentence says so.

A party acts in the clause that has the project as its object (甲市斥资3亿元建设某大桥), stands in a relative clause before it
(甲公司投资建设的某厂) or behind 由 (某厂由甲公司承建). A place stands behind a word of lying there (位于, 落户), or begins the
project's name; a district that builds builds at home.
"""

from collections.abc import Iterator, Sequence

from kg.extract.clauses.doers import doers
from kg.extract.clauses.rows import sentence_words
from kg.extract.clauses.subjects import SPEECH, Discourse
from kg.extract.projects.names import NamedProject
from kg.extract.tagging.tagger import Word
from kg.extract.workspace import Named, Workspace
from kg.model.schema import EntityType, Kind, RelationType
from kg.model.text import Span

_PARTY_VERBS = frozenset(
    "投资 投入 斥资 耗资 出资 注资 建设 新建 兴建 修建 建造 承建 实施 共建 合建 合作 推进 推动 推出 打造 启动 发起 设立 成立 资助 保障 开发 运营 "
    "牵头 筹建 协调 支持 建立 承担 负责 开工 改造 扩建 改建 建成 捐建 援建 开展 批复 批准 完成 规划 引进 中标 加快 划拨 拨款 下达 签约 签署".split()
)
_BACKS = frozenset(
    "推进 推动 支持 协调 保障 加快 引进 规划 批复 批准 完成".split()
)  # done to many things that one does not carry
_SHIFTS = frozenset(
    "标志 标志着 意味 意味着 要求 使 让 促使 据 记者 带动".split()
)  # the clause before, or someone else, is the subject
_GIVES = frozenset("批复 批准 援建 捐建 资助 支持 捐赠 援助 协调 保障".split())  # done for what lies elsewhere
_CARRY_ON = frozenset("v vd d ad p TIME".split())  # a clause that begins so has the subject of the clause before
_JOINS = frozenset("、 和 与 及 以及 联合".split())
_AT = frozenset("位于 落户 落户于 坐落于 坐落在 地处 落地 选址 入驻 落子".split())
_IN = frozenset("在 于".split())
_PLACING = frozenset("在 于 到 赴 落户 位于".split())
_STARTS = frozenset("建设 开工 兴建 动工 奠基 落地 新建 投产 启动 签约 竣工 开建 封顶 实施 落户 建成".split())
_CUTS = frozenset("，。；：,;：")
_MARKS = frozenset("“”‘’《》")
_INTO = frozenset("在 对 为 向".split())
_FOR = frozenset("用于 用来 投向".split())
_AUXILIARY = frozenset("计划 拟 将 已 累计 共 宣布 决定 准备".split())
_CLAUSES = 2  # clauses before the project's that may hold its subject
_Party = tuple[RelationType, int, Span]


class Parties:
    """Reads parties and places of projects off one bench."""

    def __init__(self, bench: Workspace) -> None:
        self._bench = bench
        self._discourse: Discourse | None = None

    def of(self, group: Sequence[NamedProject], *, figured: bool) -> Iterator[_Party]:
        """Parties and place of one project: (relation, chain, evidence), each once.

        Of a project without money or area only who builds it in its own clause is read: much is called 项目.
        """
        seen: set[tuple[RelationType, int]] = set()
        for mention in group:
            for relation, chain, span in self._told(mention, figured):
                if (relation, chain) not in seen:
                    seen.add((relation, chain))
                    yield relation, chain, span.cover(mention.span)

    def _told(self, mention: NamedProject, figured: bool) -> Iterator[_Party]:
        bench = self._bench
        words = sentence_words(bench, mention.sentence)
        for item in bench.bodies(bench.sentences[mention.sentence].span):
            types = bench.chains[item.chain].types
            if item.span.start == mention.span.start and item.span.end < mention.span.end:
                if figured and Kind.ADMIN in bench.chains[item.chain].kinds and EntityType.PLACE in types:
                    yield RelationType.LOCATION, item.chain, item.span
                continue
            if mention.span.overlaps(item.span):
                continue
            if EntityType.ORGANIZATION in types and _by(words, item.span):
                yield RelationType.PARTY, item.chain, item.span
            elif EntityType.PLACE in types and _lies(words, item.span, mention.span):
                yield RelationType.LOCATION, item.chain, item.span
        for actor, verb in self._actors(words, mention, figured):
            yield RelationType.PARTY, actor.chain, actor.span
            draft = bench.chains[actor.chain]
            if {EntityType.PLACE, Kind.ADMIN} <= draft.types | draft.kinds and verb not in _GIVES and figured:
                yield RelationType.LOCATION, actor.chain, actor.span

    def _actors(self, words: Sequence[Word], mention: NamedProject, figured: bool) -> Iterator[tuple[Named, str]]:
        """Who acts on the project, and the verb: the subject of its clause, or of the one that it goes on from."""
        clauses = _clauses(words, mention.span)
        if not clauses:
            return
        verb = ""
        for back, clause in enumerate(reversed(clauses[-_CLAUSES - 1 if figured else -1 :])):
            acting = [
                w
                for w in clause
                if w.tag in {"v", "vn", "vd"} and w.text in _PARTY_VERBS and (figured or w.text not in _BACKS)
            ]
            if not back and not acting and clause[-1].text in _INTO:
                acting = _behind(words, mention.span)  # 甲省在某某建设|投入
            verb = verb or (acting[-1].text if acting else "")
            if not verb and clause[0].text not in _FOR:
                return
            named = self._subjects(clause, acting, carried=back > 0)
            if named or clause[0].tag not in _CARRY_ON or clause[0].text in _SHIFTS:
                yield from ((n, verb) for n in named if verb and not n.span.overlaps(mention.span))
                return

    def _subjects(self, clause: Sequence[Word], acting: Sequence[Word], *, carried: bool) -> Sequence[Named]:
        """The subject at the head of a clause; or, deeper in it, the body right before the verb (会议决定甲市|今年|建设)."""
        if self._discourse is None:
            self._discourse = Discourse(self._bench)
        found = doers(self._discourse, clause)
        if found is not None and (carried or any(w.start >= found.end for w in acting)):
            says = next((w for w in clause if w.start >= found.end), None)
            return () if carried and says is not None and says.text in SPEECH else found.named
        for verb in acting:
            before = [w for w in clause if w.end <= verb.start]
            while before and (before[-1].tag in {"d", "ad", "TIME", "vd"} or before[-1].text in _AUXILIARY):
                before.pop()
            where = len(before) > 1 and before[-2].text in _PLACING  # 在甲县|建设
            if before and before[-1].tag == "ORG" and not where:
                body = next((b for b in self._bench.bodies(Span(before[-1].start, before[-1].end))), None)
                if body is not None:
                    return (body,)
        return ()


def _clauses(words: Sequence[Word], span: Span) -> list[list[Word]]:
    """The words before a span, in comma clauses; nothing where the span begins its clause."""
    clauses: list[list[Word]] = [[]]
    for word in words:
        if word.start >= span.start:
            break
        if word.text in _CUTS:
            if clauses[-1]:
                clauses.append([])
            if word.text in "。；":
                clauses = [[]]
        elif word.text not in _MARKS:
            clauses[-1].append(word)
    return clauses if clauses[-1] else []


def _behind(words: Sequence[Word], span: Span) -> list[Word]:
    """The verbs of paying that stand behind a span in its clause."""
    found = []
    for word in words:
        if word.start >= span.end:
            if word.text in _CUTS:
                break
            if word.text in _PARTY_VERBS:
                found.append(word)
    return found


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


def _lies(words: Sequence[Word], place: Span, project: Span) -> bool:
    """某项目位于甲县, 落户甲县的某项目, 某项目在甲县开工, 甲省的某项目; nothing but a name's own clause says it."""
    k = next((i for i, w in enumerate(words) if w.start >= place.start), len(words))
    if k >= len(words):
        return False
    before = words[k - 1].text if k else ""
    if project.end <= place.start:
        gap = [w for w in words if project.end <= w.start and w.end <= place.start]
        cuts = [i for i, w in enumerate(gap) if w.text in _CUTS]
        if len(cuts) > 1 or (cuts and (before not in _AT or len(gap) - cuts[0] > 3)):
            return False
        if before in _AT or (before in _IN and len(gap) > 1 and gap[-2].text in _AT):
            return True
        after = next((w for w in words[k + 1 :] if w.tag not in {"s", "f", "d", "ad", "TIME"}), None)
        return before in _IN and after is not None and after.text in _STARTS
    gap = [w for w in words if place.end <= w.start and w.end <= project.start]
    if any(w.text in _CUTS for w in gap):
        return False
    if not gap or gap[-1].text != "的":
        return before in _IN and len(gap) < 4 and any(w.text in _STARTS for w in gap)
    return len(gap) == 1 or (before in (_AT | _IN) and len(gap) < 4)
