"""Money given back twice: two doors took back one payment without knowing of each other.

Each told its staff to hand the money over, and the takings count it once: the till may be short.
It is shown like a double until somebody has seen to it, which is a row of the journal and travels
like every other.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.guests import Guest, PaymentMethod
from data.store.event_file import EventFile
from data.store.guest_fields import find_guest
from data.store.journal import Kind, Row, rows_of_nonce, to_moment

_TWICE = """SELECT payment.id, method, amount_minor, own_guest_id FROM payment
    WHERE annulled_by IS NOT NULL AND amount_minor > 0 AND EXISTS (
        SELECT 1 FROM journal WHERE target = payment.id AND kind = 'payment_annul'
        AND id <> payment.annulled_by)
    ORDER BY payment.id"""
_BACK = """SELECT journal.nonce, journal.at, coalesce(device.name, '') FROM journal
    LEFT JOIN device ON device.id = journal.device_id
    WHERE target = ? AND kind = 'payment_annul' AND journal.nonce IS NOT NULL
    ORDER BY journal.hlc, journal.id"""
_SEEN = """SELECT json_extract(body, '$.given_back') FROM journal INDEXED BY journal_load
    WHERE kind = 'marker' AND json_type(body, '$.given_back') = 'array'"""


@dataclass(frozen=True, slots=True)
class GivingBack:
    """One time that the money was to be handed over: which act, when, at which laptop."""

    nonce: str
    at: datetime
    device_name: str


@dataclass(frozen=True, slots=True)
class GivenBackTwice:
    """What one guest got back more than once, in the order of the clocks.

    ``amounts_minor``: what each time was to be handed over, by how it had been paid.
    """

    guest: Guest
    times: tuple[GivingBack, ...]
    amounts_minor: Mapping[PaymentMethod, int]

    @property
    def key(self) -> str:
        """The same for the same acts."""
        return " ".join(sorted(one.nonce for one in self.times))

    @property
    def amount_minor(self) -> int:
        """What each time was to be handed over, in all."""
        return sum(self.amounts_minor.values())


def given_back_twice(file: EventFile) -> list[GivenBackTwice]:
    """All that nobody has seen to, the latest first. Raises StoreError."""
    with file.reading() as connection:
        found: dict[tuple[GivingBack, ...], tuple[str, dict[PaymentMethod, int]]] = {}
        for payment_id, method, amount, guest_id in connection.execute(_TWICE).fetchall():
            times = _times(connection, payment_id)
            if len(times) < 2:
                continue
            _guest, amounts = found.setdefault(times, (guest_id, {}))
            known = PaymentMethod(method)
            amounts[known] = amounts.get(known, 0) + amount
        seen = _seen(connection) if found else []
        result = []
        for times, (guest_id, amounts) in found.items():
            guest = find_guest(connection, guest_id)
            if guest is not None and not any({t.nonce for t in times} <= one for one in seen):
                result.append(GivenBackTwice(guest, times, amounts))
    return sorted(result, key=lambda one: one.times[-1].at, reverse=True)


def see_to(file: EventFile, one: GivenBackTwice, *, nonce: str, at: datetime) -> None:
    """Somebody looked into the till, or asked the guest. Once for a nonce. Raises StoreError."""
    with file.transaction() as act:
        if any(w.row.kind == Kind.MARKER for w in rows_of_nonce(act.connection, nonce)):
            return
        body = {"given_back": sorted(time.nonce for time in one.times)}
        act.append(Row(Kind.MARKER, at, nonce=nonce, guest_id=one.guest.id, body=body))


def _times(connection: sqlite3.Connection, payment_id: str) -> tuple[GivingBack, ...]:
    times: dict[str, GivingBack] = {}
    for nonce, at, device in connection.execute(_BACK, (payment_id,)):
        times.setdefault(nonce, GivingBack(nonce, to_moment(at), device))
    return tuple(times.values())


def _seen(connection: sqlite3.Connection) -> list[frozenset[str]]:
    return [frozenset(map(str, json.loads(nonces))) for (nonces,) in connection.execute(_SEEN)]
