"""Words below a picture."""

import re

from kg.read.bylines import is_byline
from kg.read.lines import Line

_OPENS = re.compile(
    r"[▶►▷◀◁▲△▼▽←→↑↓◤]\s?(?!本报|记者|通讯员)|图为|图片|[上下左右配]图|图[①②③④⑤⑥⑦⑧⑨\d一二三四五][:：\s为]|资料图|资料照|[①②③④⑤⑥]\s?图"
)
_NAME = r"[\u4e00-\u9fff]{2,4}"
_CLOSES = re.compile(
    rf"(?:摄影[/／:：]?\s?{_NAME}|{_NAME}\s?(?:/\s?)?摄|供图|资料图|[（(][左右中前后][^（()）]{{0,5}}[)）].{{0,40}}[^。！？])[）)]?\Z"
)
_LONGEST, _LONGEST_ABOVE = 60, 80  # characters; above a text pictures are explained at more length


def is_caption(line: Line, *, first: bool) -> bool:
    """True for words below a picture: marked by an arrow, by 图为, or by the photographer at their end."""
    text = line.text
    if is_byline(text):
        return False
    if _OPENS.match(text):
        return True
    return len(text) <= (_LONGEST_ABOVE if first else _LONGEST) and bool(_CLOSES.search(text))
