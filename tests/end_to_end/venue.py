"""The real window on a real event file, with keys as scanners and fingers press them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.attendance import guest_states
from data.guestlist.read import read_bytes
from data.guests import (
    CheckInResult,
    Device,
    EventInfo,
    GuestState,
    Product,
    Reason,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import save_product
from kiosk.app import App
from kiosk.door.window import DoorWindow
from kiosk.event_run import EventRun
from kiosk.look.palette import Tone
from kiosk.printing.folder import FolderPrinter
from kiosk.settings import load_settings, places
from kiosk.words import ENGLISH, Words
from tests.kiosk.door.keys import ENTER, press, type_text
from tests.kiosk.scanning.wedge import Keyboard

R = TypeVar("R")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FINGERS_MS = 140
INFO = EventInfo(
    "018f0000-0000-7000-8000-00000000e2e0",
    "Moscow · November",
    timezone="Europe/Moscow",
    capacity=6,
    walk_in_product="Basic",
)
PRODUCTS = (
    Product("Albatross", complimentary=True, hand_out="Drink voucher"),
    Product("Basic", price_minor=1000),
    Product("Press", complimentary=True, alert="Fetch an ambassador"),
)
GUESTS = """Name,Nationality,Email,Product,Ticket secret,Status,Paid,Plus-ones
Zoya Vinogradova,Russia,zoya@example.org,Albatross,zoya2345abcdefgh,,,
Jochen Schäfer,Germany,js@example.org,Albatross,jochen345abcdefg,,,2
Anna Schmidt,Germany,anna1@example.org,Albatross,annaone5abcdefgh,,,
Anna Schmidt,Austria,bnna2@example.org,Basic,annatwo5abcdefgh,,no,
Eric 陈,China,eric@example.org,Basic,eric2345abcdefgh,,no,2
Дмитрий Соколов,Russia,ds@example.org,Basic,dmitry45abcdefgh,cancelled,no,
Mona Weber,Germany,mw@example.org,Press,mona2345abcdefgh,,,
Paid Petra,Poland,pp@example.org,Basic,petra345abcdefgh,,yes,
Ines Costa,Portugal,ic@example.org,Albatross,ines2345abcdefgh,,,
Hugo Martin,France,hm@example.org,Albatross,hugo2345abcdefgh,,,
"""
CODES = [line.split(",")[4] for line in GUESTS.splitlines()[1:]]


def load_list(file: EventFile, text: str) -> None:
    """Load a list whole."""
    listed = read_bytes(text.encode(), currency="EUR", timezone="UTC")
    load(file, compare(file, listed.guests))


def make_event(path: Path) -> None:
    """An event file as another laptop would hand it over."""
    file = EventFile.create(path, INFO, Device("maker", "Office"), path.parent / "maker")
    for product in PRODUCTS:
        save_product(file, product, utc_now())
    load_list(file, GUESTS)
    file.close()


class Clock:
    """The time of the evening; it moves when a test says so."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


