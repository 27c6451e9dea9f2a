"""Rows from other files of the same event: taken in, in any order, as often as they come.

What a row does was decided where it was written; here it is kept and folded, never judged. A
badge wanted elsewhere never starts printing here: its row is marked as arrived.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.errors import MergeError
from data.store.journal import Kind, Row, WrittenRow, to_text
from data.store.projections import Told, fold, fold_guests, is_load_marker, told
from data.store.settling import unsettled
from data.store.shared_rows import SharedRow
from data.store.understanding import is_understood

SLICE = 50  # rows a transaction while somebody may wait: some 5 ms
ELSEWHERE = ""  # the session of a list that was loaded in another file

_INSERT = """INSERT INTO journal (local_no, id, writer_id, writer_seq, device_id, kind, hlc, at,
    recorded_at, v, gate, mode, nonce, follows_nonce, guest_id, target, slot, clock_offset_ms,
    answer, body, arrived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_PERSONAL = "INSERT INTO personal (id, fields) VALUES (?, ?)"
_GUEST_KINDS = (Kind.GUEST_PUT, Kind.WALK_IN)

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Received:
    """What came of rows from elsewhere.

    ``unsettled``: a list took effect; call ``EventFile.settle_slice`` until it returns 0.
    """

    added: int = 0
    known: int = 0
    unsettled: bool = False

    def __add__(self, other: "Received") -> "Received":
        return Received(
            self.added + other.added,
            self.known + other.known,
            self.unsettled or other.unsettled,
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows of one writer that have not come: its later ones have."""

    writer_id: str
    device_name: str
    missing: int


def take_in(
    connection: sqlite3.Connection,
    rows: Sequence[SharedRow],
    own_device_id: str,
    *,
    arrived: bool = True,
) -> Received:
    """Keep the rows that are new here and let them take effect; the caller holds the write lock.

    Not ``arrived``: rows that were made here and come into the journal only now.
    Raises MergeError("sequence_used_twice") where a writer's number belongs to another row here:
    then two laptops wrote as one, and nothing of these rows is kept.
    """
    new = _unknown(connection, rows)
    if not new:
        return Received(known=len(rows), unsettled=unsettled(connection))
    written = _insert(connection, new, arrived=arrived)
    _name_devices(connection, new, own_device_id)
    _fold_all(connection, written)
    return Received(len(new), len(rows) - len(new), unsettled(connection))


def gaps(connection: sqlite3.Connection) -> list[Gap]:
    """Whose rows are not all here, by writer."""
    found = connection.execute(
        """SELECT writer_id, coalesce(device.name, ''), max(writer_seq) - count(*)
           FROM journal LEFT JOIN device ON device.id = journal.device_id
           GROUP BY writer_id HAVING max(writer_seq) > count(*) ORDER BY writer_id"""
    )
    return [Gap(*record) for record in found]


def _unknown(connection: sqlite3.Connection, rows: Iterable[SharedRow]) -> list[SharedRow]:
    """Each row once that is not in the file yet, in their order."""
    by_id: dict[str, SharedRow] = {}
    places: dict[tuple[str, int], str] = {}
    for row in rows:
        if places.setdefault((row.writer_id, row.writer_seq), row.id) != row.id:
            raise _twice(row)
        before = by_id.setdefault(row.id, row)
        if (before.writer_id, before.writer_seq) != (row.writer_id, row.writer_seq):
            raise _twice(row)
    return [row for row in by_id.values() if not _is_known(connection, row)]


def _is_known(connection: sqlite3.Connection, row: SharedRow) -> bool:
    found = connection.execute(
        """SELECT id, writer_id, writer_seq FROM journal WHERE id = ?
           UNION SELECT id, writer_id, writer_seq FROM journal
           WHERE writer_id = ? AND writer_seq = ?""",
        (row.id, row.writer_id, row.writer_seq),
    ).fetchall()
    if found and found != [(row.id, row.writer_id, row.writer_seq)]:
        raise _twice(row)
    return bool(found)


def _twice(row: SharedRow) -> MergeError:
    return MergeError("sequence_used_twice", device=row.device_name, number=row.writer_seq)


def _insert(
    connection: sqlite3.Connection, rows: Sequence[SharedRow], *, arrived: bool
) -> list[WrittenRow]:
    (last,) = connection.execute("SELECT coalesce(max(local_no), 0) FROM journal").fetchone()
    records = [
        (
            local_no,
            row.id,
            row.writer_id,
            row.writer_seq,
            row.device_id,
            row.kind,
            row.hlc,
            to_text(row.at),
            to_text(row.recorded_at),
            row.v,
            row.gate,
            row.mode,
            row.nonce,
            row.follows_nonce,
            row.guest_id,
            row.target,
            row.slot,
            row.clock_offset_ms,
            row.answer,
            _json(row.body),
            int(arrived),
        )
        for local_no, row in enumerate(rows, start=last + 1)
    ]
    connection.executemany(_INSERT, records)
    connection.executemany(
        _INSERT_PERSONAL, [(row.id, _json(row.personal)) for row in rows if row.personal]
    )
    return [_written(local_no, row) for local_no, row in enumerate(rows, start=last + 1)]


def _written(local_no: int, row: SharedRow) -> WrittenRow:
    return WrittenRow(
        local_no,
        row.id,
        row.hlc,
        row.device_id,
        row.gate,
        Row(
            kind=row.kind,
            at=row.at,
            nonce=row.nonce,
            follows_nonce=row.follows_nonce,
            guest_id=row.guest_id,
            target=row.target,
            slot=row.slot,
            answer=row.answer,
            body=row.body,
            personal=row.personal,
            mode=row.mode,
        ),
    )


def _name_devices(
    connection: sqlite3.Connection, rows: Iterable[SharedRow], own_device_id: str
) -> None:
    """Call other devices what their latest row calls them."""
    latest: dict[str, SharedRow] = {}
    for row in rows:
        if row.device_id == own_device_id or not row.device_name:
            continue
        if row.hlc >= latest.setdefault(row.device_id, row).hlc:
            latest[row.device_id] = row
    connection.executemany(
        """INSERT INTO device (id, name, gate, hlc) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, gate = excluded.gate,
           hlc = excluded.hlc WHERE excluded.hlc > device.hlc""",
        [(one.device_id, one.device_name, one.gate, one.hlc) for one in latest.values()],
    )


def _fold_all(connection: sqlite3.Connection, written: Sequence[WrittenRow]) -> None:
    """Guests first and all at once; the rows of a list wait for the row that makes it count."""
    told_now: list[Told] = []
    others: list[WrittenRow] = []
    for one in written:
        row = one.row
        load = row.body.get("load")
        if not is_understood(row):
            continue
        if row.kind == Kind.GUEST_PUT and load is not None and not _counts(connection, str(load)):
            _stage(connection, one, str(load))
        elif row.kind in _GUEST_KINDS and row.guest_id is not None:
            told_now.append(told(row.guest_id, one.hlc, row.body, row.personal))
        else:
            others.append(one)
    fold_guests(connection, told_now)
    for one in others:
        fold(connection, one)
        if is_load_marker(one):
            _begin_list(connection, str(one.row.body["load"]), one.local_no)


def _begin_list(connection: sqlite3.Connection, load_id: str, marker_no: int) -> None:
    """From now on the list counts; a copy may have dropped what was staged of it before."""
    connection.execute(
        """INSERT INTO load (id, session_id, marker_no) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET marker_no = excluded.marker_no""",
        (load_id, ELSEWHERE, marker_no),
    )
    connection.execute(
        """INSERT OR IGNORE INTO staged (guest_id, local_no, load_id, secret)
           SELECT guest_id, local_no, ?, nullif(json_extract(fields, '$.secret'), '')
           FROM journal LEFT JOIN personal ON personal.id = journal.id
           WHERE kind = 'guest_put' AND json_extract(body, '$.load') = ?
             AND coalesce(json_type(body, '$.set'), 'object') = 'object'""",
        (load_id, load_id),
    )


def _counts(connection: sqlite3.Connection, load_id: str) -> bool:
    (found,) = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM journal
           WHERE kind = 'marker' AND json_extract(body, '$.load') = ?)""",
        (load_id,),
    ).fetchone()
    return bool(found)


def _stage(connection: sqlite3.Connection, one: WrittenRow, load_id: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO load (id, session_id) VALUES (?, ?)", (load_id, ELSEWHERE)
    )
    secret = one.row.personal.get("secret")
    connection.execute(
        "INSERT INTO staged (guest_id, local_no, load_id, secret) VALUES (?, ?, ?, ?)",
        (
            one.row.guest_id,
            one.local_no,
            load_id,
            secret if isinstance(secret, str) and secret else None,
        ),
    )
