"""Which records may be the same thing: keys that join what identifies itself, and pairs of people worth comparing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.model.annotation import AnnotatedArticle
from kg.model.schema import EntityType
from kg.resolve.bodies import Naming
from kg.resolve.comparison import Profile
from kg.resolve.normalization import Scope, comparison_key, scope
from kg.resolve.records import Record

Key = tuple[str, ...]
Pair = tuple[int, int]

ALL_PAIRS = 30  # bearers of one name that are all compared with each other
WINDOW = 5  # beyond: each with so many before it that share a host, a house, a post, a companion, a place

_FORMERLY = re.compile(r"[（(](?:原(?:名|称)?|前身(?:为|是)?|曾用名)[：:]?[“\"]?")
_RENAMED = re.compile(r"[”\"]?[，,]?(?:于?[^，。；]{0,12})?(?:更名|改名|易名|改称|改制更名)(?:为|成)[“\"]?")


def name_keys(records: Sequence[Record], namings: Sequence[Naming]) -> Iterator[tuple[Key, int]]:
    """Yield (key, record) for all but people; records that share a key are one, unless an item keeps them apart.

    Bodies and places meet by what identifies them. Where a page says that the name is the second form of one fuller
    name (松岭市青山医院, 青山医院), it meets that one instead: a 青山医院 of another page may be another city's.
    Events, projects and ways of working meet inside one page; quotations, measures and actions never meet.
    """
    fuller = _second_forms(records, namings)
    for n, record in enumerate(records):
        if record.group == "name":
            own = namings[n]
            full = {fuller.get((page, record.key)) for page in record.pages} if not own.context else {None}
            for naming in sorted(naming or (own.key, own.context) for naming in full):
                yield ("name", *naming), n
        elif record.group in ("event", "project", "practice"):
            for page in record.pages:
                yield (record.group, record.key, page), n


def _second_forms(records: Sequence[Record], namings: Sequence[Naming]) -> dict[tuple[str, str], tuple[str, str]]:
    """(page, second form) → what identifies the one fuller name that the page gives it; none where two claim it.

    Only forms that reach everywhere by themselves: 区委 is a second form of every district's committee.
    """
    claims: dict[tuple[str, str], set[tuple[str, tuple[str, str]]]] = defaultdict(set)
    for n, record in enumerate(records):
        if record.group == "name" and not namings[n].context:
            for form in map(comparison_key, record.chain.aliases):
                if form and form != record.key and scope(form) is Scope.EVERYWHERE:
                    for page in record.pages:
                        claims[page, form].add((record.key, (namings[n].key, "")))
    single = {claim: min(names) for claim, names in claims.items() if len({naming for _, naming in names}) == 1}
    # Two names that give each other as second forms would lead in a circle.
    return {(page, form): naming for (page, form), (name, naming) in single.items() if single.get((page, name)) is None}


def renamings(records: Sequence[Record], annotated: Sequence[AnnotatedArticle]) -> Iterator[Pair]:
    """Yield the two records of a body that an item says was renamed: 甲厂更名为乙公司, 乙公司（原甲厂）."""
    number = {place: n for n, record in enumerate(records) for place in record.places}
    for i, item in enumerate(annotated):
        text = item.article.text
        if "名" not in text and "原" not in text and "改称" not in text and "前身" not in text:
            continue
        row = sorted(
            (mention.span.start, mention.span.end, j)
            for j, chain in enumerate(item.chains)
            if EntityType.ORGANIZATION in chain.types
            for mention in chain.mentions
        )
        for (_, end, one), (start, last, other) in pairwise(row):
            between = text[end:start]
            formerly = _FORMERLY.fullmatch(between) and text[last : last + 2].lstrip('”"')[:1] in ("）", ")")
            if one != other and (formerly or _RENAMED.fullmatch(between)):
                first, second = sorted((number[i, one], number[i, other]))
                yield first, second


def blocks(records: Sequence[Record], namings: Sequence[Naming], profiles: Mapping[int, Profile]) -> int:
    """How many keys several records share. Cost: O(records)."""
    sizes = Counter(key for key, _ in name_keys(records, namings))
    sizes.update(("person", _family_name(records[n])) for n in profiles)
    return sum(size > 1 for size in sizes.values())


def _family_name(record: Record) -> str:
    """The key under which people meet: all of a Chinese name, the last part of a foreign one."""
    return record.key.rsplit("·", 1)[-1]


def person_pairs(records: Sequence[Record], profiles: Mapping[int, Profile]) -> tuple[Pair, ...]:
    """Every pair of people worth comparing, sorted, the smaller number first; its length is known before any is.

    People meet by their names, 迈克尔·瑞安 and 瑞安 by the last part. Two of one item never meet. Among more than
    ``ALL_PAIRS`` bearers only those meet who share something besides, each with the ``WINDOW`` ones before it: the
    others are reached through these. Cost: O(records × what they share), never their square.
    """
    bearers: dict[str, list[int]] = defaultdict(list)
    for n in sorted(profiles):
        bearers[_family_name(records[n])].append(n)
    found: set[Pair] = set()
    for _, block in sorted(bearers.items()):
        if len(block) <= ALL_PAIRS:
            found.update((a, b) for place, b in enumerate(block) for a in block[:place])
            continue
        shared: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n in block:
            for value in _evidence(profiles[n]):
                shared[value].append(n)
        for numbers in shared.values():
            for place, b in enumerate(numbers):
                found.update((a, b) for a in numbers[max(0, place - WINDOW) : place])
    return tuple(sorted(pair for pair in found if records[pair[0]].item != records[pair[1]].item))


def _evidence(profile: Profile) -> Iterator[tuple[str, str]]:
    """What a person may share with namesakes."""
    for host in profile.hosts:
        yield "host", str(host.cluster)
    for sort, values in (
        ("role", profile.roles),
        ("house", profile.houses),
        ("frame", profile.frames),
        ("companion", profile.companions),
        ("dateline", profile.dateline),
        ("place", {code[:4] for code in profile.places}),
        ("page", profile.pages),
    ):
        for value in values:
            yield sort, value
