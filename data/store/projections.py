"""What follows from the journal: guests, products, entries, payments, prints.

Each fold gives the same result whatever the order in which rows arrive: between guest rows about
the same field the later stamp wins and an edit at the door beats a list; an annulment or an exit
that came before its check-in is found when the check-in comes.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from data.guests import Guest, product_key
from data.store.badge_projection import BADGE_STATES, badge_state, badge_wanted
from data.store.guest_fields import FIELDS, present_guest, to_json
from data.store.journal import Kind, WrittenRow, row_by_id, rows, rows_at, to_text
from data.store.schema import PROJECTIONS, statements
from data.store.understanding import fits, is_understood

Stamp = tuple[int, int]  # (0 list or 1 door, hlc)

_BLANK = Guest(id="", name="")
_DEFAULTS = tuple((name, to_json(name, getattr(_BLANK, name))) for name in FIELDS)
_INSERT_GUEST = f"""INSERT INTO guest (id, stamps, {", ".join(FIELDS)})
    VALUES ({", ".join("?" * (len(FIELDS) + 2))})"""
_INSERT_KEY = "INSERT OR IGNORE INTO guest_key (source, key, guest_id) VALUES (?, ?, ?)"


def fold(connection: sqlite3.Connection, written: WrittenRow) -> None:
    """Let one row take effect if it is understood; the caller holds the write lock."""
    folding = _FOLDS.get(written.row.kind)
    if folding is not None and is_understood(written.row):
        folding(connection, written)


def rebuild(connection: sqlite3.Connection) -> None:
    """Drop every projection and make it anew from the journal; the caller holds the lock."""
    for name, script in PROJECTIONS.items():
        connection.execute(f"DROP TABLE {name}")
        for statement in statements(script):
            connection.execute(statement)
    effective = {str(w.row.body["load"]) for w in rows(connection) if is_load_marker(w)}
    for load_id in effective:
        connection.execute("DELETE FROM staged WHERE load_id = ?", (load_id,))
        connection.execute("DELETE FROM load WHERE id = ?", (load_id,))
    for written in rows(connection):
        load = written.row.body.get("load")
        if written.row.kind != Kind.GUEST_PUT or load is None or str(load) in effective:
            fold(connection, written)


def is_load_marker(written: WrittenRow) -> bool:
    """Whether this row makes a whole list effective."""
    return written.row.kind == Kind.MARKER and "load" in written.row.body


class Told(NamedTuple):
    """What one row says of one guest."""

    guest_id: str
    stamp: Stamp
    values: Mapping[str, object]


def told(
    guest_id: str, hlc: int, body: Mapping[str, object], personal: Mapping[str, object]
) -> Told:
    """What a guest row with these fields says; what a later version means is left out."""
    public = body.get("set", {})
    assert isinstance(public, dict)
    values = {**public, **personal}
    if not all(fits(name, value) for name, value in values.items()):
        values = {name: value for name, value in values.items() if fits(name, value)}
    return Told(guest_id, (0 if body.get("by") == "list" else 1, hlc), values)


def fold_guests(connection: sqlite3.Connection, listed: Sequence[Told]) -> None:
    """Let guest rows take effect, the many that bring a new guest all at once."""
    ids = [one.guest_id for one in listed]
    marks = ",".join("?" * len(ids))
    known = {i for (i,) in connection.execute(f"SELECT id FROM guest WHERE id IN ({marks})", ids)}
    new: dict[str, Told] = {}
    more: list[Told] = []
    for one in listed:
        if one.guest_id in known or one.guest_id in new:
            more.append(one)
        else:
            new[one.guest_id] = one
    _put_new(connection, list(new.values()))
    for one in more:
        _put(connection, one)


def _put_new(connection: sqlite3.Connection, new: Sequence[Told]) -> None:
    records, keys = [], []
    for guest_id, stamp, values in new:
        stamps = _stamps_text({stamp: values})
        given = [values.get(name, default) for name, default in _DEFAULTS]
        records.append((guest_id, stamps, *given))
        keys += _keys(guest_id, values)
    connection.executemany(_INSERT_GUEST, records)
    connection.executemany(_INSERT_KEY, keys)


def _guest_row(connection: sqlite3.Connection, written: WrittenRow) -> None:
    row = written.row
    assert row.guest_id is not None
    _put(connection, told(row.guest_id, written.hlc, row.body, row.personal))


def _put(connection: sqlite3.Connection, one: Told) -> None:
    """Set the fields for which this row's stamp is the latest."""
    guest_id, stamp, values = one
    record = connection.execute("SELECT stamps FROM guest WHERE id = ?", (guest_id,)).fetchone()
    if record is None:
        _put_new(connection, [one])
        return
    connection.executemany(_INSERT_KEY, _keys(guest_id, values))
    stamps: dict[str, Stamp] = {
        name: (rank, hlc) for rank, hlc, names in json.loads(record[0]) for name in names
    }
    winning = {n: v for n, v in values.items() if stamp > stamps.get(n, (-1, 0))}
    tied = [name for name in values if stamp == stamps.get(name)]
    if tied:
        winning |= _greater(connection, one, tied)
    if not winning:
        return
    stamps.update(dict.fromkeys(winning, stamp))
    grouped: dict[Stamp, list[str]] = {}
    for name, its_stamp in stamps.items():
        grouped.setdefault(its_stamp, []).append(name)
    settings = ", ".join(f"{name} = ?" for name in winning)
    connection.execute(
        f"UPDATE guest SET stamps = ?, {settings} WHERE id = ?",
        (_stamps_text(grouped), *winning.values(), guest_id),
    )


