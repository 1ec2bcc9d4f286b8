"""What was found in spans becomes chains and relations.

People, bodies and places with their short forms, posts with their hosts, credits, and what lies in what.
"""

import re
from collections.abc import Sequence

from kg.extract.coreference.addresses import Known, addresses, roles_of
from kg.extract.coreference.calls import calls, familiar
from kg.extract.coreference.clusters import Clusters, Form, cluster_forms
from kg.extract.coreference.pointing import meant, opens_pointing
from kg.extract.coreference.shortened import shortened
from kg.extract.names.bylines import CreditMention
from kg.extract.names.kinds import settle_kind, shares, types_of
from kg.extract.names.sharedheads import share_heads
from kg.extract.posts.grammar import PostClaim
from kg.extract.within.pairs import put_within
from kg.extract.workspace import ChainDraft, Workspace
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_place
from kg.model.schema import Basis, EntityType, Kind, PostStatus, Qualifier, RelationType
from kg.model.text import BlockKind, Span

_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})

_SEAT_OF_COMMITTEE = re.compile(r"([\u4e00-\u9fff]{2,}[省市县区镇乡州旗])(?:委|政府|人大|政协|纪委)")
_OWN_MEDIUM = frozenset(("本报", "本台", "本网", "本刊", "本社"))  # names of the medium to its readers
_LEVELS = "省市县区镇乡村州旗盟"


