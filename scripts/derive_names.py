"""Derive kg/data/surnames.tsv, given_chars.tsv and words.tsv: what Han names are made of, and what is no name.

Needs, in an environment of its own: sinonym==0.5.1 (Apache-2.0; surname counts from ORCID records; install with
``--no-deps``), ngender==0.1.1 (MIT; counts of given-name characters) and jieba==0.42.1 (MIT; word frequencies).
"""

import csv
import io
from importlib.resources import files

from derive_common import jieba_words, release, write_table

# Rows of the ORCID list that are given names, family names of other countries, or characters that no one bears.
NOISE = set(
    "浩然 俊杰 宇轩 山口 久保 中山 野村 敏 小 旭 颖 倩 丹 佳 丽 莹 晶 洋 星 欣 琪 爽 聪 睿 迪 可 坤 银 宾 瑶 莉 欢 航 月 新 天 怡 薇 轩 帆 力 保 "
    "硕 晴 萍 恒 刚 军 进 彬 子 珂 娇 锐 才 晗 昕 晓 双 淼 同 彤 开 君 维 茜 斯 曦 果 春 钊 正 蓉 婕 大 嘉 然 彪 宏 岚 隆 亚 多 圆 玮 骏 秋 加 续 "
    "法 梦 长 斗 归 汝 政 延 容 青 户 水 候 琴 刑 先 义 利 门 都 区 但 由 化 富 行".split()
)

# Surnames of the Hundred Family Surnames, modern spellings and compounds that the list lacks; a low weight each.
RARE = (
    "滑 酆 鲍 薛 雷 贺 倪 滕 罗 毕 郝 邬 安 常 乐 于 时 傅 皮 卞 齐 康 伍 余 元 卜 顾 孟 平 黄 和 穆 萧 尹 姚 邵 湛 汪 祁 毛 禹 狄 米 贝 明 臧 "
    "计 伏 成 戴 谈 宋 茅 庞 熊 纪 舒 屈 项 祝 董 粱 杜 阮 蓝 闵 席 季 麻 强 贾 路 娄 危 江 童 颜 郭 梅 盛 林 刁 钟 徐 邱 骆 高 夏 蔡 田 樊 胡 凌 霍 "
    "虞 万 支 柯 昝 管 卢 莫 经 房 裘 缪 干 解 应 宗 丁 宣 贲 邓 郁 单 杭 洪 包 诸 左 石 崔 吉 钮 龚 程 嵇 邢 滑 裴 陆 荣 翁 荀 羊 於 惠 甄 曲 家 封 "
    "芮 羿 储 靳 汲 邴 糜 松 井 段 富 巫 乌 焦 巴 弓 牧 隗 山 谷 车 侯 宓 蓬 全 郗 班 仰 秋 仲 伊 宫 宁 仇 栾 暴 甘 钭 厉 戎 祖 武 符 刘 景 詹 束 龙 "
    "叶 幸 司 韶 郜 黎 蓟 薄 印 宿 白 怀 蒲 邰 从 鄂 索 咸 籍 赖 卓 蔺 屠 蒙 池 乔 阴 胥 能 苍 双 闻 莘 翟 谭 贡 劳 逄 姬 申 扶 堵 冉 宰 郦 雍 郤 璩 "
    "桑 桂 濮 牛 寿 通 边 扈 燕 冀 郏 浦 尚 农 温 别 庄 晏 柴 瞿 阎 充 慕 连 茹 习 宦 艾 鱼 容 向 古 易 慎 戈 廖 庾 终 暨 居 衡 步 都 耿 满 弘 匡 国 "
    "文 寇 广 禄 阙 东 殴 殳 沃 利 蔚 越 夔 隆 师 巩 厍 聂 晁 勾 敖 融 冷 訾 辛 阚 那 简 饶 空 曾 毋 沙 乜 养 鞠 须 丰 巢 关 蒯 相 查 后 荆 红 游 竺 "
    "权 逯 盖 益 桓 公 晋 楚 闫 法 汝 鄢 涂 钦 岳 帅 缑 亢 况 郈 有 琴 商 牟 佘 佴 伯 赏 墨 哈 谯 笪 年 爱 阳 佟 苑 肖 付 代 邸 仝 覃 禤 瞿 俸 苟 幺 "
    "逢 揭 撒 拜 妥 丑 宛 展 战 初 由 盘 兀 邝 尧 臧 海 沐 药 么 冮 肇 呙 豆 芈 辜 库 旺 迮 恭 顿 矣 绳 帖".split()
)
COMPOUND = (
    "万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 钟离 宇文 长孙 慕容 "
    "鲜于 闾丘 司徒 司空 亓官 司寇 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 "
    "西门 南宫 第五 独孤 完颜 纳兰 达奚 爱新觉罗 叶赫那拉".split()
)
RARE_WEIGHT = 0.5  # per million: below the rarest of the counted surnames that are certain
# Borne by few and met in every sentence as something else: a name that begins so is left to context.
AMBIGUOUS = set("通 能 有 年 别 家 经 都 空 由 须 法 益 红 山 爱 双 利 充 及 才 言 拉 线".split())

