"""Titles by grammar: prefixes (副) and head (局长), committees that stay whole (党委书记), status words (原)."""

from functools import cache, lru_cache

from kg.lexicon.tables import read_table
from kg.model.schema import PostStatus

_STATUS = {
    "status_former": PostStatus.FORMER,
    "status_acting": PostStatus.ACTING,
    "status_proposed": PostStatus.PROPOSED,
}
# A prefix of one character is no prefix where it ends another word: 时代书记 holds no 代书记, 汇总经理 no 总经理.
_ENDS_A_WORD = {"代": "时年现当古近世朝换迭替取更历一二三四五六七八九十", "总": "汇老"}


@cache
def forms(sort: str) -> frozenset[str]:
    """The forms of one sort, as the head of titles.tsv explains them."""
    return frozenset(form for row_sort, form in read_table("titles.tsv", ("sort", "form")) if row_sort == sort)


@cache
def heads() -> dict[str, int]:
    """Every head, chiefs and occupations among them -> its length."""
    occupations = (name for name, _ in read_table("occupations.tsv", ("occupation", "code")))
    chiefs = (unit + "长" for unit in forms("chief"))
    return {head: len(head) for head in (*forms("head"), *chiefs, *occupations)}


@cache
def committee_titles() -> frozenset[str]:
    """Titles that hold their committee: 党委书记, 党组成员, 董事会主席."""
    return frozenset(committee + role for committee in forms("committee") for role in forms("committee_role"))


@cache
def _lengths(sort: str) -> dict[str, tuple[int, ...]]:
    """Last character -> the lengths of the forms that end in it, longest first: most texts end in none of them."""
    known = {"head": heads(), "committee_title": committee_titles()}.get(sort) or forms(sort)
    found: dict[str, set[int]] = {}
    for form in known:
        found.setdefault(form[-1], set()).add(len(form))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


@lru_cache(maxsize=1 << 16)  # some 10 MB; the same words come again and again
def title_at_end(text: str) -> int:
    """Length of the longest title that ends ``text``, in code points; 0 for none. Cost: O(1).

    The title is the post alone, without host and without 原, 前, 时任.

    >>> [title_at_end(t) for t in ("市发改委副主任", "泊里镇党委副书记", "原常务副市长", "区委书记", "今天")]
    [3, 5, 5, 2, 0]
    """
    length = _committee_title(text) or _head(text)
    if not length:
        return 0
    while step := _prefix(text[: len(text) - length]):
        length += step
    return length


@cache
def title_ends() -> frozenset[str]:
    """The characters that titles end in: a quick look before a long stretch is asked about."""
    return frozenset((*_lengths("head"), *_lengths("committee_title")))


def is_title(text: str) -> bool:
    """True when all of ``text`` is one title without host or status word."""
    return bool(text) and title_at_end(text) == len(text)


def title_head(title: str) -> str:
    """What is left of a title without prefixes and committee: 书记 of 党委副书记, 市长 of 常务副市长; "" for none."""
    return title[len(title) - _head(title) :] if _head(title) else ""


@cache
def _statuses() -> frozenset[str]:
    return frozenset(form for sort in _STATUS for form in forms(sort))


def is_status(text: str) -> bool:
    """True when ``text`` is a word that says whether a post is held: 原, 前, 时任, 代, 拟任."""
    return text in _statuses()


def status_at_start(text: str) -> tuple[int, PostStatus]:
    """The longest status word that begins ``text``: its length and what it says; (0, CURRENT) for none.

    >>> status_at_start("原区委书记"), status_at_start("代市长")[1].value
    ((1, <PostStatus.FORMER: 'former'>), 'acting')
    """
    found = [(len(form), status) for sort, status in _STATUS.items() for form in forms(sort) if text.startswith(form)]
    return max(found, default=(0, PostStatus.CURRENT))


def _head(text: str) -> int:
    known = heads()
    for length in _lengths("head").get(text[-1:], ()):
        if length <= len(text) and text[-length:] in known:
            return length
    return 0


def _committee_title(text: str) -> int:
    known = committee_titles()
    for length in _lengths("committee_title").get(text[-1:], ()):
        if length <= len(text) and text[-length:] in known:
            return length
    return 0


def _prefix(before: str) -> int:
    """Length of the longest prefix that ends ``before``; 0 for none."""
    known = forms("prefix")
    for length in _lengths("prefix").get(before[-1:], ()):
        prefix = before[-length:]
        if (
            len(prefix) == length
            and prefix in known
            and not before[:-length].endswith(tuple(_ENDS_A_WORD.get(prefix, "")))
        ):
            return length
    return 0
