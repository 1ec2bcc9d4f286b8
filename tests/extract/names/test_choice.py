"""Which stretches are candidates for names of bodies and places, and which candidates are names."""

from kg.extract.names.backed import Chosen
from kg.extract.names.bodies import candidates, is_numbered, trade_of
from kg.extract.names.choice import _uncrossed, _whole
from kg.extract.names.gathering import Labels
from kg.extract.tagging.tagger import Tagger, Word
from kg.extract.workspace import part_title
from kg.lexicon.places import gazetteer
from kg.model.schema import Kind
from kg.model.text import Span

TAGGER = Tagger()


def surfaces(text: str) -> set[str]:
    """Candidates of a sentence without what the labeller says."""
    places = gazetteer()
    found = candidates(text, TAGGER.tag([text])[0].words, list(places.scan(text)), places, Labels(0, None))
    return {candidate.span.of(text) for candidate in found}


def chosen(surface: str, start: int, probability: float, kind: Kind = Kind.OTHER) -> Chosen:
    return Chosen(surface, kind, (Span(start, start + len(surface)),), probability)


def test_a_division_is_named_in_front_of_its_committee() -> None:
    assert "青岛市" in surfaces("他原任青岛市委副书记。")
    assert "青岛" not in surfaces("他原任青岛市委副书记。")


def test_units_known_by_their_number_are_candidates() -> None:
    assert "钻探108队" in surfaces("在钻探108队，技术员很忙。")
    assert is_numbered("钻探108队")
    assert not is_numbered("钻探队")


def test_a_body_of_one_country_in_another_is_one_name() -> None:
    assert any(name.startswith("中国驻") for name in surfaces("中国驻菲律宾大使馆发布消息。"))


def test_words_of_time_part_a_place_from_its_body() -> None:
    parts = part_title(Word(3, 10, "平阳县前教育局", "ORG"))
    assert parts == [(3, 6, "平阳县", "LOC"), (6, 7, "前", "a"), (7, 10, "教育局", "ORG")]
    assert not any("原" in name for name in surfaces("云溪县卫生监督所原车队队长王明。"))


def test_short_forms_stand_alone_one_behind_the_other() -> None:
    assert {"中办", "国办"} <= surfaces("中办国办印发了通知。")


def test_a_brand_and_its_trade() -> None:
    assert trade_of("云帆资本") == "资本"
    assert trade_of("资本") == ""
    assert trade_of("一家很大很大的航空") == ""


def test_of_crossing_names_the_more_probable_stands() -> None:
    kept = _uncrossed([chosen("甲乙局", 0, 0.9), chosen("局长室", 2, 0.6), chosen("甲乙", 0, 0.7)])
    assert [item.surface for item in kept] == ["甲乙局", "甲乙"]


def test_a_name_without_its_first_character_or_ending_is_none() -> None:
    kept = _whole(
        [
            chosen("粗石合作社", 0, 0.9),
            chosen("石合作社", 1, 0.6),
            chosen("云溪镇云溪社区", 10, 0.9),
            chosen("云溪镇云溪", 10, 0.7),
        ],
        gazetteer(),
    )
    assert [item.surface for item in kept] == ["粗石合作社", "云溪镇云溪社区"]


def test_a_level_may_be_left_out_before_a_body() -> None:
    kept = _whole([chosen("区财政局", 0, 0.9), chosen("财政局", 1, 0.6)], gazetteer())
    assert [item.surface for item in kept] == ["区财政局", "财政局"]
