"""Where the doors of an event share their ledger now: a row of the journal, told by who made it.

It travels like all else, so a door that still uses an earlier ledger hears there that it moved
(``farewell``), and a door whose hub was closed on purpose knows that from a hub that died.
"""

import sqlite3
from dataclasses import dataclass

from data.store.event_file import EventFile
from data.store.journal import Kind, Row
from data.sync.ledger.address import LedgerAddress


@dataclass(frozen=True, slots=True)
class Place:
    """``ledger`` says which one (``LedgerAddress.identity``), ``at`` where, "" where it was closed;
    ``device`` is the name of the laptop that said so, ``row_id`` the row.
    """

    ledger: str
    at: str
    device: str
    row_id: str


def tell_place(file: EventFile, address: LedgerAddress, *, closed: bool = False) -> Place:
    """From now on the doors meet there, or there no more. Written once. Raises StoreError."""
    told = Place(address.identity, "" if closed else address.shown, file.device.name, "")
    with file.transaction() as act:
        before = latest_place(act.connection)
        if before is not None and (before.ledger, before.at) == (told.ledger, told.at):
            return before
        body = {"ledger": told.ledger, "ledger_at": told.at}
        written = act.append(Row(Kind.MARKER, act.now, body=body))
        return Place(told.ledger, told.at, told.device, written.id)


def latest_place(connection: sqlite3.Connection) -> Place | None:
    """What was said last, by whichever laptop."""
    found = connection.execute(
        """SELECT json_extract(body, '$.ledger'), json_extract(body, '$.ledger_at'),
           coalesce(device.name, ''), journal.id
           FROM journal INDEXED BY journal_load
           LEFT JOIN device ON device.id = journal.device_id
           WHERE kind = 'marker' AND json_type(body, '$.ledger') = 'text'
           AND json_type(body, '$.ledger_at') = 'text'
           ORDER BY journal.hlc DESC, journal.id DESC LIMIT 1"""
    ).fetchone()
    return None if found is None else Place(*found)
