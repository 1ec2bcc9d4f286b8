"""What belongs together in a row of elements before the rules of posts read it.

Posts of several words (首席质量总监, 总统国家安全顾问, 国际问题专家), what stands between a body and its post and says only
of what kind or when (负责某事的, 大二的), and what stands between a post and its holder (84岁的).
"""

import re
from collections.abc import Sequence

from kg.extract.posts.elements import Element, Item
from kg.lexicon.suffixes import kind_of_body

# Who works for the holder of an office: 总统新闻秘书, 厂长助理, 主席特使 are posts of their own, and make nobody 总统.
_OF_OFFICE = re.compile(r"(?:总统|总理|首相|主席|国王|女王|书记|总裁|[^家船]长)$")
_STAFF = re.compile(r"(?:秘书|助理|特使|特别代表|执行代表|发言人|顾问)$")
_CHARGED = frozenset("负责 分管 主管 主抓".split())
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_AGE = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})岁")
_AGO = frozenset("案发 事发 退休 落马 离职 被捕 出事 牺牲".split())
_YEAR_OF_STUDY = re.compile(r"[大高初研][一二三四]|[一二三四五六七八九]年级|(?:19|20)?\d\d[级届]")
# Ties to another person, not to a body: 她的老师A.
_OF_SOMEBODY = frozenset("老师 学生 徒弟 师傅 恩师".split())
_PRONOUNS = frozenset("他 她 我 你 他们 她们 我们 其".split())
_LONGEST = 9  # elements of what somebody is charged with


def with_compounds(row: Sequence[Item]) -> list[Item]:
    """The row as the rules read it, in order; offsets of what stays are unchanged. Cost: O(row)."""
    if not any(item.kind is Element.ROLE for item in row):
        return list(row)
    made: list[Item] = []
    for item in _without_charges(row):
        if item.kind is Element.ROLE:
            item = _with_office(made, item)
            item = _with_first(made, item)
            item = _with_field(made, item)
            item = _of_unit(made, item)
            item = _of_committee(made, item)
            item = _posted(made, item)
            _without_year(made)
            if (
                item.text in _OF_SOMEBODY
                and len(made) > 1
                and made[-1].kind is Element.OF
                and made[-2].text in _PRONOUNS
            ):
                item = item._replace(kind=Element.WORD)
        elif item.kind is Element.PERSON:
            _without_age(made)
        elif item.text == "前" and (ago := _ago(made)):
            whole = [*made[-ago:], item]
            item = _merged(whole, Element.STATUS)
            del made[-ago:]
        made.append(item)
    return made


def _merged(items: Sequence[Item], kind: Element) -> Item:
    return items[0]._replace(kind=kind, end=items[-1].end, text="".join(item.text for item in items))


def _adjoining(row: Sequence[Item], start: int, kinds: Sequence[Element], most: int) -> int:
    """How many elements at the end of a row are of some kinds and stand right before ``start`` without a gap."""
    count = 0
    while count < min(most, len(row)) and row[-1 - count].kind in kinds and row[-1 - count].end == start:
        start = row[-1 - count].start
        count += 1
    return count


def _with_office(row: list[Item], role: Item) -> Item:
    """总统|新闻秘书, 总统|国家|安全顾问: one post, of whose office the first words tell."""
    if not _STAFF.search(role.text):
        return role
    nouns = _adjoining(row, role.start, (Element.NOUN,), 2)
    start = row[-nouns].start if nouns else role.start
    office = row[-nouns - 1] if len(row) > nouns else None
    if office is None or office.kind is not Element.ROLE or office.end != start or not _OF_OFFICE.search(office.text):
        return role
    whole = _merged([*row[len(row) - nouns - 1 :], role], Element.ROLE)
    del row[len(row) - nouns - 1 :]
    return whole


def _with_first(row: list[Item], role: Item) -> Item:
    """首席|质量|总监 is one post, and so is 董事|总经理, printed without a mark."""
    nouns = _adjoining(row, role.start, (Element.NOUN,), 3)
    start = row[-nouns].start if nouns else role.start
    first = row[-nouns - 1] if len(row) > nouns else None
    if first is None or first.end != start:
        return role
    if first.text == "首席" or (first.text == "董事" and role.text == "总经理" and not nouns):
        whole = _merged([*row[len(row) - nouns - 1 :], role], Element.ROLE)
        del row[len(row) - nouns - 1 :]
        return whole
    return role


def _with_field(row: list[Item], role: Item) -> Item:
    """中国|问题专家: what stands before 问题 is the field, also where it is a country's name."""
    if not role.text.startswith(("问题", "事务")) or len(role.text) < 4 or not row or row[-1].end != role.start:
        return role
    if row[-1].text.endswith("国际") and len(row[-1].text) > 3:
        cut = row[-1].end - 2  # 甲国|国际问题专家
        row[-1:] = [row[-1]._replace(end=cut, text=row[-1].text[:-2]), Item(Element.NOUN, cut, cut + 2, "国际", "n")]
    if row[-1].kind not in (Element.HOST, Element.NOUN) or len(row[-1].text) > 4 or kind_of_body(row[-1].text):
        return role
    return _merged([row.pop(), role], Element.ROLE)


