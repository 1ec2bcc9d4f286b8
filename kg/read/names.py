"""Does a run of characters read as people's names? Only as much as telling a byline from a heading needs.

Chinese bylines print names without spaces as often as with them (记者王小明李红), so a run has to be cut into names by
the surnames they begin with. Deciding *who* is named is the work of extraction; here only *where the credit ends*.
"""

import re
from functools import lru_cache

# The surnames of the Hundred Family Surnames (百家姓, Song dynasty) that are in use, and modern simplified variants.
_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东殳沃蔚夔隆师巩聂晁勾敖融冷訾辛阚简饶曾毋沙养鞠丰巢"
    "关蒯查荆红游竺权盖益桓公仉督岳帅缑亢况郈琴商牟佘佴伯赏墨哈谯笪年爱阳佟福肖闫付代侣苑覃檀仝揭冼麦"
    "占仵邸栗尧楚税巨兰布苟郄母鹿隋由扎洛宇昂加"
)
_DOUBLE = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 "
    "夏侯 长孙 宇文 轩辕 端木 独孤 南宫 闻人 澹台 申屠 呼延 拓跋".split()
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
_FOREIGN = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•・．][{_HAN}]{{1,8}})+\Z")
_GLUED = re.compile(rf"[{_HAN}]{{2,40}}\Z")


def is_name(text: str) -> bool:
    """True for two to four characters that begin with a surname, and for 艾克拜尔·吾甫尔.

    >>> is_name("王小明"), is_name("探访武汉")
    (True, False)
    """
    if _FOREIGN.match(text):
        return True
    if not (2 <= len(text) <= 4 and _GLUED.match(text)):
        return False
    return text[:2] in _DOUBLE if len(text) == 4 else text[0] in _SINGLE


def are_names(text: str) -> bool:
    """True when the whole of a run can be cut into names: 王小明李红 (王小明 李红).

    Cost: linear in a run that is at most 40 characters long.
    """
    if is_name(text):
        return True
    if not _GLUED.match(text):
        return False
    reachable = [True] + [False] * len(text)
    for end in range(2, len(text) + 1):
        sizes = [size for size in (2, 3, 4) if size <= end and reachable[end - size]]
        reachable[end] = any(is_name(text[end - size : end]) for size in sizes)
    return reachable[-1]


def name_end(text: str, start: int) -> int:
    """Where the name that begins at ``start`` ends in text that runs on (王小明今天…); ``start`` for no name.

    A name is two or three characters (four with a double surname). Where the run goes on, the cut is put where the
    rest begins with a word, as the segmenter sees it; a name of three is the more usual when both fit.
    """
    run = re.compile(rf"[{_HAN}]*").match(text, start)
    assert run is not None  # an empty run matches too
    length = run.end() - start
    double = text[start : start + 2] in _DOUBLE
    sizes = [size for size in ((4, 3) if double else (3, 2)) if size <= length and is_name(text[start : start + size])]
    if not sizes:
        return start
    if len(sizes) == 1 or length == sizes[0]:
        return start + sizes[0]
    boundaries = {0}
    position = 0
    for word in words(text[start : start + 12]):
        position += len(word)
        boundaries.add(position)
    fitting = [size for size in sizes if size in boundaries]
    return start + (fitting or sizes)[0]


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """The words of a short text, by the dictionary alone: guessed words would bridge any gap.

    The segmenter is loaded on the first use only: few pages need it.
    """
    try:
        from rjieba import cut as quick  # the same cuts as jieba, many times faster
    except ImportError:
        from jieba import cut as slow

        return tuple(slow(text, HMM=False))
    return tuple(quick(text, False))
