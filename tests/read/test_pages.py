"""Pages of every form, all invented: what is printed on them, and what each line is taken for."""

from datetime import date

import pytest

from kg.model.text import Article, BlockKind
from kg.read.page import read_page

Blocks = list[tuple[str, str]]


def articles(text: str, published: date | None = None) -> tuple[Article, ...]:
    return read_page(text, source="page.txt", sha256="0" * 64, published=published)


def blocks(article: Article) -> Blocks:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def only(text: str) -> Blocks:
    (article,) = articles(text)
    return blocks(article)


def test_a_plain_article() -> None:
    assert only("老街换新颜\n\n本报记者 王小明\n\n清晨，老街的石板路刚刚洒过水。\n") == [
        ("headline", "老街换新颜"),
        ("byline", "本报记者 王小明"),
        ("paragraph", "清晨，老街的石板路刚刚洒过水。"),
    ]


def test_an_agency_article_with_its_title_in_the_dateline() -> None:
    text = (
        "\t新华社云州4月3日电题：梯田里的新农人——云州春耕见闻\n\t新华社记者王小明、李红\n"
        "\t谷雨刚过，梯田里水光一片。\n【编辑:赵晴】"
    )
    assert only(text) == [
        ("headline", "梯田里的新农人——云州春耕见闻"),
        ("dateline", "新华社云州4月3日电"),
        ("byline", "新华社记者王小明、李红"),
        ("paragraph", "谷雨刚过，梯田里水光一片。"),
        ("byline", "【编辑:赵晴】"),
    ]


def test_a_title_that_repeats_the_headline_is_printed_once() -> None:
    text = (
        "\t(春耕时节)梯田里的新农人\n\t中新社云州4月3日电题：梯田里的新农人\n\t作者王小明\n\t谷雨刚过，梯田里水光一片。"
    )
    assert [kind for kind, _ in only(text)] == ["headline", "dateline", "byline", "paragraph"]
    assert only(text)[0][1] == "(春耕时节)梯田里的新农人"


def test_dateline_and_bracketed_byline_lie_inside_the_paragraph() -> None:
    assert only("　　中新社云州2月21日电 (王小明 李红)云州大桥21日通车。\n　　大桥长两公里。(完)") == [
        ("paragraph", "中新社云州2月21日电 (王小明 李红)云州大桥21日通车。"),
        ("dateline", "中新社云州2月21日电"),
        ("byline", "(王小明 李红)"),
        ("paragraph", "大桥长两公里。"),
    ]


def test_kicker_headline_and_deck_by_length() -> None:
    assert only("云州市各社区把便民服务点设到居民家门口\n\n十分钟办成一件事\n\n□王小明 李红\n\n“真快！”居民赵阿姨说。")[
        :2
    ] == [
        ("kicker", "云州市各社区把便民服务点设到居民家门口"),
        ("headline", "十分钟办成一件事"),
    ]
    assert only("把菜园搬上屋顶\n云州：闲置楼顶变身共享菜园，居民轮流照看\n本报讯(记者王小明)屋顶上，黄瓜爬满了架。")[
        :2
    ] == [
        ("headline", "把菜园搬上屋顶"),
        ("deck", "云州：闲置楼顶变身共享菜园，居民轮流照看"),
    ]
    assert only("渡口最后一班船(记者走基层)\n——探访云州老渡口\n某某日报记者王小明\n渡口的钟响了六下。")[:2] == [
        ("headline", "渡口最后一班船(记者走基层)"),
        ("deck", "——探访云州老渡口"),
    ]


def test_a_series_name_is_no_part_of_the_headline_but_a_topic_is() -> None:
    assert only("(乡村英雄谱)守堤人老王\n堤上的灯亮了三十年。")[:2] == [
        ("section", "(乡村英雄谱)"),
        ("headline", "守堤人老王"),
    ]
    assert only("(防汛一线)守堤人老王\n堤上的灯亮了三十年。")[0] == ("headline", "(防汛一线)守堤人老王")


