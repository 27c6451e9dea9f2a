"""The door's speed at the real window: painted verdicts, painted lists, and the start.

Run apart: ``pytest tests/benchmarks/test_door_speed.py -s``. Targets: a verdict painted p99 ≤ 50 ms
after the scanner's Enter; a list painted p95 ≤ 16 ms after a key at 5,000 guests and ≤ 30 ms at
100,000, both also while another process loads a list of 100,000 and badges are printed; the start
to a usable field ≤ 1.0 s and ≤ 130 MB with 300 guests.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.guests import Device
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.products import save_product
from tests.benchmarks.test_search_speed import invented_guests
from tests.end_to_end.venue import INFO, PRODUCTS, Venue, load_list
from tests.kiosk.door.keys import ENTER, press, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
HEAD = "Name,Nationality,Email,Product,Ticket secret\n"
SCANS = 150
TYPED = 60  # names, letter by letter
SIZES = [300, 5_000, 100_000]
LIST_MS = {300: 16.0, 5_000: 16.0, 100_000: 30.0}


def listed(count: int, mark: str = "") -> tuple[str, list[str], list[str]]:
    """A list, its names and its codes."""
    guests = list(invented_guests(count))
    lines = [f"{g.name},Germany,{mark}{g.email},Albatross,{mark}{g.secret}" for g in guests]
    return (
        HEAD + "\n".join(lines) + "\n",
        [g.name for g in guests],
        [mark + g.secret for g in guests],
    )


class Painted(QObject):
    """Hears when a widget is painted, and what it was about then."""

    def __init__(self, widget: QWidget, subject: Callable[[], str] = str) -> None:
        super().__init__()
        self.count = 0
        self.subjects: set[str] = set()
        self._subject = subject
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            self.subjects.add(self._subject())
        return False


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until this holds."""
    end = time.perf_counter() + 30
    while not condition():
        # As the program's own loop: asleep while nothing happens, out of the threads' way.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() < end, "never happened"


