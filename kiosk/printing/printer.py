"""The faces that printers show to the print queue."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from kiosk.printing.status import PrinterStatus


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF and the size of the labels that it is for, in mm: as they are read, width first."""

    pdf: bytes
    stock_size_mm: tuple[float, float]


class Printer(Protocol):
    """Takes badges, one after the other, in the print queue's thread."""

    @property
    def name(self) -> str:
        """What people call it."""

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Hand over one document and return once the printer has taken it, which is no promise
        that it comes out.

        ``job_name``: unique, so that a printer's own list of jobs can be asked for it.
        ``stock_size_mm``: a page as it is read, width first. Raises PrintError.
        """


@runtime_checkable
class TellsStatus(Protocol):
    """A printer that can be asked how it is."""

    def status(self) -> PrinterStatus:
        """How it is now. Raises nothing: a printer that does not answer is offline."""


class Standing(StrEnum):
    """What a printer's own list says of one job."""

    IN_PRINTER = "in_printer"  # it waits there or is being printed
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"  # aborted or taken back; it will not come out any more
    NEVER_CAME = "never_came"  # the list is complete, and the job is not in it
    UNSURE = "unsure"  # the list may have forgotten it


@runtime_checkable
class TellsJobs(Protocol):
    """A printer that keeps a list of its jobs by the names that we gave them."""

    def standing(self, job_name: str, seconds_ago: float) -> Standing:
        """What became of the job sent ``seconds_ago``. Raises PrintError where nobody answers."""

    def cancel(self, job_name: str) -> bool:
        """Take a job back; whether it can be relied on that it does not come out any more."""
