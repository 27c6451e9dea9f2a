"""Which far ends an event has, and what is remembered of each. Secrets never stand here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.errors import UsageError
from data.store.event_file import EventFile


@dataclass(frozen=True, slots=True)
class FarEndRecord:
    """One far end of this event: its key, what kind it is and how it was set up."""

    key: str
    kind: str
    settings: Mapping[str, Any]
    cursor: Mapping[str, Any]
    report: Mapping[str, Any]


_SELECT = "SELECT key, kind, settings, cursor, report FROM far_end"


def _record(found: tuple[str, str, str, str, str]) -> FarEndRecord:
    key, kind, settings, cursor, report = found
    return FarEndRecord(key, kind, json.loads(settings), json.loads(cursor), json.loads(report))


def far_ends(file: EventFile) -> list[FarEndRecord]:
    """All far ends of the event, in the order of their keys."""
    with file.reading() as connection:
        return [_record(found) for found in connection.execute(f"{_SELECT} ORDER BY key")]


def far_end(file: EventFile, key: str) -> FarEndRecord:
    """One far end. Raises UsageError("unknown_remote")."""
    with file.reading() as connection:
        found = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
    if found is None:
        raise UsageError("unknown_remote", remote=key)
    return _record(found)


def put_far_end(file: EventFile, key: str, kind: str, settings: Mapping[str, object]) -> None:
    """Add a far end, or set an old one up anew, which keeps what was sent to it."""
    with file.transaction() as act:
        act.connection.execute(
            """INSERT INTO far_end (key, kind, settings) VALUES (?, ?, ?)
               ON CONFLICT (key) DO UPDATE SET kind = excluded.kind,
               settings = excluded.settings""",
            (key, kind, json.dumps(settings, ensure_ascii=False)),
        )


def keep_cursor(file: EventFile, key: str, cursor: Mapping[str, object]) -> None:
    """Remember up to where was fetched."""
    _keep(file, key, "cursor", cursor)


def keep_report(file: EventFile, key: str, report: Mapping[str, object]) -> None:
    """Remember how the last round went."""
    _keep(file, key, "report", report)


def _keep(file: EventFile, key: str, column: str, value: Mapping[str, object]) -> None:
    with file.transaction(synced=False) as act:
        act.connection.execute(
            f"UPDATE far_end SET {column} = ? WHERE key = ?",
            (json.dumps(value, ensure_ascii=False), key),
        )


def drop_far_end(file: EventFile, key: str) -> None:
    """Forget a far end with all that is remembered of it; guests and journal stay."""
    with file.transaction() as act:
        for table in ("delivery", "far_guest", "far_move", "far_secret"):
            act.connection.execute(f"DELETE FROM {table} WHERE far_end = ?", (key,))
        act.connection.execute("DELETE FROM far_end WHERE key = ?", (key,))
