"""Where posts stand in a stretch of text: by the grammar of titles, and by what the labeller sees beside it.

The labeller knows posts that no list has (影像学教授), but it draws their edges by feeling: it takes two posts for one
(副市长副组长), a unit for a part of the post (人事科科长), 原 with what follows it. Its spans are therefore read by the
grammar again, and what the grammar knows to be host, status or mark is given back.
"""

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.tagging.tagger import Word
from kg.lexicon.suffixes import kind_of_body
from kg.lexicon.titles import is_status, is_title, title_at_end, title_ends
from kg.model.text import Span

CANDIDACY = re.compile(r"(?:提名)?(?:人选|候选人)|参选人|提名人")
# Posts that somebody holds in a body. No field of work stands before them: in 附小校长 the 附小 is the host.
OFFICE = re.compile(
    r"(?:长|主任|书记|主席|经理|董事|总裁|总监|监事|委员|常委|副总|理事|会计师|秘书|顾问|CEO|CFO|CTO|COO|首席[^、]{1,6}官|创始人|合伙人|总编辑|主编|总编|干事|支书|成员|负责人|首相|总统|总理|总领事|大使|总[^、]{0,4}师|指挥|召集人|法定代表人)$"
)
_JOINED = re.compile(r"[兼、及和与暨/／]")
_COMMITTEE = re.compile(r"^[省市区县州旗镇乡]委")
_STATUS_TAIL = re.compile(r"(?:原|前任|前|时任|现任|现|新任|老|退休|离休)$")
# Verbs between a body and the people it sends; the tagger takes them for a part of what follows.
_SENDING = re.compile(r"^(?:派出|派遣|邀请|聘请|任命|选派|派(?=[^驻出]..))")
# Two posts printed without a mark stand apart where the second begins like a post of its own (副市长|副组长).
_OF_FAMILY = re.compile(
    r"(?:父亲|母亲|父母|儿子|女儿|妻子|丈夫|弟弟|哥哥|姐姐|妹妹|爷爷|奶奶|外公|外婆|爸爸|妈妈|孙子|孙女|老伴|爱人|亲属|家属|婆婆|公公|岳父|岳母|"
    r"叔叔|阿姨|大哥|老人|老汉|大爷|大妈|老大|对手|小伙|姑娘|先生|女士|同志|夫妇|夫妻|朋友|好友|邻居|前妻|前夫|遗孀|后人|长子|次子|长女|次女)$"
)

# What somebody is for a while, or with all others: it ties nobody to a body or place.
_OF_THE_MOMENT = re.compile(
    r"(?:患者|病人|病例|同胞|乘客|旅客|顾客|死者|伤者|逝者|遇难者|感染者|确诊者|密接者|男子|女子|网友)$"
)


# 代表 behind these is who sits there, and no act.
_DEPUTIES = ("人大代表", "职工代表", "党代表")
# Heads of classes that titles.tsv has, and which it lacks: boards and customs, envoys of goods and secretaries of
# embassies, grades, staff, those whom a village looks after.
_FURTHER = frozenset(
    (
        "监事长 关长 审计长 监狱长 典狱长 裁判长 厨师长 教研组长 推介官 推荐官 体验官 宣传官 代言人 掌门人 领班 一秘 二秘 三秘 一等秘书 二等秘书 "
        "三等秘书 外相 防相 财相 美术师 书法师 研究馆员 副研究馆员 校医 队医 厂医 检察员 法官助理 执行员 法警 站务员 信息员 宣传员 保管员 炊事员 "
        "气象员 协管员 城管队员 执法队员 执法人员 编导 大副 二副 轮机员 女工 低保户 经营户 个体户 租客 蚕农 蜂农 团支书 研究生导师"
    ).split()
)
_FURTHER_ENDS = frozenset(head[-1] for head in _FURTHER)


def find_roles(text: str, ends: Sequence[Word], labelled: Sequence[Span], start: int, end: int) -> list[Span]:
    """Posts inside ``text[start:end]``, in order and without overlap.

    ``ends`` are the words of the stretch, clipped to it; ``labelled`` the labeller's posts anywhere in the sentence.
    Of two that share characters the longer stands, the grammar's if equal.
    """
    found = [
        span
        for span in _by_grammar(text, start, ends)
        if span.of(text) not in _doings()
        or any(span.overlaps(role) for role in labelled)
        or text[max(0, span.start - 2) : span.end].endswith(_DEPUTIES)
    ]
    inside = [role for span in labelled if start <= span.start and span.end <= end for role in titles_in(text, span)]
    kept: list[Span] = []
    for span in sorted([*found, *inside], key=lambda s: (-len(s), s not in found, s)):
        if not any(span.overlaps(other) for other in kept) and not of_family(span.of(text)):
            epithet = 2 if span.of(text)[:2] in (*EPITHETS, "男女") and len(span) > 3 else 0  # 男女|主演
            kept.append(Span(span.start + epithet, span.end))
    return sorted(kept)


def of_family(role: str) -> bool:
    """True for kin, ages, forms of address and passing states, which are no posts (老人, 儿子, 先生, 患者)."""
    return bool(_OF_FAMILY.search(role) or _OF_THE_MOMENT.search(role))


