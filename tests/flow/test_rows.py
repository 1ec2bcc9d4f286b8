"""Whatever travels between stages comes back as it was."""

from datetime import date

import pytest

from kg.flow.rows import pack, unpack
from kg.model.annotation import Chain, Mention
from kg.model.entity import Comparison, Side, Verdict, Work
from kg.model.ids import EntityId
from kg.model.schema import Basis, EntityType, Kind
from kg.model.statement import Literal
from kg.model.text import Span
from kg.resolve.settling import Part


@pytest.mark.parametrize(
    "value",
    [
        None,
        ("甲", 1, 0.5, b"\0", "\ud800"),
        date(2024, 2, 29),
        EntityType.PERSON,
        [Basis.STATED, Verdict.LIKELY, Kind.ADMIN, Kind.ADMIN],
        Kind,
        Span(0, 2),
        Chain(
            frozenset({EntityType.PLACE}),
            "溪桥镇",
            (Mention(Span(0, 3), "溪桥镇"),),
            ("溪桥",),
            frozenset({Kind.ADMIN}),
        ),
        {Literal("12", "xsd:decimal"): {EntityId("n-1")}},
        Comparison(Side(EntityId("a"), 0, 1), Side(EntityId("b"), 2, 3), 6.7, ("name",), Verdict.SAME),
        Work(3, 4),
        Part(EntityId("n-1"), EntityId("n-2"), "370211", {"黄岛区"}, {EntityType.PLACE}, {Kind.ADMIN}, set(), {"1"}),
    ],
    ids=repr,
)
def test_what_was_packed_comes_back(value: object) -> None:
    back = unpack(pack(value))
    assert back == value
    assert type(back) is type(value)
    assert pack(back) == pack(value)
