from itertools import islice

import pytest

from data.guests import Guest
from data.search import GuestIndex, Match, MatchedBy


def index_of(*names: str, note: str = "") -> GuestIndex:
    index = GuestIndex()
    for name in names:
        index.put(Guest(id=name, name=name, note=note))
    return index


def first(index: GuestIndex, query: str) -> Match:
    return index.find(query)[0]


@pytest.mark.parametrize(
    ("name", "query", "by", "letters"),
    [
        ("Дмитрий Щёкин", "schtschokin", MatchedBy.SOUND, ["Щёкин"]),
        ("Jochen Brandt", "yohen", MatchedBy.SOUND, ["Jochen"]),
        ("Siobhán Byrne", "shivon", MatchedBy.NICKNAME, ["Siobhán"]),
        ("Jürgen Müller", "mulelr", MatchedBy.SOUND, ["Müller"]),
        ("Bartholomew Quigley", "bartolomwe quigly", MatchedBy.SOUND, ["Bartholomew", "Quigley"]),
        ("Екатерина Белова", "katya", MatchedBy.NICKNAME, ["Екатерина"]),
        ("William Hart", "bill", MatchedBy.NICKNAME, ["William"]),
        ("Bill Hart", "william", MatchedBy.NICKNAME, ["Bill"]),
        ("María Teresa Soto", "maite", MatchedBy.NICKNAME, ["María", "Teresa"]),
        ("山本 浩二", "kouji yamamoto", MatchedBy.NAME, ["山本", "浩二"]),
        ("محمود درويش", "mahmoud", MatchedBy.SOUND, ["محمود"]),
        ("Зоя Белова", "pjz", MatchedBy.LAYOUT, ["Зоя"]),
        ("Zoya Belova", "pjz", MatchedBy.LAYOUT, ["Zoya"]),
        ("Emma Hart", "уььф", MatchedBy.LAYOUT, ["Emma"]),
        ("Zoya Belova", "yoza belova", MatchedBy.LAYOUT, ["Zoya", "Belova"]),
    ],
)
def test_a_name_is_found_as_it_is_heard_shortened_misspelt_or_mistyped(
    name: str, query: str, by: MatchedBy, letters: list[str]
) -> None:
    match = first(index_of("Ada Adler", "王小明", name, "Olga Nowak"), query)
    assert match.guest_id == name
    assert [name[start:end] for start, end in match.spans] == letters
    assert match.by is by


def test_the_spelling_comes_before_the_beginning_and_that_before_the_sound() -> None:
    index = index_of("Jon Weiss", "Jonas Weiss", "Yon Weiss", "John Weiss")
    found = [match.guest_id for match in index.find("jon")]
    assert found[0] == "Jon Weiss"
    assert set(found[:3]) == {"Jon Weiss", "Yon Weiss", "Jonas Weiss"}
    assert index_of("John Weiss").find("jon")[0].guest_id == "John Weiss"


def test_among_names_equally_like_the_one_expected_comes_first() -> None:
    index = index_of("Екатерина Белова", "Екатерина Авдеева")
    index.set_rank("Екатерина Авдеева", 1)
    assert [match.guest_id for match in index.find("katya")] == [
        "Екатерина Белова",
        "Екатерина Авдеева",
    ]


def test_a_note_is_found_after_the_names() -> None:
    index = index_of("Ada Adler", note="brings the projector")
    assert first(index, "projector").by is MatchedBy.NOTE


def test_two_words_typed_alike_are_two_words_of_the_name() -> None:
    assert index_of("Jochen Brandt").find("yohen yoxen") == []


def test_how_guests_beyond_ten_thousand_sound_is_taken_in_little_by_little() -> None:
    index = GuestIndex()
    for number in range(10_000):
        index.put(Guest(id=str(number), name="Ada"))
    for name in ("Jochen Brandt", "Jochen Krug", "Joachim Krug"):
        index.put(Guest(id=name, name=name))
    index.remove("Joachim Krug")
    found = [match.guest_id for match in islice(index.find("yochen"), 2)]
    assert found == ["Jochen Brandt", "Jochen Krug"]
    index.remove("Jochen Krug")
    assert [match.guest_id for match in index.find("yochen krug")] == []


def test_a_letter_on_a_key_of_punctuation_elsewhere_is_a_letter() -> None:
    index = index_of("هدى فتحي", "Ines Novak", "Jean.Luc Roux")
    assert first(index, "i]n").guest_id == "هدى فتحي"
    assert first(index, "jean.luc").guest_id == "Jean.Luc Roux"
