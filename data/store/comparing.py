"""Comparing a list with an event from another process, which writes nothing into the file."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path

from data.guestlist.listing import ListedGuest
from data.matching import KnownGuest, LoadPlan, plan_load
from data.store.connection import BUSY_SECONDS, translated
from data.store.guest_fields import SELECT, guest_from
from data.store.untouched import require_ours


def compare_apart(path: Path, listed: Iterable[ListedGuest]) -> LoadPlan:
    """What loading this list into the event file would do, as ``loads.compare`` says it.

    A list that takes effect at this very moment may be seen in part; writing the same guests
    again does no harm, for they get the same ids. Raises StoreError.
    """
    require_ours(path)
    with translated(path):
        address = f"{path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN")
            (event_id,) = connection.execute("SELECT event_id FROM event").fetchone()
            keys = [key for (key,) in connection.execute("SELECT key FROM product")]
            known = known_in(connection)
        finally:
            connection.close()
    return plan_load(event_id, tuple(listed), known, keys)


def known_in(
    connection: sqlite3.Connection, only: Collection[str] | None = None
) -> list[KnownGuest]:
    """The guests of the event with the fields edited at the door; ``only`` those of these ids."""
    found = []
    query = SELECT.replace(" FROM guest", ", guest.stamps FROM guest WHERE void = 0")
    values: tuple[str, ...] = ()
    if only is not None:
        query += " AND id IN (SELECT value FROM json_each(?))"
        values = (json.dumps(sorted(only)),)
    for record in connection.execute(query, values):
        edited = [names for rank, _, names in json.loads(record[-1]) if rank == 1]
        found.append(
            KnownGuest(guest_from(record), frozenset(name for names in edited for name in names))
        )
    return found
