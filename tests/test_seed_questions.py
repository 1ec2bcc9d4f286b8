"""The questions that the graph of the seed page must answer, each in SPARQL over its Turtle, each answer with its words.

A table row is an answer and, last, a stretch of the evidence it must rest on.
"""

from collections.abc import Iterable

import pytest

from kg.query import PREFIXES, Engine
from kg.query.lexer import check
from tests.seed import seed_engine

PRACTICES = """
SELECT ?practice ?part ?who ?words WHERE {
  ?whole a kg:Practice ; rdfs:label ?practice ; skos:narrower ?piece ; kg:practisedBy/rdfs:label ?who .
  ?piece rdfs:label ?part .
  ?fact rdf:subject ?whole ; rdf:predicate skos:narrower ; rdf:object ?piece .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
PRACTISED_BY = """
SELECT ?practice ?who ?words WHERE {
  ?what a kg:Practice ; rdfs:label ?practice .
  ?fact rdf:subject ?what ; rdf:predicate kg:practisedBy ; rdf:object/rdfs:label ?who .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
MEASURES = """
SELECT ?of ?what ?value ?unit ?bound ?date ?words WHERE {
  ?fact rdf:subject/rdfs:label ?of ; rdf:predicate schema:additionalProperty ; rdf:object ?measure .
  ?measure schema:name ?what ; schema:value ?value ; schema:unitText ?unit ; kg:bound ?limit .
  BIND (STRAFTER(STR(?limit), "#") AS ?bound)
  OPTIONAL { ?measure kg:dateText ?date }
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
POSTS = """
SELECT ?person ?role ?host ?words WHERE {
  ?post org:member/rdfs:label ?person ; org:role/rdfs:label ?role ; kg:status kg:current .
  OPTIONAL { ?post org:organization/rdfs:label ?host }
  ?post prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
PROJECTS = """
SELECT ?project ?printed ?amount ?bound ?words WHERE {
  VALUES (?said ?as_number) { (kg:investmentText kg:investment) (kg:areaText kg:area) }
  ?fact rdf:subject/rdfs:label ?project ; rdf:predicate ?said ; rdf:object ?printed ; ?as_number ?amount ; kg:bound ?limit .
  BIND (STRAFTER(STR(?limit), "#") AS ?bound)
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
ACTIONS = """
SELECT ?who ?verb ?object ?place ?manner ?purpose ?words WHERE {
  ?fact rdf:subject ?action ; rdf:predicate schema:agent ; rdf:object/rdfs:label ?who .
  OPTIONAL { ?action kg:verb ?verb }
  OPTIONAL { ?action kg:objectText ?object }
  OPTIONAL { ?action kg:placeText ?place }
  OPTIONAL { ?action kg:mannerText ?manner }
  OPTIONAL { ?action kg:purposeText ?purpose }
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
SPOKE_FOR = """
SELECT ?host ?person ?role ?said ?words WHERE {
  ?fact rdf:subject ?quotation ; rdf:predicate schema:spokenByCharacter ; rdf:object ?who .
  ?quotation schema:text ?said .
  ?who rdfs:label ?person .
  ?post org:member ?who ; org:organization/rdfs:label ?host ; org:role/rdfs:label ?role .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
ABOVE = """
SELECT ?part ?whole WHERE { ?lower rdfs:label ?part ; kg:within+/rdfs:label ?whole . }"""
WITHIN = """
SELECT ?part ?whole ?words WHERE {
  ?fact rdf:subject/rdfs:label ?part ; rdf:predicate kg:within ; rdf:object/rdfs:label ?whole .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
EVENTS = """
SELECT ?event ?predicate ?who ?words WHERE {
  VALUES ?predicate { schema:organizer schema:attendee }
  ?fact rdf:subject ?what ; rdf:predicate ?predicate ; rdf:object/rdfs:label ?who .
  ?what a schema:Event ; rdfs:label ?event .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
TOPICS = """
SELECT ?event ?topic ?words WHERE {
  ?fact rdf:subject/rdfs:label ?event ; rdf:predicate kg:topicText ; rdf:object ?topic .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""
BYLINES = """
SELECT ?headline ?person ?credit ?words WHERE {
  ?fact rdf:predicate schema:author ; rdf:subject/rdfs:label ?headline ; rdf:object/rdfs:label ?person ; kg:creditText ?credit .
  ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
}"""

SCHEMA = "https://schema.org/"
COMMUNITY, TOWN_OFFICE, PROJECT = "泊里镇泊里社区", "灵山卫街道", "任和华诚医疗与健康研究中心项目"
CHAIN, THREE = "“网格党支部-社区工作者-网格员-公益岗”的工作框架", "“三化”工作模式"
CORE = "“一核一线齐头并进”的工作思路"
LECTURE = "“减压赋能,在忙碌中找到幸福”职场女性心理疗愈讲座"
TALK = "“赓续红色血脉 强国复兴有我”主题宣讲活动"
COMPOUND = "皇丰御景园小区"


@pytest.fixture(scope="module")
def graph() -> Engine:
    """The Turtle of ``kg build seeds``, in Oxigraph."""
    return seed_engine()


def rows(graph: Engine, query: str) -> list[tuple[str, ...]]:
    answer = graph.evaluate(check(query, PREFIXES))
    return [tuple("" if node is None else node.value for node in row) for row in answer.rows]


def unanswered(graph: Engine, query: str, expected: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The expected answers that no row gives; the last cell of each is a stretch of the row's evidence."""
    found = rows(graph, query)
    return [
        row for row in expected if not any(row[:-1] == each[: len(row) - 1] and row[-1] in each[-1] for each in found)
    ]


QUESTIONS: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    # 1. 泊里社区's way of working
    "the chain of the grid": (
        PRACTICES,
        [(CHAIN, part, COMMUNITY, CHAIN[:-5]) for part in ("网格党支部", "社区工作者", "网格员", "公益岗")],
    ),
    "三化 and its three parts": (
        PRACTICES,
        [(THREE, part, COMMUNITY, "“三化”工作模式") for part in ("人员交叉化", "管理联动化", "工作融合化")],
    ),
    "who practises each way of working": (
        PRACTISED_BY,
        [
            (THREE, COMMUNITY, "“三化”工作模式"),
            (CHAIN, COMMUNITY, "公益岗"),
            ("“一网统筹”工作体系", COMMUNITY, "一网统筹"),
            ("优管理", COMMUNITY, "泊里社区一方面通过“优管理"),
            ("强本领", COMMUNITY, "强本领"),
        ],
    ),
    "the compound in figures": (
        MEASURES,
        [
            (COMPOUND, "居民", "860", "户", "over", "居民860余户"),
            (COMPOUND, "居民", "2700", "人", "over", "2700多人"),
            (COMPOUND, "公益性岗位人员", "10", "人", "exact", "公益性岗位人员10人"),
        ],
    ),
    "the compound's steward": (POSTS, [("代玉丽", "楼长", COMPOUND, "皇丰御景园小区楼长代玉丽")]),
    "how many compounds the community has": (MEASURES, [(COMMUNITY, "小区", "37", "个", "exact", "37个小区")]),
    "November 2023": (
        MEASURES,
        [
            (COMMUNITY, "小区业委会", "9", "个", "exact", "2023年11月", "9个小区业委会"),
            (COMMUNITY, "居民满意率", "100", "%", "exact", "2023年11月", "满意率达100%"),
        ],
    ),
    # 2. the project
    "what the project costs and covers": (
        PROJECTS,
        [
            (PROJECT, "6.6亿元", "660000000", "about", "总投资约6.6亿元"),
            (PROJECT, "2.8万平方米", "28000", "about", "总占地面积约2.8万平方米"),
        ],
    ),
    "what was assessed in a week": (
        MEASURES,
        [
            (TOWN_OFFICE, "企业", "6", "家", "exact", "6家企业"),
            (TOWN_OFFICE, "建筑物", "35000", "平方米", "exact", "3.5万平方米建筑物"),
            (TOWN_OFFICE, "完成6家企业、3.5万平方米建筑物的评估和签字确认工作", "1", "周", "exact", "一周时间内"),
        ],
    ),
    "what it took to pull down": (
        MEASURES,
        [
            (TOWN_OFFICE, "完成拆除工作", "10", "天", "exact", "仅用10天便完成拆除工作"),
            (TOWN_OFFICE, "拆除设备", "8", "台", "exact", "8台拆除设备"),
            (TOWN_OFFICE, "洒水车", "3", "台", "exact", "3台洒水车"),
        ],
    ),
    "one core, one line": (
        PRACTICES,
        [
            (CORE, "以街道党工委为核心", TOWN_OFFICE, "以街道党工委为核心"),
            (CORE, "由项目保障办公室牵头", TOWN_OFFICE, "由项目保障办公室牵头"),
            (CORE, "牢牢守住土地性质一条主线", TOWN_OFFICE, "一条主线"),
        ],
    ),
    "who is its core": (PRACTISED_BY, [("以街道党工委为核心", "街道党工委", "以街道党工委为核心")]),
    "who has its lead": (PRACTISED_BY, [("由项目保障办公室牵头", "项目服务保障办公室", "由项目保障办公室牵头")]),
    "who assessed and secured the money": (
        ACTIONS,
        [
            (
                "项目服务保障办公室",
                "协调",
                "区财政局、开投集团等相关单位",
                "",
                "",
                "",
                "协调区财政局、开投集团等相关单位",
            ),
            ("项目服务保障办公室", "完成", "评估评审工作", "", "", "保障资金迅速到位", "尽快完成评估评审工作"),
        ],
    ),
    "who helped with moving": (
        ACTIONS,
        [
            (body, "对接", "银行", "", "", "确保资金第一时间拨付到位，让企业搬得安心", "对接银行")
            for body in ("街道社区建设中心", "财政审计中心")
        ],
    ),
    "who helped with safety": (
        ACTIONS,
        [("街道应急管理中心", "提供", "专业技术支持和环境保障", "", "", "让企业拆得放心", "应急管理中心")],
    ),
    "who spoke for which body": (
        SPOKE_FOR,
        [
            ("灵山卫街道项目保障中心", "李晓泉", "负责人", "项目保障中心负责人李晓泉"),
            ("北门里经合社", "侯强", "党支部书记", "北门里经合社党支部书记侯强"),
            (COMPOUND, "代玉丽", "楼长", "代玉丽"),
        ],
    ),
    "whom 承恩门社区 is over": (
        WITHIN,
        [(body, "承恩门社区", "承恩门社区") for body in ("北门里经合社", "北街经合社")],
    ),
    # 3. the squad
    "what the squad checks, where and against what": (
        ACTIONS,
        [
            (
                "辛安执法中队", "严查", "各类渣土运输违法行为", "辖区主要路段、重点区域",
                "采取流动巡查和夜间定点检查的方式", "", "严查各类渣土运输违法行为",
            ),
            (
                "辛安执法中队", "检查",
                "过往的渣土车辆是否有审批手续、是否按照规定线路行驶、车身是否整洁、封盖是否严密等情况", "渣土车辆是否有审批手续",
            ),
        ],
    ),
    "what the squad wants to end": (
        """SELECT ?who ?purpose ?words WHERE {
          ?fact rdf:predicate schema:agent ; rdf:subject/kg:purposeText ?all ; rdf:object/rdfs:label ?who .
          ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
          FILTER (CONTAINS(STR(?all), "从源头上杜绝")) BIND ("从源头上杜绝" AS ?purpose)
        }""",
        [("辛安执法中队", "从源头上杜绝", "“抛洒滴漏”")],
    ),
    # 4. the lost elder
    "who helped the elder": (ACTIONS, [("毕明国", "帮助", "一名迷路老人找到家人", "毕明国帮助一名迷路老人")]),
    "which police station came": (ACTIONS, [("滨海派出所", "出警", "", "民警迅速出警")]),
    "the helper's post": (POSTS, [("毕明国", "工作人员", "滨海街道新航社区粗杭经合社", "经合社工作人员毕明国")]),
    # 5. the event in 藏马镇
    "who held the talk": (
        EVENTS,
        [
            (TALK, f"{SCHEMA}organizer", "区文明办", "区文明办主办"),
            (TALK, f"{SCHEMA}organizer", "藏马镇新时代文明实践所", "藏马小学承办"),
            (TALK, f"{SCHEMA}organizer", "藏马小学", "藏马小学承办"),
        ],
    ),
    "what the talk was about": (TOPICS, [(TALK, "赓续红色血脉 强国复兴有我", "主题宣讲活动")]),
    # 6. 刘莉
    "two posts of 刘莉": (
        POSTS,
        [
            ("刘莉", "国家二级心理咨询师", "", "国家二级心理咨询师"),
            ("刘莉", "理事", "新区心理咨询师协会", "新区心理咨询师协会理事刘莉"),
        ],
    ),
    "who invited her": (ACTIONS, [("胶南街道", "邀请", "国家二级心理咨询师、新区心理咨询师协会理事刘莉", "胶南街道邀请")]),
    "whose lecture it was": (
        EVENTS,
        [(LECTURE, f"{SCHEMA}organizer", "胶南街道", "胶南街道邀请"), (LECTURE, f"{SCHEMA}attendee", "刘莉", "刘莉")],
    ),
    "the lecture's three parts": (
        TOPICS,
        [(LECTURE, part, "三部分") for part in ("女性心理健康的识别", "心理压力来源", "如何缓解女性心理压力")],
    ),
    # 7. bylines
    "who wrote what, and as what": (
        BYLINES,
        [
            ("“小岗位”守护“大民生”", "丁霞", "记者", "丁霞"),
            ("“温度+力度”跑出动迁“加速度”", "祁璟", "记者", "祁璟"),
            ("规范渣土运输 杜绝抛洒滴漏", "徐丽", "记者", "徐丽"),
            ("规范渣土运输 杜绝抛洒滴漏", "尹建筑", "通讯员", "尹建筑"),
            ("规范渣土运输 杜绝抛洒滴漏", "顾超", "通讯员", "顾超"),
            ("助走失老人回家 传递暖心正能量", "张静", "记者", "张静"),
            ("助走失老人回家 传递暖心正能量", "陈天", "通讯员", "陈天"),
            ("赓续红色血脉 强国复兴有我", "丁霞", "记者", "丁霞"),
            ("关爱职场女性 疏导心理压力", "祁璟", "记者", "祁璟"),
            ("关爱职场女性 疏导心理压力", "张海萍", "通讯员", "张海萍"),
        ],
    ),
}  # fmt: skip


# The sub-district's office for the project is not read as a body, so that what it does has nobody who does it.
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_graph_answers(question: str, graph: Engine) -> None:
    query, expected = QUESTIONS[question]
    assert unanswered(graph, query, expected) == []


def test_the_helpers_hosts_reach_up_to_the_subdistrict(graph: Engine) -> None:
    above = {whole for part, whole in rows(graph, ABOVE) if part == "滨海街道新航社区粗杭经合社"}
    assert {"滨海街道", "黄岛区"} <= above


def test_the_helpers_hosts_hold_every_step(graph: Engine) -> None:
    above = {whole for part, whole in rows(graph, ABOVE) if part.endswith("粗杭经合社")}
    assert "滨海街道" in above
    assert any(whole.endswith("新航社区") for whole in above)


def test_the_talk_was_at_a_school_that_held_it(graph: Engine) -> None:
    school = """SELECT ?school WHERE {
      ?event a schema:Event ; rdfs:label ?name ; schema:organizer ?body .
      ?body kg:kind kg:kind-school ; rdfs:label ?school . FILTER (CONTAINS(STR(?name), "赓续红色血脉")) }"""
    assert rows(graph, school) == [("藏马小学",)]


def test_nobody_in_a_byline_is_a_person_of_the_story(graph: Engine) -> None:
    """The words of an article name the people of its story; a byline is not among them."""
    both = """SELECT ?name ?headline WHERE {
      ?article schema:author ?who ; schema:mentions ?who ; rdfs:label ?headline . ?who rdfs:label ?name }"""
    assert rows(graph, both) == []
    writers = """SELECT DISTINCT ?name WHERE {
      ?article schema:author ?who . ?who rdfs:label ?name .
      { ?event schema:organizer|schema:attendee ?who } UNION { ?quotation schema:spokenByCharacter ?who }
      UNION { ?action schema:agent ?who } }"""
    assert rows(graph, writers) == []


def test_every_fact_of_an_article_has_words_that_stand_in_it(graph: Engine) -> None:
    bare = """SELECT ?fact WHERE { ?fact a rdf:Statement ; kg:basis ?basis . FILTER (?basis != kg:gazetteer)
      FILTER NOT EXISTS { ?fact prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words } }"""
    assert rows(graph, bare) == []
