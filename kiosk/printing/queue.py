"""The print queue: badges in the order in which guests came in, never twice, never in the way."""

import time
from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from badges.errors import BadgeError
from data.errors import DataError
from kiosk.printing.attempt import PrintJob, PrintJournal, PrintProgress, PrintState
from kiosk.printing.lane import SETTLE_SECONDS, Lane, LaneState
from kiosk.printing.printer import Printer, TellsJobs
from kiosk.printing.status import PrinterStatus

PATIENCE_SECONDS = 30.0  # whoever waited longer has gone in with a badge written by hand
_SETTLED = ("job_aborted", "not_received")  # it was at the printer: a person says when again


class PrintQueue(QObject):
    """Prints jobs in order, on one printer or shared out among several, each in its own thread.

    All methods belong to the GUI thread and return at once. Where a printer (or the journal)
    fails, the job stays the first and that printer holds until ``resume``, or until it tells that
    it is well again: then new arrivals print, and those who waited long are put aside until
    ``resume`` or ``cancel``. Where it may have been printed the printer's own list is asked;
    that job is never sent again by itself. A badge that cannot be drawn is left out and the others
    go on.

    Signals:
        progressed(PrintProgress): a job came into another state.
        held(bool): all printers stand still, or one goes on.
        put_aside(int): how many wait for a word, after a printer came back.
        status_changed(str, PrinterStatus): how the printer of that name is.
    """

    progressed = Signal(object)
    held = Signal(bool)
    put_aside = Signal(int)
    status_changed = Signal(str, object)

    def __init__(
        self,
        printer: Printer,
        journal: PrintJournal,
        parent: QObject | None = None,
        *,
        settle_seconds: float = SETTLE_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._settle_seconds = settle_seconds
        self._patience_seconds = patience_seconds
        self._clock = clock
        self._waiting: deque[PrintJob] = deque()
        self._aside: list[PrintJob] = []
        self._to_resolve: deque[tuple[PrintJob, float]] = deque()  # each with when it was sent
        self._since: dict[str, float] = {}  # when each waiting job was added
        self._taken: set[str] = set()  # by this window, for a job to be sent anew
        self._known: set[str] = set()  # all that wait, were sent or may have been
        self._wants_word: set[str] = set()  # were at a printer once; sent again by a person only
        self._is_paused = False
        self._was_held = False
        self._is_closed = False
        self._retired: list[Lane] = []
        self._lanes = [self._lane(printer)]

    @property
    def is_held(self) -> bool:
        """Whether the queue stands still until ``resume``."""
        return self._is_paused or all(lane.is_held for lane in self._lanes)

    @property
    def is_resolving(self) -> bool:
        """Whether a printer is being asked for a badge that may have come out."""
        return any(lane.state is LaneState.RESOLVING for lane in self._lanes)

    @property
    def waiting(self) -> tuple[PrintJob, ...]:
        """Jobs not with a printer yet, the next one first; those being sent and put aside, too."""
        sending = [lane.job for lane in self._lanes if lane.state is LaneState.SENDING]
        return (*(job for job in sending if job is not None), *self._waiting, *self._aside)

    @property
    def at_printers(self) -> tuple[PrintJob, ...]:
        """Jobs that a printer has or may have, and nobody knows yet what becomes of them."""
        return tuple(lane.job for lane in self._lanes if lane.job is not None)

    @property
    def aside(self) -> tuple[PrintJob, ...]:
        """Jobs that waited while a printer was away, until somebody prints or drops them."""
        return tuple(self._aside)

    @property
    def printer(self) -> Printer:
        """Where the next job goes; the first of several."""
        return self._lanes[0].printer

    @property
    def statuses(self) -> tuple[tuple[str, PrinterStatus | None], ...]:
        """Each printer's name and how it is, as far as it told."""
        return tuple((lane.printer.name, lane.status) for lane in self._lanes)

    def use(self, *printers: Printer) -> None:
        """Send all that waits to other printers from the next ``add`` or ``resume`` on. A badge
        that an old printer gives back goes with them.
        """
        was_held = self.is_held
        for lane in self._lanes:
            if lane.is_held:
                lane.resume()
            lane.retire()
        self._retired = [*self._retired, *self._lanes]
        self._lanes = [self._lane(printer) for printer in printers]
        self._is_paused = was_held

    def share_out(self, printer: Printer) -> None:
        """Print on this one, too."""
        self._lanes.append(self._lane(printer))
        self._next()

    def add(self, job: PrintJob) -> bool:
        """Put a job at the end. False, and nothing happens, where it waits, was sent or may have
        been printed already.
        """
        if job.id in self._known or self._is_closed:
            return False
        self._known.add(job.id)
        self._since[job.id] = self._clock()
        self._waiting.append(job)
        self._tell(job, PrintState.WAITING, self.printer.name)
        self._next()
        return True

    def cancel(self, job_id: str) -> bool:
        """Take a job out that still waits. False where it is being sent or is not here."""
        for jobs in (self._waiting, self._aside):
            for job in jobs:
                if job.id == job_id:
                    jobs.remove(job)
                    self._known.discard(job_id)
                    self._tell(job, PrintState.CANCELLED, self.printer.name)
                    if jobs is self._aside:
                        self.put_aside.emit(len(self._aside))
                    return True
        return False

    def pause(self) -> None:
        """Send nothing more for now; what is with the printer comes out."""
        self._is_paused = True
        self._tell_held()

    def resume(self) -> None:
        """Go on with the first job that waits; what was put aside follows."""
        self._is_paused = False
        if self._aside:
            self._waiting.extend(self._aside)
            self._aside.clear()
            self.put_aside.emit(0)
        self._wants_word.clear()
        for lane in self._lanes:
            lane.resume()
        self._tell_held()
        self._next()

    def resolve(self, jobs: Sequence[tuple[PrintJob, float]]) -> None:
        """Find out about jobs that may have been printed before the program last ended, each with
        how many seconds ago it was sent, before anything else is printed; where the printer keeps
        no list, they stay unknown.
        """
        for job, seconds_ago in jobs:
            if job.id not in self._known:
                self._known.add(job.id)
                self._taken.add(job.id)
                self._to_resolve.append((job, self._clock() - seconds_ago))
        self._next()

    def watch(self) -> None:
        """Ask the printers now and then how they are, also while nothing is printed."""
        for lane in self._lanes:
            lane.watch()

    def close(self) -> None:
        """Finish the jobs being sent and end the threads. What waits stays wanted."""
        self._is_closed = True
        for lane in (*self._lanes, *self._retired):
            lane.close()

    def _lane(self, printer: Printer) -> Lane:
        lane = Lane(
            printer,
            self._journal,
            settle_seconds=self._settle_seconds,
            clock=self._clock,
            parent=self,
        )
        lane.told.connect(self._told)
        lane.changed.connect(self._changed)
        lane.recovered.connect(self._recovered)
        lane.bug.connect(self._bug)
        lane.status_changed.connect(lambda s: self.status_changed.emit(printer.name, s))
        return lane

    def _next(self) -> None:
        for lane in self._lanes:
            if not isinstance(lane.printer, TellsJobs):
                continue
            if lane.state is LaneState.FREE and self._to_resolve and not self._is_closed:
                old, sent_at = self._to_resolve.popleft()
                lane.resolve(old, self._clock() - sent_at)
        for lane in self._lanes:
            if self._is_paused or self._is_closed or not self._waiting:
                return
            if lane.state is LaneState.FREE:
                job = self._waiting.popleft()
                self._tell(job, PrintState.SENDING, lane.printer.name)
                lane.send(job, is_ours=job.id in self._taken)

    def _told(self, job: PrintJob, progress: PrintProgress) -> None:
        if progress.state is not PrintState.NOT_OURS and not isinstance(progress.error, DataError):
            self._taken.add(job.id)
        if progress.state is PrintState.FAILED:
            if isinstance(progress.error, BadgeError):
                self._known.discard(job.id)
            else:
                if progress.code in _SETTLED:
                    self._wants_word.add(job.id)
                self._since.setdefault(job.id, self._clock())
                self._waiting.appendleft(job)
        self._tell_held()
        self.progressed.emit(progress)

    def _changed(self) -> None:
        self._tell_held()
        self._next()

    def _recovered(self) -> None:
        """New arrivals first: who waited long has gone in, and waits for a word now."""
        now = self._clock()
        late = [
            job
            for job in self._waiting
            if job.id in self._wants_word or now - self._since[job.id] > self._patience_seconds
        ]
        if late:
            self._waiting = deque(job for job in self._waiting if job not in late)
            self._aside.extend(late)
            self.put_aside.emit(len(self._aside))
        self._tell_held()
        self._next()

    def _bug(self, job: PrintJob, error: Exception) -> None:
        """A bug, not a printer: nobody knows how far it came, the others go on."""
        self._tell(job, PrintState.UNKNOWN, self.printer.name)
        self._next()
        raise error

    def _tell(self, job: PrintJob, state: PrintState, printer: str) -> None:
        self.progressed.emit(PrintProgress(job.id, job.title, state, printer))

    def _tell_held(self) -> None:
        if self.is_held != self._was_held:
            self._was_held = self.is_held
            self.held.emit(self._was_held)
