"""What is likely one thing is linked with its evidence; roles stand below broader ones; other items change no fact."""

import pytest

from kg.assemble.roles import broader, role_things
from kg.assemble.statements import role_id
from kg.export.comparison import union
from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Literal, Statement
from tests.resolve.test_people import COMMON, item
from tests.scenes import build, elsewhere, opening, visit

LIKELY = [item(f"柳河县县长王伟说{n}。", n, COMMON, posts=[(COMMON, "柳河县", "县长")]) for n in "ab"]


def test_what_is_likely_one_person_is_linked_with_a_confidence_and_the_words_of_both_items() -> None:
    graph = build(*LIKELY)
    (link,) = [statement for statement in graph.statements if statement.predicate == v.CLOSE_MATCH]
    assert {graph.thing_by_id[EntityId(str(end))].label for end in (link.subject, link.object)} == {COMMON}
    assert link.subject != link.object
    assert 0.5 < link.confidence < 0.99
    found = [graph.evidence_by_id[piece] for piece in link.evidence]
    assert [piece.exact for piece in found] == [COMMON, COMMON]
    assert len({piece.article for piece in found}) == 2


def test_the_log_names_both_sides_and_adds_up() -> None:
    (line,) = [line for line in build(*LIKELY).compared if line.name == COMMON]
    assert (line.verdict, {line.item, line.other_item}) == ("likely", {"a:1", "b:1"})
    assert line.node != line.other_node
    assert round(sum(float(reason.rsplit(" ", 1)[1]) for reason in line.reasons), 1) == line.weight


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("党工委书记", "书记"),
        ("党委副书记", "副书记"),
        ("副书记", "书记"),
        ("代市长", "市长"),
        ("常务副市长", "副市长"),
        ("市长", ""),
    ],
)
def test_a_role_stands_below_the_next_broader_one(role: str, expected: str) -> None:
    assert broader(role) == expected


def test_broader_roles_are_nodes_up_to_the_top() -> None:
    things = {thing.label: dict(thing.properties).get(v.BROADER) for thing in role_things(["党委副书记"])[:-1]}
    assert things == {"党委副书记": role_id("副书记"), "副书记": role_id("书记"), "书记": None}


def test_each_step_between_roles_stands_in_both_directions_and_the_scheme_names_its_top() -> None:
    *roles, scheme = role_things(["党委副书记", "党委书记", "镇长"])
    assert (scheme.id, scheme.types) == (v.ROLES, (v.CONCEPT_SCHEME,))
    assert {end for _, end in scheme.properties} == {role_id("书记"), role_id("镇长")}
    up = {(thing.id, end) for thing in roles for name, end in thing.properties if name == v.BROADER}
    down = {(end, thing.id) for thing in roles for name, end in thing.properties if name == v.NARROWER}
    assert (
        up
        == down
        == {(role_id(a), role_id(b)) for a, b in [("党委副书记", "副书记"), ("副书记", "书记"), ("党委书记", "书记")]}
    )
    top = {thing.id for thing in roles if (v.TOP_CONCEPT_OF, v.ROLES) in thing.properties}
    assert top == {role_id("书记"), role_id("镇长")}
    assert role_things([]) == []


def test_each_thing_says_in_how_many_articles_it_is_mentioned_and_two_graphs_as_one_count_anew() -> None:
    def numbers(graph: GraphData) -> dict[str, str]:
        return {
            thing.label: term.text
            for thing in graph.things
            for name, term in thing.properties
            if name == v.ARTICLE_COUNT and isinstance(term, Literal)
        }

    one, both = build(LIKELY[0]), build(*LIKELY)
    assert numbers(one)["柳河县"] == "1"
    assert numbers(both)["柳河县"] == "2"
    assert numbers(union(one, build(LIKELY[1])))["柳河县"] == "2"
    assert numbers(union(one, one)) == numbers(one)


def test_other_items_change_no_fact_of_a_page() -> None:
    def said(*items: object) -> set[Statement]:
        graph = build(opening(), *LIKELY, elsewhere()) if items else build(opening())
        own = {thing.id for thing in build(opening()).of_kind("article")}
        pieces = {piece.id for piece in graph.evidence if piece.article in own}
        return {statement for statement in graph.statements if pieces & set(statement.evidence)}

    assert said() == said("others")
    assert {line.verdict for line in build(opening(), visit()).compared} >= {"same"}
