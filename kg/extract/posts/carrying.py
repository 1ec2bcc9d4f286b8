"""Hosts for posts that name none: the body that the item last spoke of, if the post's word can belong to it.

"甲局举行会议。副局长王某出席": whoever reads on knows of which 局. A post's head says what sort of body it is held in
(局长 in a 局, 校长 in a school, 总经理 in a company); the nearest such body before the post is its host. Posts that say
nothing of their body (工作人员, 专家) are given a host in their own sentence only, if at all.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.coreference.pointing import POINTING
from kg.extract.posts.grammar import PostClaim
from kg.extract.posts.roles import is_office
from kg.extract.posts.titles import own_level
from kg.lexicon.names import name_score
from kg.lexicon.places import Level, gazetteer
from kg.model.schema import Basis, Kind, PostStatus
from kg.model.text import Span

# What a body's name must end in for a head of posts; the first that fits the role counts. "" stands for any body.
_ENDINGS: tuple[tuple["re.Pattern[str]", "re.Pattern[str]", frozenset[Kind]], ...] = tuple(
    (re.compile(role), re.compile(ending), frozenset(kinds))
    for role, ending, kinds in (
        (r"车间主任$", r"车间$", set()),
        (r"校长$|校监$|班主任$|教务主任$", r"(?:学|校|大学|学院|附小|附中|中|小)$", {Kind.SCHOOL}),
        (r"局长$", r"局$", set()),
        (r"厅长$", r"厅$", set()),
        (r"关员$|关长$", r"海关$", set()),
        (r"领事$|参赞$|公使$|武官$|等秘书$|[一二三]秘$", r"(?:使馆|领馆|领事馆|使团)$", set()),
        (r"法官$|庭长$|审判员$|书记员$", r"法院$", set()),
        (r"段长$", r"段$", set()),
        (r"行长$", r"行$", set()),
        (r"处长$", r"处$", set()),
        (r"科长$", r"科$", set()),
        (r"所长$", r"所$", set()),
        (r"站长$", r"站$", set()),
        (r"馆长$", r"馆$", set()),
        (r"[队团]长$", r"(?:[队团]|俱乐部|[男女][足排篮]|国足)$", set()),
        (r"厂长$", r"(?:厂|公司)$", set()),
        (r"场长$", r"场$", set()),
        (r"[园]长$", r"园$", set()),
        (r"店长$", r"店$", set()),
        (r"检察长$", r"(?:检察院)$", set()),
        (r"院长$", r"(?:院|大学)$", {Kind.HOSPITAL}),
        (
            r"(?:董事长|法定代表人|法人代表|总经理|总裁|CEO|CFO|COO|CTO|首席[^家]{0,4}官|董事|监事|经理|合伙人|总监|独董|董秘|董事会秘书)$",
            "",
            {Kind.COMPANY, Kind.OTHER},
        ),
        (r"理事长$", r"(?:会|合作社)$", {Kind.ASSOCIATION}),
        (r"(?:会长|理事|秘书长|会员)$", r"会$", {Kind.ASSOCIATION}),
        (r"组长$|组员$", r"(?:组|小组|评标委员会|评审委员会)$", set()),
        (r"部长$", r"部$", set()),
        (r"社长$", r"社$", {Kind.COMPANY, Kind.MEDIA}),
        (r"村支书$|村主任$", r"村$", set()),
        (r"党组书记$|党组成员$|党组副书记$", r"(?:局|厅|部|委|署|院|办|政府|总局)$", set()),
        (
            r"(?:球员|外援|队员|门将|主帅|主教练|教练|前锋|后卫|中场|中锋|主攻|副攻|自由人)$",
            r"(?:队|俱乐部|女足|男足|女排|男排|女篮|男篮)$",
            set(),
        ),
        (r"(?:主任)$", r"(?:委|委员会|办|办公室|中心|科|会|组|局|部|院|所)$", set()),
    )
)
_OF_TEAM = re.compile(r"(?:球员|外援|队员|门将|主帅|教练|前锋|后卫|中场|中锋)$")
_GROUPS = re.compile(r"(?:组|委员会|指挥部|办公室|专班|会|团|队)$")
_ANY_BODY = ("本单位", "该单位", "单位", "该机构", "该组织")  # words that point back to a body of any kind
_FOUNDER = re.compile(r"(?:创始人|发起人|创办人|创立者|发明人)$")
_OF_STATE = re.compile(
    r"(?:总统|首相|总理|国王|女王|天皇|亲王|总书记|国家主席|国务卿|外长|防长|财长|外相|防相|财相|大臣|州长|议长)$"
)
_CHINESE = 4.0  # name_score from which a name is one of China's
_OF_THE_STATE = re.compile(r"(?:政府|议会|国会|王室|外交部)$")
_BY_VERB = ("title-by-predicate", "appointment", "post-by-agent")
_MEDIA_POSTS = ("社长", "总编", "总编辑", "主编", "台长")


@dataclass(frozen=True, slots=True)
class Body:
    """A body or place where it is named, with its kind."""

    span: Span
    surface: str
    kind: Kind


def give_hosts(
    text: str, claims: Sequence[PostClaim], bodies: Sequence[Body], sentences: Sequence[Span]
) -> list[PostClaim]:
    """Give posts that name no host the last body before them that can be it; other claims stay as they are.

    A person whose post is printed with its host anywhere in the item holds that post where it is printed bare, too.
    ``bodies`` in text order; ``sentences`` are those that the claims stand in. Cost: O(claims · bodies).
    """
    claims = [_with_tail(text, claim, bodies) for claim in claims]
    held = [(claim.person.of(text), claim.host) for claim in claims if claim.host and claim.rule not in _BY_VERB]
    settled = {(claim.person.of(text), claim.role): claim for claim in reversed(claims) if claim.host is not None}
    given = []
    for claim in claims:
        if claim.host is not None and claim.host.of(text) in _ANY_BODY:
            last = [body for body in bodies if body.span.end <= claim.host.start and _may_hold(body, claim.role)]
            given.append(replace(claim, host=last[-1].span, carried=True, basis=Basis.CONTEXT) if last else claim)
            continue
        known = settled.get((claim.person.of(text), claim.role))
        if claim.host is None and known is not None:
            given.append(replace(claim, host=known.host, status=known.status, carried=True, basis=Basis.CONTEXT))
        else:
            bare = claim.host is None and not _says_of_what(text, claim)
            given.append(_with_host(text, claim, _without_own(text, claim, bodies, held), sentences) if bare else claim)
    return _with_endings(text, given)


def _with_endings(text: str, claims: Sequence[PostClaim]) -> list[PostClaim]:
    """A post that the item says to be over is over wherever the item prints it: 甲局局长A … 免去A甲局局长职务."""
    over = [
        claim
        for claim in claims
        if claim.status is PostStatus.FORMER and claim.rule in ("dismissal", "title-by-predicate")
    ]
    return [
        replace(claim, status=PostStatus.FORMER)
        if claim.status is PostStatus.CURRENT and any(_same_post(text, claim, other) for other in over)
        else claim
        for claim in claims
    ]


def _same_post(text: str, one: PostClaim, other: PostClaim) -> bool:
    """Same person and role, and hosts of which one's name ends in the other's."""
    if one.role != other.role or one.host is None or other.host is None or one.person.of(text) != other.person.of(text):
        return False
    a, b = one.host.of(text), other.host.of(text)
    return a.endswith(b) or b.endswith(a)


def _with_tail(text: str, claim: PostClaim, bodies: Sequence[Body]) -> PostClaim:
    """甲 of 甲、乙市委书记 is 甲市委, where the item prints that name anywhere."""
    if not claim.tail or claim.host is None:
        return claim
    place = claim.host.of(text)
    whole = next((body for body in bodies if body.surface in (place + claim.tail, place + claim.tail[1:])), None)
    return replace(claim, host=whole.span, carried=True) if whole else claim


def _says_of_what(text: str, claim: PostClaim) -> bool:
    """Whether a founder's work stands right before the word (“甲疗法”创始人): the word asks for no body then."""
    before = text[max(0, claim.title.start - 1) : claim.title.start]
    named = (before.isalnum() and before not in POINTING) or before in set("”》’」")
    return bool(_FOUNDER.search(claim.role)) and named


