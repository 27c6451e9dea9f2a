"""Writing a list in short slices that one row makes effective.

Each slice is a short transaction of guest rows that have no effect yet (``staged``). One marker
row then makes all of them effective at once; folding them into the guests goes on in slices,
and a scan that meets a guest not folded yet folds that one first. So a scan never waits for a
list, and a list takes effect whole or not at all.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from data.errors import StoreUnavailable
from data.guestlist.listing import ListedGuest
from data.guests import Product
from data.identity import uuid7
from data.matching import GuestChange, LoadPlan, plan_load
from data.store.comparing import known_in
from data.store.event_file import EventFile
from data.store.guest_fields import split
from data.store.journal import Kind, Row
from data.store.products import put_product
from data.store.settling import SLICE
from data.uncollected import uncollected

T = TypeVar("T")

PATIENCE = 12  # tries of five seconds each before a list gives up
ALONE_SLICE = 10_000  # rows a transaction while nobody else has the file open


@uncollected()
def compare(file: EventFile, listed: Iterable[ListedGuest]) -> LoadPlan:
    """What loading this list would do; writes nothing of it."""
    settle_all(file)
    with file.reading() as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM product")]
        known = known_in(connection)
    return plan_load(file.info.event_id, tuple(listed), known, keys)


class Loading:
    """One list on its way into the event; whoever owns it decides when the next slice comes.

    Raises StoreUnavailable("locked") where another process took its loader for dead and has
    forgotten what was written so far: then nothing of it has an effect.
    """

    def __init__(self, file: EventFile, plan: LoadPlan) -> None:
        self._file = file
        self._plan = plan
        # In the order of the ids, neighbours in the list are neighbours in every table.
        self._rows = sorted((*plan.new, *plan.changed), key=lambda one: one.guest_id)
        self.done = 0
        self.total = len(self._rows)
        self._id = ""

    def write_slice(self, most: int = SLICE) -> bool:
        """Write the next guests, without effect; False when all are written."""
        if self.done >= self.total:
            return False
        with self._file.transaction(synced=False) as act:
            load_id = self._id or uuid7(act.now)
            if not self._id:
                act.connection.execute(
                    "INSERT INTO load (id, session_id) VALUES (?, ?)",
                    (load_id, self._file.session_id),
                )
            elif not _is_known(act.connection, load_id):
                raise StoreUnavailable("locked", file=self._file.path.name)
            part = self._rows[self.done : self.done + most]
            written = act.append_quietly([_row(one, load_id, act.now) for one in part])
            act.connection.executemany(
                "INSERT INTO staged (guest_id, local_no, load_id, secret) VALUES (?, ?, ?, ?)",
                [
                    (one.guest_id, row.local_no, load_id, one.values.get("secret") or None)
                    for one, row in zip(part, written, strict=True)
                ],
            )
        self._id = load_id
        self.done += len(part)
        return self.done < self.total

    def make_effective(self) -> None:
        """From now on the list counts, all of it."""
        if not self._id:
            return
        with self._file.transaction() as act:
            if not _is_known(act.connection, self._id):
                raise StoreUnavailable("locked", file=self._file.path.name)
            for name in self._plan.products:
                put_product(act, Product(name), act.now)
            marker = act.append(
                Row(Kind.MARKER, act.now, body={"load": self._id, "guests": self.total})
            )
            act.connection.execute(
                "UPDATE load SET marker_no = ? WHERE id = ?", (marker.local_no, self._id)
            )

    def abandon(self) -> None:
        """Forget what was written so far; nothing of it ever had an effect."""
        if self._id:
            with self._file.transaction() as act:
                act.connection.execute("DELETE FROM staged WHERE load_id = ?", (self._id,))
                act.connection.execute("DELETE FROM load WHERE id = ?", (self._id,))


def _is_known(connection: sqlite3.Connection, load_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM load WHERE id = ?", (load_id,)).fetchone()
    return found is not None


def _row(one: GuestChange, load_id: str, now: datetime) -> Row:
    body, personal = split(one.values)
    return Row(
        Kind.GUEST_PUT,
        now,
        guest_id=one.guest_id,
        body={"by": "list", "load": load_id, "set": body},
        personal=personal,
    )


@uncollected()
def load(
    file: EventFile,
    plan: LoadPlan,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Load a list from beginning to end; False where it was cancelled, which leaves no trace.

    While somebody else has the file open the slices are short, and after each it is theirs for
    as long as the slice took (``pause``, seconds): SQLite has no queue, whoever waits has to find
    the file free.
    """
    loading = Loading(file, plan)
    more = True
    while more:
        more = _slice(file, loading.write_slice, pause)
        progress(loading.done, 2 * loading.total)
        if cancelled():
            loading.abandon()
            return False
    loading.make_effective()
    settled, folded = 0, 1
    while folded:
        folded = _slice(file, file.settle_slice, pause)
        settled = min(loading.total, settled + folded)
        progress(loading.total + settled, 2 * loading.total)
    return True


def _slice(file: EventFile, write: Callable[[int], T], pause: Callable[[float], None]) -> T:
    """Write one slice as long as it may be now; where the door is too busy, try again."""
    is_alone = file.is_alone()
    begun = time.perf_counter()
    for patience in reversed(range(PATIENCE)):
        try:
            result = write(ALONE_SLICE if is_alone else SLICE)
            break
        except StoreUnavailable as error:
            if error.code != "locked" or not patience:
                raise
    if not is_alone:
        pause(time.perf_counter() - begun)
    return result


def settle_all(file: EventFile) -> None:
    """Fold whatever an effective list has left to fold."""
    while file.settle_slice():
        pass
