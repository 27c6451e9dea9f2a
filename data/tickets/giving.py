"""Codes for guests who came on the list without one, and another in place of a lost one."""

from collections.abc import Sequence
from datetime import datetime

from data.errors import UsageError
from data.guests import Guest, Origin, TicketStatus
from data.identity import new_nonce
from data.store import reading
from data.store.event_file import EventFile, Transaction
from data.store.guest_fields import find_guest, split
from data.store.journal import Kind, Row
from data.tickets.pennant_code import new_code

SLICE = 100  # guests a transaction, so that a scan never waits for it


def invited(file: EventFile) -> list[Guest]:
    """Whom a ticket may be sent to: everybody on the list who may come, in order of their names.

    Companions come with their host, walk-ins are there already.
    """
    with file.reading() as connection:
        everybody = reading.guests(connection)
        chosen = [g for g in everybody if g.origin is Origin.LIST and g.host_id is None]
    valid = [guest for guest in chosen if guest.status is TicketStatus.VALID]
    return sorted(valid, key=lambda guest: (guest.name.casefold(), guest.id))


def give_codes(file: EventFile, guest_ids: Sequence[str], *, at: datetime) -> list[Guest]:
    """Give a code of ours to those of these guests who have none; all of them as they are now.

    One transaction: no more than ``SLICE`` at once while a door is open. Raises StoreError,
    UsageError("unknown_guest").
    """
    given = []
    with file.transaction() as act:
        for guest_id in guest_ids:
            guest = _guest(act, guest_id)
            given.append(guest if guest.secret else _put_code(act, guest, new_nonce(), at))
    return given


def revoke_code(file: EventFile, guest_id: str, *, nonce: str, at: datetime) -> Guest:
    """Give the guest another code; from now on the old one is answered "revoked".

    It outlives lists loaded later. Raises StoreError, UsageError("unknown_guest").
    """
    with file.transaction() as act:
        return _put_code(act, _guest(act, guest_id), nonce, at)


def _guest(act: Transaction, guest_id: str) -> Guest:
    guest = find_guest(act.connection, guest_id)
    if guest is None:
        raise UsageError("unknown_guest", guest_id=guest_id)
    return guest


def _put_code(act: Transaction, guest: Guest, nonce: str, at: datetime) -> Guest:
    body, personal = split({"secret": new_code()})
    act.append(
        Row(
            Kind.GUEST_PUT,
            at,
            nonce=nonce,
            guest_id=guest.id,
            body={"by": "door", "set": body},
            personal=personal,
        )
    )
    return _guest(act, guest.id)
