"""From a wanted badge to paper: the journal's waiting badges, drawn and sent by the print queue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from badges.badge import Badge
from badges.errors import BadgeError
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
    taken_badges,
    waiting_badges,
)
from kiosk.badge_for import badge_for
from kiosk.desk import Desk
from kiosk.printing.attempt import PrintJob, PrintProgress
from kiosk.printing.attempt import PrintState as Outcome
from kiosk.printing.printer import Printer
from kiosk.printing.queue import PrintQueue
from kiosk.words import Words

R = TypeVar("R")


class Store(Protocol):
    """Whoever has the event file: the desk's thread, or a command at a prompt."""

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """Do the job with the file and return its result."""


@dataclass(slots=True)
class DeskJournal:
    """Writes print attempts into the event's journal, by way of whoever has the file."""

    desk: Store
    printer_name: str

    def take(self, job_id: str) -> bool:
        """Whether this window may print the badge."""
        return self.desk.wait_for(
            lambda file: take_badge(file, job_id, self.printer_name, utc_now())
        )

    def sent(self, job_id: str, printer: str) -> None:
        """The printer has it."""
        self._note(job_id, PrintState.SENT, printer)

    def received(self, job_id: str, printer: str) -> None:
        """The printer says that it came out."""
        self._note(job_id, PrintState.RECEIVED, printer)

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

    A badge that cannot be drawn is put aside until ``again``; one that was with the printer when
    the program last ended may have come out, and is for people to look after.

    Signals:
        progressed(str, PrintProgress): what became of the badge of the guest with that id.
        held(bool): the queue stopped, or goes on.
        unsure(int): how many badges may have come out before the program last ended.
    """

    progressed = Signal(str, object)
    held = Signal(bool)
    unsure = Signal(int)

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
        self._guest_of: dict[str, str] = {}  # of every badge that the queue was given
        self._aside: set[str] = set()
        self._unsure: set[str] = set()  # with the printer when the program last ended
        self._journal = DeskJournal(desk, printer.name)
        self.queue = PrintQueue(printer, self._journal, self)
        self.queue.progressed.connect(self._progressed)
        self.queue.held.connect(self.held)
        desk.badges_wanted.connect(self._bring_up_to_date)
        desk.opened.connect(lambda _: self._begin())

    def use(self, printer: Printer, stock: LabelStock) -> None:
        """Send all that waits to another printer, on other labels, and go on."""
        self._stock = stock
        self._journal.printer_name = printer.name
        self.queue.use(printer)
        for job in self.queue.waiting:
            if self.queue.cancel(job.id):
                del self._guest_of[job.id]
        self.queue.resume()
        self._fetch()

    def again(self, guest_ids: Sequence[str]) -> None:
        """Print again; where the printer had stopped, that is the word to go on and no more."""
        for job_id in self._aside:
            self._guest_of.pop(job_id, None)
        self._aside.clear()
        self._unsure.clear()
        self.unsure.emit(0)
        if self.queue.is_held or self.queue.aside:
            self.queue.resume()
        else:
            coming = {self._guest_of[job.id] for job in self.queue.at_printers}
            for guest_id in guest_ids:
                if guest_id not in coming:  # it comes out once the printer is well again
                    self._desk.reprint(guest_id)
        self._fetch()

    def close(self) -> None:
        """Finish the badge being sent; what waits stays wanted."""
        self.queue.close()

    def _begin(self) -> None:
        self._desk.ask(lost_badges, self._ask_after)
        self.queue.watch()

    def _ask_after(self, badges: Sequence[BadgePrint]) -> None:
        self._unsure = {badge.id for badge in badges}
        self.unsure.emit(len(badges))
        now = utc_now()
        self.queue.resolve(
            [
                (self._job(badge), (now - badge.state_at).total_seconds())
                for badge in badges
                if badge.printer == self.queue.printer.name
            ]
        )

    def _fetch(self) -> None:
        self._desk.ask(waiting_badges, self._bring_up_to_date)

    def _bring_up_to_date(self, badges: Sequence[BadgePrint]) -> None:
        waiting = {badge.id for badge in badges}
        for job in self.queue.waiting:
            if job.id not in waiting:
                self.queue.cancel(job.id)  # taken back, or printed by another window
        for badge in badges:
            if badge.id not in self._guest_of:
                self._add(badge)

    def _add(self, badge: BadgePrint) -> None:
        self.queue.add(self._job(badge))

    def _job(self, badge: BadgePrint) -> PrintJob:
        self._guest_of[badge.id] = badge.guest_id
        guest = self._desk.roll.state(badge.guest_id)
        return PrintJob(
            id=badge.id,
            title=guest.guest.shown_name if guest is not None else "",
            make=Maker(self._desk, badge.guest_id, self._stock, self._words),
            stock_size_mm=self._stock.size_mm,
        )

    def _progressed(self, progress: PrintProgress) -> None:
        if isinstance(progress.error, BadgeError):
            self._aside.add(progress.job_id)
        if progress.job_id in self._unsure and progress.state is not Outcome.UNKNOWN:
            self._unsure.discard(progress.job_id)
            self.unsure.emit(len(self._unsure))
        self.progressed.emit(self._guest_of.get(progress.job_id, ""), progress)


def lost_badges(file: EventFile) -> list[BadgePrint]:
    """What was with a printer when the program last ended; from now on it is unknown."""
    lost = taken_badges(file)
    own_up_to_unknown(file, utc_now())
    return lost


@dataclass(frozen=True, slots=True)
class Maker:
    """Draws a guest's badge in the printer's thread, from what is known when it is drawn."""

    desk: Store
    guest_id: str
    stock: LabelStock
    words: Words

    def __call__(self) -> bytes:
        """The badge as PDF."""
        from badges.render import render_badge  # the first badge can wait, the window cannot

        badge = self.desk.wait_for(lambda file: badge_of(file, self.guest_id, self.words))
        return render_badge(badge, self.stock)


def badge_of(file: EventFile, guest_id: str, words: Words) -> Badge:
    """What the badge of this guest says now. Raises UsageError("unknown_guest")."""
    guest = find_guest(file.connection, guest_id)
    if guest is None:
        raise UsageError("unknown_guest", guest_id=guest_id)
    host = find_guest(file.connection, guest.host_id) if guest.host_id is not None else None
    return badge_for(guest, host, file.info, words)
