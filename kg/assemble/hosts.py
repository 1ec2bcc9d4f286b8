"""A post that one item prints without its host is the same post that the page prints with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.assemble.statements import Claim
from kg.model import vocabulary as v
from kg.model.ids import EntityId
from kg.model.schema import Basis

_Post = tuple[EntityId, str, tuple[str, ...]]  # page; person; role and status


def find_hosts(claims: Sequence[Claim], pages: Mapping[EntityId, Iterable[EntityId]]) -> list[Claim]:
    """Give back the claims; a post without a host gets the one that its page gives for that person and role.

    本报记者 丁某 heads one item and 记者 丁某 the next: that is one post. Where a page gives two hosts, or none,
    nothing changes, and other pages are not asked, so that a new file never changes what an old one says. The basis
    becomes the context, as the words of this item do not name the host. ``pages`` are those that print an article.
    """
    hosted: dict[_Post, set[EntityId]] = defaultdict(set)
    models: dict[tuple[_Post, EntityId], Claim] = {}
    for claim in claims:
        if claim.predicate == v.MEMBER_OF and isinstance(claim.object, str):
            host = claim.object
            for page in pages[claim.article]:
                post = (page, claim.subject, claim.key)
                hosted[post].add(host)
                known = models.get((post, host))
                if known is None or claim.confidence > known.confidence:
                    models[post, host] = claim
    return [_hosted(claim, pages[claim.article], hosted, models) for claim in claims]


def _hosted(
    claim: Claim,
    pages: Iterable[EntityId],
    hosted: Mapping[_Post, set[EntityId]],
    models: Mapping[tuple[_Post, EntityId], Claim],
) -> Claim:
    if v.MEMBERSHIP not in claim.types or claim.predicate != v.HAS_OCCUPATION:
        return claim
    posts = [(page, claim.subject, claim.key) for page in pages]
    hosts = {host for post in posts for host in hosted.get(post, ())}
    if len(hosts) != 1:
        return claim
    (host,) = hosts
    model = max((models[post, host] for post in posts if (post, host) in models), key=lambda claim: claim.confidence)
    return replace(
        claim,
        predicate=model.predicate,
        object=host,
        triples=model.triples,
        details=(*claim.details, (v.HOST, host)),
        basis=Basis.CONTEXT,
        confidence=min(claim.confidence, model.confidence),
    )
