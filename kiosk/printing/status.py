"""How a printer is, as a value; ``kiosk.printer_state_words`` says it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.printing.errors import PrinterNotReady


class Condition(StrEnum):
    """What a printer is doing, or what it waits for."""

    READY = "ready"
    BUSY = "busy"
    OUT_OF_LABELS = "out_of_labels"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    PAUSED = "paused"  # stopped by somebody, or it takes no jobs
    OFFLINE = "offline"  # switched off, unplugged or silent
    OTHER_CERTIFICATE = "other_certificate"  # somebody is there, perhaps not the printer
    ATTENTION = "attention"  # wants somebody; ``detail`` says why, in the printer's own words


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """One look at a printer. ``detail``: its own words, for whoever has to look after it."""

    condition: Condition
    detail: str = ""

    @property
    def can_print(self) -> bool:
        """Whether a badge sent now would come out without anybody's help."""
        return self.condition in (Condition.READY, Condition.BUSY)

    def check(self, printer: str) -> None:
        """Raise PrinterNotReady where it cannot print; nothing has been sent then."""
        if self.can_print:
            return
        code = {
            Condition.OUT_OF_LABELS: "out_of_labels",
            Condition.JAM: "jam",
            Condition.COVER_OPEN: "cover_open",
            Condition.PAUSED: "printer_paused",
            Condition.OFFLINE: "printer_offline",
            Condition.OTHER_CERTIFICATE: "other_certificate",
            Condition.ATTENTION: "printer_attention",
        }[self.condition]
        raise PrinterNotReady(code, printer=printer, detail=self.detail)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """One printer of the queue. ``status``: None where it cannot tell or has not been asked."""

    name: str
    status: PrinterStatus | None = None
    is_held: bool = False  # stands still: because of a trouble, or because nobody knows of a badge
    is_paused: bool = False  # by somebody here
    is_busy: bool = False
