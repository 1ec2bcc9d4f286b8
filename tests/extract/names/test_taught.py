"""Names that a user teaches are found wherever they stand, and win over what the words suggest."""

from kg.extract.annotator import Annotator
from kg.lexicon.user import UserName
from kg.model.schema import EntityType
from tests.builders import article

TEXT = "3月2日,云帆坊负责人说,高山在云帆坊开课,望湖里的居民都来听。云帆坊还请来了高山高远两位老师。"


def found(*names: UserName) -> dict[str, list[str]]:
    done = Annotator(names=names).annotate(article(TEXT))
    return {chain.name: sorted(type_.value for type_ in chain.types) for chain in done.chains}


def test_a_taught_body_is_one_in_every_sentence() -> None:
    done = Annotator(names=[UserName("云帆坊", EntityType.ORGANIZATION)]).annotate(article(TEXT))
    (chain,) = [chain for chain in done.chains if chain.name == "云帆坊"]
    assert chain.types == {EntityType.ORGANIZATION}
    assert [mention.surface for mention in chain.mentions] == ["云帆坊"] * 3


def test_a_taught_person_and_place_have_the_type_of_their_tag() -> None:
    names = found(UserName("高山", EntityType.PERSON), UserName("望湖里", EntityType.PLACE))
    assert names["高山"] == ["person"]
    assert "place" in names["望湖里"]


def test_a_name_without_a_tag_is_what_its_form_says() -> None:
    assert found(UserName("高远"))["高远"] == ["person"]


def test_no_names_change_nothing() -> None:
    assert Annotator().annotate(article(TEXT)) == Annotator(names=[]).annotate(article(TEXT))
