"""Bylines that stand alone, on a line or between brackets: □记者 王小明 通讯员 李红 报道; 编辑:王小明; 王小明/摄."""

import re

from kg.lexicon.author_notes import read_note
from kg.lexicon.names import word_frequencies
from kg.read.datelines import dateline_end, inside_brackets
from kg.read.names import are_names, is_name
from kg.read.vocabulary import GRADE, HAN, MARK, MEDIUM, ROLE, ROLE_WORD, TAIL

_SEPARATOR = r"[\s、,，/／|｜:：;；丨\-—·&]"
_SEPARATORS = re.compile(rf"{_SEPARATOR}*")
_WORD = 50  # occurrences in the general dictionary's corpus, from which on a word behind ■ is a heading's
_LABEL_MARK = re.compile(r"[:：|｜丨/／]")
_RUN = re.compile(rf"[{HAN}·•・．]{{1,40}}")
_LEAD = re.compile(rf"(?:{MARK})?\s*(?:{MEDIUM}|[{HAN}]{{2,6}}(?=驻))?(?:驻[{HAN}]{{2,4}}?)?{ROLE}")
_TRAILING = re.compile(TAIL)
_ROLE_OR_TAIL = re.compile(rf"{ROLE}|{TAIL}")
_MEDIUM = re.compile(MEDIUM)
_BETWEEN_NAMES = re.compile(rf"(?:{MEDIUM})?{ROLE}|{_SEPARATOR}+")
_HOUSE = re.compile(r"(?:本报|本网|本刊)(?:特约)?(?:评论员|编辑部|记者|综合报道|评论部)")
_STAFF = re.compile(  # the people behind a film or a picture page, one label a line
    r"(?:总监制|监制|出品人?|总?制片人?|总?导演|编导|剪辑|后期|视觉|音编|配音|出镜|拍摄|设计|海报|动画|顾问|制作|文案|主播|"
    r"作者|文字|译者)"
    rf"\s?[:：丨｜|]\s?[{HAN}·()（）A-Za-z\s、]{{2,40}}\Z"
)
_CREDITING = re.compile(
    r"记者|通讯员|报道员|实习生|编辑|责编|作者|撰文|撰稿|采写|参与报道|报道组|摄影|供稿|供图|整理|编译|特约评论员"
)
_PREAMBLE = re.compile(r"\A(?:.{0,30}?报道组成员|参与(?:报道|采写)|(?:本文)?来源\s*[:：].{1,20}?(?=作者|记者))[:：]?")
_TOOK_PART = re.compile(
    rf"参与(?:报道|采写)\s?[:：]\s?[{HAN}·、\s]{{2,60}}\Z"
)  # the label speaks for names of any kind
_BRACKETED_ROLE = re.compile(
    rf"(?:{MEDIUM})?{GRADE}(?:记者\s?[:：]?\s?(?P<who>[{HAN}]{{2,8}}\Z)"
    rf"|作者(?!为|系|是|单位)\s?[:：]?\s?(?P<by>[{HAN}·]{{2,40}}))"
)
_NO_NAMES_BEHIND = frozenset("手记 观察 调查 按语 编译 整理 报道 连线 走访 摄影 来信 日记 见闻 述评 综述".split())
_GAP_IN_NAME = re.compile(rf"(?<![{HAN}])([{HAN}])[ \u3000\xa0]+([{HAN}])(?=(?:整理|摄影|摄|报道)?(?![{HAN}]))")


def is_byline(line: str) -> bool:
    """True for a line that does nothing but credit people, in any of the printed forms.

    >>> is_byline("□记者 王小明 通讯员 李红 报道"), is_byline("记者探访快递业复工")
    (True, False)
    """
    if not 3 <= len(line) <= 120 or line[-1] in "。！？!?；;…”":
        return False
    inner = inside_brackets(line)
    if inner is not None:
        dateline = dateline_end(inner)
        return credits_somebody(inner[dateline:] if dateline < len(inner) else inner)
    marked = re.match(MARK, line)
    rest = line[1:].strip() if marked else line
    if marked and ROLE_WORD.search(rest[:20]) and len(line) <= 60 and "，" not in line:
        return True
    if marked and len(rest) <= 20:
        parts = re.split(r"[\s、]+", rest)
        names = [part for part in parts if not _TRAILING.fullmatch(part)]
        return all(is_name(part) and word_frequencies().get(part, 0) <= _WORD for part in names)
    return bool(_HOUSE.fullmatch(line) or _STAFF.match(line)) or _is_credit(rest)


