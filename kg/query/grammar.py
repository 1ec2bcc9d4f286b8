"""Which Chinese questions are understood, and which named query answers each: one table.

A shape is a regular expression over a question without its courtesies and marks. Its groups are the query's parameters;
``pair`` is cut in two where the two halves are names of the graph (和 stands in names too: 组织和人事局).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.query.names import Sort

WHO = r"(?:谁|哪位|哪些人|什么人|何人|哪个人)"
WHAT = r"(?:什么|哪些|啥|何|哪几个|怎样的)"
DONE = r"(?:了|过|的)?"
HELD = r"(?:组织|举办|主办|承办|协办|开展|召开|举行|发起|办)"
WHERE = r"(?:哪里|哪儿|哪|什么地方|何处|哪个(?:省|市|区|县|镇|乡|街道|社区|村|地方|单位))"
WHEN = r"(?:什么时候|何时|哪天|哪一天|几号|几月几日|什么时间|哪一年|哪年)"
METHODS = r"(?:工作)?(?:模式|做法|工作法|机制|方法|经验|思路|体系|框架)"

ASKING = "谁什么哪几多少怎吗何啥"  # what has none of these asks nothing: it is a name

PEOPLE = frozenset({Sort.PERSON})
BODIES = frozenset({Sort.BODY})
ACTORS = PEOPLE | BODIES
EVENTS = frozenset({Sort.EVENT})
PROJECTS = frozenset({Sort.PROJECT})
PRACTICES = frozenset({Sort.PRACTICE})
ALL = ACTORS | EVENTS | PROJECTS | PRACTICES


@dataclass(frozen=True, slots=True)
class Slot:
    """What a group of a shape must be: a name of these sorts, or any words when there are none.

    ``part`` tells that the query looks for the words inside names, so that they need not be a whole name; ``whole`` that
    nothing but a whole name will do: 单位 is not short for 单位负责人.
    """

    sorts: frozenset[Sort] = frozenset()
    part: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Questions of one kind; ``slots`` say what the groups of its shapes must be, ``example`` is such a question."""

    query: str
    example: str
    shapes: tuple[re.Pattern[str], ...]
    slots: Mapping[str, Slot] = field(default_factory=dict)


def _pattern(query: str, example: str, shapes: Sequence[str], **slots: Slot) -> Pattern:
    return Pattern(query, example, tuple(re.compile(shape) for shape in shapes), slots)


NAME = r"(?P<name>.+?)"
_BODY, _PERSON, _ACTOR, _ANY = Slot(BODIES), Slot(PEOPLE), Slot(ACTORS), Slot(ALL)
_BODY_PART, _ACTOR_PART, _EVENT_PART = Slot(BODIES, part=True), Slot(ACTORS, part=True), Slot(EVENTS, part=True)
_WORDS = Slot()

