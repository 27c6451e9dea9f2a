"""Waiting, on a far end's thread, for the process that fetches much for it."""

import logging
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from data.errors import SyncTemporary
from kiosk.syncing.fetch_child import Failed, Fetched, FetchRequest, Progressed, answer_requests

SILENT_SECONDS = 600.0  # after so long without a word it hangs; ten thousand guests take far less
LOOK_SECONDS = 0.2  # how often the window hears how far it is, and the thread whether to stop

log = logging.getLogger(__name__)


class Fetching:
    """Lets a process of its own pull for one far end; see ``data.sync.far_end.Apart``.

    One thread uses it. ``progress`` is called several times a second with the orders fetched so
    far; what it raises ends the process. ``close`` it.
    """

    def __init__(self, request: FetchRequest, progress: Callable[[int], None]) -> None:
        self._request = request
        self._progress = progress
        self._orders = 0
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def __call__(self) -> int | None:
        """Pull; how much was new, or None where the process ended or hangs without an answer.

        Raises what the pull raises there. After a SyncTemporary the process waits for the next
        call with all that it has fetched.
        """
        keeps = False
        try:
            return self._answer(self._asked())
        except SyncTemporary:
            keeps = True
            raise
        except (EOFError, OSError):
            log.warning("the process that fetches for %s ended or hangs", self._request.record.key)
            return None
        finally:
            if not keeps:
                self.close()

    def close(self) -> None:
        """End the process at once; what it has written is whole."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def _asked(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            process = context.Process(
                target=answer_requests,
                args=(theirs, self._request),
                name="pennant-fetch",
                daemon=True,
            )
            with theirs:  # closed here, so that its end is noticed
                process.start()
            self._process = process
        self._pipe.send("pull")
        return self._pipe

    def _answer(self, pipe: Connection) -> int:
        told = heard = time.monotonic()
        while True:
            left = told + LOOK_SECONDS - time.monotonic()
            if left <= 0 or not pipe.poll(left):
                self._progress(self._orders)
                told = time.monotonic()
                if told - heard > SILENT_SECONDS:
                    raise TimeoutError
                continue
            heard = time.monotonic()
            match pipe.recv():
                case Progressed(orders):
                    self._orders = orders
                case Fetched(number):
                    return number
                case Failed() as failed:
                    raise failed.error()
                case said:
                    raise TypeError(f"the process that fetches said {type(said).__name__}")
