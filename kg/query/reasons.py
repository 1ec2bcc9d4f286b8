"""The reasons of resolution in Chinese: what graph.merges.tsv says in English, for those who read it at home."""

import re

_WEIGHT = re.compile(r" ([+-][0-9]+\.[0-9])$")
# (the reason in English, the same in Chinese); {} is what the reason is about.
_REASONS = (
    ("decided by the user", "由用户决定"),
    ("second form on the page", "同一版给出的另一种写法"),
    ("renamed, an item says", "报道说已更名"),
    ("signs here, is written about there", "一处署名，一处被报道"),
    ("sign on one page", "在同一版署名"),
    ("sign beside {}", "都与{}一同署名"),
    ("sign for {}", "都为{}署名"),
    ("marked {}", "署名的格式相同：{}"),
    ("report from one place", "从同一地发稿"),
    ("report from one province", "从同一省发稿"),
    ("report from far apart", "发稿地相距甚远"),
    ("hosts of like names", "单位名称相近"),
    ("hosts in one area", "单位在同一地区"),
    ("two posts far apart within a week", "一周之内在相距甚远的两地任职"),
    ("other hosts", "单位不同"),
    ("post {}, which few hold", "职务{}只有少数人担任"),
    ("post {}", "职务相同：{}"),
    ("related posts", "职务相近"),
    ("live or stay in one place", "同住或同在一地"),
    ("same host, one {}", "同一单位，{}只有一位"),
    ("same host, post {}", "同一单位，同任{}"),
    ("same host", "同一单位"),
    ("beside {}", "都与{}一同出现"),
    ("items name the same bodies", "报道提到相同的单位"),
    ("items name places of one area", "报道提到同一地区的地方"),
    ("on one page", "在同一版"),
    ("{} is short for {}", "{}是{}的简称"),
    ("{} read as {}", "{}即{}"),
)
_PATTERNS = tuple((re.compile(re.escape(english).replace(r"\{\}", "(.+)")), chinese) for english, chinese in _REASONS)
_NAME = re.compile("name (.+)")


def parts(reason: str) -> tuple[str, float | None]:
    """A reason and its weight in bits; None where it has none of its own.

    >>> parts("same host +11.0")
    ('same host', 11.0)
    """
    found = _WEIGHT.search(reason)
    return (reason[: found.start()], float(found.group(1))) if found else (reason, None)


def in_chinese(reason: str) -> str:
    """A reason in Chinese, without its weight; "" for one that is not known.

    >>> in_chinese("same host, post 工程师 +14.0"), in_chinese("name 王伟 -8.0")
    ('同一单位，同任工程师', '叫王伟的人很多')
    """
    said, bits = parts(reason)
    name = _NAME.fullmatch(said)
    if name and bits is not None:
        return f"叫{name.group(1)}的人很{'少' if bits >= 0 else '多'}"
    if name:
        return f"名称相同：{name.group(1)}"
    for pattern, chinese in _PATTERNS:
        found = pattern.fullmatch(said)
        if found:
            return chinese.format(*found.groups())
    return ""
