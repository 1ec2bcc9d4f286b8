"""Relation → facts and direct triples, one behaviour a test."""

import pytest

from kg.assemble import AssembleSettings
from kg.errors import InternalError, SettingsError
from kg.model import vocabulary as v
from kg.model.annotation import AnnotatedArticle, Chain, Relation
from kg.model.graph import GraphData
from kg.model.schema import Basis, EntityType, Kind, RelationType
from kg.model.statement import Literal, Statement
from kg.model.triples import Detail, triples
from tests.builders import ORGANIZATION, PERSON, PLACE, annotated, article, chain, relation, span
from tests.scenes import build, elsewhere, opening, visit

EVENT, PROJECT, MEASURE = EntityType.EVENT, EntityType.PROJECT, EntityType.MEASURE


def said(graph: GraphData, *, detail: Detail = Detail.FULL) -> set[tuple[str, str, str]]:
    """All triples, things by their labels and literals by their text."""

    def name(term: object) -> str:
        if isinstance(term, Literal):
            return term.text
        thing = graph.thing_by_id.get(term)  # type: ignore[call-overload]  # any name may be asked for
        return thing.label if thing else str(term)

    return {(name(s), p, name(o)) for s, p, o in triples(graph, detail=detail)}


def facts(graph: GraphData, predicate: str) -> list[Statement]:
    return [statement for statement in graph.statements if statement.predicate == predicate]


def two(part: Chain, whole: Chain, text: str) -> set[tuple[str, str, str]]:
    """What is said when one is within the other."""
    item = annotated(article(text), [part, whole], [relation(RelationType.WITHIN, 0, 1, span(text, text))])
    return {(s, p, o) for s, p, o in said(build(item)) if (s, o) == (part.name, whole.name)}


TEXT = "松涛坊青禾站"


@pytest.mark.parametrize(
    ("part", "part_kind", "whole", "whole_kind", "fits"),
    [
        ((PLACE,), Kind.RESIDENTIAL, (PLACE,), Kind.ADMIN, v.CONTAINED_IN_PLACE),
        ((ORGANIZATION,), Kind.GOVERNMENT, (ORGANIZATION,), Kind.GOVERNMENT, v.SUB_ORGANIZATION_OF),
        ((ORGANIZATION,), Kind.COMPANY, (PLACE,), Kind.ADMIN, v.LOCATION),
        ((ORGANIZATION, PLACE), Kind.COMMUNITY, (ORGANIZATION, PLACE), Kind.ADMIN, v.CONTAINED_IN_PLACE),
        ((ORGANIZATION,), Kind.PARTY, (ORGANIZATION, PLACE), Kind.ADMIN, v.SUB_ORGANIZATION_OF),
        ((ORGANIZATION,), Kind.SCHOOL, (ORGANIZATION, PLACE), Kind.ADMIN, v.LOCATION),
    ],
)
def test_within_is_said_generally_and_fittingly(
    part: tuple[EntityType, ...], part_kind: Kind, whole: tuple[EntityType, ...], whole_kind: Kind, fits: str
) -> None:
    first = chain(TEXT, "青禾站", *part, kinds=[part_kind])
    second = chain(TEXT, "松涛坊", *whole, kinds=[whole_kind])
    assert two(first, second, TEXT) == {("青禾站", v.WITHIN, "松涛坊"), ("青禾站", fits, "松涛坊")}


def test_a_place_inside_a_body_is_within_it_and_no_more() -> None:
    first, second = chain(TEXT, "青禾站", PLACE), chain(TEXT, "松涛坊", ORGANIZATION)
    assert two(first, second, TEXT) == {("青禾站", v.WITHIN, "松涛坊")}


def test_what_turns_out_to_be_one_thing_is_not_within_itself() -> None:
    text = "松涛坊、“松涛坊”。"
    chains = [chain(text, "松涛坊", PLACE), chain(text, "“松涛坊”", PLACE)]
    other = annotated(article("松涛坊。", page="b.txt"), [chain("松涛坊。", "松涛坊", PLACE)])
    item = annotated(article(text), chains, [relation(RelationType.WITHIN, 0, 1, span(text, text))])
    graph = build(other, item)
    assert all(statement.subject != statement.object for statement in graph.statements)


