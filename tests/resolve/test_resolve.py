"""What is one and what is two, across items and pages."""

import random
from collections.abc import Mapping
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.annotation import AnnotatedArticle, Chain, Relation
from kg.model.schema import Basis, EntityType, Kind, RelationType
from kg.resolve import resolve
from kg.resolve.clustering import Clusters, join_blocks
from kg.resolve.normalization import Scope, comparison_key, scope
from tests.builders import ORGANIZATION, PERSON, PLACE, annotated, article, chain, relation, span
from tests.scenes import elsewhere, opening, visit


def item(text: str, names: Mapping[str, tuple[EntityType, ...]], page: str, *relations: Relation) -> AnnotatedArticle:
    """An item whose chains are the names, in their order."""
    made: list[Chain] = [chain(text, name, *types) for name, types in names.items()]
    return annotated(article(text, page=page), made, relations)


def ids(items: list[AnnotatedArticle]) -> list[dict[str, str]]:
    """For each item, its chains' names and the entities they are."""
    assignment = resolve(items).assignment
    return [
        {chain.name: entity for chain, entity in zip(one.chains, row, strict=True)}
        for one, row in zip(items, assignment, strict=True)
    ]


def test_nothing_comes_of_nothing() -> None:
    assert resolve([]).entities == ()


def test_a_body_named_in_two_items_is_one() -> None:
    one = item("松涛小学开学。", {"松涛小学": (ORGANIZATION,)}, "a.txt")
    other = item("记者走进“松涛”小学。", {"“松涛”小学": (ORGANIZATION,)}, "b.txt")
    first, second = ids([one, other])
    assert first["松涛小学"] == second["“松涛”小学"]


def test_a_name_that_is_a_body_here_and_a_place_there_is_one_thing_of_both_types() -> None:
    one = item("松涛社区组织义诊。", {"松涛社区": (ORGANIZATION,)}, "a.txt")
    other = item("义诊走进松涛社区。", {"松涛社区": (PLACE,)}, "b.txt")
    (entity,) = resolve([one, other]).entities
    assert entity.types == {ORGANIZATION, PLACE}


def test_a_relative_name_means_another_body_in_another_item() -> None:
    one = item("区财政局拨款。", {"区财政局": (ORGANIZATION,)}, "a.txt")
    other = item("记者从区财政局获悉。", {"区财政局": (ORGANIZATION,)}, "b.txt")
    first, second = ids([one, other])
    assert first["区财政局"] != second["区财政局"]


def test_a_relative_name_is_one_body_wherever_its_whole_is_named() -> None:
    def under(area: str, text: str, page: str) -> AnnotatedArticle:
        within = relation(RelationType.WITHIN, 1, 0, span(text, area))
        return item(text, {area: (PLACE,), "区财政局": (ORGANIZATION,)}, page, within)

    one, two = under("松岭区", "松岭区：区财政局拨款。", "a.txt"), under("松岭区", "松岭区的区财政局说。", "b.txt")
    other = under("柳河区", "柳河区：区财政局拨款。", "c.txt")
    first, second, third = ids([one, two, other])
    assert first["区财政局"] == second["区财政局"]
    assert first["区财政局"] != third["区财政局"]


def test_wholes_that_hold_each_other_end_somewhere() -> None:
    text = "区政府与区财政局。"
    relations = [
        relation(RelationType.WITHIN, 0, 1, span(text, "区政府")),
        relation(RelationType.WITHIN, 1, 0, span(text, "区财政局")),
    ]
    names = {"区政府": (ORGANIZATION,), "区财政局": (ORGANIZATION,)}
    assert len(resolve([item(text, names, "a.txt", *relations)]).entities) == 2


def test_the_paper_itself_is_one_on_a_page_and_another_on_another() -> None:
    items = [
        item(text, {"本报": (ORGANIZATION,)}, page)
        for text, page in (("本报讯一。", "a.txt"), ("本报讯二。", "a.txt"), ("本报讯三。", "b.txt"))
    ]
    first, second, third = ids(items)
    assert first["本报"] == second["本报"] != third["本报"]


def test_a_second_form_leads_to_the_full_name_on_the_same_page_only() -> None:
    text = "松岭市青山医院（青山医院）扩建。"
    full = annotated(article(text, page="a.txt"), [chain(text, "松岭市青山医院", ORGANIZATION, forms=["青山医院"])])
    short = item("青山医院招聘。", {"青山医院": (ORGANIZATION,)}, "a.txt")
    far = item("青山医院义诊。", {"青山医院": (ORGANIZATION,)}, "b.txt")
    first, second, third = ids([full, short, far])
    assert first["松岭市青山医院"] == second["青山医院"] != third["青山医院"]


def test_a_second_form_that_two_names_claim_leads_nowhere() -> None:
    text = "松岭市青山医院、柳河市青山医院（均称青山医院）。"
    both = annotated(
        article(text, page="a.txt"),
        [
            chain(text, "松岭市青山医院", ORGANIZATION, forms=["青山医院"]),
            chain(text, "柳河市青山医院", ORGANIZATION, forms=["青山医院"]),
        ],
    )
    short = item("青山医院招聘。", {"青山医院": (ORGANIZATION,)}, "a.txt")
    assert len(resolve([both, short]).entities) == 3


