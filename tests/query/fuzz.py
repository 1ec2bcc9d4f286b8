"""Query strings and questions that nobody would write, the same ones for the same seed."""

import random
from collections.abc import Iterator

from kg.query import named_queries
from kg.query.grammar import PATTERNS

_PIECES = (
    *"SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GROUP BY ORDER LIMIT OFFSET DISTINCT".split(),
    *"SERVICE FROM INSERT DELETE LOAD CLEAR PREFIX BASE EXISTS NOT IN AS COUNT SUM REGEX CONTAINS STR IF COALESCE".split(),
    *"{ } ( ) [ ] . ; , | / ^ * + ? ! = != <= && || << >> <<( )>> @zh ^^xsd:integer a true undef".split(),
    *"?s ?p ?o $x _:b kg:within rdfs:label foaf:Person nope:x <https://example.org/> <> <a b>".split(),
    *('"', "'", '"""', '"溪桥镇"@zh', "'x'", "1", "-1.5e9", "\\u0053ERVICE", "\\u0022", "#", "\n", "\t", "\0", "\ud800", "𠮷", "？"),
)  # fmt: skip
_WORDS = (
    *"谁 什么 哪里 哪些 多少 几 的 了 是 在 有 和 与 吗 呢 怎么 关系 职务 活动 组织 参加 说 写 项目 报道 何时 包括".split(),
    *"林远舟 溪桥镇 柳塘村 溪桥 某市 镇长 防汛演练 一户一灯".split(),
    *("“", "”", "?", "？", " ", "\n", "\0", "\\", '"', "}", "a", "1", "𠮷"),
)  # fmt: skip


def queries(number: int, seed: int = 1) -> Iterator[str]:
    """Named queries with characters and pieces dropped, doubled, put elsewhere; soups of pieces; noise."""
    chance = random.Random(seed)
    known = [query.text for query in named_queries()]
    for _ in range(number):
        kind = chance.random()
        if kind < 0.6:
            text = chance.choice(known)
            if chance.random() < 0.5:  # without its comments, so that the changes meet the query
                text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
            yield _changed(chance, text, _PIECES)
        elif kind < 0.9:
            yield " ".join(chance.choices(_PIECES, k=chance.randint(0, 40)))
        else:
            yield "".join(
                chr(chance.choice((chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x11000))))
                for _ in range(chance.randint(0, 60))
            )


def questions(number: int, seed: int = 1) -> Iterator[str]:
    """Examples of questions, changed in the same way, and soups of their words."""
    chance = random.Random(seed)
    for _ in range(number):
        if chance.random() < 0.6:
            yield _changed(chance, chance.choice(PATTERNS).example, _WORDS)
        else:
            yield "".join(chance.choices(_WORDS, k=chance.randint(0, 60)))


def _changed(chance: random.Random, text: str, pieces: tuple[str, ...]) -> str:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice((0, 1, 1, 2, 8)))
        put = chance.choice(("", "", chance.choice(pieces), text[at:end] * 2))
        text = text[:at] + put + text[end:]
    return text
