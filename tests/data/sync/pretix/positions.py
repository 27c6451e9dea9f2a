"""Which position of pretix each guest is."""

import sqlite3


def positions_by_guest(connection: sqlite3.Connection, key: str) -> dict[str, str]:
    """pretix's id of the position by our id of the guest."""
    found = connection.execute("SELECT guest_id, far_key FROM far_guest WHERE far_end = ?", (key,))
    return dict(found.fetchall())
