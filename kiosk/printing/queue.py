"""The print queue: badges in the order in which guests came in, never twice, never in the way."""

from collections import deque

from PySide6.QtCore import QObject, Signal

from badges.errors import BadgeError
from data.errors import DataError
from kiosk.background import Background
from kiosk.printing.attempt import PrintJob, PrintJournal, PrintProgress, PrintState, attempt
from kiosk.printing.printer import Printer


class PrintQueue(QObject):
    """Prints jobs one after the other in a thread of its own.

    All methods belong to the GUI thread and return at once. Where the printer (or the journal)
    fails, the job stays the first and the queue holds until ``resume``. Where it may have been
    printed the queue holds too, but that job is never sent again by itself. A badge that cannot be
    drawn is put aside and the others go on.

    Signals:
        progressed(PrintProgress): a job came into another state.
        held(bool): the queue stopped, or goes on.
    """

    progressed = Signal(object)
    held = Signal(bool)

    def __init__(
        self, printer: Printer, journal: PrintJournal, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._journal = journal
        self._background = Background(f"printer-{printer.name}", self)
        self._waiting: deque[PrintJob] = deque()
        self._sending: PrintJob | None = None
        self._taken: set[str] = set()  # by this window, for a job to be sent anew
        self._known: set[str] = set()  # all that wait, were sent or may have been
        self._is_held = False
        self._is_closed = False

    @property
    def is_held(self) -> bool:
        """Whether the queue stands still until ``resume``."""
        return self._is_held

    @property
    def waiting(self) -> tuple[PrintJob, ...]:
        """Jobs not with the printer yet, the next one first; the one being sent among them."""
        return (*([self._sending] if self._sending else []), *self._waiting)

    @property
    def printer(self) -> Printer:
        """Where the next job goes."""
        return self._printer

    def use(self, printer: Printer) -> None:
        """Send all that waits to another printer, beginning with the next job."""
        self._printer = printer

    def add(self, job: PrintJob) -> bool:
        """Put a job at the end. False, and nothing happens, where it waits, was sent or may have
        been printed already.
        """
        if job.id in self._known or self._is_closed:
            return False
        self._known.add(job.id)
        self._waiting.append(job)
        self._tell(job, PrintState.WAITING)
        self._next()
        return True

    def cancel(self, job_id: str) -> bool:
        """Take a job out that still waits. False where it is being sent or is not here."""
        for job in self._waiting:
            if job.id == job_id:
                self._waiting.remove(job)
                self._known.discard(job_id)
                self._tell(job, PrintState.CANCELLED)
                return True
        return False

    def pause(self) -> None:
        """Send nothing more for now; what is with the printer comes out."""
        self._hold(True)

    def resume(self) -> None:
        """Go on with the first job that waits."""
        self._hold(False)
        self._next()

    def close(self) -> None:
        """Finish the job being sent and end the thread. What waits stays wanted in the journal."""
        self._is_closed = True
        self._background.close()

    def _next(self) -> None:
        if self._is_held or self._is_closed or self._sending is not None or not self._waiting:
            return
        job = self._sending = self._waiting.popleft()
        printer, journal, is_ours = self._printer, self._journal, job.id in self._taken
        self._tell(job, PrintState.SENDING)
        self._background.run(
            lambda: attempt(job, printer, journal, is_ours=is_ours), self._ended, self._failed
        )

    def _ended(self, progress: PrintProgress) -> None:
        job = self._done_sending()
        if progress.state is not PrintState.NOT_OURS and not isinstance(progress.error, DataError):
            self._taken.add(job.id)
        if progress.state is PrintState.FAILED and isinstance(progress.error, BadgeError):
            self._known.discard(job.id)
        elif progress.state is PrintState.FAILED:
            self._waiting.appendleft(job)
            self._hold(True)
        elif progress.state is PrintState.UNKNOWN:
            self._hold(True)
        self.progressed.emit(progress)
        self._next()

    def _failed(self, error: Exception) -> None:
        """A bug, not a printer: nobody knows how far it came, the others go on."""
        self._tell(self._done_sending(), PrintState.UNKNOWN)
        self._next()
        raise error

    def _done_sending(self) -> PrintJob:
        job, self._sending = self._sending, None
        if job is None:
            raise RuntimeError("an answer without a job")
        return job

    def _tell(self, job: PrintJob, state: PrintState) -> None:
        self.progressed.emit(PrintProgress(job.id, job.title, state, self._printer.name))

    def _hold(self, is_held: bool) -> None:
        if is_held != self._is_held:
            self._is_held = is_held
            self.held.emit(is_held)
