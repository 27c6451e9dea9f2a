"""Badges wanted at the door, through a printer that tells, into the journal."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from badges.stock import stock_named
from data.guests import Device
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.prints import PrintState, ask_for_badge, prints_of, take_badge
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.paper import Paper
from kiosk.printing.ipp_printer import IppPrinter
from kiosk.printing.status import Condition
from kiosk.words import ENGLISH
from tests.end_to_end.venue import make_event
from tests.kiosk.printing.fake_ipp import FakeIppPrinter

R = TypeVar("R")
DEVICE = Device("desk-1", "Desk 1")


class Door:
    """A desk that prints on a fake printer."""

    def __init__(self, event: Path, fake: FakeIppPrinter, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.unsure: list[int] = []
        self.desk = Desk(event, DEVICE, event.parent / "state")
        self.printing = BadgePrinting(
            self.desk, [IppPrinter(fake.uri, "desk")], Paper(stock_named("62x100")), ENGLISH
        )
        self.printing.unsure.connect(self.unsure.append)
        with qtbot.waitSignal(self.desk.ready):
            self.desk.open()

    def asks(self, job: Callable[[EventFile], R]) -> R:
        answers: list[R] = []
        self.desk.ask(job, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def states(self, guest_id: str) -> list[PrintState]:
        return [each.state for each in self.asks(lambda file: prints_of(file, guest_id))]

    def until(self, guest_id: str, *states: PrintState) -> None:
        self.qtbot.waitUntil(lambda: self.states(guest_id) == list(states))

    def close(self) -> None:
        self.printing.close()
        self.desk.close()


@pytest.fixture
def fake() -> Iterator[FakeIppPrinter]:
    printer = FakeIppPrinter().start()
    yield printer
    printer.stop()


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "evening.pennant"
    make_event(path)
    return path


@pytest.fixture
def door(event: Path, fake: FakeIppPrinter, qtbot: QtBot) -> Iterator[Door]:
    door = Door(event, fake, qtbot)
    yield door
    door.close()


def test_a_badge_that_came_out_is_written_down_as_received(
    door: Door, fake: FakeIppPrinter
) -> None:
    zoya = door.desk.roll.find("zoya")[0].state.guest.id
    door.desk.reprint(zoya)
    door.until(zoya, PrintState.RECEIVED)
    assert len(fake.printed) == 1


def test_pressing_again_while_the_badge_is_in_the_printer_makes_no_second_one(
    door: Door, fake: FakeIppPrinter
) -> None:
    fake.labels = 0
    zoya = door.desk.roll.find("zoya")[0].state.guest.id
    door.desk.reprint(zoya)
    door.until(zoya, PrintState.SENT)
    queue = door.printing.queue
    door.qtbot.waitUntil(
        lambda: (
            (told := queue.printers[0].status) is not None
            and told.condition is Condition.OUT_OF_LABELS
        )
    )
    door.printing.again([zoya])
    fake.load_labels()
    door.until(zoya, PrintState.RECEIVED)
    assert len(fake.printed) == 1


@pytest.mark.parametrize("came_out", [True, False])
def test_what_was_at_the_printer_when_the_program_died_is_asked_for(
    event: Path, fake: FakeIppPrinter, qtbot: QtBot, came_out: bool
) -> None:
    file = EventFile.open(event, DEVICE, event.parent / "state")
    zoya = file.connection.execute("SELECT id FROM guest LIMIT 1").fetchone()[0]
    print_id = ask_for_badge(file, zoya, utc_now())
    take_badge(file, print_id, "desk", utc_now())
    file.connection.close()  # no farewell: the process is gone
    IppPrinter(fake.uri, "desk").send(b"%PDF", print_id if came_out else "x", (100, 62))
    fake.up_seconds += 600
    door = Door(event, fake, qtbot)
    try:
        if came_out:
            door.until(zoya, PrintState.RECEIVED)
            assert door.unsure == [1, 0]
        else:
            door.until(zoya, PrintState.UNKNOWN)
            assert door.unsure == [1]
        assert len(fake.printed) == 1
    finally:
        door.close()
