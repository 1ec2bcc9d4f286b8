"""Discipline groups that are stationed in another body."""

from kg.extract.names.stationed import stationed
from tests.extract.names.test_choice import surfaces


def found(text: str) -> list[str]:
    return [span.of(text) for span, _ in stationed(text, 0, len(text))]


def test_who_sends_them_and_where_is_a_part_of_the_name() -> None:
    assert found("据云岭省纪委监委驻省水利厅纪检监察组介绍") == ["省纪委监委驻省水利厅纪检监察组"]
    assert found("中央纪委驻教育部纪检组、监察部驻水利部监察局负责人出席。") == [
        "中央纪委驻教育部纪检组",
        "监察部驻水利部监察局",
    ]
    assert found("派驻县农业农村局纪检监察组组长王立") == ["派驻县农业农村局纪检监察组"]


def test_nothing_where_nobody_is_stationed() -> None:
    assert found("驻村工作队和县纪检组") == []
    assert found("县纪检组进驻工地，监察局派人。") == []


def test_the_name_is_chosen_whole() -> None:
    assert "中央纪委驻教育部纪检组" in surfaces("中央纪委驻教育部纪检组组长王立国出席了会议。")
