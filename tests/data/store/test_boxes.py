import json

import pytest

from data.attendance import guest_states
from data.editing import edit_guest
from data.guests import Guest
from data.store.boxes import SLICE, boxes_in_use, boxes_of, put_in_boxes
from data.store.prints import (
    PrintState,
    ask_for_badge,
    guests_with_badge,
    note_badge,
    prints_of,
    waiting_badges,
)
from tests.data.evening import Evening, listed


def boxed(evening: Evening, name: str, box: str = "S–Z", **fields: object) -> Guest:
    guest = evening.guest(name, **fields)
    put_in_boxes(evening.file, [(guest, box)], evening.clock.now)
    return guest


def test_a_badge_in_a_box_is_not_printed_at_the_door_and_the_box_is_known(
    evening: Evening,
) -> None:
    zoya = boxed(evening, "Zoya")
    evening.admitted(zoya)
    assert waiting_badges(evening.file) == []
    assert boxes_of(evening.file, [zoya.id]) == {zoya.id: "S–Z"}
    assert guests_with_badge(evening.file) == {zoya.id}
    assert boxes_in_use(evening.file) == ("S–Z",)


@pytest.mark.parametrize(
    "change",
    [
        {"badge_name": "Zoy"},
        {"countries": ("DE",)},
        {"product": "Press"},
        {"company": "Studio Ohm"},
        {"speaks": ("ru",)},
    ],
)
def test_whoever_changed_since_gets_a_new_badge(
    evening: Evening, change: dict[str, object]
) -> None:
    zoya = boxed(evening, "Zoya", countries=("RU",))
    edit_guest(evening.file, zoya.id, change, nonce="e", at=evening.clock.now)
    assert boxes_of(evening.file, [zoya.id]) == {}
    assert guests_with_badge(evening.file) == frozenset()
    evening.admitted(zoya)
    assert [one.guest_id for one in waiting_badges(evening.file)] == [zoya.id]


def test_a_note_changes_no_badge_and_a_change_taken_back_leaves_the_badge_right(
    evening: Evening,
) -> None:
    zoya = boxed(evening, "Zoya")
    for nonce, change in (
        ("e1", {"note": "vip"}),
        ("e2", {"badge_name": "Zoy"}),
        ("e3", {"badge_name": ""}),
    ):
        edit_guest(evening.file, zoya.id, change, nonce=nonce, at=evening.clock.now)
    assert boxes_of(evening.file, [zoya.id]) == {zoya.id: "S–Z"}


def test_whoever_is_in_no_box_is_printed_as_ever(evening: Evening) -> None:
    boxed(evening, "Zoya")
    eric = evening.guest("Eric")
    evening.admitted(eric)
    assert [one.guest_id for one in waiting_badges(evening.file)] == [eric.id]


def test_a_badge_asked_for_comes_out_though_one_lies_in_a_box(evening: Evening) -> None:
    zoya = boxed(evening, "Zoya")
    print_id = ask_for_badge(evening.file, zoya.id, evening.clock.now)
    note_badge(evening.file, print_id, PrintState.SENT, evening.clock.now, printer="Brother")
    assert (
        boxes_of(evening.file, [zoya.id]) == {}
    )  # the one in the box is no longer the one to fetch
    assert guests_with_badge(evening.file) == {zoya.id}


def test_the_last_box_counts_and_a_rebuilt_file_knows_the_same(evening: Evening) -> None:
    zoya = boxed(evening, "Zoya", "A–Z")
    put_in_boxes(evening.file, [(zoya, "N–Z")], evening.clock.now)
    before = prints_of(evening.file, zoya.id)
    evening.file.rebuild()
    assert prints_of(evening.file, zoya.id) == before
    assert boxes_of(evening.file, [zoya.id]) == {zoya.id: "N–Z"}


def test_no_name_stands_in_the_row_itself(evening: Evening) -> None:
    zoya = boxed(evening, "Zoya Vinogradova")
    ((body,),) = evening.file.connection.execute(
        "SELECT body FROM journal WHERE kind = 'badge_in_box'"
    ).fetchall()
    assert json.loads(body) == {"box": "S–Z"}
    evening.file.connection.execute("DELETE FROM personal")  # as the purge does
    assert boxes_of(evening.file, [zoya.id]) == {}


def test_more_badges_than_one_slice_are_all_put_away(evening: Evening) -> None:
    evening.load(*(listed(f"Guest {n}", secret=f"s{n}") for n in range(SLICE + 3)))
    guests = [state.guest for state in guest_states(evening.file)]
    put_in_boxes(evening.file, [(guest, "A–Z") for guest in guests], evening.clock.now)
    assert len(guests_with_badge(evening.file)) == SLICE + 3
    assert boxes_of(evening.file, [guests[0].id]) == {guests[0].id: "A–Z"}
