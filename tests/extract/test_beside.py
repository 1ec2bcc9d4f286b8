"""What is no name and no part in an event, although it stands where one would."""

from dataclasses import replace

from kg.extract.annotator import Annotator
from kg.model.schema import RelationType
from kg.model.text import BlockKind
from tests.builders import article

ANNOTATOR = Annotator()


def test_a_place_in_quotation_marks_only_is_a_figure_of_speech() -> None:
    text = "柳湾社区架起“连心桥”，居民都说“连心桥”好。柳湾社区旁的望江大桥也通车了。"
    names = {chain.name for chain in ANNOTATOR.annotate(article(text)).chains}
    assert "连心桥" not in names
    assert "望江大桥" in names


def test_who_speaks_beside_a_picture_takes_no_part_in_what_it_shows() -> None:
    text = "柳湾社区开展公益运动会。\n“我们的日子越来越好，大家都很满意。”柳湾社区居民林可南说。"
    plain = article(text)
    pictured = replace(plain, blocks=(replace(plain.blocks[0], kind=BlockKind.CAPTION), *plain.blocks[1:]))
    done = ANNOTATOR.annotate(pictured)
    attendees = [
        done.chains[r.object].name for r in done.relations if r.type is RelationType.ATTENDEE and r.object is not None
    ]
    assert attendees == []
