"""One name printed in two ways."""

import pytest

from kg.extract.coreference.clusters import Form, cluster_forms
from kg.lexicon.places import gazetteer
from kg.lexicon.suffixes import kind_of_body, kind_of_place
from kg.model.schema import Kind


def same(text: str, a: str, b: str) -> bool:
    known = gazetteer()
    forms = {}
    for surface in (a, b):
        listed = Kind.ADMIN if known.lookup_bare(surface) else None
        kind = listed or kind_of_place(surface) or kind_of_body(surface) or Kind.OTHER
        forms[surface] = Form(surface, kind, 0.9)
    clusters = cluster_forms(text, forms, known)
    return clusters.find(a) == clusters.find(b)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("柳塘日报-柳塘网", "柳塘网"),
        ("柳塘市卫生健康委员会", "柳塘市卫生健康委"),
        ("法国首都巴黎", "巴黎"),
        ("柳塘云台机场", "柳塘机场"),
        ("柳塘云台物流园区", "柳塘云台物流园"),
        ("中国云台", "云台集团"),
        ("法国《柳塘日报》", "《柳塘日报》"),
        ("法国《柳塘日报》", "柳塘日报"),
        ("柳塘果业研究中心（LFC）", "柳塘果业研究中心"),
        ("柳塘果业研究中心(LFC)", "LFC"),
        ("中国驻匈牙利大使馆", "驻匈使馆"),
        ("中国驻加拿大温哥华总领事馆", "驻温哥华总领馆"),
        ("美国海洋局", "美海洋局"),
        ("中国", "中方"),
        ("俄罗斯", "俄方"),
        ("加利福尼亚州", "加州"),
        ("柳溪山脉", "柳溪山"),
        ("东北地区", "东北"),
        ("柳溪山风景区", "柳溪山"),
        ("柳塘国际机场", "柳塘机场"),
        ("柳塘市综合保税区管理局", "柳塘综合保税区管理局"),
        ("柳溪房地产研究院", "柳溪研究院"),
        ("柳塘大学附属秋实医院", "秋实医院"),
        ("第十届全国人民代表大会", "全国人民代表大会"),
        ("柳塘秋实人寿保险股份有限公司", "柳塘秋实人寿"),
        ("中国赴柳国抗旱技术专家组", "抗旱技术专家组"),
        ("台湾“旱情指挥中心”", "旱情指挥中心"),
    ],
)
def test_two_ways(full: str, short: str) -> None:
    assert same("", full, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京师范大学", "北京大学"),  # what a place and a kind are left of is another body's name
        ("中国工商银行", "中国银行"),
        ("厦门国际银行", "厦门银行"),
        ("中山公园", "中山"),
        ("柳塘大学附属第一医院", "柳塘大学附属医院"),  # the number tells it from its like
        ("柳塘市教育协会", "柳塘市教育协会书法分会"),  # a part is not the whole
        ("柳塘县人民法院", "柳塘县中级人民法院"),
        ("甲溪沿江高速", "甲溪高速"),
        ("俄罗斯", "美方"),
        ("贵州黔东南州", "贵州"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not same("", one, other)
