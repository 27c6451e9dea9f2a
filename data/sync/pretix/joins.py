"""A "This is …" of a walk-in whom pretix was told of before: for somebody to correct by hand.

What is not told yet needs nothing: the entry goes to the ticket of whoever it was. An order that
was sold at the door is no longer ours to cancel, for it was paid.
"""

from data.store.deliveries import DeliveryState, settle, state_of
from data.store.far_guests import far_guest_of
from data.store.journal import Kind, WrittenRow, rows_at
from data.sync.far_end import GivenUp, Outcome, Outgoing, Skipped
from data.sync.pretix.desk import NOT_THEIRS, Desk


def tell_join(desk: Desk, row: Outgoing) -> Outcome:
    """Somebody who has an order of their own by now was on the list. Raises StoreError."""
    row_id, walk_in_id = row.written.id, row.written.row.guest_id or ""
    with desk.file.reading() as connection:
        order = far_guest_of(connection, desk.key, walk_in_id)
        is_taken_back = bool(rows_at(connection, row_id, Kind.ANNUL))
    if order is None or is_taken_back:
        return Skipped(row_id, NOT_THEIRS)
    return GivenUp(row_id, "joined_late", {"order": order.party})


def tell_parting(desk: Desk, row: Outgoing, join: WrittenRow) -> Outcome:
    """It was somebody else after all, whose entry may have been told for the guest on the list.

    Raises StoreError.
    """
    row_id, walk_in_id = row.written.id, join.row.guest_id or ""
    with desk.file.reading() as connection:
        told = state_of(connection, desk.key, join.id)
        order = far_guest_of(connection, desk.key, walk_in_id)
        listed = far_guest_of(connection, desk.key, str(join.row.body["joined_to"]))
        entered = connection.execute(
            """SELECT EXISTS (SELECT 1 FROM entry JOIN delivery ON journal_id = entry.id
               WHERE own_guest_id = ? AND far_end = ? AND delivery.state = 'sent')""",
            (walk_in_id, desk.key),
        ).fetchone()[0]
    if told is not None and told[0] is DeliveryState.GIVEN_UP:
        settle(desk.file, desk.key, [(join.id, DeliveryState.SKIPPED, NOT_THEIRS)])
    if order is not None or listed is None or not entered:
        return Skipped(row_id, NOT_THEIRS)
    return GivenUp(row_id, "parted_late", {"order": listed.party})