class Tying:
    """People, forms of names, claims about posts and credits of one article, to be put on its bench."""

    def __init__(
        self,
        bench: Workspace,
        gazetteer: Gazetteer,
        people: Sequence[Span],
        forms: dict[str, Form],
        claims: Sequence[PostClaim],
        credits: Sequence[CreditMention],
    ) -> None:
        self.bench, self.text, self.gazetteer = bench, bench.text, gazetteer
        self.people, self.forms, self.claims, self.credits = people, forms, claims, credits
        self.person_chain: dict[str, int] = {}
        self.body_chain: dict[str, int] = {}
        self.shares: dict[str, tuple[float, float]] = {}

    def put(self) -> None:
        """Put everything on the bench."""
        self._put_people()
        self._put_bodies()
        self._put_posts()
        self._put_credits()
        put_within(self.bench, self.gazetteer)

    def _put_people(self) -> None:
        named = [(span, _plain(span.of(self.text))) for span in self.people]
        named += [(credit.person, credit.name) for credit in self.credits]
        owners = _owners_of_family_names({name for _, name in named})
        for span, printed in sorted(named):
            name = owners.get(printed, printed)
            if name not in self.person_chain:
                self.person_chain[name] = self.bench.add(ChainDraft({EntityType.PERSON}, name))
            self.person_chain[printed] = self.person_chain[name]
            self.bench.mention(self.person_chain[name], span)
        self._put_addresses()

    def _put_addresses(self) -> None:
        """林书记 after 林可南 is one more mention of the person."""
        roles = roles_of((_plain(claim.person.of(self.text)), claim.role) for claim in self.claims)
        first: dict[str, int] = {}
        for span in self.people:
            first.setdefault(_plain(span.of(self.text)), span.start)
        known = [Known(name, start, roles.get(name, ())) for name, start in first.items()]
        rows = [self.bench.words(i) for i, s in enumerate(self.bench.sentences) if s.block not in _UNREAD]
        for span, name in addresses(self.text, rows, known):
            if not any(span.overlaps(person) for person in self.people):
                self.bench.mention(self.person_chain[name], span)
        # 格兰维尔 after 汤姆·格兰维尔, 老雷 after 雷振海
        taken = [*self.people, *(span for form in self.forms.values() for span in form.spans)]
        for span, name in calls(self.text, rows, [(person.name, person.first) for person in known], taken):
            self.bench.mention(self.person_chain[name], span)

    def _put_bodies(self) -> None:
        share_heads(self.bench, self.forms, self.gazetteer)
        for surface, form in self.forms.items():
            self.shares[surface] = shares(self.bench, form.spans)
            form.kind = settle_kind(form, *self.shares[surface], self.gazetteer)
        clusters: Clusters = cluster_forms(self.text, self.forms, self.gazetteer)
        for surface in sorted(self.forms, key=lambda s: (-len(s), s)):
            form = self.forms[surface]
            head = clusters.find(surface)
            if head not in self.body_chain:
                draft = ChainDraft(set(), head)
                self.body_chain[head] = self.bench.add(draft)
            index = self.body_chain[surface] = self.body_chain[head]
            draft = self.bench.chains[index]
            draft.kinds.add(form.kind)
            draft.types |= types_of(self.text, form, *self.shares[surface])
            self.bench.mention(index, *form.spans)
        running = [s.span for s in self.bench.sentences if s.block not in _UNREAD]
        taken = [*self.people, *(span for form in self.forms.values() for span in form.spans)]
        for span, index in list(shortened(self.text, running, self.body_chain, taken, self.gazetteer)):
            self.bench.mention(index, span)
        for index in set(self.body_chain.values()):
            draft = self.bench.chains[index]
            if len(draft.kinds) > 1:
                draft.kinds = {self.forms[draft.name].kind}

    def _put_posts(self) -> None:
        for claim in self.claims:
            person = self.person_chain[_plain(claim.person.of(self.text))]
            host = self._host(claim)
            self.bench.relate(
                RelationType.POST,
                person,
                host,
                claim.evidence,
                claim.rule,
                claim.confidence,
                basis=claim.basis,
                qualifiers=[
                    (Qualifier.ROLE, role_alone(claim.role)),
                    (Qualifier.TITLE, claim.title.of(self.text).strip('“”"')),
                    (Qualifier.STATUS, claim.status.value),
                    (Qualifier.START, claim.start),
                    (Qualifier.END, claim.end),
                ],
            )

    def _host(self, claim: PostClaim) -> int | None:
        """The chain of a claim's host: by its words, or for a bare noun (公司, 该院) the last body of that kind."""
        if claim.host is None:
            return self._division_of(claim)
        surface = claim.host.of(self.text)
        if surface in self.body_chain:
            return self.body_chain[surface]
        ending = [
            form.surface
            for form in self.forms.values()
            if any(span.end == claim.host.end and claim.host.overlaps(span) for span in form.spans)
        ]
        if ending:
            return self.body_chain[max(ending, key=lambda s: (len(s), s))]
        if surface[:-1] in self.body_chain and surface[-1] in _LEVELS:
            return self.body_chain[surface[:-1]]  # 甲区长: the level is printed once, for the place and the post
        named = [
            (form.surface, form.kind, span, self.body_chain[form.surface])
            for form in self.forms.values()
            for span in form.spans
        ]
        found = meant(surface, named, claim.host.start)
        if found is None and opens_pointing(surface):
            found = meant(surface[:2], named, claim.host.start)  # 本院放射科: the hospital that 本院 means
        if found is None and surface in _OWN_MEDIUM:
            found = self._medium_named(surface, claim.host)
        return found

    def _division_of(self, claim: PostClaim) -> int | None:
        """The place whose level a post names (区长 → the 区 spoken of), when the item speaks of one of that level."""
        match = re.search(r"([省市县区镇乡村州])长(?:提名)?(?:人选|候选人)?$", claim.role)
        if match is None:
            return None
        return self._place_of_level(match.group(1), max(claim.person.start, claim.title.start))

    def _place_of_level(self, level: str, offset: int) -> int | None:
        """The last place of a division level that stands before an offset, by the names printed in the item.

        A committee's name says whose it is: in 甲县委书记A、县长B the county is that of the committee.
        """
        found: list[tuple[Span, str]] = []
        for form in self.forms.values():
            seat = _SEAT_OF_COMMITTEE.fullmatch(form.surface)
            if seat and len(seat[1]) > 2 and seat[1][-1] == seat[1][-2]:
                seat = _SEAT_OF_COMMITTEE.fullmatch(
                    form.surface[: seat.end(1) - 1] + form.surface[seat.end(1) :]
                )  # 甲县|县委
            if form.kind is Kind.ADMIN and self._is_level(form.surface, level):
                found += [(span, form.surface) for span in form.spans]
            elif seat and seat[1].endswith(level) and kind_of_place(seat[1]) is Kind.ADMIN:
                found += [(Span(span.start, span.start + len(seat[1])), seat[1]) for span in form.spans]
        before = [item for item in found if item[0].start < offset]
        if not before:
            return None
        span, surface = max(before)
        if surface not in self.body_chain:
            draft = ChainDraft({EntityType.PLACE}, surface, kinds={Kind.ADMIN})
            self.body_chain[surface] = self.bench.add(draft)
            self.bench.mention(self.body_chain[surface], span)
        return self.body_chain[surface]

    def _is_level(self, surface: str, level: str) -> bool:
        if surface.endswith(level) and len(surface) > len(level):
            return True
        return any(division.name.endswith(level) for division in self.gazetteer.lookup(surface))

    def _put_credits(self) -> None:
        for credit in self.credits:
            person = self.person_chain[credit.name]
            role = credit.role.of(self.text) if credit.role else ""
            self.bench.relate(
                RelationType.CREDIT,
                person,
                None,
                credit.block if len(credit.block) <= 120 else credit.person,
                "byline",
                0.98,
                basis=Basis.BYLINE,
                qualifiers=[(Qualifier.CREDIT, credit.category(self.text)), (Qualifier.ROLE, role)],
            )
            if credit.team:
                self._put_member(credit, credit.team)
            if not credit.role or role.startswith("参与报道"):
                continue  # what somebody did is no post
            medium = credit.medium.of(self.text) if credit.medium else ""
            title = credit.role
            if credit.medium and self._adjoins(credit.medium, credit.role, credit.block):
                title = credit.medium.cover(credit.role)
            self.bench.relate(
                RelationType.POST,
                person,
                self._medium(medium, credit) if medium else None,
                credit.person.cover(credit.medium or title).cover(title),
                "byline",
                0.98,
                basis=Basis.BYLINE,
                qualifiers=[
                    (Qualifier.ROLE, role),
                    (Qualifier.TITLE, title.of(self.text) if title.end - title.start <= 30 else role),
                    (Qualifier.STATUS, PostStatus.CURRENT.value),
                ],
            )

    def _put_member(self, credit: CreditMention, team: Span) -> None:
        """报道组成员：A、B: whoever is listed is a member of the team."""
        self.bench.relate(
            RelationType.POST,
            self.person_chain[credit.name],
            self._medium_named(team.of(self.text), team),
            credit.block if len(credit.block) <= 120 else credit.person,
            "byline",
            0.98,
            basis=Basis.BYLINE,
            qualifiers=[
                (Qualifier.ROLE, "成员"),
                (Qualifier.TITLE, "报道组成员"),
                (Qualifier.STATUS, PostStatus.CURRENT.value),
            ],
        )

    def _adjoins(self, medium: Span, role: Span, block: Span) -> bool:
        """Whether a medium stands in the byline before a role with nobody's name between: not in 某报记者A、实习生B."""
        named = (credit.person for credit in self.credits)
        return (
            block.contains(medium)
            and not any(medium.end <= p.start < role.start for p in named)
            and medium.end <= role.start
        )

    def _medium(self, medium: str, credit: CreditMention) -> int:
        """The chain of a medium named in a byline; a new one when the text has not named it otherwise."""
        assert credit.medium is not None
        return self._medium_named(medium, credit.medium)

    def _medium_named(self, medium: str, span: Span) -> int:
        if medium not in self.body_chain:
            draft = ChainDraft({EntityType.ORGANIZATION}, medium, kinds={Kind.MEDIA})
            self.body_chain[medium] = self.bench.add(draft)
        index = self.body_chain[medium]
        self.bench.mention(index, span)
        return index


