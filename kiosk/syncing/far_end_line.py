"""One far end of the open event: a thread of its own that plays rounds while the door works."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import StoreError, SyncError
from data.store.event_file import EventFile
from data.store.far_ends import FarEndRecord
from data.sync.far_end import FarEnd
from data.sync.rounds import Report, Rounds, problem_of
from data.sync.secrets import Secrets
from kiosk.background import Background

OPEN_AGAIN = 60.0  # seconds until a far end that cannot be opened is tried again
STORE_AGAIN = 2.0  # seconds until a file that is busy is tried again

log = logging.getLogger(__name__)


class FarEndLine(QObject):
    """Plays rounds with one far end, by itself, until it is closed.

    Signals:
        reported(Report): how it stands, after every round.
    """

    reported = Signal(object)

    def __init__(
        self,
        second_file: Callable[[], EventFile],
        record: FarEndRecord,
        secrets: Secrets,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = record.key
        self._second_file = second_file
        self._record = record
        self._secrets = secrets
        self._clock = clock
        self._background = Background(f"sync-{record.key}", self)
        self._file: EventFile | None = None  # this and what follows belongs to the thread
        self._far_end: FarEnd | None = None
        self._rounds: Rounds | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._play)

    def start(self) -> None:
        """Begin."""
        self._play()

    def play_soon(self) -> None:
        """There is something to send, or somebody wants to see it sent now."""
        if self._next.isActive():
            self._next.start(0)

    def close(self) -> None:
        """Finish the round being played, and end the thread."""
        self._next.stop()
        self._background.run(self._let_go)
        self._background.close()

    def _play(self) -> None:
        self._background.run(self._round, self._tell, self._try_again)

    def _round(self) -> tuple[Report, float]:
        try:
            rounds = self._rounds or self._open()
        except SyncError as error:
            return Report(at=self._clock(), problem=problem_of(error)), OPEN_AGAIN
        return rounds.play()

    def _open(self) -> Rounds:
        from data.sync.remotes import open_far_end  # HTTP and TLS: only where they are needed

        if self._file is None:
            self._file = self._second_file()
        self._far_end = open_far_end(self._file, self._record, self._secrets, self._clock)
        self._rounds = Rounds(self._file, self.key, self._far_end, self._clock)
        return self._rounds

    def _tell(self, played: tuple[Report, float]) -> None:
        report, seconds = played
        self._next.start(round(seconds * 1000))
        self.reported.emit(report)

    def _try_again(self, error: Exception) -> None:
        if not isinstance(error, StoreError):
            raise error
        log.warning("a round with %s waits for the event file: %s", self.key, error.code)
        self._next.start(round(STORE_AGAIN * 1000))

    def _let_go(self) -> None:
        if self._far_end is not None:
            self._far_end.close()
        if self._file is not None:
            self._file.close()
