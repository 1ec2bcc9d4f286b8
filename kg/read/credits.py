"""Who is credited and where a report comes from, as print shows it: bylines and datelines inside a line of text.

Everything here works on one line or one rejoined paragraph and gives back stretches of it. The patterns are bounded
(no nested repetition), so that their cost is linear in the text whatever is in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.text import BlockKind
from kg.read.names import are_names, is_name, name_end

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# Names of media end in a few words. The ones whose ending is an everyday word are told by the words before it.
MEDIUM = (
    rf"(?:本报|本台|本网|本刊|本社|央视|(?:中央广播电视)?总台(?:央视)?|[{_HAN}A-Za-z0-9·\-—/／]{{1,16}}?(?:社|网|报|台|日报|晚报|时报|早报|商报|周刊|新闻|新闻客户端|在线|"
    r"客户端|传媒|融媒|快讯|电视|广播|经济报道|数码|科技|财经|体育))"
)
_GRADE = r"(?:全媒体|融媒体|融媒|专栏|特邀|执笔|参与|首席|特约|特派|见习|实习|驻站|高级|资深|体育|文字|摄影|视频|值班|执行|微信|新媒体)?"
_ROLE = (
    rf"(?:{_GRADE}(?:记者|通讯员|报道员|撰稿人|评论员|实习生|编辑)|责任编辑|责编|作者|撰文|撰稿|采写|采访|供稿|供图|文字|文图|图文|"
    r"摄影报道|摄影|摄像|摄|文[/／、]图|图[/／、]文|文|图片|图|校对|审核|制图|整理|编译|翻译|策划|统筹|监制|主编|美编|版式|主播|终审|初审|复审|二审|三审)"
)
_MARK = r"[□■◆◇●○▲△▼▽◎★☆※◤◥⊙]"
_SEPARATOR = r"[\s、,，/／|｜:：;；丨\-—·&]"
_TAIL = r"(?:摄影报道|采访报道|综合报道|整理报道|报道|摄影|摄|文/?图|图/?文|文|图|供图|供稿|整理|采写|撰文|编译|通讯员|记者)"

_DATE = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_PLACE = rf"[{_HAN}·]{{0,12}}?"
_DATELINE = re.compile(
    rf"(?!据|从|由|在|记者|近日|昨日)(?:"
    rf"{MEDIUM}{_PLACE}(?:{_DATE})(?:[{_HAN}]{{0,2}})(?:专?电|讯|消息(?![，,])|报道(?![，,:：称说]))"
    rf"|{MEDIUM}{_PLACE}(?:快讯|专讯|综合讯|(?<![通资短音喜问审刑简])讯)(?!息|号|员|[，,])"
    rf"|(?:本报|本台|本网|本刊){_PLACE}(?:综合消息|消息|专?电)(?![，,台视]))"
)
# A medium's name inside running text, where nothing shows its beginning: two characters before its generic ending.
_PLAIN_MEDIUM = (
    rf"(?:本报|本台|本网|新华社|中新社|中国新闻网|中新网|人民网|新华网|央广网|央视网|光明网|中国网|新闻网|"
    rf"(?:中国|人民|[{_HAN}]{{2}})(?:日报|晚报|时报|早报|晨报|商报|都市报|青年报|新闻|网))"
)
_INNER_OPENING = re.compile(
    rf"{_PLAIN_MEDIUM}(?:{_PLACE}{_DATE}(?:专?电|讯|消息)|(?:快讯|讯)\s?[（(]|{_GRADE}记者\s?[{_HAN}]{{2,3}})|[（(](?:本报)?{_GRADE}(?:记者|通讯员)"
)
_TITLE_LABEL = re.compile(  # behind 电; what says of what sort the piece is belongs to its title
    r"\s*(?:题\s*[:：]\s*|.{0,12}评论员文章\s*[:：]\s*|(?=(?:记者手记|特写|综述|述评|通讯|时评|国际观察|新闻分析|财经观察)\s*[:：]))"
)

_OPEN, _CLOSE = "（(【[〔", {"（": "）)", "(": "）)", "【": "】", "[": "]", "〔": "〕"}
_IN_BRACKETS = 120  # characters; the longest list of a reporting team seen is about 80
_ROLE_IN_BRACKETS = re.compile(rf"记者|通讯员|报道员|实习生|编辑|责编|作者|撰文|撰稿|采写|报道组|摄影|供稿|供图|整理|编译|特约评论员")
_ROLE_WORDS = re.compile(_ROLE)
_PREAMBLE = re.compile(r"\A(?:.{0,30}?报道组成员|(?:本文)?来源\s*[:：].{1,20}?(?=作者|记者))[:：]?")
_BRACKETED_ROLE = re.compile(
    rf"(?:{MEDIUM})?{_GRADE}(?:记者\s?[:：]?\s?(?P<who>[{_HAN}]{{2,8}}\Z)|作者(?!为|系|是|单位)\s?[:：]?\s?(?P<by>[{_HAN}·]{{2,40}}))"
)
_NO_NAMES_BEHIND = frozenset("手记 观察 调查 按语 编译 整理 报道 连线 走访 摄影 来信 日记 见闻 述评 综述".split())
_GAP_IN_NAME = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ \u3000\xa0]+([{_HAN}])(?=(?:整理|摄影|摄|报道)?(?![{_HAN}]))")
_NAME_ONLY = re.compile(rf"[{_HAN}·、\s]{{2,30}}\Z")
_NOT_NAMES = frozenset("完 未完 待续 完毕 编者 记者注 编者注 本报评论员 本报讯 连载".split())

_GAP = " \t\xa0\u3000:："
_REPORTER = re.compile(r"(?:记者|通讯员|作者|撰文|撰稿)")
_FREE = re.compile(rf"(?:(?:[{_HAN}]{{2,8}}·)?[{_HAN}]{{0,8}}?(?:社|网|报|台|在线|新闻|经济报道)|本报)?(?:{_GRADE}(?:记者|通讯员)|作者|撰文|撰稿)\Z")
_MORE = re.compile(rf"[\s\u3000、，,]*{_GRADE}(?:通讯员|记者|实习生)[\s\u3000:：]*")
_LABELLED = re.compile(rf"(?P<label>(?:责任|实习|值班|本期|本版|新媒体)?(?:编辑|责编|校对|审核)|作者|撰文|采写|文|图|摄影|供图)[:：/／|｜]")
_NAME_SLASH = re.compile(rf"(?<![{_HAN}])(?P<names>[{_HAN}]{{2,4}})[/／](?P<role>摄影|摄|文|图|供图)")
_SHOT = re.compile(r"\s?(?:摄影报道|摄影|摄|供图)(?=[。）)\s]*\Z)")
_ROLE_END = re.compile(rf"(?:(?:[{_HAN}]{{1,6}}(?:社|网|报|台|新闻)|本报)?{_GRADE}(?:记者|通讯员)|摄影)[\s:：]*\Z")
_EDGE = "。！？；，、 \u3000\xa0\t（()）:："


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A stretch of a text that is a BYLINE or a DATELINE."""

    start: int
    end: int
    kind: BlockKind