def test_a_column_breaks_sentences_and_a_caption_interrupts_one() -> None:
    text = (
        "渠水进村\n\n□记者 王小明 报道\n\n本报讯 近日，云州区水务站将库区的\n\n▶ 渠水流进稻田。\n\n"
        "水引进了3\n\n个村子，灌溉稻田五百\n\n亩。\n\n村民说，再也不愁水了。"
    )
    assert only(text) == [
        ("headline", "渠水进村"),
        ("byline", "□记者 王小明 报道"),
        ("paragraph", "本报讯 近日，云州区水务站将库区的水引进了3个村子，灌溉稻田五百亩。"),
        ("dateline", "本报讯"),
        ("caption", "▶ 渠水流进稻田。"),
        ("paragraph", "村民说，再也不愁水了。"),
    ]


def test_a_short_piece_that_ends_inside_a_word_is_no_heading() -> None:
    text = "渠水进村\n\n王小明/文\n\n春天到了。\n\n云溪社区新时代文明实\n\n践站组织志愿者清理水渠。"
    assert only(text)[-1] == ("paragraph", "云溪社区新时代文明实践站组织志愿者清理水渠。")


def test_subheads_stay_apart_from_the_text() -> None:
    text = "　　春天到了，渠水来了。\n　　引水进村\n　　水渠长三公里。\n　　一、护渠有人\n　　护渠队有十二人。"
    assert [kind for kind, _ in only(text)] == ["paragraph", "subhead", "paragraph", "subhead", "paragraph"]


def test_lines_of_fixed_width_are_rejoined() -> None:
    words = "云溪村的水渠修好以后村民们都说今年的稻子一定长得好因为水足了肥也足了虫子也少了大家的干劲更足了"
    lines = "\n".join(
        [
            "　　" + words[:18],
            words[18:38],
            words[38:] + "。",
            *["　　" + words[:18], words[18:38], words[38:] + "。"] * 2,
        ]
    )
    assert only(lines) == [("paragraph", words + "。")] * 3


def test_several_articles_on_a_page() -> None:
    text = (
        "云溪镇\n\n新桥通车 出行更便利\n\n□记者 王小明 报道\n\n本报讯 近日，云溪镇新桥通车。\n\n"
        "东渡镇\n\n早市开张 瓜果飘香\n\n□记者 李红 通讯员 赵晴 报道\n\n本报讯 近日，东渡镇早市开张。"
    )
    assert [article.headline for article in articles(text)] == ["新桥通车 出行更便利", "早市开张 瓜果飘香"]
    assert [article.first(BlockKind.KICKER) for article in articles(text)] == ["云溪镇", "东渡镇"]
    assert [article.position for article in articles(text)] == [0, 1]


def test_headings_begin_an_article_even_below_an_unfinished_line() -> None:
    text = (
        "新桥通车\n\n□记者 王小明\n\n近日，新桥通车。\n\n桥上灯火\n\n与江水相映，引来许多市民\n\n"
        "早市开张 瓜果飘香\n\n□记者 李红\n\n近日，早市开张。"
    )
    assert [article.headline for article in articles(text)] == ["新桥通车", "早市开张 瓜果飘香"]


def test_an_article_after_the_end_of_another() -> None:
    text = "新桥通车\n近日，新桥通车。(记者 王小明)\n早市开张\n近日，东渡镇早市开张。(记者 李红)"
    assert [article.headline for article in articles(text)] == ["新桥通车", "早市开张"]


def test_one_lead_for_several_reports() -> None:
    text = (
        "\t云州检方发布消息，近日对两案提起公诉。\n\t云州对甲案提起公诉\n\t近日，甲案诉至法院。\n"
        "\t东渡对乙案提起公诉\n\t日前，乙案诉至法院。"
    )
    assert [article.headline for article in articles(text)] == ["云州对甲案提起公诉", "东渡对乙案提起公诉"]
    assert blocks(articles(text)[0])[1] == ("paragraph", "云州检方发布消息，近日对两案提起公诉。")


def test_credits_at_the_end_are_no_article() -> None:
    text = "\t水渠修好了。\n\t护渠有人\n\t总监制：王小明\n\t剪辑丨李红\n\t监制：赵晴\n【编辑:孙梅】"
    assert len(articles(text)) == 1


