"""Records of one key make the same clusters whether one reducer has them all or several have a part each."""

from collections.abc import Iterator
from datetime import date

import pytest

from kg.flow.blocks import Entry
from kg.flow.hot import SALTED, Hot, by_salt, heads, of_hot
from kg.flow.meeting import RECORD, by_component, components, key_text
from kg.flow.rows import Row, pack, unpack
from kg.model.annotation import Chain, Mention
from kg.model.entity import Entity
from kg.model.schema import EntityType
from kg.model.text import Span
from kg.resolve.bodies import Naming
from kg.resolve.records import Record

KEY = ("name", "曙光社", "")


def entries(official: bool) -> Iterator[tuple[str, Entry]]:
    """Forty items, each with one to three chains of one name; one form in ten is read as the full one."""
    for item in range(40):
        for n in range(1 + item % 3):
            name = "曙光社" if item % 4 else "“曙光社”"
            read = "曙光 is short for 曙光社" if official and item % 10 == 0 else ""
            chain = Chain(frozenset({EntityType.ORGANIZATION}), name, (Mention(Span(n, n + 3), name),))
            digest = f"{item * 7919 % 97:02d}"
            order = (date(2024, 2, 1 + item % 20), digest, n, n + 3, "name")
            record = Record(order, "name", "曙光社", chain, 0, 0, (f"page {item}",), ())
            yield digest, Entry(record, Naming("曙光社", "", read), n, f"{item}.txt:1", frozenset())


def outcome(rows: list[Row]) -> tuple[dict[tuple[str, int], str], list[str], set[tuple[str, int, str, int]]]:
    """Which entity each record is of, the entities, and who met whom."""
    of = {(row.key, unpack(row.data)[0]): unpack(row.data)[1] for row in rows if row.sort == "of"}
    made: list[Entity] = [unpack(row.data) for row in rows if row.sort == "entity"]
    told = [unpack(row.data) for row in rows if row.sort == "told"]
    pairs = {(each.one.digest, each.one.number, each.other.digest, each.other.number) for each in told}
    return of, sorted(map(repr, made)), pairs


@pytest.mark.parametrize("official", [False, True])
@pytest.mark.parametrize("salts", [1, 3, 16])
def test_salted(official: bool, salts: int) -> None:
    met = list(entries(official))
    rows = [Row(RECORD, key_text(KEY), pack((digest, entry, [KEY]))) for digest, entry in met]
    whole = list(by_component(lambda _block, _number: None)("", rows))

    parts: list[Hot] = []
    members: list[Row] = []
    for salt in range(salts):
        own = [row for row, (digest, _) in zip(rows, met, strict=True) if int(digest) % salts == salt]
        for row in by_salt(official)(f"{key_text(KEY)}{SALTED}{salt}", own) if own else ():
            if row.sort == "part":
                parts.append(unpack(row.data))
            else:
                members.append(row)
    clusters = heads(parts)
    spread = [Row("entity", head.entity.id, pack(head.entity)) for head in clusters]
    spread += of_hot({key_text(KEY): clusters})(members)
    assert outcome(spread) == outcome(whole)
    assert len(clusters) == (1 if official else 3)


def test_components() -> None:
    assert components([("c", "b"), ("d", "e"), ("b", "a")]) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}
