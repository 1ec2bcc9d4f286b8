"""What may be a project's name: a noun phrase whose head is an undertaking or something that is built.

The head is the last word (某某|项目, 某某|大桥), what stands before it tells one project from another. What is left of
the name is cut where no noun phrase goes on: at verbs, pronouns, adverbs, prepositions, 的 and dates (本次集中开工|某某项目,
备受关注的|某某产业园). A verb stays in the name where it is part of the noun (退耕还林工程, 采选工程).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.clauses.rows import sentence_words
from kg.extract.tagging.tagger import Word
from kg.extract.text.event_words import HOLD_VERBS
from kg.extract.workspace import Workspace
from kg.model.text import BlockKind, Span


class Form(StrEnum):
    """How words speak of an undertaking."""

    NAMED = "named"  # by a name that says it is one: 甲项目
    BUILT = "built"  # by the name of what may be built, or have stood for long: 甲医院
    COUNTED = "counted"  # as so many of a kind: 22个新型基础设施项目
    POINTER = "pointer"  # by a noun alone, which points back: 该项目
    BARE = "bare"  # not by a name: 重大项目


@dataclass(frozen=True, slots=True)
class NamedProject:
    """One mention of what may be a project; ``name`` is as printed but for a verb put behind what is worked on."""

    span: Span
    name: str
    sentence: int
    form: Form


_UNDERTAKINGS = "项目 工程 计划 专项 基金".split()
# What is built and never acts itself
_WORKS = (
    "水电站 电站 电厂 风电场 水库 泵站 枢纽 厂房 车间 生产线 产线 大桥 特大桥 隧道 铁路 高铁 高速公路 公路 快速路 城际 地铁 轻轨 线路 航道 码头 "
    "航站楼 港区 大厦 小镇 新城 公寓 安置房 空间 管廊 管线 管道 绿道 碧道 渠 大坝 船闸 运河 院区 校区 厂区"
).split()
_BUILT = [
    *_WORKS,
    *(
        "产业园 科技园 工业园 科创园 示范园 软件园 物流园 创意园 产业园区 园区 园 基地 中心 综合体 学校 医院 工厂 厂 机场 广场 公园 乐园 "
        "小区 住宅 平台 实验室 研究院 展馆 博物馆 图书馆 体育馆 体育场 美术馆 科技馆 文化馆 剧院 会展中心 市场 商城 酒店 湿地 光伏 产业城 "
        "科技城 科学城"
    ).split(),
]
_HEADS = re.compile(f"(?:{'|'.join(sorted((*_UNDERTAKINGS, *_BUILT), key=lambda h: (-len(h), h)))})$")
_CERTAIN = re.compile("(?:项目|工程|专项|计划|基金)$")
# Nouns that point back with 该 before them and are short for what they head: 该线路, 该园
_POINTING = frozenset({*_UNDERTAKINGS[:2], *_BUILT})
# What tells no undertaking from another: 重大|建设|项目, 首个|复工|项目
_GENERIC = frozenset(
    (
        "该 本 此 这 各 全 全部 整个 所有 多个 有关 相关 重大 重点 大型 新型 主要 具体 部分 工程 项目 建设 合作 投资 开工 新开工 "
        "其他 其它 基础设施 民生 系统 示范 标杆 首个 首批 科研 签约 入驻 意向 产业 试点 研究 的 新 大 小 老 好 储备 在建 续建 改扩建 "
        "配套 附属 主体 总 等 惠民 实事 扶贫 公益 服务 特色 品牌 优质 专业 创业 比赛 课程 复工 复产 竣工 投产 开业 集中 市级 省级 "
        "国家级 国家 区级 多 数 一 二期 一期 三期 年度 双边 双方 三方 举措 官方 海外 国际 关键 控制性 资本 经常 公益性 相应 同类 类似 "
        "各类 各项 一批 多项 一系列 系列 不少 许多 众多 骨干 标志性 工作 单个 单体 捐赠 援助 帮扶 资助 奖励 技改 技术 改造 全国 全省 "
        "全市 全区 全县 本地 上述 个 资金 专项 产品"
    ).split()
)
_COUNT = re.compile(
    r"(?!(?:一|1)[^\d\w]?[个项座处条所批家]$).*[\d一二三四五六七八九十百千两余多][余多]?[个项座处条所批栋幢]$"
)
_PHASE = re.compile("期$|级$|号$|^[A-Za-z0-9.+-]+$|^首[个座条批]$|^第")
_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "s", "f", "j", "b", "i", "ad"})
_HEAD_TAGS = frozenset({"n", "nz", "nw", "ORG", "LOC", "vn", "s"})
# What is done with a project and is no part of its name
_STAGE_VERBS = HOLD_VERBS | frozenset(
    "开工 建设 新建 兴建 修建 改建 扩建 建 建成 建造 投资 投入 斥资 耗资 出资 签约 签署 签订 引进 引入 推进 推动 推出 参与 完成 承建 "
    "包括 涵盖 涉及 落户 落地 竣工 投产 投用 开业 复工 启用 支持 资助 用于 设立 成立 批准 规划 计划 打造 布局 奠基 封顶 揭牌 是 为 有 "
    "集中 加快 共有 新增 获批 获得 申请 开发 运营 负责 位于 宣布 发布 入库 进行 带动 助力 促进 服务 关于 针对".split()
)
_COMPOUNDED = frozenset(
    "建设 新建 改建 扩建 建造 投资 开发 服务 运营 申请 引进 推进 启动".split()
)  # verbs that make nouns before 项目
_OUTPUT = frozenset("年产 日产 年处理 日处理 年加工 装机 总装机".split())  # 年产|20万吨|某某生产线
_STAGES = frozenset("开业 开工 签约 投产 竣工 入库 入驻 在建 续建 新建 落地 复工".split())  # where a project stands
_BUILT_ON = frozenset("续 扩 改".split())
_GOVERNING = frozenset(
    "建 修 办 搞 抓 推 促 引 保 定 做 投 有 是 为 在 到 用 开 获 拿 盖 接 包 补 助 批 报 设 立 签 谋 争 上 给 让 使".split()
)
# What may follow a name without its being a modifier
_FOLLOWED = frozenset(
    (
        "建设 开工 签约 投资 概算 预算 造价 投产 竣工 启动 奠基 落地 建成 施工 招标 复工 现场 总投资 占地 建筑 规划 用地 总 首期 计划 "
        "拟 全长 全线 面积 主体 工期 预计 年产 一期 二期 三期"
    ).split()
)
_BODY_AFTER = re.compile("^(?:部|处|公司|局|办|办公室|指挥部|中心|管理|负责人|经理|师|组|团队|人员|员|名单|库)")
_COPULAS = frozenset("是 也是 系 作为 成为 属于 属 就是 正是 堪称 又是".split())
_MAKING = frozenset("改造 建设 改建 打造 扩建".split())
_TRANSPORT = re.compile("(?:铁路|高铁|高速公路|公路|线路|快速路|城际|航道|段|管道|项目|工程)$")
# What money goes to is an undertaking where it is called by name: 投入1亿元资助“甲奖”
_FUNDED = re.compile(r"(?:资助|支持|设立|实施|启动|用于)“([^”]{2,15}(?:奖|奖学金|计划|行动|专项))”")
_PHASE_AFTER = re.compile(r"(?:[（(][一二三四五六123456][期][）)]|[一二三四五六]期)(?:工程|项目)?")
# Work on something that stands: 对甲大桥进行改造
_WORK = "改造|扩建|改扩建|重建|修缮|整治|修缮整治|升级|升级改造|提升改造|改造提升|加固|维修|修复|治理|综合治理|综合整治|保护修复"
_WORKED_ON = re.compile(
    rf"对([^，。；：“”、对]{{2,30}}?)(?:进行|实施|开展)了?(?:全面|整体|系统|分批次)?(?P<work>{_WORK})(?!的|和)"
)
_WORKED_KIND = re.compile(
    rf"(?:{'|'.join((*_BUILT, '河', '湖', '渠', '路', '街', '街区', '陵园', '校舍', '楼', '桥', '水系', '故居', '遗址', '古城', '老城', '管网'))})$"
)
# So many of a thing that are built: 新建中小学校36所
_MADE_COUNT = re.compile(
    r"(?:新建|改建|扩建|改扩建|建设|改造|修建|、)+(?P<what>[^，。；：“”\d\s]{2,16}?)[\d]+(?:余|多)?[所座条栋幢处](?=[，、（(])"
)
# Work that money is spent on, called by a noun of doing: 用于甲医院的网络建设; 在某某建设投入
_WORK_NOUN = f"建设|覆盖|{_WORK}"
_SPENT_ON = re.compile(
    rf"(?:投入|投资|斥资|耗资|出资)[^，。；]{{2,16}}元[^，。；一-龥]{{0,3}}(?:人民币)?[，,]?(?:用于|投向|支持|在)(?P<what>[^，。；：“”]{{2,28}}?(?:{_WORK_NOUN}))(?=[，。；、]|$|上|方面)"
)
_SPENT_IN = re.compile(
    rf"[在为](?P<what>[^，。；：“”在为]{{3,24}}?(?:{_WORK_NOUN}))(?:上|方面|中|领域)?(?:累计|已|将|计划)?(?:投入|投资)"
)
_TITLED = re.compile("《[^》]*》")
_UNREAD = frozenset({BlockKind.BYLINE, BlockKind.DATELINE})


def project_mentions(bench: Workspace, index: int) -> list[NamedProject]:
    """What one sentence may call a project, by start; none overlap. Cost: O(words)."""
    if bench.sentences[index].block in _UNREAD:
        return []
    found: list[NamedProject] = []
    for mention in sorted(_read(bench, index), key=lambda m: (m.form is Form.BARE, -len(m.span), m.span.start)):
        if not any(mention.span.overlaps(other.span) for other in found):
            found.append(mention)
    return sorted(found, key=lambda m: m.span.start)


def is_certain(name: str) -> bool:
    """True for a name that says itself that it is an undertaking: 甲项目, 乙工程.

    >>> is_certain("云湖产业园"), is_certain("云湖产业园项目")
    (False, True)
    """
    return _CERTAIN.search(name) is not None


def is_work(name: str) -> bool:
    """True for what is built and never acts itself, so that 投资 beside it is money put into it.

    >>> is_work("云湖大桥"), is_work("云湖医院")
    (True, False)
    """
    return head_word(name) in _WORKS


def head_word(name: str) -> str:
    """The head of a name, "" without one.

    >>> head_word("云湖跨江大桥")
    '大桥'
    """
    found = _HEADS.search(name)
    return found.group() if found else ""


def _read(bench: Workspace, index: int) -> Iterator[NamedProject]:
    sentence = bench.sentences[index].span
    words = sentence_words(bench, index)
    for named in _FUNDED.finditer(bench.text, sentence.start, sentence.end):
        yield NamedProject(Span(named.start(1), named.end(1)), named[1], index, Form.NAMED)
    for worked in _WORKED_ON.finditer(bench.text, sentence.start, sentence.end):
        if _WORKED_KIND.search(worked[1]):
            span = Span(worked.start(1), worked.end())
            yield NamedProject(
                span, worked[1].removeprefix("其").rpartition("的")[2] + worked["work"], index, Form.NAMED
            )
    for pattern in (_SPENT_ON, _SPENT_IN):
        for spent in pattern.finditer(bench.text, sentence.start, sentence.end):
            yield NamedProject(Span(spent.start("what"), spent.end("what")), spent["what"], index, Form.NAMED)
    for made in _MADE_COUNT.finditer(bench.text, sentence.start, sentence.end):
        if _WORKED_KIND.search(made["what"]) or made["what"].endswith(("学", "园", "院", "室")):
            yield NamedProject(Span(made.start(), made.end()), made[0].strip("、"), index, Form.COUNTED)
    titled = [Span(m.start(), m.end()) for m in _TITLED.finditer(bench.text, sentence.start, sentence.end)]
    for k, word in enumerate(words):
        if any(title.contains(Span(word.start, word.end)) for title in titled):
            continue  # a plan that is a paper
        if (word.tag in _HEAD_TAGS or len(word.text) > 3) and _HEADS.search(word.text) and not _only_modifies(words, k):
            mention = _at(bench, words, k, index)
            if mention is not None:
                yield mention


def _only_modifies(words: Sequence[Word], k: int) -> bool:
    """项目负责人, 工程质量, 计划投资: the head only modifies, or is a verb."""
    after = words[k + 1] if k + 1 < len(words) else None
    if after is None:
        return False
    if words[k].text == "计划" or (words[k].text.endswith("计划") and after.text == "投资"):
        verbal = after.tag in {"v", "TIME", "m"} or after.text.startswith(("总", "投资"))
        return verbal or (k > 0 and words[k - 1].text in {"项目", "工程"})
    if _BODY_AFTER.match(after.text) and after.tag in {"n", "nz", "vn", "ORG"}:
        return True
    return after.tag in {"n", "nz", "ORG"} and not after.text.startswith(tuple(_FOLLOWED)) and words[k].tag != "ORG"


def _at(bench: Workspace, words: Sequence[Word], k: int, index: int) -> NamedProject | None:
    left = left_edge(words, k)
    before = words[left - 1] if left else None
    counted = _COUNT.match(words[left].text) is not None and words[left].tag == "m"
    end = words[k].end
    if k + 1 < len(words) and words[k + 1].tag == "m" and _COUNT.match(words[k + 1].text):
        counted, end = True, words[k + 1].end  # 开工某某项目22个
        if left == k and before is not None and before.tag == "vn" and before.text in _STAGES:
            left -= 2 if left > 1 and words[left - 2].text == "新" else 1  # 新开工|项目|22个
    own = [w.text for w in words[left:k] if w.tag not in {"m", "q"} or _PHASE.search(w.text)]
    bare_head = _HEADS.sub("", words[k].text)
    own += [bare_head] if bare_head else []
    built = not _CERTAIN.search(words[k].text)
    if _predicated(words, left):
        return None
    if counted and not own and left > 1 and words[left - 1].text == "等":
        left = _first_of_list(words, left - 2)  # 甲工程等|6个项目
        own = [words[left].text]
    if counted:
        form = Form.COUNTED if own else Form.BARE
    elif not own:
        pointed = (
            before is not None and before.tag == "r" and before.text in {"该", "本", "此", "这", "这一", "这个", "整个"}
        )
        form = Form.POINTER if pointed or (words[k].text in {"项目", "工程"} and _stands_alone(before)) else Form.BARE
    elif (
        all(text in _GENERIC for text in own)
        or (before is not None and before.text in {"等", "等等"})
        or (before is not None and before.tag == "r" and before.text != "此次")
    ):
        form = Form.BARE
    else:
        form = Form.BUILT if built else Form.NAMED
    if form in (Form.NAMED, Form.BUILT) and (phase := _PHASE_AFTER.match(bench.text, end)):
        end = phase.end()  # 甲工程（一期）
    span = Span(words[left].start, end)
    name = span.of(bench.text)
    if name.count("“") != name.count("”"):
        name = name.strip("“”")
    return NamedProject(span, name, index, form) if built or not _in_plan(words, k) else None


def _first_of_list(words: Sequence[Word], last: int) -> int:
    """Index of the word with which a list of noun phrases begins whose last word is at ``last``."""
    left = left_edge(words, last)
    while left > 1 and words[left - 1].text in {"、", "和", "及"}:
        left = left_edge(words, left - 2)
    return left


def _in_plan(words: Sequence[Word], k: int) -> bool:
    """计划 that a verb follows is one itself: 市里计划建设."""
    return words[k].text == "计划" and k + 1 < len(words) and words[k + 1].tag == "v"


def _stands_alone(before: Word | None) -> bool:
    """True where a clause begins with the noun alone (项目总投资…)."""
    return before is None or before.text in {"，", "。", "；", "：", "“", "、", "其中", "整个", "上述"}


def _predicated(words: Sequence[Word], left: int) -> bool:
    """True for what is said of something named before it: 甲水库是|全省重点工程; not in 最大的是|甲工程."""
    at = left - 1
    while at >= 0 and words[at].tag in {"m", "q", "u", "a", "n", "vn"} and left - at < 5:
        at -= 1  # 是|全省最大的|工程
    return (
        at > 0
        and words[at].text in _COPULAS
        and words[at - 1].text not in {"的", "其中"}
        and words[at - 1].tag in {"n", "nz", "ORG", "LOC", "w", "u", "d", "vn"}
    )


def left_edge(words: Sequence[Word], k: int) -> int:
    """Index of the word with which the noun phrase that word ``k`` heads begins."""
    i, depth = k, 0
    while i > 0 and words[k].end - words[i - 1].start <= 40:
        word = words[i - 1]
        if word.text in {"”", "》", "）", ")"}:
            depth += 1
        elif word.text in {"“", "《", "（", "("}:
            if not depth:
                break
            depth -= 1
        elif not depth:
            if word.tag == "m" and _COUNT.match(word.text):
                i -= 1
                break
            if not _goes_on(words, i, k):
                break
        i -= 1
    while i < k and words[i].text in {"等", "及", "和", "）", ")", "”", "·", "-"}:
        i += 1
    while i < k - 1 and words[i].tag == "v" and words[i + 1].tag != "v" and words[i].text not in _OUTPUT:
        i += 1  # a verb that begins the stretch governs it: 补助|相关学校; not 引黄|工程
    # what stands between 的 and the nouns is the rest of a name that the tagger does not know (…的|任远|医疗中心项目),
    # so too what stands between 改造为 and them
    for start in range(i - 1, max(i - 4, 0), -1):
        unknown = words[start:i]
        if not all(w.text.isalnum() for w in unknown):
            break
        if (
            words[start - 1].text == "的"
            and start < i
            and unknown[0].text != "的"
            and sum(len(w.text) for w in unknown) <= 4
        ):
            return start
        if words[start - 1].text in {"为", "成"} and start > 1 and words[start - 2].text in _MAKING:
            return start
    return i


def _goes_on(words: Sequence[Word], i: int, k: int) -> bool:
    """True when the word before ``i`` belongs to the noun phrase that goes on from ``i`` to ``k``."""
    word = words[i - 1]
    if word.text in {"-", "—", "·", "－", "+", "/"}:
        return True
    if word.tag == "m":
        return _PHASE.search(word.text) is not None or (i > 1 and words[i - 2].text in _OUTPUT)
    if word.text in _OUTPUT:
        return True
    if word.text in {"至", "到"}:  # 甲市至乙市铁路
        return bool(
            i > 1 and {words[i - 2].tag, words[i].tag} <= {"ORG", "LOC", "nz"} and _TRANSPORT.search(words[k].text)
        )
    if word.text == "建" and i > 2 and words[i - 2].text in _BUILT_ON and is_certain(words[k].text):
        return True  # 云湖灌区|续|建|配套|工程
    if word.text in _STAGE_VERBS and word.tag in {"v", "vn", "ad", "vd"}:
        # 某某|建设|项目: a noun there, when it stands right before the head and something is built
        return (
            word.text in _COMPOUNDED
            and is_certain(words[k].text)
            and i == k
            and i > 1
            and (words[i - 2].tag in {"n", "nz", "vn", "m", "ORG", "LOC", "j"} or words[i - 2].text == "改")
        )
    if word.tag == "v":
        named = i > 1 and words[i - 2].tag in {"ORG", "LOC", "n", "nz"}  # 云湖|跨|江大桥
        if words[i].tag in {"v", "vn"} or (i == k and (len(word.text) > 1 or named)):
            return True
        # 华远康|养|小镇项目: a name that the tagger does not know, cut at a verb of one character that governs no project
        known = i > 1 and words[i - 2].tag in {"ORG", "LOC", "nz"}
        return known and len(word.text) == 1 and word.text not in _GOVERNING and is_certain(words[k].text)
    return word.tag in _NAME_TAGS
