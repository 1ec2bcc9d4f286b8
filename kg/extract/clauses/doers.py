"""Which named bodies and people act in a clause: the list of names before its verb.

Read off word order alone: a name (or a list of names joined by 、 and 和) at the head of a clause, behind nothing but
times, adverbs and 由, with nothing between it and a verb but staff nouns (民警, 工作人员), adverbs and prepositions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses.subjects import Discourse, is_human
from kg.extract.tagging.tagger import Word
from kg.extract.workspace import Named
from kg.model.schema import EntityType
from kg.model.text import Span

_SKIPPED = frozenset("TIME c d ad t".split())
_LEADING = frozenset("由 而 其中 同时 随后 此外 目前 如今 另外 日前 近日 接着 然后 最后 下一步 感谢".split())
_JOINS = frozenset("、 和 与 及 以及 联合 会同 携手 同".split())
_SHORTEST_GENERIC, _LONGEST_GENERIC = 2, 4  # code points of a noun that can stand for a body: 社区, 合作社
_UNITS = frozenset(
    "部门 单位 机构 方面 各方 团队 双方 三方 相关 有关 职能 主要 分管 全体 广大 部分 多 各 等 一线 其他".split()
)
_VERBAL = frozenset("v vd d ad p TIME a xc c".split())
_ADVERBIAL = ("第一时间", "一方面", "另一方面", "多部门联动", "全程", "多措并举")  # nouns and phrases that only say how
_ADVERBIAL_BEGINS = frozenset(phrase[0] for phrase in _ADVERBIAL)
_LISTED = frozenset("n nz nw vn ORG LOC m q r a".split())


@dataclass(frozen=True, slots=True)
class Doers:
    """Who acts: ``named`` in text order, the offset behind the list's last word, and whether staff act for a body."""

    named: tuple[Named, ...]
    end: int
    staff: bool


def doers(discourse: Discourse, clause: Sequence[Word]) -> Doers | None:
    """The names that act in one comma clause (its words in order), None when it has no such head."""
    return _Head(discourse, clause).read() if clause else None


class _Head:
    """Reads the head of one clause word by word."""

    def __init__(self, discourse: Discourse, clause: Sequence[Word]) -> None:
        self.discourse = discourse
        self.clause = clause
        bench = discourse.bench
        span = Span(clause[0].start, clause[-1].end)
        self.mentions: list[Named] = []
        if bench.named(span):
            people = [p for p in bench.people(span) if p in discourse.known_people]
            bodies = [b for b in bench.bodies(span) if not any(p.span.overlaps(b.span) for p in people)]
            self.mentions = sorted([*people, *bodies], key=lambda item: (item.span.start, -item.span.end))
        self.found: list[Named] = []
        self.staff = False
        self.listed = False  # a joining mark stood last: what follows belongs to the list
        self.at = 0
        self.end = span.start

    def read(self) -> Doers | None:
        """Read up to the verb."""
        self._skip_lead()
        acts = False
        while self.at < len(self.clause) and not acts:
            word = self.clause[self.at]
            mention = self._mention_at(word)
            manner = adverbial_at(self.discourse.text, word.start)
            if mention is not None:
                self._take(mention)
            elif manner:
                acts = bool(self.found)
                self._jump(word.start + len(manner))
            elif not self.found:
                stands_for = generic(self.discourse, word)
                if stands_for is None:
                    return None
                self._take(stands_for)
            elif self._goes_on(word):
                self.end = word.end
                self.at += 1
            else:
                break
        if not self.found or not (acts or (self.at < len(self.clause) and self._predicate(self.clause[self.at]))):
            return None
        bench = self.discourse.bench
        staff = self.staff and EntityType.PERSON not in bench.chains[self.found[-1].chain].types
        return Doers(tuple(self.found), self.end, staff)

    def _skip_lead(self) -> None:
        while self.at < len(self.clause):
            word = self.clause[self.at]
            skipped = word.tag in _SKIPPED or word.text in _LEADING or word.tag == "w"
            if not skipped or self._mention_at(word) is not None:
                return
            self.at += 1

    def _mention_at(self, word: Word) -> Named | None:
        return next((m for m in self.mentions if m.span.start <= word.start < m.span.end), None)

    def _take(self, mention: Named) -> None:
        if self.found and not self.listed and self.found[-1].span.end <= mention.span.start:
            self.found.pop()  # 某社区工作人员李某: the post's host gives way to its holder
            self.staff = False
        self.found.append(mention)
        self.listed = False
        self.end = mention.span.end
        self._jump(mention.span.end)

    def _jump(self, offset: int) -> None:
        self.at = next(
            (i for i in range(self.at, len(self.clause)) if self.clause[i].start >= offset), len(self.clause)
        )

    def _goes_on(self, word: Word) -> bool:
        """True for what may stand between the names and the verb: joins, staff nouns, other members of the list."""
        if word.text in _JOINS:
            self.listed = True
            return True
        following = self.clause[self.at + 1] if self.at + 1 < len(self.clause) else None
        if word.tag in ("vn", "n", "a") and following is not None and following.text in ("人员", "者"):
            return True  # the tagger parts 工作人员
        if is_human(word) or word.text in _UNITS:
            self.staff = self.staff or not self.listed
            return True
        if len(self.found) > 1 and not self.listed and word.tag in ("m", "q", "n", "nz", "ORG"):
            return True  # 甲、乙两个合作社
        return (self.listed and word.tag in _LISTED) or word.text in "“”‘’"

    def _predicate(self, word: Word) -> bool:
        if self.listed and self.clause[self.at - 1].text in _JOINS:
            return False
        if word.tag in _VERBAL:
            return True
        # 社区整合力量: the tagger takes the only predicate for a noun of action
        return word.tag == "vn" and not any(w.tag in ("v", "vd") for w in self.clause[self.at :])


def adverbial_at(text: str, offset: int) -> str:
    """The phrase that only says how, and begins at an offset; "" for none."""
    return next((m for m in _ADVERBIAL if text.startswith(m, offset)), "") if text[offset] in _ADVERBIAL_BEGINS else ""


def generic(discourse: Discourse, word: Word) -> Named | None:
    """社区, 街道, 公司 without a modifier: the body named last before it whose name ends so."""
    bench = discourse.bench
    if word.tag not in ("n", "LOC", "ORG", "nt") or not _SHORTEST_GENERIC <= len(word.text) <= _LONGEST_GENERIC:
        return None
    known = [
        b
        for b in bench.bodies(Span(0, word.start))
        if b.surface.endswith(word.text) and len(b.surface) > len(word.text)
    ] if word.start else []  # fmt: skip
    return Named(Span(word.start, word.end), word.text, known[-1].chain) if known else None
