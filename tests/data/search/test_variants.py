"""Names in other spellings and scripts, by the table that Wikidata's volunteers wrote."""

import pytest

from data.guests import Guest
from data.search import GuestIndex, MatchedBy
from data.search.make_variants import TABLE, variant_lines
from data.search.tables import sorted_table
from data.search.variants import written_otherwise


def index_of(*names: str) -> GuestIndex:
    index = GuestIndex()
    for name in names:
        index.put(Guest(id=name, name=name))
    return index


def found(index: GuestIndex, typed: str) -> list[str]:
    return [match.guest_id for match in index.find(typed)]


@pytest.mark.parametrize(
    ("listed", "typed"),
    [
        ("Hocine Aït", "hussein"),
        ("Mamadou Sy", "mohamed"),
        ("Yevgeniya Tal", "evgenia"),
        ("黄子华", "ng"),
        ("Jerzy Wrona", "george wrona"),
        ("穆罕默德", "mohamed"),
        ("エカテリーナ", "ekaterina"),
    ],
)
def test_a_name_is_found_by_its_spelling_in_another_country(listed: str, typed: str) -> None:
    assert found(index_of(listed, "Ada Adler", "Olga Nowak"), typed) == [listed]


def test_the_same_name_in_another_script_follows_the_one_typed() -> None:
    index = index_of("Omar Hart", "عمر منصور", "Ada Adler")
    assert found(index, "omar") == ["Omar Hart", "عمر منصور"]
    assert index.find("omar")[1].by is MatchedBy.SOUND
    assert found(index, "عمر") == ["عمر منصور", "Omar Hart"]


def test_whoever_typed_all_of_a_name_means_that_guest() -> None:
    assert found(index_of("ايمان", "Iman Hart"), "ايمان") == ["ايمان"]
    assert found(index_of("Omar Hart", "عمر Hart"), "omar hart") == ["Omar Hart"]


def test_characters_read_alike_are_not_the_same_name() -> None:
    assert found(index_of("张健太", "Ada Adler"), "陈") == []


def test_every_line_of_the_table_is_found_by_its_key() -> None:
    lines = TABLE.read_bytes().removeprefix(b"\n").splitlines()
    assert lines == sorted(lines)
    table = sorted_table(TABLE.name)
    for line in (*lines[::997], lines[0], lines[-1]):
        key, _, forms = line.decode().partition("\t")
        assert table.words(key) == tuple(forms.split())
    assert table.words("no such key") == ()


def test_the_table_has_what_rules_do_not_find_and_no_more() -> None:
    lines = ["hocine, hussein, حسين, 侯賽因 => Q1", "guo, quách, 郭, 郭姓 => Q2", "lone => Q3"]
    made = dict(line.decode().strip().split("\t") for line in variant_lines(lines))
    assert made["hocine"] == "侯賽因"  # what the others are found by sounds alike
    assert made["quach"] == "郭"  # neither "the family of", nor guo, which is another's name
    assert not {"guo", "lone"} & made.keys()


def test_nothing_is_written_otherwise_than_itself() -> None:
    assert written_otherwise("陈") == ()
    assert written_otherwise("qqqq") == ()
