"""What the pages say, in Chinese and in English."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.export.templates import template
from kg.model.vocabulary import NAMES

LANGUAGES = ("zh", "en")

_WORDS: Mapping[str, tuple[str, str]] = {
    "site": ("新闻知识图谱", "News knowledge graph"),
    "skip": ("跳到正文", "Skip to the content"),
    "graph": ("图谱", "Graph"),
    "query": ("查询", "Query"),
    "search": ("检索", "Search"),
    "language": ("English", "中文"),
    "placeholder": ("姓名、单位、地点，或拼音", "A name, or its pinyin"),
    "hint": (
        "输入任何印出的名称，也可输入拼音或首字母：dyl 能找到代玉丽。",
        "Type any printed name, or how it is spelled: dyl finds 代玉丽.",
    ),
    "found": ("找到 {n} 条", "{n} found"),
    "found_one": ("找到 1 条", "1 found"),
    "more_found": ("只列出前 {n} 条，请输入更多文字。", "These are the first {n}; type more to narrow them."),
    "nothing": ("没有叫“{name}”的条目。", "Nothing here is called “{name}”."),
    "also": ("又作", "Also printed as"),
    "matched": ("又作 {name}", "also {name}"),
    "in_graph": ("在图中查看", "Show in the graph"),
    "data": ("数据", "Data"),
    "address": ("地址", "Address"),
    "about": ("基本信息", "About"),
    "named_in": ("出现于", "Named in"),
    "times": ("{n} 处", "{n} times"),
    "times_one": ("1 处", "once"),
    "spoken_of": ("相关条目", "Spoken of by"),
    "text": ("正文", "Text"),
    "no_text": ("图谱未收录正文，以下是作为证据的句子。", "The graph holds no text; these are the sentences it uses as evidence."),
    "mentions": ("文中提到", "Named in this article"),
    "facts": ("文中的事实", "What this article states"),
    "fact": ("事实", "Fact"),
    "evidence": ("证据", "Evidence"),
    "gazetteer": ("据官方名录", "From an official list"),
    "doubtful": ("存疑", "doubtful"),
    "confidence": ("置信度", "Confidence"),
    "why": ("依据与证据", "Grounds"),
    "rest": ("还有 {n} 条；全部见 Turtle 数据。", "{n} more; all are in the Turtle."),
    "more_evidence": ("另有 {n} 句", "{n} more sentences"),
    "questions": ("现成的问题", "Ready-made questions"),
    "choose": ("选一个问题，填好条件，载入编辑器。", "Choose a question, fill in what it asks for, and load it."),
    "load": ("载入编辑器", "Load it"),
    "optional": ("可不填", "optional"),
    "cut": ("结果只显示前 {n} 行；请收窄查询或加 LIMIT。", "Only the first {n} rows are shown. Narrow the query or add a LIMIT."),
    "endpoint": ("SPARQL 端点", "SPARQL endpoint"),
    "no_script": ("查询编辑器需要 JavaScript。", "The query editor needs JavaScript."),
    "missing": ("没有这个页面", "There is no such page"),
    "missing_hint": ("图谱里没有这个地址。试试检索。", "The graph has nothing at this address. Try the search."),
    "wrong": ("请求无法完成", "The request could not be met"),
    "back": ("回到图谱", "Back to the graph"),
    "entry": ("条目页", "Its page"),
    "counts": ("{articles} 篇报道 · {things} 个条目 · {facts} 条事实", "{articles} articles · {things} entries · {facts} facts"),
    "all_kinds": ("全部", "All"),
    "yes": ("是", "yes"),
    "published": ("见报", "Published"),
}  # fmt: skip


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """Kinds of things by name, with their names for people and their colours: those of the explorer page."""
    return MappingProxyType(json.loads(template("kinds.json")))


@cache
def _terms() -> Mapping[str, Mapping[str, str]]:
    """Names of others' terms, as the explorer page has them."""
    return MappingProxyType(json.loads(template("terms.json")))


def word(key: str, language: str, **values: object) -> str:
    """A word or sentence in a language; ``values`` stand where it has their names in braces."""
    text = _WORDS[key][LANGUAGES.index(language)]
    return text.format(**values) if values else text


def kind_name(kind: str, language: str) -> str:
    """What one thing of a kind is called."""
    names = kinds().get(kind)
    if names is None:
        return kind
    return names["zh"] if language == "zh" else names["one"].capitalize()


def term_name(term: str, language: str) -> str:
    """What a term of the vocabulary is called; one that has no name keeps its own."""
    names = NAMES.get(term)
    if names is not None:
        return names.zh if language == "zh" else names.en
    return _terms().get(term, {}).get(language, term)


def language_of(wanted: str, accept: str) -> str:
    """The language of a page: the one asked for, else the reader's first (``Accept-Language``) of ours, else Chinese.

    >>> language_of("", "de, en;q=0.8, zh;q=0.9"), language_of("en", "zh"), language_of("", "")
    ('zh', 'en', 'zh')
    """
    if wanted in LANGUAGES:
        return wanted
    best, liked = "zh", 0.0
    for part in accept.split(",")[:20]:
        tag, _, rest = part.strip().partition(";")
        name = tag.lower().split("-")[0]
        quality = rest.strip().removeprefix("q=")
        try:
            value = float(quality) if quality else 1.0
        except ValueError:
            value = 0.0
        if name in LANGUAGES and value > liked:
            best, liked = name, value
    return best
