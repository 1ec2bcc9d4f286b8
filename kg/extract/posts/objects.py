"""Posts that no list knows and their verb shows: whatever somebody 担任 is a post.

The object of a verb of holding is a post by the verb's meaning, so its word is read as one where its last character
says a person of some work (长, 官, 员, 师 …). 一职 and 职务 behind a noun say the same of it.
"""

import re
from collections.abc import Sequence

from kg.extract.posts.elements import Element, Item
from kg.extract.posts.roles import of_family

# Verbs whose object is always a post; 成为 and 作为 take other things, too.
_HOLDING = frozenset(
    (
        "任 担任 出任 兼任 就任 升任 调任 接任 转任 继任 改任 现任 曾任 历任 时任 原任 拟任 后任 续任 当选 受聘 受聘为 聘为 "
        "被聘 当上 获任 晋升为 升为 起任 还任 先后任"
    ).split()
)
_GIVING = frozenset("任命 聘任 聘请 聘 选举 推选 推举 补选 增补 委任 特聘".split())  # … 为
_LEAVING = frozenset("免去 辞去 卸任 罢免 撤销 不再担任 请辞 辞掉 免除 不再兼任".split())
_OF_WORK = re.compile(r"[\u4e00-\u9fff][长官员师手家工医人使]$|(?:代表|干事|督导|顾问|秘书)$")
_NO_POST = re.compile(
    r"(?:他人|别人|本人|个人|新人|主人|客人|老人|亲人|家人|恩人|军人|成人|大人|工人|国家|大家|双手|对手|助手|增长|特长|家长)$"
)
_OFFICE_WORDS = frozenset(("职务", "一职", "职", "职位"))
_INSIDE = frozenset((Element.HOST, Element.NOUN, Element.STATUS, Element.JOIN, Element.QUOTE))
_LONGEST = 12  # elements between a verb and its object's end


def with_objects(row: Sequence[Item]) -> list[Item]:
    """The row with objects of such verbs made posts, and 监事|长 one post. Cost: O(row)."""
    made = _without_second_names(_joined(row))
    for i in range(len(made)):
        if not _takes_post(made, i):
            continue
        object_ = _object(made, i + 1)
        if object_ is not None and len(made[object_].text) == 1:  # 抢修|工
            made[object_ - 1] = _merged(made[object_ - 1 : object_ + 1], Element.ROLE)
            made[object_] = made[object_]._replace(start=made[object_].end, text="")
        elif object_ is not None:
            made[object_] = made[object_]._replace(kind=Element.ROLE)
    return [item for i, item in enumerate(made) if item.text and not (item.text in _ONE and _is_of_being(made, i))]


_ONE = ("一名", "一位")


def _is_of_being(row: Sequence[Item], i: int) -> bool:
    """Whether 一名 stands between a copula and what somebody is: 是甲厂的一名电工."""
    return i > 0 and (row[i - 1].kind is Element.OF or row[i - 1].text in _BEING)


def _merged(items: Sequence[Item], kind: Element) -> Item:
    return items[0]._replace(kind=kind, end=items[-1].end, text="".join(item.text for item in items))


def _without_second_names(row: Sequence[Item]) -> list[Item]:
    """总经理（CEO）A: what stands in brackets behind a post, in letters, is another name of it and no second post."""
    made: list[Item] = []
    i = 0
    while i < len(row):
        if (
            row[i].kind is Element.OPEN
            and [item.kind for item in row[i + 1 : i + 3]] == [Element.ROLE, Element.CLOSE]
            and made
            and made[-1].kind is Element.ROLE
            and row[i + 1].text.isascii()
        ):
            i += 3
            continue
        made.append(row[i])
        i += 1
    return made


def _takes_post(row: Sequence[Item], i: int) -> bool:
    word = row[i].text
    if word == "为":
        return any(item.text in _GIVING for item in row[max(0, i - 6) : i])
    if word in _BEING:
        return any(item.text in _ONE and _is_of_being(row, i + 1 + k) for k, item in enumerate(row[i + 1 : i + 6]))
    return word in _LEAVING or (word in _HOLDING and row[i].kind is not Element.JOIN)


