"""Cells that say a little more than the word that counts."""

import pytest

from data.guestlist.read import read_text
from data.guests import TicketStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cancelled (refunded)", TicketStatus.CANCELED),
        ("abgesagt - krank", TicketStatus.CANCELED),
        ("Attending (VIP)", TicketStatus.VALID),
        ("waitlist: 3", TicketStatus.PENDING),
    ],
)
def test_a_status_is_known_by_what_stands_before_the_remark(
    text: str, status: TicketStatus
) -> None:
    found = read_text(f"Name;Status\nZoya V;{text}\n")
    assert (found.guests[0].status, found.problems) == (status, ())


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("No - pays at door", False),
        ("Yes (cash)", True),
        ("not yet", False),
        ("noch nicht", False),
        ("0,50", True),
    ],
)
def test_so_is_a_payment(text: str, paid: bool) -> None:
    found = read_text(f"Name;Paid\nZoya V;{text}\n")
    assert (found.guests[0].paid, found.problems) == (paid, ())


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 (Lena)", 1), ("ja, 2 Personen", 2), ("n/a", 0), ("TBD", 0), ("niemand", 0), ("-1", 0)],
)
def test_companions_are_counted_by_the_one_number_said(text: str, number: int) -> None:
    [guest] = read_text(f"Name;Plus ones\nZoya V;{text}\n").guests
    assert guest.companions_allowed == number


@pytest.mark.parametrize("text", ['="000124"', '"=""000124"""', "'000124"])
def test_a_code_that_a_spreadsheet_is_kept_from_counting_with_is_that_code(text: str) -> None:
    [guest] = read_text(f"Name,Code\nZoya V,{text}\n").guests
    assert guest.secret == "000124"


@pytest.mark.parametrize("line", ["陈伟；中国", "محمد علي، مصر"])
def test_a_comma_of_any_script_parts_the_country(line: str) -> None:
    [guest] = read_text(line).guests
    assert len(guest.countries) == 1
