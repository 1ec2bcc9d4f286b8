"""Any number of news items of our own making: invented places, bodies and people in the turns of speech of the news."""

import json
import random
from collections.abc import Iterator

_PLACES = ("云溪", "松涛", "柳湾", "青石", "望江", "白鹭", "南山", "杏林", "石桥", "金滩")
_UNITS = ("镇", "街道", "社区", "村")
_OFFICES = ("财政局", "应急管理中心", "小学", "派出所", "建设集团有限公司", "人民医院", "商会", "合作社")
_POSTS = ("党委书记", "局长", "主任", "校长", "所长", "董事长", "院长", "会长", "副主任", "负责人")
_SURNAMES = "林周沈顾韩白方贺何邱许唐"
_GIVEN = ("远舟", "青禾", "若川", "南星", "秋", "静远", "知秋", "雪梅", "松年", "一鸣", "晓岚", "文博")
_EVENTS = ("防汛演练", "读书节", "招商推介会", "健康义诊活动", "“邻里一家亲”主题联欢会", "技能培训班")
_PROJECTS = ("任远医疗中心项目", "望江产业园项目", "青石水库加固工程", "“一户一灯”项目")
_TURNS = (
    "{body}{post}{person}介绍说，“{said}”",
    "近日，{event}在{place}举行，由{body}主办，{other}{post}{person}出席并致辞。",
    "{body}任命{person}为{post}，{second}不再担任{post}。",
    "总投资约{money}亿元、占地{area}万平方米的{project}由{body}投资建设，落户{place}。",
    "{place}现有居民{count}余户、{people}多人。",
    "{body}实行“议事公开”“办事公开”“结果公开”的“三公开”工作模式。",
    "{month}月{day}日，{body}联合{other}开展{event}，{person}、{second}等参加活动。",
    "{place}隶属于{wider}，{body}原{post}{second}回乡参观。",
    "{person}说：“{said}”",
)
_SAID = ("灯亮了，心也亮了。", "先练后战，心里有数。", "群众的事再小也是大事！", "我们会一件一件办好。")


def items(number: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """As many items as asked for, the same ones for the same seed; ``kg build`` reads them a JSON line each."""
    chance = random.Random(seed)
    for index in range(number):
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        lines = [_sentence(chance) for _ in range(chance.randint(2, 5))]
        reporter = _person(chance)
        yield {
            "id": f"item-{index}",
            "title": f"{_place(chance)}{chance.choice(_EVENTS)}见闻之{index + 1}",
            "published": f"2024-{month:02}-{day:02}",
            "text": f"本报讯（记者 {reporter}）" + "\n".join(lines),
        }


def json_lines(number: int, seed: int = 7) -> str:
    """The items, one JSON object a line."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items(number, seed))


def _sentence(chance: random.Random) -> str:
    return chance.choice(_TURNS).format(
        body=_body(chance), other=_body(chance), place=_place(chance), wider=f"{chance.choice(_PLACES)}县",
        post=chance.choice(_POSTS), person=_person(chance), second=_person(chance), event=chance.choice(_EVENTS),
        project=chance.choice(_PROJECTS), money=chance.randint(1, 90), area=chance.randint(1, 40),
        count=chance.randint(100, 900), people=chance.randint(1000, 9000), month=chance.randint(1, 12),
        day=chance.randint(1, 28), said=chance.choice(_SAID),
    )  # fmt: skip


def _place(chance: random.Random) -> str:
    return chance.choice(_PLACES) + chance.choice(_UNITS)


def _body(chance: random.Random) -> str:
    return chance.choice(_PLACES) + chance.choice(("", *_UNITS)) + chance.choice(_OFFICES)


def _person(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN)
