"""The words that name events and the verbs that tie people and bodies to them.

Closed classes of the language of news, by meaning; no proper names. A head is the last word of an event's name: what
follows it decides nothing about the kind, what stands before it tells one event of the kind from another.
"""

import re
from enum import StrEnum
from functools import lru_cache


class EventKind(StrEnum):
    """What sort of event a head names; a feature of the scorer, never exported."""

    MEETING = "meeting"
    PRESS = "press"
    CEREMONY = "ceremony"
    CONTEST = "contest"
    EXHIBITION = "exhibition"
    TALK = "talk"
    CAMPAIGN = "campaign"
    VISIT = "visit"
    WORK = "work"
    DEED = "deed"  # told by a verb: 签约, 受审, 通电话


_HEADS: dict[EventKind, str] = {
    EventKind.PRESS: "新闻发布会 发布会 新闻通气会 通气会 记者会 简报会 吹风会 通报会 记者招待会 记者见面会",
    EventKind.MEETING: (
        "会议 大会 全会 年会 例会 峰会 论坛 研讨会 座谈会 交流会 分析会 听证会 动员会 部署会 推进会 工作会 电视电话会 视频会 "
        "报告会 恳谈会 对接会 洽谈会 推介会 见面会 追思会 追悼会 纪念会 说明会 茶话会 团拜会 民主生活会 座谈 研讨 会谈 会商 "
        "会晤 分组讨论 聚会 酒会 宴会 宴席 沙龙 圆桌会 恳亲会 评审会 评估会 论证会 答辩会 鉴定会 "
        "签约会 竞聘会 述职会 相亲会 汇报会 碰头会 协调会 调度会 现场会 述职述廉 股东会 议事会 选举 两会 常务会 学习会 "
        "讲评会 考评会 评议会 联席会 家长会 班会 生活会 组织生活会 庆祝会 表彰会 誓师会 欢迎会 欢送会 招待会 "
        "选品会 订货会 品鉴会 招商会 采购会 对谈 圆桌讨论"
    ),
    EventKind.CEREMONY: (
        "仪式 典礼 开幕式 闭幕式 启动式 启动礼 颁奖礼 庆典 校庆 首发式 首映式 首映礼 揭牌式 奠基式 开工式 授牌式 授旗式 "
        "公祭 祭典 升旗仪式 开班式 结业式 毕业式 开营式 闭营式 结营式 签约式 "
        "落成式 首航式 发车式 婚礼 音乐会 演唱会 晚会 演出 汇演 展演 灯会 庙会 运动会"
    ),
    EventKind.CONTEST: (
        "比赛 大赛 联赛 锦标赛 决赛 半决赛 总决赛 小组赛 预选赛 预赛 复赛 初赛 邀请赛 公开赛 挑战赛 友谊赛 选拔赛 资格赛 杯赛 "
        "分站赛 巡回赛 排位赛 热身赛 淘汰赛 竞赛 赛事 世界杯 亚洲杯 足协杯 超级杯 奥运会 亚运会 全运会 冬奥会 残奥会 世锦赛 "
        "亚锦赛 世俱杯 亚冠 马拉松 评选 首回合 次回合 接力赛 对抗赛 表演赛 健康跑 公益跑"
    ),
    EventKind.EXHIBITION: (
        "博览会 进博会 展览会 展会 展销会 交易会 展览 画展 书画展 影展 摄影展 成果展 巡展 特展 车展 展示会 招聘会 招聘 博览 "
        "市集 家博会 服贸会 广交会 交流展"
    ),
    EventKind.TALK: (
        "讲座 演讲 宣讲 宣讲会 公开课 第一课 党课 培训 培训班 培训会 研修班 集体学习 授课 报告会 朗诵会 读书会 分享会 讲堂 "
        "路演 主题党日 知识竞赛"
    ),
    EventKind.CAMPAIGN: (
        "活动 行动 专项行动 演练 演习 购物节 文化节 艺术节 电影节 旅游节 生活节 啤酒节 美食节 体育节 科技节 读书节 采摘节 "
        "音乐节 丰收节 那达慕 设计周 时装周 宣传周 宣传月 活动周 活动月 文化周 科技周 志愿服务 义诊 巡诊 招聘计划 应急响应"
    ),
    EventKind.VISIT: "调研 考察 视察 走访 慰问 参访 访问 督查 督导 检查 巡查 巡视 巡察 排查 抽查",
    EventKind.WORK: "专项工作 整治工作 专项整治 专项检查 招生工作 扑救工作 救援工作 选举工作 招募 普查",
}
KIND_OF_HEAD: dict[str, EventKind] = {head: kind for kind, heads in _HEADS.items() for head in heads.split()}
HEAD_AT_END = re.compile(f"(?:{'|'.join(sorted(KIND_OF_HEAD, key=lambda h: (-len(h), h)))})$")

