"""Direct quotations and their speakers, on sentences made up for the purpose."""

import pytest

from kg.extract.predications.quotations import NAME_LENGTH, find_quotations
from kg.extract.text.quotemarks import quoted_stretches
from kg.model.schema import EntityType, RelationType
from kg.model.text import Span
from tests.extract.benches import bench, of_type

HE, QIU = "何秋林", "邱雪梅"
# text → what is quoted, and by whom ("" for nobody named)
SPOKEN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "after": (
        "“果园今年的收成比去年好,大家都忙不过来了。”柳湾村党支部书记何秋林说。",
        [("果园今年的收成比去年好,大家都忙不过来了。", HE)],
    ),
    "before, by a colon": ("何秋林介绍:“水渠月底就能修好。”", [("水渠月底就能修好。", HE)]),
    "before, by a comma": ("柳湾村会计邱雪梅笑着说,“账目每个月都贴在墙上。”", [("账目每个月都贴在墙上。", QIU)]),
    "split: two stretches, one speaker": (
        "“路修到家门口了,”何秋林说,“往后卖菜不用再挑担子。”",
        [("路修到家门口了,", HE), ("往后卖菜不用再挑担子。", HE)],
    ),
    "by pronoun": (
        "邱雪梅在柜台前忙了一上午。“来取包裹的人一个接一个。”她说,下午还要去送货。",
        [("来取包裹的人一个接一个。", QIU)],
    ),
    "a listener is no speaker": (
        "“合作社的账我每天都看。”邱雪梅告诉何秋林。",
        [("合作社的账我每天都看。", QIU)],
    ),
    "spoken to by a preposition": ("何秋林对邱雪梅说:“这批种子先别卖。”", [("这批种子先别卖。", HE)]),
    "by title alone": ("“学校食堂已经开放。”该校负责人说。", [("学校食堂已经开放。", "")]),
    "a kinswoman of somebody named": ("“他一早就出门巡河去了。”何秋林的妻子说。", [("他一早就出门巡河去了。", "")]),
    "a subject without a verb of speech": (
        "“先把老人送到高处!”何秋林挽起裤腿下了水。",
        [("先把老人送到高处!", HE)],
    ),
    "goes on in the same paragraph": (
        "何秋林说,去年村里修了三座桥。“今年还要把灌渠接到每一块田里。”",
        [("今年还要把灌渠接到每一块田里。", HE)],
    ),
    "in somebody's view": (
        "“年轻人回来了,村子才有盼头。”在何秋林看来,种地也能种出名堂。",
        [("年轻人回来了,村子才有盼头。", HE)],
    ),
    "a clause without its full stop": (
        "何秋林坦言,“我当时也没有把握能办成这件事”。",
        [("我当时也没有把握能办成这件事", HE)],
    ),
    "behind a dateline": ("【本报讯】“谢谢你们把车修好。”近日,邱雪梅给修车铺送去锦旗。", [("谢谢你们把车修好。", QIU)]),
    "thanks from somebody unnamed": (
        "“多亏你了,我才找到回家的路。”近日,何秋林送一位老人回家,老人连声道谢。",
        [("多亏你了,我才找到回家的路。", "")],
    ),
    "over two paragraphs": (
        "何秋林说:“渠道通了,水就来了。\n“水来了,田就活了。”",
        [("渠道通了,水就来了。\n水来了,田就活了。", HE)],
    ),
    "quotations inside": (
        "“他们把这里叫作‘后花园’,周末都来散步。”邱雪梅说。",
        [("他们把这里叫作‘后花园’,周末都来散步。", QIU)],
    ),
    "corner brackets": ("邱雪梅说:「花开的时候再来看看吧。」", [("花开的时候再来看看吧。", QIU)]),
    "straight marks": ('何秋林说:"水泵昨天就装好了。"', [("水泵昨天就装好了。", HE)]),
    "an opening mark that was lost": ("能不能办成要看大家。”何秋林指出,关键在人。", [("能不能办成要看大家。", HE)]),
}


def found(text: str) -> list[tuple[str, str]]:
    made = bench(text, people=[HE, QIU])
    find_quotations(made)
    speakers = {r.subject: made.chains[r.object or 0].name for r in made.relations if r.type is RelationType.SPEAKER}
    return [
        (chain.properties["text"], speakers.get(i, ""))
        for i, chain in enumerate(made.chains)
        if EntityType.QUOTATION in chain.types
    ]


@pytest.mark.parametrize(("text", "expected"), SPOKEN.values(), ids=SPOKEN)
def test_a_quotation_and_its_speaker(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "柳湾村创新“三联”工作模式,让群众少跑腿。",
        "何秋林被授予“全县先进工作者”称号。",
        "村里举办了“迎丰收 庆佳节”文艺演出。",
        "讲座以“怎样把日子过好”为主题。",
        "何秋林认为,“节约用水、人人有责”不是一句口号。",
        "何秋林表示,水渠月底就能修好。",
    ],
)
def test_terms_titles_slogans_and_indirect_speech_are_no_quotations(text: str) -> None:
    assert found(text) == []


def test_evidence_holds_the_words_that_frame_the_quotation() -> None:
    text = "天晴了。“机器明天一早就进场。”柳湾村党支部书记何秋林说,要抢在雨前收完。"
    made = bench(text, people=[HE])
    find_quotations(made)
    (speaker,) = made.relations
    assert speaker.evidence.of(text) == "”柳湾村党支部书记何秋林说,要抢在雨前收完"
    assert speaker.rule == "speaker-after"