def _with_host(text: str, claim: PostClaim, bodies: Sequence[Body], sentences: Sequence[Span]) -> PostClaim:
    if _OF_STATE.search(claim.role):
        return _of_country(text, claim, bodies)
    if claim.rule == "title-after-name" and claim.role in ("主席", "总书记"):
        return claim  # whom everybody knows by the post
    if claim.role.startswith("民兵") or claim.role.endswith("裁判长"):
        return claim  # of a village, of a contest: of no body that stands before
    if own_level(claim.role) or not (is_office(claim.role) or _wanted(claim.role)[0]):
        return claim
    at = claim.title.start
    own = max((s.start for s in sentences if s.start <= at), default=at)
    before = [body for body in bodies if body.span.end <= at and _may_hold(body, claim.role)]
    if not before:
        return claim
    ending, kinds = _wanted(claim.role)
    if claim.rule == "roster" and claim.title.end <= claim.person.start:
        ending, kinds = (
            _GROUPS,
            frozenset(),
        )  # 组长：, 成员：, 主任：: the bodies between are those of the people listed
    if ending is None:
        fitting = [body for body in before if body.span.start >= own]
    else:
        fitting = [body for body in before if (ending.pattern and ending.search(body.surface)) or body.kind in kinds]
    if not fitting:
        return claim
    if claim.role.startswith("党委"):
        fitting = [body for body in fitting if not _GROUPS.search(body.surface)] or fitting
    if claim.role.endswith("厂长"):
        fitting = [body for body in fitting if body.surface.endswith("厂")] or fitting  # before a company
    if Kind.COMPANY in kinds and text[at - 1 : at] not in ("）", ")"):  # 甲（乙照明）总裁: the name right before it
        fitting = _spoken_of(fitting, bodies)
    if _OF_TEAM.search(claim.role):  # a report of a match names two teams by turns, and is about one of them
        counts = Counter(body.surface for body in bodies)
        fitting.sort(key=lambda body: counts[body.surface])
    last = fitting[-1].span
    whole = max((body.span for body in fitting if body.span.end == last.end), key=len)  # of names one in the other
    return replace(claim, host=whole, carried=True, basis=Basis.CONTEXT)


