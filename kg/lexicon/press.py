"""The words of a credit: kinds of reporters, people of the trade, work that is credited. Closed classes, alike in any paper.

Patterns are for other modules to build on; of words that begin alike the longest is tried first.
"""

from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, longest first: 摄影记者 is not read as 摄影.

    >>> any_of(["摄影", "摄影报道"])
    '(?:摄影报道|摄影)'
    """
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


# What a reporter is besides: by medium, by rank, by part in the report.
GRADE = any_of(
    "执笔 参与 全媒体 融媒体 融媒 新媒体 微信 首席 特约 特邀 特派 见习 实习 驻站 驻地 高级 资深 值班 责任 本期 本版 联系 执行 "
    "体育 文字 图片 视频 摄影 专栏 财经 常务 主任 小 校园 学生".split()
)
# Words for people: a name may be glued to them (记者王小明), and an outlet may stand glued before them (某报记者).
PEOPLE = any_of(
    "记者 通讯员 报道员 撰稿人 评论员 观察员 实习生 编辑 责编 作者 主笔 主持人 主播 主编 美编 编导 翻译 译者 "
    "摄影师 摄影爱好者 校对 校审 审核 编审 读者".split()
)
TEXT_AND_PICTURES = "(?:文[/／、]图|图[/／、]文)"
# Words for what was done: a mark or a space parts them from the name in front of which they stand.
WORK = (
    "文并摄 文并图 文图 图文 摄影报道 文字 文案 摄影 摄像 摄 供图 供稿 撰文 撰稿 采写 采访 整理 编译 汇编 "
    "参与报道 参与采写 执笔 统筹 策划 总监制 监制 出品人 制片人 制作 顾问 制图 绘图 视频 剪辑 设计 "
    "海报 插画 漫画 图表 航拍 配音 口述 记录 组稿 审签 版式 "
    "终审 初审 复审 二审 三审 图片 文 图"
).split()
