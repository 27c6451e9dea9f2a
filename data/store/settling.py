"""Folding an effective list into the guests, a few at a time and whoever is asked for first.

``load`` names the lists that are being written (no marker yet) or folded; ``staged`` the rows
of theirs that have not been folded. The caller holds the write lock wherever something is folded.
"""

import json
import sqlite3

from data.store.projections import Told, fold_guests, told

SLICE = 50  # rows a transaction while somebody may wait: some 2 ms

_STAGED = """SELECT staged.local_no, staged.guest_id, journal.hlc, journal.body, personal.fields
    FROM staged JOIN journal ON journal.local_no = staged.local_no
    LEFT JOIN personal ON personal.id = journal.id
    WHERE staged.load_id IN (SELECT id FROM load WHERE marker_no IS NOT NULL)"""


def unsettled(connection: sqlite3.Connection) -> bool:
    """Whether an effective list is not wholly folded yet."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM load WHERE marker_no IS NOT NULL)"
    ).fetchone()
    return bool(found)


def drop_unfinished(connection: sqlite3.Connection, alive: list[str]) -> None:
    """A list whose loading was cut off has no effect; forget what was staged of it."""
    marks = ",".join("?" * len(alive))
    unfinished = f"marker_no IS NULL AND session_id <> '' AND session_id NOT IN ({marks})"
    connection.execute(
        f"DELETE FROM staged WHERE load_id IN (SELECT id FROM load WHERE {unfinished})", alive
    )
    connection.execute(f"DELETE FROM load WHERE {unfinished}", alive)


def loaders_of_unsettled(connection: sqlite3.Connection) -> set[str]:
    """The sessions that loaded the effective lists which are not wholly folded yet."""
    found = connection.execute("SELECT session_id FROM load WHERE marker_no IS NOT NULL")
    return {session_id for (session_id,) in found}


def settle_some(connection: sqlite3.Connection, most: int) -> int:
    """Fold some guests of effective lists; return how many, 0 when none are left."""
    folded = _settle(connection, "LIMIT ?", (most,))
    if not folded:
        connection.execute("DELETE FROM load WHERE marker_no IS NOT NULL")
    return folded


def settle_guest(connection: sqlite3.Connection, guest_id: str) -> None:
    """Fold what effective lists say of this guest, or of the one whom they turned out to be."""
    if unsettled(connection):
        _settle(
            connection,
            "AND staged.guest_id IN (?, (SELECT joined_to FROM guest WHERE id = ?))",
            (guest_id, guest_id),
        )


def settle_secret(connection: sqlite3.Connection, secret: str) -> None:
    """Fold what effective lists say of whoever has or had this secret."""
    if unsettled(connection):
        _settle(
            connection,
            """AND staged.guest_id IN (SELECT guest_id FROM staged WHERE secret = ?
               UNION SELECT guest_id FROM guest_key WHERE source = 'secret' AND key = ?)""",
            (secret, secret),
        )


def _settle(connection: sqlite3.Connection, which: str, values: tuple[object, ...]) -> int:
    records = connection.execute(f"{_STAGED} {which}", values).fetchall()
    fold_guests(connection, [_told(*record[1:]) for record in records])
    connection.executemany(
        "DELETE FROM staged WHERE local_no = ? AND guest_id = ?", [r[:2] for r in records]
    )
    return len(records)


def _told(guest_id: str, hlc: int, body: str, fields: str | None) -> Told:
    return told(guest_id, hlc, json.loads(body), json.loads(fields) if fields is not None else {})
