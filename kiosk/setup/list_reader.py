"""Asking the process that reads lists, without ever waiting for it."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import DataError, GuestListError
from data.matching import GuestChange, LoadPlan
from kiosk.setup.list_child import (
    Bundle,
    Failed,
    ListReading,
    Progressed,
    ReadRequest,
    answer_requests,
)

LOOK_MS = 15  # how often the pipe is looked at
TURN_SECONDS = 0.006  # of taking answers at one look, so that keys come between


class ListReader(QObject):
    """Reads one list at a time in a process of its own, started by ``begin`` or the first ``read``.

    Signals:
        progressed(int, int): rows read, rows in all.
        read_done(ListReading)
        plan_ready(LoadPlan): the answer to ``fetch_plan``, rows and all.
        failed(DataError): this list cannot be read; the next one may be.
    """

    progressed = Signal(int, int)
    read_done = Signal(object)
    plan_ready = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._busy = False
        self._plan: LoadPlan | None = None
        self._new: list[GuestChange] = []
        self._changed: list[GuestChange] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    def begin(self) -> None:
        """Start the process, so that it is ready when a list has been chosen."""
        if self._process is not None and self._process.is_alive():
            return
        self.cancel()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=answer_requests, args=(theirs,), name="pennant-list", daemon=True
        )
        with theirs:  # closed here, so that its end is noticed
            try:
                process.start()
            except OSError:  # no memory for one more: told by whoever reads
                ours.close()
                return
        self._pipe, self._process = ours, process

    def read(self, request: ReadRequest, text: str = "") -> None:
        """Read this list; a list still being read is given up."""
        if self._busy:
            self.cancel()
        self.begin()
        self._plan = None
        self._send(request, text)

    def fetch_plan(self) -> None:
        """Bring the rows of the plan of the last reading here; ``plan_ready`` has them."""
        self._new, self._changed = [], []
        if self._plan is not None and not self._busy:
            self._send("rows", "")

    def cancel(self) -> None:
        """Stop at once; nothing of it is heard any more. Call it also when no list is wanted."""
        self._timer.stop()
        self._busy = False
        self._plan = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def _send(self, asked: object, text: str) -> None:
        if self._pipe is None:
            self._ended()
            return
        self._busy = True
        self._timer.start()
        try:
            self._pipe.send(asked)
            if isinstance(asked, ReadRequest) and asked.kind != "file":
                self._pipe.send_bytes(text.encode("utf-8", "replace"))
        except OSError:
            self._ended()

    def _look(self) -> None:
        until = perf_counter() + TURN_SECONDS
        try:
            while self._busy and self._pipe is not None and self._pipe.poll():
                self._take(self._pipe.recv())
                if perf_counter() > until:
                    return
        except (EOFError, OSError):
            self._ended()

    def _take(self, said: object) -> None:
        match said:
            case Progressed(done, total):
                self.progressed.emit(done, total)
            case ListReading():
                self._rest()
                self._plan = said.plan
                self.read_done.emit(said)
            case Failed():
                self._rest()
                self.failed.emit(said.error())
            case Bundle(new=(), changed=()):
                self._rest()
                if self._plan is not None:
                    self.plan_ready.emit(_whole(self._plan, self._new, self._changed))
                self._new, self._changed = [], []
            case Bundle():
                self._new += said.new
                self._changed += said.changed
            case _:
                raise TypeError(f"the list's process said {type(said).__name__}")

    def _rest(self) -> None:
        self._busy = False
        self._timer.stop()

    def _ended(self) -> None:
        """The process is gone: out of memory, or killed by the system."""
        self.cancel()
        error: DataError = GuestListError("reader_ended")
        self.failed.emit(error)


def _whole(plan: LoadPlan, new: list[GuestChange], changed: list[GuestChange]) -> LoadPlan:
    return LoadPlan(
        tuple(new),
        tuple(changed),
        plan.unchanged,
        plan.cancelled,
        plan.newly_cancelled,
        plan.not_in_list,
        plan.products,
    )
