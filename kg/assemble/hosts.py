"""A post that one item prints without its host is the same post that the page prints with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.assemble.statements import Claim
from kg.model import vocabulary as v
from kg.model.ids import EntityId
from kg.model.schema import Basis

_Post = tuple[EntityId, EntityId, tuple[str, ...]]  # page; person; role and status


def find_hosts(claims: Sequence[Claim], pages: Mapping[EntityId, Iterable[EntityId]]) -> list[Claim]:
    """Give back the claims; a post without a host gets the one that its page gives for that person and role.

    本报记者 丁某 heads one item and 记者 丁某 the next: that is one post. Where a page gives two hosts, or none,
    nothing changes, and other pages are not asked, so that a new file never changes what an old one says. The basis
    becomes the context, as the words of this item do not name the host. ``pages`` are those that print an article.
    """
    hosts = Hosts()
    for claim in claims:
        if has_host(claim):
            hosts.learn(claim, pages[claim.article])
    return [hosts.hosted(claim, pages[claim.article]) for claim in claims]


def has_host(claim: Claim) -> bool:
    """True for a post whose words name the host."""
    return claim.predicate == v.MEMBER_OF and isinstance(claim.object, str)


class Hosts:
    """The hosts that pages give for a person in a role. Posts of another person or role have no part in it."""

    def __init__(self) -> None:
        self._surest: dict[_Post, dict[EntityId, float]] = {}  # post → host → confidence of its surest claim

    def learn(self, claim: Claim, pages: Iterable[EntityId]) -> None:
        """Take in a post with its host."""
        assert isinstance(claim.object, str)
        for page in pages:
            known = self._surest.setdefault((page, claim.subject, claim.key), {})
            known[claim.object] = max(claim.confidence, known.get(claim.object, 0.0))

    def hosted(self, claim: Claim, pages: Iterable[EntityId]) -> Claim:
        """The claim with the one host that its pages give it, once all posts are learnt; else as it is."""
        if v.MEMBERSHIP not in claim.types or claim.predicate != v.HAS_OCCUPATION:
            return claim
        found = [self._surest.get((page, claim.subject, claim.key), {}) for page in pages]
        hosts = {host for page in found for host in page}
        if len(hosts) != 1:
            return claim
        (host,) = hosts
        return replace(
            claim,
            predicate=v.MEMBER_OF,
            object=host,
            triples=((claim.subject, v.MEMBER_OF, host), *claim.triples),
            details=(*claim.details, (v.HOST, host)),
            basis=Basis.CONTEXT,
            confidence=min(claim.confidence, max(page[host] for page in found if host in page)),
        )
