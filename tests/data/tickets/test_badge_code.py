from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tickets import CodeKind, badge_code, guest_of_badge, read_badge_code, read_code, verified

EVENT = "0193b3a0-5c3e-7c10-8d4f-2f6b4a3c9e11"
TEXTS = st.text(min_size=1, max_size=40).filter(str.isprintable)


@given(TEXTS, TEXTS)
def test_a_badge_code_reads_as_itself_and_never_as_a_ticket(event_id: str, guest_id: str) -> None:
    code = badge_code(event_id, guest_id)
    assert read_badge_code(code) == code
    assert verified(code) is None
    assert verified("PN" + code[2:]) is None
    assert read_code(code).kind is CodeKind.BADGE


def test_it_is_the_same_each_time_and_another_at_another_event() -> None:
    assert badge_code(EVENT, "g1") == badge_code(EVENT, "g1")
    assert len({badge_code(e, g) for e in (EVENT, "other") for g in ("g1", "g2")}) == 4


def test_it_says_neither_guest_nor_event() -> None:
    guest_id = "8e4c9a52-9a51-5f0e-a1a5-0a4c0e5b77d1"
    code = badge_code(EVENT, guest_id).casefold()
    parts = [part for one in (EVENT, guest_id) for part in one.split("-")]
    assert not any(part in code for part in parts)


@given(st.integers(2, 19), st.integers(1, 31))
def test_one_wrong_character_is_noticed(place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    code = badge_code(EVENT, "g1")
    wrong = alphabet[(alphabet.index(code[place]) + shift) % 32]
    assert read_badge_code(code[:place] + wrong + code[place + 1 :]) is None


@pytest.mark.parametrize("change", [str.lower, lambda code: f" {code[:6]}-{code[6:]} "])
def test_it_is_read_as_people_type_it(change: Callable[[str], str]) -> None:
    code = badge_code(EVENT, "g1")
    assert read_badge_code(change(code)) == code


def test_the_guest_is_found_among_all_and_nobody_for_another_events_badge() -> None:
    guests = [f"guest {number}" for number in range(500)]
    assert guest_of_badge(badge_code(EVENT, guests[321]), EVENT, guests) == guests[321]
    assert guest_of_badge(badge_code("other", guests[321]), EVENT, guests) is None