def _of_unit(row: list[Item], role: Item) -> Item:
    """防务|部门负责人, 亚山|理事会主席: who heads 防务部门 and 亚山理事会, where no body's name stands before."""
    for unit in ("部门", "理事会"):
        if not role.text.startswith(unit) or len(role.text) == len(unit) or not row or row[-1].end != role.start:
            continue
        before = row[-1]
        whole = before.text + unit
        if len(before.text) < 2 or kind_of_body(before.text) or before.kind not in (Element.HOST, Element.NOUN):
            return role
        cut = role.start + len(unit)
        row[-1] = before._replace(kind=Element.HOST, end=cut, text=whole)
        return role._replace(start=cut, text=role.text[len(unit) :])
    return role


_OF_COMMITTEE = re.compile(
    r"(?P<committee>(?:临时)?党(?:总?支部|委))(?P<post>(?:组织|宣传|纪检|青年|统战)委员|专职副书记)"
)


def _of_committee(row: list[Item], role: Item) -> Item:
    """甲队|临时党支部|组织委员, 甲办机关|党委|专职副书记: posts inside a committee, which is their body.

    党委书记 and 党委委员 are one word for who leads and who sits on it, of the body whose committee it is.
    """
    parts = _OF_COMMITTEE.fullmatch(role.text)
    before = row[-1] if row and row[-1].kind is Element.HOST and row[-1].end == role.start else None
    if parts is None or before is None or (parts["committee"] == "党委" and not before.text.endswith("机关")):
        return role
    cut = role.start + parts.end("committee")
    row[-1] = before._replace(end=cut, text=before.text + parts["committee"])
    return role._replace(start=cut, text=parts["post"])


_POSTED = re.compile(r"(?P<where>驻[\u4e00-\u9fff]{1,5}?)(?P<post>[^驻国]{0,4}(?:参赞|领事|大使|公使|武官|秘书))")


def _posted(row: list[Item], role: Item) -> Item:
    """中国|驻甲|商务参赞: where an envoy stands is no part of what he is."""
    parts = _POSTED.fullmatch(role.text)
    if parts is None:
        return role
    cut = role.start + parts.end("where")
    row.append(Item(Element.NOUN, role.start, role.start + 1, "驻", "n"))
    row.append(Item(Element.NOUN, role.start + 1, cut, parts["where"][1:], "LOC"))
    return role._replace(start=cut, text=parts["post"])


def _without_charges(row: Sequence[Item]) -> list[Item]:
    """甲局|负责某事的|副局长: what somebody is charged with stands between the body and the post, and is part of neither."""
    kept: list[Item] = []
    i = 0
    while i < len(row):
        held = bool(kept) and kept[-1].kind is Element.HOST and kept[-1].end == row[i].start
        if held and _YEAR.fullmatch(row[i].text) and i + 1 < len(row) and row[i + 1].kind is Element.ROLE:
            i += 1  # 甲会|2020年|轮值主席
            continue
        if row[i].text in _CHARGED and held:
            end = next((k for k in range(i + 1, min(len(row) - 1, i + _LONGEST)) if row[k].kind is Element.OF), None)
            plain = end is not None and all(item.kind in _PLAIN for item in row[i + 1 : end])
            if end is not None and plain and _leads_to_role(row, end + 1):
                i = end + 1
                continue
        kept.append(row[i])
        i += 1
    return kept


_PLAIN = (Element.NOUN, Element.WORD, Element.JOIN, Element.HOST)


def _leads_to_role(row: Sequence[Item], i: int) -> bool:
    while i < len(row) and row[i].kind in (Element.NOUN, Element.STATUS):
        i += 1
    return i < len(row) and row[i].kind is Element.ROLE


def _without_year(row: list[Item]) -> None:
    """甲大学|大二的|学生 as 甲大学|大二|学生: which year a pupil is in says nothing of the school."""
    if len(row) < 3 or row[-1].kind is not Element.OF:
        return
    for size in (1, 2):
        words = row[-1 - size : -1]
        if len(row) > size + 1 and _YEAR_OF_STUDY.fullmatch("".join(item.text for item in words)):
            row[-1 - size :] = [_merged(words, Element.STATUS)]
            return


def _without_age(row: list[Item]) -> None:
    """甲院院长、84岁的A, 乙局局长、今年50岁的B: an age between a post and its holder."""
    if len(row) < 3 or row[-1].kind is not Element.OF or not _AGE.fullmatch(row[-2].text):
        return
    first = len(row) - 2
    if row[first - 1].text in ("今年", "年仅", "现年"):
        first -= 1
    if first > 1 and row[first - 1].kind in (Element.JOIN, Element.COMMA) and row[first - 2].kind is Element.ROLE:
        del row[first - 1 :]


def _ago(row: Sequence[Item]) -> int:
    """How many elements before 前 say with it when somebody held a post (案|发, 退休); 0 for none."""
    for size in (1, 2):
        if len(row) > size and "".join(item.text for item in row[-size:]) in _AGO:
            return size
    return 0
