"""Makes the tickets of an event one by one, so that it can be stopped and nothing waits for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from badges.errors import BadgeError
from data.guests import EventInfo, Guest
from data.store.event_file import EventFile
from data.tickets.giving import SLICE, give_codes, invited
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.words import Words

if TYPE_CHECKING:
    from kiosk.ticket_files import TicketFiles


class TicketMaker(QObject):
    """Gives codes to guests who have none, on the desk's thread; draws on that of ``background``.

    Signals:
        counted(int, int): how many will have a ticket, and how many of them had no code.
        progressed(int, int): how many are drawn, of how many.
        made(Path): all are, and this is the table for a mail merge.
        stopped(int): somebody stopped it; so many are drawn, and there is no table.
        failed(Exception): a BadgeError or OSError; what was drawn before stays.
    """

    counted = Signal(int, int)
    progressed = Signal(int, int)
    made = Signal(object)
    stopped = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        info: EventInfo,
        background: Background,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._info = info
        self._background = background
        self._words = words
        self._folder = Path()
        self._waiting: list[Guest] = []
        self._complete: list[Guest] = []
        self._drawn: list[TicketFiles] = []
        self._drawing: Iterator[TicketFiles] | None = None
        self._is_busy = False
        self._is_stopped = False

    @property
    def is_busy(self) -> bool:
        """Whether tickets are being made."""
        return self._is_busy

    def count(self) -> None:
        """Ask whom a ticket may be sent to; ``counted`` says."""
        self._desk.look(invited, self._tell_counted)

    def make(self, folder: Path) -> None:
        """Make all tickets in ``folder``; nothing while some are being made."""
        if self._is_busy:
            return
        self._is_busy, self._is_stopped = True, False
        self._folder = folder
        self._complete, self._drawn = [], []
        self._desk.look(invited, self._begin)

    def stop(self) -> None:
        """Make no more; what is drawn stays."""
        self._is_stopped = True

    def _tell_counted(self, guests: list[Guest]) -> None:
        if isValid(self):
            self.counted.emit(len(guests), sum(not guest.secret for guest in guests))

    def _begin(self, guests: list[Guest]) -> None:
        self._waiting = guests
        self._give()

    def _give(self) -> None:
        """A slice at a time, for a scan must not wait."""
        if not isValid(self) or self._is_stopped:
            self._end()
        elif self._waiting:
            ids = [guest.id for guest in self._waiting[:SLICE]]
            del self._waiting[:SLICE]
            at = self._desk.now()

            def job(file: EventFile) -> list[Guest]:
                return give_codes(file, ids, at=at)

            self._desk.ask(job, self._given)
        else:
            from kiosk.ticket_files import write_tickets  # draws: 0.1 s to load

            self._desk.catch_up()
            self._drawing = write_tickets(self._complete, self._info, self._folder, self._words)
            self._draw()

    def _given(self, guests: list[Guest]) -> None:
        self._complete += guests
        self._give()

    def _draw(self) -> None:
        drawing = self._drawing
        assert drawing is not None
        self._background.run(lambda: next(drawing, None), self._drew, self._fail)

    def _drew(self, files: "TicketFiles | None") -> None:
        if files is not None:
            self._drawn.append(files)
            if isValid(self):
                self.progressed.emit(len(self._drawn), len(self._complete))
        if not isValid(self) or self._is_stopped:
            self._end()
        elif files is not None:
            self._draw()
        else:
            from kiosk.ticket_files import write_table

            drawn, folder = self._drawn, self._folder
            self._background.run(lambda: write_table(drawn, folder), self._finish, self._fail)

    def _finish(self, table: Path) -> None:
        self._is_busy = False
        if isValid(self):
            self.made.emit(table)

    def _end(self) -> None:
        self._is_busy = False
        self._drawing = None
        if isValid(self):
            self.stopped.emit(len(self._drawn))

    def _fail(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, (BadgeError, OSError)):
            raise error
        if isValid(self):
            self.failed.emit(error)
