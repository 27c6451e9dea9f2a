"""From a wanted badge to paper: the journal's waiting badges, drawn and sent by the print queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from badges.badge import Badge
from badges.render import render_badge
from badges.stock import LabelStock
from data.errors import UsageError
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from data.store.prints import (
    BadgePrint,
    PrintState,
    note_badge,
    own_up_to_unknown,
    take_badge,
    waiting_badges,
)
from kiosk.badge_for import badge_for
from kiosk.desk import Desk
from kiosk.printing.attempt import PrintJob, PrintProgress
from kiosk.printing.printer import Printer
from kiosk.printing.queue import PrintQueue
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class DeskJournal:
    """Writes print attempts into the event's journal, by way of the desk's store thread."""

    desk: Desk
    printer_name: str

    def take(self, job_id: str) -> bool:
        """Whether this window may print the badge."""
        return self.desk.wait_for(
            lambda file: take_badge(file, job_id, self.printer_name, utc_now())
        )

    def sent(self, job_id: str, printer: str) -> None:
        """The printer has it."""
        self._note(job_id, PrintState.SENT, printer)

    def failed(self, job_id: str, printer: str, code: str) -> None:
        """Nothing was printed."""
        self._note(job_id, PrintState.FAILED, printer, code)

    def unknown(self, job_id: str, printer: str) -> None:
        """It may have been printed."""
        self._note(job_id, PrintState.UNKNOWN, printer)

    def _note(self, job_id: str, state: PrintState, printer: str, code: str = "") -> None:
        self.desk.wait_for(
            lambda file: note_badge(file, job_id, state, utc_now(), printer=printer, code=code)
        )


class BadgePrinting(QObject):
    """Keeps the printer supplied with the badges that wait at this desk.

    Signals:
        progressed(str, PrintProgress): what became of the badge of the guest with that id.
        held(bool): the queue stopped, or goes on.
    """

    progressed = Signal(str, object)
    held = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        printer: Printer,
        stock: LabelStock,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._stock = stock
        self._guest_of: dict[str, str] = {}
        self.queue = PrintQueue(printer, DeskJournal(desk, printer.name), self)
        self.queue.progressed.connect(self._progressed)
        self.queue.held.connect(self.held)
        desk.badges_wanted.connect(self._fetch)
        desk.opened.connect(lambda _: self._begin())

    def use(self, printer: Printer, stock: LabelStock) -> None:
        """Send all that waits to another printer, on other labels."""
        self._stock = stock
        self.queue.use(printer)

    def close(self) -> None:
        """Finish the badge being sent; what waits stays wanted."""
        self.queue.close()

    def _begin(self) -> None:
        """Badges that were with the printer when the program last ended may have come out."""
        self._desk.ask(lambda file: own_up_to_unknown(file, utc_now()), lambda _: None)

    def _fetch(self, waiting: int) -> None:
        if waiting > len(self.queue.waiting):
            self._desk.ask(waiting_badges, self._add)

    def _add(self, badges: Sequence[BadgePrint]) -> None:
        for badge in badges:
            self._guest_of[badge.id] = badge.guest_id
            guest = self._desk.roll.state(badge.guest_id)
            self.queue.add(
                PrintJob(
                    id=badge.id,
                    title=guest.guest.shown_name if guest is not None else "",
                    make=Maker(self._desk, badge.guest_id, self._stock, self._words),
                    stock_size_mm=self._stock.size_mm,
                )
            )

    def _progressed(self, progress: PrintProgress) -> None:
        self.progressed.emit(self._guest_of.get(progress.job_id, ""), progress)


@dataclass(frozen=True, slots=True)
class Maker:
    """Draws a guest's badge in the printer's thread, from what is known when it is drawn."""

    desk: Desk
    guest_id: str
    stock: LabelStock
    words: Words

    def __call__(self) -> bytes:
        """The badge as PDF."""
        badge = self.desk.wait_for(lambda file: badge_of(file, self.guest_id, self.words))
        return render_badge(badge, self.stock)


def badge_of(file: EventFile, guest_id: str, words: Words) -> Badge:
    """What the badge of this guest says now. Raises UsageError("unknown_guest")."""
    guest = find_guest(file.connection, guest_id)
    if guest is None:
        raise UsageError("unknown_guest", guest_id=guest_id)
    host = find_guest(file.connection, guest.host_id) if guest.host_id is not None else None
    return badge_for(guest, host, file.info, words)