def dateline_end(text: str) -> int:
    """Where the dateline at the beginning of a text ends, 0 when there is none.

    >>> dateline_end("新华社某市4月3日电（记者王小明）今天")
    10
    """
    match = _DATELINE.match(text[:60])
    return match.end() if match else 0


def opening_inside(text: str) -> int | None:
    """Where, inside a text, a report begins with its dateline or byline; None when none does."""
    match = _INNER_OPENING.search(text)
    return match.start() if match else None


def titled_dateline(text: str) -> tuple[int, int] | None:
    """For 新华社某市4月3日电题：抢收记: where the dateline ends and where the title begins; None for another text."""
    end = dateline_end(text)
    label = _TITLE_LABEL.match(text, end) if end else None
    return (end, label.end()) if label else None


def is_byline(line: str) -> bool:
    """True for a line that does nothing but credit people, in any of the printed forms.

    >>> is_byline("□记者 王小明 通讯员 李红 报道"), is_byline("记者探访快递业复工")
    (True, False)
    """
    if not 3 <= len(line) <= 120 or line[-1] in "。！？!?；;…”":
        return False
    inner = _inside_brackets(line)
    if inner is not None:
        dateline = dateline_end(inner)
        return _credits_somebody(inner[dateline:] if dateline < len(inner) else inner)
    marked = re.match(_MARK, line)
    rest = line[1:].strip() if marked else line
    if marked and _ROLE_WORDS.search(rest[:20]) and len(line) <= 60 and "，" not in line:
        return True
    if marked and len(rest) <= 20:
        parts = re.split(r"[\s、]+", rest)
        return all(is_name(part) for part in parts if not re.fullmatch(_TAIL, part))
    return bool(_HOUSE.fullmatch(line) or _STAFF.match(line)) or _is_credit(rest)