def _greater(connection: sqlite3.Connection, one: Told, tied: Sequence[str]) -> dict[str, object]:
    """Of two clocks that stamped the same, the greater value wins, so that every file agrees."""
    standing = connection.execute(
        f"SELECT {', '.join(tied)} FROM guest WHERE id = ?", (one.guest_id,)
    ).fetchone()
    return {
        name: one.values[name]
        for name, value in zip(tied, standing, strict=True)
        if json.dumps(one.values[name]) > json.dumps(value)
    }


def _stamps_text(grouped: Mapping[Stamp, Iterable[str]]) -> str:
    """The same text for the same stamps, in whatever order they came."""
    return (
        "["
        + ",".join(
            f"[{rank},{hlc},{_names_text(frozenset(names))}]"
            for (rank, hlc), names in sorted(grouped.items())
        )
        + "]"
    )


@cache
def _names_text(names: frozenset[str]) -> str:
    return json.dumps(sorted(names))


def _keys(guest_id: str | None, values: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Each code and number by which this guest was ever known."""
    return [
        (source, values[source], guest_id)
        for source in ("secret", "external_id")
        if values.get(source)
    ]


def _guest_void(connection: sqlite3.Connection, written: WrittenRow) -> None:
    """Void the guest, or bring them back, as the latest of these rows that stands says."""
    guest_id = written.row.guest_id
    record = connection.execute(
        """SELECT json_extract(body, '$.joined_to') FROM journal
           WHERE guest_id = ? AND kind = 'guest_void' AND NOT EXISTS (SELECT 1
               FROM journal AS later WHERE later.target = journal.id AND later.kind = 'annul')
           ORDER BY hlc DESC, id DESC LIMIT 1""",
        (guest_id,),
    ).fetchone()
    joined_to = record[0] if record is not None else None
    connection.execute(
        """INSERT INTO guest (id, void, joined_to) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET void = excluded.void, joined_to = excluded.joined_to""",
        (guest_id, int(record is not None), joined_to),
    )
    for table in ("entry", "payment", "print"):
        connection.execute(
            f"UPDATE {table} SET guest_id = ? WHERE own_guest_id = ?",
            (joined_to or guest_id, guest_id),
        )


def _product_put(connection: sqlite3.Connection, written: WrittenRow) -> None:
    body = written.row.body
    connection.execute(
        """INSERT INTO product
           (key, name, price_minor, complimentary, hand_out, alert, admits, hlc)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET name = excluded.name,
           price_minor = excluded.price_minor, complimentary = excluded.complimentary,
           hand_out = excluded.hand_out, alert = excluded.alert, admits = excluded.admits,
           hlc = excluded.hlc
           WHERE (excluded.hlc, excluded.name, excluded.price_minor, excluded.complimentary,
                  excluded.hand_out, excluded.alert, excluded.admits)
               > (product.hlc, product.name, product.price_minor, product.complimentary,
                  product.hand_out, product.alert, product.admits)""",
        (
            product_key(str(body["name"])),
            body["name"],
            body["price_minor"],
            int(bool(body["complimentary"])),
            body["hand_out"],
            body["alert"],
            int(bool(body["admits"])),
            written.hlc,
        ),
    )


def _check_in(connection: sqlite3.Connection, written: WrittenRow) -> None:
    row = written.row
    lifted = row.body.get("lifted", [])
    assert isinstance(lifted, list)
    annuls = rows_at(connection, written.id, Kind.ANNUL)
    connection.execute(
        """INSERT INTO entry (id, guest_id, own_guest_id, nonce, at, device_id, gate, slot, hlc,
           forced, late, annulled_by, annulled_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            written.id,
            present_guest(connection, row.guest_id),
            row.guest_id,
            row.nonce,
            to_text(row.at),
            written.device_id,
            written.gate,
            row.slot,
            written.hlc,
            ",".join(str(reason) for reason in lifted),
            int(bool(row.body.get("late"))),
            annuls[0].id if annuls else None,
            to_text(annuls[0].row.at) if annuls else None,
        ),
    )
    for left in rows_at(connection, written.id, Kind.EXIT):
        _exit(connection, left)


