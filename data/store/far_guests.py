"""Whom a far end knows by which number, and when it says they came and went.

``far_key`` is the far end's own number of a ticket, ``party`` what it sold together (an order).
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.store.event_file import EventFile
from data.store.journal import to_moment, to_text


@dataclass(frozen=True, slots=True)
class FarGuest:
    """One ticket as the far end knows it; ``facts`` is what was read of it the last time."""

    far_key: str
    party: str
    guest_id: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry or exit of which the far end knows."""

    far_key: str
    at: datetime
    direction: str  # entry, exit
    device: str


SLICE = 200  # records a transaction: some 3 ms

_SELECT = "SELECT far_key, party, guest_id, facts FROM far_guest WHERE far_end = ?"


def _guest(record: tuple[str, str, str, str]) -> FarGuest:
    return FarGuest(record[0], record[1], record[2], json.loads(record[3]))


def far_guests_of(
    connection: sqlite3.Connection, far_end: str, parties: Iterable[str]
) -> list[FarGuest]:
    """All tickets of these orders."""
    found = connection.execute(
        f"{_SELECT} AND party IN (SELECT value FROM json_each(?))",
        (far_end, json.dumps(sorted(parties))),
    )
    return [_guest(record) for record in found]


def far_guest_of(connection: sqlite3.Connection, far_end: str, guest_id: str) -> FarGuest | None:
    """The ticket of a guest, live ones first; None where the far end does not know them."""
    record = connection.execute(
        f"""{_SELECT} AND guest_id = ?
            ORDER BY coalesce(json_extract(facts, '$.gone'), 0), far_key LIMIT 1""",
        (far_end, guest_id),
    ).fetchone()
    return None if record is None else _guest(record)


def guest_of_key(connection: sqlite3.Connection, source: str, key: str) -> str | None:
    """The one listed guest who has this code or number, or None where there is none or several."""
    found = connection.execute(
        """SELECT guest.id FROM guest_key JOIN guest ON guest.id = guest_key.guest_id
           WHERE guest_key.source = ? AND guest_key.key = ? AND guest.void = 0 LIMIT 2""",
        (source, key),
    ).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def born_at_the_door(connection: sqlite3.Connection) -> list[str]:
    """The walk-ins and companions whom no list brought and no code names."""
    found = connection.execute(
        "SELECT id FROM guest WHERE origin <> 'list' AND secret = '' AND void = 0"
    )
    return [guest_id for (guest_id,) in found]


def keep_far_guests(file: EventFile, far_end: str, guests: Sequence[FarGuest]) -> None:
    """Remember tickets."""
    with file.transaction(synced=False) as act:
        act.connection.executemany(
            """INSERT OR REPLACE INTO far_guest (far_end, far_key, party, guest_id, facts)
               VALUES (?, ?, ?, ?, ?)""",
            [
                (far_end, one.far_key, one.party, one.guest_id, json.dumps(dict(one.facts)))
                for one in guests
            ],
        )


def keep_movements(
    file: EventFile, far_end: str, far_keys: Sequence[str], movements: Sequence[Movement]
) -> None:
    """Remember what the far end says of these tickets; what it does not say any more is gone."""
    with file.transaction(synced=False) as act:
        act.connection.executemany(
            "DELETE FROM far_move WHERE far_end = ? AND far_key = ?",
            [(far_end, key) for key in far_keys],
        )
        act.connection.executemany(
            """INSERT OR IGNORE INTO far_move (far_end, far_key, at, direction, device)
               VALUES (?, ?, ?, ?, ?)""",
            [(far_end, m.far_key, to_text(m.at), m.direction, m.device) for m in movements],
        )


def movements_of(connection: sqlite3.Connection, far_end: str, far_key: str) -> list[Movement]:
    """When the far end says that this ticket came and went, oldest first."""
    found = connection.execute(
        """SELECT far_key, at, direction, device FROM far_move
           WHERE far_end = ? AND far_key = ? ORDER BY at, direction""",
        (far_end, far_key),
    )
    return [Movement(key, to_moment(at), way, device) for key, at, way, device in found]


def often_moved(connection: sqlite3.Connection, far_end: str) -> list[tuple[str, list[Movement]]]:
    """The guests whose ticket entered more than once, with all its movements, oldest first."""
    found = connection.execute(
        """SELECT guest_id, far_key FROM far_guest WHERE far_end = ? AND far_key IN (
               SELECT far_key FROM far_move WHERE far_end = ? AND direction = 'entry'
               GROUP BY far_key HAVING count(*) > 1) ORDER BY guest_id""",
        (far_end, far_end),
    ).fetchall()
    return [(guest, movements_of(connection, far_end, key)) for guest, key in found]


def keep_secrets(file: EventFile, far_end: str, state: str, secrets: Iterable[str]) -> None:
    """Remember which codes are ``revoked`` or ``blocked``, replacing what was said before.

    Only what is otherwise than before is written, in short transactions.
    """
    wanted = frozenset(secrets)
    with file.reading() as connection:
        known = secrets_in_state(connection, far_end, state)
    gone = "DELETE FROM far_secret WHERE far_end = ? AND secret = ? AND state = ?"
    new = "INSERT OR REPLACE INTO far_secret (far_end, secret, state) VALUES (?, ?, ?)"
    for statement, those in ((gone, known - wanted), (new, wanted - known)):
        records = [(far_end, secret, state) for secret in sorted(those)]
        for start in range(0, len(records), SLICE):
            with file.transaction(synced=False) as act:
                act.connection.executemany(statement, records[start : start + SLICE])


def secrets_in_state(connection: sqlite3.Connection, far_end: str, state: str) -> frozenset[str]:
    """The codes of which the far end says so."""
    found = connection.execute(
        "SELECT secret FROM far_secret WHERE far_end = ? AND state = ?", (far_end, state)
    )
    return frozenset(secret for (secret,) in found)


def is_revoked(connection: sqlite3.Connection, secret: str) -> bool:
    """Whether any far end says that this code counts no more."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM far_secret WHERE secret = ? AND state = 'revoked')",
        (secret,),
    ).fetchone()
    return bool(found)