# A word in 会 that is no body and no ordinary word is a gathering (相亲会, 家博会); these endings name bodies or
# ordinary words instead (协会, 委员会, 社会, 机会).
_NOT_A_GATHERING = re.compile(
    "(?:[协学商工总分国议教社机领误约幽体]|委员|基金|理事|董事|监事|联合|常委|组委|居委|村委|党委|管委|业委|执委|研究|促进|联谊|学生|"
    "同乡|校友|宗亲|友好|慈善|互助|兄弟|合作|志愿者|工委|团委|纪委|侨联|红十字|立法|人大|省委|市委|区委|县委|经济|公益|都|才|将|"
    "不|就|也|只|还|便|[一-龥]{0,2}?[总商]|青年|妇女|文学|作家|家协|救济|赈灾|扶轮|体育|[车球影歌戏]迷)会$"
)
_CONTEST_AT_END = re.compile("(?<![参竞比])赛$")
# 书法展, 花朝节: shows and festivals by what they show; not the verbs and nouns in 展, nor days of the calendar and words in 节
_SHOW_AT_END = re.compile("(?<![会发进开拓扩伸施参布招舒延])展$")
_FESTIVAL_AT_END = re.compile(
    "(?<![环细季关情礼章调小音枝骨名气贞使过佳时季春秋末])(?<!元宵|清明|端午|七夕|中秋|重阳|国庆|劳动|儿童|妇女|教师|建军|青年|圣诞|万圣|情人|"
    "父亲|母亲|愚人|植树|护士|医师|记者|复活|感恩|中元|光棍|女生)节$"
)

HOLD_VERBS = frozenset(
    "举行 召开 举办 举 主办 承办 协办 组织 开展 发起 启动 推出 开设 筹办 操办 承接 联合举办 组织开展 召集 部署开展 实施 办 "
    "安排 打造 策划 设 开启 开办 共同举办 举办的 进行 展开 组织召开 组织实施 协同 牵头 倡议 倡导 创办 联办".split()
)
DIRECT_VERBS = frozenset("指挥 指导 督战 督导 负责 做好 推进".split())  # what is directed is no part of its name
OPEN_VERBS = frozenset(
    "举行 召开 开幕 闭幕 启动 结束 落幕 开始 收官 拉开 打响 揭幕 开赛 举办 落下 圆满 闭会 开会 开播 启幕 谢幕 审议 听取 "
    "通过 指出 强调 要求 提出 决定 宣布 选举 研究 持续 揭晓 认为 部署 明确 上演 吸引 设 设置 分为 邀请 旨在 进入 正式".split()
)
ATTEND_VERBS = frozenset(
    "出席 参加 参与 列席 参会 与会 亮相 参展 到场 受邀 应邀 见证 陪同 率领 率队 前往 前来 赴 来到 参赛 指挥 指导 督战 现身 观看 听取 迎战 对阵 "
    "战胜 击败 主持 夺冠 获得 会见 会谈 走进 走访 检查 调研 考察 视察 慰问 看望 参观 随同 带队 晋级 卫冕 加入".split()
)
STAGE_VERBS = frozenset(
    "致辞 致词 发言 讲话 演讲 宣读 授课 主讲 分享 讲解 作报告 汇报 推介 发布 宣布 颁奖 颁发 揭牌 揭幕 交流 报告 讨论 互动 "
    "部署 总结 说明 发表 赠送 谴责 点评 通报 传达 上台 登台 阐述 对话 提议 动议 解读".split()
)
SAY_VERBS = frozenset(
    "说 表示 称 指出 介绍 认为 强调 透露 坦言 建议 呼吁 提出 回应 谈到 告诉 提到 要求 直言 希望 解释 谈及 提醒 补充 道 笑言 "
    "感慨 回忆 说道 介绍说 表示说 指 承认 预计 坦承 提议 回答 答 相信 感谢".split()
)
SIGN_VERBS = frozenset("签约 签署 签订 签字 签 达成 捐赠 捐 捐款 共建 合作 联合 联手 携手 签下 握手 通电话".split())
INVITE_WORDS = frozenset("邀请 邀 特邀 请 来自 包括 有 吸引 约请 组织 对 向 给 率领 陪同 会见 与 和 同 为".split())
PARTICIPATION_VERBS = HOLD_VERBS | ATTEND_VERBS | STAGE_VERBS | SAY_VERBS | SIGN_VERBS

