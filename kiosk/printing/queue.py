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
from kiosk.printing.status import PrinterState

PATIENCE_SECONDS = 30.0  # whoever waited longer has gone in with a badge written by hand
_SETTLED = ("job_aborted", "not_received")  # it was at the printer: a person says when again


class PrintQueue(QObject):
    """Prints jobs in order, on one printer or shared out among several, each in its own thread.
    Printers are told apart by their names.

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
        printers: Sequence[Printer],
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
        self._to_resolve: list[tuple[PrintJob, float, str]] = []  # with when and where it was sent
        self._since: dict[str, float] = {}  # when each waiting job was added
        self._taken: set[str] = set()  # by this window, for a job to be sent anew
        self._known: set[str] = set()  # all that wait, were sent or may have been
        self._wants_word: set[str] = set()  # were at a printer once; sent again by a person only
        self._was_held = False
        self._is_closed = False
        self._is_watching = False
        self._retired: list[Lane] = []
        self._lanes = [self._lane(printer) for printer in printers]

    @property
    def is_held(self) -> bool:
        """Whether the queue stands still until ``resume``."""
        return all(lane.is_held for lane in self._lanes)

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
    def printers(self) -> tuple[PrinterState, ...]:
        """Each printer in use and how it is."""
        return tuple(
            PrinterState(
                lane.printer.name,
                lane.status,
                is_held=lane.is_held and not lane.is_paused,
                is_paused=lane.is_paused,
                is_busy=lane.job is not None,
            )
            for lane in self._lanes
        )

    def use(self, *printers: Printer) -> None:
        """Print on these from now on. One that was in use stays as it is. A badge that another
        one gives back goes to these with all that waits.
        """
        kept = {lane.printer.name: lane for lane in self._lanes if lane.printer in printers}
        retiring = [lane for lane in self._lanes if lane.printer.name not in kept]
        self._lanes = [
            kept.get(printer.name) or self._watched_lane(printer) for printer in printers
        ]
        for lane in retiring:
            self._retire(lane)
        self._tell_held()
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
        self._tell(job, PrintState.WAITING, self._names)
        self._next()
        return True

    def cancel(self, job_id: str) -> bool:
        """Take a job out that still waits. False where it is being sent or is not here."""
        for jobs in (self._waiting, self._aside):
            for job in jobs:
                if job.id == job_id:
                    jobs.remove(job)
                    self._known.discard(job_id)
                    self._tell(job, PrintState.CANCELLED, self._names)
                    if jobs is self._aside:
                        self.put_aside.emit(len(self._aside))
                    return True
        return False

    def pause(self, *names: str) -> None:
        """Send nothing more to these printers, or to any; what is with a printer comes out."""
        for lane in self._named(names):
            lane.is_paused = True
        self._changed()

    def resume(self, *names: str) -> None:
        """Go on with these printers, or with all of them. New arrivals are printed first: those
        who waited long are put aside, as after a printer came back by itself.
        """
        self._wants_word.clear()
        for lane in self._named(names):
            if lane.is_held:
                lane.resume()
                self._put_late_aside()
        self._changed()

    def print_aside(self, *job_ids: str) -> None:
        """Print these of those that were put aside, or all of them, in their order."""
        chosen = [job for job in self._aside if not job_ids or job.id in job_ids]
        now = self._clock()
        for job in chosen:
            self._aside.remove(job)
            self._wants_word.discard(job.id)
            self._since[job.id] = now
        if chosen:
            self._waiting.extend(chosen)
            self.put_aside.emit(len(self._aside))
        self._changed()

    def resolve(self, jobs: Sequence[tuple[PrintJob, float, str]]) -> None:
        """Find out about jobs that may have been printed before the program last ended, each with
        how many seconds ago and to which printer it was sent, before anything else is printed
        there; where that printer keeps no list, they stay unknown.
        """
        for job, seconds_ago, name in jobs:
            if job.id not in self._known:
                self._known.add(job.id)
                self._taken.add(job.id)
                self._to_resolve.append((job, self._clock() - seconds_ago, name))
        self._next()

    def watch(self) -> None:
        """Ask the printers now and then how they are, also while nothing is printed."""
        self._is_watching = True
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

    def _watched_lane(self, printer: Printer) -> Lane:
        lane = self._lane(printer)
        if self._is_watching:
            lane.watch()
        return lane

    def _retire(self, lane: Lane) -> None:
        self._retired.append(lane)
        lane.ended.connect(lambda: self._let_go(lane))
        if lane.is_held:
            lane.resume()
        lane.retire()

    def _let_go(self, lane: Lane) -> None:
        if lane in self._retired:
            self._retired.remove(lane)
            lane.deleteLater()

    def _named(self, names: Sequence[str]) -> list[Lane]:
        return [lane for lane in self._lanes if not names or lane.printer.name in names]

    @property
    def _names(self) -> str:
        return ", ".join(lane.printer.name for lane in self._lanes)

    def _next(self) -> None:
        for lane in self._lanes:
            if lane.state is LaneState.FREE and not self._is_closed:
                self._resolve_next(lane)
        if any(lane.is_giving_back for lane in self._retired):
            return  # that badge comes first
        for lane in self._lanes:
            if self._is_closed or not self._waiting:
                return
            if lane.can_send:
                job = self._waiting.popleft()
                self._tell(job, PrintState.SENDING, lane.printer.name)
                lane.send(job, is_ours=job.id in self._taken)

    def _resolve_next(self, lane: Lane) -> None:
        name = lane.printer.name
        old = next((each for each in self._to_resolve if each[2] == name), None)
        if old is not None and isinstance(lane.printer, TellsJobs):
            self._to_resolve.remove(old)
            lane.resolve(old[0], self._clock() - old[1])

    def _told(self, job: PrintJob, progress: PrintProgress) -> None:
        if progress.state is PrintState.NOT_OURS:
            self._known.discard(job.id)  # it may wait again, where whoever was first fails
        elif not isinstance(progress.error, DataError):
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
        self._put_late_aside()
        self._tell_held()
        self._next()

    def _put_late_aside(self) -> None:
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

    def _bug(self, job: PrintJob, error: Exception) -> None:
        """A bug, not a printer: nobody knows how far it came, the others go on."""
        self._tell(job, PrintState.UNKNOWN, self._names)
        self._next()
        raise error

    def _tell(self, job: PrintJob, state: PrintState, printer: str) -> None:
        self.progressed.emit(PrintProgress(job.id, job.title, state, printer))

    def _tell_held(self) -> None:
        if self.is_held != self._was_held:
            self._was_held = self.is_held
            self.held.emit(self._was_held)
