"""One laptop of a measured evening: the program with its window, as a process of its own.

``python -m tests.benchmarks.ledger_window DATA_DIR DEVICE_NAME EVENT HINTS``: obeys one line of
JSON after another from standard input, each answered by one on standard output. EVENT may be "".
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.line import ClaimLine
from kiosk.app import App
from kiosk.door.actions import DoorAction
from kiosk.door.feed_card import FeedCard
from kiosk.printing.folder import FolderPrinter
from kiosk.qt_start import window_application
from kiosk.settings import load_settings, places
from kiosk.setup.join_codes import JoinCodes
from kiosk.setup.ledger_page import LedgerPage
from kiosk.setup.sync_page import SyncPage
from kiosk.words import ENGLISH

Answer = dict[str, object]
LOOK_MS = 20


class Painted(QObject):
    """When each act was first painted among the latest arrivals, by its nonce."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.at: dict[str, float] = {}
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, FeedCard):
            self.at.setdefault(watched.view.nonce, time.time())
        return False


class Remote(QObject):
    """Does what standard input says; steps that wait are generators."""

    def __init__(self, app: App, painted: Painted) -> None:
        super().__init__(app)
        self._app = app
        self._painted = painted
        self._answered: dict[str, float] = {}
        self._rest = b""
        self._heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._read)

    def open(self, event: Path, paper: Path) -> None:
        self._app.open_event(event, FolderPrinter(paper))
        self._watch()

    def _watch(self) -> None:
        assert self._app.evening is not None
        self._app.evening.desk.answered.connect(
            lambda scan, _result: self._answered.setdefault(scan.nonce, time.time())
        )

    def _read(self) -> None:
        self._rest += os.read(sys.stdin.fileno(), 65536)
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            told = json.loads(line)
            steps: Callable[..., Iterator[bool | Answer]] = getattr(self, f"do_{told.pop('do')}")
            self._go(steps(**told))

    def _go(self, steps: Iterator[bool | Answer]) -> None:
        step = next(steps, {})
        if isinstance(step, bool):
            QTimer.singleShot(LOOK_MS, lambda: self._go(steps))
        else:
            sys.stdout.write(json.dumps(step) + "\n")
            sys.stdout.flush()

    def do_ready(self) -> Iterator[bool | Answer]:
        while self._app.evening is None or not len(self._app.evening.desk.roll):
            yield False

    def do_hub(self, laptops: int) -> Iterator[bool | Answer]:
        """Make this laptop the hub, as somebody does in the window."""
        assert self._app.evening is not None
        self._app.evening.window.acted.emit(DoorAction.SYNC)
        page = self._app.shell.step_back()
        assert isinstance(page, SyncPage)
        page.ledger.click()
        ledger = self._app.shell.step_back()
        assert isinstance(ledger, LedgerPage)
        ledger.laptops.setText(str(laptops))
        ledger.hub.click()
        while not isinstance(codes := self._app.shell.step_back(), JoinCodes):
            yield False
        urls = []
        for _number in range(laptops):
            codes.copy.click()
            urls.append(QGuiApplication.clipboard().text())
            codes.main.click()
        self._app.shell.go_home()
        yield {"urls": urls}

    def do_join(self, url: str) -> Iterator[bool | Answer]:
        """Join by the address, as somebody does in the window."""
        self._app._join()
        page = self._app.shell.step_back()
        assert isinstance(page, LedgerPage)
        page.address.setText(url)
        page.main.click()
        while "PostgreSQL" not in page.facts.text():
            yield False
        page.main.click()
        while self._app.evening is None:
            yield False
        self._watch()

    def do_in_step(self, guests: int) -> Iterator[bool | Answer]:
        """Until the list is here and the door may ask."""
        evening = self._app.evening
        assert evening is not None
        while len(evening.desk.roll) < guests or not _is_open(evening.desk._line):
            yield False
        yield {"hints": _hints(evening.syncing._lines["ledger"])}

    def do_scan(self, code: str) -> Iterator[bool | Answer]:
        """A scan; answered once the verdict is known, with the moment."""
        evening = self._app.evening
        assert evening is not None
        nonce = evening.desk.scan(code).nonce
        while nonce not in self._answered:
            yield False
        yield {"nonce": nonce, "at": self._answered[nonce]}

    def do_painted(self) -> Iterator[bool | Answer]:
        yield dict(self._painted.at)

    def do_quit(self) -> Iterator[bool | Answer]:
        self._app.shell.close()
        yield {}


def _is_open(line: ClaimLine | None) -> bool:
    return line is not None and line.is_open


def _hints(line: object) -> bool:
    far_end = getattr(line, "_far_end", None)
    return far_end is not None and bool(far_end.hints)


def main(data_dir: str, name: str, event: str, hints: str) -> None:
    """Until it is told to quit."""
    if hints == "polling":  # as behind a pooler: nothing ever wakes this laptop
        LedgerAddress.looks_pooled = property(lambda self: True)  # type: ignore[assignment]
    application = window_application(["pennant"])
    folder = Path(data_dir)
    here = places(folder)
    settings = replace(
        load_settings(here.settings_file).settings, device_name=name, last_folder=str(folder)
    )
    app = App(here, settings, ENGLISH)
    app.shell.closed.connect(application.quit)
    remote = Remote(app, Painted(application))
    if event:
        remote.open(Path(event), folder / "paper")
    else:
        app.welcome()
    app.shell.show()
    try:
        application.exec()
    finally:
        app.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