# Verbs that by themselves tell of an event that news treats as one
_DEEDS = {
    "court": "受审 开庭 宣判 公开宣判 判处",
    "sign": "签约 签订 签署 签下",
    "meet": "通电话 会谈 会见 会晤 座谈",
    "visit": "调研 考察 视察 慰问 看望 走访 参访 访问 拜年 督查 查看 参观 查房",
    "give": "捐赠 捐款 捐资 捐出 募捐",
    "open": "揭牌 挂牌 奠基 封顶 开工 竣工 通车 开业 启用 开学 复课 开赛 首映 首发 下水 首航 投产",
    "honour": "授予 表彰 颁奖",
    "launch": "发起 派遣 筹建 接回",
    "other": "祭扫 祭拜 竞选 扑救 搬迁 评估 入驻 竞聘 演练 宣讲 直播 演出 救援 推选",
}
DEED_SORTS = {verb: sort for sort, verbs in _DEEDS.items() for verb in verbs.split()}
DEED_VERBS = frozenset(DEED_SORTS)

# Words that point back: 此次活动, 本届博览会, 该论坛
POINTERS = frozenset(
    "此次 本次 这次 该 本届 此届 这 这场 这个 当天 当日 当天的 此 本 当晚 今年 是次 上述 这一 该次 整个 同日 今天 昨天 此项 该项".split()
)
GENERIC_MODIFIERS = frozenset(
    "各类 各种 各项 多项 一系列 系列 相关 有关 其他 其它 一些 许多 众多 大型 重要 日常 经济 社会 社交 娱乐 商业 体育 经营 "
    "生产 生活 户外 民事 工作 线下 线上 所有 任何 大量 一般 部分 不少 重大 公益 教学 科研 违法 犯罪 建设 市场 交易".split()
)


@lru_cache(maxsize=1 << 14)
def head_of(word: str, tag: str) -> tuple[str, EventKind] | None:
    """The head that a word ends in and its kind; None when the word names no event.

    >>> head_of("新闻发布会", "n")
    ('新闻发布会', <EventKind.PRESS: 'press'>)
    >>> head_of("委员会", "n") is None
    True
    """
    found = HEAD_AT_END.search(word)
    if found:
        return found.group(), KIND_OF_HEAD[found.group()]
    if tag in {"n", "nz", "nw", "vn"} and len(word) > 2 and word.endswith("会") and not _NOT_A_GATHERING.search(word):
        return word, EventKind.MEETING
    if tag in {"n", "nz", "nw", "vn"} and len(word) > 1 and word.endswith("宴"):
        return "宴", EventKind.MEETING
    if tag in {"n", "nz", "nw", "vn"} and len(word) > 1 and _CONTEST_AT_END.search(word):
        return word, EventKind.CONTEST
    if tag in {"n", "nz", "nw"} and len(word) > 2:
        if _SHOW_AT_END.search(word):
            return word, EventKind.EXHIBITION
        if _FESTIVAL_AT_END.search(word):
            return word, EventKind.CAMPAIGN
    return None
