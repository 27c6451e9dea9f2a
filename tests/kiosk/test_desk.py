import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.attendance import guest_states
from data.guests import Device
from data.store.event_file import EventFile
from kiosk.desk import Desk
from tests.end_to_end.venue import CODES, make_event


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    event = tmp_path / "evening.pennant"
    make_event(event)
    desk = Desk(event, Device("desk-1", "Desk 1"), tmp_path / "state")
    with qtbot.waitSignal(desk.ready):
        desk.open()
    yield desk
    desk.close()


def test_a_scan_goes_before_badges_and_pages_that_wait_for_the_file(
    desk: Desk, qtbot: QtBot
) -> None:
    begun, gate = threading.Event(), threading.Event()
    heard: list[str] = []

    def be_busy(file: EventFile) -> None:
        begun.set()
        gate.wait(10)

    desk.answered.connect(lambda scan, result: heard.append("scan"))
    desk.ask(be_busy, lambda _: heard.append("busy"))
    qtbot.waitUntil(begun.is_set)
    desk.ask(lambda file: None, lambda _: heard.append("page"))
    desk.scan(CODES[0])
    gate.set()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == ["busy", "scan", "page"]


def test_reading_all_guests_holds_up_no_scan(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    numbers: list[int] = []

    def read(file: EventFile) -> int:
        gate.wait(10)
        return len(guest_states(file))

    desk.look(read, numbers.append)
    with qtbot.waitSignal(desk.answered):
        desk.scan(CODES[0])
    gate.set()
    qtbot.waitUntil(lambda: numbers == [10])
