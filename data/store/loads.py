"""Writing a list in short slices that one row makes effective.

Each slice is a short transaction of guest rows that have no effect yet (``staged``). One marker
row then makes all of them effective at once; folding them into the guests goes on in slices,
and a scan that meets a guest not folded yet folds that one first. So a scan never waits for a
list, and a list takes effect whole or not at all.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable

from data.guestlist.listing import ListedGuest
from data.guests import Product
from data.identity import uuid7
from data.matching import KnownGuest, LoadPlan, plan_load
from data.store.event_file import EventFile
from data.store.guest_fields import SELECT, guest_from, split
from data.store.journal import Kind, Row, rows_by_number
from data.store.products import put_product
from data.store.projections import fold

SLICE = 250  # rows a transaction: some 10 ms


def known_guests(file: EventFile) -> list[KnownGuest]:
    """The guests of the event with the fields edited at the door."""
    settle_all(file)
    found = []
    query = SELECT.replace(" FROM guest", ", guest.stamps FROM guest WHERE void = 0")
    for record in file.connection.execute(query):
        edited = [names for rank, _, names in json.loads(record[-1]) if rank == 1]
        found.append(
            KnownGuest(guest_from(record), frozenset(name for names in edited for name in names))
        )
    return found


def compare(file: EventFile, listed: Iterable[ListedGuest]) -> LoadPlan:
    """What loading this list would do; writes nothing of it."""
    keys = [key for (key,) in file.connection.execute("SELECT key FROM product")]
    return plan_load(file.info.event_id, tuple(listed), known_guests(file), keys)


class Loading:
    """One list on its way into the event; whoever owns it decides when the next slice comes."""

    def __init__(self, file: EventFile, plan: LoadPlan) -> None:
        self._file = file
        self._plan = plan
        self._rows = [*plan.new, *plan.changed]
        self.done = 0
        self.total = len(self._rows)
        self._id = ""

    def write_slice(self) -> bool:
        """Write the next guests, without effect; False when all are written."""
        if self.done >= self.total:
            return False
        file = self._file
        with file.transaction() as act:
            if not self._id:
                self._id = uuid7(act.now)
                act.connection.execute(
                    "INSERT INTO load (id, session_id) VALUES (?, ?)", (self._id, file.session_id)
                )
            for one in self._rows[self.done : self.done + SLICE]:
                body, personal = split(one.values)
                written = act.append_quietly(
                    Row(
                        Kind.GUEST_PUT,
                        act.now,
                        guest_id=one.guest_id,
                        body={"by": "list", "load": self._id, "set": body},
                        personal=personal,
                    )
                )
                act.connection.execute(
                    "INSERT INTO staged (local_no, load_id, guest_id, secret) VALUES (?, ?, ?, ?)",
                    (
                        written.local_no,
                        self._id,
                        one.guest_id,
                        one.values.get("secret") or None,
                    ),
                )
        self.done = min(self.total, self.done + SLICE)
        return self.done < self.total

    def make_effective(self) -> None:
        """From now on the list counts, all of it."""
        if not self._id:
            return
        with self._file.transaction() as act:
            for name in self._plan.products:
                put_product(act, Product(name), act.now)
            act.append(
                Row(
                    Kind.MARKER,
                    act.now,
                    body={"load": self._id, "guests": self.total},
                )
            )
            act.connection.execute("UPDATE load SET effective = 1 WHERE id = ?", (self._id,))

    def abandon(self) -> None:
        """Forget what was written so far; nothing of it ever had an effect."""
        if self._id:
            with self._file.transaction() as act:
                act.connection.execute("DELETE FROM staged WHERE load_id = ?", (self._id,))
                act.connection.execute("DELETE FROM load WHERE id = ?", (self._id,))


def load(
    file: EventFile,
    plan: LoadPlan,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    between: Callable[[], None] = lambda: None,
) -> bool:
    """Load a list from beginning to end; False where it was cancelled, which leaves no trace.

    ``between`` runs between two slices: with several processes on one file it should pause, so
    that a waiting scan gets its turn.
    """
    loading = Loading(file, plan)
    more = True
    while more:
        more = loading.write_slice()
        progress(loading.done, 2 * loading.total)
        if cancelled():
            loading.abandon()
            return False
        between()
    loading.make_effective()
    settled = 0
    while folded := settle_slice(file):
        settled = min(loading.total, settled + folded)
        progress(loading.total + settled, 2 * loading.total)
        between()
    return True


_EFFECTIVE = "staged JOIN load ON load.id = staged.load_id AND load.effective = 1"


def settle_slice(file: EventFile) -> int:
    """Fold some guests of effective lists; return how many, 0 when none are left."""
    if file.connection.execute(f"SELECT 1 FROM {_EFFECTIVE} LIMIT 1").fetchone() is None:
        return 0
    with file.transaction() as act:
        numbers = [
            number
            for (number,) in act.connection.execute(
                f"SELECT local_no FROM {_EFFECTIVE} ORDER BY local_no LIMIT {SLICE}"
            )
        ]
        _settle(act.connection, numbers)
    return len(numbers)


def settle_all(file: EventFile) -> None:
    """Fold whatever an effective list has left to fold."""
    while settle_slice(file):
        pass


def settle_guest(connection: sqlite3.Connection, guest_id: str) -> None:
    """Fold what effective lists say of this guest; the caller holds the write lock."""
    found = connection.execute(
        f"SELECT local_no FROM {_EFFECTIVE} WHERE guest_id = ? ORDER BY local_no", (guest_id,)
    )
    _settle(connection, [number for (number,) in found])


def settle_secret(connection: sqlite3.Connection, secret: str) -> None:
    """Fold what effective lists say of whoever has or had this secret."""
    found = connection.execute(
        f"""SELECT local_no FROM {_EFFECTIVE} WHERE guest_id IN (
                SELECT guest_id FROM staged WHERE secret = ?
                UNION SELECT id FROM guest WHERE secret = ? AND secret <> '')
            ORDER BY local_no""",
        (secret, secret),
    )
    _settle(connection, [number for (number,) in found])


def _settle(connection: sqlite3.Connection, numbers: list[int]) -> None:
    if not numbers:
        return
    for written in rows_by_number(connection, numbers):
        fold(connection, written)
    connection.executemany("DELETE FROM staged WHERE local_no = ?", [(n,) for n in numbers])
