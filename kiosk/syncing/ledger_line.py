"""The shared ledger of the open event: a thread that follows it, and the door's line to it."""

import logging
from collections.abc import Callable
from contextlib import closing
from threading import Event

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from data.errors import StoreError, SyncError
from data.store.event_file import EventFile
from data.sync.far_end import Stopped
from data.sync.ledger.far_end import LedgerFarEnd
from data.sync.ledger.following import follow
from data.sync.ledger.line import ClaimLine
from data.sync.remotes import open_far_end
from data.sync.rounds import Report, problem_of
from kiosk.background import Background
from kiosk.syncing.far_end_access import FarEndAccess
from kiosk.syncing.far_end_line import OPEN_AGAIN, STORE_AGAIN
from kiosk.syncing.fetch_child import FetchRequest
from kiosk.syncing.fetching import Fetching

log = logging.getLogger(__name__)


class LedgerLine(QObject):
    """Follows the ledger, by itself, until it is closed.

    Signals:
        reported(Report): how it stands.
        lined(ClaimLine): what the door may ask from now on.
        came: other doors did something; it is in the event file.
    """

    reported = Signal(object)
    lined = Signal(object)
    came = Signal()
    _brought = Signal()
    _said = Signal(object)
    _made = Signal(object)

    def __init__(self, access: FarEndAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = access.key
        self._access = access
        self._background = Background(f"sync-{access.key}", self)
        self._stop = Event()
        self._far_end: LedgerFarEnd | None = None  # made by the thread; nudged by any
        # From the ledger's thread to the GUI's.
        self._said.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._made.connect(self._hand_line, Qt.ConnectionType.QueuedConnection)
        self._brought.connect(self._come, Qt.ConnectionType.QueuedConnection)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.start)

    def start(self) -> None:
        """Begin, or begin again."""
        self._background.run(self._follow, self._rest, self._rest_from)

    def play_soon(self) -> None:
        """There is something to send."""
        if self._far_end is not None:
            self._far_end.nudge()

    def close(self) -> None:
        """Let go of the ledger, and end the thread."""
        self._let_go()
        self._background.close()

    def end(self, then: Callable[[], object]) -> None:
        """The same without waiting; ``then`` when it is done."""
        self._let_go()

        def ended(_: None) -> None:
            self._background.close()
            then()

        self._background.run(lambda: None, ended)

    def _let_go(self) -> None:
        self._again.stop()
        self._stop.set()
        self.play_soon()

    def _follow(self) -> None:
        """The thread's whole life; raises SyncError where the ledger cannot be opened at all."""
        access = self._access
        with access.second_file() as file, closing(self._fetching(file)) as fetching:
            far_end = open_far_end(
                file, access.record, access.secrets, access.clock, apart=fetching
            )
            assert isinstance(far_end, LedgerFarEnd)
            self._far_end = far_end
            try:
                self._made.emit(far_end.line)
                follow(
                    file,
                    far_end,
                    access.clock,
                    self._stop,
                    self._said.emit,
                    self._brought.emit,
                )
            except Stopped:
                return
            finally:
                self._far_end = None
                far_end.close()

    def _fetching(self, file: EventFile) -> Fetching:
        """Whoever fetches much: an evening that this laptop joins late."""
        access = self._access
        return Fetching(FetchRequest(file.lend(), access.record, access.secrets), self._go_on)

    def _go_on(self, _: int) -> None:
        if self._stop.is_set():
            raise Stopped

    def _report(self, report: Report) -> None:
        if not self._stop.is_set():
            self.reported.emit(report)

    def _come(self) -> None:
        if not self._stop.is_set():
            self.came.emit()

    def _hand_line(self, line: ClaimLine) -> None:
        if not self._stop.is_set():
            self.lined.emit(line)

    def _rest(self, _: None) -> None:
        """It was told to stop."""

    def _rest_from(self, error: Exception) -> None:
        if self._stop.is_set() and isinstance(error, (SyncError, StoreError)):
            return
        if isinstance(error, SyncError):
            self.reported.emit(Report(at=self._access.clock(), problem=problem_of(error)))
            self._again.start(round(OPEN_AGAIN * 1000))
        elif isinstance(error, StoreError):
            log.warning("the ledger's thread waits for the event file: %s", error.code)
            self._again.start(round(STORE_AGAIN * 1000))
        else:
            raise error
