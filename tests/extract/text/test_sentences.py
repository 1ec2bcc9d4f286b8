"""Articles → sentences."""

import pytest

from kg.extract.text.sentences import LONG, VERY_LONG, sentences
from kg.model.text import BlockKind
from kg.read.page import read_page


def split(text: str) -> list[str]:
    (article,) = read_page(text, source="page.txt", sha256="0" * 64)
    return [sentence.span.of(article.text) for sentence in sentences(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渠水进村。稻田返青！谁来护渠？", ["渠水进村。", "稻田返青！", "谁来护渠？"]),
        ("“渠水进村了。”护渠队队长王小明说。稻田返青。", ["“渠水进村了。”护渠队队长王小明说。", "稻田返青。"]),
        ("“渠水进村了！真好！”村民李红表示,今年不愁。", ["“渠水进村了！真好！”村民李红表示,今年不愁。"]),
        ("“渠水进村了。”近日，云溪村的水渠通水。", ["“渠水进村了。”", "近日，云溪村的水渠通水。"]),
        ("他喊出“加油！”的口号。", ["他喊出“加油！”的口号。"]),
        ("他说：“渠水进村了。”稻田返青。", ["他说：“渠水进村了。”", "稻田返青。"]),
        ("种瓜、种豆……样样都好。", ["种瓜、种豆……样样都好。"]),
        ("水足；肥足；虫少。", ["水足；肥足；虫少。"]),
        ("园艺师Mary K。 Jones到村。她教嫁接。", ["园艺师Mary K。 Jones到村。", "她教嫁接。"]),  # an initial's stop
        ("他补了维生素C。Jones先生来了。", ["他补了维生素C。", "Jones先生来了。"]),
        ("长（一九八〇年建。后来加宽）三公里。", ["长（一九八〇年建。后来加宽）三公里。"]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_long_quotation_is_divided_but_its_end_stays_with_the_speaker() -> None:
    quoted = [f"第{n}条水渠修好以后，村里的稻田再也没有缺过水，大家都非常高兴。" for n in "一二三四五六七"]
    text = f"“{''.join(quoted)}”护渠队队长王小明说。"
    assert len(text) > LONG
    assert split(text) == ["“" + quoted[0], *quoted[1:-1], quoted[-1] + "”护渠队队长王小明说。"]


def test_semicolons_divide_long_sentences_only() -> None:
    clause = "云溪村的水渠修好以后，村里的稻田再也没有缺过水，大家都非常高兴，稻子一定长得好"
    assert split(f"{clause}；{clause}；{clause}；{clause}。") == [clause + "；"] * 3 + [clause + "。"]


def test_what_nothing_divides_is_cut() -> None:
    pieces = split("水" * 3000 + "。")
    assert "".join(pieces) == "水" * 3000 + "。"
    assert max(map(len, pieces)) <= VERY_LONG


def test_credits_inside_a_paragraph_are_sentences_of_their_own() -> None:
    (article,) = read_page("新华社云州4月3日电（记者王小明）渠水进村。稻田返青。", source="p", sha256="0")
    assert [(s.block, s.span.of(article.text)) for s in sentences(article)] == [
        (BlockKind.DATELINE, "新华社云州4月3日电"),
        (BlockKind.BYLINE, "（记者王小明）"),
        (BlockKind.PARAGRAPH, "渠水进村。"),
        (BlockKind.PARAGRAPH, "稻田返青。"),
    ]
