"""Journal rows as they travel between event files: through a ledger, or from a file on a stick."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from data.errors import MergeError
from data.store.clock import COUNTER_BITS
from data.store.journal import Mode, to_moment, to_text

_LATEST_HLC = (1 << 46) << COUNTER_BITS  # the year 4199: far from what 64 bits hold
_MOST = 1 << 53  # whole numbers that every JSON reader keeps exactly
_DEEPEST = 50  # levels of a mapping; ours have three, Python and SQLite read some hundred


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One row of one writer, the same in every file that has it.

    ``id``, ``writer_id``, ``device_id`` are texts of up to 64 letters; ``writer_seq`` counts from
    1 without gaps; ``hlc`` is a hybrid logical clock's stamp (see ``data.store.clock``).
    ``personal`` is what a purge erases. ``device_name`` is what the device is called in the file
    that tells; it is no part of the row itself.
    """

    id: str
    writer_id: str
    writer_seq: int
    device_id: str
    kind: str
    hlc: int
    at: datetime
    recorded_at: datetime
    v: int
    gate: str = ""
    mode: Mode = Mode.FACT
    nonce: str | None = None
    follows_nonce: str | None = None
    guest_id: str | None = None
    target: str | None = None
    slot: str | None = None
    clock_offset_ms: int | None = None
    answer: str | None = None
    device_name: str = field(default="", compare=False)
    body: Mapping[str, object] = field(default_factory=dict)
    personal: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The row as JSON has it: texts, whole numbers, two mappings; what is empty is left out."""
        found: dict[str, object] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if isinstance(value, datetime):
                value = to_text(value)
            if value not in (None, "", {}):
                found[name] = value
        return found

    @classmethod
    def from_json(cls, told: object) -> "SharedRow":
        """The other way; names of a later version are left out. Raises MergeError."""
        if not isinstance(told, dict):
            raise MergeError("unsound_row", row="", field="")
        row_id = told.get("id")
        row_name = row_id if isinstance(row_id, str) else ""
        given: dict[str, Any] = {}
        for name in _NAMES:
            value = told.get(name)
            if value is None and name not in _NEEDED:
                continue
            try:
                given[name] = _READERS[name](value)
            except (TypeError, ValueError, OverflowError):
                raise MergeError("unsound_row", row=row_name[:64], field=name) from None
        return cls(**given)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode("utf-8")  # half a surrogate pair is no text
    return value


def _name(value: object) -> str:
    text = _text(value)
    if not 1 <= len(text) <= 64:
        raise ValueError
    return text


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST:
        raise TypeError
    return value


def _count(value: object) -> int:
    number = _number(value)
    if number < 1:
        raise ValueError
    return number


def _stamp(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LATEST_HLC:
        raise ValueError
    return value


def _moment(value: object) -> datetime:
    moment = to_moment(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


def _mode(value: object) -> Mode:
    return Mode(_text(value))


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    if not _is_shallow(value):
        raise ValueError
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    return value


def _is_shallow(value: object) -> bool:
    level = [value]
    for _depth in range(_DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return True
    return False


_NAMES = tuple(one.name for one in fields(SharedRow))
_NEEDED = frozenset(_NAMES[:9])
_READERS = {
    **dict.fromkeys(_NAMES, _text),
    **dict.fromkeys(("id", "writer_id", "device_id", "kind"), _name),
    **dict.fromkeys(("writer_seq", "v"), _count),
    **dict.fromkeys(("at", "recorded_at"), _moment),
    **dict.fromkeys(("body", "personal"), _mapping),
    "hlc": _stamp,
    "clock_offset_ms": _number,
    "mode": _mode,
}  # fmt: skip

_SELECT = """SELECT local_no, journal.id, writer_id, writer_seq, journal.device_id, kind,
    journal.hlc, at, recorded_at, v, journal.gate, mode, nonce, follows_nonce, guest_id, target,
    slot, journal.clock_offset_ms, answer, coalesce(device.name, ''), body, fields
    FROM journal LEFT JOIN device ON device.id = journal.device_id
    LEFT JOIN personal ON personal.id = journal.id"""


def shared_rows(
    connection: sqlite3.Connection, after: int = 0, limit: int = 500, *, own: bool = False
) -> tuple[list[SharedRow], int]:
    """The next rows in order of arrival here, and the ``local_no`` to go on after.

    ``own``: without those that came from elsewhere. No rows: there are no more now. Raises
    MergeError where a row cannot be read.
    """
    found = connection.execute(
        f"""{_SELECT} WHERE local_no > ? {"AND arrived = 0" if own else ""}
            ORDER BY local_no LIMIT ?""",
        (after, limit),
    ).fetchall()
    return [_shared(record[1:]) for record in found], found[-1][0] if found else after


def shared_rows_of(connection: sqlite3.Connection, ids: Sequence[str]) -> list[SharedRow]:
    """These rows, in order of arrival here."""
    marks = ",".join("?" * len(ids))
    found = connection.execute(f"{_SELECT} WHERE journal.id IN ({marks}) ORDER BY local_no", ids)
    return [_shared(record[1:]) for record in found]


def _shared(record: tuple[Any, ...]) -> SharedRow:
    try:
        return _read(record)
    except (TypeError, ValueError, RecursionError):
        raise MergeError("unsound_row", row=record[0], field="body") from None


def _read(record: tuple[Any, ...]) -> SharedRow:
    (row_id, writer_id, writer_seq, device_id, kind, hlc, at, recorded_at, v, gate, mode) = record[
        :11
    ]
    nonce, follows, guest_id, target, slot, offset_ms, answer, name, body, personal = record[11:]
    return SharedRow(
        id=row_id,
        writer_id=writer_id,
        writer_seq=writer_seq,
        device_id=device_id,
        kind=kind,
        hlc=hlc,
        at=to_moment(at),
        recorded_at=to_moment(recorded_at),
        v=v,
        gate=gate,
        mode=Mode(mode),
        nonce=nonce,
        follows_nonce=follows,
        guest_id=guest_id,
        target=target,
        slot=slot,
        clock_offset_ms=offset_ms,
        answer=answer,
        device_name=name,
        body=json.loads(body),
        personal=json.loads(personal) if personal is not None else {},
    )