def percentile(times: list[float], share: float) -> float:
    """In ms."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def tell(what: str, times: list[float]) -> None:
    median = statistics.median(times) * 1000
    told = ", ".join(f"p{share:.0%}".rstrip("%") + f" {percentile(times, share):.1f} ms"
                     for share in (0.95, 0.99))  # fmt: skip
    print(f"\n  {what}: median {median:.1f} ms, {told}, worst {max(times) * 1000:.1f} ms")  # noqa: T201


@pytest.fixture(scope="module", params=SIZES)
def big(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, Path, list[str], list[str]]:
    folder = tmp_path_factory.mktemp("big")
    text, names, codes = listed(request.param)
    path = folder / "evening.pennant"
    with EventFile.create(path, INFO, Device("maker", "Office"), folder / "maker") as file:
        for product in PRODUCTS:
            save_product(file, product, utc_now())
        load_list(file, text)
    return request.param, path, names, codes


@pytest.fixture
def door(big: tuple[int, Path, list[str], list[str]], qtbot: QtBot) -> Iterator[Venue]:
    venue = Venue(big[1].parent, big[1], qtbot)  # the same laptop each time
    yield venue
    venue.close()


def scan_times(
    door: Venue, codes: list[str], going_on: Callable[[], bool], *, at_rest: bool = False
) -> list[float]:
    """From Enter to the paint; ``at_rest``: every badge is printed before the next scan."""
    verdict, times = door.window.verdict, []
    painted = Painted(verdict, lambda: verdict.view.subject if verdict.view is not None else "")
    # The window hears of an answer before us, and has painted it before we do.
    heard: dict[str, float] = {}
    hear = door.desk.answered.connect(
        lambda scan, _: heard.setdefault(scan.nonce, time.perf_counter())
    )
    for code in codes:
        door.clock.later(5)
        door.at_ms = type_text(door.window.field, code, door.at_ms + 2_000, 10)
        QApplication.processEvents()
        answered = len(door.answers)
        begun = time.perf_counter()
        press(door.window.field, ENTER, door.at_ms, "\r")
        until(lambda answered=answered: len(door.answers) > answered)  # type: ignore[misc]
        assert door.last.nonce in painted.subjects
        times.append(heard[door.last.nonce] - begun)
        if at_rest:
            until(lambda: not door.evening.printing.queue.waiting)
        QTest.qWait(30)
        if not going_on():
            break
    door.desk.answered.disconnect(hear)
    return times


def keystroke_times(door: Venue, names: list[str], going_on: Callable[[], bool]) -> list[float]:
    shown = door.window.found.matches
    painted, times = Painted(shown.viewport()), []
    for name in names:
        for letter in name.lower():
            seen = painted.count
            door.at_ms += 200
            begun = time.perf_counter()
            press(door.window.field, Qt.Key.Key_A, door.at_ms, letter)
            until(lambda seen=seen: painted.count > seen or not shown.isVisible())  # type: ignore[misc]
            times.append(time.perf_counter() - begun)
            QApplication.processEvents()
        door.press(Qt.Key.Key_Escape)
        if not going_on():
            break
    return times


def test_a_verdict_and_a_list_are_painted_at_once(
    door: Venue, big: tuple[int, Path, list[str], list[str]]
) -> None:
    size, _, names, codes = big
    rng = random.Random(size)
    scans = scan_times(door, rng.sample(codes, SCANS), lambda: True, at_rest=True)
    tell(f"{size:,} guests, scan to painted verdict", scans)
    keys = keystroke_times(door, rng.sample(names, TYPED), lambda: True)
    tell(f"{size:,} guests, key to painted list", keys)
    assert percentile(scans, 0.99) <= 50
    assert percentile(keys, 0.95) <= LIST_MS[size]


def test_the_same_while_another_process_loads_a_list_and_badges_print(
    door: Venue, big: tuple[int, Path, list[str], list[str]], tmp_path: Path
) -> None:
    size, path, names, codes = big
    late = tmp_path / "late.csv"
    late.write_text(listed(100_000, "late")[0], encoding="utf-8")
    command = [sys.executable, "-m", "kiosk", "--data-dir", str(tmp_path / "cli")]
    loading = subprocess.Popen(
        [*command, "import", str(path), str(late), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        rng = random.Random(size + 1)
        scans: list[float] = []
        keys: list[float] = []
        order, typed = rng.sample(codes, len(codes) if size < 5_000 else 3_000), names[:2_000]
        while loading.poll() is None and order and typed:
            part, order = order[:8], order[8:]
            scans += scan_times(door, part, lambda: loading.poll() is None)
            some, typed = typed[:2], typed[2:]
            keys += keystroke_times(door, some, lambda: loading.poll() is None)
        tell(f"{size:,} guests and 100,000 on their way, scan to painted verdict", scans)
        tell(f"{size:,} guests and 100,000 on their way, key to painted list", keys)
    finally:
        loading.wait(timeout=120)
    assert loading.returncode in (0, 1)
    begun = time.perf_counter()
    after: list[float] = []
    while len(door.desk.roll) < size + 99_000 and time.perf_counter() - begun < 120:
        after += keystroke_times(door, names[:1], lambda: True)
    tell(f"{size:,} guests, key while the new list comes into memory", after or [0.0])
    print(f"  the list was in memory {time.perf_counter() - begun:.1f} s later")  # noqa: T201
    assert percentile(scans, 0.99) <= 50
    assert percentile(keys + after, 0.95) <= 30


def test_the_start_is_quick_and_light(tmp_path: Path) -> None:
    path = tmp_path / "evening.pennant"
    with EventFile.create(path, INFO, Device("maker", "Office"), tmp_path / "maker") as file:
        load_list(file, listed(300)[0])
    told = []
    for _ in range(5):
        run = subprocess.run(
            [sys.executable, "-m", "tests.end_to_end.door_start", str(path), str(tmp_path / "h")],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            check=True,
            timeout=60,
        )
        told.append(json.loads(run.stdout))
    seconds = min(one["seconds"] for one in told)
    busy = min(one["processor_seconds"] for one in told)
    megabytes = max(one["rss_kb"] for one in told) / 1000
    print(  # noqa: T201
        f"\n  start to a usable field, best of 5: {seconds:.2f} s ({busy:.2f} s of the processor), "
        f"{megabytes:.0f} MB"
    )
    assert seconds <= 1.0
    assert megabytes <= 130
