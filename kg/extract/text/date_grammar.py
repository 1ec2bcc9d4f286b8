"""The printed forms of dates, as patterns; what they mean is read in :mod:`kg.extract.text.dates`.

Groups of a point: ``y`` a year in digits, ``ry`` and ``sy`` a relative one, ``m`` and ``rm`` a month, ``d`` a day,
``rd`` a relative day, ``wr`` and ``wd`` a weekday, ``part`` a part of a year or month, ``clock`` a time of day.
"""

import re

_N = r"[〇零○一二三四五六七八九十两\d]"
_YEAR = (
    r"(?:(?P<y>\d{4}|[一二][〇零○一二三四五六七八九]{3}) ?年(?!代)|"
    r"(?P<ry>今年|去年|前年|明年|后年|当年|同年|次年|上一年|来年|本年度?)|(?P<sy>今|去)(?=[春夏秋冬]))"
)
_MONTH = (
    r"(?:(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月(?:份)?(?![龄月])|"
    r"(?P<rm>本月|上个?月|下个?月|当月|同月|次月)份?)"
)
_DAY = (
    r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
    r" ?[日号](?![期线游内间均龄子])"
)
_PART = (
    r"(?P<part>第?[一二三四1-4]季度|上半年|下半年|年初|年底|年末|年中|岁末|月初|月底|月末|上旬|中旬|下旬|"
    r"(?<=[年月])[底末初](?![期中级始步])|[春夏秋冬](?:季|天)?)"
)
_CLOCK = (
    r"(?:(?:凌晨|清晨|早晨|早上|早间|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|晚|夜里|夜)?"
    r"(?:\d{1,2}(?::|：|时|点)(?:\d{1,2}分?|半)?(?:许|左右|整)?)|凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|晚|夜(?=[，,。]))"
)
_RELATIVE_DAY = (
    r"(?P<rd>大前天|前天|昨天|昨日|昨晚|今天|今日|今晚|今晨|明天|明日|明晚|后天|当天|当日|当晚|同日|次日|翌日|第二天)"
)
_WEEKDAY = r"(?P<wr>本|这|上上|上|下)?(?:个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末])"
_POINTS = (
    rf"(?:{_YEAR} ?(?:{_MONTH} ?(?:{_DAY})?)?(?:{_PART})?)",
    rf"(?:{_MONTH} ?(?:{_DAY})?(?:{_PART})?)",
    _RELATIVE_DAY,
    rf"(?:{_WEEKDAY})",
    rf"(?:(?<![\d第每])(?=\d){_DAY})",
    rf"(?:{_PART})",
)
ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?:(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d%.])"
)
POINT = [re.compile(rf"{p}(?P<clock>{_CLOCK})?") for p in _POINTS]
FIRST_OF_TWO = re.compile(
    rf"(?:{_YEAR} ?)?{_MONTH} ?(?P<d>\d{{1,2}})(?= ?(?:至|到|—|-|~|～|、) ?\d{{1,2}} ?[日号])"
)  # 11月7至9日
DAY_ALONE = re.compile(_DAY)
JOIN = re.compile(r" ?(?:至|到|—+|－|-|~|～|─+|、|和|与) ?")
YEARS = re.compile(r"(?<!\d)(?P<a>\d{4}) ?(?:至|到|—+|－|-|~|～) ?(?P<b>\d{4}) ?(?:年|学年)")
SHORT = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2}) ?(?:至|到|—+|－|-|~|～|、) ?(?P<b>\d{1,2}) ?(?P<u>[月日号])(?:份)?(?![期线游内间均龄])"
)
VAGUE = re.compile(
    r"近日|日前|近期|最近|不久前|连日来|近来|这几天|近几天|前不久|几天前|前几天|前些天|前段时间|(?P<years>近年来?|近几年来?|近些年来?|这几年)"
)
PLAN = re.compile(
    r"[“\"]?(?P<n>[一二三]|[一二]?十[一二三四五六七八九]?|[四五六七八九])五[”\"]?"
    r"(?=期间|时期|规划|末|以来|开局|收官|计划)(?:期间|时期)?"
)
DECADE = re.compile(
    r"(?:(?P<c>\d{2}|上|本)个?世纪)?(?P<t>\d0|[一二三四五六七八九]十)年代(?:初期?|中期|末期?)?|(?<!\d)(?P<c2>\d{2})世纪(?:初|末)?"
)
AGO = re.compile(rf"(?P<n>半|{_N}+)(?P<more>多|余)?(?P<u>天|周|个?星期|个月|年)(?:之|以)?(?P<way>前|后)(?![期景])")
SINCE = re.compile(r"以来|至今")
# any date begins with one of these, so that nothing else is tried
BEGINNING = re.compile(
    r"[\d〇一二三四五六七八九十两廿今去前明后当同次来本上下昨大翌第周星礼近日最不连这几半年岁春夏秋冬月“\"]"
)
