"""Badges to be printed, and what became of each attempt. The row's id is the printer's job name.

A badge is printed once, whichever laptop prints it: one that is wanted waits while the guest has
another that whoever wanted it did not know of (``data.store.badges_out``), and is looked at once
more when it is taken. Where that other one fails after all, this one comes out.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.store.badges_out import COUNTS, OUT, beside, known_to
from data.store.boxes import box_of, guests_in_boxes
from data.store.event_file import EventFile, Transaction
from data.store.journal import Kind, Row, to_moment


class PrintState(StrEnum):
    """What is known of one badge print."""

    WANTED = "wanted"
    TAKEN = "taken"
    SENT = "sent"
    RECEIVED = "received"
    FAILED = "failed"
    UNKNOWN = "unknown"
    BY_HAND = "by_hand"
    CANCELLED = "cancelled"
    IN_BOX = "in_box"  # made on a sheet before the evening; ``printer`` is the box


WAITING = (PrintState.WANTED, PrintState.FAILED)
DONE = (PrintState.SENT, PrintState.RECEIVED, PrintState.BY_HAND)


@dataclass(frozen=True, slots=True)
class BadgePrint:
    """One attempt to print one badge."""

    id: str
    guest_id: str
    device_id: str
    state: PrintState
    state_at: datetime
    wanted_at: datetime
    printer: str
    nonce: str | None = None


# Wanted at this device, in this very file: not on a copy of it, nor by a laptop that is its twin.
_HERE = """device_id = ? AND (SELECT arrived FROM journal WHERE journal.id = print.id) = 0
    AND wanted_no > (SELECT handed_over_no FROM event)"""
_SELECT = "SELECT id, guest_id, device_id, state, state_at, wanted_at, printer, nonce FROM print"


def _print_from(record: tuple[str, ...]) -> BadgePrint:
    row_id, guest_id, device_id, state, state_at, wanted_at, printer, nonce = record
    return BadgePrint(
        row_id,
        guest_id,
        device_id,
        PrintState(state),
        to_moment(state_at),
        to_moment(wanted_at),
        printer,
        nonce,
    )


def want_badge(act: Transaction, guest_id: str, at: datetime, *, nonce: str | None = None) -> str:
    """Ask for a badge within a transaction; return the print's id.

    One that waits at this device serves as well.
    """
    waiting = act.connection.execute(
        f"""SELECT id FROM print WHERE guest_id = ? AND state IN ('wanted', 'failed')
            AND {_HERE}""",
        (guest_id, act.device_id),
    ).fetchall()
    for (print_id,) in waiting:
        if not in_the_way(act.connection, print_id):
            return str(print_id)
    body = beside(act.connection, guest_id)
    return act.append(Row(Kind.BADGE_WANTED, at, nonce=nonce, guest_id=guest_id, body=body)).id


def in_the_way(connection: sqlite3.Connection, print_id: str) -> bool:
    """Whether the guest has a badge that this print does not know of.

    One in a box is in the way while it is the one to fetch.
    """
    others = connection.execute(
        f"""SELECT made.id, made.guest_id, made.state FROM print AS mine
            JOIN print AS made ON made.guest_id = mine.guest_id AND made.id <> mine.id
            WHERE mine.id = ? AND {OUT} AND {COUNTS}""",
        (print_id,),
    ).fetchall()
    known = known_to(connection, print_id) if others else frozenset()
    return any(
        made_id not in known and (state != PrintState.IN_BOX or bool(box_of(connection, guest_id)))
        for made_id, guest_id, state in others
    )


def ask_for_badge(file: EventFile, guest_id: str, at: datetime) -> str:
    """Ask for a badge (again); return the print's id."""
    with file.transaction() as act:
        return want_badge(act, guest_id, at)