def test_a_long_quotation_is_named_by_how_it_begins() -> None:
    made = bench("何秋林说:“今年雨水多,稻子长得好,等到秋天大家一起来看金黄的稻田。”", people=[HE])
    find_quotations(made)
    (quotation,) = of_type(made, EntityType.QUOTATION)
    assert quotation.name == "今年雨水多,稻子长得好,等到秋天大家一起"
    assert len(quotation.name) == NAME_LENGTH


def test_a_body_that_speaks_is_the_speaker() -> None:
    made = bench("柳湾镇政府发布声明称:“通往山里的道路今晚起封闭。”", bodies=["柳湾镇政府"])
    find_quotations(made)
    assert [made.chains[r.object].name for r in made.relations if r.object is not None] == ["柳湾镇政府"]


def test_marks_printed_the_wrong_way_round_still_pair() -> None:
    text = "他说:“来吧。“大家都来了。"
    (stretch,) = quoted_stretches(text, [Span(0, len(text))])
    assert stretch.inner.of(text) == "来吧。"


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = "何某说:“明天再来。\n第二段没有引号。"
    (stretch,) = quoted_stretches(text, [Span(0, 10), Span(11, len(text))])
    assert (stretch.inner.of(text), stretch.whole) == ("明天再来。", False)


def test_nothing_quoted_nothing_found() -> None:
    assert quoted_stretches("", []) == []
    assert found("柳湾村去年修了三座桥。") == []


FURTHER = {
    "a verb behind it decides where only a comma stands before": (
        "水库的闸门终于合拢，“再大的雨，村里人今晚也能睡踏实了。”何秋林说。",
        [("再大的雨，村里人今晚也能睡踏实了。", HE)],
    ),
    "a pronoun that the tagger leaves with its verb": (
        "身为班长，邱雪梅总是最后离开，“谁家的田先旱，就先给谁家放水。”她说。",
        [("谁家的田先旱，就先给谁家放水。", QIU)],
    ),
    "知道 is no verb of speech": (
        "何秋林称，只有老人知道渡口在哪，“请到村委会来画一张图。”",
        [("请到村委会来画一张图。", HE)],
    ),
    "a means is no subject": (
        "何秋林举起茶碗，用家乡话对客人说：“喝完再走。”",
        [("喝完再走。", HE)],
    ),
    "speaks in dialect to somebody": (
        "“先看天色，再下地。”何秋林蹲在田埂上，用土话向年轻人讲起了农谚。",
        [("先看天色，再下地。", HE)],
    ),
    "kin of somebody named": ("何秋林妻子追出门来：“伞忘拿了！”", [("伞忘拿了！", "")]),
    "who stops somebody": ("何秋林想替她挑水，被邱雪梅拦住：“我还挑得动。”", [("我还挑得动。", QIU)]),
    "the clause next to the colon": (
        "何秋林带着学生画了路标，会计邱雪梅每晚数人头：“三天来了四千人。”",
        [("三天来了四千人。", QIU)],
    ),
    "a name right behind the mark": (
        "何秋林说，水位又涨了。大家都下了堤。“我守这一段，你们去歇会儿吧。”邱雪梅摆摆手。",
        [("我守这一段，你们去歇会儿吧。", QIU)],
    ),
    "a list behind a colon is another matter": (
        "何秋林把商户请到会议室。“今天不训话，只听大家说。”名单如下：茶铺（邱雪梅）。",
        [("今天不训话，只听大家说。", HE)],
    ),
    "a sentence that ends inside a quotation of its own": (
        "“回看照片时，他一下子跳起来：‘看见了！’”何秋林笑着回忆。",
        [("回看照片时，他一下子跳起来：‘看见了！’", HE)],
    ),
    "two halves with a gesture between": (
        "“那块匾，”邱雪梅朝门头努嘴，“可别挂歪了。”",
        [("那块匾，", QIU), ("可别挂歪了。", QIU)],
    ),
    "a short half with its verb": (
        "“茶没味，”邱雪梅说，“水倒是甜的。”",
        [("茶没味，", QIU), ("水倒是甜的。", QIU)],
    ),
    "a short question that somebody asks": ("“修好没有？”有人问。", [("修好没有？", "")]),
    "a pronoun's sentence hands on to the one before": (
        "卖茶的邱雪梅今天最忙。她跟着何秋林学过三年手艺。散会时她向台下鞠躬：“没有各位，就没有这家店。”",
        [("没有各位，就没有这家店。", QIU)],
    ),
}


@pytest.mark.parametrize("case", sorted(FURTHER))
def test_speakers_further(case: str) -> None:
    text, expected = FURTHER[case]
    assert found(text) == expected


@pytest.mark.parametrize("name", ["小二", "小王", "王大妈"])
def test_a_nickname_names_no_speaker(name: str) -> None:
    made = bench(f"“客官里边请，热茶马上就到！”{name}高声说。", people=[name])
    find_quotations(made)
    assert [c.properties["text"] for c in of_type(made, EntityType.QUOTATION)] == ["客官里边请，热茶马上就到！"]
    assert [r for r in made.relations if r.type is RelationType.SPEAKER] == []
