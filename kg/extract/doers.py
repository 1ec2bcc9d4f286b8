"""Which named bodies and people act in a clause: the list of names before its verb.

Read off word order alone: a name (or a list of names joined by 、 and 和) at the head of a clause, behind nothing but
times, adverbs and 由, with nothing between it and a verb but staff nouns (民警, 工作人员), adverbs and prepositions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.subjects import Discourse, is_human
from kg.extract.tagger import Word
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
_VERBAL = frozenset("v vd d ad p TIME a xc".split())
_LISTED = frozenset("n nz nw vn ORG LOC m q r a".split())


@dataclass(frozen=True, slots=True)
class Doers:
    """Who acts: ``named`` in text order, the offset behind the list's last word, and whether staff act for a body."""

    named: tuple[Named, ...]
    end: int
    staff: bool


def doers(discourse: Discourse, clause: Sequence[Word]) -> Doers | None:
    """The names that act in one comma clause (its words in order), None when it has no such head."""
    if not clause:
        return None
    bench = discourse.bench
    span = Span(clause[0].start, clause[-1].end)
    people = [p for p in bench.people(span) if p in discourse.people]
    mentions = sorted(
        [*people, *(b for b in bench.bodies(span) if not any(p.span.overlaps(b.span) for p in people))],
        key=lambda item: (item.span.start, -item.span.end),
    )
    at = 0
    while at < len(clause) and (clause[at].tag in _SKIPPED or clause[at].text in _LEADING or clause[at].tag == "w"):
        if any(m.span.start <= clause[at].start < m.span.end for m in mentions):
            break
        at += 1
    found: list[Named] = []
    staff = listed = False
    end = clause[at].start if at < len(clause) else span.end
    while at < len(clause):
        word = clause[at]
        mention = next((m for m in mentions if m.span.start <= word.start < m.span.end), None)
        if mention is not None:
            if found and not listed and found[-1].span.end <= mention.span.start:
                found.pop()  # 某社区工作人员李某: the post's host gives way to its holder
                staff = False
            found.append(mention)
            listed = False
            while at < len(clause) and clause[at].start < mention.span.end:
                at += 1
            end = mention.span.end
            continue
        if not found:
            stands_for = generic(discourse, word)
            if stands_for is None:
                return None
            found.append(stands_for)
            end = word.end
            at += 1
            continue
        if word.text in _JOINS:
            listed = True
        elif is_human(word) or word.text in _UNITS:
            staff = staff or not listed
        elif not (listed and word.tag in _LISTED) and word.text not in "“”‘’":
            break
        end = word.end
        at += 1
    if at >= len(clause) or clause[at].tag not in _VERBAL or not found:
        return None
    if listed and clause[at].tag in ("v", "d", "ad") and clause[at - 1].text in _JOINS:
        return None
    return Doers(tuple(found), end, staff and EntityType.PERSON not in bench.chains[found[-1].chain].types)


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
