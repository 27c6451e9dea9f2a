"""Acts that a ledger was asked about and that are not settled: nothing of them has happened yet.

An act's rows are made whole, ids and numbers included, and put aside; the ledger is told these
very rows. Settled, they enter the journal as they are; withdrawn, it never sees them. The numbers
stay reserved meanwhile, so that the rows the ledger keeps are the ones that the journal keeps. An
act that was asked about and not answered is a fact, also after a crash: the ledger may hold it.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.identity import uuid7
from data.store.arriving import take_in
from data.store.journal import Kind, Mode
from data.store.shared_rows import SharedRow, shared_rows

if TYPE_CHECKING:
    from data.store.event_file import Transaction

_MOST = 1000  # rows of one act: fifty people with all that belongs to them are far fewer


@dataclass(frozen=True, slots=True)
class PendingAct:
    """What waits under one nonce, in the order in which it would be written."""

    nonce: str
    rows: tuple[SharedRow, ...]


def put_aside(
    act: "Transaction", nonce: str, session_id: str, write: Callable[[], object]
) -> PendingAct:
    """Let ``write`` write into the journal, take it all back, and keep it as pending."""
    connection = act.connection
    (before,) = connection.execute("SELECT coalesce(max(local_no), 0) FROM journal").fetchone()
    connection.execute("SAVEPOINT aside")
    try:
        write()
        rows, _ = shared_rows(connection, before, _MOST)
    finally:
        connection.execute("ROLLBACK TO aside")
        connection.execute("RELEASE aside")
    connection.execute(
        "INSERT INTO pending (id, claim) VALUES (?, ?)",
        (
            nonce,
            json.dumps(
                {
                    "session": session_id,
                    "writer_id": rows[-1].writer_id,
                    "last_seq": rows[-1].writer_seq,
                    "rows": [row.to_json() for row in rows],
                },
                ensure_ascii=False,
            ),
        ),
    )
    act.look_again()
    return PendingAct(nonce, tuple(rows))


def settle(act: "Transaction", pending: PendingAct, mode: Mode) -> None:
    """It happened: agreed with the ledger, or decided here."""
    _keep(act.connection, pending.rows, mode)
    act.connection.execute("DELETE FROM pending WHERE id = ?", (pending.nonce,))
    act.look_again()


def withdraw(act: "Transaction", pending: PendingAct) -> None:
    """It never happened, for certain. Its numbers go to what is written next; where somebody
    wrote after them already, markers take them.
    """
    connection, first = act.connection, pending.rows[0]
    connection.execute("DELETE FROM pending WHERE id = ?", (pending.nonce,))
    (later,) = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM journal WHERE writer_id = ? AND writer_seq > ?)
           OR EXISTS (SELECT 1 FROM pending WHERE json_extract(claim, '$.writer_id') = ?
                      AND json_extract(claim, '$.last_seq') > ?)""",
        (first.writer_id, first.writer_seq, first.writer_id, first.writer_seq),
    ).fetchone()
    if later:
        _keep(connection, [_marker(act, row) for row in pending.rows], Mode.FACT)
    act.look_again()


def settle_abandoned(connection: sqlite3.Connection, alive: Sequence[str]) -> int:
    """At start: what a session that has ended asked about is a fact; return how many acts."""
    abandoned = []
    for nonce, claim in connection.execute("SELECT id, claim FROM pending").fetchall():
        told = json.loads(claim)
        if told["session"] not in alive:
            abandoned.append((nonce, [SharedRow.from_json(row) for row in told["rows"]]))
    for nonce, rows in abandoned:
        _keep(connection, rows, Mode.FACT)
        connection.execute("DELETE FROM pending WHERE id = ?", (nonce,))
    return len(abandoned)


def pending_row_ids(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of rows that wait: a ledger that granted them may tell of them before we know."""
    found = connection.execute(
        "SELECT json_extract(value, '$.id') FROM pending, json_each(claim, '$.rows')"
    )
    return frozenset(row_id for (row_id,) in found)


def _keep(connection: sqlite3.Connection, rows: Sequence[SharedRow], mode: Mode) -> None:
    own = rows[0].device_id
    take_in(connection, [replace(row, mode=mode) for row in rows], own, arrived=False)


def _marker(act: "Transaction", row: SharedRow) -> SharedRow:
    return SharedRow(
        id=uuid7(act.now),
        writer_id=row.writer_id,
        writer_seq=row.writer_seq,
        device_id=row.device_id,
        kind=Kind.MARKER,
        hlc=row.hlc,
        at=row.at,
        recorded_at=row.recorded_at,
        v=row.v,
        gate=row.gate,
        body={"withdrawn": True},
    )
