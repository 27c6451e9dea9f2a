"""The face that every printer shows to the print queue."""

from typing import Protocol


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
