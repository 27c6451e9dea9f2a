"""What is fixed for the evening, as the event file holds it."""

import json
import sqlite3
from dataclasses import replace

from data.guests import EventInfo

_INFO = """SELECT event_id, name, date, timezone, currency, capacity, walk_in_product,
    companion_product, rehearsal, ticket_keys FROM event"""


def read_info(connection: sqlite3.Connection) -> EventInfo:
    """What is fixed for the evening in this file."""
    found = connection.execute(_INFO).fetchone()
    rehearsal, ticket_keys = bool(found[-2]), tuple(json.loads(found[-1]))
    return replace(EventInfo(*found[:-2]), rehearsal=rehearsal, ticket_keys=ticket_keys)


def put_info(connection: sqlite3.Connection, info: EventInfo) -> None:
    """Set it; the evening's identity and whether it is a rehearsal never change."""
    connection.execute(
        """INSERT INTO event (only, event_id, name, date, timezone, currency, capacity,
           walk_in_product, companion_product, rehearsal, ticket_keys)
           VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (only) DO UPDATE SET name = excluded.name, date = excluded.date,
           timezone = excluded.timezone, currency = excluded.currency,
           capacity = excluded.capacity, walk_in_product = excluded.walk_in_product,
           companion_product = excluded.companion_product, ticket_keys = excluded.ticket_keys""",
        (
            info.event_id,
            info.name,
            info.date,
            info.timezone,
            info.currency,
            info.capacity,
            info.walk_in_product,
            info.companion_product,
            int(info.rehearsal),
            json.dumps(info.ticket_keys),
        ),
    )