def role_alone(role: str) -> str:
    """The post without what says when or how it is held: 代市长 stays, 原 and 新任 go.

    >>> role_alone("新任主席")
    '主席'
    """
    return re.sub(r"^(?:原|前任|前|时任|现任|新任|首任|历任|曾任)(?=.{2})", "", role)


def _owners_of_family_names(names: set[str]) -> dict[str, str]:
    """莱文 → 斯蒂芬妮·莱文, 山田 → 山田花子, Jones → Mary Jones: a part of a foreign name is the same person.

    Only when one name alone has the part. Names of four Han characters are Japanese, with two for the family, or have a
    Chinese surname of two.
    """
    owners: dict[str, list[str]] = {}
    for full in sorted(names):
        parts = re.split(r"[· ]", full)
        for part in parts if len(parts) > 1 else [full[:2]] if 4 <= len(full) <= 5 and full[0] > "㐀" else []:
            owners.setdefault(part, []).append(full)
    for name in sorted(names):  # 老雷 is the only 雷 who is named in full
        surname = familiar(name)
        if surname:
            owners.setdefault(name, []).extend(
                full for full in sorted(names) if len(full) in (2, 3) and full[0] == surname
            )
    return {part: found[0] for part, found in owners.items() if part in names and len(found) == 1}


def _plain(name: str) -> str:
    """A name without the spaces that set it wide, and with one sort of dot."""
    if re.search(r"[A-Za-z]", name):
        return name
    return re.sub(r"[•・‧]", "·", re.sub(r"\s", "", name))
