"""Entities, articles, pages, roles and the run → the nodes of the graph."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from kg.assemble.gazetteer import list_of
from kg.assemble.settings import AssembleSettings
from kg.assemble.values import decimal_literal
from kg.lexicon.places import is_official_code
from kg.model import vocabulary as v
from kg.model.entity import Entity
from kg.model.ids import EntityId, local_name
from kg.model.schema import Basis, EntityType, Kind
from kg.model.statement import Literal, Term, Thing
from kg.model.text import Article, BlockKind, Document

Property = tuple[str, Term]

_TYPES = {
    EntityType.PERSON: (v.PERSON,),
    EntityType.ORGANIZATION: (v.ORGANIZATION,),
    EntityType.PLACE: (v.PLACE,),
    EntityType.EVENT: (v.EVENT,),
    EntityType.PROJECT: (v.PROJECT,),
    EntityType.PRACTICE: (v.PRACTICE, v.CONCEPT),
    EntityType.QUOTATION: (v.QUOTATION,),
    EntityType.MEASURE: (v.PROPERTY_VALUE,),
    EntityType.ACTION: (v.ACTION,),
}
# What an action keeps of its clause, in the words of the text.
_OF_ACTIONS = {
    "verb": v.VERB, "objectText": v.OBJECT_TEXT, "place": v.PLACE_TEXT, "manner": v.MANNER_TEXT, "purpose": v.PURPOSE_TEXT,
}  # fmt: skip
_AREAS = frozenset({Kind.ADMIN, Kind.RESIDENTIAL, Kind.NATURAL})
_OTHER_HEADLINES = (BlockKind.KICKER, BlockKind.DECK, BlockKind.SUBHEAD)


def article_id(article: Article) -> EntityId:
    """The id of an item: its words are what it is, so two copies of one item are one node."""
    return EntityId(local_name("a", text_sha256(article)))


def page_id(sha256_of_file: str) -> EntityId:
    """The id of a page: the file's bytes are what it is."""
    return EntityId(local_name("page", sha256_of_file))


def run_id(settings: AssembleSettings) -> EntityId:
    """The id of the run: equal tools with equal settings are one activity as far as the graph can tell."""
    return EntityId(local_name("run", settings.version, *_settings(settings)))


def text_sha256(article: Article) -> str:
    """The digest of an item's text in UTF-8."""
    return sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def entity_thing(entity: Entity) -> Thing:
    """The node of an entity."""
    types: list[str] = []
    for type_ in EntityType:
        if type_ is EntityType.PLACE and type_ in entity.types and Kind.ADMIN in entity.kinds:
            types.append(v.ADMINISTRATIVE_AREA)
        elif type_ in entity.types:
            types += _TYPES[type_]
    properties: set[Property] = {(v.KIND, EntityId(v.kind_term(kind))) for kind in entity.kinds}
    if entity.code:
        properties.add((v.SOURCE, list_of(entity.code)))
    if entity.from_gazetteer:  # no item names it: a list alone says that it belongs here
        properties.add((v.BASIS, EntityId(v.basis_term(Basis.GAZETTEER))))
    if entity.code and is_official_code(entity.code):
        properties.add((v.IDENTIFIER, _plain(entity.code)))
    properties |= {(v.CANDIDATE, _plain(code)) for code in entity.candidates}
    if EntityType.QUOTATION in entity.types:
        properties.add((v.TEXT_OF_QUOTATION, Literal(entity.property("text") or entity.name)))
    if EntityType.MEASURE in entity.types:
        properties |= _measure(entity)
    if EntityType.ACTION in entity.types:
        properties |= {(_OF_ACTIONS[key], Literal(text)) for key, text in entity.properties if key in _OF_ACTIONS}
        if entity.property("status") == "planned":
            properties.add((v.ACTION_STATUS, EntityId(v.PLANNED)))
    return Thing(entity.id, _kind(entity), tuple(types), entity.name, entity.aliases, sorted_properties(properties))


def role_thing(id_: EntityId, role: str, broader: EntityId | None = None, narrower: Iterable[EntityId] = ()) -> Thing:
    """The node of a role, in the scheme of all roles: below the next broader one, or on top of the scheme."""
    properties: set[Property] = {(v.IN_SCHEME, EntityId(v.ROLES))}
    properties.add((v.BROADER, broader) if broader else (v.TOP_CONCEPT_OF, EntityId(v.ROLES)))
    properties |= {(v.NARROWER, role_below) for role_below in narrower}
    return Thing(id_, "role", (v.ROLE, v.CONCEPT), role, (), sorted_properties(properties))


def scheme_thing(top: Iterable[EntityId]) -> Thing:
    """The node of the scheme of roles, which is a term of the vocabulary: the same in every graph."""
    properties: set[Property] = {(v.HAS_TOP_CONCEPT, role) for role in top}
    label = v.NAMES[v.ROLES].zh
    return Thing(EntityId(v.ROLES), "scheme", (v.CONCEPT_SCHEME,), label, (), sorted_properties(properties))


