"""What follows from the journal about badges: each print and how it stands, whatever the order in
which rows arrive.
"""

import sqlite3

from data.store.guest_fields import present_guest
from data.store.journal import Kind, WrittenRow, row_by_id, rows_at, to_text

BADGE_STATES = (
    Kind.BADGE_TAKEN,
    Kind.BADGE_SENT,
    Kind.BADGE_RECEIVED,
    Kind.BADGE_FAILED,
    Kind.BADGE_UNKNOWN,
    Kind.BADGE_BY_HAND,
    Kind.BADGE_CANCELLED,
)


def badge_wanted(connection: sqlite3.Connection, written: WrittenRow) -> None:
    """A badge, wanted from a printer or made before the evening and laid into a box."""
    row = written.row
    in_box = row.kind == Kind.BADGE_IN_BOX
    connection.execute(
        """INSERT INTO print (id, guest_id, own_guest_id, nonce, device_id, wanted_at, wanted_no,
           state, state_at, state_hlc, printer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            written.id,
            present_guest(connection, row.guest_id),
            row.guest_id,
            row.nonce,
            written.device_id,
            to_text(row.at),
            written.local_no,
            "in_box" if in_box else "wanted",
            to_text(row.at),
            written.hlc,
            row.body["box"] if in_box else "",
        ),
    )
    _badge_follows(connection, written.id)


def badge_state(connection: sqlite3.Connection, written: WrittenRow) -> None:
    """What became of a badge."""
    _badge_follows(connection, written.row.target or "")


def _badge_follows(connection: sqlite3.Connection, print_id: str) -> None:
    """Set what is known of a badge print from all that was written about it.

    A cancellation at another laptop stops what waits; it takes nothing out of a printer.
    """
    known = rows_at(connection, print_id, *BADGE_STATES)
    wanted = row_by_id(connection, print_id)
    if not known or wanted is None:
        return
    last = known[-1]
    own = [
        one
        for one in known
        if one.row.kind != Kind.BADGE_CANCELLED or one.device_id == wanted.device_id
    ]
    if own and own[-1].row.kind not in (Kind.BADGE_FAILED, Kind.BADGE_CANCELLED):
        last = own[-1]
    printers = [written.row.body["printer"] for written in known if "printer" in written.row.body]
    connection.execute(
        "UPDATE print SET state = ?, state_at = ?, state_hlc = ?, printer = ? WHERE id = ?",
        (
            last.row.kind.removeprefix("badge_"),
            to_text(last.row.at),
            last.hlc,
            printers[-1] if printers else "",
            print_id,
        ),
    )
