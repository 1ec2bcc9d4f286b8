"""Numbers as newspapers print them: 860, 2,700, 3.5万, 6.6亿, 三十六, 两千七百, 百分之九十, 八成."""

import re
from decimal import Decimal

DIGITS = dict(zip("〇零○一二三四五六七八九两", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_FULLWIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
CHINESE = r"[〇零○一二三四五六七八九两十百千][〇零○一二三四五六七八九两十百千万亿]*"


def number(text: str) -> Decimal | None:
    """The value of a number in digits, Chinese numerals, or both; None for what is none.

    >>> [str(number(t)) for t in ("2,700", "3.5万", "三十六", "两千七百", "一亿二千万", "十")]
    ['2700', '35000', '36', '2700', '120000000', '10']
    >>> number("几")
    """
    text = text.translate(_FULLWIDTH).replace(",", "").strip()
    mixed = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千万亿]*)", text)
    if mixed:
        value = Decimal(mixed[1])
        for unit in mixed[2]:
            value *= _SMALL.get(unit) or _LARGE[unit]
        return _plain(value)
    if not text or any(c not in DIGITS and c not in _SMALL and c not in _LARGE for c in text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):  # 二〇二三: digit by digit
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return Decimal(_composed(text))


def _composed(text: str) -> int:
    """二十三万五千: sections of up to 千 under 万 and 亿; a digit that ends after a unit counts its next lower unit."""
    total = section = digit = 0
    last = 1
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
            last = 1 if c in "零〇○" else last
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit, last = 0, _SMALL[c]
        else:
            unit = _LARGE[c]
            whole = section + digit
            total = (total + whole) * unit if unit > 10**4 and total else total + (whole or 1) * unit
            section, digit, last = 0, 0, unit
    if digit and last >= 100 and text[-1] in DIGITS:
        digit *= last // 10  # 两千七: the 七 is hundreds
    return total + section + digit


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros: 6.60亿 is 660000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
