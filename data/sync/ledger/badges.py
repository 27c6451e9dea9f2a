"""Badges at a door that shares a ledger: taken, or put into boxes, only if no other door was first.

As with a scan the decision is the door's own; the ledger is asked only whether anything was
written about these guests' badges that the door has not seen, and the door decides again knowing
it. Asked for at most 0.8 s; without an answer the door decides alone, and two doors that both did
are shown as a double (``data.badge_doubles``).
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from data.guests import Guest
from data.identity import new_nonce
from data.store import prints
from data.store.arriving import take_in
from data.store.boxes import SLICE, boxing
from data.store.deliveries import note_there
from data.store.event_file import EventFile, Transaction
from data.store.journal import Kind, Mode, Row
from data.store.pending import put_aside, settle, withdraw
from data.sync.ledger.line import DEADLINE, ClaimLine, Verdict
from data.sync.ledger.unsent import unsent_about

_MOST_ASKED = 3  # times for one act, all within the deadline
_ASKED_WITH = (Kind.BADGE_WANTED, Kind.BADGE_IN_BOX)


def take_badge(
    file: EventFile,
    line: ClaimLine,
    print_id: str,
    printer: str,
    at: datetime,
    *,
    again: bool = False,
) -> bool:
    """Take a badge as ``data.store.prints.take_badge`` does, if no other door has one of this
    guest's. Raises StoreError.
    """
    return bool(
        _claimed(file, line, lambda act: prints.taking(act, print_id, printer, at, again=again))
    )


def put_in_boxes(
    file: EventFile,
    line: ClaimLine,
    boxes: Sequence[tuple[Guest, str]],
    at: datetime,
    *,
    new: bool = False,
) -> list[tuple[Guest, str]]:
    """Write down which badges lie in which boxes, as ``data.store.boxes.put_in_boxes`` does.

    ``new``: only those of guests who have none yet. Returns what was written. Raises StoreError.
    """
    put: list[tuple[Guest, str]] = []
    for begin in range(0, len(boxes), SLICE):
        some = boxes[begin : begin + SLICE]
        rows = _claimed(file, line, partial(boxing, some=some, at=at, new=new))
        written = {row.guest_id for row in rows}
        put += [(guest, box) for guest, box in some if guest.id in written]
    return put


def _claimed(
    file: EventFile, line: ClaimLine, decide: Callable[[Transaction], list[Row]]
) -> list[Row]:
    """Write what ``decide`` wants to, decided again for whatever the ledger knows more."""
    ends = time.monotonic() + DEADLINE
    cursor = line.cursor  # before the file is read
    for _ in range(_MOST_ASKED if line.is_open else 0):
        with file.transaction() as act:
            rows = decide(act)
            if not rows:
                return []
            pending = put_aside(act, new_nonce(), file.session_id, partial(_write, act, rows))
            before = unsent_about(act, line.far_end, pending.rows, _ASKED_WITH)
        answer = line.claim(before, pending.rows, cursor, ends - time.monotonic())
        with file.transaction() as act:
            if answer is None or answer.verdict is not Verdict.STALE:
                granted = answer is not None and answer.verdict is Verdict.OK
                settle(act, pending, Mode.CLAIM if granted else Mode.FACT)
                if granted:
                    note_there(act.connection, line.far_end, [row.id for row in pending.rows])
                return rows
            withdraw(act, pending)
            take_in(act.connection, answer.known, file.device.id)
            cursor = answer.seq
    with file.transaction() as act:
        rows = decide(act)
        _write(act, rows)
        return rows


def _write(act: Transaction, rows: Sequence[Row]) -> None:
    for row in rows:
        act.append(row)
