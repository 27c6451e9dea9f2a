"""One printer of the print queue with the thread that speaks to it: one badge at a time."""

import time
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from badges.errors import BadgeError
from data.errors import DataError
from kiosk.background import Background
from kiosk.printing.attempt import PrintJob, PrintJournal, PrintProgress, PrintState, attempt
from kiosk.printing.follow import MISSING, Follower, Look, status_of
from kiosk.printing.printer import Printer, TellsJobs, TellsStatus
from kiosk.printing.status import PrinterStatus

FIRST_LOOK_MS = 20
SLOWEST_LOOK_MS = 1_000
STATUS_MS = 1_000
RETIRE_MS = 30_000  # a printer that is not used any more is given this long to give a badge back
SETTLE_SECONDS = 15.0  # a printer that hung may still take up what it was sent before


class LaneState(Enum):
    """What the lane does now."""

    FREE = auto()
    SENDING = auto()
    FOLLOWING = auto()  # the printer has the badge
    RESOLVING = auto()  # it may have it; nothing else is sent before that is known
    HELD = auto()  # stands still until ``resume`` or until the printer is well again


class Lane(QObject):
    """Sends, follows and resolves one job at a time; lives on the GUI thread and never waits.

    Signals:
        told(PrintJob, PrintProgress): what became of the job.
        changed(): its state is another one.
        recovered(): the printer is well again after a trouble.
        status_changed(PrinterStatus): how the printer is.
        bug(PrintJob, Exception): sending raised what no printer raises.
        ended(): retired, and its thread has ended.
    """

    told = Signal(object, object)
    changed = Signal()
    recovered = Signal()
    status_changed = Signal(object)
    bug = Signal(object, object)
    ended = Signal()

    def __init__(
        self,
        printer: Printer,
        journal: PrintJournal,
        *,
        settle_seconds: float = SETTLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.printer = printer
        self.state = LaneState.FREE
        self.status: PrinterStatus | None = None
        self.is_paused = False  # by somebody here: it sends nothing more
        self.is_giving_back = False  # retired, and the printer is asked for the badge it has
        self.job: PrintJob | None = None  # being sent, followed or resolved
        self._journal = journal
        self._settle_seconds = settle_seconds
        self._clock = clock
        self._background = Background(f"printer-{printer.name}", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._look_ms = FIRST_LOOK_MS
        self._is_looking = False
        self._is_closed = False
        self._is_retired = False
        self._heals_itself = True  # held for a reason that the printer's status tells
        self._sent_at = 0.0
        self._missing_since: float | None = None
        self._is_old = False  # of an earlier run: what stays unknown holds up nobody
        self._keeps_history = False

    @property
    def is_held(self) -> bool:
        """Whether it sends nothing until somebody says so or the printer is well again."""
        return self.is_paused or self.state in (LaneState.HELD, LaneState.RESOLVING)

    @property
    def can_send(self) -> bool:
        """Whether it may be given a job now."""
        return self.state is LaneState.FREE and not self.is_paused

    def send(self, job: PrintJob, *, is_ours: bool) -> None:
        """Print the job; only while FREE."""
        printer, journal = self.printer, self._journal
        self.job, self._sent_at, self._missing_since = job, self._clock(), None
        self._is_old = False
        self._set(LaneState.SENDING)
        self._background.run(
            lambda: attempt(job, printer, journal, is_ours=is_ours), self._sent, self._failed
        )

    def resolve(self, job: PrintJob, seconds_ago: float) -> None:
        """Find out what became of a job sent before the program last ended; only while FREE."""
        self.job, self._is_old = job, True
        self._sent_at = self._missing_since = self._clock() - seconds_ago
        self._set(LaneState.RESOLVING)
        self._look_soon()

    def resume(self) -> None:
        """Go on with other jobs; what is unknown stays so."""
        self.is_paused = False
        if self.is_held:
            self._finish(LaneState.FREE)

    def watch(self) -> None:
        """Ask the printer now and then how it is."""
        if isinstance(self.printer, TellsStatus) and not self._timer.isActive():
            self._timer.start(0)

    def retire(self) -> None:
        """Take the badge back that is still in the printer, then end: by itself, later, and at
        the latest when a printer that says nothing has been waited for long enough.
        """
        self._is_retired = True
        QTimer.singleShot(RETIRE_MS, self, self._end)
        if self.state is LaneState.FOLLOWING and self.job is not None:
            self.is_giving_back = True
            follower = Follower(self.job, self.printer, self._journal)
            self._background.run(follower.give_up, self._gave_up)
        elif self.state is not LaneState.SENDING:
            self._end()

    def close(self) -> None:
        """Finish what is being asked or sent, and end the thread."""
        self._is_closed = True
        self._timer.stop()
        self._background.close()

    def _end(self) -> None:
        """End once the thread has done what it was asked; nobody waits for it here."""
        if not self._is_closed:
            self._is_closed = True
            self._timer.stop()
            self._background.run(lambda: None, self._thread_is_idle)

    def _thread_is_idle(self, _: None) -> None:
        self._background.close()
        self.ended.emit()

    def _sent(self, progress: PrintProgress) -> None:
        job = self._own_job()
        tells_jobs = isinstance(self.printer, TellsJobs)
        if progress.state is PrintState.SENT and tells_jobs:
            self._set(LaneState.FOLLOWING)
            self._look_soon()
        elif progress.state is PrintState.UNKNOWN and tells_jobs:
            self._set(LaneState.RESOLVING)
            self._look_soon()
        else:
            self._end_with(progress)
        self.told.emit(job, progress)
        self.changed.emit()

    def _end_with(self, progress: PrintProgress) -> None:
        is_drawn = not isinstance(progress.error, BadgeError)
        is_stuck = progress.state is PrintState.UNKNOWN or (
            progress.state is PrintState.FAILED and is_drawn
        )
        self._heals_itself = (
            progress.state is PrintState.FAILED
            and not isinstance(progress.error, DataError)
            and isinstance(self.printer, TellsStatus)
        )
        self._finish(LaneState.HELD if is_stuck else LaneState.FREE)

    def _failed(self, error: Exception) -> None:
        job = self._own_job()
        self._finish(LaneState.FREE)
        self.bug.emit(job, error)

    def _look(self) -> None:
        if self._is_looking or self._is_closed or self.state is LaneState.SENDING:
            return
        self._is_looking = True
        job, printer = self.job, self.printer
        if job is None:
            self._background.run(lambda: Look(None, status_of(printer)), self._looked)
            return
        follower = Follower(job, printer, self._journal)
        is_sure = self.state is LaneState.FOLLOWING
        now, forgets = self._clock(), not self._keeps_history
        seconds_ago = now - self._sent_at
        has_settled = (
            self._missing_since is not None and now - self._missing_since >= self._settle_seconds
        )
        self._background.run(
            lambda: follower.look(
                seconds_ago, is_sure=is_sure, has_settled=has_settled, forgets=forgets
            ),
            lambda look: self._looked(look, job),
        )

    def _looked(self, look: Look, job: PrintJob | None = None) -> None:
        self._is_looking = False
        self._take_status(look.status)  # first, so that nothing old is sent after a roll change
        if job is not None and job is self.job and self.state is not LaneState.SENDING:
            self._settle(look, job)
        if self.state is not LaneState.SENDING and not self._is_closed:
            self._look_later()

    def _settle(self, look: Look, job: PrintJob) -> None:
        progress = look.progress
        if progress is None:
            if look.standing in MISSING and self.state is LaneState.FOLLOWING:
                self._finish(LaneState.FREE)  # "sent" is all that this printer tells
                self.changed.emit()
            elif look.standing is not None and self.state is LaneState.RESOLVING:
                self._missing_since = self._missing_since or self._clock()
            return
        if progress.state is PrintState.SENT:
            self._set(LaneState.FOLLOWING)
        elif progress.state is PrintState.UNKNOWN and self._is_old:
            self._finish(LaneState.FREE)
        else:
            self._keeps_history |= progress.state is PrintState.RECEIVED
            self._end_with(progress)
        self.told.emit(job, progress)
        self.changed.emit()

    def _take_status(self, status: PrinterStatus) -> None:
        before, self.status = self.status, status
        if status != before:
            self.status_changed.emit(status)
        if not status.can_print or self._is_retired:
            return
        if self.state is LaneState.HELD and self._heals_itself:
            self._finish(LaneState.FREE)
            self.recovered.emit()
        elif before is not None and not before.can_print:
            self.recovered.emit()

    def _gave_up(self, progress: PrintProgress | None) -> None:
        job, self.is_giving_back = self.job, False
        if progress is not None and job is not None:
            self._finish(LaneState.FREE)
            self.told.emit(job, progress)
        self.changed.emit()

    def _finish(self, state: LaneState) -> None:
        self.job, self._missing_since = None, None
        self._set(state)
        if self._is_retired:
            QTimer.singleShot(0, self, self._end)
        elif isinstance(self.printer, TellsStatus) and not self._is_closed:
            self._timer.start(0 if state is LaneState.HELD else STATUS_MS)

    def _set(self, state: LaneState) -> None:
        self.state = state

    def _look_soon(self) -> None:
        self._look_ms = FIRST_LOOK_MS
        if not self._is_closed:
            self._timer.start(0)

    def _look_later(self) -> None:
        if self.job is not None:
            self._timer.start(self._look_ms)
            self._look_ms = min(2 * self._look_ms, SLOWEST_LOOK_MS)
        elif isinstance(self.printer, TellsStatus):
            self._timer.start(STATUS_MS)

    def _own_job(self) -> PrintJob:
        if self.job is None:
            raise RuntimeError("an answer without a job")
        return self.job
