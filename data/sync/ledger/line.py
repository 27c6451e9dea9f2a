"""The door's line to the ledger: open when a claim can be asked, closed when the door is alone.

The ledger's own thread opens it, once the door knows all that the ledger knows. The door's thread
asks; the first question that gets no answer in time closes it, and no scan waits until the
ledger's thread has opened it again.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

from data.errors import MergeError
from data.store.shared_rows import SharedRow
from data.sync.ledger.asking import Declined, NoAnswer, ask

if TYPE_CHECKING:
    from data.sync.ledger.connecting import Connection

DEADLINE = 0.8  # seconds for all questions of one scan together
_CLAIM = b"SELECT verdict, seq, known FROM pennant.claim($1, $2, $3, $4)"


class Verdict(StrEnum):
    """What the ledger says to a claim. All but ``OK`` mean that nothing was written there."""

    OK = "ok"
    HELD = "held"  # somebody has the slot
    NOT_EXPECTED = "not_expected"  # the list says no
    STALE = "stale"  # the door has not seen everything about these guests
    UNKNOWN = "unknown"  # the ledger has no such guest yet
    CLOSED = "closed"  # the event is over there


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, up to which number the door then knows all about these guests, and the rows
    that it did not know.
    """

    verdict: Verdict
    seq: int
    known: tuple[SharedRow, ...] = ()


class ClaimLine:
    """One line of one laptop; every method may be called by any thread.

    ``far_end``: the key under which deliveries to this ledger are noted. ``nudge`` tells the
    ledger's thread that there is something to do.
    """

    def __init__(self, far_end: str, event_id: str, nudge: Callable[[], None]) -> None:
        self.far_end = far_end
        self._event_id = event_id
        self._nudge = nudge
        self._lock = Lock()
        self._connection: Connection | None = None
        self._cursor = 0
        self._granted = 0

    @property
    def is_open(self) -> bool:
        """Whether a claim can be asked; else the door is on its own."""
        return self._connection is not None

    @property
    def cursor(self) -> int:
        """Up to where the event file has all of the ledger. Read it before the file."""
        return self._cursor

    def caught_up(self, cursor: int) -> None:
        """The event file has all of the ledger up to there."""
        self._cursor = cursor

    def open(self, connection: "Connection") -> None:
        """Let claims be asked by this connection, which is the line's from now on."""
        with self._lock:
            self._drop()
            self._connection = connection

    def close(self) -> None:
        """From now on the door is on its own."""
        with self._lock:
            self._drop()

    def granted(self) -> int:
        """The latest number that a claim got since this was asked last, 0 for none."""
        with self._lock:
            granted, self._granted = self._granted, 0
            return granted

    def claim(
        self,
        before: Sequence[SharedRow],
        act: Sequence[SharedRow],
        cursor: int,
        seconds: float,
    ) -> Answer | None:
        """Ask to let these in; None: no answer, and the ledger may hold the act or may not."""
        values = (
            self._event_id.encode(),
            str(cursor).encode(),
            rows_text(before),
            rows_text(act),
        )
        with self._lock:
            if self._connection is None or seconds <= 0:
                self._drop()
                return None
            try:
                ((verdict, seq, known),) = ask(self._connection.pgconn, _CLAIM, values, seconds)
                answer = Answer(
                    Verdict((verdict or b"").decode()), int(seq or 0), _rows(known or b"[]")
                )
            except (NoAnswer, Declined, ValueError, RecursionError, MergeError):
                self._drop()
                self._nudge()
                return None
            if answer.verdict is Verdict.OK:
                self._granted = max(self._granted, answer.seq)
                self._nudge()
            return answer

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.pgconn.finish()
            self._connection = None


def rows_text(rows: Sequence[SharedRow]) -> bytes:
    """Rows as the ledger reads them; PostgreSQL's JSON has no U+0000."""
    text = json.dumps([row.to_json() for row in rows], ensure_ascii=False)
    return text.replace("\\u0000", "\\ufffd").encode("utf-8", "replace")


def _rows(text: bytes) -> tuple[SharedRow, ...]:
    return tuple(SharedRow.from_json(told) for told in json.loads(text))