class Venue:
    """One laptop at the door, with a folder for paper."""

    def __init__(
        self,
        folder: Path,
        event: Path,
        qtbot: QtBot,
        *,
        paper: bool = True,
        clock: Clock | None = None,
        words: Words = ENGLISH,
    ) -> None:
        self.folder = folder
        self.event = event
        self.qtbot = qtbot
        self.paper = folder / "paper"
        if paper:
            self.paper.mkdir(exist_ok=True)
        self.clock = clock or Clock()
        here = places(folder / "home")
        settings = replace(load_settings(here.settings_file).settings, device_name="Desk 1")
        self.app = App(here, settings, words, clock=self.clock)
        self.answers: list[tuple[Scan, CheckInResult]] = []
        self.at_ms = 1_000
        self.open()

    def open(self) -> None:
        """Open the door and wait until the list is there."""
        self.evening: EventRun = self.app.open_event(self.event, FolderPrinter(self.paper))
        desk = self.evening.desk
        self.desk = desk
        desk.answered.connect(lambda scan, result: self.answers.append((scan, result)))
        self.window: DoorWindow = self.evening.window
        with self.qtbot.waitSignal(desk.ready, timeout=60_000):
            self.app.shell.show()
        self.app.shell.activateWindow()
        self.qtbot.waitUntil(self.window.field.hasFocus)
        self.settle()

    def close(self) -> None:
        """Close the window."""
        self.app.shell.close()
        self.app.close()
        self.app.shell.deleteLater()

    # Keys

    @property
    def focus(self) -> QWidget:
        """Where a plain key goes."""
        return QApplication.focusWidget() or self.window

    def type(self, text: str) -> None:
        """Fingers."""
        self.at_ms += 2_000
        self.at_ms = type_text(self.focus, text, self.at_ms, FINGERS_MS)

    def press(self, key: Qt.Key, text: str = "") -> None:
        """One plain key, a while after the last one."""
        self.at_ms += 1_000
        press(self.focus, key, self.at_ms, text)

    def enter(self) -> None:
        """Enter by a finger."""
        self.press(ENTER, "\r")
        self.settle()

    def escape(self) -> None:
        """Escape."""
        self.press(Qt.Key.Key_Escape)
        self.settle()

    def ctrl(self, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A command."""
        QTest.keyClick(self.app.shell, key, CTRL | more)
        self.settle()

    def scan(self, code: str, end: Qt.Key = ENTER) -> None:
        """A scanner's burst, five seconds after whatever came before."""
        self.clock.later(5)
        self.burst(code, end)
        self.settle()

    def burst(self, code: str, end: Qt.Key = ENTER) -> None:
        """The same at once, and nobody waits for the answer."""
        self.at_ms += 2_000
        keyboard = Keyboard(self.app.shell.windowHandle(), self.at_ms)
        keyboard.scan(code, 10, end)
        self.at_ms = keyboard.at_ms

    def find(self, text: str) -> list[str]:
        """Type a name; the names found."""
        self.escape()
        self.type(text)
        return [view.name for view in self.window.found.matches.views()]

    # What became of it

    def settle(self) -> None:
        """Wait until everything asked so far is answered and told."""
        for _ in range(3):
            done: list[bool] = []
            self.desk.ask(lambda file: True, done.append)
            self.qtbot.waitUntil(lambda done=done: bool(done))  # type: ignore[misc]

    def printed(self, number: int) -> None:
        """Wait until so many badges lie in the folder."""
        self.qtbot.waitUntil(lambda: len(self.sheets()) >= number)
        self.settle()
        assert len(self.sheets()) == number

    def sheets(self) -> list[Path]:
        """The badges on paper."""
        return sorted(self.paper.glob("*.pdf"))

    def asks(self, job: Callable[[EventFile], R]) -> R:
        """Look into the event file."""
        return self.desk.wait_for(job)

    def states(self) -> Sequence[GuestState]:
        """All guests."""
        return self.asks(guest_states)

    def state(self, name: str) -> GuestState:
        """One guest."""
        return next(s for s in self.states() if s.guest.name == name)

    def answer_rows(self) -> int:
        """How many answers the journal has: refusals, and acts that let somebody in or out."""
        (number,) = self.asks(
            lambda file: file.connection.execute(
                """SELECT count(DISTINCT nonce) FROM journal
                   WHERE kind IN ('check_in', 'exit', 'refused')"""
            ).fetchone()
        )
        return int(number)

    @property
    def last(self) -> CheckInResult:
        """The latest answer."""
        return self.answers[-1][1]

    @property
    def reason(self) -> Reason | None:
        """Why the latest answer is no."""
        return self.last.reason if isinstance(self.last, Refused) else None

    def headline(self) -> str:
        """What the panel on the right says first."""
        view = self.window.verdict.view
        assert self.window.verdict.isVisible()
        return view.headline if view is not None else ""

    def tone(self) -> Tone:
        """In which colour."""
        view = self.window.verdict.view
        assert self.window.verdict.isVisible()
        assert view is not None
        return view.tone

    def elsewhere(self) -> EventFile:
        """The same file, opened by another laptop at the other door."""
        return EventFile.open(
            self.event, Device("other", "Desk 2"), self.folder / "other", backup=False
        )


def scan_of(secret: str, at: datetime) -> Scan:
    """A scan at another desk."""
    return Scan(new_nonce(), at, secret=secret)
