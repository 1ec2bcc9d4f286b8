"""People of one name: what speaks for one, what for two, and that neither order nor number of items decides."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import log2

import pytest

from kg.model.annotation import AnnotatedArticle, Chain, Relation
from kg.model.entity import Resolution, Verdict
from kg.model.schema import Basis, Kind, RelationType
from kg.resolve import resolve
from kg.resolve.blocking import ALL_PAIRS, WINDOW, person_pairs
from kg.resolve.comparison import (
    HOST_BODY,
    MERGE,
    NEWSMAKERS,
    ROLE,
    Host,
    Profile,
    compare,
    is_anonymous,
    nearest,
    rarity,
    share,
)
from kg.resolve.records import records
from tests.builders import ORGANIZATION, PERSON, PLACE, annotated, article, chain, relation, span

RARE, COMMON = "仲孙霁月", "王伟"


def item(
    text: str, page: str, *people: str, posts: Sequence[tuple[str, str, str]] = (), day: date | None = None
) -> AnnotatedArticle:
    """An item with people and their posts (person, host, role); a host that ends in 市 or 县 is a division."""
    hosts = list(dict.fromkeys(host for _, host, _ in posts))
    chains: list[Chain] = [chain(text, name, PERSON) for name in people]
    for host in hosts:
        area = host.endswith(("市", "县"))
        chains.append(chain(text, host, PLACE if area else ORGANIZATION, kinds=[Kind.ADMIN if area else Kind.COMPANY]))
    made = [
        relation(RelationType.POST, people.index(who), len(people) + hosts.index(host), span(text, who), role=role)
        for who, host, role in posts
    ]
    return annotated(article(text, page=page, published=day), chains, made)


def signed(text: str, page: str, *names: str, credit: str = "author", role: str = "记者") -> AnnotatedArticle:
    """An item signed by people, its byline the whole text up to the first sentence end."""
    chains = [chain(text, name, PERSON) for name in names]
    mark = span(text, text.split("。", maxsplit=1)[0])
    made = [
        relation(RelationType.CREDIT, j, None, mark, basis=Basis.BYLINE, role=role, credit=credit)
        for j in range(len(names))
    ]
    return annotated(article(text, page=page), chains, made)


def nodes(items: Sequence[AnnotatedArticle], name: str) -> list[str]:
    """The entity of a name in each item."""
    rows = resolve(items).assignment
    return [
        next(id_ for one, id_ in zip(each.chains, row, strict=True) if one.name == name)
        for each, row in zip(items, rows, strict=True)
    ]


def verdicts(resolution: Resolution) -> list[tuple[Verdict, float]]:
    return [(each.verdict, each.weight) for each in resolution.comparisons]


def test_the_weight_of_a_name_is_how_few_bear_it() -> None:
    assert share(COMMON) > 1000 * share(RARE)
    name = "沈伯言"
    assert rarity(name, NEWSMAKERS) == round(min(5.0, -log2(NEWSMAKERS * share(name))), 1)
    assert rarity(COMMON, NEWSMAKERS) < -5 < 0 < rarity(RARE, NEWSMAKERS) < MERGE  # no name is enough by itself


def test_a_worked_pair() -> None:
    host = Host(7, "青禾重工", is_area=False, code="", role="工程师", is_resident=False)
    one = Profile(COMMON, None, frozenset("a"), signs=False, hosts=(host,), roles=frozenset({"工程师"}))
    weight = compare(one, replace(one, pages=frozenset("b")))
    assert weight.bits == round(rarity(COMMON, NEWSMAKERS) + HOST_BODY + ROLE, 1)
    assert weight.told() == (f"name 王伟 {rarity(COMMON, NEWSMAKERS):+.1f}", "same host, post 工程师 +14.0")


def test_reasons_add_up_and_both_ways_weigh_alike() -> None:
    people = [
        Profile(
            "沈伯言",
            date(2024, 3, day),
            frozenset(page),
            signs=False,
            roles=frozenset({role}),
            places=frozenset({code}),
        )
        for day, page, role, code in (
            (1, "a", "教师", "370211"),
            (2, "b", "教师", "370213"),
            (9, "c", "校长", "510107"),
        )
    ]
    for one in people:
        for other in people:
            weight = compare(one, other)
            assert weight == compare(other, one)
            assert weight.bits == round(sum(bits for _, bits in weight.reasons), 1)


@pytest.mark.parametrize("name", ["吴某", "赵某某", "王女士", "小李", "老张", "李先生"])
def test_a_name_that_hides_who_is_meant_joins_nobody(name: str) -> None:
    assert is_anonymous(name)
    items = [item(f"青禾公司职员{name}说{n}。", str(n), name, posts=[(name, "青禾公司", "职员")]) for n in "一二"]
    assert len(set(nodes(items, name))) == 2


CASES = [
    # what, first item, second item, one person?
    ("a name alone", item(f"{RARE}来了。", "a", RARE), item(f"{RARE}又来。", "b", RARE), False),
    (
        "a common name and one body",
        item("青禾公司王伟说。", "a", COMMON, posts=[(COMMON, "青禾公司", "经理")]),
        item("来了青禾公司王伟。", "b", COMMON, posts=[(COMMON, "青禾公司", "经理")]),
        True,
    ),
    (
        "a common name and two bodies",
        item("青禾公司王伟说。", "a", COMMON, posts=[(COMMON, "青禾公司", "经理")]),
        item("松涛公司王伟说。", "b", COMMON, posts=[(COMMON, "松涛公司", "经理")]),
        False,
    ),
    (
        "a rare name beside another",
        item(f"{RARE}和慕容听雪、闻人既白来了。", "a", RARE, "慕容听雪", "闻人既白"),
        item(f"闻人既白、慕容听雪见{RARE}。", "b", RARE, "慕容听雪", "闻人既白"),
        True,
    ),
    (
        "one office that one at a time holds",
        item("柳河县县长王伟说。", "a", COMMON, posts=[(COMMON, "柳河县", "县长")]),
        item("来了柳河县县长王伟。", "b", COMMON, posts=[(COMMON, "柳河县", "县长")]),
        False,  # so common a name stays likely
    ),
    (
        "an office and a name that is not common",
        item("柳河县县长沈伯言说。", "a", "沈伯言", posts=[("沈伯言", "柳河县", "县长")]),
        item("来了柳河县县长沈伯言。", "b", "沈伯言", posts=[("沈伯言", "柳河县", "县长")]),
        True,
    ),
    (
        "two offices far apart in one week",
        item("成都市市长沈伯言说。", "a", "沈伯言", posts=[("沈伯言", "成都市", "市长")], day=date(2024, 3, 1)),
        item("青岛市市长沈伯言说。", "b", "沈伯言", posts=[("沈伯言", "青岛市", "市长")], day=date(2024, 3, 4)),
        False,
    ),
    (
        "a whole name and its last part",
        item("青禾公司总裁阿尔诺·维登说。", "a", "阿尔诺·维登", posts=[("阿尔诺·维登", "青禾公司", "总裁")]),
        item("青禾公司总裁维登说。", "b", "维登", posts=[("维登", "青禾公司", "总裁")]),
        True,
    ),
    (
        "an editor's mark of one form",
        signed("【编辑:白芷若】。甲。", "a", "白芷若", credit="editor", role="编辑"),
        signed("【编辑:白芷若】。乙。", "b", "白芷若", credit="editor", role="编辑"),
        True,
    ),
    (
        "an editor's mark of another form",
        signed("【编辑:白芷若】。甲。", "a", "白芷若", credit="editor", role="编辑"),
        signed("责编/白芷若。乙。", "b", "白芷若", credit="editor", role="责编"),
        False,
    ),
    (
        "who signs and who is written about",
        signed("记者白芷若。甲。", "a", "白芷若"),
        item("白芷若来了。", "b", "白芷若"),
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_makes_two_mentions_one_person(one: AnnotatedArticle, other: AnnotatedArticle, same: bool) -> None:
    found = [
        max((c.name for c in each.chains if PERSON in c.types and each.chains.index(c) == 0), key=len)
        for each in (one, other)
    ]
    rows = resolve([one, other]).assignment
    assert (rows[0][0] == rows[1][0]) is same, found


@pytest.mark.parametrize(("papers", "same"), [(("云溪日报", "云溪日报"), True), (("云溪日报", "柳河晚报"), False)])
def test_reporters_of_one_paper_are_one_across_its_pages(papers: tuple[str, str], same: bool) -> None:
    def page(paper: str, number: str) -> AnnotatedArticle:
        text = f"本报记者 白露。{number}。"
        chains = [chain(text, "白露", PERSON), chain(text, "本报", ORGANIZATION, kinds=[Kind.MEDIA])]
        words = span(text, "本报记者 白露")
        relations: list[Relation] = [
            relation(RelationType.POST, 0, 1, words, basis=Basis.BYLINE, role="记者"),
            relation(RelationType.CREDIT, 0, None, words, basis=Basis.BYLINE, role="记者", credit="author"),
        ]
        return annotated(article(text, page=f"{paper}-{number}.txt"), chains, relations)

    first, second = nodes([page(papers[0], "1"), page(papers[1], "2")], "白露")
    assert (first == second) is same


def test_what_is_likely_is_told_and_not_merged() -> None:
    one, other = (item(f"柳河县县长王伟说{n}。", n, COMMON, posts=[(COMMON, "柳河县", "县长")]) for n in "ab")
    resolution = resolve([one, other])
    likely = [each for each in resolution.comparisons if each.verdict is Verdict.LIKELY]
    assert len(likely) == 1
    assert 0.5 < likely[0].confidence < 0.99
    assert "same host, one 县长 +12.0" in likely[0].reasons


def test_two_in_conflict_are_not_joined_through_a_third() -> None:
    name = "沈伯言"
    east = item(
        "青岛市市长沈伯言见青禾公司经理沈伯言。",
        "a",
        name,
        posts=[(name, "青岛市", "市长"), (name, "青禾公司", "经理")],
        day=date(2024, 3, 1),
    )
    west = item("成都市市长沈伯言也是青禾公司经理。", "b", name, posts=[(name, "成都市", "市长")], day=date(2024, 3, 2))
    third = item(
        "青禾公司经理沈伯言，成都市市长。", "c", name, posts=[(name, "青禾公司", "经理"), (name, "成都市", "市长")]
    )
    first, second, _ = nodes([east, west, third], name)
    assert first != second


def crowd(number: int) -> list[AnnotatedArticle]:
    """Bearers of one name in four companies."""
    return [
        item(f"第{n}次，青禾{n % 4}公司王伟说。", f"{n}", COMMON, posts=[(COMMON, f"青禾{n % 4}公司", "经理")])
        for n in range(number)
    ]


def test_a_crowd_of_namesakes_is_told_apart_and_order_is_irrelevant() -> None:
    items = crowd(24)
    found = nodes(items, COMMON)
    assert len(set(found)) == 4
    shuffled = list(range(24))
    random.Random(5).shuffle(shuffled)
    again = nodes([items[n] for n in shuffled], COMMON)
    assert [again[shuffled.index(n)] for n in range(24)] == found


def test_pairs_are_known_before_any_is_compared_and_do_not_grow_as_a_square() -> None:
    def number(bearers: int) -> int:
        items = crowd(bearers)
        found = records(items)
        host = {n: Host(n % 4, "", is_area=False, code="", role="", is_resident=False) for n in range(len(found))}
        profiles = {
            n: Profile(COMMON, None, frozenset(record.pages), signs=False, hosts=(host[n],))
            for n, record in enumerate(found)
            if record.group == "person"
        }
        return len(person_pairs(found, profiles))

    assert number(ALL_PAIRS) == ALL_PAIRS * (ALL_PAIRS - 1) // 2
    assert number(100) <= 100 * WINDOW
    assert number(200) <= 2.1 * number(100)


def test_later_items_change_nothing_of_earlier_people() -> None:
    before = {entity.id: entity for entity in resolve(crowd(6)).entities}
    late = item("松涛公司沈伯言说。", "z", "沈伯言", posts=[("沈伯言", "松涛公司", "经理")], day=date(2030, 1, 1))
    after = {entity.id: entity for entity in resolve([late, *crowd(6)]).entities}
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ("370211", "370211003", 6),
        ("370211", "370213", 4),
        ("370211", "370100", 2),
        ("110105", "110000", 4),
        ("FR", "FR", 2),
        ("CN", "CN", 0),
    ],
)
def test_how_near_two_codes_are(one: str, other: str, digits: int) -> None:
    assert nearest([one], [other]) == digits
