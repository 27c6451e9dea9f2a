"""The journal: one append-only row for each thing that happened, personal fields kept apart."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from data.identity import uuid7
from data.store.clock import tick

ROW_VERSION = 1


class Kind(StrEnum):
    """What a row says. Kinds of a later version are kept and not understood."""

    CHECK_IN = "check_in"
    EXIT = "exit"
    ANNUL = "annul"
    REFUSED = "refused"
    PAYMENT = "payment"
    PAYMENT_ANNUL = "payment_annul"
    GUEST_PUT = "guest_put"
    GUEST_VOID = "guest_void"
    WALK_IN = "walk_in"
    PRODUCT_PUT = "product_put"
    BADGE_WANTED = "badge_wanted"
    BADGE_TAKEN = "badge_taken"
    BADGE_SENT = "badge_sent"
    BADGE_RECEIVED = "badge_received"
    BADGE_FAILED = "badge_failed"
    BADGE_UNKNOWN = "badge_unknown"
    BADGE_BY_HAND = "badge_by_hand"
    BADGE_CANCELLED = "badge_cancelled"
    BADGE_IN_BOX = "badge_in_box"  # made on a sheet before the evening
    MARKER = "marker"


MOVES = (Kind.CHECK_IN, Kind.EXIT)  # somebody went through the door


class Mode(StrEnum):
    """Agreed with a ledger, or decided here."""

    CLAIM = "claim"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened, as it is about to be written."""

    kind: str
    at: datetime
    nonce: str | None = None
    follows_nonce: str | None = None
    guest_id: str | None = None
    target: str | None = None
    slot: str | None = None
    answer: str | None = None
    body: Mapping[str, object] = field(default_factory=dict)
    personal: Mapping[str, object] = field(default_factory=dict)
    mode: Mode = Mode.FACT


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row with the place it got."""

    local_no: int
    id: str
    hlc: int
    device_id: str
    gate: str
    row: Row


def to_text(moment: datetime) -> str:
    """A UTC moment as the file keeps it: ISO 8601 with microseconds, sortable as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def to_moment(text: str) -> datetime:
    """The other way."""
    return datetime.fromisoformat(text)


_INSERT = """INSERT INTO journal (local_no, id, nonce, follows_nonce, writer_id, writer_seq,
    device_id, gate, kind, mode, guest_id, target, slot, hlc, at, recorded_at, clock_offset_ms,
    answer, body, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_PERSONAL = "INSERT INTO personal (id, fields) VALUES (?, ?)"
_SELECT = """SELECT local_no, journal.id, hlc, device_id, gate, kind, at, nonce, follows_nonce,
    guest_id, target, slot, answer, body, fields, mode
    FROM journal LEFT JOIN personal ON personal.id = journal.id"""


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def last_number(connection: sqlite3.Connection, writer_id: str) -> int:
    """The last number that a writer used, or reserved for an act that a ledger is asked about."""
    (used, reserved) = connection.execute(
        """SELECT (SELECT coalesce(max(writer_seq), 0) FROM journal WHERE writer_id = :writer),
           (SELECT coalesce(max(json_extract(claim, '$.last_seq')), 0) FROM pending
            WHERE json_extract(claim, '$.writer_id') = :writer)""",
        {"writer": writer_id},
    ).fetchone()
    return int(max(used, reserved))


class JournalWriter:
    """Appends rows within one write transaction; numbers and stamps continue where the file is."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        writer_id: str,
        device_id: str,
        gate: str,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._writer_id = writer_id
        self.device_id = device_id
        self._gate = gate
        self.now = now
        self._local_no: int
        self._hlc: int
        self._clock_offset_ms: int | None
        self.writer_seq: int
        self.look_again()

    def look_again(self) -> None:
        """Continue where the file is now."""
        # The latest stamp of all, whoever made it: what is written after it was seen counts later.
        self._local_no, self._hlc, self._clock_offset_ms = self._connection.execute(
            """SELECT (SELECT coalesce(max(local_no), 0) FROM journal), coalesce(max(hlc), 0),
               (SELECT clock_offset_ms FROM device WHERE id = ?) FROM journal""",
            (self.device_id,),
        ).fetchone()
        self.writer_seq = last_number(self._connection, self._writer_id)

    def append(self, rows: Sequence[Row]) -> list[WrittenRow]:
        """Write rows and return them with their places."""
        written, records, personal = [], [], []
        recorded_at = to_text(self.now)
        for row in rows:
            self._local_no += 1
            self.writer_seq += 1
            self._hlc = tick(self._hlc, self.now)
            row_id = uuid7(self.now)
            records.append(
                (
                    self._local_no,
                    row_id,
                    row.nonce,
                    row.follows_nonce,
                    self._writer_id,
                    self.writer_seq,
                    self.device_id,
                    self._gate,
                    row.kind,
                    row.mode,
                    row.guest_id,
                    row.target,
                    row.slot,
                    self._hlc,
                    recorded_at if row.at is self.now else to_text(row.at),
                    recorded_at,
                    self._clock_offset_ms,
                    row.answer,
                    _json(row.body),
                    ROW_VERSION,
                )
            )
            if row.personal:
                personal.append((row_id, _json(row.personal)))
            place = (self._local_no, row_id, self._hlc, self.device_id, self._gate)
            written.append(WrittenRow(*place, row))
        self._connection.executemany(_INSERT, records)
        self._connection.executemany(_INSERT_PERSONAL, personal)
        return written


_decode = json.JSONDecoder().raw_decode


def _written(record: tuple[Any, ...]) -> WrittenRow:
    (local_no, row_id, hlc, device_id, gate, kind, at, nonce, follows, guest_id, target) = record[
        :11
    ]
    slot, answer, body, fields, mode = record[11:]
    return WrittenRow(
        local_no,
        row_id,
        hlc,
        device_id,
        gate,
        Row(
            kind=kind,
            at=to_moment(at),
            nonce=nonce,
            follows_nonce=follows,
            guest_id=guest_id,
            target=target,
            slot=slot,
            answer=answer,
            body=_decode(body)[0],
            personal=_decode(fields)[0] if fields is not None else {},
            mode=Mode(mode),
        ),
    )


def rows(connection: sqlite3.Connection, after: int = 0) -> Iterator[WrittenRow]:
    """All rows in order of arrival here, beginning after ``after``."""
    for record in connection.execute(f"{_SELECT} WHERE local_no > ? ORDER BY local_no", (after,)):
        yield _written(record)


def rows_of_nonce(connection: sqlite3.Connection, nonce: str) -> list[WrittenRow]:
    """All rows of one act, in order."""
    found = connection.execute(f"{_SELECT} WHERE nonce = ? ORDER BY local_no", (nonce,))
    return [_written(record) for record in found]


def rows_at(connection: sqlite3.Connection, target: str, *kinds: Kind) -> list[WrittenRow]:
    """The rows of these kinds that act on another row, in the order of the clocks."""
    marks = ",".join("?" * len(kinds))
    found = connection.execute(
        f"{_SELECT} WHERE target = ? AND kind IN ({marks}) ORDER BY hlc, journal.id",
        (target, *(kind.value for kind in kinds)),
    )
    return [_written(record) for record in found]


def row_by_id(connection: sqlite3.Connection, row_id: str) -> WrittenRow | None:
    """One row, or None."""
    record = connection.execute(f"{_SELECT} WHERE journal.id = ?", (row_id,)).fetchone()
    return None if record is None else _written(record)