def is_dateline(line: str) -> bool:
    """True for a line that is a dateline and nothing else, with or without brackets: （本报某市3月31日电）."""
    inner = _inside_brackets(line) or line
    return 0 < dateline_end(inner) == len(inner)


def is_signature(line: str) -> bool:
    """True for a short line of names alone, with the medium they write for: 某某日报李红. Says little; ask for context."""
    bare = _without_gaps(line)
    if not 2 <= len(bare) <= 14:
        return False
    return all(are_names(part) for part in re.split(r"[\s、]+", bare)) or any(
        is_name(bare[-size:]) and re.fullmatch(MEDIUM, bare[:-size]) for size in (2, 3)
    )


def _inside_brackets(line: str) -> str | None:
    """What one pair of brackets around the whole line holds."""
    if line[0] in _CLOSE and line[-1] in _CLOSE[line[0]] and not any(c in _OPEN for c in line[1:]):
        return line[1:-1].strip()
    return None


_HOUSE = re.compile(r"(?:本报|本网|本刊)(?:特约)?(?:评论员|编辑部|记者|综合报道|评论部)")
_STAFF = re.compile(  # the people behind a film or a picture page, one label a line
    rf"(?:总监制|监制|出品人?|总?制片人?|总?导演|编导|剪辑|后期|视觉|音编|配音|出镜|拍摄|设计|海报|动画|顾问|制作|文案|主播|作者|文字|译者)"
    rf"\s?[:：丨｜|]\s?[{_HAN}·()（）A-Za-z\s、]{{2,40}}\Z"
)
_LEAD = re.compile(rf"(?:{_MARK})?\s*(?:{MEDIUM}|[{_HAN}]{{2,6}}(?=驻))?(?:驻[{_HAN}]{{2,4}}?)?(?P<role>{_ROLE})")
_LABEL_MARK = re.compile(r"[:：|｜丨/／]")
_PART = re.compile(rf"[{_HAN}·•・．]{{1,40}}")


def _is_credit(text: str) -> bool:
    """True for a run of role words and names: [medium] role names [role names]… [报道]."""
    first = _LEAD.match(text)
    if first is None:
        return _is_reversed_credit(text)
    position, named, labelled = first.end(), False, False
    while position < len(text):
        separator = re.compile(rf"{_SEPARATOR}*").match(text, position)
        assert separator is not None
        position = separator.end()
        if position >= len(text):
            break
        run = _PART.match(text, position)
        if run is None:
            return False
        labelled = bool(_LABEL_MARK.search(separator.group())) or (labelled and "、" in separator.group())
        step = _labelled_run(run.group()) if labelled else _credit_run(run.group())
        if step is None:
            return False
        named = named or step
        position = run.end()
    return named


def _credit_run(run: str) -> bool | None:
    """Read an unbroken run of a credit: True when it names somebody, False for role words alone, None for other words."""
    named = False
    while run:
        tail = re.fullmatch(_TAIL, run)
        if tail:
            return named
        lead = _LEAD.match(run)
        if lead and lead.end() < len(run) + 1 and not is_name(run):
            run = run[lead.end() :]
            continue
        following = _ROLE_WORDS.search(run, 2)
        while following and not are_names(_without_medium(run[: following.start()])):
            following = _ROLE_WORDS.search(run, following.end())
        names, rest = (run[: following.start()], run[following.start() :]) if following else (run, "")
        if are_names(_without_medium(names)):
            named, run = True, rest
        elif re.fullmatch(rf"[{_HAN}]{{2,8}}报道", run):  # 王小明甲市、乙市报道: where the report was made
            return named
        else:
            reported = re.match(rf"([{_HAN}]{{2,9}})\Z", run)
            return named or None if reported and _starts_with_name(run) else None
    return named


