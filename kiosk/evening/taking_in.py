"""Taking in another laptop's file while the door goes on."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.errors import DataError
from data.store.backup import keep_backup
from data.store.event_file import EventFile
from data.sync.merge import Merged, Merging, OtherFile, Outlook, outlook
from kiosk.background import Background
from kiosk.desk import Desk


@dataclass(frozen=True, slots=True)
class _Step:
    """How far it is; ``merged`` when it is done."""

    done: int
    merged: Merged | None = None


class TakingIn(QObject):
    """One other file at a time: looked at in the background, then taken in slice by slice.

    Each slice is a question of its own to the desk, so scans go first.

    Signals:
        looked(Outlook): what it would bring.
        progressed(int, int): rows done, rows in all.
        finished(Merged)
        stopped(): what came so far stays; taking it in again goes on with the rest.
        failed(DataError): nothing more of it is taken in.
    """

    looked = Signal(object)
    progressed = Signal(int, int)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._other: OtherFile | None = None
        self._merging: Merging | None = None  # touched on the store's thread alone
        self._is_busy = False
        self._goes_on = False  # a slice looks at it on the store's thread
        self._is_alone = False  # nobody listens any more
        self._number = 0  # of the file that was asked for last

    @property
    def is_busy(self) -> bool:
        """Whether a file is being taken in."""
        return self._is_busy

    def look(self, path: Path) -> None:
        """Look at this file; ``looked`` or ``failed`` tells."""
        self.forget()
        self._number += 1
        number, desk = self._number, self._desk

        def job() -> tuple[OtherFile, Outlook]:
            other = OtherFile(path)
            try:
                here = EventFile.beside(desk.path, desk.device)
                try:
                    return other, outlook(here, other)
                finally:
                    here.close()
            except BaseException:
                other.close()
                raise

        def done(answer: tuple[OtherFile, Outlook]) -> None:
            other, told = answer
            if number != self._number:
                other.close()
                return
            self._other = other
            self.looked.emit(told)

        def failed(error: Exception) -> None:
            if number == self._number or not isinstance(error, DataError):
                self._fail(error)

        self._background.run(job, done, failed)

    def begin(self) -> None:
        """Take in what was looked at; a backup of the event is made first."""
        other, desk = self._other, self._desk
        if other is None or self._is_busy:
            return
        self._is_busy = self._goes_on = True

        def job() -> None:
            here = EventFile.beside(desk.path, desk.device)
            try:
                keep_backup(here.connection, desk.path, desk.now())
            finally:
                here.close()

        self._background.run(job, lambda _: self._next(), self._fail)

    def stop(self) -> None:
        """Take in no more than the present slice."""
        self._goes_on = False

    def forget(self) -> None:
        """Let go of the file that was looked at, unless it is being taken in."""
        self._number += 1
        if self._other is not None and not self._is_busy:
            self._other.close()
            self._other = None

    def let_go(self) -> None:
        """Nobody looks any more: what is being taken in goes on to its end."""
        self._is_alone = True
        self._rest()

    def _next(self) -> None:
        other = self._other
        assert other is not None

        def job(file: EventFile) -> _Step | DataError:
            try:
                return self._take_slice(file, other)
            except DataError as error:
                self._end()
                return error

        self._desk.ask(job, self._told)

    def _take_slice(self, file: EventFile, other: OtherFile) -> _Step:
        if self._merging is None:
            self._merging = Merging(file, other)
        more = self._goes_on and self._merging.take_slice()
        step = _Step(self._merging.done, None if more else self._merging.result())
        if not more:
            self._end()
        return step

    def _end(self) -> None:
        if self._merging is not None:
            self._merging.close()
            self._merging = None

    def _told(self, answer: _Step | DataError) -> None:
        self._desk.catch_up()  # little by little, so that no scan has to read it all
        if isinstance(answer, DataError):
            self._fail(answer)
            return
        assert self._other is not None
        self.progressed.emit(answer.done, self._other.rows)
        if answer.merged is None:
            self._next()
            return
        if self._goes_on:
            self.finished.emit(answer.merged)
        else:
            self.stopped.emit()
        self._is_busy = self._goes_on = False
        self._rest()

    def _rest(self) -> None:
        self.forget()
        if self._is_alone and not self._is_busy:
            self.deleteLater()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self._is_busy = self._goes_on = False
        self.failed.emit(error)
        self._rest()
