"""Who is here: counts and lists derived from the journal."""

import json
from dataclasses import dataclass
from datetime import datetime

from data.guests import Counts, Direction, Guest, GuestState, PaymentMethod
from data.store import reading
from data.store.event_file import EventFile
from data.store.journal import to_moment
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
    forced: bool = False
    paid_minor: int = 0
    methods: tuple[PaymentMethod, ...] = ()
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
    """The evening in numbers."""
    settle_all(file)
    return reading.counts(file.connection)


def guest_state(file: EventFile, guest_id: str) -> GuestState | None:
    """One guest with all that is known, or None."""
    found = list(reading.guests(file.connection, [guest_id]))
    return reading.states(file.connection, found)[0] if found else None


def guest_states(file: EventFile, ids: list[str] | None = None) -> list[GuestState]:
    """The guests named (all without ``ids``) with all that is known of each."""
    settle_all(file)
    found = list(reading.guests(file.connection, ids))
    if ids is not None:
        place = {guest_id: number for number, guest_id in enumerate(ids)}
        found.sort(key=lambda guest: place[guest.id])
    return reading.states(file.connection, found)


def latest(file: EventFile, limit: int = 20) -> list[Arrival]:
    """The latest acts of the door, newest first, those taken back included and marked."""
    records = file.connection.execute(
        """SELECT nonce, kind, min(at), max(local_no), group_concat(guest_id, ' '),
           group_concat(journal.id, ' '), coalesce(device.name, ''),
           max(json_extract(body, '$.lifted') IS NOT NULL),
           max(coalesce(json_extract(body, '$.late'), 0))
           FROM (SELECT * FROM journal WHERE kind IN ('check_in', 'exit')
                 ORDER BY local_no DESC LIMIT ?) AS journal
           LEFT JOIN device ON device.id = journal.device_id
           GROUP BY nonce, kind ORDER BY 4 DESC LIMIT ?""",
        (limit * 3, limit),
    ).fetchall()
    return [_arrival(file, record) for record in records]


def _arrival(file: EventFile, record: tuple[str, ...]) -> Arrival:
    nonce, kind, at, _, guest_ids, row_ids, device_name, forced, late = record
    ids = list(dict.fromkeys(guest_ids.split()))
    guests = {guest.id: guest for guest in _present(file, ids)}
    rows = row_ids.split()
    marks = ",".join("?" * len(rows))
    (annulled,) = file.connection.execute(
        f"SELECT count(DISTINCT target) FROM journal WHERE kind = 'annul' AND target IN ({marks})",
        rows,
    ).fetchone()
    payments = file.connection.execute(
        """SELECT method, sum(amount_minor) FROM payment WHERE nonce = ? AND annulled_by IS NULL
           GROUP BY method""",
        (nonce,),
    ).fetchall()
    return Arrival(
        nonce=nonce,
        at=to_moment(at),
        guests=tuple(guests.values()),
        direction=Direction.EXIT if kind == "exit" else Direction.ENTRY,
        annulled=annulled == len(rows),
        device_name=device_name,
        forced=bool(forced),
        paid_minor=sum(amount for _, amount in payments),
        methods=tuple(PaymentMethod(method) for method, _ in payments),
        late=bool(late),
    )


def _present(file: EventFile, ids: list[str]) -> list[Guest]:
    """The guests under whom rows about these ids stand now, in their order."""
    marks = ",".join("?" * len(ids))
    joined = dict(
        file.connection.execute(
            f"SELECT id, joined_to FROM guest WHERE joined_to IS NOT NULL AND id IN ({marks})", ids
        ).fetchall()
    )
    wanted = [joined.get(guest_id, guest_id) for guest_id in ids]
    found = {guest.id: guest for guest in reading.guests(file.connection, wanted)}
    return [found[guest_id] for guest_id in wanted if guest_id in found]


def payments_by_guest(file: EventFile) -> dict[str, list[PaymentRecord]]:
    """All payments, annulled ones included, by guest and in order."""
    found: dict[str, list[PaymentRecord]] = {}
    for guest_id, method, amount, waived, at, annulled_by, fields in file.connection.execute(
        """SELECT guest_id, method, amount_minor, waived_minor, payment.at, annulled_by, fields
           FROM payment LEFT JOIN personal ON personal.id = payment.id ORDER BY payment.id"""
    ):
        reason = json.loads(fields).get("free_reason", "") if fields else ""
        record = PaymentRecord(
            PaymentMethod(method), amount, waived, to_moment(at), annulled_by is not None, reason
        )
        found.setdefault(guest_id, []).append(record)
    return found
