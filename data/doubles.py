"""Doubles: one guest let in twice by doors that did not know of each other.

Two check-ins of one guest that stand, follow the same exit (or none) or both last, and of which
neither was made knowing the other, are a double: so are two companions of one guest who were
born apart as the same "+1". Both stay as they are, for both people may be inside; the counts tell
both. Staff resolve a double by taking one back, or by saying that both were right. Either is a
row of the journal and travels like every other. Payments belong to the act that let somebody in:
a guest who paid twice is a double too, and what was taken back is to be given back.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations

from data.annulment import AnnulResult, annul
from data.guests import Entry, Guest, PaymentMethod, Reason
from data.matching import folded
from data.store import reading
from data.store.badges_out import OUT
from data.store.event_file import EventFile
from data.store.journal import Kind, Row, rows_of_nonce

_STANDING = """SELECT guest_id FROM entry WHERE annulled_by IS NULL
    GROUP BY guest_id HAVING count(*) > 1"""
_APART = """SELECT guest.host_id, json_extract(body, '$.companion_no') AS place, entry.guest_id
    FROM entry JOIN guest ON guest.id = entry.guest_id
    JOIN journal ON journal.guest_id = guest.id AND journal.kind = 'walk_in'
    WHERE entry.annulled_by IS NULL AND guest.host_id IS NOT NULL AND guest.origin = 'companion'"""


_Group = tuple[tuple[Entry, ...], Guest | None]  # doubles of each other, and whose companions


@dataclass(frozen=True, slots=True)
class DoubleEntry:
    """One of the check-ins of a double, with what is taken back with it."""

    entry: Entry
    guest: Guest
    taken_back: tuple[str, ...]  # the ids of the entries, companions let in by the same act too
    paid_minor: Mapping[PaymentMethod, int] = field(default_factory=dict)
    has_badge: bool = False  # made for this very check-in


@dataclass(frozen=True, slots=True)
class Double:
    """Check-ins of which one may be too many, in the order of the clocks."""

    entries: tuple[DoubleEntry, ...]
    host: Guest | None = None  # who brings them, where they are companions born apart

    @property
    def guest(self) -> Guest:
        """Whom it is about."""
        return self.host or self.entries[0].guest

    @property
    def key(self) -> str:
        """The same for the same check-ins."""
        return " ".join(sorted(one.entry.id for one in self.entries))


def doubles(file: EventFile) -> list[Double]:
    """All that nobody has resolved, the latest first. Raises StoreError."""
    with file.reading() as connection:
        groups: list[_Group] = [(group, None) for group in _same_guest(connection)]
        groups += _same_companion(connection)
        if not groups:
            return []
        right = said_right(connection)
        found = []
        for group, host in groups:
            ids = {entry.id for entry in group}
            if not any(ids <= resolved for resolved in right):
                found.append(Double(tuple(_told(connection, one) for one in group), host))
        return sorted(found, key=lambda double: double.entries[-1].entry.at, reverse=True)


def undo_one(file: EventFile, one: DoubleEntry, *, nonce: str, at: datetime) -> AnnulResult:
    """Take one check-in of a double back, with its payment and those who came with the guest."""
    return annul(file, one.entry.nonce, nonce=nonce, at=at, entry_ids=one.taken_back)


def both_right(file: EventFile, double: Double, *, nonce: str, at: datetime) -> None:
    """Several people came in: these check-ins are no double any more. Once for a nonce."""
    with file.transaction() as act:
        if any(w.row.kind == Kind.MARKER for w in rows_of_nonce(act.connection, nonce)):
            return
        act.append(
            Row(
                Kind.MARKER,
                at,
                nonce=nonce,
                guest_id=double.guest.id,
                body={"both_right": sorted(one.entry.id for one in double.entries)},
            )
        )


def said_right(connection: sqlite3.Connection) -> list[frozenset[str]]:
    """The check-ins of which somebody said so, for each time it was said."""
    found = connection.execute(
        """SELECT json_extract(body, '$.both_right') FROM journal INDEXED BY journal_load
           WHERE kind = 'marker' AND json_type(body, '$.both_right') = 'array'"""
    )
    return [frozenset(map(str, json.loads(ids))) for (ids,) in found]


def _same_guest(connection: sqlite3.Connection) -> list[tuple[Entry, ...]]:
    ids = [guest_id for (guest_id,) in connection.execute(_STANDING)]
    guests = list(reading.guests(connection, ids))
    result = []
    for state in reading.states(connection, guests):
        standing = [entry for entry in state.entries if entry.annulled_by is None]
        result += _groups(connection, standing)
    return result


def _groups(connection: sqlite3.Connection, standing: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Those of one guest's entries that are doubles of each other, group by group."""
    follows = {entry.id: _followed(connection, entry.slot) for entry in standing}
    beside = _beside(connection, standing)
    twins: dict[str, set[str]] = {}
    for one, other in combinations(standing, 2):
        if one.id in beside.get(other.id, ()) or other.id in beside.get(one.id, ()):
            continue
        if follows[one.id] == follows[other.id] or (one.is_open and other.is_open):
            twins.setdefault(one.id, {one.id}).add(other.id)
            twins.setdefault(other.id, {other.id}).add(one.id)
    groups: list[set[str]] = []
    for ids in twins.values():
        touching = [group for group in groups if group & ids]
        groups = [group for group in groups if not group & ids]
        groups.append(ids.union(*touching))
    return [tuple(entry for entry in standing if entry.id in group) for group in groups]


