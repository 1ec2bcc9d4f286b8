"""Annotated articles → what each item says of each person, ready to be compared."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from kg.lexicon.places import gazetteer
from kg.model.annotation import AnnotatedArticle, Relation
from kg.model.schema import EntityType, Kind, PostStatus, Qualifier, RelationType
from kg.model.text import Article, BlockKind
from kg.resolve.bodies import Naming
from kg.resolve.comparison import Host, Profile, is_anonymous, resident_role
from kg.resolve.linking import PAPER_IN_FILE_NAME, Links
from kg.resolve.normalization import Scope, comparison_key, scope
from kg.resolve.records import Record
from kg.resolve.seats import Seat

_MEDIUM = re.compile(r"[\u3400-\u9fff]{1,12}?(?:社|网|[日晚晨早商时导]报|报|台|客户端|在线|新闻)(?!社|网|报|台)")
# 新华社 and 新华网, 中新社 and 中新网 are one house each.
_HOUSE_TAIL = re.compile("(?:通讯社|新闻社|新闻网|客户端|在线|社|网)+$")
_EVERYWHERE = ("CN", "UN")
_FRAME = re.compile(r"[【\[(（]?[^【\[(（X。！？]{0,6}[:：/／\s]?X[】\])）]?")


def profiles(
    records: Sequence[Record],
    annotated: Sequence[AnnotatedArticle],
    links: Links,
    seats: Sequence[Sequence[Seat | None]],
    namings: Sequence[Naming],
    body: Callable[[int], Hashable],
) -> dict[int, Profile]:
    """The profile of each record that is a person with a name; ``body`` gives the cluster of a body or place.

    Cost: O(records + relations), and for each item its people × people that are named beside each other.
    """
    return _Profiler(records, annotated, links, seats, namings, body).all()


class _Profiler:
    """What all profiles need, looked up once."""

    def __init__(
        self,
        records: Sequence[Record],
        annotated: Sequence[AnnotatedArticle],
        links: Links,
        seats: Sequence[Sequence[Seat | None]],
        namings: Sequence[Naming],
        body: Callable[[int], Hashable],
    ) -> None:
        self._records, self._annotated, self._links, self._seats = records, annotated, links, seats
        self._namings, self._body = namings, body
        self._number = {place: n for n, record in enumerate(records) for place in record.places}
        self._by_article: dict[int, list[int]] = defaultdict(list)
        for n, record in enumerate(records):
            self._by_article[record.article].append(n)

    def all(self) -> dict[int, Profile]:
        """The profiles by the number of their record."""
        found: dict[int, Profile] = {}
        for i in sorted(self._by_article):
            people = [
                n
                for n in self._by_article[i]
                if self._records[n].group == "person" and not is_anonymous(self._records[n].chain.name)
            ]
            if people:
                found.update(self._article(i, people))
        return found

    def _article(self, i: int, people: Sequence[int]) -> Iterator[tuple[int, Profile]]:
        item = self._annotated[i]
        posts: dict[int, list[Relation]] = defaultdict(list)
        credits: dict[int, list[Relation]] = defaultdict(list)
        for relation in item.relations:
            if relation.type is RelationType.POST:
                posts[relation.subject].append(relation)
            elif relation.type is RelationType.CREDIT:
                credits[relation.subject].append(relation)
        signing = {n for n in people if self._only_signs(n, credits)}
        editing = {
            n
            for n in signing
            if all(credit.qualifier(Qualifier.CREDIT) == "editor" for credit in credits[self._records[n].index])
        }
        beside = {
            n: signing - editing if n in signing - editing else set() if n in editing else set(people) - signing
            for n in people
        }
        places = frozenset(link.code for link in self._links[i] if link and link.code != "CN" and link.code)
        bodies = frozenset(
            self._body(n)
            for n in self._by_article[i]
            if self._records[n].group == "name" and not self._namings[n].context and self._is_body(n)
        )
        dateline, medium = self._dateline(item)
        for n in people:
            record = self._records[n]
            signs = n in signing
            own = tuple(self._hosts(posts[record.index], i))
            yield (
                n,
                Profile(
                    name=record.key,
                    day=item.article.published,
                    pages=frozenset(record.pages),
                    signs=signs,
                    hosts=own,
                    roles=frozenset(_role(post) for post in posts[record.index] if not resident_role(_role(post))),
                    houses=frozenset(self._houses(posts[record.index], item, "" if n in editing else medium))
                    if signs
                    else frozenset(),
                    frames=frozenset(_frames(item.article, record, credits[record.index])) if signs else frozenset(),
                    dateline=dateline if signs and n not in editing else frozenset(),
                    places=frozenset() if signs else places - {host.code for host in own},  # no reason counts twice
                    companions=frozenset(self._records[other].key for other in beside[n] if other != n),
                    bodies=frozenset() if signs else bodies - {host.cluster for host in own},
                ),
            )

    def _only_signs(self, n: int, credits: dict[int, list[Relation]]) -> bool:
        record = self._records[n]
        signed = [relation.evidence for relation in credits[record.index]]
        return bool(signed) and all(any(span.contains(m.span) for span in signed) for m in record.chain.mentions)

    def _is_body(self, n: int) -> bool:
        chain = self._records[n].chain
        return EntityType.ORGANIZATION in chain.types and chain.kinds.isdisjoint({Kind.MEDIA, Kind.ADMIN})

    def _hosts(self, posts: Sequence[Relation], i: int) -> Iterator[Host]:
        for post in posts:
            if post.object is None:
                continue
            n = self._number[i, post.object]
            kinds = self._records[n].chain.kinds
            link, seat = self._links[i][post.object], self._seats[i][post.object]
            code = (link.code if link else "") or self._namings[n].code or (seat.code if seat else "")
            role = _role(post)
            yield Host(
                cluster=self._body(n),
                name="" if self._namings[n].context else self._namings[n].key,
                is_area=Kind.ADMIN in kinds and Kind.COMMUNITY not in kinds,
                code="" if code == "CN" and not (link and link.code) else code,
                role=role,
                is_resident=resident_role(role),
                is_current=(post.qualifier(Qualifier.STATUS) or PostStatus.CURRENT) == PostStatus.CURRENT,
            )

    def _houses(self, posts: Sequence[Relation], item: AnnotatedArticle, medium: str) -> Iterator[str]:
        """The media that someone signs for; 本报 is the paper that the file is named after, if it is."""
        named = [item.chains[post.object].name for post in posts if post.object is not None]
        for name in named or [medium]:
            if name and scope(comparison_key(name)) is Scope.OUTLET:
                found = PAPER_IN_FILE_NAME.search(item.article.source)
                if found:
                    yield _house(found.group())
            elif name:
                yield _house(name)

    def _dateline(self, item: AnnotatedArticle) -> tuple[frozenset[str], str]:
        """Where an item comes from, by code, and the medium that its dateline begins with."""
        words = item.article.first(BlockKind.DATELINE)
        if not words:
            return frozenset(), ""
        codes = [
            found[0].code
            for _, _, found in gazetteer().scan(words)
            if len(found) == 1 and found[0].code not in _EVERYWHERE
        ]
        medium = _MEDIUM.match(words)
        return frozenset(codes), medium.group() if medium else ""


def _role(post: Relation) -> str:
    return comparison_key(post.qualifier(Qualifier.ROLE))


def _house(name: str) -> str:
    key = comparison_key(name)
    medium = _MEDIUM.match(key)  # 中新社莫斯科 is 中新社, too
    return _HOUSE_TAIL.sub("", medium.group() if medium else key) or key


def _frames(article: Article, record: Record, credits: Sequence[Relation]) -> Iterator[str]:
    """The form in which an editor's name is marked, with the signs around it: 【编辑:X】."""
    for relation in credits:
        if relation.qualifier(Qualifier.CREDIT) != "editor":
            continue
        start, end = max(0, relation.evidence.start - 1), relation.evidence.end + 1
        mark = _FRAME.search(" ".join(article.text[start:end].replace(record.chain.name, "X").split()))
        if mark:
            yield mark.group().strip()
