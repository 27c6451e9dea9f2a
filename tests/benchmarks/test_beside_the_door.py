"""What a scan takes, painted, while much arrives from elsewhere, against the same door alone.

    pytest -s tests/benchmarks/test_beside_the_door.py

Each test scans at the real window, first alone, then while it arrives, then alone again: on a
machine that does other work besides, the ratio tells more than the milliseconds.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.guests import Device, EventInfo, Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import save_product
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.joining import remember
from data.sync.remotes import add_pretix
from data.sync.secrets import Secret
from kiosk.background import Background
from kiosk.evening.taking_in import TakingIn
from tests.benchmarks.ready_pretix import make_answers
from tests.benchmarks.test_door_speed import listed, percentile, scan_times
from tests.data.evening import listed as listed_guest
from tests.data.sync.pretix.laptop import SETTINGS
from tests.end_to_end.venue import INFO, PRODUCTS, Venue, load_list
from tests.ledger_doors import make_door
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]

Tell = Callable[[str], None]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
ROOT = Path(__file__).parents[2]
GUESTS = 300
ORDERS = 10_000
LATE_GUESTS = 5_000
ALONE = 150  # scans
CODES = listed(GUESTS)[2]


@pytest.fixture
def event(tmp_path: Path) -> Path:
    return make_event(tmp_path / "evening.pennant", INFO)


def make_event(path: Path, info: EventInfo) -> Path:
    """An event whose guests this laptop knows from the beginning."""
    with EventFile.create(path, info, Device("maker", "Office"), path.parent / "maker") as file:
        for product in PRODUCTS:
            save_product(file, product, utc_now())
        load_list(file, listed(GUESTS)[0])
    return path


@pytest.fixture
def door(event: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Venue]:
    venue = Venue(tmp_path, event, qtbot)
    yield venue
    venue.close()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "answers"
    folder.mkdir()
    make_answers(folder, ORDERS)
    command = [sys.executable, "-m", "tests.benchmarks.ready_pretix", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


class Scanning:
    """Scans alone, beside and alone again, and what came of it."""

    def __init__(self, door: Venue) -> None:
        self._door = door
        self._codes = cycle(CODES)
        scan_times(door, CODES, lambda: True, at_rest=True)  # all in, every badge printed
        self._alone = self._scans(ALONE)
        self._beside: list[float] = []
        self._begun = time.perf_counter()

    def until(self, done: Callable[[], bool]) -> float:
        """Scan until it is; return after how many seconds since the last rest that was."""
        while not done():
            self._beside += scan_times(self._door, list(islice(self._codes, 4)), lambda: not done())
        return time.perf_counter() - self._begun

    def told(self, what: str) -> str:
        """Both, and their ratios."""
        self._alone += self._scans(ALONE)
        figures = [
            (percentile(times, 0.5), percentile(times, 0.99), 1000 * max(times))
            for times in (self._alone, self._beside)
        ]
        said = [f"median {m:.1f} ms, p99 {p:.1f} ms, worst {w:.1f} ms" for m, p, w in figures]
        ratios = [f"{beside / alone:.2f}" for alone, beside in zip(*figures, strict=True)]
        return (
            f"{what}\n  alone {said[0]} ({len(self._alone)} scans)\n"
            f"  beside it {said[1]} ({len(self._beside)} scans)\n  ratios {', '.join(ratios)}"
        )

    def _scans(self, number: int) -> list[float]:
        times = scan_times(self._door, list(islice(self._codes, number)), lambda: True)
        self._begun = time.perf_counter()
        return times


def test_ten_thousand_orders_of_pretix(door: Venue, url: str, tell: Tell) -> None:
    syncing = door.evening.syncing
    scanning = Scanning(door)
    door.desk.wait_for(
        lambda file: add_pretix(file, replace(SETTINGS, url=url), Secret("good"), syncing.secrets)
    )
    syncing.refresh()
    fetched = scanning.until(lambda: bool(syncing.reports))
    whole = scanning.until(lambda: len(door.desk.roll) == GUESTS + ORDERS)
    tell(scanning.told(f"{ORDERS:,} orders: {fetched:.1f} s, found by name after {whole:.1f} s"))


def evening_elsewhere(file: EventFile) -> None:
    """5,000 guests who all come in and want a badge: 15,000 rows."""
    codes = [f"code{number:05d}" for number in range(LATE_GUESTS)]
    guests = [listed_guest(f"Guest {code}", secret=code) for code in codes]
    load(file, compare(file, guests))
    for code in codes:
        check_in(file, Scan(new_nonce(), utc_now(), secret=code), badges=True)


def test_an_evening_of_a_ledger_joined_late(
    ledger: Ledger, tmp_path: Path, qtbot: QtBot, tell: Tell
) -> None:
    other = make_door(tmp_path, ledger.info, ledger.url(), "other")
    evening_elsewhere(other.file)
    while other.round().waiting:
        pass
    other.close()
    door = Venue(tmp_path, make_event(tmp_path / "evening.pennant", ledger.info), qtbot)
    syncing = door.evening.syncing
    scanning = Scanning(door)
    address = LedgerAddress.parse(ledger.url())
    door.desk.wait_for(lambda file: remember(file, address, syncing.secrets))
    syncing.refresh()

    def is_fetched() -> bool:
        return any(report.fetched for report in syncing.reports.values())

    fetched = scanning.until(is_fetched)
    whole = scanning.until(lambda: len(door.desk.roll) == GUESTS + LATE_GUESTS)
    told = f"{LATE_GUESTS:,} guests, {3 * LATE_GUESTS:,} rows of a ledger: {fetched:.1f} s"
    tell(scanning.told(f"{told}, found by name after {whole:.1f} s"))
    door.close()


def test_an_evening_merged_from_a_file(
    door: Venue, event: Path, tmp_path: Path, tell: Tell
) -> None:
    copy = tmp_path / "other.pennant"
    door.asks(lambda file: file.hand_over(copy))
    with EventFile.open(copy, Device("other", "Desk 2"), tmp_path / "other") as file:
        evening_elsewhere(file)
    background = Background("taking in")
    taking_in = TakingIn(door.desk, background)
    happened: list[str] = []
    taking_in.looked.connect(lambda outlook: happened.append("looked"))
    taking_in.finished.connect(lambda merged: happened.append("finished"))
    scanning = Scanning(door)
    taking_in.look(copy)
    looked = scanning.until(lambda: "looked" in happened)
    tell(scanning.told(f"{3 * LATE_GUESTS:,} rows of a file looked at: {looked:.1f} s"))
    scanning = Scanning(door)
    taking_in.begin()
    merged = scanning.until(lambda: "finished" in happened)
    whole = scanning.until(lambda: len(door.desk.roll) == GUESTS + LATE_GUESTS)
    told = f"{3 * LATE_GUESTS:,} rows of a file merged: {merged:.1f} s"
    tell(scanning.told(f"{told}, found by name after {whole:.1f} s"))
    background.close()