def _followed(connection: sqlite3.Connection, slot: str | None) -> str:
    """The entry after whose exit somebody came in again: two doors may have seen them leave."""
    if slot is None:
        return ""
    record = connection.execute(
        "SELECT target FROM journal WHERE id = ? AND kind = 'exit'", (slot,)
    ).fetchone()
    return slot if record is None else str(record[0])


def _beside(connection: sqlite3.Connection, standing: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """For each entry that was forced the entries of which staff knew then."""
    earlier: set[str] = set()
    result = {}
    for entry in standing:
        if Reason.ALREADY_REDEEMED in entry.forced.split(","):
            (known,) = connection.execute(
                "SELECT json_extract(body, '$.beside') FROM journal WHERE id = ?", (entry.id,)
            ).fetchone()
            # Rows of an earlier version do not tell: then of all that came before.
            result[entry.id] = frozenset(json.loads(known) if known else earlier)
        earlier.add(entry.id)
    return result


def _same_companion(connection: sqlite3.Connection) -> list[_Group]:
    """Companions whom two doors let in apart as the same "+1", unless both said who they are."""
    places: dict[tuple[str, int], list[str]] = {}
    for host_id, place, guest_id in connection.execute(_APART):
        if place is not None:
            ids = places.setdefault((host_id, place), [])
            if guest_id not in ids:
                ids.append(guest_id)
    result: list[_Group] = []
    for (host_id, _), ids in places.items():
        if len(ids) < 2:
            continue
        guests = list(reading.guests(connection, ids))
        names = {folded(guest.name) for guest in guests}
        if len(guests) < 2 or ("" not in names and len(names) == len(guests)):
            continue
        standing = [
            entry
            for state in reading.states(connection, guests)
            for entry in state.entries
            if entry.annulled_by is None and entry.slot is None
        ]
        host = next(reading.guests(connection, [host_id]), None)
        result.append((tuple(sorted(standing, key=lambda entry: entry.at)), host))
    return result


def _told(connection: sqlite3.Connection, entry: Entry) -> DoubleEntry:
    (guest,) = reading.guests(connection, [entry.guest_id])
    with_it = connection.execute(
        """SELECT entry.id, entry.own_guest_id FROM entry
           JOIN guest ON guest.id = entry.own_guest_id
           WHERE entry.nonce = ? AND annulled_by IS NULL AND (entry.id = ? OR guest.host_id = ?)
           ORDER BY entry.id""",
        (entry.nonce, entry.id, guest.id),
    ).fetchall()
    people = [guest_id for _, guest_id in with_it]
    marks = ",".join("?" * len(people))
    paid = connection.execute(
        f"""SELECT method, sum(amount_minor) FROM payment WHERE nonce = ?
            AND own_guest_id IN ({marks}) AND annulled_by IS NULL GROUP BY method""",
        (entry.nonce, *people),
    )
    (has_badge,) = connection.execute(
        f"""SELECT EXISTS (SELECT 1 FROM print AS made
            WHERE guest_id = ? AND nonce = ? AND {OUT})""",
        (entry.guest_id, entry.nonce),
    ).fetchone()
    return DoubleEntry(
        entry,
        guest,
        tuple(entry_id for entry_id, _ in with_it),
        {PaymentMethod(method): amount for method, amount in paid if amount},
        bool(has_badge),
    )
