"""Writing a compared list into the event, slice by slice between the scans."""

from collections.abc import Callable
from enum import StrEnum
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from data.errors import DataError
from data.matching import LoadPlan
from data.store.event_file import EventFile
from data.store.loads import Loading
from kiosk.desk import Desk

SLICE_SECONDS = 0.03  # of holding the write lock, while somebody may be scanning
SMALLEST, LARGEST = 50, 2_000  # guests a slice

T = TypeVar("T")


class _Step(StrEnum):
    WRITE = "write"
    COUNT = "count"  # from here on the list counts
    SETTLE = "settle"
    DONE = "done"


class ListLoading(QObject):
    """One list on its way in. Each slice is a question of its own to the desk, so scans go first.

    It deletes itself when the list is in, or is not to come in.

    Signals:
        progressed(int, int): steps done, steps in all.
        finished(): the list counts, and the desk has been told.
        cancelled(): nothing of the list has had any effect.
        failed(DataError): as ``cancelled``, and why; or, once the list counts, the rest of it
            takes effect by and by.
    """

    progressed = Signal(int, int)
    finished = Signal()
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, plan: LoadPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plan = plan
        self._rows = len(plan.new) + len(plan.changed)
        self._settled = 0
        self._most = 2 * SMALLEST
        self._loading: Loading | None = None  # touched on the store's thread alone
        self._is_cancelled = False
        self._counts = False

    @property
    def can_cancel(self) -> bool:
        """Whether cancelling still leaves no trace."""
        return not self._counts and not self._is_cancelled

    def start(self) -> None:
        """Begin."""
        self._next(_Step.WRITE)

    def cancel(self) -> None:
        """Stop before the list counts; afterwards this does nothing."""
        if self.can_cancel:
            self._is_cancelled = True

    def _next(self, step: _Step) -> None:
        jobs: dict[_Step, Callable[[EventFile], tuple[_Step, int]]] = {
            _Step.WRITE: self._write,
            _Step.COUNT: self._make_effective,
            _Step.SETTLE: self._settle,
        }
        job = jobs[step]

        def guarded(file: EventFile) -> tuple[_Step, int] | DataError:
            try:
                return job(file)
            except DataError as error:
                return error

        self._counts = self._counts or step is _Step.COUNT
        self._desk.ask(guarded, self._told)

    def _told(self, answer: tuple[_Step, int] | DataError) -> None:
        if isinstance(answer, DataError):
            self._stop(lambda: self.failed.emit(answer))
            return
        step, done = answer
        if self._is_cancelled:
            self._stop(self.cancelled.emit)
            return
        self.progressed.emit(done, 2 * self._rows)
        if step is _Step.DONE:
            self._desk.catch_up()
            self.finished.emit()
            self.deleteLater()
        else:
            self._next(step)

    def _stop(self, then: Callable[[], None]) -> None:
        def job(file: EventFile) -> None:
            try:
                if self._loading is not None and not self._counts:
                    self._loading.abandon()
            except DataError:
                return  # opening the file next time forgets what had no effect

        def done(_answer: None) -> None:
            then()
            self.deleteLater()

        self._desk.ask(job, done)

    def _write(self, file: EventFile) -> tuple[_Step, int]:
        if self._loading is None:
            self._loading = Loading(file, self._plan)
        more = self._timed(self._loading.write_slice)
        return (_Step.WRITE if more else _Step.COUNT), self._loading.done

    def _make_effective(self, file: EventFile) -> tuple[_Step, int]:
        assert self._loading is not None
        self._loading.make_effective()
        return _Step.SETTLE, self._rows

    def _settle(self, file: EventFile) -> tuple[_Step, int]:
        folded = self._timed(file.settle_slice)
        self._settled = min(self._rows, self._settled + folded)
        if folded:
            return _Step.SETTLE, self._rows + self._settled
        return _Step.DONE, 2 * self._rows

    def _timed(self, slice_of: Callable[[int], T]) -> T:
        """Do one slice; make the next as large as fits into the time that a scan may wait."""
        begin = perf_counter()
        done = slice_of(self._most)
        took = perf_counter() - begin
        if took > SLICE_SECONDS:
            self._most = max(SMALLEST, self._most // 2)
        elif took < SLICE_SECONDS / 2:
            self._most = min(LARGEST, self._most + SMALLEST)
        return done