def waiting_badges(file: EventFile) -> list[BadgePrint]:
    """What this device still has to print, in the order in which it was wanted.

    Badges wanted at another device never start printing here; nor does one whose guest has got
    another meanwhile.
    """
    found = file.connection.execute(
        f"{_SELECT} WHERE state IN ('wanted', 'failed') AND {_HERE} ORDER BY wanted_no",
        (file.device.id,),
    )
    waiting = [_print_from(record) for record in found]
    return [one for one in waiting if not in_the_way(file.connection, one.id)]


def prints_of(file: EventFile, guest_id: str) -> list[BadgePrint]:
    """All badge prints of a guest, oldest first."""
    found = file.connection.execute(
        f"{_SELECT} WHERE guest_id = ? ORDER BY wanted_at, id", (guest_id,)
    )
    return [_print_from(record) for record in found]


def guests_with_badge(file: EventFile) -> frozenset[str]:
    """The ids of guests who have a badge as far as is known: with the printer, made by hand, or
    in a box and still right.
    """
    found = file.connection.execute(
        "SELECT DISTINCT guest_id FROM print WHERE state IN ('sent', 'received', 'by_hand')"
    )
    made = {guest_id for (guest_id,) in found}
    return frozenset(made | guests_in_boxes(file.connection).keys())


def take_badge(
    file: EventFile, print_id: str, printer: str, at: datetime, *, again: bool = False
) -> bool:
    """Claim a waiting badge before sending it; False where another was first.

    ``again``: this very window took it before, and nothing came out.
    """
    with file.transaction() as act:
        rows = taking(act, print_id, printer, at, again=again)
        for row in rows:
            act.append(row)
        return bool(rows)


def taking(
    act: Transaction, print_id: str, printer: str, at: datetime, *, again: bool = False
) -> list[Row]:
    """The row that takes a badge; none where it does not wait, or another is in its way."""
    record = act.connection.execute(
        "SELECT state, guest_id FROM print WHERE id = ?", (print_id,)
    ).fetchone()
    if record is None or not (again or record[0] in WAITING):
        return []
    if in_the_way(act.connection, print_id) or _is_being_taken(act.connection, record[1]):
        return []
    body = {"printer": printer}
    return [Row(Kind.BADGE_TAKEN, at, guest_id=record[1], target=print_id, body=body)]


def _is_being_taken(connection: sqlite3.Connection, guest_id: str) -> bool:
    """Whether another window is asking the ledger for a badge of this guest."""
    (found,) = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM pending, json_each(pending.claim, '$.rows') AS asked
           WHERE json_extract(asked.value, '$.kind') = 'badge_taken'
           AND json_extract(asked.value, '$.guest_id') = ?)""",
        (guest_id,),
    ).fetchone()
    return bool(found)


def note_badge(
    file: EventFile,
    print_id: str,
    state: PrintState,
    at: datetime,
    *,
    printer: str = "",
    code: str = "",
) -> None:
    """Write down what became of a badge print."""
    with file.transaction() as act:
        record = act.connection.execute(
            "SELECT guest_id FROM print WHERE id = ?", (print_id,)
        ).fetchone()
        body = {k: v for k, v in (("printer", printer), ("code", code)) if v}
        act.append(
            Row(
                Kind(f"badge_{state.value}"),
                at,
                guest_id=record[0] if record is not None else None,
                target=print_id,
                body=body,
            )
        )


def taken_badges(file: EventFile) -> list[BadgePrint]:
    """What this device took to print and has not heard of since, the oldest first."""
    found = file.connection.execute(
        f"{_SELECT} WHERE state = 'taken' AND {_HERE} ORDER BY wanted_no", (file.device.id,)
    )
    return [_print_from(record) for record in found]


def own_up_to_unknown(file: EventFile, at: datetime) -> int:
    """At start-up: a badge that this device took and never heard of again is unknown."""
    lost = file.connection.execute(
        f"SELECT id FROM print WHERE state = 'taken' AND {_HERE}", (file.device.id,)
    ).fetchall()
    for (print_id,) in lost:
        note_badge(file, print_id, PrintState.UNKNOWN, at)
    return len(lost)
