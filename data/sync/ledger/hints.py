"""Being woken: by the ledger when another door wrote, by this laptop's own door, or by the clock.

Hints only save time. Polling is the base: where a hint is lost, or a pooler swallows all of them,
the next poll brings the same rows.
"""

import contextlib
import selectors
import socket
import time
from typing import TYPE_CHECKING

from data.errors import SyncTemporary
from data.sync.ledger.asking import Declined, NoAnswer, ask
from data.sync.ledger.link import Link

if TYPE_CHECKING:
    from data.sync.ledger.connecting import Connection

_SELF_TEST_SECONDS = 1.0


class Waker:
    """Ends the wait of the ledger's thread from any other thread."""

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)

    def nudge(self) -> None:
        """There is something to do. Never blocks."""
        with contextlib.suppress(OSError):  # full: it wakes anyway; closed: nobody waits any more
            self._writer.send(b".")

    def fileno(self) -> int:
        """For a selector."""
        return self._reader.fileno()

    def take(self) -> None:
        """Forget the nudges so far."""
        with contextlib.suppress(BlockingIOError):
            while self._reader.recv(1024):
                pass

    def close(self) -> None:
        """Let go of both ends."""
        self._reader.close()
        self._writer.close()


class Ears:
    """Listens for one event on a connection of its own; used by one thread."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._channel = f"pennant_{link.address.event_id.replace('-', '')}"
        self._connection: Connection | None = None
        self.heard = 0  # the latest number that a hint told
        self.works: bool | None = None  # None: not tested on this connection

    def open(self) -> None:
        """Listen, and test by a hint of our own whether any arrive. Raises SyncError."""
        if self._link.address.looks_pooled:
            self.works = False
        if self._connection is not None or self.works is False:
            return
        connection = self._link.another()
        try:
            ask(connection.pgconn, f'LISTEN "{self._channel}"'.encode(), [], _SELF_TEST_SECONDS)
        except (NoAnswer, Declined):
            connection.pgconn.finish()
            return
        self._connection = connection
        hint(self._link, 0)
        self.works = self._hears_within(_SELF_TEST_SECONDS)
        if not self.works:
            self.close()

    def wait(self, waker: Waker, seconds: float, beyond: int) -> bool:
        """Until a hint tells of a number ``beyond``, a nudge comes, or the time is over; whether
        it was one of the first two.
        """
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(waker, selectors.EVENT_READ)
            if self._connection is not None:
                selector.register(self._connection.pgconn.socket, selectors.EVENT_READ)
            while True:
                ready = selector.select(max(0.0, until - time.monotonic()))
                if any(key.fileobj is waker for key, _ in ready):
                    waker.take()
                    return True
                if not ready:
                    return False
                if not self._listen():
                    return True  # broken: let the next round see why
                if self.heard > beyond:
                    return True

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            self._connection.pgconn.finish()
            self._connection = None

    def forget(self) -> None:
        """The link is new: listen and test again."""
        self.close()
        self.works = None

    def _hears_within(self, seconds: float) -> bool:
        assert self._connection is not None
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._connection.pgconn.socket, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    hints = self._take_hints()
                    if hints is None:
                        return False
                    if hints:
                        return True
        return False

    def _listen(self) -> bool:
        hints = self._take_hints()
        if hints is None:
            self.forget()
            return False
        self.heard = max([self.heard, *hints])
        return True

    def _take_hints(self) -> list[int] | None:
        """The numbers that hints told; None: the connection is broken."""
        from psycopg import Error

        assert self._connection is not None
        pgconn = self._connection.pgconn
        numbers = []
        try:
            pgconn.consume_input()
            while (notify := pgconn.notifies()) is not None:
                numbers.append(int(notify.extra))
        except (Error, ValueError):
            return None
        return numbers


def hint(link: Link, seq: int) -> None:
    """Wake the other doors. Raises SyncError."""
    try:
        link.call(
            b"SELECT pennant.hint($1, $2)", [link.address.event_id.encode(), str(seq).encode()]
        )
    except Declined as error:
        raise SyncTemporary("ledger_unreachable", host=link.address.shown) from error
