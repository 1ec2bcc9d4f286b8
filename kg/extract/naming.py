"""People, bodies, places and posts of one article, put on the bench as chains and relations.

Three passes: spans of names and claims about posts, sentence by sentence; the names that are sure anywhere, marked
everywhere (a body cut in half in one sentence is whole in the next); chains, hosts and relations.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extract.coreference.clusters import Form
from kg.extract.coreference.pointing import opens_pointing, points_back
from kg.extract.names.backed import Chosen
from kg.extract.names.bylines import CreditMention, find_credits
from kg.extract.names.choice import choose, lacks_pointer
from kg.extract.names.gathering import Context, Labels
from kg.extract.names.letters import add_letters
from kg.extract.names.organs import add_acting_organs
from kg.extract.names.owners import add_owners, join_crews
from kg.extract.names.people import everywhere, listed_between
from kg.extract.names.people_choice import choose_people
from kg.extract.names.seats import add_seats
from kg.extract.names.sidebyside import side_by_side
from kg.extract.names.taught import TaughtNames, without
from kg.extract.posts.careers import posts_of, stages
from kg.extract.posts.carrying import Body
from kg.extract.posts.claims import settle
from kg.extract.posts.elements import Item, elements
from kg.extract.posts.grammar import PostClaim, find_posts, is_title_line, names_speaker
from kg.extract.posts.groups import counted_group
from kg.extract.posts.hosts import add_hosts_of_posts, share_endings
from kg.extract.posts.titles import REGION_OF_COMPANY, own_level
from kg.extract.shaping.joint import join_sides
from kg.extract.shaping.ofposts import before_group
from kg.extract.shaping.placed import add_placed
from kg.extract.shaping.readings import put_readings
from kg.extract.shaping.reshaping import reshape
from kg.extract.shaping.routes import join_routes
from kg.extract.shaping.vessels import vessels
from kg.extract.text.levels import LEVELS, is_bare, level_of
from kg.extract.tying import Tying
from kg.extract.workspace import Workspace
from kg.lexicon.places import Gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind
from kg.model.text import BlockKind, Span

# A sentence that goes on about the last person: by a pronoun, if need be behind words of time (半年后，他…), or by a
# verb of a vita without a subject (此后任…, 2015年起，担任…).
_WHEN = r"[^，。“”]{0,9}(?:[年月日后前时起]|期间|当时|目前|如今|随后)，?"
_PRONOUN = re.compile(
    rf"^[“\"]?(?:(?:{_WHEN})?(?:他|她)(?!们)|(?:曾|历|现|后|先后|此前|此后|其后)[^，。]{{0,6}}任|"
    r"\d{4}年[^，。“”]{0,14}，?[起后]?，?(?:先后|历|曾|再次|又)?(?:任|担任|出任|调任|升任|转任|兼任|当选|被任命为|获任)(?!务))"
)

_DEPARTMENT = re.compile(r"..[部局厅委]$")  # 宣传部, 教育局: an ending that also names one body inside a place


def name_everything(bench: Workspace, gazetteer: Gazetteer, taught: TaughtNames) -> None:
    """Find people, bodies, places, credits and posts in the article on the bench; names that were taught come first."""
    credits = find_credits(bench.article)
    context = contexts(bench)
    taught_people, taught_bodies = taught.find(bench.text, [bench.sentences[i].span for i in running(bench)])
    ships = without(vessels(bench.text), [*taught_people, *taught_bodies])
    people = find_all_people(bench, context, credits, gazetteer)
    people = sorted([*taught_people, *without(people, [*taught_people, *taught_bodies, *ships])])
    bylined = [credit.person for credit in credits]
    chosen = choose(context, [*people, *bylined], gazetteer)
    forms = _forms(chosen, gazetteer)
    join_crews(forms)
    taught.put(bench.text, taught_bodies, forms)
    reshape(bench.text, forms, gazetteer)
    join_routes(bench.text, forms, gazetteer)
    join_sides(bench.text, forms, gazetteer)
    put_readings(bench.text, forms, people, ships, gazetteer)
    add_hosts_of_posts(context, people, forms, gazetteer)
    share_endings(bench.text, forms, gazetteer)  # also for hosts that only their posts show
    _spread(bench, forms, [*people, *bylined])
    add_acting_organs(context, forms)  # behind 党组书记 the same words are the bureau's
    claims = _claims(bench, people, forms)
    _add_hosts(bench, forms, claims, gazetteer)
    add_owners(bench.text, forms, gazetteer)
    add_seats(bench.text, forms, gazetteer)
    add_placed(bench.text, forms, gazetteer)
    add_letters([context[i] for i in running(bench)], forms, gazetteer)  # hosts of posts are printed longer
    Tying(bench, gazetteer, people, forms, claims, credits).put()


def _forms(chosen: Iterable[Chosen], gazetteer: Gazetteer) -> dict[str, Form]:
    """The names by surface; 该县教育局 is 县教育局, and what points back otherwise (该院, 本院放射科) names nothing.

    该省甲市教育局 is 甲市教育局: the province pointed to is the city's, not part of the bureau's name.
    """
    forms: dict[str, Form] = {}
    for item in chosen:
        cut = int(opens_pointing(item.surface))
        if cut and lacks_pointer(item.surface[1:], gazetteer):
            cut = 2
        surface = _trimmed(item.surface[cut:])
        if not points_back(item.surface) and not (cut == 1 and not level_of(surface)) and "该" not in surface[1:-1]:
            begins = side_by_side(surface)
            for begin, end in pairwise((*begins, len(surface))):
                part = surface[begin:end]
                kind = item.kind if len(begins) == 1 else kind_of_body(part) or item.kind
                form = forms.setdefault(part, Form(part, kind, item.probability))
                spans = (Span(span.start + cut + begin, span.start + cut + end) for span in item.spans)
                form.spans.extend(span for span in spans if span not in form.spans)
    return forms


# Which of several holders, and where in the world: said of the post behind the body, 甲会|第七任主席, 乙资本|全球董事长.
_OF_POST = re.compile(r"(?:第[一二三四五六七八九十\d]+[任届]|全球)$")


def _trimmed(surface: str) -> str:
    """A body's name without what belongs to the post behind it."""
    match = _OF_POST.search(surface)
    return surface[: match.start()] if match is not None and match.start() > 1 else surface