def _labelled_run(run: str) -> bool | None:
    """Behind 编辑： or 撰文| stands a name even when no surname begins it, up to the next role."""
    following = _ROLE_WORDS.search(run, 2)
    if following and (following.end() == len(run)) and following.start() <= 4:
        return True
    return True if len(run) <= 4 else _credit_run(run)


def _starts_with_name(run: str) -> bool:
    """王小明甲市: a name and then a place of two to four characters."""
    return any(is_name(run[:size]) and 2 <= len(run) - size <= 4 for size in (3, 2))


def _without_medium(run: str) -> str:
    """Drop the medium that is printed between two reporters of different houses: 王小明光明日报."""
    match = re.search(rf"(?:本报|[{_HAN}]{{2}}(?:日报|晚报|时报|新闻|网))\Z", run)
    return run[: match.start()] if match and match.start() >= 2 else run


def _is_reversed_credit(text: str) -> bool:
    """王小明/摄, 王小明 李红 摄影报道, 王小明 通讯员 李红: names first. Names alone say too little."""
    parts = [part for part in re.split(r"[\s、/／]+", text) if part]
    if len(parts) < 2 or not is_name(parts[0]):
        return False
    roles = [part for part in parts[1:] if re.fullmatch(rf"{_ROLE}|{_TAIL}", part)]
    return bool(roles) and all(part in roles or is_name(part) for part in parts)


def find_credits(text: str) -> list[Credit]:
    """Every dateline and byline inside a paragraph, in order, without overlaps.

    A dateline stands at the beginning only. A byline is a bracket that credits somebody, a role with names in front
    of or behind the text (记者 王小明 …, 编辑：王小明), or the mark of a picture (王小明/摄).
    """
    found: list[Credit] = []
    start = dateline_end(text)
    if start:
        found.append(Credit(0, start, BlockKind.DATELINE))
    for span in (*_bracketed(text, start), *_leading(text, start), *_labelled(text), *_pictured(text)):
        credit = Credit(*span, BlockKind.BYLINE)
        if all(credit.end <= other.start or other.end <= credit.start for other in found):
            found.append(credit)
    return sorted(found)


def _bracketed(text: str, after_dateline: int) -> Iterator[tuple[int, int]]:
    """Brackets that hold a credit: anywhere with a role in them, right behind a dateline or at the end without."""
    for match in re.finditer(r"[（(【\[〔]", text):
        start = match.start()
        end = _closing(text, start)
        if end is None:
            continue
        inner = text[start + 1 : end - 1].strip()
        opening = bool(after_dateline) and not text[after_dateline:start].strip()
        closing = not text[end:].strip("。 \u3000\t\xa0") and text[:start].rstrip()[-1:] in tuple("。！？!?…”’")
        if _credits_somebody(inner) or (opening and _opening_names(inner)) or (closing and _closing_names(inner)):
            yield start, end


def _closing(text: str, start: int) -> int | None:
    """Where the bracket at ``start`` closes, None when another opens first or none closes in time."""
    closers = _CLOSE[text[start]]
    for position in range(start + 1, min(len(text), start + _IN_BRACKETS)):
        if text[position] in closers:
            return position + 1
        if text[position] in _OPEN:
            return None
    return None


def _credits_somebody(inner: str) -> bool:
    """True for 记者王小明, 本报记者 王小明 通讯员 李红, 编辑:王小明, 报道组成员：某报记者王小明、李红.

    Inside brackets the words 记者 and 作者 speak for themselves, so that a name with a rare surname is believed.
    """
    if not _ROLE_IN_BRACKETS.search(inner) or any(c in inner for c in "。！？!?“”《》"):
        return False
    inner = _without_gaps(_PREAMBLE.sub("", inner))
    if inner.endswith("报道组") or _is_credit(inner) or _is_reversed_credit(inner):
        return True
    parts = [part for part in re.split(rf"(?:{MEDIUM})?{_ROLE}|{_SEPARATOR}+", inner) if part]
    if parts and all(are_names(part) for part in parts):
        return True
    named = _BRACKETED_ROLE.match(inner)
    if named is None:
        return False
    return named["by"] is not None or (named["who"] not in _NO_NAMES_BEHIND and _may_be_names(named["who"]))


