"""Several scanners on one laptop: windows that share one event file, one writer and one login."""

import threading
from pathlib import Path

from data.attendance import counts
from data.doubles import doubles
from data.guests import Admitted, Scan
from data.identity import new_nonce
from data.store.event_file import EventFile
from data.sync.ledger.claiming import check_in
from data.sync.ledger.far_end import KEY, LedgerFarEnd
from data.sync.rounds import play_round
from tests import ledger_oracle as oracle
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import Door
from tests.ledger_server import Ledger

GUESTS = 15


def scans_of_a_window(door: Door, admitted: list[str], barrier: threading.Barrier) -> None:
    """Another window of the same laptop scans everybody, at the same time as the others."""
    device, path = door.file.device, door.file.path
    state = path.parent / f"state of {device.id}"
    with EventFile.open(path, device, state, door.clock, backup=False) as file:
        far_end = LedgerFarEnd(file, door.far_end_address, door.folder, door.clock)
        assert play_round(file, KEY, far_end, door.clock).problem is None
        for guest in range(GUESTS):
            barrier.wait()
            scan = Scan(new_nonce(), door.clock(), secret=f"code Guest {guest}")
            if isinstance(check_in(file, scan, far_end.line, badges=True), Admitted):
                admitted.append(f"Guest {guest}")
        assert play_round(file, KEY, far_end, door.clock).problem is None
        far_end.close()


def test_two_windows_of_one_laptop_admit_each_guest_once(
    ledger: Ledger, new_door: NewDoor, tmp_path: Path
) -> None:
    door = new_door("north")
    door.load([f"Guest {guest}" for guest in range(GUESTS)])
    door.round()
    admitted: list[str] = []
    barrier = threading.Barrier(2)
    windows = [
        threading.Thread(target=scans_of_a_window, args=[door, admitted, barrier]) for _ in range(2)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    report = door.round()
    assert (report.problem, report.waiting) == (None, 0)
    assert sorted(admitted) == sorted(f"Guest {guest}" for guest in range(GUESTS))
    assert counts(door.file).arrived == GUESTS
    assert doubles(door.file) == []
    oracle.assert_contiguous(oracle.journal(door.file.path))
    assert set(ledger.ids()) == door.ids()


def test_a_copy_on_another_laptop_may_use_the_same_address(
    ledger: Ledger, new_door: NewDoor, tmp_path: Path
) -> None:
    """Two laptops that pasted one URL are two writers of one login."""
    url = ledger.url()
    first, second = new_door("north", url), new_door("south", url)
    first.load(["Zoya"])
    for door in (first, second):
        door.round()
    first.admitted("code Zoya")
    second.reason("code Zoya")
    for door in (first, second, first):
        assert door.round().problem is None
    assert first.ids() == second.ids() == set(ledger.ids())
