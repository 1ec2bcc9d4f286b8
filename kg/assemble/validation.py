"""A built graph held to the contract: every broken promise is told, not only the first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from kg.model import vocabulary as v
from kg.model.graph import GraphData
from kg.model.ids import EntityId
from kg.model.statement import Literal, Term
from kg.model.triples import Triple, triples

# Predicates of direct triples that state a fact about the world, so that each needs its fact node.
STATED = frozenset(
    {
        v.MEMBER_OF,
        v.HAS_OCCUPATION,
        v.WITHIN,
        v.CONTAINED_IN_PLACE,
        v.SUB_ORGANIZATION_OF,
        v.LOCATION,
        v.ADMINISTERS,
        v.ORGANIZER,
        v.ATTENDEE,
        v.START_DATE,
        v.END_DATE,
        v.DATE_TEXT,
        v.TOPIC_TEXT,
        v.PARTY,
        v.INVESTMENT_TEXT,
        v.INVESTMENT,
        v.AREA_TEXT,
        v.AREA,
        v.ADDITIONAL_PROPERTY,
        v.PRACTISED_BY,
        v.NARROWER,
        v.SPOKEN_BY,
        v.AGENT,
        v.OBJECT,
        v.AUTHOR,
        v.EDITOR,
        v.CONTRIBUTOR,
        v.MENTIONS,
    }
)

# Nodes that may stand alone: a page may hold no article, a run no fact.
_MAY_STAND_ALONE = frozenset({v.ISSUE, v.WEB_PAGE, v.ACTIVITY})

Properties = Mapping[str, Sequence[Term]]


class Violation(NamedTuple):
    """A broken promise: ``rule`` is its short name, ``node`` what breaks it, ``message`` how, in one sentence."""

    rule: str
    node: str
    message: str


def check(graph: GraphData) -> tuple[Violation, ...]:
    """Every violation in a built graph; see :func:`violations`."""
    return violations(triples(graph))


def violations(said: Iterable[Triple]) -> tuple[Violation, ...]:
    """Every violation in a graph given as triples, sorted; none for an empty one.

    - quote: evidence whose words are not those of its article at that place, or an article with another digest;
    - fact: a direct triple without the node of a fact that states it;
    - evidence: a fact that rests on nothing, or on evidence that is not there;
    - count: a number of articles that is not that of the articles that mention the thing;
    - scheme: a step between roles that stands in one direction only;
    - orphan: a node that is named and never described, or described and linked with nothing.

    A graph written without facts is held to the last three promises alone. Where articles have no text, quotes are held to
    their length. Cost: the triples in memory.
    """
    nodes: dict[str, dict[str, list[Term]]] = {}
    for subject, predicate, object_ in said:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(object_)
    found = [*_orphans(nodes), *_counts(nodes), *_scheme(nodes)]
    if any(_is_a(node, v.STATEMENT) for node in nodes.values()):
        found += _facts(nodes)
        found += _evidence(nodes)
        found += _quotes(nodes)
    return tuple(sorted(found))


def _is_a(node: Properties, type_: str) -> bool:
    return type_ in node.get(v.TYPE, ())


def _facts(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Direct triples that no fact states."""
    stated: set[Triple] = set()
    for node in nodes.values():
        if not _is_a(node, v.STATEMENT):
            continue
        predicates = [str(predicate) for key in (v.PREDICATE, v.ALSO_AS) for predicate in node.get(key, ())]
        for subject in map(str, node.get(v.SUBJECT, ())):
            for end in node.get(v.OBJECT_OF_FACT, ()):
                stated.update((subject, predicate, end) for predicate in predicates)
            # What the fact node says of its subject besides: a post its role, printed words the date or sum they mean.
            stated.update((subject, v.HAS_OCCUPATION, role) for role in node.get(v.HAS_ROLE, ()))
            for predicate in (v.START_DATE, v.END_DATE, v.INVESTMENT, v.AREA):
                stated.update((subject, predicate, end) for end in node.get(predicate, ()))
    for name, node in nodes.items():
        if _is_a(node, v.STATEMENT) or _is_a(node, v.MEMBERSHIP):
            continue
        of_scheme = {v.NARROWER} if _is_a(node, v.ROLE) else set()  # how roles are arranged is no news
        for predicate in sorted(STATED & node.keys() - of_scheme):
            for end in node[predicate]:
                if (name, predicate, end) not in stated:
                    yield Violation("fact", name, f"{predicate} {_show(end)} is stated by no fact.")


