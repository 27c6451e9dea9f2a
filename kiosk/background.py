"""One thread that does jobs in order and answers on the GUI thread."""

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from queue import PriorityQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from data.sync.far_end import Stopped

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, order=True, slots=True)
class _Waiting:
    urgency: int
    number: int
    do: Callable[[], None] = field(compare=False)


_AT_ONCE, _IN_TURN = range(2)


class Background(QObject):
    """Does jobs one after the other in a thread of its own, so that the GUI thread never waits.

    Make it on the GUI thread and ``close`` it there. A job touches no widget; its answer does. Jobs
    are done in the order in which they were given, those ``at_once`` before all others that wait;
    the answers come in the order in which the jobs were done. After ``close`` nobody hears an
    answer any more.
    """

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting: PriorityQueue[_Waiting] = PriorityQueue()
        self._numbers = itertools.count()
        self._is_closed = False
        self._last: Future[None] | None = None  # behind all jobs
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Do ``job`` when its turn comes, then ``done`` with its result on the GUI thread.

        Where it raises, ``failed`` hears of it there instead; without ``failed`` the error is
        raised on the GUI thread, as any bug is. Let ``failed`` raise again what it does not know.
        Raises RuntimeError after ``close``.
        """
        future = self._give(job, _AT_ONCE if at_once else _IN_TURN)

        def answer() -> None:
            error = future.exception()
            if error is None:
                if done is not None:
                    done(future.result())
            elif failed is not None and isinstance(error, Exception):
                failed(error)
            else:
                raise error

        future.add_done_callback(lambda ended: self._announce(ended, answer))

    def wait_for(self, job: Callable[[], T]) -> T:
        """Do ``job`` when its turn comes and return its result: for other threads, never the GUI's.

        Raises what the job raises, RuntimeError after ``close``.
        """
        return self._give(job, _IN_TURN).result()

    def close(self, within: float | None = None) -> bool:
        """Finish all jobs that wait, and end the thread. Calling it again does nothing.

        ``within``: wait so many seconds at most; the thread ends by itself when its jobs do. Return
        whether it has ended.
        """
        if not self._is_closed:
            self._is_closed = True
            self._last = self._executor.submit(lambda: None)
        self._executor.shutdown(wait=within is None)
        if within is not None and self._last is not None:
            wait([self._last], within)
            if not self._last.done():
                return False
            self._executor.shutdown(wait=True)
        return True

    def _give(self, job: Callable[[], T], urgency: int) -> "Future[T]":
        """Each turn of the thread goes to the most urgent job that waits when it comes."""
        future: Future[T] = Future()

        def do() -> None:
            try:
                future.set_result(job())
            except Exception as error:  # noqa: BLE001 -- whoever asked hears of it
                future.set_exception(error)

        self._executor.submit(lambda: self._waiting.get().do())
        self._waiting.put(_Waiting(urgency, next(self._numbers), do))
        return future

    def _announce(self, ended: "Future[T]", answer: Callable[[], None]) -> None:
        if not self._is_closed:
            self._answered.emit(answer)
        elif not isinstance(ended.exception(), Stopped | None):
            log.error("a job of %s failed while closing", self.objectName())

    def _answer(self, answer: Callable[[], None]) -> None:
        if not self._is_closed:
            answer()
