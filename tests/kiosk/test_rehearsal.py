"""A rehearsal plays the real functions on a copy, counts honestly, and touches nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.admission import check_in
from data.attendance import counts, guest_states
from data.demo.event import make_demo_event
from data.guests import Admitted, Device, Guest, GuestState, Origin, Presence, Scan
from data.identity import new_nonce, utc_now
from data.rehearsal import rehearsal_copy
from data.store.event_file import EventFile
from data.store.products import all_products
from kiosk.rehearsal import Rehearsal

DEVICE = Device("d", "Desk 1")


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[EventFile]:
    path = tmp_path / "demo.pennant"
    with make_demo_event(path, DEVICE, tmp_path / "state", "Demo", "UTC", utc_now()) as file:
        yield file


@pytest.fixture
def copy(evening: EventFile, tmp_path: Path) -> Iterator[EventFile]:
    path = tmp_path / "copy.pennant"
    with rehearsal_copy(evening, path, DEVICE, tmp_path / "state", utc_now()) as file:
        yield file


def a_code(file: EventFile) -> str:
    """The code of somebody who may come in and has nothing to pay."""
    expected = (s for s in guest_states(file) if s.presence is Presence.EXPECTED and not s.unpaid)
    return next(s.guest.secret for s in expected if s.guest.secret)


def without_ids(file: EventFile) -> list[tuple[object, ...]]:
    guests = [s.guest for s in guest_states(file)]
    told = (
        (g.name, g.countries, g.email, g.product, g.secret, g.status, g.paid, g.companions_allowed)
        for g in guests
    )
    return sorted(told, key=repr)


def test_a_copy_has_the_guests_and_products_and_an_identity_of_its_own(
    evening: EventFile, copy: EventFile
) -> None:
    assert len(guest_states(copy)) == 300
    assert without_ids(copy) == without_ids(evening)
    assert all_products(copy) == all_products(evening)
    assert copy.info.rehearsal
    assert not evening.info.rehearsal
    assert copy.info.event_id != evening.info.event_id


def test_what_happened_is_not_copied(evening: EventFile, tmp_path: Path) -> None:
    admitted = check_in(evening, Scan(new_nonce(), utc_now(), secret=a_code(evening)))
    assert isinstance(admitted, Admitted)
    path = tmp_path / "later.pennant"
    with rehearsal_copy(evening, path, DEVICE, tmp_path / "state", utc_now()) as copy:
        assert counts(copy).arrived == 0
        assert {s.guest.origin for s in guest_states(copy)} == {Origin.LIST}


def test_an_evening_is_played_and_the_counts_agree(evening: EventFile, copy: EventFile) -> None:
    drawn: list[str] = []

    def draw(state: GuestState, host: Guest | None) -> None:
        drawn.append(state.guest.id)

    rehearsal = Rehearsal(copy, draw)
    assert sum(1 for _ in rehearsal.play()) == rehearsal.length == 300
    assert rehearsal.agrees()
    told = rehearsal.told
    assert told["admitted"] == len(drawn) > 200
    assert min(told["taken back"], told["left"], told["walk-ins"], told["found by name"]) > 0
    assert min(told["refused: unpaid"], told["refused: canceled"], told["refused: invalid"]) > 0
    assert counts(copy).companions > 0
    assert set(rehearsal.steps) == {"verdict", "badge drawn", "keystroke", "walk-in", "undo"}
    assert counts(evening).arrived == 0


def test_a_check_in_behind_its_back_is_noticed(copy: EventFile) -> None:
    rehearsal = Rehearsal(copy, lambda state, host: None)
    admitted = check_in(copy, Scan(new_nonce(), utc_now(), secret=a_code(copy)))
    assert isinstance(admitted, Admitted)
    assert not rehearsal.agrees()
