"""Doubles of badges: one guest, two badges, made by laptops that did not know of each other.

Two badges of a guest that are out (printed or perhaps, written by hand, in a box), neither of
which was wanted knowing of the other, are a double. So no reprint is one, whatever its reason: a
name corrected, a badge lost; whoever asked for it knew of the first. Nor is what a check-in that
was taken back had wanted. Nothing is voided by itself: staff put one badge away and say so, which
is a row of the journal and travels like every other. Where both check-ins were right, so were
both badges. Laptops that hear of each other make none: ``data.store.prints``.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from data.doubles import doubles, said_right
from data.guests import Guest
from data.store import reading
from data.store.badges_out import COUNTS, OUT, known_to
from data.store.event_file import EventFile
from data.store.journal import Kind, Row, rows_of_nonce, to_moment
from data.store.prints import PrintState

_SEVERAL = f"""SELECT guest_id FROM print AS made WHERE {OUT} AND {COUNTS}
    GROUP BY guest_id HAVING count(*) > 1"""
_MADE = f"""SELECT made.id, made.state, made.state_at, made.printer, made.device_id,
    coalesce(device.name, ''), made.nonce
    FROM print AS made JOIN journal ON journal.id = made.id
    LEFT JOIN device ON device.id = made.device_id
    WHERE made.guest_id = ? AND {OUT} AND {COUNTS} ORDER BY journal.hlc, made.id"""
_SAID = """SELECT json_extract(body, '$.put_away') FROM journal INDEXED BY journal_load
    WHERE kind = 'marker' AND json_type(body, '$.put_away') = 'array'"""


@dataclass(frozen=True, slots=True)
class MadeBadge:
    """One badge that is out. ``printer``: the box, of one that lies there."""

    id: str
    state: PrintState
    at: datetime
    printer: str
    device_id: str
    device_name: str
    nonce: str | None = None  # of the check-in that wanted it


@dataclass(frozen=True, slots=True)
class BadgeDouble:
    """Badges of one guest of which one may be too many, in the order of the clocks."""

    guest: Guest
    badges: tuple[MadeBadge, ...]
    pile: tuple["BadgeDouble", ...] = ()  # the others that the same two laptops put into boxes

    @property
    def key(self) -> str:
        """The same for the same badges."""
        return " ".join(sorted(badge.id for badge in self.badges))

    @property
    def is_boxed(self) -> bool:
        """Whether all were made on sheets before the evening."""
        return all(badge.state is PrintState.IN_BOX for badge in self.badges)


def badge_doubles(file: EventFile) -> list[BadgeDouble]:
    """All that nobody has settled, the latest first. Raises StoreError."""
    with file.reading() as connection:
        ids = [guest_id for (guest_id,) in connection.execute(_SEVERAL)]
        if not ids:
            return []
        settled = [frozenset(map(str, json.loads(told))) for (told,) in connection.execute(_SAID)]
        settled += _both_right(connection)
        found = [
            BadgeDouble(guest, group)
            for guest in reading.guests(connection, ids)
            for group in _groups(connection, _made(connection, guest.id))
            if not any({badge.id for badge in group} <= said for said in settled)
        ]
        return sorted(found, key=lambda double: double.badges[-1].at, reverse=True)


def badges_to_tell(file: EventFile) -> list[BadgeDouble]:
    """The same as people are told of them, the latest first.

    Left out: what a double of check-ins tells already, for settling that settles the badges too.
    Badges put into boxes by the same laptops are one: two piles. Raises StoreError.
    """
    found = badge_doubles(file)
    if not found:
        return []
    told = [
        {(one.entry.guest_id, one.entry.nonce) for one in double.entries}
        for double in doubles(file)
    ]
    result: list[BadgeDouble] = []
    piles: dict[frozenset[str], list[BadgeDouble]] = {}
    for double in found:
        wanted_by = {(double.guest.id, badge.nonce) for badge in double.badges}
        if any(wanted_by <= acts for acts in told):
            continue
        if double.is_boxed:
            laptops = frozenset(badge.device_id for badge in double.badges)
            piles.setdefault(laptops, []).append(double)
        else:
            result.append(double)
    result += [replace(first, pile=tuple(others)) for first, *others in piles.values()]
    return sorted(result, key=lambda double: double.badges[-1].at, reverse=True)


def one_put_away(file: EventFile, double: BadgeDouble, *, nonce: str, at: datetime) -> None:
    """Somebody put one badge (or pile) away: a double no more. Once for a nonce."""
    with file.transaction() as act:
        if any(w.row.kind == Kind.MARKER for w in rows_of_nonce(act.connection, nonce)):
            return
        for one in (double, *double.pile):
            body = {"put_away": sorted(badge.id for badge in one.badges)}
            act.append(Row(Kind.MARKER, at, nonce=nonce, guest_id=one.guest.id, body=body))


def _made(connection: sqlite3.Connection, guest_id: str) -> list[MadeBadge]:
    return [
        MadeBadge(print_id, PrintState(state), to_moment(at), printer, device_id, name, nonce)
        for print_id, state, at, printer, device_id, name, nonce in connection.execute(
            _MADE, (guest_id,)
        )
    ]


def _groups(
    connection: sqlite3.Connection, made: Sequence[MadeBadge]
) -> list[tuple[MadeBadge, ...]]:
    """Those of one guest's badges that are doubles of each other, group by group."""
    known = {badge.id: known_to(connection, badge.id) for badge in made}
    groups: list[set[str]] = []
    for one, other in combinations(made, 2):
        if one.id in known[other.id] or other.id in known[one.id]:
            continue
        pair = {one.id, other.id}
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touching))
    return [tuple(badge for badge in made if badge.id in group) for group in groups]


def _both_right(connection: sqlite3.Connection) -> list[frozenset[str]]:
    """The badges of check-ins of which somebody said that all were right."""
    found = []
    for entry_ids in said_right(connection):
        marks = ",".join("?" * len(entry_ids))
        badges = connection.execute(
            f"""SELECT print.id FROM print JOIN entry ON entry.nonce = print.nonce
                AND entry.own_guest_id = print.own_guest_id WHERE entry.id IN ({marks})""",
            tuple(entry_ids),
        )
        found.append(frozenset(print_id for (print_id,) in badges))
    return found
