"""Lists of names, and what the verb before or behind them says: 由甲、乙主办, 邀请丙、丁参加, 甲、乙等百余家企业参展.

Every function reads a row of words around the place of one name of the list. Cost: O(words of the clause).
"""

from collections.abc import Sequence

from kg.extract.events.contexts import Context
from kg.extract.tagging.tagger import Word

DONE_BY = frozenset("主办 承办 协办 联办 牵头 举办 组织 策划 发起 组织实施 支持".split())
HOLDS_ONLY = frozenset("主办 承办 协办 联办".split())
TAKES_PART = frozenset("参展 参赛 参演 参与 参加 出席 与会 参会 亮相 到场 到会".split())
TALKS = frozenset("对话 讨论 交流 座谈 互动 研讨 分享 角逐 竞赛".split())  # 甲、乙参与对话
LISTED = frozenset("、 和 与 及 等".split())
INVITES = frozenset("邀请 特邀 邀 请 约请 聘请".split())
CLOSES = frozenset("，,。；;、！!")
STOPS = frozenset("，,。；;")


def does_by(row: Sequence[Word], place: int) -> bool:
    """由甲、乙牵头, 由甲主办: a verb of holding stands right behind the list that 由 opens."""
    verb = behind_list(row, place)
    return verb is not None and row[verb].text in DONE_BY


def is_asked(row: Sequence[Word], place: int) -> bool:
    """甲召开座谈会，邀请乙、丙等单位参加: the list stands right behind the verb of asking, and a verb of taking part closes it."""
    i = place - 1
    while i >= 0 and (row[i].tag in {"ORG", "PER"} or row[i].text in LISTED):
        i -= 1
    if i < 0 or row[i].text not in INVITES:
        return False
    for word in row[place + 1 :]:
        if word.text in TAKES_PART:
            return True
        if word.text in STOPS or word.tag in {"v", "p"}:
            return False
    return False


def is_held(row: Sequence[Word], context: Context, start: int) -> bool:
    """某论坛由甲主办、乙承办，丙协办: the verb stands right behind the list that the name ends, and has no object."""
    verb = behind_list(row, context.place)
    if verb is None or row[verb].text not in DONE_BY or not any(w.text == "由" for w in row[start : context.place]):
        return False
    return verb + 1 == len(row) or row[verb + 1].text in CLOSES


def holds_alone(row: Sequence[Word], context: Context) -> bool:
    """甲主办，乙、丙承办; 由甲主办: without an object the verb speaks of the event that was told of before."""
    verb = behind_list(row, context.place)
    if verb is None or not (verb + 1 == len(row) or row[verb + 1].text in CLOSES):
        return False
    by = any(w.text in {"由", "是由"} for w in row[: context.place])
    return row[verb].text in (DONE_BY if by else HOLDS_ONLY)


def joins(row: Sequence[Word], context: Context) -> bool:
    """某博览会开幕，甲、乙等百余家企业参展: the verb of taking part closes the clause that the names open."""
    if context.left not in {"start", "来自"}:
        return False
    for i in range(context.place + 1, len(row)):
        word = row[i]
        if word.text in TAKES_PART:
            end = i + 2 if i + 1 < len(row) and row[i + 1].text in TALKS else i + 1
            return end == len(row) or row[end].text in CLOSES
        if word.text in STOPS or word.tag in {"v", "p"}:
            return False
    return False


def among_others(row: Sequence[Word], place: int) -> bool:
    """某仪式举行，甲、乙、丙等多个团体…: a list that goes on with 等."""
    i = place + 1
    while i < len(row) and (row[i].tag == "ORG" or row[i].text == "、"):
        i += 1
    return i < len(row) and row[i].text == "等"


def behind_list(row: Sequence[Word], place: int) -> int | None:
    """The place of the first word behind a list of names, and behind adverbs."""
    i = place + 1
    while i < len(row):
        word = row[i]
        following = row[i + 1].tag if i + 1 < len(row) else ""
        joined = word.text in LISTED and following in {"ORG", "PER", "LOC"}
        if word.text in DONE_BY or not (
            joined or word.tag in {"ORG", "d", "ad", "vd"} or word.text in {"等", "共同", "联合"}
        ):
            return i
        i += 1
    return None


def is_paired(row: Sequence[Word], place: int) -> bool:
    """True for 甲 and 乙 in 甲与乙: 在乙 beside it only says where."""
    return any(row[i].text in LISTED for i in (place - 1, place + 1) if 0 <= i < len(row))
