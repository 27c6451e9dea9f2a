"""What a print job of a guest's badge needs of the event file: who it is for, and a journal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from badges.badge import Badge
from data.errors import UsageError
from data.guests import Guest
from data.identity import utc_now
from data.store.boxes import put_in_boxes
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from data.store.prints import (
    BadgePrint,
    PrintState,
    in_the_way,
    note_badge,
    own_up_to_unknown,
    take_badge,
    taken_badges,
)
from kiosk.badge_for import badge_for
from kiosk.paper import Paper
from kiosk.printing.printer import Document
from kiosk.words import Words

if TYPE_CHECKING:
    from data.sync.ledger.line import ClaimLine

R = TypeVar("R")


class Store(Protocol):
    """Whoever has the event file: the desk's thread, or a command at a prompt."""

    def wait_for(self, job: Callable[[EventFile], R]) -> R:
        """Do the job with the file and return its result."""


@dataclass(slots=True)
class DeskJournal:
    """Writes print attempts into the event's journal, by way of whoever has the file.

    ``line`` tells the line to a shared ledger, where there is one.
    """

    desk: Store
    line: "Callable[[], ClaimLine | None]" = field(default=lambda: None)

    def take(self, job_id: str, printer: str, *, again: bool = False) -> bool:
        """Whether this window may print the badge; other doors are asked where they can be."""
        line, at = self.line(), utc_now()

        def job(file: EventFile) -> bool:
            if line is None:
                return take_badge(file, job_id, printer, at, again=again)
            from data.sync.ledger import badges  # only where doors share a ledger

            return badges.take_badge(file, line, job_id, printer, at, again=again)

        return self.desk.wait_for(job)

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


def put_away(
    file: EventFile,
    line: "ClaimLine | None",
    boxes: Sequence[tuple[Guest, str]],
    at: datetime,
    *,
    new: bool,
) -> list[tuple[Guest, str]]:
    """Put badges into boxes, but for those that another laptop was first with.

    ``new``: only of guests who have none.
    """
    if line is not None:
        from data.sync.ledger import badges  # only where doors share a ledger

        return badges.put_in_boxes(file, line, boxes, at, new=new)
    return put_in_boxes(file, boxes, at, new=new)


def lost_badges(file: EventFile) -> list[BadgePrint]:
    """What was with a printer when the program last ended; from now on it is unknown.

    Without those whose guests have got another badge at another laptop since.
    """
    lost = taken_badges(file)
    own_up_to_unknown(file, utc_now())
    return [badge for badge in lost if not in_the_way(file.connection, badge.id)]


@dataclass(frozen=True, slots=True)
class Maker:
    """Draws a guest's badge in the printer's thread, from what is known when it is drawn."""

    desk: Store
    guest_id: str
    paper: Callable[[], Paper]
    words: Words

    def __call__(self, printer: str) -> Document:
        """The badge as this printer needs it."""
        badge = self.desk.wait_for(lambda file: badge_of(file, self.guest_id, self.words))
        return self.paper().draw(badge, printer)


def badge_of(file: EventFile, guest_id: str, words: Words) -> Badge:
    """What the badge of this guest says now. Raises UsageError("unknown_guest")."""
    guest = find_guest(file.connection, guest_id)
    if guest is None:
        raise UsageError("unknown_guest", guest_id=guest_id)
    host = find_guest(file.connection, guest.host_id) if guest.host_id is not None else None
    return badge_for(guest, host, file.info, words)
