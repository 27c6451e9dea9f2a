"""Badges to be printed, and what became of each attempt. The row's id is the printer's job name."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.store.boxes import guests_in_boxes
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
    ).fetchone()
    if waiting is not None:
        return str(waiting[0])
    return act.append(Row(Kind.BADGE_WANTED, at, nonce=nonce, guest_id=guest_id)).id


def ask_for_badge(file: EventFile, guest_id: str, at: datetime) -> str:
    """Ask for a badge (again); return the print's id."""
    with file.transaction() as act:
        return want_badge(act, guest_id, at)


def waiting_badges(file: EventFile) -> list[BadgePrint]:
    """What this device still has to print, in the order in which it was wanted.

    Badges wanted at another device never start printing here.
    """
    found = file.connection.execute(
        f"{_SELECT} WHERE state IN ('wanted', 'failed') AND {_HERE} ORDER BY wanted_no",
        (file.device.id,),
    )
    return [_print_from(record) for record in found]


def prints_of(file: EventFile, guest_id: str) -> list[BadgePrint]:
    """All badge prints of a guest, oldest first."""
    found = file.connection.execute(f"{_SELECT} WHERE guest_id = ? ORDER BY wanted_no", (guest_id,))
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


def take_badge(file: EventFile, print_id: str, printer: str, at: datetime) -> bool:
    """Claim a waiting badge before sending it; False where another window was first."""
    with file.transaction() as act:
        record = act.connection.execute(
            "SELECT state, guest_id FROM print WHERE id = ?", (print_id,)
        ).fetchone()
        if record is None or record[0] not in WAITING:
            return False
        act.append(
            Row(
                Kind.BADGE_TAKEN,
                at,
                guest_id=record[1],
                target=print_id,
                body={"printer": printer},
            )
        )
        return True


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
