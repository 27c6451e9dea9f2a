"""What other doors did: pulled by a cursor without gaps into the event file.

Every pull begins with the row at the cursor, whose digest covers all rows up to it. Where it is
not the one that came before, the ledger was restored from an older copy: then it is read from the
beginning, and is taught again whatever this laptop knows, its own rows and those of others alike.
(The row's id alone would not do: taught anew, a ledger may have the same row at the same place
after others that this laptop has never seen.)
"""

import json
import time
from collections.abc import Sequence
from typing import NamedTuple

from data.errors import MergeError
from data.store import deliveries
from data.store.arriving import SLICE, Received, take_in
from data.store.event_file import EventFile
from data.store.far_ends import far_end, keep_cursor
from data.store.pending import pending_row_ids
from data.store.shared_rows import SharedRow
from data.sync.ledger.link import LedgerState, Link

_PAGE = 500
_PULL = b"SELECT seq, digest, entry FROM pennant.pull($1, $2, $3)"


class _Told(NamedTuple):
    """One row as the ledger tells it, with its place and the digest up to it."""

    seq: int
    digest: int
    entry: object


class Feed:
    """The way from one ledger into one event file; used by one thread."""

    def __init__(self, file: EventFile, key: str, link: Link) -> None:
        self._file = file
        self._key = key
        self._link = link
        self.cursor, self._digest = 0, 0
        self.look_again()
        self.restored = 0  # how often the ledger had forgotten something
        self.round_trip = 0.0  # seconds that the last question took
        self.unsound = 0  # rows that could not be taken in

    def look_again(self) -> None:
        """Go on where the event file says: another process may have fetched more."""
        kept = far_end(self._file, self._key).cursor
        self.cursor, self._digest = kept.get("seq", 0), kept.get("digest", 0)

    def match(self, state: LedgerState) -> None:
        """On a new connection: does it hold what it once acknowledged?"""
        wrong_row = self.cursor > 0 and state.at_cursor != self._digest
        if wrong_row or any(
            state.writers.get(writer, 0) < number for writer, number in self.sent().items()
        ):
            self._begin_anew()

    def sent(self) -> dict[str, int]:
        """How many rows of each writer the ledger has acknowledged or told."""
        with self._file.reading() as connection:
            return dict(
                connection.execute(
                    """SELECT writer_id, count(*) FROM delivery
                       JOIN journal ON journal.id = journal_id
                       WHERE far_end = ? AND state = 'sent' GROUP BY writer_id""",
                    (self._key,),
                ).fetchall()
            )

    def fetch(self) -> int:
        """Pull until the end; return how many rows were new here. Raises SyncError."""
        added, begun_anew = 0, False
        while True:
            page = self._page()
            overlap = 1 if self.cursor else 0
            expected = range(self.cursor + 1 - overlap, self.cursor + 1 - overlap + len(page))
            known = not overlap or (page and page[0].digest == self._digest)
            if not known or [one.seq for one in page] != list(expected):
                if begun_anew:
                    return added  # it changes while we look: the next poll will see
                begun_anew = True
                self._begin_anew()
                continue
            for start in range(overlap, len(page), SLICE):
                added += self._receive(page[start : start + SLICE])
            if len(page) < _PAGE:
                return added

    def _page(self) -> "list[_Told]":
        after = max(0, self.cursor - 1)
        values = (self._link.address.event_id, str(after), str(_PAGE))
        asked = time.monotonic()
        found = self._link.call(_PULL, [value.encode() for value in values])
        self.round_trip = time.monotonic() - asked
        return [
            _Told(int(seq or 0), int(digest or 0), _read(entry or b"{}"))
            for seq, digest, entry in found
        ]

    def _begin_anew(self) -> None:
        self.restored += 1
        deliveries.send_all_again(self._file, self._key)
        self.cursor, self._digest = 0, 0
        keep_cursor(self._file, self._key, {})

    def _receive(self, told: "Sequence[_Told]") -> int:
        rows = []
        for one in told:
            try:
                rows.append(SharedRow.from_json(one.entry))
            except MergeError:
                self.unsound += 1
        try:
            received = self._take_in(rows, told[-1])
        except MergeError:  # one of them is odd: each by itself
            received = Received()
            for row in rows:
                try:
                    received += self._take_in([row], told[-1])
                except MergeError:
                    self.unsound += 1
        self.cursor, self._digest = told[-1].seq, told[-1].digest
        if received.unsettled:
            while self._file.settle_slice():
                pass
        return received.added

    def _take_in(self, rows: Sequence[SharedRow], last: "_Told") -> Received:
        with self._file.transaction(synced=False) as act:
            waiting = pending_row_ids(act.connection)  # granted, and not yet settled by the door
            fresh = [row for row in rows if row.id not in waiting]
            received = take_in(act.connection, fresh, self._file.device.id)
            deliveries.note_there(act.connection, self._key, [row.id for row in fresh])
            act.connection.execute(
                "UPDATE far_end SET cursor = ? WHERE key = ?",
                (json.dumps({"seq": last.seq, "digest": last.digest}), self._key),
            )
            return received


def _read(entry: bytes) -> object:
    """None where somebody wrote what PostgreSQL keeps and Python does not read: 5,000 digits."""
    try:
        return json.loads(entry)
    except (ValueError, RecursionError):
        return None