def test_a_post_with_its_host() -> None:
    graph = build(opening())
    lines = said(graph)
    assert ("林若川", v.MEMBER_OF, "云溪街道") in lines
    assert ("林若川", v.HAS_OCCUPATION, "党工委书记") in lines
    post = next(post for post in facts(graph, v.MEMBER_OF) if graph.thing_by_id[post.subject].label == "林若川")
    assert post.types == (v.MEMBERSHIP, v.ENTITY, v.STATEMENT)
    details = dict(post.details)
    assert (details[v.MEMBER], details[v.HOST]) == (post.subject, post.object)
    assert (details[v.TITLE], details[v.STATUS]) == (Literal("云溪街道党工委书记"), "kg:current")


def test_a_post_without_a_host_is_about_the_role() -> None:
    text = "党员楼长沈一舟说。"
    post = relation(RelationType.POST, 0, None, span(text, "楼长沈一舟"), role="楼长", title="党员楼长")
    graph = build(annotated(article(text), [chain(text, "沈一舟", PERSON)], [post]))
    (fact,) = facts(graph, v.HAS_OCCUPATION)
    assert graph.thing_by_id[fact.object].label == "楼长"  # type: ignore[index]  # an id, as the label shows
    assert v.HOST not in dict(fact.details)
    assert ("沈一舟", v.HAS_OCCUPATION, "楼长") in said(graph)


@pytest.mark.parametrize(("status", "direct"), [("current", 2), ("acting", 2), ("former", 0), ("proposed", 0)])
def test_a_post_that_is_not_held_is_a_fact_without_a_direct_triple(status: str, direct: int) -> None:
    text = "松涛坊站长沈一舟。"
    chains = [chain(text, "沈一舟", PERSON), chain(text, "松涛坊", ORGANIZATION)]
    post = relation(RelationType.POST, 0, 1, span(text, text), role="站长", status=status)
    (fact,) = facts(build(annotated(article(text), chains, [post])), v.MEMBER_OF)
    assert len(fact.triples) == direct
    assert dict(fact.details)[v.STATUS] == f"kg:{status}"


@pytest.mark.parametrize(("threshold", "direct"), [(0.5, 2), (0.9, 2), (0.91, 0)])
def test_a_fact_below_the_threshold_has_its_node_only(threshold: float, direct: int) -> None:
    graph = build(opening(), settings=AssembleSettings(min_confidence=threshold))
    post = next(post for post in facts(graph, v.MEMBER_OF) if graph.thing_by_id[post.subject].label == "林若川")
    assert len(post.triples) == direct


def test_one_post_read_twice_is_one_fact_with_both_quotes_and_the_surest_reading() -> None:
    graph = build(visit(), opening())
    posts = [post for post in facts(graph, v.MEMBER_OF) if graph.thing_by_id[post.subject].label == "林若川"]
    assert [(len(post.evidence), post.confidence) for post in posts] == [(2, 0.9)]


def test_a_post_printed_in_two_ways_is_one_fact_with_two_titles() -> None:
    text = "松涛坊站长沈一舟到场。站长沈一舟说。"
    chains = [chain(text, "沈一舟", PERSON), chain(text, "松涛坊", ORGANIZATION)]
    posts = [
        relation(RelationType.POST, 0, 1, span(text, "松涛坊站长沈一舟"), role="站长", title="松涛坊站长"),
        relation(RelationType.POST, 0, 1, span(text, "站长沈一舟", nth=2), role="站长", title="站长"),
    ]
    (fact,) = facts(build(annotated(article(text), chains, posts)), v.MEMBER_OF)
    titles = [term for predicate, term in fact.details if predicate == v.TITLE]
    assert titles == [Literal("松涛坊站长"), Literal("站长")]


def byline(words: str, name: str, page: str, *hosts: str) -> AnnotatedArticle:
    """An item headed by a reporter's byline: with a host or two, or with none."""
    text = f"{words} {name}\n某地今日无事，第{len(words)}条。"
    chains = [chain(text, name, PERSON), *(chain(text, host, ORGANIZATION) for host in hosts)]
    line = span(text, f"{words} {name}")
    places: list[int | None] = list(range(1, len(hosts) + 1)) if hosts else [None]
    relations = [
        relation(RelationType.CREDIT, 0, None, line, role="记者", credit="author"),
        *(relation(RelationType.POST, 0, at, line, rule="byline", role="记者", title=words) for at in places),
    ]
    return annotated(article(text, page=page), chains, relations)


def test_a_byline_without_the_paper_is_the_post_that_the_page_prints_with_it() -> None:
    items = [byline("记者", "贺知秋", "a.txt"), byline("本报记者", "贺知秋", "a.txt", "本报")]
    graph = build(*items)
    assert graph == build(*reversed(items))
    assert not facts(graph, v.HAS_OCCUPATION)
    (post,) = facts(graph, v.MEMBER_OF)
    assert len(post.evidence) == 2
    assert [term for p, term in post.details if p == v.TITLE] == [Literal("本报记者"), Literal("记者")]
    assert post.basis is Basis.STATED


