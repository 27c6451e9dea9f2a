from datetime import UTC, datetime

import pytest

from data.guests import Entry, Guest, GuestState, Product
from data.roll import Roll

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
BASIC = Product("Basic", price_minor=1000)


def entered(guest: Guest) -> GuestState:
    return GuestState(guest, entries=(Entry("e", guest.id, "n", AT, "d", "Desk 1"),))


@pytest.fixture
def roll() -> Roll:
    roll = Roll()
    roll.know_products([BASIC])
    roll.put([GuestState(Guest(str(n), f"Anna {x}")) for n, x in enumerate(("Bell", "Cole"))])
    return roll


def test_nothing_is_found_for_nothing(roll: Roll) -> None:
    assert roll.find("") == ()


def test_who_is_in_comes_after_who_is_expected(roll: Roll) -> None:
    roll.put([entered(Guest("0", "Anna Bell"))])
    assert [found.state.guest.name for found in roll.find("anna")] == ["Anna Cole", "Anna Bell"]
    assert roll.find("anna")[1].state.arrived


def test_an_entry_taken_back_leaves_the_guest_as_before(roll: Roll) -> None:
    roll.put([entered(Guest("0", "Anna Bell"))])
    roll.put([GuestState(Guest("0", "Anna Bell"))])
    assert [found.state.guest.name for found in roll.find("anna")] == ["Anna Bell", "Anna Cole"]


def test_a_new_price_is_due_at_once(roll: Roll) -> None:
    roll.put([GuestState(Guest("2", "Eric Chen", product="basic"))])
    roll.know_products([Product("Basic", price_minor=1500)])
    (found,) = roll.find("eric")
    assert found.state.due_minor == 1500


def test_who_is_gone_is_found_no_more_and_the_code_is_still_known(roll: Roll) -> None:
    roll.put([GuestState(Guest("2", "Eric Chen", secret="abc"))])
    roll.remove(["2", "never there"])
    assert roll.find("eric") == ()
    assert roll.state("2") is None
    assert roll.knows_secret("abc")


def test_only_who_is_not_in_is_similar_to_a_walk_in(roll: Roll) -> None:
    roll.put([entered(Guest("1", "Anna Cole"))])
    assert [state.guest.name for state in roll.similar("Ana Bel")] == ["Anna Bell"]


def test_what_only_sounds_alike_is_found_where_nothing_is_spelt_so(roll: Roll) -> None:
    roll.put([GuestState(Guest("7", "Jochen Schäfer")), GuestState(Guest("8", "Johann Kern"))])
    assert [found.state.guest.name for found in roll.find("jochen")] == ["Jochen Schäfer"]
    assert "Jochen Schäfer" in [found.state.guest.name for found in roll.find("yochen")]


def test_nobody_sounds_like_an_unknown_code(roll: Roll) -> None:
    roll.put([GuestState(Guest("7", "Jiří Řehůřka")), GuestState(Guest("8", "Lin Chih-hsuan"))])
    assert roll.find("zzzz9999qqqq1111") == ()