PERSON_TAGS = {"nr", "nrt", "nrfg"}
WORD_FREQUENCY = 10  # words rarer than this in jieba's counts hardly compete with a name


def surnames() -> list[tuple[str, float]]:
    text = (files("sinonym") / "data" / "familyname_orcid.csv").read_text("utf-8")
    weights = {
        row["surname"]: float(row["ppm"]) for row in csv.DictReader(io.StringIO(text)) if row["surname"] not in NOISE
    }
    for name in (*RARE, *COMPOUND):
        if name not in AMBIGUOUS:
            weights.setdefault(name, RARE_WEIGHT)
    for name in COMPOUND:  # ORCID counts of compounds are small; none is rarer than this among those who have it
        weights[name] = max(weights[name], RARE_WEIGHT)
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))


def given_characters() -> list[tuple[str, float]]:
    text = (files("ngender") / "charfreq.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = {row["char"]: int(row["male"]) + int(row["female"]) for row in rows}
    total = sum(counts.values())
    kept = [(char, count * 1e6 / total) for char, count in counts.items() if "一" <= char <= "鿿" and count >= 20]
    return sorted(kept, key=lambda item: (-item[1], item[0]))


def main() -> None:
    script = "Derived by scripts/derive_names.py."
    rows = surnames()
    write_table(
        "surnames.tsv",
        (
            "Han surnames and their weight: bearers per million.",
            f"Source: ORCID counts in the PyPI package {release('sinonym', '0.5.1')} (Apache-2.0), noise dropped by eye; rare and compound",
            f"surnames of the Hundred Family Surnames added by hand with weight {RARE_WEIGHT}.",
            script,
        ),
        ("surname", "weight"),
        ((name, f"{weight:.2f}") for name, weight in rows),
    )
    given = given_characters()
    write_table(
        "given_chars.tsv",
        (
            "Characters of given names and their weight: occurrences per million given-name characters.",
            f"Source: counts in the PyPI package {release('ngender', '0.1.1')} (MIT), both sexes added; characters seen 20 times or more.",
            script,
        ),
        ("char", "weight"),
        ((char, f"{weight:.2f}") for char, weight in given),
    )
    words = jieba_words()
    total = sum(frequency for frequency, _ in words.values())
    kept = [
        (word, frequency)
        for word, (frequency, tag) in words.items()
        if all("一" <= char <= "鿿" for char in word)
        and (len(word) == 1 or (len(word) <= 4 and tag not in PERSON_TAGS and frequency >= WORD_FREQUENCY))
    ]
    kept.sort(key=lambda item: (-item[1], item[0]))
    write_table(
        "words.tsv",
        (
            "Ordinary words of one to four characters and their frequency: the background that a name must stand out from.",
            f"Source: dictionary of the PyPI package {release('jieba', '0.42.1')} (MIT), without words tagged as people;",
            f"frequency {WORD_FREQUENCY} or more. All words of the dictionary together: {total}.",
            script,
        ),
        ("word", "frequency"),
        ((word, str(frequency)) for word, frequency in kept),
    )
    print(f"{len(rows)} surnames, {len(given)} characters, {len(kept)} words; total {total}")


if __name__ == "__main__":
    main()
