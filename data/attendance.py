"""Who is here: counts and lists derived from the journal."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.guests import Counts, Direction, Guest, GuestState, PaymentMethod
from data.store import reading
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from data.store.journal import MOVES, Kind, rows_at, rows_of_nonce, to_moment
from data.store.loads import settle_all


@dataclass(frozen=True, slots=True)
class Arrival:
    """One act of the door as the feed shows it, newest first."""

    nonce: str
    at: datetime
    guests: tuple[Guest, ...]
    direction: Direction = Direction.ENTRY
    annulled: bool = False
    device_name: str = ""
    device_id: str = ""
    forced: bool = False
    paid_minor: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """One payment, or its waiver, as an export tells it."""

    method: PaymentMethod
    amount_minor: int
    waived_minor: int
    at: datetime
    annulled: bool
    free_reason: str = ""


def counts(file: EventFile) -> Counts:
    """The evening in numbers; a list that is still being folded counts as far as it got."""
    with file.reading() as connection:
        return reading.counts(connection)


def guest_state(file: EventFile, guest_id: str) -> GuestState | None:
    """One guest with all that is known, or None."""
    return next(iter(guest_states(file, [guest_id])), None)


def guest_states(file: EventFile, ids: list[str] | None = None) -> list[GuestState]:
    """The guests named (all without ``ids``) with all that is known of each."""
    if ids is None:
        settle_all(file)
    with file.reading() as connection:
        found = list(reading.guests(connection, ids))
        if ids is not None:
            place = {guest_id: number for number, guest_id in enumerate(ids)}
            found.sort(key=lambda guest: place[guest.id])
        return reading.states(connection, found)


def latest(file: EventFile, limit: int = 20) -> list[Arrival]:
    """The latest acts of the door, newest first, those taken back included and marked."""
    with file.reading() as connection:
        nonces: dict[str, None] = {}
        for (nonce,) in connection.execute(
            """SELECT nonce FROM journal INDEXED BY journal_act
               WHERE kind IN ('check_in', 'exit') AND nonce IS NOT NULL
               ORDER BY hlc DESC, id DESC"""
        ):
            nonces[nonce] = None
            if len(nonces) == limit:
                break
        return [_arrival(connection, nonce) for nonce in nonces]


def _arrival(connection: sqlite3.Connection, nonce: str) -> Arrival:
    moves = [m for m in rows_of_nonce(connection, nonce) if m.row.kind in MOVES]
    first = moves[0]
    annulled = sum(bool(rows_at(connection, move.id, Kind.ANNUL)) for move in moves)
    (paid_minor,) = connection.execute(
        """SELECT coalesce(sum(amount_minor), 0) FROM payment
           WHERE nonce = ? AND annulled_by IS NULL""",
        (nonce,),
    ).fetchone()
    device = connection.execute(
        "SELECT name FROM device WHERE id = ?", (first.device_id,)
    ).fetchone()
    return Arrival(
        nonce=nonce,
        at=min(move.row.at for move in moves),
        guests=_present(connection, [move.row.guest_id or "" for move in moves]),
        direction=Direction.EXIT if first.row.kind == Kind.EXIT else Direction.ENTRY,
        annulled=annulled == len(moves),
        device_name=device[0] if device is not None else "",
        device_id=first.device_id,
        forced="lifted" in first.row.body,
        paid_minor=paid_minor,
        late=bool(first.row.body.get("late")),
    )


def _present(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Guest, ...]:
    """The guests under whom rows about these ids stand now, in their order."""
    found = (find_guest(connection, guest_id) for guest_id in dict.fromkeys(ids))
    return tuple(guest for guest in found if guest is not None)


def payments_by_guest(file: EventFile) -> dict[str, list[PaymentRecord]]:
    """All payments, annulled ones included, by guest and in order."""
    found: dict[str, list[PaymentRecord]] = {}
    with file.reading():
        for row in file.database.query(
            """SELECT guest_id, method, amount_minor, waived_minor, payment.at, annulled_by, fields
               FROM payment LEFT JOIN personal ON personal.id = payment.id ORDER BY payment.id"""
        ):
            record = PaymentRecord(
                method=PaymentMethod(row["method"]),
                amount_minor=row["amount_minor"],
                waived_minor=row["waived_minor"],
                at=to_moment(row["at"]),
                annulled=row["annulled_by"] is not None,
                free_reason=json.loads(row["fields"] or "{}").get("free_reason", ""),
            )
            found.setdefault(row["guest_id"], []).append(record)
    return found
