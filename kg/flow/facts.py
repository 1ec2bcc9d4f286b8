"""Claims that meet: the facts, what they speak of, and the direct triples they stand for.

By the functions of :mod:`kg.assemble`; no rule is written twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.assemble.gazetteer import also_listed
from kg.assemble.hosts import Hosts, has_host
from kg.assemble.merging import Gathered, gather
from kg.assemble.settings import AssembleSettings
from kg.assemble.things import run_id
from kg.flow.rows import ByKey, Each, Row, pack, unpack
from kg.model import vocabulary as v
from kg.model.counting import is_mention
from kg.model.statement import Statement
from kg.model.triples import Triple

_HELD = 20_000  # triples that are remembered as sent


def by_fact(settings: AssembleSettings) -> ByKey:
    """All claims of a fact, or of a person in a role → the facts, and the nodes they speak of."""
    generated = (v.GENERATED_BY, run_id(settings))

    def run(key: str, rows: Iterable[Row]) -> Iterator[Row]:
        facts: dict[Any, Gathered] = {}
        hosts = Hosts()
        for row in rows:
            found: dict[Any, Gathered]
            if row.sort == "fact":
                found = {key: unpack(row.data)}
            else:
                claim, pages = unpack(row.data)
                if has_host(claim):
                    hosts.learn(claim, pages)
                found = {**gather([hosts.hosted(claim, pages)])}
            for id_, gathered in found.items():
                if id_ in facts:
                    facts[id_].add(gathered)
                else:
                    facts[id_] = gathered
        for id_ in sorted(facts):
            made = facts[id_].statement(id_, settings.min_confidence, (generated,))
            yield Row("fact", id_, pack(made))
            for term in {made.subject, made.object}:
                if isinstance(term, str):
                    yield Row("end", term, b"")

    return run


def with_lists(listed: Mapping[str, Statement]) -> Each:
    """Facts that a list states, too, with the list as evidence; all others as they are."""

    def run(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            found = listed.get(row.key)
            yield row if found is None else Row(row.sort, row.key, pack(also_listed(unpack(row.data), found)))

    return run


def direct_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The direct triples of facts to their subjects, a mapper sends each once; and how many articles mention a thing."""
    sent: set[Triple] = set()
    mentions: Counter[str] = Counter()
    for row in rows:
        made: Statement = unpack(row.data)
        if is_mention(made):
            mentions[str(made.object)] += 1
        for triple in made.triples:
            if triple not in sent:
                sent.add(triple)
                yield Row("direct", triple[0], pack(triple[1:]))
        if len(sent) > _HELD:
            sent.clear()
            yield from _numbers(mentions)
            mentions.clear()
    yield from _numbers(mentions)


def _numbers(mentions: Mapping[str, int]) -> Iterator[Row]:
    return (Row("mentions", id_, pack(number)) for id_, number in mentions.items())
