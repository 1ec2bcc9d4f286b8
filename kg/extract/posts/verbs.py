"""Verbs that say who takes, holds or leaves a post, and the row of elements as the letters that patterns read."""

from collections.abc import Sequence

from kg.extract.posts.elements import Element, Item
from kg.model.text import Span

# Verbs by what they say of a post. The letter stands for the verb in the patterns.
VERBS: dict[str, str] = {
    **dict.fromkeys(["任", "担任", "出任", "兼任", "就任", "升任", "调任", "接任", "转任", "继任", "改任", "现任", "履新", "当选",
                     "当选为", "担当", "获任", "受聘", "受聘为", "晋升为", "升为", "就职", "接掌", "执掌", "曾任", "历任", "时任", "原任", "拟任",
                     "任职", "候任", "再任", "连任", "当上", "成为", "挂职", "作为", "起任", "还任", "先后任", "在任", "转岗", "晋升", "后任", "续任",
                     "身为"], "V"),
    **dict.fromkeys(["任命", "选举", "推选", "选出", "聘任", "聘请", "聘", "提名", "增补", "补选", "委任", "委派", "选派", "推举",
                     "决定任命", "提拔", "增选", "被任命", "被提名", "被选举", "被聘", "聘为", "任命为", "选举为",
                     "提名为", "被任命为", "聘任为", "增补为", "选为"], "A"),
    **dict.fromkeys(["免去", "辞去", "卸任", "免", "撤销", "请辞", "不再担任", "辞任", "卸下", "罢免", "免除", "离任", "解聘", "辞掉", "撤去",
                     "不再兼任", "不再任", "退出"], "D"),
    **dict.fromkeys(["荣获", "获评", "评为", "被评为", "获得", "获", "授予", "被授予", "荣膺", "当选为", "入选", "获授"], "H"),
    **dict.fromkeys(["是", "系", "为", "既是", "又是", "也是", "还是", "更是", "均是", "都是", "正是", "曾是", "仍是", "同为", "均为", "曾为"], "B"),
    **dict.fromkeys(["由", "职由", "一职由"], "Y"),
    "以": "I",
    "等": "E",
    "等人": "E",
}  # fmt: skip
PRONOUNS = {"他", "她"}
# Words that make a post a rumour; nothing is claimed of it.
RUMOURS = {"或", "或将", "可能", "有望", "传", "据传", "传闻", "疑", "网传", "盛传"}
FORMER_VERBS = {"曾任", "历任", "时任", "原任"}
PROPOSED_VERBS = {"拟任", "候任", "提名", "被提名", "提名为"}
FORMER_ADVERBS = {
    "曾",
    "曾经",
    "先后",
    "历",
    "原",
    "此前",
    "之前",
    "早前",
    "生前",
    "退休前",
    "案发前",
    "事发前",
    "落马前",
    "离职前",
    "被捕前",
    "出事前",
    "牺牲前",
    "曾是",
    "曾为",
    "不再",
    "不",
    "已不再",
    "卸",
}
FURTHER = {
    "又",
    "也",
    "还",
    "更",
    "同时",
    "又是",
    "也是",
    "还是",
    "更是",
    "并",
}  # before a copula: one post more of the same person
GUISES = {"作为", "身为"}
SUCCEEDING = {"接替", "接棒", "代替", "替代", "取代", "顶替", "接"}
# Verbs and prepositions whose object is not who acts: A接替B担任.
OBLIQUE = SUCCEEDING | {"替", "随", "跟随", "陪同", "受", "师从", "拜"}
PROPOSED_ADVERBS = {"拟", "将", "拟提名", "即将", "拟任"}
# Behind a host: 在甲厂当钳工; 在甲社区居住的居民.
_OF_PLACE = {"当": "V", **dict.fromkeys(["居住", "生活", "工作", "就读", "务工", "打工", "任教", "上学"], "L")}


def letters(row: Sequence[Item]) -> str:
    """The row as a string of letters, one an element; verbs of holding, giving and losing a post get letters of their own."""
    found: list[str] = []
    for item in row:
        letter: str = item.kind
        if item.kind in (Element.WORD, Element.STATUS, Element.NOUN):
            letter = VERBS.get(item.text, letter)
        elif item.text == "兼任" and (not found or found[-1] != "R"):
            letter = "V"  # 并兼任甲局局长; between two posts it joins them
        if found[-1:] == ["O"] and item.text in _OF_PLACE:
            letter = _OF_PLACE[item.text]
        found.append(letter)
    return "".join(found)


def span_of(item: Item) -> Span:
    """Where an element stands."""
    return Span(item.start, item.end)
