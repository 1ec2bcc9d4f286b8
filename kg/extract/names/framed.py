"""Names that the words around them show to be those of media: accounts, columns, programmes, journals.

An account or a programme may be called anything; what it is stands beside it (公众号“甲乙”, 《甲乙》栏目, 甲乙（ID：…）).
"""

import re
from functools import lru_cache

from kg.model.text import Span

_NOUN = (
    r"(?:微信公众号|微信公号|官方微信|公众号|公号|订阅号|服务号|视频号|抖音号|抖音账号|快手号|头条号|百家号|企鹅号|微博账号|官方微博|微博|"
    r"账号|客户端|手机APP|APP|栏目|专栏|节目|网站|网|频道|电台|杂志|期刊|周刊|学报|月刊)"
)
_NAME = r"[^“”《》（）()，。；、：！？\s]{2,12}"
_FRAMES = (
    re.compile(rf"{_NOUN}[“《「](?P<name>{_NAME})[”》」]"),
    re.compile(rf"[“《「](?P<name>{_NAME})[”》」](?:官方|手机|的)?{_NOUN}"),
    re.compile(rf"[“《「]?(?P<name>{_NAME})[”》」]?[（(](?:微信)?(?:ID|id|微信号|公众号)[：:]"),
)
# What is called an account is one, whatever its name: people, slogans and places have accounts. A column may be a mere heading.
_ACCOUNT = r"(?:微信公众号|微信公号|官方微信|公众号|公号|订阅号|服务号|视频号|抖音号|头条号|百家号|官方微博)"
_ACCOUNTS = (
    re.compile(rf"{_ACCOUNT}[“《「](?P<name>{_NAME})[”》」]"),
    re.compile(rf"[“《「](?P<name>{_NAME})[”》」](?:官方)?(?:微信)?{_ACCOUNT}"),
    re.compile(rf"[“《「](?P<name>{_NAME})[”》」][（(](?:微信)?(?:ID|id|微信号|公众号)[：:]"),
)
_SIGNS = (
    "号",
    "微博",
    "客户端",
    "APP",
    "栏",
    "节目",
    "网",
    "频道",
    "电台",
    "刊",
    "杂志",
    "学报",
    "ID",
    "id",
    "官方微信",
)


@lru_cache(maxsize=256)  # the candidates of a sentence are found, and then looked at: it is asked twice
def framed_media(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Stretches of ``text[start:end]`` that such a frame holds, without their marks; they may come twice."""
    sentence = text[start:end]
    if not any(sign in sentence for sign in _SIGNS):
        return ()
    return tuple(
        Span(start + match.start("name"), start + match.end("name"))
        for frame in _FRAMES
        for match in frame.finditer(sentence)
    )


def accounts(text: str) -> set[str]:
    """The names of accounts with the marks around them and the noun beside them. Cost: linear.

    >>> accounts("据微信公众号“云上小镇”消息，《云湖故事》栏目开播")
    {'云上小镇'}
    """
    if "号" not in text and "ID" not in text and "微" not in text:
        return set()
    return {match["name"] for frame in _ACCOUNTS for match in frame.finditer(text)}
