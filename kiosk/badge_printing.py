"""From a wanted badge to paper: the journal's waiting badges, drawn and sent by the print queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from badges.errors import BadgeError
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.prints import (
    BadgePrint,
    PrintState,
    note_badge,
    waiting_badges,
)
from kiosk.badge_jobs import DeskJournal, Maker, lost_badges
from kiosk.desk import Desk
from kiosk.paper import Paper
from kiosk.printing.attempt import PrintJob, PrintProgress
from kiosk.printing.attempt import PrintState as Outcome
from kiosk.printing.printer import Printer
from kiosk.printing.queue import PrintQueue
from kiosk.words import Words


class OpenStanding(StrEnum):
    """Why a badge is not settled."""

    WAITING = "waiting"
    WITH_PRINTER = "with_printer"
    ASIDE = "aside"  # waited while a printer was away, and needs a word
    UNDRAWN = "undrawn"
    UNSURE = "unsure"  # may have come out before the program last ended


@dataclass(frozen=True, slots=True)
class OpenBadge:
    """One badge that is not settled."""

    badge: BadgePrint
    standing: OpenStanding


class BadgePrinting(QObject):
    """Keeps the printer supplied with the badges that wait at this desk.

    A badge that cannot be drawn is put aside until ``again``; one that was with the printer when
    the program last ended may have come out, and is for people to look after.

    Signals:
        progressed(str, PrintProgress): what became of the badge of the guest with that id.
        held(bool): the queue stopped, or goes on.
        unsure(int): how many badges may have come out before the program last ended.
        used(str): a label of the printer of that name was used up.
    """

    progressed = Signal(str, object)
    held = Signal(bool)
    unsure = Signal(int)
    used = Signal(str)

    def __init__(
        self,
        desk: Desk,
        printers: Sequence[Printer],
        paper: Paper,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.paper = paper
        self._desk = desk
        self._words = words
        self._badge_of: dict[str, BadgePrint] = {}  # all that the queue was given, by their ids
        self._aside: set[str] = set()
        self._unsure: set[str] = set()  # with the printer when the program last ended
        self.queue = PrintQueue(printers, DeskJournal(desk, lambda: desk.line), self)
        self.queue.progressed.connect(self._progressed)
        self.queue.held.connect(self.held)
        desk.badges_wanted.connect(self._bring_up_to_date)
        desk.opened.connect(lambda _: self._begin())

    def use(self, printers: Sequence[Printer], paper: Paper) -> None:
        """Print on these printers and this paper from now on, whatever waits included."""
        self.paper = paper
        if {printer.name for printer in printers} != {p.name for p in self.queue.printers}:
            self.queue.use(*printers)
            self.queue.print_aside()
        if self._aside:
            self._try_aside()

    def again(self, guest_ids: Sequence[str]) -> None:
        """Print again; a badge that waits or is with a printer comes out all the same."""
        doubtful = {each.badge.id: each.badge.guest_id for each in self._with(OpenStanding.UNSURE)}
        self._unsure -= {job_id for job_id, whose in doubtful.items() if whose in guest_ids}
        self.unsure.emit(len(self._unsure))
        for guest_id in guest_ids:
            if guest_id not in self.coming:
                self._desk.reprint(guest_id)
        self._fetch()

    def forget_unsure(self) -> None:
        """Somebody looked after the badges that may have come out."""
        self._unsure.clear()
        self.unsure.emit(0)

    def go_on(self) -> bool:
        """The word that a printer in trouble, or those who waited meanwhile, are waiting for:
        print on. False where nobody waits for it.
        """
        if self._aside:
            self._try_aside()
        if self.queue.is_held:
            self.queue.resume()
        elif self.queue.aside:
            self.queue.print_aside()
        else:
            return False
        return True

    def print_all(self) -> None:
        """Print whatever waits: go on, and those who wait for a word, too."""
        self.go_on()
        self.queue.print_aside()
        self.again([each.badge.guest_id for each in self._with(OpenStanding.UNSURE)])

    def print_these(self, job_ids: Sequence[str]) -> None:
        """Print these of those that wait for a word."""
        unsure = [each for each in self._with(OpenStanding.UNSURE) if each.badge.id in job_ids]
        aside = [job.id for job in self.queue.aside if job.id in job_ids]
        if aside:
            self.queue.print_aside(*aside)
        for each in unsure:
            self._unsure.discard(each.badge.id)
            self._desk.reprint(each.badge.guest_id)
        self.unsure.emit(len(self._unsure))

    @property
    def undrawn(self) -> int:
        """How many badges could not be drawn."""
        return len(self._aside)

    @property
    def coming(self) -> frozenset[str]:
        """The ids of guests whose badges wait here or are with a printer."""
        jobs = (*self.queue.waiting, *self.queue.at_printers)
        return frozenset(
            self._badge_of[job.id].guest_id for job in jobs if job.id in self._badge_of
        )

    @property
    def open_badges(self) -> list[OpenBadge]:
        """Badges that are not settled, in the order in which they were wanted."""
        standings = dict.fromkeys((job.id for job in self.queue.waiting), OpenStanding.WAITING)
        standings |= dict.fromkeys((job.id for job in self.queue.aside), OpenStanding.ASIDE)
        standings |= dict.fromkeys(self._aside, OpenStanding.UNDRAWN)
        standings |= dict.fromkeys(self._unsure, OpenStanding.UNSURE)
        standings |= dict.fromkeys(
            (job.id for job in self.queue.at_printers), OpenStanding.WITH_PRINTER
        )
        known = [badge for badge in self._badge_of.values() if badge.id in standings]
        return [
            OpenBadge(badge, standings[badge.id])
            for badge in sorted(known, key=lambda badge: (badge.wanted_at, badge.id))
        ]

    def _with(self, standing: OpenStanding) -> list[OpenBadge]:
        return [each for each in self.open_badges if each.standing is standing]

    def jobs_of(self, guest_id: str) -> list[str]:
        """The badges of this guest that a person may settle: not those with a printer now."""
        return [
            each.badge.id
            for each in self.open_badges
            if each.badge.guest_id == guest_id and each.standing is not OpenStanding.WITH_PRINTER
        ]

    def settle(self, job_ids: Sequence[str], state: PrintState) -> None:
        """These need not be printed any more: written by hand, or dropped (CANCELLED)."""
        now = utc_now()

        def write(file: EventFile) -> None:
            for job_id in job_ids:
                note_badge(file, job_id, state, now)

        for job_id in job_ids:
            self.queue.cancel(job_id)
            self._unsure.discard(job_id)
            self._aside.discard(job_id)
        self.unsure.emit(len(self._unsure))
        self._desk.ask(write, lambda _: self._fetch())

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
                (self._job(badge), (now - badge.state_at).total_seconds(), badge.printer)
                for badge in badges
            ]
        )

    def _try_aside(self) -> None:
        """Draw those again that could not be drawn: a font or a design may be there now."""
        for job_id in self._aside:
            self._badge_of.pop(job_id, None)
        self._aside.clear()
        self._fetch()

    def _fetch(self) -> None:
        self._desk.ask(waiting_badges, self._bring_up_to_date)

    def _bring_up_to_date(self, badges: Sequence[BadgePrint]) -> None:
        waiting = {badge.id for badge in badges}
        for job in self.queue.waiting:
            # Taken back, or printed by another window or laptop; it waits again if that one fails.
            if job.id not in waiting and self.queue.cancel(job.id):
                del self._badge_of[job.id]
        for badge in badges:
            if badge.id not in self._badge_of:
                self._add(badge)

    def _add(self, badge: BadgePrint) -> None:
        self.queue.add(self._job(badge))

    def _job(self, badge: BadgePrint) -> PrintJob:
        self._badge_of[badge.id] = badge
        guest = self._desk.roll.state(badge.guest_id)
        return PrintJob(
            id=badge.id,
            title=guest.guest.shown_name if guest is not None else "",
            make=Maker(self._desk, badge.guest_id, lambda: self.paper, self._words),
        )

    def _progressed(self, progress: PrintProgress) -> None:
        if isinstance(progress.error, BadgeError):
            self._aside.add(progress.job_id)
        if progress.state is Outcome.SENT:
            self.used.emit(progress.printer)
        if progress.job_id in self._unsure and progress.state is not Outcome.UNKNOWN:
            self._unsure.discard(progress.job_id)
            self.unsure.emit(len(self._unsure))
        badge = self._badge_of.get(progress.job_id)
        if progress.state is Outcome.NOT_OURS:
            self._badge_of.pop(progress.job_id, None)
        self.progressed.emit(badge.guest_id if badge is not None else "", progress)