def test_two_hosts_on_a_page_leave_a_post_without_one_alone() -> None:
    both = byline("本报记者、松涛台记者", "贺知秋", "a.txt", "本报", "松涛台")
    assert len(facts(build(both, byline("记者", "贺知秋", "a.txt")), v.HAS_OCCUPATION)) == 1


def test_another_page_lends_no_host() -> None:
    items = [byline("记者", "贺知秋", "a.txt"), byline("本报记者", "贺知秋", "b.txt", "本报")]
    assert len(facts(build(*items), v.HAS_OCCUPATION)) == 1


def test_a_post_held_and_the_same_post_once_held_are_two_facts() -> None:
    text = "松涛坊站长沈一舟，原松涛坊站长沈一舟。"
    chains = [chain(text, "沈一舟", PERSON), chain(text, "松涛坊", ORGANIZATION)]
    posts = [
        relation(RelationType.POST, 0, 1, span(text, "松涛坊站长沈一舟"), role="站长"),
        relation(RelationType.POST, 0, 1, span(text, "原松涛坊站长沈一舟"), role="站长", status="former"),
    ]
    assert len(facts(build(annotated(article(text), chains, posts)), v.MEMBER_OF)) == 2


@pytest.mark.parametrize(
    "line",
    [
        ("“就业早市”开市仪式", v.ORGANIZER, "云溪街道"),
        ("“就业早市”开市仪式", v.ATTENDEE, "方静远"),
        ("“就业早市”开市仪式", v.DATE_TEXT, "3月4日"),
        ("“就业早市”开市仪式", v.START_DATE, "2024-03-04"),
        ("松涛创业园项目", v.INVESTMENT_TEXT, "1.5亿元"),
        ("松涛创业园项目", v.INVESTMENT, "150000000"),
        ("松涛创业园项目", v.AREA_TEXT, "3万平方米"),
        ("松涛创业园项目", v.AREA, "30000"),
        ("松涛创业园项目", v.PARTY, "青禾置业有限公司"),
        ("松涛社区", v.ADDITIONAL_PROPERTY, "居民约860户"),
        ("居民约860户", v.NAME, "居民"),
        ("居民约860户", v.VALUE, "860"),
        ("居民约860户", v.UNIT_TEXT, "户"),
        ("居民约860户", v.BOUND, "kg:about"),
        ("岗位要送到楼门口。", v.SPOKEN_BY, "林若川"),
        ("岗位要送到楼门口。", v.TEXT_OF_QUOTATION, "岗位要送到楼门口。"),
        ("岗位要送到楼门口。", v.IS_PART_OF, "云溪街道送岗上门"),
        ("“一格一员”工作法", v.PRACTISED_BY, "云溪街道"),
        ("“一格一员”工作法", v.TYPE, v.PRACTICE),
        ("举办“就业早市”开市仪式", v.AGENT, "云溪街道"),
        ("云溪街道办事处", v.ADMINISTERS, "云溪街道"),
        ("云溪街道送岗上门", v.AUTHOR, "贺知秋"),
        ("云溪街道送岗上门", v.HEADLINE, "云溪街道送岗上门"),
        ("云溪街道送岗上门", v.DATE_PUBLISHED, "2024-03-05"),
        ("云溪街道送岗上门", v.MENTIONS, "松涛社区"),
        ("云溪街道送岗上门", v.MENTIONS, "“一格一员”工作法"),
        ("云溪街道", v.TYPE, v.ORGANIZATION),
        ("云溪街道", v.TYPE, v.ADMINISTRATIVE_AREA),
        ("云溪街道", v.ALT_LABEL, "街道"),
        ("松涛社区", v.TYPE, v.PLACE),
        ("松涛社区", v.KIND, "kg:kind-community"),
        ("党工委书记", v.IN_SCHEME, v.NAMES[v.ROLES].zh),
    ],
)
def test_what_the_opening_says(line: tuple[str, str, str]) -> None:
    assert line in said(build(opening()))