def _evidence(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Facts that rest on nothing, and evidence that supports nothing."""
    used: set[str] = set()
    for name, node in nodes.items():
        if not _is_a(node, v.STATEMENT):
            continue
        pieces = [str(piece) for piece in node.get(v.DERIVED_FROM, ())]
        used.update(pieces)
        if not pieces:
            yield Violation("evidence", name, "The fact rests on no evidence.")
        for piece in pieces:
            if not _is_a(nodes.get(piece, {}), v.ENTITY):
                yield Violation("evidence", name, f"Its evidence {piece} is not in the graph.")
    for name, node in nodes.items():
        if _is_a(node, v.SPECIFIC_RESOURCE) and name not in used:
            yield Violation("orphan", name, "The evidence supports no fact.")


def _quotes(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Quotes that differ from their article's text at the place they name."""
    texts: dict[str, str] = {}
    for name, node in nodes.items():
        text = _text(node, v.TEXT)
        if text is not None:
            texts[name] = text
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != _text(node, v.TEXT_SHA256):
                yield Violation("quote", name, "The digest is not that of the text.")
    for name, node in nodes.items():
        if not _is_a(node, v.SPECIFIC_RESOURCE) or v.HAS_SELECTOR not in node:
            continue
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for selector in map(str, node[v.HAS_SELECTOR]):
            for predicate, ends in nodes.get(selector, {}).items():
                parts[predicate] += [end.text for end in ends if isinstance(end, Literal)]
        said = _mismatch(parts, [texts[source] for source in map(str, node.get(v.HAS_SOURCE, ())) if source in texts])
        if said:
            yield Violation("quote", name, said)


def _mismatch(parts: Mapping[str, Sequence[str]], texts: Sequence[str]) -> str:
    """What is wrong with a quote, "" when nothing is."""
    try:
        (start,), (end,), (exact,) = map(int, parts[v.START]), map(int, parts[v.END]), parts[v.EXACT]
    except (KeyError, ValueError):
        return "It lacks one start, one end and one quote."
    if end - start != len(exact):
        return f"[{start}, {end}) is not as long as the quote."
    before, after = "".join(parts.get(v.PREFIX, ())), "".join(parts.get(v.SUFFIX, ()))
    for text in texts:
        if text[start:end] != exact:
            return f"The text at [{start}, {end}) is {text[start:end]!r}, not {exact!r}."
        if not text.startswith(before, start - len(before)) or start < len(before) or not text.startswith(after, end):
            return f"The words around [{start}, {end}) are not its prefix and suffix."
    return ""


def _orphans(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Names without a node, and nodes without a link."""
    linked: set[str] = set()
    for name, node in nodes.items():
        for ends in node.values():
            for end in ends:
                if isinstance(end, Literal) or ":" in end:
                    continue
                linked |= {name, end}
                if end not in nodes:
                    yield Violation("orphan", end, f"{name} names it, and nothing describes it.")
    for name, node in nodes.items():
        if name not in linked and _MAY_STAND_ALONE.isdisjoint(map(str, node.get(v.TYPE, ()))):
            yield Violation("orphan", name, "Nothing links it with anything.")


def _counts(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Numbers of articles that differ from the mentions."""
    mentions = Counter(end for node in nodes.values() for end in node.get(v.MENTIONS, ()))
    for name, node in nodes.items():
        said = [end.text for end in node.get(v.ARTICLE_COUNT, ()) if isinstance(end, Literal)]
        true = mentions[EntityId(name)]
        if said != ([str(true)] if true else []):
            yield Violation("count", name, f"{true} articles mention it, its number is {', '.join(said) or 'missing'}.")


# What is the same said from the other end.
_INVERSE = ((v.BROADER, v.NARROWER), (v.TOP_CONCEPT_OF, v.HAS_TOP_CONCEPT))


def _scheme(nodes: Mapping[str, Properties]) -> Iterator[Violation]:
    """Steps between roles, and between roles and their scheme, whose other direction is missing."""
    ends = {name for name, node in nodes.items() if _is_a(node, v.ROLE) or _is_a(node, v.CONCEPT_SCHEME)}
    for name in ends:
        for pair in _INVERSE:
            for there, back in (pair, pair[::-1]):
                for end in map(str, nodes[name].get(there, ())):
                    if end not in ends or name not in nodes[end].get(back, ()):
                        yield Violation("scheme", name, f"{there} {end} stands without its {back}.")


def _text(node: Properties, predicate: str) -> str | None:
    return next((end.text for end in node.get(predicate, ()) if isinstance(end, Literal)), None)


def _show(term: Term) -> str:
    return repr(term.text) if isinstance(term, Literal) else term
