"""The words that tell a credit: names of media, kinds of reporters, roles. Patterns for the other modules to build on.

They are closed classes of the trade, printed the same in any paper; no name of a person or a place is among them.
"""

import re

from kg.lexicon import press

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# A medium, matched from its beginning: names of media end in a few words.
MEDIUM = (
    r"(?:本报|本台|本网|本刊|本社|央视|(?:中央广播电视)?总台(?:央视)?|"
    rf"[{HAN}A-Za-z0-9·\-—/／]{{1,16}}?"
    r"(?:社|网|报|台|日报|晚报|时报|早报|商报|周刊|新闻|新闻客户端|在线|客户端|传媒|融媒|快讯|电视|广播|经济报道|数码|科技|财经|体育))"
)
# A medium inside running text, where nothing shows its beginning: those known all over the country by a name of two
# or three characters, and otherwise the two characters before a generic ending, which is how local papers are called.
PLAIN_MEDIUM = (
    r"(?:本报|本台|本网|新华社|中新社|中国新闻网|中新网|人民网|新华网|央广网|央视网|光明网|中国网|新闻网|"
    rf"(?:中国|人民|[{HAN}]{{2}})(?:日报|晚报|时报|早报|晨报|商报|都市报|青年报|新闻|网))"
)

GRADE = f"{press.GRADE}?"
ROLE = f"(?:{GRADE}{press.PEOPLE}|{press.TEXT_AND_PICTURES}|{press.any_of(press.WORK)})"
ROLE_WORD = re.compile(ROLE)
TAIL = (  # what may stand behind the names
    r"(?:摄影报道|采访报道|综合报道|整理报道|报道|摄影|摄|文/?图|图/?文|文|图|供图|供稿|整理|采写|撰文|编译|通讯员|记者)"
)
MARK = r"[□■◆◇●○▲△▼▽◎★☆※◤◥⊙]"

OPENING = "（(【[〔"
CLOSING = {"（": "）)", "(": "）)", "【": "】", "[": "]", "〔": "〕"}
