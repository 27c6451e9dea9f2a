"""What waits for the ledger at this very moment, also what nobody has queued yet."""

from datetime import datetime

from data.store.event_file import EventFile
from data.store.journal import to_moment
from data.sync.ledger.far_end import KEY

_WAITING = """SELECT count(*), min(recorded_at) FROM (
    SELECT recorded_at FROM delivery JOIN journal ON journal.id = journal_id
    WHERE far_end = :key AND state = 'waiting'
    UNION ALL
    SELECT recorded_at FROM journal
    WHERE local_no > (SELECT queued_no FROM far_end WHERE key = :key)
    AND NOT EXISTS (SELECT 1 FROM delivery WHERE journal_id = journal.id AND far_end = :key))"""


def waiting_now(file: EventFile) -> tuple[int, datetime | None]:
    """How many rows, and when the oldest was written. Raises StoreError."""
    with file.reading() as connection:
        number, since = connection.execute(_WAITING, {"key": KEY}).fetchone()
    return int(number), None if since is None else to_moment(since)
