"""One far end of the open event: a thread of its own that plays rounds while the door works."""

import logging
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from data.errors import StoreError, SyncError
from data.store import deliveries
from data.store.event_file import EventFile
from data.sync.far_end import FarEnd, Stopped
from data.sync.rounds import Report, Rounds, problem_of
from kiosk.background import Background
from kiosk.syncing.asking import Asking, Found
from kiosk.syncing.far_end_access import FarEndAccess

if TYPE_CHECKING:
    from kiosk.syncing.fetching import Fetching

OPEN_AGAIN = 60.0  # seconds until a far end that cannot be opened is tried again
STORE_AGAIN = 2.0  # seconds until a file that is busy is tried again
LEAVE_SECONDS = 1.5  # for which whoever closes the window waits; a thread held up ends by itself

log = logging.getLogger(__name__)


class FarEndLine(QObject):
    """Plays rounds with one far end, by itself, until it is closed.

    Signals:
        reported(Report): how it stands, after every round.
        progressed(int): so many orders are fetched, in a first run.
    """

    reported = Signal(object)
    progressed = Signal(int)
    _fetched = Signal(int)

    def __init__(self, access: FarEndAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = access.key
        self._access = access
        self._background = Background(f"sync-{access.key}", self)
        self._asking = Asking(access, self)
        self._file: EventFile | None = None  # this and what follows belongs to the thread
        self._far_end: FarEnd | None = None
        self._rounds: Rounds | None = None
        self._fetching: Fetching | None = None
        self._stop, self._hurry = Event(), Event()
        self._nudged = False
        # From the far end's thread to the GUI's.
        self._fetched.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._play)

    def start(self) -> None:
        """Begin."""
        self._play()

    def play_soon(self) -> None:
        """There is something to send."""
        if self._next.isActive():
            self._next.start(0)
        else:
            self._nudged = True  # a round is being played, and may have looked already

    def play_now(self) -> None:
        """Somebody wants to see everything sent and fetched now, whatever was put off."""
        self._hurry.set()
        self.play_soon()

    def look_for(self, secret: str, found: Callable[[Found], object]) -> None:
        """Ask for a code that nobody here knows; ``found`` hears of whoever has it."""
        from data.sync.pretix.far_end import PretixFarEnd

        far_end = self._far_end
        if isinstance(far_end, PretixFarEnd) and far_end.wanted is not None:
            self._asking.ask(secret, far_end.wanted, found)

    def stop(self) -> None:
        """End what is asked, begin nothing more; what is being told may arrive for a moment."""
        self._next.stop()
        self._stop.set()
        self._asking.stop()
        self._stop_far_end()

    def close(self) -> None:
        """Stop, and end the threads; a network that holds one up holds nobody else up."""
        self.stop()
        self._asking.close(LEAVE_SECONDS)
        self._background.run(self._let_go)
        if not self._background.close(LEAVE_SECONDS):
            log.warning("the thread of %s is held up and ends by itself", self.key)

    def end(self, then: Callable[[], object]) -> None:
        """The same without waiting; ``then`` when it is done."""
        self.stop()

        def ended(_: None) -> None:
            self._asking.close(LEAVE_SECONDS)
            self._background.close()
            then()

        self._background.run(self._let_go, ended)

    def _play(self) -> None:
        self._background.run(self._round, self._tell, self._try_again)

    def _round(self) -> tuple[Report, float]:
        try:
            rounds = self._rounds or self._open()
            if self._hurry.is_set():
                self._hurry.clear()
                self._skip_waiting()
            return rounds.play()
        except SyncError as error:
            return Report(at=self._access.clock(), problem=problem_of(error)), OPEN_AGAIN
        except Stopped:
            return Report(at=self._access.clock()), OPEN_AGAIN

    def _skip_waiting(self) -> None:
        from data.sync.pretix.far_end import PretixFarEnd

        if self._file is not None:
            deliveries.try_again(self._file, self.key)
        if isinstance(self._far_end, PretixFarEnd):
            self._far_end.hurry()

    def _stop_far_end(self) -> None:
        from data.sync.pretix.far_end import PretixFarEnd

        far_end = self._far_end
        if isinstance(far_end, PretixFarEnd):
            far_end.stop()

    def _progress(self, orders: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self._fetched.emit(orders)

    def _open(self) -> Rounds:
        # HTTP, TLS and processes: only where they are needed.
        from data.sync.remotes import open_far_end
        from kiosk.syncing.fetch_child import FetchRequest
        from kiosk.syncing.fetching import Fetching

        access = self._access
        if self._file is None:
            self._file = access.second_file()
        if self._fetching is None:
            request = FetchRequest(self._file.lend(), access.record, access.secrets)
            self._fetching = Fetching(request, self._progress)
        self._far_end = open_far_end(
            self._file, access.record, access.secrets, access.clock, self._progress, self._fetching
        )
        if self._stop.is_set():
            self._stop_far_end()
        self._rounds = Rounds(self._file, self.key, self._far_end, access.clock)
        return self._rounds

    def _tell(self, played: tuple[Report, float]) -> None:
        if self._stop.is_set():
            return
        report, seconds = played
        soon = self._nudged and report.problem is None
        self._nudged = False
        self._next.start(0 if soon else round(seconds * 1000))
        self.reported.emit(report)

    def _try_again(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        if self._stop.is_set():
            return
        log.warning("a round with %s waits for the event file: %s", self.key, error.code)
        self._next.start(round(STORE_AGAIN * 1000))

    def _let_go(self) -> None:
        if self._fetching is not None:
            self._fetching.close()
        if self._far_end is not None:
            self._far_end.close()
        if self._file is not None:
            self._file.close()
        self._far_end = self._file = self._rounds = self._fetching = None