def article_things(articles: Iterable[Article], *, keep_text: bool) -> list[Thing]:
    """One node per item; copies of one item, alike in their words, give the pages they stand on and the first day."""
    copies: dict[EntityId, list[Article]] = {}
    for article in articles:
        copies.setdefault(article_id(article), []).append(article)
    return [_article(id_, copies[id_], keep_text=keep_text) for id_ in sorted(copies)]


def page_things(documents: Iterable[Document]) -> list[Thing]:
    """One node per page; a file given under two names is one page with both."""
    copies: dict[EntityId, list[Document]] = {}
    for document in documents:
        copies.setdefault(page_id(document.sha256), []).append(document)
    made = []
    for id_ in sorted(copies):
        names = sorted({document.name for document in copies[id_]})
        properties: set[Property] = {(v.FILE_NAME, _plain(name)) for name in names}
        properties |= {(v.ENCODING_FORMAT, _plain(document.media_type)) for document in copies[id_]}
        properties.add((v.FILE_SHA256, _plain(copies[id_][0].sha256)))
        web = any("html" in document.media_type for document in copies[id_])
        types = (v.WEB_PAGE if web else v.ISSUE,)
        made.append(Thing(id_, "page", types, names[0], tuple(names[1:]), sorted_properties(properties)))
    return made


def run_thing(settings: AssembleSettings) -> Thing:
    """The node of the run, with nothing that differs between equal runs: no time, no machine, no list of sources."""
    properties: set[Property] = {(v.SETTING, _plain(setting)) for setting in _settings(settings)}
    if settings.version:
        properties.add((v.TOOL_VERSION, _plain(settings.version)))
    return Thing(
        run_id(settings), "run", (v.ACTIVITY,), f"kg {settings.version}".strip(), (), sorted_properties(properties)
    )


def _kind(entity: Entity) -> str:
    """The short name for drawings. What is body and place at once is drawn as a place if it is an area, else a body."""
    first = next(type_ for type_ in EntityType if type_ in entity.types)
    if first is EntityType.ORGANIZATION and EntityType.PLACE in entity.types and not entity.kinds.isdisjoint(_AREAS):
        return EntityType.PLACE.value
    return first.value


def _measure(entity: Entity) -> set[Property]:
    value = entity.property("value")
    found: set[Property] = set()
    if entity.property("name"):
        found.add((v.NAME, Literal(entity.property("name"))))
    if value:
        found.add((v.VALUE, decimal_literal(value) or _plain(value)))
    if entity.property("unit"):
        found.add((v.UNIT_TEXT, Literal(entity.property("unit"))))
    if entity.property("bound"):
        found.add((v.BOUND, EntityId(v.bound_term(entity.property("bound")))))
    return found


def _article(id_: EntityId, copies: Sequence[Article], *, keep_text: bool) -> Thing:
    # Copies have equal words, but a page may set them differently, so the description is that of the first by content.
    article = min(copies, key=lambda copy: (copy.source_sha256, copy.position))
    properties: set[Property] = {(v.IS_PART_OF, page_id(copy.source_sha256)) for copy in copies}
    properties.add((v.TEXT_SHA256, _plain(text_sha256(article))))
    if keep_text:
        properties.add((v.TEXT, _plain(article.text)))  # as plain as the quotes, so that SUBSTR of it equals them
    if article.headline:
        properties.add((v.HEADLINE, Literal(article.headline)))
    for block in article.blocks:
        words = block.span.of(article.text)
        if block.kind in _OTHER_HEADLINES:
            properties.add((v.ALTERNATIVE_HEADLINE, Literal(words)))
        elif block.kind is BlockKind.SECTION:
            properties.add((v.SECTION, Literal(words)))
    days = [copy.published for copy in copies if copy.published]
    if days:
        properties.add((v.DATE_PUBLISHED, Literal(min(days).isoformat(), v.DATE)))
    label = article.headline or article.text.split("\n", 1)[0][:40]
    return Thing(id_, "article", (v.ARTICLE,), label, (), sorted_properties(properties))


def _settings(settings: AssembleSettings) -> tuple[str, ...]:
    return (f"min_confidence={settings.min_confidence:g}",)


def _plain(text: str) -> Literal:
    return Literal(text, v.STRING)


def sorted_properties(properties: Iterable[Property]) -> tuple[Property, ...]:
    """By predicate, then by value: the order in which a node lists them."""

    def key(pair: Property) -> tuple[str, str, str]:
        predicate, term = pair
        return (predicate, term.text, term.datatype) if isinstance(term, Literal) else (predicate, term, "")

    return tuple(sorted(properties, key=key))