# What the writer thinks of who holds a post, or which of several is meant; part of the title as printed, not of the post.
EPITHETS = frozenset("著名 知名 相关 有关".split())
_ORDINAL = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+|首|新一)[任届]|首批"
)  # 第三任院长: which of those that held it
_YEARS = re.compile(r"(?:19|20)?\d\d[级届](?=..)")
_OFFICE_WORDS = ("职务", "一职", "职位")


def is_qualifier(text: str) -> bool:
    """True for what says of a post when it is held, or by which of several: 原, 代, 时任, 第三任."""
    return is_status(text) or _ORDINAL.fullmatch(text) is not None


def titles_in(text: str, span: Span) -> list[Span]:
    """The posts inside a stretch that was taken for one: 副市长副组长 are two, of 人事科科长 only 科长 is one."""
    surface = span.of(text)
    mark = _JOINED.search(surface, 2)
    if mark and mark.end() < len(surface) and title_at_end(surface[: mark.start()]):
        first = Span(span.start, span.start + mark.start())
        return [*titles_in(text, first), *titles_in(text, Span(span.start + mark.end(), span.end))]
    sent = _SENDING.match(surface)
    if sent:
        rest = span.start + sent.end()
        return titles_in(text, Span(rest, span.end)) if rest < span.end else []
    if surface.endswith(_OFFICE_WORDS):
        return titles_in(text, Span(span.start, span.end - 2))  # 局长|职务
    if (years := _YEARS.match(surface)) is not None:
        return titles_in(text, Span(span.start + years.end(), span.end))  # 2018届|毕业生
    if surface[:2] in FROM_WHERE and title_at_end(surface[2:]) == len(surface) - 2 > 0:
        return [Span(span.start + 2, span.end)]
    length = title_at_end(surface)
    if not length and surface[-1] in "调升转任兼" and is_title(surface[:-1]):
        return [Span(span.start, span.end - 1)]  # 厅长|调任
    if not length or length == len(surface):
        return [span]
    before, title = surface[:-length], Span(span.end - length, span.end)
    if is_title(before) and OFFICE.search(before) and OFFICE.search(surface):
        return [Span(span.start, title.start), title]
    if _STATUS_TAIL.search(before) or _COMMITTEE.match(surface) or kind_of_body(before) is not None:
        return [title]
    if shared_unit(title.of(text)) and kind_of_body(before + title.of(text)[0]) is not None:
        return [title]  # 监察厅长: read again with the nouns before it
    if OF_UNIT.search(surface):
        return [title]
    return [title] if OFFICE.search(surface) and not _stays(before, surface) else [span]


# Where somebody is from, which is no part of what he is.
FROM_WHERE = frozenset("国内 国外 海外 境外 外籍 本土 当地 本地 外地".split())
# Posts whose field is the name of a ward, a class, a unit: 内科主任医师, 初三学生.
OF_UNIT = re.compile(r"(?:医师|医生|技师|护师|药师|护士|民警|学生|老师|班主任|职工|员工|工作人员|司机)$")


def _stays(before: str, surface: str) -> bool:
    """Whether a word before an office is a part of it: an honour (全国优秀县委书记), a kind of office of two characters."""
    return before.startswith(("全国", "优秀")) or (len(before) == 2 and not surface.endswith(("长", "成员")))


def shared_unit(role: str) -> str:
    """The unit that a head such as 部长, 局长 names with its first character, "" for others and for deputies (副部长)."""
    return role[0] if len(role) == 2 and role[1] == "长" and role[0] in "部局厅处科室院所司署校庭站行社队" else ""


def _further(text: str) -> int:
    """Length of the title that ends ``text`` by one of the further heads, its prefixes (副, 一级) with it; 0 for none."""
    for size in (5, 4, 3, 2):
        if len(text) >= size and text[-size:] in _FURTHER:
            return title_at_end(text[:-size] + "教授") - 2 + size  # prefixes are the same before any head
    return 0


def _by_grammar(text: str, start: int, words: Sequence[Word]) -> list[Span]:
    """Titles that end where a word ends, without overlap: of two that share characters the one that ends later stands.

    A title's head is its last word, so "党委书记" is found at 书记, not cut at 党委. A word that the tagger takes for a
    verb is none (代表全家, 审计账目), unless it is a part of a longer title.
    """
    found: list[Span] = []
    title_end = title_ends() | _FURTHER_ENDS
    for word in words:
        if word.text[-1:] not in title_end:
            continue
        length = title_at_end(text[start : word.end]) or _further(text[start : word.end])
        if not length or (word.tag == "v" and length <= word.end - word.start and word.text in _doings()):
            continue
        candidacy = CANDIDACY.match(text, word.end)
        span = Span(word.end - length, candidacy.end() if candidacy else word.end)
        while found and found[-1].overlaps(span):
            found.pop()
        found.append(span)
    return found


@cache
def _doings() -> frozenset[str]:
    """Heads that are other words as well: what one does, and who does it. The labeller must see a post there, too."""
    return frozenset(
        ["代表", "审计", "销售", "策划", "导演", "指挥", "裁判", "编辑", "翻译", "解说", "撰文", "主演", "摄影", "监制", "督办", "稽查", "监理",
         "校对", "保洁", "前台", "领导", "导购", "主管", "参谋"]
    )  # fmt: skip


def is_office(role: str) -> bool:
    """True for posts that are always held in some body or place (局长, 副总裁), so that a host can be asked for."""
    return OFFICE.search(role) is not None and not is_status(role)
