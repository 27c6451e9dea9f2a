"""Into which box each badge goes, so that it is found again in the crowd."""

from collections.abc import Sequence

from badges.letter_ranges import LETTERS, letter_ranges
from data.guests import GuestState
from kiosk.badge_order import Order, filed_under

MOST_BOXES = 8


def letters_of(
    states: Sequence[GuestState], order: Order, number: int, in_use: Sequence[str] = ()
) -> tuple[str, ...]:
    """What ``number`` boxes are called ("A–F", "G–L" …) so that all hold about as many badges.

    ``in_use``: what boxes are called already; where they make up as many from A to Z they
    stay, so that the badge of a late guest goes into a box that exists.
    """
    ranges = _filled(sorted(box for box in in_use if _letters(box)))
    if len(ranges) == number:
        return ranges
    return letter_ranges((_initial(state, order) for state in states), number)


def box_for(state: GuestState, order: Order, ranges: Sequence[str]) -> str:
    """The box for this guest's badge; by product it is the product's. Not A to Z: the first."""
    if order is Order.PRODUCT:
        return state.guest.product
    letter = _initial(state, order)
    return next((box for box in ranges if letter in _letters(box)), ranges[0])


def _initial(state: GuestState, order: Order) -> str:
    return filed_under(state.guest, order)[0][:1].upper() or LETTERS[0]


def _filled(boxes: Sequence[str]) -> tuple[str, ...]:
    """The boxes, and one for every stretch of letters between them; none where two overlap."""
    found: list[str] = []
    begin = 0
    for box in boxes:
        letters = _letters(box)
        first = LETTERS.index(letters[0])
        if first < begin:
            return ()
        found += _named(begin, first)
        found.append(box)
        begin = first + len(letters)
    return (*found, *_named(begin, len(LETTERS))) if found else ()


def _named(begin: int, end: int) -> list[str]:
    if end <= begin:
        return []
    return [LETTERS[begin] if end - begin == 1 else f"{LETTERS[begin]}–{LETTERS[end - 1]}"]


def _letters(box: str) -> str:
    """The letters of a box called "S" or "S–Z"; none where it is called otherwise."""
    first, last = LETTERS.find(box[:1]), LETTERS.find(box[-1:])
    is_range = len(box) == 1 or (len(box) == 3 and box[1] == "–")
    return LETTERS[first : last + 1] if is_range and first >= 0 and last >= 0 else ""
