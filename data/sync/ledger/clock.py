"""How far this laptop's clock is from the ledger's: measured on every connection, kept for rows.

Nothing is decided by it. Each row tells it (``clock_offset_ms``), so that a report can say when
something happened at a door whose clock was wrong.
"""

from data.store.event_file import EventFile

CLOCK_SECONDS = 5.0  # a clock that is further off should be set
_WORTH_KEEPING_MS = 100  # less is the network's doing


def keep_offset(file: EventFile, seconds: float) -> None:
    """``seconds``: by how much the ledger's clock is ahead of this laptop's. Raises StoreError."""
    offset_ms, device_id = round(1000 * seconds), file.device.id
    with file.reading() as connection:
        found = connection.execute(
            "SELECT clock_offset_ms FROM device WHERE id = ?", (device_id,)
        ).fetchone()
    kept = None if found is None else found[0]
    if kept is not None and abs(kept - offset_ms) < _WORTH_KEEPING_MS:
        return
    with file.transaction(synced=False) as act:
        act.connection.execute(
            "UPDATE device SET clock_offset_ms = ? WHERE id = ?", (offset_ms, device_id)
        )
