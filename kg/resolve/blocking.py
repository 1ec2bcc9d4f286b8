"""Which records may be the same thing: each gets the keys it shares with its equals."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.model.annotation import AnnotatedArticle, Relation
from kg.model.schema import Kind, Qualifier, RelationType
from kg.resolve.normalization import Scope, comparison_key, scope
from kg.resolve.records import Record

Key = tuple[str, ...]

# Of a whole town or city these hosts say next to nothing: two 市民 of one city may share a name.
_RESIDENTS = frozenset({"居民", "市民", "村民", "群众", "读者", "网友", "业主", "游客", "学生", "志愿者", "党员"})


def contexts(records: Sequence[Record], annotated: Sequence[AnnotatedArticle]) -> tuple[str, ...]:
    """For each record what its name needs besides itself to mean one thing, "" when it needs nothing.

    A relative body or place needs the whole it lies in when its item says which, else the item; 本报 needs the page.
    """
    number = {place: n for n, record in enumerate(records) for place in record.places}
    wholes: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
    for i, item in enumerate(annotated):
        for relation in item.relations:
            if relation.type is RelationType.WITHIN and relation.object is not None:
                part, whole = number[i, relation.subject], number[i, relation.object]
                if records[whole].group == "name":
                    wholes[part].append((-relation.confidence, records[whole].key, whole))
    found: dict[int, str] = {}

    def context(n: int, seen: frozenset[int]) -> str:
        if n in found:
            return found[n]
        record = records[n]
        reach = scope(record.key) if record.group == "name" else Scope.EVERYWHERE
        if reach is Scope.EVERYWHERE:
            said = ""
        elif reach is Scope.OUTLET:
            said = f"page {record.pages[0]}"
        else:
            said = f"item {record.item}"
            # The way up must not come back: a text may call each of two things a part of the other.
            for _, key, whole in sorted(wholes[n]):
                if whole not in seen:
                    above = context(whole, seen | {n})
                    said = f"in {key} {above}".rstrip()
                    break
        if not seen or not said.startswith("item"):
            found[n] = said
        return said

    return tuple(context(n, frozenset({n})) for n in range(len(records)))


def name_keys(records: Sequence[Record], context: Sequence[str]) -> Iterator[tuple[Key, int]]:
    """Yield (key, record) for all but people; records that share a key are candidates.

    Bodies and places meet by their full names. Where a page says that the name is the second form of one fuller name
    (松岭市青山医院, 青山医院), it meets that one instead: a 青山医院 of another page may be another city's.
    Events, projects and ways of working meet inside one page; quotations, measures and actions never meet.
    """
    fuller = _second_forms(records, context)
    for n, record in enumerate(records):
        if record.group == "name":
            names = {fuller.get((page, record.key), "") for page in record.pages} if not context[n] else {""}
            for name in sorted(names):
                yield ("name", name or record.key, "" if name else context[n]), n
        elif record.group in ("event", "project", "practice"):
            for page in record.pages:
                yield (record.group, record.key, page), n


def _second_forms(records: Sequence[Record], context: Sequence[str]) -> dict[tuple[str, str], str]:
    """(page, second form) → the one fuller name that the page gives it; none where two names claim it.

    Only forms that reach everywhere by themselves: 区委 is a second form of every district's committee.
    """
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for n, record in enumerate(records):
        if record.group == "name" and not context[n]:
            for form in map(comparison_key, record.chain.aliases):
                if form and form != record.key and scope(form) is Scope.EVERYWHERE:
                    for page in record.pages:
                        claims[page, form].add(record.key)
    single = {claim: min(names) for claim, names in claims.items() if len(names) == 1}
    # Two names that give each other as second forms would lead in a circle.
    return {(page, form): name for (page, form), name in single.items() if single.get((page, name)) is None}


def person_keys(
    records: Sequence[Record], annotated: Sequence[AnnotatedArticle], body: Callable[[int], int]
) -> Iterator[tuple[Key, int]]:
    """Yield (key, record) for people who share more than a name: a host, or a byline on one page.

    ``body`` gives the cluster of a record that is a body or a place. A division of the country as a host counts only
    together with the role, and not for those who merely live there.
    """
    number = {place: n for n, record in enumerate(records) for place in record.places}
    for n, record in enumerate(records):
        if record.group != "person":
            continue
        for relation in _of(annotated[record.article].relations, record.index):
            if relation.type is RelationType.CREDIT:
                for page in record.pages:
                    yield ("byline", record.key, page), n
            elif relation.type is RelationType.POST and relation.object is not None:
                host = number[record.article, relation.object]
                role = comparison_key(relation.qualifier(Qualifier.ROLE))
                kinds = records[host].chain.kinds
                if Kind.ADMIN not in kinds or Kind.COMMUNITY in kinds:
                    yield ("host", record.key, str(body(host))), n
                elif role not in _RESIDENTS:
                    yield ("host", record.key, str(body(host)), role), n


def _of(relations: Sequence[Relation], subject: int) -> Iterator[Relation]:
    return (relation for relation in relations if relation.subject == subject)