# The first that fits and whose names the graph knows answers, so what is narrower stands before what is wider.
PATTERNS: tuple[Pattern, ...] = (
    _pattern("connection", "代玉丽与泊里镇是什么关系", [
        rf"(?P<pair>.+?)(?:之间)?(?:是|有|有着|存在)?{WHAT}(?:样的)?(?:关系|联系|关联)",
        r"(?P<pair>.+?)(?:之间)?(?:有没有|有无)(?:关系|联系|关联)",
        r"(?P<pair>.+?)(?:之间)?(?:是)?(?:怎么|如何|怎样)(?:联系|认识|相关|关联|连)(?:起来|在一起|上)?的?",
    ], **{"from": _ANY, "to": _ANY}),
    _pattern("practices", "泊里社区有哪些工作模式", [
        rf"{NAME}(?:都)?(?:有|实行|推行|采用|采取|创新|探索){DONE}(?:着)?{WHAT}(?:样的)?{METHODS}",
        rf"{NAME}的{METHODS}(?:是{WHAT}|有{WHAT}|包括{WHAT})",
    ], name=_BODY_PART),
    _pattern("practices", "三化包括什么", [
        rf"{NAME}(?:{METHODS})?(?:都)?(?:包括|包含|分为|由){DONE}{WHAT}(?:部分|内容|组成)?",
        rf"{NAME}(?:{METHODS})?(?:都)?(?:分|分为|有){DONE}(?:几|{WHAT})(?:个|大)?(?:部分|内容|方面)",
        rf"{WHO}(?:在)?(?:实行|推行|采用|实施){DONE}{NAME}",
        rf"{NAME}是(?:由)?{WHO}(?:实行|推行|提出|采用|实施|制定)的",
    ], name=Slot(PRACTICES, part=True)),
    _pattern("practices", "有哪些工作模式", [rf"(?:都)?(?:有)?{WHAT}{METHODS}"]),
    _pattern("projects", "有哪些项目", [
        rf"(?:都)?(?:有)?{WHAT}(?:投资)?项目", rf"项目(?:都)?有{WHAT}", r"哪个项目(?:的)?(?:投资|金额|花钱)最(?:多|大)",
    ]),
    _pattern("projects", "灵山卫街道有哪些项目", [
        rf"{NAME}(?:都)?(?:有|投资|建设|参与|推进|实施|保障){DONE}{WHAT}(?:投资)?项目",
    ], name=_BODY_PART),
    _pattern("projects", "任和华诚医疗与健康研究中心项目投资多少", [
        rf"{NAME}的?(?:总)?(?:投资|造价|占地|面积|占地面积|投资额)(?:总额)?(?:是|有|为|了)?(?:多少|多大)(?:钱|元)?",
        rf"{NAME}(?:要)?(?:花|投|投资){DONE}多少钱?",
        rf"{WHO}(?:投资|建设|参与|保障|实施){DONE}{NAME}",
    ], name=Slot(PROJECTS, part=True)),
    _pattern("measures", "皇丰御景园小区有多少居民", [
        r"(?P<name>.+?)的(?P<what>.+?)(?:是|有|达|达到|为)?(?:多少|几)(?:个|家|户|名|人|位|台|万|所)?",
        r"(?P<name>.+?)(?:现|里|内)?(?:一共|总共|共)?有(?:多少|几)(?:个|家|户|名|人|位|台|万|所)?的?(?P<what>.*)",
    ], name=Slot(BODIES | PROJECTS, part=True), what=_WORDS),
    _pattern("measures", "泊里社区有哪些数据", [
        rf"{NAME}(?:有|的){WHAT}?(?:数据|数字|指标)(?:有{WHAT}|是{WHAT}|是多少)?",
    ], name=Slot(BODIES | PROJECTS, part=True)),
    _pattern("topics", "心理疗愈讲座讲了什么", [
        rf"{NAME}(?:主要)?(?:讲|谈|讨论|围绕){DONE}(?:些)?{WHAT}(?:内容|主题)?",
        rf"{NAME}的(?:主题|内容|题目)(?:是|有){WHAT}",
        rf"{NAME}(?:分|分为|有)(?:几|{WHAT})(?:个|大)?(?:部分|内容|方面)",
        rf"{NAME}是(?:关于|讲|有关){WHAT}的",
    ], name=_EVENT_PART),
    _pattern("quotes", "侯强说了什么", [
        rf"{NAME}(?:都|还|曾)?(?:说|讲|表示|谈|介绍|指出|强调)(?:到)?{DONE}(?:些|一些)?{WHAT}(?:话)?",
        rf"{NAME}的(?:讲话|发言|话)(?:是|有){WHAT}",
    ], name=Slot(PEOPLE, part=True)),
    _pattern("spoke-for", "谁代表北门里经合社发言", [
        rf"{NAME}(?:都|还|曾)?(?:说|讲|表示|谈|介绍|指出|强调)(?:到)?{DONE}(?:些|一些)?{WHAT}(?:话)?",
        rf"{WHO}(?:代表|替|代)(?:表)?{NAME}(?:发言|说话|讲话|发声|表态|说{DONE}话)",
        rf"{NAME}的?{WHO}(?:说{DONE}话|发{DONE}言|讲{DONE}话)",
    ], name=_BODY_PART),
    _pattern("quotes", "谁提到了卫城速度", [
        rf"{WHO}(?:说|谈|提|讲)(?:到|起|过|了)+(?P<said>.+)",
    ], said=_WORDS),
    _pattern("attended", "刘莉参加了哪些活动", [
        rf"(?P<participant>.+?)(?:都)?(?:参加|出席|参与){DONE}(?:的)?{WHAT}(?:活动|会议|会|讲座|仪式)?",
    ], participant=_ACTOR_PART),
    _pattern("attended", "谁参加了心理疗愈讲座", [
        rf"{WHO}(?:参加|出席|参与){DONE}(?P<event>.+)",
        rf"(?P<event>.+?)(?:都)?(?:有)?{WHO}(?:参加|出席|参与){DONE}",
    ], event=_EVENT_PART),
    _pattern("when", "心理疗愈讲座是什么时候举行的", [
        rf"{NAME}(?:是|在)?{WHEN}(?:举行|举办|召开|开始|发生|开展|进行|办)?的?",
        rf"{WHEN}(?:举行|举办|召开|开展|进行|办){DONE}{NAME}",
        rf"{NAME}的(?:时间|日期)(?:是{WHAT}|是{WHEN})?",
    ], name=_WORDS),
    _pattern("events", "谁组织了主题宣讲活动", [
        rf"{WHO}{HELD}{DONE}{NAME}",
        rf"{NAME}(?:是)?(?:由)?{WHO}(?:来)?{HELD}{DONE}",
        rf"{NAME}的(?:主办方|主办单位|组织者|举办方)是{WHO}?{WHAT}?",
    ], name=_EVENT_PART),
    _pattern("events", "泊里社区组织了什么活动", [
        rf"(?P<organizer>.+?)(?:都|还|曾)?{HELD}{DONE}(?:些)?{WHAT}(?:活动|会议|培训|讲座|比赛|仪式|事|会)?",
        rf"(?P<organizer>.+?)(?:都)?有(?:过)?{WHAT}(?:活动|会议|培训|讲座|比赛)",
    ], organizer=_ACTOR_PART),
    _pattern("events", "有哪些活动", [rf"(?:都)?(?:有)?(?:举行{DONE}|举办{DONE})?{WHAT}(?:活动|会议|事件)", rf"(?:活动|会议)(?:都)?有{WHAT}"]),
    _pattern("happened-in", "泊里社区发生了什么", [
        rf"(?:在)?{NAME}(?:里|内|这里)?(?:都|最近|近日)*(?:发生|出){DONE}(?:些)?{WHAT}(?:事|事情|大事|新闻|活动)?",
        rf"{NAME}(?:有|出){DONE}{WHAT}(?:新闻|事|事情|大事)",
    ], name=_BODY),
    _pattern("where", "承恩门社区在哪里", [
        rf"{NAME}(?:是)?(?:位于|坐落于?|坐落在|设在|在){WHERE}(?:举行|举办|召开|进行|开展|办)?的?",
        rf"{NAME}(?:归|属于|隶属于?|是){WHERE}(?:管|管辖|的)?",
        rf"{NAME}的(?:位置|地址|地点|上级)(?:是{WHAT}|在{WHERE}|是{WHERE})?",
    ], name=Slot(BODIES | EVENTS | PROJECTS)),
    _pattern("mentions", "哪些报道提到泊里社区", [
        rf"{WHAT}(?:文章|报道|新闻|稿件|稿子)(?:里|中)?(?:提到|提及|写到|写|报道|说到|讲到|出现){DONE}{NAME}",
        rf"{NAME}(?:出现|见)(?:在|于){WHAT}(?:文章|报道|新闻|稿件)(?:里|中)?",
        rf"(?:关于|有关){NAME}的?(?:有{WHAT})?(?:文章|报道|新闻)(?:有{WHAT})?",
    ], name=_ANY),
    _pattern("bylines", "谁写了关爱职场女性", [
        rf"{WHO}(?:写|采写|撰写|报道|采访){DONE}(?:关于|题为)?(?P<title>.+?)(?:的)?(?:报道|文章|稿子|稿件)?",
        rf"(?P<title>.+?)(?:这篇)?(?:报道|文章|稿子)?(?:是)?(?:由)?{WHO}(?:写|采写|撰写|报道){DONE}",
        rf"(?P<title>.+?)的(?:作者|记者|通讯员)是{WHO}",
    ], title=_WORDS),
    _pattern("bylines", "丁霞写了哪些报道", [
        rf"{NAME}(?:都)?(?:写|采写|撰写|报道|署名){DONE}(?:些)?{WHAT}(?:文章|报道|新闻|稿子|稿件)?",
    ], name=Slot(PEOPLE, part=True)),
    _pattern("articles", "有哪些报道", [rf"(?:都)?(?:有|读{DONE})?{WHAT}(?:文章|报道|新闻|稿件)", rf"(?:文章|报道|新闻)(?:都)?有{WHAT}"]),
    _pattern("co-mentions", "侯强和谁一起出现", [
        rf"{NAME}(?:和|与|跟|同){WHO}(?:一起|一同|共同)?(?:出现|被提到|有关|有关系|有联系|在一起)(?:过|了)?",
        rf"{WHO}(?:和|与|跟|同){NAME}(?:一起|一同|共同)?(?:出现|被提到|有关|有关系|有联系|在一起)(?:过|了)?",
    ], name=_ANY),
    _pattern("posts", "泊里社区有哪些人", [
        rf"(?:在)?{NAME}(?:里|内|中)?(?:都)?有(?:{WHO}|{WHAT}(?:人|人员|人物|干部|领导|负责人|工作人员|成员|职务|职位|官员))",
        rf"{WHO}在{NAME}(?:里)?(?:工作|任职|上班|当干部|担任职务|当官|供职)",
        rf"{NAME}的(?:人员|人|干部|领导|成员|领导班子|班子)(?:有{WHO}|有{WHAT}|是{WHO}|有{WHAT}人)?",
    ], name=_BODY),
    _pattern("within", "灵山卫街道下辖哪些单位", [
        rf"{NAME}(?:里|内|中|下面|辖区内?|下)?(?:都)?(?:有|下辖|包括|管辖|辖|下设|管){DONE}{WHAT}(?:社区|单位|地方|机构|村|村庄|小区|部门|下级|街道|企业|公司|学校|医院|组织|区县|镇)?",
        rf"{WHAT}(?:社区|单位|地方|机构|村|小区|部门|街道|企业|学校|医院|组织)(?:位于|在|属于|隶属于?|归){NAME}(?:里|内|管)?",
    ], name=_BODY),
    _pattern("role-holders", "谁是书记", [
        rf"{WHO}(?:是|任|担任|当|做|出任|当过|当选|兼任){DONE}(?P<role>.+)",
        rf"(?:所有|全部|各类|各级)?的?(?P<role>.+?)(?:都)?(?:有|是|分别是){WHO}",
        rf"(?:所有|全部|各类|各级|都)?(?:有)?{WHAT}(?:人是)?(?P<role>.+)",
    ], role=Slot(frozenset({Sort.ROLE}), whole=True)),
    _pattern("post-holder", "北门里经合社的书记是谁", [
        rf"(?P<pair>.+?)(?:是|叫|有){WHO}(?:担任|当|做)?的?",
        rf"{WHO}(?:是|任|担任|当|做|出任|当过|当选|兼任){DONE}(?P<pair>.+)",
        rf"(?:现任|现在的?)?(?P<pair>.+?)(?:叫|是){WHAT}(?:名字|人)?",
    ], name=_BODY, role=Slot(frozenset({Sort.ROLE}), part=True)),
    _pattern("posts-of", "刘莉担任什么职务", [
        rf"{NAME}(?:现在|目前|都|曾|曾经)?(?:担任|任|当|兼任|出任){DONE}{WHAT}(?:职务|职位|职|官|工作|领导)?",
        rf"{NAME}(?:有|是){WHAT}(?:职务|职位|头衔|身份|工作|官|人物|人)",
        rf"{NAME}是(?:(?:干|做|当){WHAT}|{WHO})(?:工作)?(?:的)?",
        rf"{WHO}是{NAME}",
        rf"{NAME}在{WHERE}(?:工作|任职|上班|供职)",
        rf"{NAME}的(?:职务|职位|头衔|身份|履历|经历|工作单位)(?:是{WHAT}|有{WHAT})?",
        r"(?P<name>.+?)(?:是不是|是)[^是谁什么]+吗",
        rf"{NAME}是(?:哪个|什么)(?:单位|地方|部门)的人?",
    ], name=_PERSON),
    _pattern("actions", "辛安执法中队做了什么", [
        rf"{NAME}(?:都|还|曾|为[^了]{{1,8}}|对[^了]{{1,8}})?(?:做|干|采取|开展|检查|帮助|查|负责){DONE}(?:些|一些)?{WHAT}(?:事|事情|工作|措施|人|行动)?",
        rf"{NAME}(?:是)?(?:怎么|如何|怎样)(?:做|工作|检查|帮助)的?",
    ], name=_ACTOR),
    # Verbs have two characters, or one; a name before them may have any number, so the likelier length comes first.
    _pattern("actions", "毕明国帮助了谁", [
        rf"{NAME}(?P<verb>[\u4e00-\u9fff]{{{length}}})(?:了|过)(?:{WHO}|{WHAT})(?:人|事|东西)?" for length in (2, 1)
    ], name=_ACTOR, verb=_WORDS),
    _pattern("who-did", "谁帮助了老人", [
        rf"{WHO}(?P<verb>[\u4e00-\u9fff]{{1,3}}?)(?:了|过)(?P<object>[^{ASKING}]+)",
    ], verb=_WORDS, object=_WORDS),
    _pattern("conflicts", "有哪些矛盾的说法", [rf"(?:都)?(?:有)?{WHAT}(?:互相)?(?:矛盾|冲突|不一致)(?:的)?(?:说法|事实|记载|地方)?"]),
    _pattern("former", "有谁卸任了", [rf"(?:有)?(?:{WHO}|{WHAT}职务)(?:已经|已)?(?:卸任|离任|被免职|不再任职|去职){DONE}", rf"(?:有)?{WHAT}前任"]),
    _pattern("people", "有哪些人", [rf"(?:都|里面|图谱里|报道里)*(?:有|提到{DONE})?(?:{WHO}|{WHAT}(?:人|人物|人员))"]),
    _pattern("bodies", "有哪些单位", [rf"(?:都|图谱里|报道里)*(?:有|提到{DONE})?{WHAT}(?:单位|机构|组织|部门|企业|公司|学校|医院)"]),
    _pattern("places", "有哪些地方", [rf"(?:都|图谱里|报道里)*(?:有|提到{DONE})?{WHAT}(?:地方|地点|地名)"]),
    _pattern("roles", "有哪些职务", [rf"(?:都)?(?:有)?{WHAT}(?:职务|职位|职称)"]),
    _pattern("evidence", "介绍一下承恩门社区", [
        rf"(?:介绍|说说|讲讲|谈谈|关于|了解)(?:一下|下)?{NAME}(?:的(?:情况|信息|资料|事实))?",
        rf"{NAME}是{WHAT}(?:地方|单位|机构|组织|活动|项目)?",
        rf"{NAME}(?:有|的){WHAT}?(?:证据|依据|出处|事实)(?:是{WHAT}|有{WHAT})?",
        rf"(?P<name>[^{ASKING}]+)",
    ], name=_ANY),
)  # fmt: skip
