"""A guest who is not on the list, and what to do when it turns out that they are."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from data.errors import UsageError
from data.guestlist.clean import clean
from data.guests import Guest, Origin
from data.identity import uuid7
from data.store import reading
from data.store.event_file import EventFile, Transaction
from data.store.guest_fields import SELECT, find_guest, guest_from, split
from data.store.journal import Kind, Row, rows_of_nonce


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What a guest says of themselves at the door; only the name is needed."""

    name: str
    first_name: str = ""
    last_name: str = ""
    countries: tuple[str, ...] = ()
    product: str = ""  # empty: the event's product for walk-ins
    email: str = ""
    company: str = ""
    note: str = ""
    language: str = ""


def add_walk_in(file: EventFile, walk_in: WalkIn, *, nonce: str, at: datetime) -> Guest:
    """Put a guest on the list; checking them in is a scan of its own.

    The same nonce adds one guest only. Raises UsageError("no_name") without a name.
    """
    name = clean(walk_in.name)
    if not name:
        raise UsageError("no_name")
    with file.transaction() as act:
        for written in rows_of_nonce(act.connection, nonce):
            if written.row.kind == Kind.WALK_IN and written.row.guest_id is not None:
                return _guest(act, written.row.guest_id)
        guest_id = uuid7(act.now)
        body, personal = split(
            {
                "name": name,
                "first_name": clean(walk_in.first_name),
                "last_name": clean(walk_in.last_name),
                "countries": walk_in.countries,
                "product": walk_in.product or file.info.walk_in_product,
                "email": clean(walk_in.email),
                "company": clean(walk_in.company),
                "note": clean(walk_in.note),
                "language": walk_in.language,
                "origin": Origin.WALK_IN,
            }
        )
        act.append(
            Row(
                Kind.WALK_IN,
                at,
                nonce=nonce,
                guest_id=guest_id,
                body={"by": "door", "set": body},
                personal=personal,
            )
        )
        return _guest(act, guest_id)


def join_walk_in(
    file: EventFile, walk_in_id: str, listed_id: str, *, nonce: str, at: datetime
) -> Guest:
    """ "This is …": what the walk-in did counts for the guest on the list from now on.

    ``part_walk_in`` takes it back, ``annul`` does not touch it. Raises UsageError:
    "unknown_guest", "not_a_walk_in" for any other pair than a walk-in and a guest on the list,
    "already_arrived" where the guest on the list came in as well.
    """
    with file.transaction() as act:
        walk_in, listed = _guest(act, walk_in_id), _guest(act, listed_id)
        if walk_in.id == listed.id:
            return listed
        if walk_in.origin is not Origin.WALK_IN or listed.origin is not Origin.LIST:
            raise UsageError("not_a_walk_in", guest_id=walk_in_id)
        states = reading.states(act.connection, [walk_in, listed])
        if states[0].arrived and states[1].arrived:
            raise UsageError("already_arrived", guest_id=listed_id)
        act.append(
            Row(
                Kind.GUEST_VOID,
                at,
                nonce=nonce,
                guest_id=walk_in_id,
                body={"joined_to": listed.id},
            )
        )
        return _guest(act, listed.id)


def part_walk_in(file: EventFile, walk_in_id: str, *, nonce: str, at: datetime) -> Guest:
    """Take a "This is …" back, once for a nonce. Raises UsageError("not_joined")."""
    with file.transaction() as act:
        if any(written.row.kind == Kind.ANNUL for written in rows_of_nonce(act.connection, nonce)):
            return _guest(act, walk_in_id)
        record = act.connection.execute(
            """SELECT id FROM journal WHERE guest_id = ? AND kind = 'guest_void'
               AND NOT EXISTS (SELECT 1 FROM journal AS later
                   WHERE later.target = journal.id AND later.kind = 'annul')
               ORDER BY local_no DESC LIMIT 1""",
            (walk_in_id,),
        ).fetchone()
        if record is None:
            raise UsageError("not_joined", guest_id=walk_in_id)
        act.append(Row(Kind.ANNUL, at, nonce=nonce, guest_id=walk_in_id, target=record[0]))
        return _guest(act, walk_in_id)


def joined_walk_ins(connection: sqlite3.Connection, listed_id: str) -> list[Guest]:
    """The walk-ins who turned out to be this guest, the first one first."""
    found = connection.execute(
        f"{SELECT} WHERE guest.joined_to = ? ORDER BY guest.id", (listed_id,)
    )
    return [guest_from(record) for record in found]


def _guest(act: Transaction, guest_id: str) -> Guest:
    guest = find_guest(act.connection, guest_id)
    if guest is None:
        raise UsageError("unknown_guest", guest_id=guest_id)
    return guest
