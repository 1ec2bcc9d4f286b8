"""What stands on a page and belongs to no article: navigation, sources, dates, buttons, page numbers, scripts."""

import re
from datetime import date

from kg.read.lines import Line

_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[年\-/.]\s?(?P<m>\d{1,2})\s?[月\-/.]\s?(?P<d>\d{1,2})(?:\s?日)?(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_CLOCK = r"(?:\s*[T ]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"

# A line that is nothing but furniture.
_WHOLE = re.compile(
    r"(?:"
    r"(?:当前|您的|您当前的|你的|所在)?位置\s*[:：].*"
    r"|(?:首页|主页)(?:\s*[>＞»›|｜/-].*)?"
    r"|.{0,30}[>＞»›]\s*正文"
    r"|(?:稿件|文章|新闻|信息|图片)?(?:来源|出处)\s*[:：].{0,40}"
    r"|(?:发布|发表|更新|刊登)?(?:时间|日期)\s*[:：].{0,40}"
    r"|(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    rf"{_CLOCK}(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*(?:稿件|文章)?来源\s*[:：]?.{{0,30}})?"
    r"|(?:分享|分享到|分享至|转发|收藏|打印|关闭|评论|点赞|复制链接|扫一扫|返回顶部|上一篇|下一篇|"
    r"上一版|下一版|我要纠错|举报)(?:\s*[:：|｜/].*)?"
    r"|(?:微信|微博|QQ空间|朋友圈|新浪微博|腾讯微博|人人网)(?:[\s、|｜/]+(?:微信|微博|QQ空间|QQ|朋友圈|新浪微博|腾讯微博|人人网))*"
    r"|(?:【|\[)?(?:大|小|中|字号|字体)(?:[\s:：/|｜]*(?:大|中|小))*(?:】|\])?"
    r"|(?:阅读|浏览|点击|评论)(?:数|量|次数)?\s*[:：]?\s*\d*(?:次)?"
    r"|(?:关键词|关键字|标签)\s*[:：].{0,60}"
    r"|(?:版权所有|版权声明|免责声明|Copyright|copyright|©).*"
    r"|[-—–·\s]*第?\s*\d{1,4}\s*[版页]?[-—–·\s]*"
    r"|[-—=_*~·.。…\s]{2,}"
    r"|https?://\S+"
    r"|原标题\s*[:：]\s*"
    r")\Z",
    re.DOTALL,
)
_RELATED = re.compile(
    r"【?(?:相关阅读|相关新闻|相关链接|延伸阅读|推荐阅读|更多新闻|更多阅读|热点推荐|猜你喜欢|参考文献|参考资料)】?\s*[:：>＞]{0,2}\Z"
)
_SCRIPT = re.compile(
    r"(?:[A-Za-z_$][\w$.]{2,40}\(\s*['\"]?(?:https?:|//)|<script|document\.write|var\s+\w{1,40}\s*=|function\s*\().*\Z",
    re.DOTALL,
)
_SOURCE_TAIL = re.compile(r"(?:来源|稿源|转自)\s*[:：]\s*[^\s，。；,;:：]{2,20}?(?=\Z|(?:责任|实习|值班)?编辑\s*[:：])")
_WORD = re.compile(r"\w")
_END_MARK = re.compile(
    r"[（(]\s*(?:(?:本文)?(?:完|完结|未完待续)|下转第?.{1,6}版|紧?接第?.{1,6}版)\s*[)）]\s*(?:\Z|(?=[【（(\[](?:责任)?编辑))"  # (完)
)


def is_furniture(text: str) -> bool:
    """True for a line that is nothing but navigation, a source, a date, a button, a page number or a rule."""
    return len(text) <= 200 and bool(_WHOLE.match(text))


def opens_related(text: str) -> bool:
    """True for the heading of a list of links to other articles; what follows is no part of this one."""
    return len(text) <= 20 and bool(_RELATED.match(text))


def is_end_mark(text: str) -> bool:
    """True when a text ends in (完) or in a pointer to another page."""
    return bool(_END_MARK.search(text[-40:]))


def trim(line: Line) -> list[Line]:
    """What is left of a line without script remnants, its source and the agency's (完): none, one or two pieces."""
    end = len(line.text)
    if "(" in line.text or "<script" in line.text or "var " in line.text:
        script = _SCRIPT.search(line.text)
        end = script.start() if script else end
    window = max(0, end - 60)  # a source inside the text is a part of it; only the tail of a page is furniture
    pieces = []
    begin = 0
    for mark in (_SOURCE_TAIL.search(line.text, window, end), _END_MARK.search(line.text, window, end)):
        if mark and mark.start() >= begin:
            pieces.append(line.cut(begin, mark.start()))
            begin = mark.end()
    pieces.append(line.cut(begin, end))
    return [piece for piece in pieces if _WORD.search(piece.text)]


def date_in(text: str) -> date | None:
    """The first full date that a short text gives, None for none or for one that no calendar has."""
    for match in _DATE.finditer(text):
        found = _day(match)
        if found:
            return found
    return None


def date_in_name(name: str) -> date | None:
    """The day that a file name carries: 2023-11-20, 2023年11月20日, 20231120; None for none."""
    return date_in(name) or next((day for match in _COMPACT.finditer(name) if (day := _day(match))), None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
