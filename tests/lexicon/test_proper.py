from kg.lexicon.places import gazetteer
from kg.lexicon.proper import LONGEST, proper_nouns


def test_brands_and_bodies_are_listed_with_their_sort() -> None:
    known = proper_nouns()
    assert known["北京大学"][1] == "nt"
    assert known["故宫"][0] > 50
    assert "医生" not in known
    assert all(2 <= len(word) <= LONGEST for word in known)


def test_official_divisions_are_left_to_their_own_list() -> None:
    assert not any(gazetteer().lookup(word) for word in list(proper_nouns())[::97])