def _object(row: Sequence[Item], start: int) -> int | None:
    """Index of the noun that ends the object which begins at ``start``; None where a post or anything else stands there."""
    end = start
    while end < len(row) and end - start < _LONGEST and _may_be_inside(row[end]):
        if row[end].kind is Element.ROLE:
            return None
        end += 1
    closed = end == len(row) or row[end].kind in (Element.COMMA, Element.CLOSE, Element.OPEN) or row[end].tag == "w"
    last = end - 1
    while last > start and (row[last].text in _OFFICE_WORDS or row[last].text == "一"):
        closed = True
        last -= 1
    if last < start or not closed or row[last].kind is not Element.NOUN:
        return None
    if not any(item.kind is Element.HOST for item in row[start:last]):
        return None  # 担任考官, 担任讲解员: a part that one plays for a day, where no body is named
    text = row[last].text if len(row[last].text) > 1 else row[last - 1].text + row[last].text
    return last if _OF_WORK.search(text) and not _NO_POST.search(text) and not of_family(text) else None


def _may_be_inside(item: Item) -> bool:
    return (
        item.kind in _INSIDE
        or item.kind in (Element.ROLE, Element.OF)
        or item.tag in ("m", "a", "q", "PER")
        or item.text == "了"
    )


_BEING = {"是", "系", "也是", "曾是", "还是"}
_PARTED = {"辞去", "免去", "本台", "本报", "本网", "本刊", "本社"}  # words that the tagger may part


def _joined(row: Sequence[Item]) -> list[Item]:
    """监事|长, 关|长: the tagger parts 长 from what it heads; behind a post, or a unit of one character, it is one with it."""
    made: list[Item] = []
    for i, item in enumerate(row):
        before = made[-1] if made else None
        if item.kind is Element.ROLE and "".join(o.text for o in made[-5:]) in ("县（市、区）", "县(市、区)"):
            made[-5:] = [_merged(made[-5:], Element.NOUN)]  # one of the counties, which is not said
        if before is not None and item.kind is Element.HOST and item.text == "任县" and before.text == "拟":
            made.append(Item(Element.WORD, item.start, item.start + 1, "任", "v"))  # 拟任县（市、区）委书记
            item = Item(Element.NOUN, item.start + 1, item.end, "县", "n")
        if before is not None and before.end == item.start and before.text + item.text in _PARTED:
            kind = Element.WORD if item.text == "去" else Element.NOUN
            made[-1] = before._replace(kind=kind, end=item.end, text=before.text + item.text)
            continue
        if item.kind is Element.ROLE and len(made) > 1:
            grade = _years(made)
            if grade:
                made[-grade:] = [
                    made[-grade]._replace(
                        kind=Element.STATUS, end=item.start, text="".join(o.text for o in made[-grade:])
                    )
                ]
            if (
                item.text.startswith("挂职")
                and len(item.text) > 3
                and [made[-1].kind, made[-2].text] == [Element.HOST, "在"]
            ):
                made.append(Item(Element.WORD, item.start, item.start + 2, "挂职", "v"))
                item = item._replace(start=item.start + 2, text=item.text[2:])
            if (
                item.text.startswith("当选")
                and len(item.text) > 3
                and not (i + 1 < len(row) and row[i + 1].kind is Element.PERSON)
            ):
                made.append(Item(Element.WORD, item.start, item.start + 2, "当选", "v"))
                item = item._replace(start=item.start + 2, text=item.text[2:])
            if (start := _privileged(made, item)) is not None:
                whole = "".join(o.text for o in [*made[start:], item])
                item = item._replace(start=made[start].start, text=whole)
                del made[start:]
        ends = i + 1 == len(row) or row[i + 1].kind is not Element.NOUN
        if item.text == "长" and before is not None and before.end == item.start and ends:
            unit = before.kind is Element.WORD and len(before.text) == 1 and before.text in "关室监寺"
            if before.kind is Element.ROLE or unit:
                made[-1] = before._replace(kind=Element.ROLE, end=item.end, text=before.text + item.text)
                continue
        made.append(item)
    return made


_YEARS = re.compile(r"[大高初研][一二三四]|[一二三四五六七八九]年级|(?:19|20)?\d\d[级届]")


def _years(row: Sequence[Item]) -> int:
    """How many elements at the end of a row say which year a pupil is in (大二, 三年级), 0 for none."""
    for size in (1, 2):
        if len(row) > size and _YEARS.fullmatch("".join(item.text for item in row[-size:])):
            return size
    return 0


def _privileged(row: Sequence[Item], role: Item) -> int | None:
    """Where 享受国务院特殊津贴专家 begins, which is one honour; None for other posts."""
    for i in range(len(row) - 1, max(-1, len(row) - 5), -1):
        if row[i].text == "享受":
            return i if "津贴" in "".join(item.text for item in row[i:]) + role.text else None
    return None