def _may_be_names(run: str) -> bool:
    """True for one name with any surname, or for a run that begins with a name."""
    return len(run) <= 3 or is_name(run[:2]) or is_name(run[:3])


def _without_gaps(text: str) -> str:
    """Close the gap that print leaves inside a name of two characters: 李　红."""
    return _GAP_IN_NAME.sub(r"\1\2", text)


def _opening_names(inner: str) -> bool:
    """(李红), (王小明 李红) or 某报一线报道组 behind a dateline."""
    return bool(_NAME_ONLY.match(inner)) and (_all_names(inner) or inner.endswith("报道组"))


def _closing_names(inner: str) -> bool:
    """(李红) or （某某网李红） as the last words."""
    if inner in _NOT_NAMES or not _NAME_ONLY.match(inner):
        return False
    return _all_names(inner) or any(is_name(inner[-size:]) and re.fullmatch(MEDIUM, inner[:-size]) for size in (2, 3, 4))


def _all_names(inner: str) -> bool:
    return inner not in _NOT_NAMES and all(are_names(part) for part in re.split(r"[、\s]+", inner) if part)


def _leading(text: str, start: int) -> Iterator[tuple[int, int]]:
    """记者 王小明 通讯员 李红 in front of running text, behind 文/ inside it, or the words 文/某报记者王小明."""
    for anchor in _REPORTER.finditer(text):
        window = text[max(0, anchor.start() - 24) : anchor.end()]
        match = _FREE.search(window)
        if match is None:
            continue
        begin = anchor.end() - len(window) + match.start()
        labelled = re.search(r"[文图摄影]{1,2}[/／]\s*\Z", text[max(0, begin - 5) : begin])
        opens = begin <= start or not text[start:begin].strip()
        if not (labelled or (opens and text[anchor.end() : anchor.end() + 1] in _GAP)):
            continue
        begin -= len(labelled.group()) if labelled else 0
        first = anchor.end() + len(text[anchor.end() : anchor.end() + 5]) - len(text[anchor.end() : anchor.end() + 5].lstrip(_GAP))
        end = _names_end(text, first)
        while end > first:
            more = _MORE.match(text, end)
            further = _names_end(text, more.end()) if more else end
            if not more or further == more.end():
                break
            end = further
        if end > first:
            yield begin, end
            return


def _names_end(text: str, start: int) -> int:
    """Where a list of names ends that is separated by spaces or 、 and may run into the text; ``start`` for no name."""
    end = start
    position = start
    while True:
        after = position if _ROLE_WORDS.match(text, position) else name_end(text, position)
        if after == position:
            return end
        end = after
        gap = re.compile(r"[\s\u3000、]{1,4}").match(text, end)
        if gap is None:
            return end
        position = gap.end()


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """编辑：王小明 or 文/王小明 with nothing behind but an end, or a further label."""
    for match in _LABELLED.finditer(text):
        end = _names_end(text, match.end())
        rest = text[end:].lstrip()
        if end > match.end() and (not rest or rest[0] in "）)】]" or _LABELLED.match(rest)):
            yield match.start(), end


def _pictured(text: str) -> Iterator[tuple[int, int]]:
    """王小明/摄 anywhere; 本报记者 王小明 摄 and 摄影/王小明 at the end of a caption."""
    for match in _NAME_SLASH.finditer(text):
        if is_name(match["names"]):
            yield match.span()
    shot = _SHOT.search(text, max(0, len(text) - 12))
    if shot:
        start = _photographer(text, shot.start())
        if start < shot.start():
            yield start, shot.end()


def _photographer(text: str, end: int) -> int:
    """Where the names in front of 摄 begin, with 本报记者 when it is printed; ``end`` when no name stands there."""
    start = end
    while True:
        before = text[:start].rstrip(" \u3000\xa0、")[-30:]
        gap = start - len(text[:start].rstrip(" \u3000\xa0、"))
        size = next((n for n in (3, 2, 4) if is_name(before[-n:]) and (_ROLE_END.search(before[:-n]) or not before[:-n] or before[-n - 1] in _EDGE)), 0)
        if not size:
            break
        start -= gap + size
    role = _ROLE_END.search(text[max(0, start - 30) : start])
    return start - len(role.group()) if role and start < end else start
