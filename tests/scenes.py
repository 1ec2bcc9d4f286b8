"""Invented pages, annotated by hand, that several rooms' tests share."""

from datetime import date

from kg.assemble import AssembleSettings, assemble
from kg.model.annotation import AnnotatedArticle
from kg.model.graph import GraphData
from kg.model.schema import Basis, EntityType, Kind, RelationType
from kg.resolve import resolve
from tests.builders import ORGANIZATION, PERSON, PLACE, annotated, article, chain, documents, relation, span

ISSUE = "云溪日报-2024-03-05.txt"


def opening() -> AnnotatedArticle:
    """A street opens a job market: posts, a part in its whole, an event, a project, a quotation, a byline."""
    item = article(
        "本报记者 贺知秋\n"
        "3月4日，云溪街道举办“就业早市”开市仪式。云溪街道党工委书记林若川说：“岗位要送到楼门口。”"
        "原云溪街道办事处主任方静远到场。\n"
        "松涛社区位于云溪街道，现有居民约860户。松涛创业园项目总投资1.5亿元，占地3万平方米，由青禾置业有限公司承建。"
        "街道推行“一格一员”工作法。",
        headline="云溪街道送岗上门",
        page=ISSUE,
        published=date(2024, 3, 5),
    )
    text = item.text
    quote = "岗位要送到楼门口。"
    chains = [
        chain(text, "林若川", PERSON),
        chain(text, "云溪街道", ORGANIZATION, PLACE, kinds=[Kind.ADMIN], forms=["街道"]),
        chain(text, "松涛社区", ORGANIZATION, PLACE, kinds=[Kind.COMMUNITY]),
        chain(text, "“就业早市”开市仪式", EntityType.EVENT),
        chain(text, "松涛创业园项目", EntityType.PROJECT),
        chain(text, "青禾置业有限公司", ORGANIZATION, kinds=[Kind.COMPANY]),
        chain(text, quote, EntityType.QUOTATION, properties=[("text", quote)]),
        chain(text, "贺知秋", PERSON),
        chain(text, "本报", ORGANIZATION, kinds=[Kind.MEDIA]),
        chain(text, "方静远", PERSON),
        chain(text, "云溪街道办事处", ORGANIZATION, kinds=[Kind.GOVERNMENT]),
        chain(
            text,
            "居民约860户",
            EntityType.MEASURE,
            properties=[("bound", "about"), ("name", "居民"), ("unit", "户"), ("value", "860")],
        ),
        chain(text, "“一格一员”工作法", EntityType.PRACTICE),
        chain(text, "举办“就业早市”开市仪式", EntityType.ACTION),
    ]
    relations = [
        relation(
            RelationType.POST,
            0,
            1,
            span(text, "云溪街道党工委书记林若川"),
            role="党工委书记",
            title="云溪街道党工委书记",
        ),
        relation(
            RelationType.POST,
            9,
            10,
            span(text, "原云溪街道办事处主任方静远"),
            role="主任",
            title="云溪街道办事处主任",
            status="former",
        ),
        relation(
            RelationType.POST, 7, 8, span(text, "本报记者 贺知秋"), basis=Basis.BYLINE, role="记者", title="本报记者"
        ),
        relation(
            RelationType.CREDIT,
            7,
            None,
            span(text, "本报记者 贺知秋"),
            basis=Basis.BYLINE,
            role="记者",
            credit="author",
        ),
        relation(RelationType.WITHIN, 2, 1, span(text, "松涛社区位于云溪街道")),
        relation(RelationType.WITHIN, 10, 1, span(text, "云溪街道办事处"), basis=Basis.NAME_FORM),
        relation(RelationType.ADMINISTERS, 10, 1, span(text, "云溪街道办事处"), basis=Basis.NAME_FORM),
        relation(RelationType.ORGANIZER, 3, 1, span(text, "云溪街道举办“就业早市”开市仪式")),
        relation(RelationType.ATTENDEE, 3, 9, span(text, "方静远到场")),
        relation(RelationType.DATE, 3, None, span(text, "3月4日"), value="3月4日", start="2024-03-04"),
        relation(RelationType.INVESTMENT, 4, None, span(text, "总投资1.5亿元"), value="1.5亿元", amount="150000000"),
        relation(RelationType.AREA, 4, None, span(text, "占地3万平方米"), value="3万平方米", amount="30000"),
        relation(RelationType.PARTY, 4, 5, span(text, "由青禾置业有限公司承建")),
        relation(RelationType.MEASURED, 2, 11, span(text, "现有居民约860户")),
        relation(RelationType.SPEAKER, 6, 0, span(text, "林若川说")),
        relation(RelationType.PRACTISED_BY, 12, 1, span(text, "街道推行“一格一员”工作法")),
        relation(RelationType.AGENT, 13, 1, span(text, "云溪街道举办")),
    ]
    return annotated(item, chains, relations)


def visit() -> AnnotatedArticle:
    """Another item of another page that names the street's secretary again."""
    item = article(
        "云溪街道党工委书记林若川近日走访松涛社区。",
        headline="书记走访记",
        page="云溪日报-2024-03-08.txt",
        published=date(2024, 3, 8),
    )
    text = item.text
    chains = [
        chain(text, "林若川", PERSON),
        chain(text, "云溪街道", ORGANIZATION, PLACE, kinds=[Kind.ADMIN]),
        chain(text, "松涛社区", ORGANIZATION, PLACE, kinds=[Kind.COMMUNITY]),
    ]
    words = span(text, "云溪街道党工委书记林若川")
    return annotated(
        item,
        chains,
        [relation(RelationType.POST, 0, 1, words, confidence=0.8, role="党工委书记", title="云溪街道党工委书记")],
    )


def elsewhere() -> AnnotatedArticle:
    """An item that shares nothing with the others but a person's name."""
    item = article(
        "北岭医院护士林若川获评年度之星。", headline="护士之星", page="北岭晚报.txt", published=date(2023, 1, 9)
    )
    text = item.text
    chains = [chain(text, "林若川", PERSON), chain(text, "北岭医院", ORGANIZATION, kinds=[Kind.HOSPITAL])]
    words = span(text, "北岭医院护士林若川")
    return annotated(item, chains, [relation(RelationType.POST, 0, 1, words, role="护士", title="北岭医院护士")])


def build(*items: AnnotatedArticle, settings: AssembleSettings | None = None) -> GraphData:
    """The graph of these items and the pages they stand on."""
    return assemble(documents(items), items, resolve(items), settings)
