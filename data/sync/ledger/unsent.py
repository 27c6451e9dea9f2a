"""What the ledger has not been told yet of the people whom an act is about."""

from collections.abc import Sequence

from data.store.event_file import Transaction
from data.store.shared_rows import SharedRow, shared_rows_of


def unsent_about(
    act: Transaction, far_end: str, rows: Sequence[SharedRow], kinds: Sequence[str]
) -> list[SharedRow]:
    """The rows of these kinds about the people of an act that still wait for the ledger."""
    people = sorted({row.guest_id for row in rows if row.guest_id is not None})
    whose = f"guest_id IN ({','.join('?' * len(people))})"
    which = f"kind IN ({','.join('?' * len(kinds))})"
    found = act.connection.execute(
        f"""SELECT journal.id FROM journal JOIN delivery ON journal_id = journal.id
            WHERE far_end = ? AND state = 'waiting' AND {which} AND {whose}
            UNION
            SELECT id FROM journal
            WHERE local_no > (SELECT queued_no FROM far_end WHERE key = ?) AND {which} AND {whose}
            AND NOT EXISTS (SELECT 1 FROM delivery
                            WHERE journal_id = journal.id AND far_end = ? AND state = 'sent')""",
        (far_end, *kinds, *people, far_end, *kinds, *people, far_end),
    ).fetchall()
    return shared_rows_of(act.connection, [row_id for (row_id,) in found]) if found else []