def test_people_of_one_name_with_nothing_in_common_are_two() -> None:
    first, second = ids([opening(), elsewhere()])
    assert first["林若川"] != second["林若川"]


def test_people_of_one_name_and_one_host_are_one() -> None:
    first, second = ids([visit(), opening()])
    assert first["林若川"] == second["林若川"]


@pytest.mark.parametrize(("role", "same"), [("市长", True), ("市民", False)])
def test_a_city_as_host_counts_with_a_post_and_not_for_those_who_live_there(role: str, same: bool) -> None:
    def said(text: str, page: str) -> AnnotatedArticle:
        chains = [chain(text, "沈一舟", PERSON), chain(text, "松岭市", PLACE, kinds=[Kind.ADMIN])]
        post = relation(RelationType.POST, 0, 1, span(text, f"松岭市{role}沈一舟"), role=role)
        return annotated(article(text, page=page), chains, [post])

    first, second = ids([said(f"松岭市{role}沈一舟说。", "a.txt"), said(f"来了松岭市{role}沈一舟。", "b.txt")])
    assert (first["沈一舟"] == second["沈一舟"]) is same


@pytest.mark.parametrize(("pages", "same"), [(("a.txt", "a.txt"), True), (("a.txt", "b.txt"), False)])
def test_bylines_of_one_page_name_one_person(pages: tuple[str, str], same: bool) -> None:
    def signed(text: str, page: str) -> AnnotatedArticle:
        credit = relation(
            RelationType.CREDIT, 0, None, span(text, "贺知秋"), basis=Basis.BYLINE, role="记者", credit="author"
        )
        return item(text, {"贺知秋": (PERSON,)}, page, credit)

    first, second = ids([signed("记者贺知秋。一。", pages[0]), signed("记者贺知秋。二。", pages[1])])
    assert (first["贺知秋"] == second["贺知秋"]) is same


def test_two_people_whom_one_item_keeps_apart_stay_two() -> None:
    text = "松涛小学教师周宁和松涛小学保安周宁。"
    chains = [chain(text, "周宁", PERSON), chain(text, "周宁", PERSON, nth=2), chain(text, "松涛小学", ORGANIZATION)]
    posts = [
        relation(RelationType.POST, 0, 2, span(text, "松涛小学教师周宁"), role="教师"),
        relation(RelationType.POST, 1, 2, span(text, "松涛小学保安周宁"), role="保安"),
    ]
    (row,) = resolve([annotated(article(text), chains, posts)]).assignment
    assert row[0] != row[1]


def test_copies_of_one_item_on_two_pages_are_one() -> None:
    one, copy = (item("松涛小学教师周宁说。", {"周宁": (PERSON,)}, page) for page in ("a.txt", "b.txt"))
    first, second = ids([one, copy])
    assert first["周宁"] == second["周宁"]


def test_the_order_of_items_changes_no_entity() -> None:
    items = [opening(), visit(), elsewhere()]
    expected = resolve(items).entities
    assert all(resolve(list(order)).entities == expected for order in permutations(items))


def test_a_later_item_changes_no_id_of_the_earlier_ones() -> None:
    before = {entity.id for entity in resolve([opening()]).entities}
    after = {entity.id for entity in resolve([opening(), visit(), elsewhere()]).entities}
    assert before <= after


def test_every_chain_has_an_entity_and_every_entity_a_chain() -> None:
    resolution = resolve([opening(), visit(), elsewhere()])
    assert {id_ for row in resolution.assignment for id_ in row} == {
        entity.id for entity in resolution.entities if not entity.from_gazetteer
    }


def test_the_earliest_item_names_the_person() -> None:
    early, late = visit(), opening()
    assert early.article.published == date(2024, 3, 8)
    assert ids([late])[0]["林若川"] == ids([early, late])[1]["林若川"] != ids([early])[0]["林若川"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("松涛社区", Scope.EVERYWHERE),
        ("云溪街道党工委", Scope.EVERYWHERE),
        ("财政部", Scope.EVERYWHERE),
        ("市北区", Scope.EVERYWHERE),
        ("镇海区人民政府", Scope.EVERYWHERE),
        ("人民日报", Scope.EVERYWHERE),
        ("区财政局", Scope.CONTEXT),
        ("街道党工委", Scope.CONTEXT),
        ("项目保障中心", Scope.CONTEXT),
        ("区委宣传部", Scope.CONTEXT),
        ("街道曙光宣讲队", Scope.CONTEXT),
        ("公司", Scope.CONTEXT),
        ("本报", Scope.OUTLET),
        ("晚报", Scope.OUTLET),
    ],
)
def test_how_far_a_name_reaches(name: str, expected: Scope) -> None:
    assert scope(comparison_key(name)) is expected


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11)), max_size=40), st.randoms(use_true_random=False))
def test_clusters_partition_their_numbers_and_keep_items_apart(
    pairs: list[tuple[int, int]], shuffle: random.Random
) -> None:
    items = [number % 4 for number in range(12)]
    keys = [((str(key),), number) for key, number in pairs]
    clusters = Clusters(items)
    join_blocks(clusters, keys)
    groups = clusters.clusters()
    assert sorted(number for group in groups for number in group) == list(range(12))
    assert all(len({items[number] for number in group}) == len(group) for group in groups)
    shuffle.shuffle(keys)
    again = Clusters(items)
    join_blocks(again, keys)
    assert again.clusters() == groups