def running(bench: Workspace) -> list[int]:
    """Indexes of the sentences that are neither byline nor dateline."""
    return [i for i, s in enumerate(bench.sentences) if s.block not in (BlockKind.BYLINE, BlockKind.DATELINE)]


def find_all_people(
    bench: Workspace, context: Sequence[Context], credits: Sequence[CreditMention], gazetteer: Gazetteer
) -> list[Span]:
    """People in running text, marked wherever their names stand; who is bylined is looked for there too."""
    chosen = choose_people(context, gazetteer)
    spans = [span for _, _, found in chosen for span in found]
    names = [*(surface for surface, _, _ in chosen), *(credit.name for credit in credits)]
    spans += listed_between(bench.text, spans)
    sentences = [bench.sentences[i].span for i in running(bench)]
    return sorted({*spans, *everywhere(bench.text, sentences, names, spans)})


def _shows_body(claim: PostClaim, surface: str) -> bool:
    """Whether an ending alone names one body here: a department, or the unit that the post itself names (行政院长)."""
    assert claim.host is not None
    return bool(_DEPARTMENT.search(surface)) or (len(surface) > 2 and claim.host.overlaps(claim.role_span))


def contexts(bench: Workspace) -> list[Context]:
    """What names are chosen from: each sentence's words and what the labeller says of it."""
    return [
        Context(
            bench.text,
            bench.words(i),
            sentence.block,
            Labels(sentence.span.start, bench.scores[i], bench.glued(i)),
            bench.listed(sentence.span),
        )
        for i, sentence in enumerate(bench.sentences)
    ]


def _spread(bench: Workspace, forms: dict[str, Form], people: Sequence[Span]) -> None:
    """Mark a name of three characters or more also where no candidate was seen (cut by the tagger's words)."""
    taken = sorted({span for form in forms.values() for span in form.spans} | set(people))
    for surface in sorted(forms, key=lambda s: (-len(s), s)):
        if len(surface) < 3:
            continue
        at = bench.text.find(surface)
        while at >= 0:
            span = Span(at, at + len(surface))
            free = span not in taken and before_group(bench.text, span) is None
            if free and bench.sentence_at(at) is not None and not _crosses(span, taken):
                forms[surface].spans.append(span)
                taken.append(span)
            at = bench.text.find(surface, span.end)


def _crosses(span: Span, taken: Sequence[Span]) -> bool:
    """True when a stretch shares characters with a name without either containing the other."""
    return any(span.overlaps(other) and not (span.contains(other) or other.contains(span)) for other in taken)


