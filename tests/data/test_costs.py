"""What a scan costs does not depend on how many are on the list; counted in SQLite's steps."""

import pytest

from data.admission import check_in
from data.annulment import annul
from data.attendance import latest
from data.guests import Scan
from data.store.changes import changes_since, looked_up_to
from data.store.prints import waiting_badges
from tests.data.evening import Evening, listed


def test_a_scan_costs_the_same_among_two_thousand_guests_as_among_a_hundred(
    evening: Evening,
) -> None:
    load(evening, range(100))
    for number in range(30):
        check_in(evening.file, scan(evening, number), badges=True)
    among_few = steps_of(evening, scan(evening, 40))
    load(evening, range(100, 2_000))
    among_many = steps_of(evening, scan(evening, 41))
    assert among_many == pytest.approx(among_few, rel=0.2)


def load(evening: Evening, numbers: range) -> None:
    evening.load(*(listed(f"Guest {n}", secret=f"code{n:05d}") for n in numbers))


def scan(evening: Evening, number: int) -> Scan:
    return Scan(evening.nonce(), evening.clock(), secret=f"code{number:05d}")


def steps_of(evening: Evening, shown: Scan) -> int:
    """Steps of SQLite's machine for a scan, what the door hears of it, and taking it back."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    before = looked_up_to(evening.file)
    evening.file.connection.set_progress_handler(count, 1)
    check_in(evening.file, shown, badges=True)
    changes_since(evening.file, before)
    latest(evening.file, 12)
    waiting_badges(evening.file)
    annul(evening.file, shown.nonce, nonce=evening.nonce(), at=evening.clock())
    evening.file.connection.set_progress_handler(None, 0)
    return steps
