"""A laptop that asks the ledger's functions itself, with rows that it makes up."""

import itertools
import json
from typing import Any

from data.identity import utc_now, uuid7
from tests.ledger_server import Ledger

Row = dict[str, Any]


class Laptop:
    """A laptop that makes up its rows itself."""

    def __init__(self, ledger: Ledger) -> None:
        self.event = ledger.event_id
        self.connection = ledger.connect()
        self.role = self.connection.info.user
        self.writer = uuid7(utc_now())
        self._numbers = itertools.count(1)

    def row(self, kind: str, guest: str | None = None, **more: Any) -> Row:
        number = next(self._numbers)
        made = {
            "id": uuid7(utc_now()), "writer_id": self.writer, "writer_seq": number, "hlc": number,
            "device_id": "device", "kind": kind, "mode": "fact", "v": 1, "guest_id": guest,
            "at": "2026-06-01T18:00:00+00:00", "recorded_at": "2026-06-01T18:00:00+00:00",
        }  # fmt: skip
        return made | more

    def guest(self, **values: Any) -> str:
        guest = uuid7(utc_now())
        self.append(self.row("guest_put", guest, body={"by": "list", "set": values}))
        return guest

    def append(self, *rows: Row) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(
            "SELECT id::text, seq, conflict_id::text, problem FROM pennant.append(%s, %s)",
            (self.event, json.dumps(rows)),
        ).fetchall()
        return found

    def claim(self, *rows: Row, cursor: int = 1000, before: list[Row] | None = None) -> str:
        return str(self.answer(*rows, cursor=cursor, before=before)[0])

    def answer(
        self, *rows: Row, cursor: int = 1000, before: list[Row] | None = None
    ) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self.connection.execute(
            "SELECT * FROM pennant.claim(%s, %s, %s, %s)",
            (self.event, cursor, json.dumps(before or []), json.dumps(rows)),
        ).fetchone()
        return found

    def pull(self, after: int = 0) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(
            "SELECT * FROM pennant.pull(%s, %s, 1000)", (self.event, after)
        ).fetchall()
        return found
