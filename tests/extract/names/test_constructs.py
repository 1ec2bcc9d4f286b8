"""Every sort of body and place, from the text to the graph's chains, on sentences made up for the purpose."""

import re

import pytest

from kg.extract import annotate
from kg.model.annotation import AnnotatedArticle
from kg.model.schema import EntityType, RelationType
from kg.read.page import read_page

NAMED = {EntityType.ORGANIZATION, EntityType.PLACE}

# what is tried; the sentence; the names in it, each by any of its forms; what lies in what
SENTENCES = [
    ("government", "临岚市教育局昨日通报，全市中小学将于9月1日开学。", "临岚市教育局；临岚市", "临岚市教育局<临岚市"),
    (
        "government",
        "柳林镇便民服务中心工作人员孙丽说，镇综治办也派人到场。",
        "柳林镇便民服务中心；镇综治办；柳林镇",
        "柳林镇便民服务中心<柳林镇；镇综治办<柳林镇",
    ),
    (
        "party",
        "区人大常委会副主任李岩、区政协副主席周建到河阳区调研。",
        "区人大常委会；区政协；河阳区",
        "区人大常委会<河阳区；区政协<河阳区",
    ),
    ("company", "临岚港务集团有限公司董事长何涛表示，公司将投资3亿元。", "临岚港务集团有限公司", ""),
    (
        "company",
        "恒曜科技股份有限公司（以下简称“恒曜科技”）披露年报，恒曜科技全年营收12亿元。",
        "恒曜科技股份有限公司=恒曜科技",
        "",
    ),
    (
        "company",
        "国网临岚供电公司河阳营业部的员工冒雨抢修。",
        "国网临岚供电公司；国网临岚供电公司河阳营业部",
        "国网临岚供电公司河阳营业部<国网临岚供电公司",
    ),
    (
        "company",
        "海澜电器厂总装车间主任郑伟带着一班工人连夜赶工。",
        "海澜电器厂；海澜电器厂总装车间=总装车间",
        "海澜电器厂总装车间<海澜电器厂",
    ),
    ("company", "星启汽车、蓝鲸出行、木禾咖啡等新消费品牌相继开店。", "星启汽车；蓝鲸出行；木禾咖啡", ""),
    (
        "school",
        "临岚理工大学附属中学校长徐静介绍，临岚理工大学将派出指导教师。",
        "临岚理工大学附属中学；临岚理工大学",
        "临岚理工大学附属中学<临岚理工大学",
    ),
    (
        "school",
        "清河师范学院文学院教授谭明来到云陵一中作讲座。",
        "清河师范学院文学院；清河师范学院；云陵一中",
        "清河师范学院文学院<清河师范学院",
    ),
    (
        "court",
        "临岚市中级人民法院（下称“临岚中院”）公开审理此案，临岚中院当庭宣判。",
        "临岚市中级人民法院=临岚中院；临岚市",
        "临岚市中级人民法院<临岚市",
    ),
    (
        "police",
        "河阳公安分局梧桐派出所民警李强接到报警后赶到现场。",
        "河阳公安分局；河阳公安分局梧桐派出所=梧桐派出所",
        "河阳公安分局梧桐派出所<河阳公安分局",
    ),
    (
        "police",
        "武警临岚支队机动一中队官兵参加演练。",
        "武警临岚支队；武警临岚支队机动一中队=机动一中队",
        "武警临岚支队机动一中队<武警临岚支队",
    ),
    (
        "media",
        "《临岚日报》记者从临岚广播电视台获悉，澎湃新闻等媒体也作了报道。",
        "临岚日报=《临岚日报》；临岚广播电视台；澎湃新闻",
        "",
    ),
    ("media", "微信公众号“临岚发布”23日发布消息，称道路已恢复通行。", "微信公众号“临岚发布”=临岚发布", ""),
    ("media", "据“云陵融媒”微信公众号消息，当地连续三天降雨。", "“云陵融媒”微信公众号=云陵融媒", ""),
    (
        "media",
        "临岚日报社新媒体中心、临岚电视台《民生在线》栏目联合策划了这次报道。",
        "临岚日报社新媒体中心；临岚日报社；临岚电视台《民生在线》栏目=《民生在线》栏目=《民生在线》；临岚电视台",
        "临岚日报社新媒体中心<临岚日报社",
    ),
    ("media", "视频号“河阳老李”发布的一段短视频获得百万点击。", "视频号“河阳老李”=河阳老李", ""),
    ("association", "中国残疾人福利基金会、壹善公益基金会捐赠物资。", "中国残疾人福利基金会；壹善公益基金会", ""),
    ("association", "世界卫生组织（WHO）总干事谭德塞表示，WHO将提供帮助。", "世界卫生组织=WHO", ""),
    ("team", "临岚海牛队主场2比0击败北港飞鲨队，中国女排随后登场。", "临岚海牛队；北港飞鲨队；中国女排", ""),
    ("team", "皇家马德里和拜仁慕尼黑将在四分之一决赛中相遇。", "皇家马德里；拜仁慕尼黑", ""),
    (
        "community",
        "前进大队第四生产队的老支书回忆说。",
        "前进大队；前进大队第四生产队=第四生产队",
        "前进大队第四生产队<前进大队",
    ),
    (
        "short form",
        "临岚市不动产登记中心（简称“登记中心”）启用新系统，登记中心工作人员称效率提高一倍。",
        "临岚市不动产登记中心=登记中心；临岚市",
        "临岚市不动产登记中心<临岚市",
    ),
    ("short form", "临岚水产大学校长于波说，临水大今年招生3000人。", "临岚水产大学=临水大", ""),
    ("shared head", "南门里、西街两个居委会共同组织了活动。", "南门里居委会=南门里；西街居委会=西街", ""),
    ("shared head", "柳林、石桥、白塔三镇同时开工。", "柳林镇=柳林；石桥镇=石桥；白塔镇=白塔", ""),
    ("pair of countries", "中美两国元首通话，中俄关系稳步发展。", "中国=中；美国=美；俄罗斯=俄", ""),
    (
        "chain of divisions",
        "他出生在湖南湘潭，后来在内蒙古鄂尔多斯工作。",
        "湖南；湘潭=湖南湘潭；内蒙古；鄂尔多斯=内蒙古鄂尔多斯",
        "湘潭<湖南；鄂尔多斯<内蒙古",
    ),
    (
        "address",
        "火灾发生在梧桐街道解放路26号院，附近的锦绣华庭小区居民被疏散。",
        "梧桐街道；解放路=解放路26号院=26号院；锦绣华庭小区",
        "解放路26号院<梧桐街道",
    ),
    ("compound", "家住碧水云天小区的刘女士和翡翠城二期业主反映停车难。", "碧水云天小区；翡翠城二期=翡翠城", ""),
    (
        "natural feature",
        "白云山、清水河与月亮湖构成当地三大景观，游客登上翠屏峰。",
        "白云山；清水河；月亮湖；翠屏峰",
        "",
    ),
    (
        "venue",
        "演唱会将在临岚体育中心体育馆举行，市博物馆、河阳图书馆免费开放。",
        "临岚体育中心体育馆=临岚体育中心；市博物馆；河阳图书馆",
        "",
    ),
    ("venue", "人民公园、工人文化宫、大光明电影院都贴出了通知。", "人民公园；工人文化宫；大光明电影院", ""),
    (
        "within",
        "天工精密制造有限公司位于临岚经济技术开发区，隶属于天工集团。",
        "天工精密制造有限公司；临岚经济技术开发区；天工集团",
        "天工精密制造有限公司<临岚经济技术开发区；天工精密制造有限公司<天工集团",
    ),
    (
        "within",
        "河阳区下辖梧桐街道、石榴街道和柳林镇。",
        "河阳区；梧桐街道；石榴街道；柳林镇",
        "梧桐街道<河阳区；石榴街道<河阳区；柳林镇<河阳区",
    ),
    (
        "within",
        "坐落在白云山脚下的清泉寺始建于唐代，地处云陵县城南。",
        "白云山；清泉寺；云陵县=云陵县城",
        "清泉寺<云陵县",
    ),
    ("within", "位于云陵县的鹿鸣湿地公园迎来候鸟。", "云陵县；鹿鸣湿地公园", "鹿鸣湿地公园<云陵县"),
    ("within", "星河电子是华屿集团的全资子公司。", "星河电子；华屿集团", "星河电子<华屿集团"),
    ("within", "云陵县地处安源省西南部，与临岚市接壤。", "云陵县；安源省；临岚市", "云陵县<安源省"),
    (
        "within",
        "临岚海洋研究院挂靠临岚大学，由市科技局主管。",
        "临岚海洋研究院；临岚大学；市科技局",
        "临岚海洋研究院<临岚大学",
    ),
    (
        "quotation marks",
        "“河阳义警”服务总队与“蓝马甲”志愿队一起巡逻。",
        "“河阳义警”服务总队=河阳义警；“蓝马甲”志愿队=蓝马甲",
        "",
    ),
    (
        "part of a longer name",
        "北京大学党委书记表示，清华大学出版社推出新书。",
        "北京大学；清华大学出版社；清华大学",
        "清华大学出版社<清华大学",
    ),
    (
        "units and branches",
        "与会的还有临岚市经济和信息化局副局长郭涛、市商务局一级调研员孟涛。",
        "临岚市经济和信息化局；市商务局；临岚市",
        "临岚市经济和信息化局<临岚市；市商务局<临岚市",
    ),
    ("units and branches", "安源日报社党委委员、安源新闻网总编辑陆川参加评审。", "安源日报社；安源新闻网", ""),
    ("units and branches", "省第十三地质大队钻机机长邢刚在野外工作了二十年。", "省第十三地质大队", ""),
]