def test_photographs_names_are_captions_where_paragraphs_are_indented() -> None:
    text = (
        "王小明\n　　云州市水务局局长王小明昨日到任。\n李红在渠边\n　　副局长李红同时到任。\n资料图。某某社记者赵晴摄"
    )
    assert [kind for kind, _ in only(text)] == ["caption", "paragraph", "caption", "paragraph", "caption", "byline"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("原标题：渠水进村 稻花飘香云州日报讯（通讯员王小明）4月3日，渠水进村。", "渠水进村 稻花飘香"),
        ("原标题：渠水进村 稻花飘香中新网云州4月3日电(记者 王小明)渠水来了。", "渠水进村 稻花飘香"),
        ("渠水进村 稻花飘香 一村一景本报记者 王小明 4月3日，渠水进村。", "渠水进村 稻花飘香 一村一景"),
        ("（本文原标题：《[聚焦]渠水进村了》）4月3日，渠水进村。", "渠水进村了"),
        ("原标题：渠水进村4月3日，渠水进村，稻田返青。", ""),
    ],
)
def test_headlines_that_run_into_the_text(text: str, headline: str) -> None:
    (article,) = articles(text)
    assert article.headline == headline


def test_a_first_sentence_is_no_headline() -> None:
    for text in (
        "王小明任云州市水务局局长。\n他今天到任。",
        "\t本报云州4月3日电 渠水进村，稻田返青。\n\t村民高兴。",
        "　　春天来了？是的，云州的春天来了，\n　　渠水进村。",
    ):
        assert articles(text)[0].headline == "", text


def test_furniture_is_dropped_and_gives_the_day() -> None:
    text = (
        "位置:首页 > 新闻 > 正文\n渠水进村\n2020年3月31日 17:02　来源：云州新闻网\n渠水昨天进村。\n分享到：微信\n"
        "责任编辑：王小明\n相关阅读\n早市开张\n新桥通车\nmedia_span_url('http:"
    )
    (article,) = articles(text)
    assert blocks(article) == [
        ("headline", "渠水进村"),
        ("paragraph", "渠水昨天进村。"),
        ("byline", "责任编辑：王小明"),
    ]
    assert article.published == date(2020, 3, 31)


def test_an_end_mark_and_an_editor_behind_the_text() -> None:
    assert only("　　渠水昨天进村。(完)【编辑:赵晴】") == [("paragraph", "渠水昨天进村。"), ("byline", "【编辑:赵晴】")]


def test_a_name_alone_at_the_end_is_a_signature() -> None:
    assert only("护渠有感\n　　渠水昨天进村。\n　　王小明")[-1] == ("byline", "王小明")
    assert only("护渠有感\n　　渠水昨天进村。\n　　云溪镇")[-1][0] != "byline"


def test_script_remnants_behind_the_text_are_dropped() -> None:
    assert only("　　渠水昨天进村。media_span_url('http:") == [("paragraph", "渠水昨天进村。")]


def test_a_page_of_furniture_holds_no_article() -> None:
    assert articles("首页\n\n- 3 -\n\n来源：云州新闻网\n") == ()


def test_the_day_is_the_pages_own_before_it_is_the_given_one() -> None:
    given = date(2024, 2, 21)
    assert articles("渠水进村。", given)[0].published == given
    assert articles("2023年12月1日\n渠水进村。", given)[0].published == date(2023, 12, 1)


def test_paragraphs_whose_line_breaks_got_lost() -> None:
    text = "　　渠水进村。　　稻田返青。　　村民高兴。"
    assert [text for _, text in only(text)] == ["渠水进村。", "稻田返青。", "村民高兴。"]


def test_a_wide_gap_inside_a_headline_stays() -> None:
    assert only("渠水进村　　稻花飘香\n渠水昨天进村。")[0] == ("headline", "渠水进村　　稻花飘香")


def test_latin_words_are_not_glued() -> None:
    assert (
        only("新桥通车\n□记者 王小明\n大桥昨天通车，设计方是 Bridge\nWorks 公司。")[-1][1]
        == "大桥昨天通车，设计方是 Bridge Works 公司。"
    )
