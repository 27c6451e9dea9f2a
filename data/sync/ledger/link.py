"""The ledger thread's connection: every question has a deadline, every failure drops it."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.errors import SyncPermanent, SyncTemporary
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.asking import Declined, Fields, NoAnswer, ask
from data.sync.ledger.connecting import connect, ledger_error
from data.sync.ledger.installing import VERSION

if TYPE_CHECKING:
    from data.sync.ledger.connecting import Connection

ANSWER_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class LedgerState:
    """What the ledger tells of itself.

    ``at_cursor``: the digest of all rows up to the number that was asked for. ``writers``: how
    many rows of each writer it holds. ``offset``: seconds by which its clock is ahead of ours.
    """

    version: int
    event: dict[str, Any]
    closed: bool
    head: int
    at_cursor: int | None
    writers: dict[str, int]
    offset: float
    round_trip: float


class Link:
    """One connection to one ledger for one event; made when first needed, used by one thread."""

    def __init__(self, address: LedgerAddress, folder: Path) -> None:
        self.address = address
        self._folder = folder
        self._connection: Connection | None = None

    @property
    def is_up(self) -> bool:
        """Whether there is a connection that has not failed."""
        return self._connection is not None

    @property
    def server_version(self) -> int:
        """As libpq numbers it (150018), 0 without a connection."""
        return self._connection.info.server_version if self._connection is not None else 0

    def another(self) -> "Connection":
        """A further connection to the same ledger. Raises SyncError."""
        return connect(self.address, self._folder)

    def call(
        self, query: bytes, values: Sequence[bytes | None], seconds: float = ANSWER_SECONDS
    ) -> list[Fields]:
        """Ask. Raises SyncError, and Declined where what was asked itself is at fault."""
        if self._connection is None:
            self._connection = self.another()
        try:
            return ask(self._connection.pgconn, query, values, seconds)
        except NoAnswer:
            self.drop()
            raise SyncTemporary("ledger_unreachable", host=self.address.shown) from None
        except Declined as error:
            if error.sqlstate[:2] in ("21", "22", "23"):  # data, integrity
                raise
            self.drop()
            raise ledger_error(self.address, error.sqlstate, str(error)) from None

    def state(self, cursor: int, writers: Sequence[str], now: datetime) -> LedgerState:
        """How the ledger stands. Raises SyncPermanent("ledger_newer", "ledger_older") too."""
        names = "{" + ",".join(writers) + "}"
        begun = time.monotonic()
        ((told,),) = self.call(
            b"SELECT pennant.status($1, $2, $3)",
            [self.address.event_id.encode(), str(cursor).encode(), names.encode()],
        )
        took = time.monotonic() - begun
        found = json.loads(told or b"{}")
        if found["version"] != VERSION:
            version, host = str(found["version"]), self.address.shown
            if found["version"] > VERSION:
                raise SyncPermanent("ledger_newer", version=version, host=host)
            raise SyncPermanent("ledger_older", version=version, host=host)
        there = datetime.fromisoformat(found["server_time"])
        return LedgerState(
            version=found["version"],
            event=found["event"],
            closed=found["closed"],
            head=found["head"],
            at_cursor=found["at_cursor"],
            writers=found["writers"],
            offset=(there - now).total_seconds() - took / 2,
            round_trip=took,
        )

    def drop(self) -> None:
        """Let go of the connection; the next question makes a new one."""
        if self._connection is not None:
            self._connection.pgconn.finish()
            self._connection = None