def outermost(forms: dict[str, Form]) -> list[Span]:
    """Spans of names that lie in no other name, in order; of two that cross, the longer."""
    kept: list[Span] = []
    for span in sorted({span for form in forms.values() for span in form.spans}, key=lambda s: (-len(s), s)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _claims(bench: Workspace, people: Sequence[Span], forms: dict[str, Form]) -> list[PostClaim]:
    """Posts in running text; a sentence that begins with 他 or 她 speaks of the last person named before it."""
    claims: list[PostClaim] = []
    above: list[Item] = []
    hosts = outermost(forms)
    sentences = [bench.sentences[i].span for i in running(bench)]
    careers = list(stages(bench.text, sentences, people))
    for i in running(bench):
        span = bench.sentences[i].span
        row = elements(
            bench.text,
            bench.words(i),
            [person for person in people if span.contains(person)],
            [host for host in hosts if span.contains(host)],
            _roles(bench.text, Labels(span.start, bench.scores[i])),
        )
        if held := [c for stage in careers if span.contains(stage.span) for c in posts_of(stage, row)]:
            claims.extend(held)
            continue
        before = [person for person in people if person.end <= span.start]
        subject = before[-1] if before and _PRONOUN.match(span.of(bench.text)) else None
        group = counted_group(bench.text, span, sentences, people)
        subjects: Sequence[Span | None] = group or (subject,)
        for one in subjects:
            claims.extend(find_posts([*above, *row] if above and names_speaker(row) else row, one))
        above = row if is_title_line(row) else []
    bodies = sorted(
        (Body(span, form.surface, form.kind) for form in forms.values() for span in form.spans),
        key=lambda b: (b.span.end, -len(b.span)),
    )
    return settle(bench.text, claims, bodies, sentences, bench.article.published)


def _roles(text: str, labels: Labels) -> list[Span]:
    """What the labeller takes for posts, but for stretches that hold half of a pair of brackets (正处级）)."""
    posts = [span for span, label, p in labels.best if label == "ROLE" and p >= 0.4]
    return [s for s in posts if sum(map(s.of(text).count, "（(")) == sum(map(s.of(text).count, "）)"))]


def _of_level(level: str, at: Span, forms: dict[str, Form]) -> Form | None:
    """The place that a level alone stands for (街道, 镇): the one of its level named last before, None for none."""
    named = [
        (span, surface)
        for surface, form in forms.items()
        for span in form.spans
        if surface.endswith(level) and len(surface) > len(level) and span.end <= at.start
    ]
    return forms[max(named)[1]] if named else None


def _add_hosts(bench: Workspace, forms: dict[str, Form], claims: Sequence[PostClaim], gazetteer: Gazetteer) -> None:
    """Add hosts that only their posts show to be bodies (宣传部 in 宣传部长)."""
    for claim in claims:
        if claim.host is None or claim.carried or bench.text[claim.host.start] in "该本我其某此":
            continue  # 该科 points to a body and names none
        surface = claim.host.of(bench.text)
        known = any(span.end == claim.host.end for form in forms.values() for span in form.spans)
        kind = kind_of_body(surface)
        if (
            not known
            and kind is not None
            and (not is_bare(surface) or level_of(surface) or _shows_body(claim, surface))
        ):
            forms.setdefault(surface, Form(surface, kind, 0.6)).spans.append(claim.host)
        elif not known and surface in LEVELS:
            owner = _of_level(surface, claim.host, forms)
            if owner is not None:
                owner.spans.append(claim.host)  # 街道 in 街道党工委书记
        elif (
            not known
            and claim.role.startswith(("党", "民兵"))
            and kind_of_place(surface) is not None
            and not is_bare(surface)
        ):
            kind = kind_of_place(surface) or Kind.ADMIN  # 甲街道 in 甲街道党工委书记, a name with its committee before
            forms.setdefault(surface, Form(surface, kind, 0.6)).spans.append(claim.host)
        elif not known and own_level(claim.role) and gazetteer.lookup(surface):
            forms.setdefault(surface, Form(surface, Kind.ADMIN, 0.9)).spans.append(claim.host)  # 甲区 in 甲区长
        elif surface not in forms and REGION_OF_COMPANY.sub("", surface) not in ("", surface):
            forms.setdefault(surface, Form(surface, Kind.COMPANY, 0.5)).spans.append(claim.host)  # 甲中国区