def _spoken_of(fitting: Sequence[Body], bodies: Sequence[Body]) -> list[Body]:
    """Without names of no known kind (a hall, a road, a brand) that the item prints once: whose officers speak is named again."""
    counts = Counter(body.surface for body in bodies)
    return [b for b in fitting if b.kind is not Kind.OTHER or counts[b.surface] > 1] or list(fitting)


def _of_country(text: str, claim: PostClaim, bodies: Sequence[Body]) -> PostClaim:
    """A head of state without a country beside him is that of the country abroad named last, and of no local body.

    Whose name is Chinese and who is 外长 or 总理 may be China's own, of whom nobody says so.
    """
    chinese = (
        len(claim.person) <= 3
        and name_score(claim.person.of(text)) > _CHINESE
        and not claim.role.endswith(("总统", "首相"))
    )
    if claim.role in ("总书记", "国家主席") or chinese:
        return claim
    before = [body for body in bodies if body.span.end <= claim.title.start and _is_state(body.surface)]
    return replace(claim, host=before[-1].span, carried=True, basis=Basis.CONTEXT) if before else claim


def _is_state(surface: str) -> bool:
    name = _OF_THE_STATE.sub("", surface)
    return any(place.level is Level.COUNTRY and place.code != "CN" for place in gazetteer().lookup(name))


def _without_own(
    text: str, claim: PostClaim, bodies: Sequence[Body], held: Sequence[tuple[str, Span]]
) -> Sequence[Body]:
    """Without hosts of the person's other posts: who is 甲局局长 and 受聘为顾问 is no 顾问 of 甲局, or the verb would say so."""
    rises = text.endswith(("升任", "升为", "晋升"), 0, claim.title.start)  # in one body
    if rises or claim.rule not in _BY_VERB or _wanted(claim.role)[0] is not None:
        return bodies
    own = [host for name, host in held if name == claim.person.of(text)]
    return [body for body in bodies if not any(host.overlaps(body.span) for host in own)]


def _wanted(role: str) -> tuple["re.Pattern[str] | None", frozenset[Kind]]:
    """What the name of the body must end in, or be; (None, …) when the post's word says nothing of its body."""
    for pattern, ending, kinds in _ENDINGS:
        if pattern.search(role):
            return ending, kinds
    return None, frozenset()


def _may_hold(body: Body, role: str) -> bool:
    if body.kind is Kind.OTHER and any(place.code.startswith("region:") for place in gazetteer().lookup(body.surface)):
        return False  # 东南亚 is a region, and no company of an unknown kind
    if body.kind in (Kind.ADMIN, Kind.RESIDENTIAL, Kind.NATURAL):
        return role.endswith(("村支书", "村主任", "楼长", "网格长")) and body.surface.endswith(("村", "社区", "小区"))
    return body.kind is not Kind.MEDIA or role.endswith(_MEDIA_POSTS)
