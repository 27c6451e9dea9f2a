import pytest

from data.guests import Guest, GuestState
from kiosk.badge_boxes import box_for, letters_of
from kiosk.badge_order import Order


def state(name: str, product: str = "") -> GuestState:
    return GuestState(Guest(name, name, product=product))


GUESTS = [state(name) for name in ("Anna Ek", "Zoya Adams", "Дмитрий Соколов", "王 小明")]


def test_all_boxes_hold_about_as_many() -> None:
    ranges = letters_of(GUESTS, Order.LAST, 2)
    found = [box_for(guest, Order.LAST, ranges) for guest in GUESTS]
    assert sorted(map(found.count, ranges)) == [2, 2]


@pytest.mark.parametrize(
    ("in_use", "number", "ranges"),
    [
        (("A–F", "G–Z"), 2, ("A–F", "G–Z")),
        (("A", "C–Z"), 3, ("A", "B", "C–Z")),  # nobody was in the box between them
        (("G–L",), 3, ("A–F", "G–L", "M–Z")),
        (("A–F", "F–Z"), 1, ("A–Z",)),  # overlapping: made anew
        (("Basic", "Press"), 1, ("A–Z",)),
        ((), 1, ("A–Z",)),
    ],
)
def test_boxes_that_are_there_stay(
    in_use: tuple[str, ...], number: int, ranges: tuple[str, ...]
) -> None:
    assert letters_of(GUESTS, Order.LAST, number, in_use) == ranges


def test_a_late_guest_comes_into_a_box_that_is_there() -> None:
    assert box_for(state("Xenia Zwart"), Order.LAST, ("A–F", "G–Z")) == "G–Z"
    assert box_for(state("Xenia Zwart"), Order.FIRST, ("A–W", "X", "Y–Z")) == "X"
    assert box_for(state("7th Heaven"), Order.FIRST, ("A–F", "G–Z")) == "A–F"
    assert box_for(state("Xenia Zwart", "Press"), Order.PRODUCT, ("A–Z",)) == "Press"
