"""One attempt to print: take it, make it, send it, write down what became of it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from badges.errors import BadgeError
from data.errors import DataError
from kiosk.printing.errors import PrintError, PrintTimedOut
from kiosk.printing.printer import Document, Printer

log = logging.getLogger(__name__)
# The printer, the badge, or the event file in which the attempt should have been written down.
Problem = PrintError | BadgeError | DataError


class PrintState(StrEnum):
    """Where a print job stands. ``SENT``: the printer has it, which is all that most tell."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    RECEIVED = "received"  # the printer says that it came out
    FAILED = "failed"  # nothing was printed
    UNKNOWN = "unknown"  # it may have been printed
    NOT_OURS = "not_ours"  # another window or laptop was first
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One document to print. ``id`` is unique and becomes the printer's name for the job.

    ``make`` draws it for the printer of the name that it is given, in that printer's thread and
    as paper and printer are set up by then. ``title`` is for the screen.
    """

    id: str
    title: str
    make: Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class PrintProgress:
    """What just became of a job, and what went wrong, if anything did."""

    job_id: str
    title: str
    state: PrintState
    printer: str
    error: Problem | None = None

    @property
    def code(self) -> str:
        """The error's code; empty where all is well."""
        return "" if self.error is None else self.error.code

    @property
    def values(self) -> Mapping[str, object]:
        """The error's values."""
        return {} if self.error is None else self.error.values


class PrintJournal(Protocol):
    """Where attempts are written down. Called in the print queue's thread; may wait for a disk."""

    def take(self, job_id: str, printer: str, *, again: bool = False) -> bool:
        """Whether this window may print the job: true once for every job, in whichever window.

        ``again``: this window took it before and nothing came out; false where it is needed no
        more.
        """

    def sent(self, job_id: str, printer: str) -> None:
        """The printer has the document."""

    def received(self, job_id: str, printer: str) -> None:
        """The printer says that it came out."""

    def failed(self, job_id: str, printer: str, code: str) -> None:
        """Nothing was printed; the job stays this window's."""

    def unknown(self, job_id: str, printer: str) -> None:
        """The printer did not say; it may have been printed."""


def attempt(
    job: PrintJob, printer: Printer, journal: PrintJournal, *, is_ours: bool = False
) -> PrintProgress:
    """Print ``job`` once, or not at all where another window or laptop printed it.

    ``is_ours``: taken before by this very window, so it may be sent anew. A journal that cannot be
    written stops a job before it is sent, as FAILED; a document sent stays SENT all the same.
    """

    def progress(state: PrintState, error: Problem | None = None) -> PrintProgress:
        return PrintProgress(job.id, job.title, state, printer.name, error)

    try:
        if not journal.take(job.id, printer.name, again=is_ours):
            return progress(PrintState.NOT_OURS)
    except DataError as error:
        return progress(PrintState.FAILED, error)
    try:
        document = job.make(printer.name)
        printer.send(document.pdf, job.id, document.stock_size_mm)
    except PrintTimedOut as error:
        return written(progress(PrintState.UNKNOWN, error), journal)
    except (PrintError, BadgeError) as error:
        return written(progress(PrintState.FAILED, error), journal)
    return written(progress(PrintState.SENT), journal)


def written(outcome: PrintProgress, journal: PrintJournal) -> PrintProgress:
    """Write down what became of a job; the same, with the error where that was not possible."""
    try:
        match outcome.state:
            case PrintState.SENT:
                journal.sent(outcome.job_id, outcome.printer)
            case PrintState.RECEIVED:
                journal.received(outcome.job_id, outcome.printer)
            case PrintState.UNKNOWN:
                journal.unknown(outcome.job_id, outcome.printer)
            case _:
                journal.failed(outcome.job_id, outcome.printer, outcome.code)
    except DataError as error:
        if outcome.error is None:
            return replace(outcome, error=error)
        log.warning("an attempt to print was not written down: %s", error.code)
    return outcome
