"""What must be true of an evening at several doors, computed from the journals alone.

Shares no code with what it judges: rows are read by SQL, and doubles found by going through them.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Told:
    """One row of a journal."""

    id: str
    writer_id: str
    writer_seq: int
    kind: str
    guest_id: str | None
    target: str | None
    slot: str | None
    arrived: bool
    body: dict[str, Any]
    nonce: str | None
    hlc: int
    device_id: str

    @property
    def content(self) -> tuple[object, ...]:
        """All but how it came here."""
        body = json.dumps(self.body, sort_keys=True)
        return (self.id, self.writer_id, self.writer_seq, self.kind, self.guest_id, body)


def journal(path: Path) -> list[Told]:
    """All rows of an event file, in order of arrival."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        found = connection.execute(
            """SELECT id, writer_id, writer_seq, kind, guest_id, target, slot, arrived, body, nonce,
               hlc, device_id FROM journal ORDER BY local_no"""
        ).fetchall()
        pending = connection.execute("SELECT count(*) FROM pending").fetchone()
        assert pending == (0,), "an act still waits"
    finally:
        connection.close()
    return [
        Told(row_id, writer, seq, kind, guest, target, slot, bool(arrived), json.loads(body), *more)
        for row_id, writer, seq, kind, guest, target, slot, arrived, body, *more in found
    ]


def entries(path: Path) -> list[tuple[object, ...]]:
    """What the file makes of its journal: who is in, by which entry, until when."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT id, guest_id, slot, exit_id, annulled_by FROM entry ORDER BY id"
        ).fetchall()
    finally:
        connection.close()


def assert_contiguous(rows: Iterable[Told]) -> None:
    """Every writer's numbers go from 1 on without a gap, each once."""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.writer_id, []).append(row.writer_seq)
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def doubles(rows: Iterable[Told]) -> set[frozenset[str]]:
    """The pairs of check-ins that are doubles."""
    rows = list(rows)
    annulled = {row.target for row in rows if row.kind == "annul"}
    exits = {row.id: row.target for row in rows if row.kind == "exit"}
    left = {row.target for row in rows if row.kind == "exit" and row.id not in annulled}
    by_guest: dict[str | None, list[Told]] = {}
    for row in rows:
        if row.kind == "check_in" and row.id not in annulled:
            by_guest.setdefault(row.guest_id, []).append(row)
    found = set()
    for theirs in by_guest.values():
        for one, other in combinations(theirs, 2):
            known = one.id in other.body.get("beside", []) or other.id in one.body.get("beside", [])
            same = exits.get(one.slot or "", one.slot) == exits.get(other.slot or "", other.slot)
            both_in = one.id not in left and other.id not in left
            if not known and (same or both_in):
                found.add(frozenset({one.id, other.id}))
    return found


def claims_that_met(
    ledger: Iterable[tuple[str, str, str, str | None, str | None, str | None]],
) -> list[str]:
    """Claims granted while another claim held the slot; rows: id, kind, mode, guest, slot, target,
    in the ledger's order.
    """
    held: dict[tuple[str | None, str | None], str] = {}
    slot_of: dict[str, tuple[str | None, str | None]] = {}
    met = []
    for row_id, kind, mode, guest, slot, target in ledger:
        if kind == "check_in" and mode == "claim":
            if (guest, slot) in held:
                met.append(row_id)
            held[guest, slot] = row_id
            slot_of[row_id] = (guest, slot)
        elif kind == "annul" and target in slot_of and held.get(slot_of[target]) == target:
            del held[slot_of[target]]
    return met


def badges_apart(rows: Iterable[Told]) -> set[frozenset[str]]:
    """The pairs of badges of one guest that are out, made without knowing of each other."""
    rows = list(rows)
    annulled = {row.target for row in rows if row.kind == "annul"}
    taken_back = {
        (row.nonce, row.guest_id) for row in rows if row.kind == "check_in" and row.id in annulled
    }
    said: dict[str | None, list[Told]] = {}
    for row in sorted(rows, key=lambda row: (row.hlc, row.id)):
        if row.kind.startswith("badge_"):
            said.setdefault(row.target, []).append(row)
    out: dict[str | None, list[Told]] = {}
    for row in said.get(None, []):  # wanted, or put into a box
        if row.nonce is not None and (row.nonce, row.guest_id) in taken_back:
            continue
        if row.kind == "badge_in_box":
            later = [
                one
                for one in said[None]
                if one.kind == row.kind
                and (one.guest_id, one.device_id) == (row.guest_id, row.device_id)
                and not one.body["box"]
                and one.hlc > row.hlc
            ]
            is_out = bool(row.body["box"]) and not later
        else:
            became = [
                one.kind
                for one in said.get(row.id, [])
                if one.kind != "badge_cancelled" or one.device_id == row.device_id
            ]
            is_out = bool(became) and became[-1] not in ("badge_failed", "badge_cancelled")
        if is_out:
            out.setdefault(row.guest_id, []).append(row)
    return {
        frozenset({one.id, other.id})
        for theirs in out.values()
        for one, other in combinations(theirs, 2)
        if one.id not in other.body.get("beside", []) and other.id not in one.body.get("beside", [])
    }
