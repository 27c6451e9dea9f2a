"""Folding an effective list into the guests, a few at a time and whoever is asked for first.

``load`` names the lists that are being written (no marker yet) or folded; ``staged`` the rows
of theirs that have not been folded. The caller holds the write lock wherever something is folded.
"""

import sqlite3
from collections.abc import Sequence

from data.store.journal import rows_by_number
from data.store.projections import fold_guests

SLICE = 100  # rows a transaction while somebody may wait: some 5 ms

_EFFECTIVE = "load_id IN (SELECT id FROM load WHERE marker_no IS NOT NULL)"


def unsettled(connection: sqlite3.Connection) -> bool:
    """Whether an effective list is not wholly folded yet."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM load WHERE marker_no IS NOT NULL)"
    ).fetchone()
    return bool(found)


def settle_some(connection: sqlite3.Connection, most: int) -> int:
    """Fold some guests of effective lists; return how many, 0 when none are left."""
    found = connection.execute(
        f"SELECT guest_id, local_no FROM staged WHERE {_EFFECTIVE} LIMIT ?", (most,)
    ).fetchall()
    _settle(connection, found)
    if not found:
        connection.execute("DELETE FROM load WHERE marker_no IS NOT NULL")
    return len(found)


def settle_guest(connection: sqlite3.Connection, guest_id: str) -> None:
    """Fold what effective lists say of this guest, or of the one whom they turned out to be."""
    if unsettled(connection):
        found = connection.execute(
            f"""SELECT guest_id, local_no FROM staged WHERE {_EFFECTIVE}
                AND guest_id IN (?, (SELECT joined_to FROM guest WHERE id = ?))""",
            (guest_id, guest_id),
        )
        _settle(connection, found.fetchall())


def settle_secret(connection: sqlite3.Connection, secret: str) -> None:
    """Fold what effective lists say of whoever has or had this secret."""
    if unsettled(connection):
        found = connection.execute(
            f"""SELECT guest_id, local_no FROM staged WHERE {_EFFECTIVE} AND guest_id IN (
                    SELECT guest_id FROM staged WHERE secret = ?
                    UNION SELECT guest_id FROM guest_key WHERE source = 'secret' AND key = ?)""",
            (secret, secret),
        )
        _settle(connection, found.fetchall())


def _settle(connection: sqlite3.Connection, found: Sequence[tuple[str, int]]) -> None:
    if found:
        fold_guests(connection, rows_by_number(connection, [number for _, number in found]))
        connection.executemany("DELETE FROM staged WHERE guest_id = ? AND local_no = ?", found)
