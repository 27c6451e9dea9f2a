"""The event file at a desk: on a thread of its own, so that whoever asks never waits."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import DataError
from data.guests import Device
from data.store.event_file import EventFile
from kiosk.background import Background

IDLE_MS = 20_000  # after this long without a question the file is made one again

log = logging.getLogger(__name__)
R = TypeVar("R")


class DeskFile(QObject):
    """Runs each question on the store's thread and brings its answer to the GUI thread.

    Long reading has a thread and a connection beside it. A bug in a question is raised on the GUI
    thread.

    Signals:
        failed: the ``DataError`` of a question; nothing was written.
    """

    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        device: Device,
        state_folder: Path,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._device = device
        self._state_folder = state_folder
        self._clock = clock
        self._file: EventFile | None = None  # touched on the store's thread alone
        self._store = Background("store", self)
        self._beside: EventFile | None = None  # touched on the reader's thread alone
        self._reader = Background("reader", self)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(lambda: self._run(EventFile.checkpoint, lambda _: None))

    def open(self, first: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Open the file and ask it the first question."""

        def on_thread() -> R:
            self._file = file = EventFile.open(
                self._path, self._device, self._state_folder, self._clock
            )
            return first(file)

        self._store.run(on_thread, done, self._fail)

    def close(self) -> None:
        """Finish what was asked, leave the file complete, end the threads."""
        self._idle.stop()
        self._reader.run(self._close_beside, lambda _: None, self._fail)
        self._reader.close()
        self._store.run(self._close, lambda _: None, self._fail)
        self._store.close()

    def ask(
        self, job: Callable[[EventFile], R], done: Callable[[R], None], *, at_once: bool = False
    ) -> None:
        """Run a question; ``at_once``: before all others that wait."""
        self._idle.start()
        self._run(job, done, at_once=at_once)

    def listen(
        self,
        job: Callable[[EventFile], R],
        done: Callable[[R], None],
        missed: Callable[[], None] = lambda: None,
    ) -> None:
        """Run a question that nobody waits for.

        Where the file is out of reach for a moment, ``missed`` is called and nobody told: whoever
        writes next will tell.
        """

        def failed(error: Exception) -> None:
            missed()
            if not isinstance(error, DataError):
                raise error
            log.warning("looking for news failed: %s", error.code)

        self._run(job, done, failed)

    def look(self, job: Callable[[EventFile], R], done: Callable[[R], None]) -> None:
        """Run a question that reads long, such as all guests, beside the door's own work."""

        def on_thread() -> R:
            if self._beside is None:
                self._beside = EventFile.beside(self._path, self._device, self._clock)
            return job(self._beside)

        self._reader.run(on_thread, done, self._fail)

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """The answer for another thread, which waits for it; never on the GUI thread."""
        return self._store.wait_for(lambda: job(self._opened()))

    def second(self) -> EventFile:
        """The file for another thread: call it there once it is open, and close it first."""
        return self._opened().second()

    def _run(
        self,
        job: Callable[[EventFile], R],
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        self._store.run(lambda: job(self._opened()), done, failed or self._fail, at_once=at_once)

    def _opened(self) -> EventFile:
        assert self._file is not None
        return self._file

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self.failed.emit(error)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _close_beside(self) -> None:
        if self._beside is not None:
            self._beside.close()
            self._beside = None