def is_signature(line: str) -> bool:
    """True for a short line of names alone, or with their medium: 某某日报李红. It says little without its place."""
    bare = _without_gaps(line)
    if not 2 <= len(bare) <= 14:
        return False
    return all(are_names(part) for part in re.split(r"[\s、]+", bare)) or any(
        is_name(bare[-size:]) and _MEDIUM.fullmatch(bare[:-size]) for size in (2, 3)
    )


def credits_somebody(inner: str) -> bool:
    """True for 记者王小明, 本报记者 王小明 通讯员 李红, 编辑:王小明, 报道组成员：某报记者王小明、李红.

    Inside brackets the words 记者 and 作者 speak for themselves, so that a name with a rare surname is believed.
    """
    if not _CREDITING.search(inner) or any(c in inner for c in "。！？!?“”《》"):
        return False
    if _TOOK_PART.match(inner):
        return True
    if inner.startswith("作者单位") or read_note(inner):
        return False
    inner = _without_gaps(_PREAMBLE.sub("", inner))
    if inner.endswith("报道组") or _is_credit(inner) or _is_reversed_credit(inner):
        return True
    parts = [part for part in _BETWEEN_NAMES.split(inner) if part]
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


def _is_credit(text: str) -> bool:
    """True for a run of role words and names: [medium] role names [role names]… [报道]."""
    first = _LEAD.match(text)
    if first is None:
        return _is_reversed_credit(text)
    position, named, labelled = first.end(), False, False
    while position < len(text):
        separator = _SEPARATORS.match(text, position)
        assert separator is not None
        position = separator.end()
        if position >= len(text):
            break
        run = _RUN.match(text, position)
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
    """Read an unbroken run of a credit: True when it names somebody, False for roles alone, None for other words."""
    named = False
    while run:
        tail = _TRAILING.fullmatch(run)
        if tail:
            return named
        lead = _LEAD.match(run)
        if lead and lead.end() < len(run) + 1 and not is_name(run):
            run = run[lead.end() :]
            continue
        following = ROLE_WORD.search(run, 2)
        while following and not are_names(_without_medium(run[: following.start()])):
            following = ROLE_WORD.search(run, following.end())
        names, rest = (run[: following.start()], run[following.start() :]) if following else (run, "")
        if are_names(_without_medium(names)):
            named, run = True, rest
        elif re.fullmatch(rf"[{HAN}]{{2,8}}报道", run):  # 王小明甲市、乙市报道: where the report was made
            return named
        else:
            reported = re.match(rf"([{HAN}]{{2,9}})\Z", run)
            return named or None if reported and _starts_with_name(run) else None
    return named


def _labelled_run(run: str) -> bool | None:
    """Behind 编辑： or 撰文| stands a name even when no surname begins it, up to the next role."""
    following = ROLE_WORD.search(run, 2)
    if following and (following.end() == len(run)) and following.start() <= 4:
        return True
    return True if len(run) <= 4 else _credit_run(run)


def _starts_with_name(run: str) -> bool:
    """王小明甲市: a name and then a place of two to four characters."""
    return any(is_name(run[:size]) and 2 <= len(run) - size <= 4 for size in (3, 2))


def _without_medium(run: str) -> str:
    """Drop the medium that is printed between two reporters of different houses: 王小明光明日报."""
    match = re.search(rf"(?:本报|[{HAN}]{{2}}(?:日报|晚报|时报|新闻|网))\Z", run)
    return run[: match.start()] if match and match.start() >= 2 else run


def _is_reversed_credit(text: str) -> bool:
    """王小明/摄, 王小明 李红 摄影报道, 王小明 通讯员 李红: names first. Names alone say too little."""
    parts = [part for part in re.split(r"[\s、/／]+", text) if part]
    if len(parts) < 2 or not is_name(parts[0]):
        return False
    roles = [part for part in parts[1:] if _ROLE_OR_TAIL.fullmatch(part)]
    return bool(roles) and all(part in roles or is_name(part) for part in parts)
