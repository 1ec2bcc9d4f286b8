"""Every prefix and term the graph is written with, once; each predicate with a name for people in English and Chinese.

Terms are compact IRIs (``org:memberOf``). ``kg:`` terms are our own; their comments, domains and ranges stand in
``kg/data/ontology.ttl``, and a test holds the two together.
"""

from types import MappingProxyType
from typing import NamedTuple

from kg.model.schema import Basis, Kind, PostStatus

DEFAULT_BASE = "https://example.org/kg/id/"
DATA_PREFIX = "id"

PREFIXES = MappingProxyType(
    {
        "kg": "https://example.org/kg/ns#",
        "schema": "https://schema.org/",
        "org": "http://www.w3.org/ns/org#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

# classes
PERSON = "foaf:Person"
ORGANIZATION = "org:Organization"
PLACE = "schema:Place"
ADMINISTRATIVE_AREA = "schema:AdministrativeArea"
ROLE = "org:Role"
CONCEPT = "skos:Concept"
CONCEPT_SCHEME = "skos:ConceptScheme"
MEMBERSHIP = "org:Membership"
STATEMENT = "rdf:Statement"
EVENT = "schema:Event"
PROJECT = "schema:Project"
PROPERTY_VALUE = "schema:PropertyValue"
PRACTICE = "kg:Practice"
QUOTATION = "schema:Quotation"
ACTION = "schema:Action"
ARTICLE = "schema:NewsArticle"
ISSUE = "schema:PublicationIssue"
WEB_PAGE = "schema:WebPage"
ENTITY = "prov:Entity"
ACTIVITY = "prov:Activity"
SPECIFIC_RESOURCE = "oa:SpecificResource"
POSITION_SELECTOR = "oa:TextPositionSelector"
QUOTE_SELECTOR = "oa:TextQuoteSelector"

# naming and describing
TYPE = "rdf:type"
LABEL = "rdfs:label"
PREF_LABEL = "skos:prefLabel"
ALT_LABEL = "skos:altLabel"
IN_SCHEME = "skos:inScheme"
TOP_CONCEPT_OF = "skos:topConceptOf"
HAS_TOP_CONCEPT = "skos:hasTopConcept"
IDENTIFIER = "dcterms:identifier"
DESCRIPTION = "dcterms:description"
VALID = "dcterms:valid"  # the years in which a former division stood in the lists, first/last as in ISO 8601
REPLACED_BY = "dcterms:isReplacedBy"  # the division that a former one became part of
SOURCE = "dcterms:source"  # the official list that has a place
KIND = "kg:kind"
CANDIDATE = "kg:candidate"
ROLES = "kg:roles"  # the scheme that all roles are in
ARTICLE_COUNT = "kg:articleCount"  # how many news items mention a thing: counted once, so that no query must

# facts
MEMBER_OF = "org:memberOf"
HAS_OCCUPATION = "schema:hasOccupation"
WITHIN = "kg:within"
CONTAINED_IN_PLACE = "schema:containedInPlace"
SUB_ORGANIZATION_OF = "org:subOrganizationOf"
LOCATION = "schema:location"
ADMINISTERS = "kg:administers"
ORGANIZER = "schema:organizer"
ATTENDEE = "schema:attendee"
START_DATE = "schema:startDate"
END_DATE = "schema:endDate"
DATE_TEXT = "kg:dateText"
PARTY = "kg:party"
INVESTMENT_TEXT = "kg:investmentText"
INVESTMENT = "kg:investment"
AREA_TEXT = "kg:areaText"
AREA = "kg:area"
ADDITIONAL_PROPERTY = "schema:additionalProperty"
PRACTISED_BY = "kg:practisedBy"
NARROWER = "skos:narrower"  # of ways of working, a fact; of roles, what broader says the other way round
BROADER = "skos:broader"  # of roles: 党工委书记 → 书记
CLOSE_MATCH = "skos:closeMatch"  # likely one thing, but not surely
SPOKEN_BY = "schema:spokenByCharacter"
AGENT = "schema:agent"
OBJECT = "schema:object"
TOPIC_TEXT = "kg:topicText"
AUTHOR = "schema:author"
EDITOR = "schema:editor"
CONTRIBUTOR = "schema:contributor"
MENTIONS = "schema:mentions"

# of measures, quotations, articles, pages and runs
NAME = "schema:name"
VALUE = "schema:value"
UNIT_TEXT = "schema:unitText"
BOUND = "kg:bound"
TEXT_OF_QUOTATION = "schema:text"
IS_PART_OF = "schema:isPartOf"
HEADLINE = "schema:headline"
ALTERNATIVE_HEADLINE = "schema:alternativeHeadline"
SECTION = "schema:articleSection"
DATE_PUBLISHED = "schema:datePublished"
TEXT = "kg:text"
TEXT_SHA256 = "kg:textSha256"
FILE_NAME = "kg:fileName"
FILE_SHA256 = "kg:fileSha256"
ENCODING_FORMAT = "schema:encodingFormat"
TOOL_VERSION = "kg:toolVersion"
SETTING = "kg:setting"

# of actions
VERB = "kg:verb"
OBJECT_TEXT = "kg:objectText"
PLACE_TEXT = "kg:placeText"
MANNER_TEXT = "kg:mannerText"
PURPOSE_TEXT = "kg:purposeText"
ACTION_STATUS = "schema:actionStatus"
PLANNED = "schema:PotentialActionStatus"  # schema.org's word for an action that is meant, not done

# on the node of a fact
SUBJECT = "rdf:subject"
PREDICATE = "rdf:predicate"
OBJECT_OF_FACT = "rdf:object"
MEMBER = "org:member"
HAS_ROLE = "org:role"
HOST = "org:organization"
TITLE = "kg:title"
STATUS = "kg:status"
CREDIT_TEXT = "kg:creditText"
ALSO_AS = "kg:alsoAs"
BASIS = "kg:basis"
RULE = "kg:rule"
CONFIDENCE = "kg:confidence"
DERIVED_FROM = "prov:wasDerivedFrom"
GENERATED_BY = "prov:wasGeneratedBy"

# on the nodes of evidence
HAS_SOURCE = "oa:hasSource"
HAS_SELECTOR = "oa:hasSelector"
START = "oa:start"
END = "oa:end"
EXACT = "oa:exact"
PREFIX = "oa:prefix"
SUFFIX = "oa:suffix"

# datatypes; the empty datatype of a Literal is Chinese text
STRING = "xsd:string"
DECIMAL = "xsd:decimal"
INTEGER = "xsd:integer"
DATE = "xsd:date"
YEAR_MONTH = "xsd:gYearMonth"
YEAR = "xsd:gYear"
LANGUAGE = "zh"


class Names(NamedTuple):
    """What a term is called."""

    en: str
    zh: str


NAMES = MappingProxyType(
    {
        # our own terms
        PRACTICE: Names("way of working", "工作模式"),
        KIND: Names("kind", "类别"),
        CANDIDATE: Names("possible division code", "可能的区划代码"),
        ROLES: Names("roles", "职务"),
        ARTICLE_COUNT: Names("number of articles", "报道篇数"),
        "kg:kinds": Names("kinds of body and place", "机构与地点类别"),
        "kg:statuses": Names("statuses of a post", "任职状态"),
        "kg:bases": Names("bases of a fact", "事实依据"),
        "kg:bounds": Names("bounds of a measure", "数值界限"),
        "kg:kbpSlot": Names("KBP slot", "KBP槽位"),
        WITHIN: Names("within", "隶属或位于"),
        ADMINISTERS: Names("administers", "管辖"),
        DATE_TEXT: Names("date as printed", "时间（原文）"),
        PARTY: Names("party", "参与方"),
        INVESTMENT_TEXT: Names("investment as printed", "投资额（原文）"),
        INVESTMENT: Names("investment in yuan", "投资额（元）"),
        AREA_TEXT: Names("area as printed", "面积（原文）"),
        AREA: Names("area in square metres", "面积（平方米）"),
        PRACTISED_BY: Names("practised by", "实施单位"),
        TOPIC_TEXT: Names("topic as printed", "主题（原文）"),
        VERB: Names("verb", "动词"),
        OBJECT_TEXT: Names("object as printed", "对象（原文）"),
        PLACE_TEXT: Names("place as printed", "地点（原文）"),
        MANNER_TEXT: Names("manner as printed", "方式（原文）"),
        PURPOSE_TEXT: Names("purpose as printed", "目的（原文）"),
        BOUND: Names("bound", "界限"),
        TEXT: Names("text", "正文"),
        TEXT_SHA256: Names("SHA-256 of the text", "正文SHA-256"),
        FILE_NAME: Names("file name", "文件名"),
        FILE_SHA256: Names("SHA-256 of the file", "文件SHA-256"),
        TOOL_VERSION: Names("version of the tool", "工具版本"),
        SETTING: Names("setting", "设置"),
        TITLE: Names("title as printed", "头衔（原文）"),
        STATUS: Names("status", "状态"),
        CREDIT_TEXT: Names("credit as printed", "署名身份（原文）"),
        ALSO_AS: Names("also stands as", "同时表示为"),
        BASIS: Names("basis", "依据"),
        RULE: Names("rule", "规则"),
        CONFIDENCE: Names("confidence", "置信度"),
        "kg:current": Names("current", "现任"),
        "kg:former": Names("former", "曾任"),
        "kg:acting": Names("acting", "代理"),
        "kg:proposed": Names("proposed", "拟任"),
        "kg:stated": Names("stated by the words", "原文明言"),
        "kg:nameForm": Names("composition of the name", "名称构成"),
        "kg:byline": Names("byline", "署名"),
        "kg:context": Names("plain from the item", "上下文"),
        "kg:gazetteer": Names("official list", "官方名录"),
        "kg:exact": Names("exact", "正好"),
        "kg:about": Names("about", "约"),
        "kg:over": Names("over", "超过"),
        "kg:under": Names("under", "不足"),
        "kg:kind-government": Names("government", "政府机关"),
        "kg:kind-party": Names("party organisation", "党组织"),
        "kg:kind-company": Names("company", "企业"),
        "kg:kind-school": Names("school", "学校"),
        "kg:kind-hospital": Names("hospital", "医院"),
        "kg:kind-police_court": Names("police, court or procuratorate", "公检法机关"),
        "kg:kind-media": Names("media", "媒体"),
        "kg:kind-community": Names("community", "社区组织"),
        "kg:kind-association": Names("association", "社会团体"),
        "kg:kind-military": Names("military", "军事单位"),
        "kg:kind-other": Names("other", "其他"),
        "kg:kind-admin": Names("administrative division", "行政区划"),
        "kg:kind-residential": Names("residential area", "居住区"),
        "kg:kind-facility": Names("facility", "设施场所"),
        "kg:kind-natural": Names("natural feature", "自然地物"),
        # terms of others that a reader of a drawing meets
        MEMBER_OF: Names("member of", "任职于"),
        HAS_OCCUPATION: Names("holds the post of", "职务"),
        CONTAINED_IN_PLACE: Names("lies in", "位于"),
        SUB_ORGANIZATION_OF: Names("part of", "隶属于"),
        LOCATION: Names("location", "地点"),
        ORGANIZER: Names("organiser", "主办方"),
        ATTENDEE: Names("participant", "参加者"),
        START_DATE: Names("start date", "开始日期"),
        END_DATE: Names("end date", "结束日期"),
        ADDITIONAL_PROPERTY: Names("measure", "数据"),
        NARROWER: Names("narrower or part", "下位或组成部分"),
        VALID: Names("valid", "存续年份"),
        REPLACED_BY: Names("became part of", "并入"),
        BROADER: Names("broader role", "上位职务"),
        TOP_CONCEPT_OF: Names("top concept of", "顶层概念所属体系"),
        HAS_TOP_CONCEPT: Names("has top concept", "顶层概念"),
        CLOSE_MATCH: Names("probably the same", "可能相同"),
        SPOKEN_BY: Names("spoken by", "说话人"),
        AGENT: Names("agent", "施事"),
        OBJECT: Names("object", "对象"),
        AUTHOR: Names("author", "作者"),
        EDITOR: Names("editor", "编辑"),
        CONTRIBUTOR: Names("contributor", "供稿"),
        MENTIONS: Names("mentions", "提及"),
        IS_PART_OF: Names("part of", "所属"),
    }
)


def kind_term(kind: Kind) -> str:
    """The concept that stands for a kind of body or place; prefixed, since ``kg:party`` is a property."""
    return f"kg:kind-{kind.value}"


def status_term(status: PostStatus) -> str:
    """The concept that stands for a status of a post."""
    return f"kg:{status.value}"


def basis_term(basis: Basis) -> str:
    """The concept that stands for how a fact is known."""
    return f"kg:{basis.value}"


def bound_term(bound: str) -> str:
    """The concept that stands for a bound: exact, about, over or under."""
    return f"kg:{bound}"


def expand(compact: str) -> str:
    """The full IRI of a compact one.

    Raises: KeyError for a prefix that is not ours.

    >>> expand("org:memberOf")
    'http://www.w3.org/ns/org#memberOf'
    """
    prefix, local = compact.split(":", 1)
    return PREFIXES[prefix] + local