def annotated(text: str) -> AnnotatedArticle:
    (article,) = read_page("今日要闻\n\n" + text, source="page.txt", sha256="0" * 64)
    return annotate(article)


def plain(form: str) -> str:
    return re.sub("[“”《》]", "", form).replace("（", "(").replace("）", ")")


def forms(article: AnnotatedArticle) -> list[set[str]]:
    """Printed forms of each body or place."""
    return [{plain(f) for f in (c.name, *c.aliases)} if c.types & NAMED else set() for c in article.chains]


@pytest.mark.parametrize(("construct", "text", "names", "within"), SENTENCES)
def test_names_and_what_lies_in_what(construct: str, text: str, names: str, within: str) -> None:
    article = annotated(text)
    found = forms(article)
    said = {form for each in found for form in each}
    for name in names.split("；"):
        assert said & set(map(plain, name.split("="))), (construct, name)
    pairs = [
        (found[r.subject], found[r.object])
        for r in article.relations
        if r.type is RelationType.WITHIN and r.object is not None
    ]
    for step in filter(None, within.split("；")):
        part, whole = map(plain, step.split("<"))
        assert any(part in a and whole in b for a, b in pairs), (construct, step)


def test_the_province_pointed_to_is_no_part_of_a_bureau_s_name() -> None:
    found = forms(annotated("据介绍，该省茂名市公安局日前破案。青岛市市南区人民法院已经开庭。"))
    said = {form for each in found for form in each}
    assert {"茂名市公安局", "青岛市市南区人民法院"} <= said
    assert not {form for form in said if form.startswith(("该", "省"))}


@pytest.mark.parametrize(
    "text",
    [
        "各级党委政府高度重视，各高校、各医院、各派出所都要落实责任。",
        "他走进菜市场、加油站和快递网点，询问值班民警和社区工作者。",
        "人工智能实验室、智能工厂、数字车间成为转型标志。",
    ],
)
def test_nouns_of_a_sort_name_nobody(text: str) -> None:
    assert not any(forms(annotated(text)))
