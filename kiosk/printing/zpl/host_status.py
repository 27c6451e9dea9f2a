"""What a Zebra printer answers to ~HS and ~HI (ZPL II Programming Guide)."""

from dataclasses import dataclass

from kiosk.printing.status import Condition, PrinterStatus

LINES = 3  # of an answer to ~HS, each between STX and ETX
ETX = b"\x03"
_STX = b"\x02"
_DOTS_PER_MM = (6, 8, 12, 24)


class NotZpl(ValueError):
    """This answer is none of a Zebra printer."""


@dataclass(frozen=True, slots=True)
class HostStatus:
    """The fields of ~HS that matter."""

    is_out_of_labels: bool
    is_paused: bool
    is_open: bool
    is_out_of_ribbon: bool
    is_too_hot: bool
    formats_waiting: int  # labels received and not printed yet
    labels_left: int  # of the batch being printed

    @classmethod
    def read(cls, answer: bytes) -> "HostStatus":
        """From the three lines. Raises NotZpl."""
        parts = [part.rpartition(_STX)[2] for part in answer.split(ETX)[:LINES]]
        try:
            first, second = (part.decode("ascii").split(",") for part in parts[:2])
            return cls(
                is_out_of_labels=first[1] == "1",
                is_paused=first[2] == "1",
                is_open=second[2] == "1",
                is_out_of_ribbon=second[3] == "1",
                is_too_hot=first[11].strip() == "1",
                formats_waiting=int(first[4]),
                labels_left=int(second[8]),
            )
        except (ValueError, IndexError, UnicodeDecodeError) as error:
            raise NotZpl(repr(answer[:60])) from error

    @property
    def status(self) -> PrinterStatus:
        """The same as every printer tells it."""
        if self.is_open:
            return PrinterStatus(Condition.COVER_OPEN)
        if self.is_out_of_labels:
            return PrinterStatus(Condition.OUT_OF_LABELS)
        if self.is_out_of_ribbon:
            return PrinterStatus(Condition.ATTENTION, "ribbon out")
        if self.is_too_hot:
            return PrinterStatus(Condition.ATTENTION, "print head too hot")
        if self.is_paused:
            return PrinterStatus(Condition.PAUSED)
        if self.formats_waiting or self.labels_left:
            return PrinterStatus(Condition.BUSY)
        return PrinterStatus(Condition.READY)


def dots_per_mm(answer: bytes) -> int:
    """From ~HI, "ZD420-300dpi,V84.20,12,8192KB". Raises NotZpl."""
    try:
        dots = int(answer.strip(_STX + ETX + b"\r\n").split(b",")[2])
    except (ValueError, IndexError) as error:
        raise NotZpl(repr(answer[:60])) from error
    if dots not in _DOTS_PER_MM:
        raise NotZpl(f"{dots} dots per mm")
    return dots
