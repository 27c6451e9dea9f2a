"""What became of a badge that the printer has, or may have: one look at the printer's own list."""

from dataclasses import dataclass

from kiosk.printing.attempt import PrintJob, PrintJournal, PrintProgress, PrintState, written
from kiosk.printing.errors import PrinterNotReady, PrintError, PrintTimedOut
from kiosk.printing.printer import Printer, Standing, TellsJobs, TellsStatus
from kiosk.printing.status import Condition, PrinterStatus

MISSING = (Standing.NEVER_CAME, Standing.UNSURE)


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``standing``: None where nobody answered; ``progress``: None while unsettled."""

    standing: Standing | None
    status: PrinterStatus
    progress: PrintProgress | None = None


@dataclass(frozen=True, slots=True)
class Follower:
    """Looks after one job. Its methods ask the printer and the journal: not for the GUI thread."""

    job: PrintJob
    printer: Printer
    journal: PrintJournal

    def look(self, seconds_ago: float, *, is_sure: bool, has_settled: bool, forgets: bool) -> Look:
        """Ask for the job, and write down what is settled by it.

        ``is_sure``: the printer said that it took the job. ``has_settled``: it has been missing
        from a complete list for so long that it will not turn up there any more. ``forgets``: this
        printer has never listed a job that ended, so a job missing there proves nothing.
        """
        assert isinstance(self.printer, TellsJobs)
        try:
            standing = self.printer.standing(self.job.id, seconds_ago)
        except PrintError:
            return Look(None, status_of(self.printer))
        settled = (
            None
            if is_sure and forgets and standing in MISSING
            else self._settled(standing, is_sure, has_settled)
        )
        told = None if settled is None else written(settled, self.journal)
        return Look(standing, status_of(self.printer), told)

    def give_up(self) -> PrintProgress | None:
        """Take the job back from the printer; None where it may come out there all the same."""
        if not isinstance(self.printer, TellsJobs):
            return None
        try:
            if not self.printer.cancel(self.job.id):
                return None
        except PrintError:
            return None
        moved = PrinterNotReady("moved", printer=self.printer.name)
        return written(self._progress(PrintState.FAILED, moved), self.journal)

    def _settled(
        self, standing: Standing, is_sure: bool, has_settled: bool
    ) -> PrintProgress | None:
        match standing:
            case Standing.PRINTED:
                return self._progress(PrintState.RECEIVED)
            case Standing.NOT_PRINTED:
                error = PrinterNotReady("job_aborted", printer=self.printer.name)
                return self._progress(PrintState.FAILED, error)
            case Standing.IN_PRINTER:
                return None if is_sure else self._progress(PrintState.SENT)
            case Standing.NEVER_CAME if not is_sure:
                if not has_settled:
                    return None
                error = PrinterNotReady("not_received", printer=self.printer.name)
                return self._progress(PrintState.FAILED, error)
            case Standing.NEVER_CAME | Standing.UNSURE:
                code = "job_lost" if is_sure else "no_answer"
                lost = PrintTimedOut(code, printer=self.printer.name)
                return self._progress(PrintState.UNKNOWN, lost)

    def _progress(self, state: PrintState, error: PrintError | None = None) -> PrintProgress:
        return PrintProgress(self.job.id, self.job.title, state, self.printer.name, error)


def status_of(printer: Printer) -> PrinterStatus:
    """How the printer is; ready, as far as is known, where it cannot tell."""
    return status_if_told(printer) or PrinterStatus(Condition.READY)


def status_if_told(printer: Printer) -> PrinterStatus | None:
    """How the printer is; None where it cannot tell."""
    return printer.status() if isinstance(printer, TellsStatus) else None