def _exit(connection: sqlite3.Connection, written: WrittenRow) -> None:
    if rows_at(connection, written.id, Kind.ANNUL):
        return
    connection.execute(
        """UPDATE entry SET exit_id = ?, exit_at = ?, exit_hlc = ?
           WHERE id = ? AND (exit_hlc IS NULL OR (exit_hlc, exit_id) < (?, ?))""",
        (
            written.id,
            to_text(written.row.at),
            written.hlc,
            written.row.target,
            written.hlc,
            written.id,
        ),
    )


def _annul(connection: sqlite3.Connection, written: WrittenRow) -> None:
    """Take back an entry, an exit or a join; of several such rows the first counts."""
    target = written.row.target or ""
    first = rows_at(connection, target, Kind.ANNUL)[0]
    connection.execute(
        "UPDATE entry SET annulled_by = ?, annulled_at = ? WHERE id = ?",
        (first.id, to_text(first.row.at), target),
    )
    reopened = connection.execute(
        """UPDATE entry SET exit_id = NULL, exit_at = NULL, exit_hlc = NULL
           WHERE exit_id = ? RETURNING id""",
        (target,),
    ).fetchall()
    for (entry_id,) in reopened:
        for other in rows_at(connection, entry_id, Kind.EXIT):
            _exit(connection, other)
    joined = row_by_id(connection, target)
    if joined is not None and joined.row.kind == Kind.GUEST_VOID:
        _guest_void(connection, joined)


def _payment(connection: sqlite3.Connection, written: WrittenRow) -> None:
    row = written.row
    annuls = rows_at(connection, written.id, Kind.PAYMENT_ANNUL)
    connection.execute(
        """INSERT INTO payment (id, guest_id, own_guest_id, nonce, method, amount_minor,
           waived_minor, at, annulled_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            written.id,
            present_guest(connection, row.guest_id),
            row.guest_id,
            row.nonce,
            row.body["method"],
            row.body["amount_minor"],
            row.body["waived_minor"],
            to_text(row.at),
            annuls[0].id if annuls else None,
        ),
    )


def _payment_annul(connection: sqlite3.Connection, written: WrittenRow) -> None:
    target = written.row.target or ""
    first = rows_at(connection, target, Kind.PAYMENT_ANNUL)[0]
    connection.execute("UPDATE payment SET annulled_by = ? WHERE id = ?", (first.id, target))


_FOLDS: Mapping[str, Callable[[sqlite3.Connection, WrittenRow], None]] = {
    Kind.GUEST_PUT: _guest_row,
    Kind.WALK_IN: _guest_row,
    Kind.GUEST_VOID: _guest_void,
    Kind.PRODUCT_PUT: _product_put,
    Kind.CHECK_IN: _check_in,
    Kind.EXIT: _exit,
    Kind.ANNUL: _annul,
    Kind.PAYMENT: _payment,
    Kind.PAYMENT_ANNUL: _payment_annul,
    Kind.BADGE_WANTED: badge_wanted,
    Kind.BADGE_IN_BOX: badge_wanted,
    **dict.fromkeys(BADGE_STATES, badge_state),
}
