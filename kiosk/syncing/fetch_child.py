"""Fetching much from a far end in a process of its own, so that the door does not wait for it.

A thread would not do: it shares the interpreter with the window, and ten thousand orders are
seconds of computing. The process imports no Qt and writes into the event file as any other process
beside a door does, in short slices. It pulls as often as it is asked, until its end of the pipe
closes; a first run that was cut off goes on where it was.
"""

from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from data import errors
from data.errors import DataError, SyncTemporary
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.far_ends import FarEndRecord
from data.store.loans import Loan
from data.sync.secrets import Secrets


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """Which far end of which event file."""

    loan: Loan
    record: FarEndRecord
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class Progressed:
    """So many orders are fetched."""

    orders: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """All that was new is in the event file: so many guests or rows."""

    number: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A DataError on its way through the pipe."""

    kind: str
    code: str
    values: dict[str, object]
    retry_after: float | None = None

    @classmethod
    def of(cls, error: DataError) -> "Failed":
        """What goes through."""
        after = error.retry_after if isinstance(error, SyncTemporary) else None
        return cls(type(error).__name__, error.code, dict(error.values), after)

    def error(self) -> DataError:
        """The error as it was raised."""
        error: DataError = getattr(errors, self.kind)(self.code, **self.values)
        if isinstance(error, SyncTemporary):
            error.retry_after = self.retry_after
        return error


def answer_requests(pipe: Connection, request: FetchRequest) -> None:
    """Serve one far end's thread: anything asked -> ``Progressed`` …, ``Fetched`` | ``Failed``."""
    from data.sync.remotes import open_far_end  # in the child alone: HTTP, TLS, PostgreSQL

    def progress(orders: int) -> None:
        pipe.send(Progressed(orders))

    # Whoever asks may be gone at any time; what was written by then is whole.
    with suppress(EOFError, OSError), closing(EventFile.borrow(request.loan)) as file:
        pipe.recv()
        try:
            far_end = open_far_end(file, request.record, request.secrets, utc_now, progress)
        except DataError as error:
            pipe.send(Failed.of(error))
            return
        with closing(far_end):
            while True:
                try:
                    pipe.send(Fetched(far_end.pull()))
                except DataError as error:
                    pipe.send(Failed.of(error))
                pipe.recv()