def test_a_quotation_is_not_mentioned_and_a_former_post_is_not_held() -> None:
    lines = said(build(opening()))
    assert ("云溪街道送岗上门", v.MENTIONS, "岗位要送到楼门口。") not in lines
    assert not any(s == "方静远" and p in (v.MEMBER_OF, v.HAS_OCCUPATION) for s, p, _ in lines)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-03-04", (v.DATE, "2024-03-04")),
        ("2024-03", (v.YEAR_MONTH, "2024-03")),
        ("2024", (v.YEAR, "2024")),
        ("2024-02-30", None),
        ("20240304", None),
        ("2024-W10-1", None),
        ("2024-13", None),
    ],
)
def test_dates_are_typed_and_what_no_calendar_has_is_left_to_the_words(
    start: str, expected: tuple[str, str] | None
) -> None:
    text = "某日举行松涛诗会。"
    dated = relation(RelationType.DATE, 0, None, span(text, "某日"), value="某日", start=start)
    (fact,) = facts(build(annotated(article(text), [chain(text, "松涛诗会", EVENT)], [dated])), v.DATE_TEXT)
    literals = [(o.datatype, o.text) for _, p, o in fact.triples if p == v.START_DATE and isinstance(o, Literal)]
    assert literals == ([expected] if expected else [])


@pytest.mark.parametrize(("amount", "expected"), [("6000000", ["6000000"]), ("6e6", []), ("", [])])
def test_a_sum_is_a_number_only_where_it_is_one(amount: str, expected: list[str]) -> None:
    text = "松涛坊改造总投资约600万元。"
    item = relation(RelationType.INVESTMENT, 0, None, span(text, "600万元"), value="600万元", amount=amount)
    graph = build(annotated(article(text), [chain(text, "松涛坊改造", PROJECT)], [item]))
    assert [o for s, p, o in said(graph) if p == v.INVESTMENT and s == "松涛坊改造"] == expected
    assert ("松涛坊改造", v.INVESTMENT_TEXT, "600万元") in said(graph)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (relation(RelationType.POST, 0, 1, span(TEXT, TEXT)), "has no role"),
        (relation(RelationType.CREDIT, 0, None, span(TEXT, TEXT), credit="owner"), "unknown credit 'owner'"),
        (relation(RelationType.WITHIN, 0, None, span(TEXT, TEXT)), "has no object"),
        (relation(RelationType.WITHIN, 0, 1, span(TEXT + "…", TEXT + "…")), "leaves a text"),
    ],
)
def test_a_relation_that_lacks_what_its_type_needs_is_our_bug(bad: Relation, message: str) -> None:
    chains = [chain(TEXT, "青禾站", PERSON), chain(TEXT, "松涛坊", ORGANIZATION)]
    with pytest.raises(InternalError, match=message):
        build(annotated(article(TEXT), chains, [bad]))


@pytest.mark.parametrize("base", ["https://example.org/kg", "https://example.org/<x>/", "https://example.org/a b/"])
def test_a_base_that_names_cannot_be_appended_to_is_refused(base: str) -> None:
    with pytest.raises(SettingsError, match="base_iri"):
        AssembleSettings(base_iri=base)


def test_the_text_is_left_out_on_demand_and_its_digest_stays() -> None:
    predicates = {p for _, p, _ in triples(build(opening(), settings=AssembleSettings(keep_text=False)))}
    assert v.TEXT not in predicates
    assert v.TEXT_SHA256 in predicates


def test_a_measure_that_nothing_has_is_no_node() -> None:
    text = "约860户。"
    item: AnnotatedArticle = annotated(article(text), [chain(text, "约860户", MEASURE)])
    assert not list(build(item).of_kind("measure"))


def test_two_copies_of_an_item_are_one_article_on_two_pages() -> None:
    text = "松涛诗会举行。"
    items = [annotated(article(text, page=page), [chain(text, "松涛诗会", EVENT)]) for page in ("a.txt", "b.txt")]
    (only,) = build(*items).of_kind("article")
    assert len([term for predicate, term in only.properties if predicate == v.IS_PART_OF]) == 2


def test_people_who_share_a_name_are_two_nodes() -> None:
    people = [thing.label for thing in build(opening(), elsewhere()).of_kind("person")]
    assert people.count("林若川") == 2


def test_facts_without_detail_keep_the_posts_and_drop_the_rest() -> None:
    lines = said(build(opening()), detail=Detail.FACTS)
    assert any(p == v.TYPE and o == v.MEMBERSHIP for _, p, o in lines)
    assert any(p == v.STATUS and o == "kg:former" for _, p, o in lines)
    assert not {p for _, p, _ in lines} & {v.SUBJECT, v.DERIVED_FROM, v.EXACT, v.GENERATED_BY}
    assert ("林若川", v.MEMBER_OF, "云溪街道") in lines
