"""What differs between two graphs, and two graphs as one."""

from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.export.comparison import Change, compare, counts, union
from kg.export.turtle import turtle
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from tests.export.graphs import GraphBuilder, news_graph


def village(*, head: str = "乔木生", later: bool = False) -> GraphData:
    """A village with a head; ``later`` an article more, which names him again and holds a fair."""
    make = GraphBuilder()
    first = make.article("柳塘修路", f"柳塘村村主任{head}说,路修好了。", page="one.txt")
    place = make.thing("place", "柳塘村")
    person = make.thing("person", head)
    words = [make.words(first, f"柳塘村村主任{head}")]
    if later:
        second = make.article("柳塘赶集", f"柳塘村村主任{head}参加了柳塘庙会。", page="two.txt")
        words.append(make.words(second, f"柳塘村村主任{head}"))
        fair = make.thing("event", "柳塘庙会")
        make.fact(fair, "schema:attendee", person, make.words(second, f"{head}参加了柳塘庙会"))
    make.post(person, "村主任", place, *words)
    return make.graph()


def test_equal_graphs_do_not_differ() -> None:
    assert compare(news_graph(), news_graph()) == ()


def test_what_came_is_told_in_words_with_its_evidence_and_backwards_it_went() -> None:
    old, new = village(), village(later=True)
    facts = [change for change in compare(old, new) if change.kind == "fact"]
    came = next(change for change in facts if change.sign == "+")
    assert (came.what, came.how) == ("柳塘庙会 参加者 乔木生", "“乔木生参加了柳塘庙会” (柳塘赶集)")
    changed = next(change for change in facts if change.sign == "~")
    assert changed.what == "乔木生 任职于 柳塘村（村主任）"
    assert changed.how == "more evidence “柳塘村村主任乔木生” (柳塘赶集)"
    there, back = counts(compare(old, new)), counts(compare(new, old))
    assert (there["+"], there["~"]) == (back["-"], back["~"])
    assert back["+"] == there["-"] == 0


def test_another_confidence_is_a_change() -> None:
    old = village()
    new = replace(old, statements=tuple(replace(fact, confidence=0.5) for fact in old.statements))
    fact = old.statements[0]
    assert compare(old, new) == (
        Change("~", "fact", fact.id, "乔木生 任职于 柳塘村（村主任）", f"confidence {fact.confidence:g} → 0.5"),
    )


def test_merging_with_nothing_or_itself_changes_nothing() -> None:
    graph = news_graph()
    assert turtle(union(graph, graph)) == turtle(graph)
    assert turtle(union(graph, GraphData(graph.base))) == turtle(graph)


def test_merged_graphs_hold_what_either_held_in_any_order() -> None:
    one, other = village(), village(head="苏晚")
    both = union(one, other)
    assert turtle(both) == turtle(union(other, one))
    assert {thing.id for thing in both.things} == {thing.id for thing in (*one.things, *other.things)}
    assert {fact.id for fact in both.statements} == {fact.id for fact in (*one.statements, *other.statements)}
    assert counts(compare(one, both))["-"] == 0
    assert turtle(union(village(), village(later=True))) == turtle(village(later=True))


def test_the_fullest_name_becomes_the_label_and_others_stay() -> None:
    one = village()
    place = next(thing for thing in one.things if thing.label == "柳塘村")
    longer = replace(place, label="溪桥镇柳塘村", aliases=("柳塘",))
    other = replace(one, things=tuple(longer if thing is place else thing for thing in one.things))
    merged = next(thing for thing in union(one, other).things if thing.id == place.id)
    assert (merged.label, merged.aliases) == ("溪桥镇柳塘村", ("柳塘", "柳塘村"))


def test_the_surest_fact_gives_confidence_and_rule() -> None:
    one = village()
    fact = replace(one.statements[0], confidence=0.3, rule="guess", triples=())
    both = union(one, replace(one, statements=(fact, *one.statements[1:])))
    assert both.statements == one.statements


def test_graphs_that_name_things_differently_are_not_merged() -> None:
    graph = news_graph()
    with pytest.raises(InputError, match="name things differently"):
        union(graph, replace(graph, base="https://elsewhere.example/id/"))


def test_things_that_changed_are_told() -> None:
    one = village()
    place = next(thing for thing in one.things if thing.label == "柳塘村")
    named = replace(place, aliases=("柳塘",), properties=(("kg:kind", EntityId("kg:kind-admin")),))
    other = replace(one, things=tuple(named if thing is place else thing for thing in one.things))
    (change,) = compare(one, other)
    assert (change.sign, change.kind, change.what) == ("~", "place", "柳塘村")
    assert change.how.startswith("also 柳塘; +类别 ")
