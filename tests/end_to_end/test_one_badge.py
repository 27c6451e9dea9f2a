"""Two laptops with their windows and one ledger: a badge is printed once, or told as a double."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.attendance import guest_states
from data.guests import CheckInResult, Device, GuestState, Reason, Refused, Scan
from data.store.event_file import EventFile
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.joining import remember
from data.sync.secrets import Secrets
from kiosk.app import App
from kiosk.door.actions import DoorAction
from kiosk.door.views import VerdictView
from kiosk.printing.folder import FolderPrinter
from kiosk.settings import load_settings, places
from kiosk.setup.device_name import DeviceName
from kiosk.words import ENGLISH
from tests.end_to_end.venue import GUESTS, load_list
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]

ZOYA = "zoya2345abcdefgh"


class Laptop:
    """One window at a door of the event, with a folder for paper."""

    def __init__(self, folder: Path, ledger: Ledger, name: str, qtbot: QtBot, guests: str) -> None:
        self.qtbot = qtbot
        self.paper = folder / name
        self.paper.mkdir()
        here = places(folder / f"home of {name}")
        path = folder / f"{name}.pennant"
        maker = Device(f"maker {name}", name)
        with EventFile.create(path, ledger.info, maker, folder / f"maker {name}") as file:
            if guests:
                load_list(file, guests)
            secrets = Secrets(here.settings_file.parent, keyring=here.keyring)
            remember(file, LedgerAddress.parse(ledger.url()), secrets)
        settings = replace(load_settings(here.settings_file).settings, device_name=name)
        self.app = App(here, settings, ENGLISH)
        self.app._inputs._keys.stop()  # two windows on one keyboard
        self.evening = self.app.open_event(path, FolderPrinter(self.paper))
        self.desk, self.window = self.evening.desk, self.evening.window
        self.answers: dict[str, CheckInResult] = {}
        self.desk.answered.connect(self._take)
        with qtbot.waitSignal(self.desk.ready):
            self.app.shell.show()
        qtbot.waitUntil(lambda: isinstance(self.app.shell.step_back(), DeviceName))
        page = self.app.shell.step_back()
        assert isinstance(page, DeviceName)
        QTest.keyClick(page.name, Qt.Key.Key_Escape)  # the name it is set up with

    def _take(self, scan: Scan, result: CheckInResult) -> None:
        self.answers[scan.nonce] = result

    @property
    def is_connected(self) -> bool:
        return self.desk.line is not None and self.desk.line.is_open

    def scan(self, secret: str) -> CheckInResult:
        before = len(self.answers)
        self.window.submitted.emit(secret, "", True)  # as the field does with a scanner's code
        self.qtbot.waitUntil(lambda: len(self.answers) > before)
        return list(self.answers.values())[-1]

    def press(self, action: DoorAction) -> None:
        self.window.acted.emit(action)

    def zoya(self) -> GuestState:
        found = self.desk.wait_for(guest_states)
        return next(state for state in found if state.guest.name == "Zoya Vinogradova")

    @property
    def said(self) -> VerdictView:
        view = self.window.verdict.view
        assert view is not None
        return view

    @property
    def printed(self) -> int:
        return len(list(self.paper.glob("*.pdf")))

    def close(self) -> None:
        self.app.shell.close()
        self.app.close()
        self.app.shell.deleteLater()


@pytest.fixture
def laptops(ledger: Ledger, tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Laptop, Laptop]]:
    north = Laptop(tmp_path, ledger, "North", qtbot, GUESTS)
    south = Laptop(tmp_path, ledger, "South", qtbot, "")
    try:
        until(qtbot, lambda: north.is_connected and south.is_connected)
        until(qtbot, lambda: len(south.desk.roll) == len(north.desk.roll))
        yield north, south
    finally:
        for laptop in (north, south):
            laptop.close()


def until(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=20_000)


def test_a_second_door_says_where_the_badge_is_and_prints_one_more_only_when_told(
    laptops: tuple[Laptop, Laptop], qtbot: QtBot
) -> None:
    north, south = laptops
    north.scan(ZOYA)
    until(qtbot, lambda: north.said.badge.startswith("Badge sent to "))
    answer = south.scan(ZOYA)
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.ALREADY_REDEEMED
    until(qtbot, lambda: "North" in south.said.badge)
    assert south.said.badge.startswith("Badge: ")
    assert (north.printed, south.printed) == (1, 0)
    until(qtbot, lambda: "Sent to " in asked_about(south))
    assert south.said.headline == "Print again?"
    south.press(DoorAction.REPRINT)
    until(qtbot, lambda: south.printed == 1)
    until(qtbot, lambda: north.is_connected and south.is_connected)
    assert north.window.doubled.views == south.window.doubled.views == ()


def asked_about(laptop: Laptop) -> str:
    """What Ctrl+P asks, once the other door's "sent" has come."""
    laptop.scan(ZOYA)
    laptop.press(DoorAction.REPRINT)
    laptop.qtbot.waitUntil(lambda: laptop.said.headline == "Print again?")
    return laptop.said.reason


def test_of_two_doors_that_want_one_badge_at_once_one_prints(
    laptops: tuple[Laptop, Laptop], qtbot: QtBot
) -> None:
    guest = laptops[0].zoya().guest.id
    for laptop in laptops:
        laptop.desk.reprint(guest)
    until(qtbot, lambda: sum(laptop.printed for laptop in laptops) == 1)
    until(qtbot, lambda: all(not laptop.evening.printing.coming for laptop in laptops))
    assert sum(laptop.printed for laptop in laptops) == 1


def test_two_doors_cut_off_show_both_badges_as_a_double_until_one_is_put_away(
    laptops: tuple[Laptop, Laptop], qtbot: QtBot, ledger: Ledger
) -> None:
    north, south = laptops
    guest = north.zoya().guest.id
    ledger.server.stop()
    for laptop in laptops:
        laptop.desk.reprint(guest)
    until(qtbot, lambda: (north.printed, south.printed) == (1, 1))
    ledger.server.start()
    until(qtbot, lambda: all(len(laptop.window.doubled.views) == 1 for laptop in laptops))
    for laptop in laptops:
        (view,) = laptop.window.doubled.views
        assert view.badges == 1
        assert view.name == "Zoya Vinogradova"
        assert all(name in view.short for name in ("North", "South"))
    south.window.doubled.open_first()
    assert south.window.asks_about_double
    south.window.double.choose(1)
    until(qtbot, lambda: not any(laptop.window.doubled.views for laptop in laptops))
    assert not south.window.asks_about_double
