"""Articles read together: for less, and with nothing changed."""

from kg.extract import annotate, annotate_together
from tests.builders import article


def test_what_is_found_in_an_article_does_not_depend_on_those_read_with_it() -> None:
    articles = [
        article("溪桥镇镇长周青禾说，灯亮了。柳塘县教育局局长顾明远到场。", headline="柳塘亮灯"),
        article("天晴。"),
        article("沈河市水务局在柳塘县召开现场会。", headline="沈河治水"),
    ]
    together = [finish() for finish in annotate_together(articles)]
    assert together == [annotate(each) for each in articles]
    assert together[0].relations


def test_no_articles_give_nothing() -> None:
    assert annotate_together([]) == []
