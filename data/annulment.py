"""Taking a check-in or an exit back, with all that came with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.guests import Direction, Guest, PaymentMethod
from data.store.event_file import EventFile, Transaction
from data.store.guest_fields import find_guest
from data.store.journal import MOVES, Kind, Row, WrittenRow, row_by_id, rows_of_nonce


@dataclass(frozen=True, slots=True)
class Annulled:
    """Taken back; what was paid is to be given back."""

    nonce: str
    guests: tuple[Guest, ...]
    entry_ids: tuple[str, ...]
    give_back_minor: dict[PaymentMethod, int]
    badges_cancelled: int = 0
    direction: Direction = Direction.ENTRY


@dataclass(frozen=True, slots=True)
class NothingToAnnul:
    """There is no such check-in, it was taken back before, or a later one stands on it."""

    nonce: str
    later: bool = False


AnnulResult = Annulled | NothingToAnnul


def last_act(file: EventFile) -> str | None:
    """The nonce of this device's latest check-in or exit that stands, or None."""
    record = file.connection.execute(
        """SELECT nonce FROM journal WHERE kind IN ('check_in', 'exit') AND device_id = ?
           AND NOT EXISTS (SELECT 1 FROM journal AS later
               WHERE later.target IN (journal.id, journal.target) AND later.kind = 'annul')
           ORDER BY local_no DESC LIMIT 1""",
        (file.device.id,),
    ).fetchone()
    return None if record is None else str(record[0])


def annul(
    file: EventFile,
    target_nonce: str,
    *,
    nonce: str,
    at: datetime,
    entry_ids: Sequence[str] | None = None,
) -> AnnulResult:
    """Take back the check-ins or exits of one act, or only some of its entries.

    Payments of the same act are annulled with them, waiting badges cancelled. The same ``nonce``
    is answered the same and writes nothing. Raises StoreError.
    """
    with file.transaction() as act:
        before = [w for w in rows_of_nonce(act.connection, nonce) if w.row.kind == Kind.ANNUL]
        if before:
            return _annulled_from(act, nonce)
        moves = [
            w
            for w in rows_of_nonce(act.connection, target_nonce)
            if w.row.kind in MOVES
            and (entry_ids is None or w.id in entry_ids or w.row.target in entry_ids)
            and not _is_annulled(act, w)
        ]
        if any(_stands_on(act, w) for w in moves):
            return NothingToAnnul(nonce, later=True)
        if not moves:
            return NothingToAnnul(nonce)
        for move in moves:
            _annul_one(act, move, nonce, at)
        return _annulled_from(act, nonce)


def _is_annulled(act: Transaction, move: WrittenRow) -> bool:
    """Whether this was taken back; an exit also with the entry that it ended."""
    return bool(
        act.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE target IN (?, ?) AND kind = 'annul')",
            (move.id, move.row.target),
        ).fetchone()[0]
    )


def _stands_on(act: Transaction, move: WrittenRow) -> bool:
    """Whether the guest came in again after this."""
    return bool(
        act.connection.execute(
            """SELECT EXISTS (SELECT 1 FROM entry WHERE annulled_by IS NULL
               AND slot IN (?, (SELECT exit_id FROM entry WHERE id = ?)))""",
            (move.id, move.id),
        ).fetchone()[0]
    )


def _annul_one(act: Transaction, move: WrittenRow, nonce: str, at: datetime) -> None:
    guest_id = move.row.guest_id
    act.append(Row(Kind.ANNUL, at, nonce=nonce, guest_id=guest_id, target=move.id))
    if move.row.kind != Kind.CHECK_IN:
        return
    payments = act.connection.execute(
        """SELECT id FROM payment WHERE nonce = ? AND own_guest_id = ? AND annulled_by IS NULL
           ORDER BY id""",
        (move.row.nonce, guest_id),
    ).fetchall()
    for (payment_id,) in payments:
        act.append(Row(Kind.PAYMENT_ANNUL, at, nonce=nonce, guest_id=guest_id, target=payment_id))
    # Whoever is not in any more needs no badge, whichever act wanted it.
    waiting = act.connection.execute(
        """SELECT id FROM print WHERE state IN ('wanted', 'failed') AND own_guest_id = ?
           AND NOT EXISTS (SELECT 1 FROM entry
               WHERE entry.guest_id = print.guest_id AND entry.annulled_by IS NULL) ORDER BY id""",
        (guest_id,),
    ).fetchall()
    for (print_id,) in waiting:
        act.append(Row(Kind.BADGE_CANCELLED, at, nonce=nonce, guest_id=guest_id, target=print_id))


def _annulled_from(act: Transaction, nonce: str) -> Annulled:
    written = rows_of_nonce(act.connection, nonce)
    give_back: dict[PaymentMethod, int] = {}
    guests: list[Guest] = []
    entry_ids: list[str] = []
    direction = Direction.ENTRY
    for one in written:
        target = row_by_id(act.connection, one.row.target or "")
        if target is None:
            continue
        if one.row.kind == Kind.ANNUL:
            guest = find_guest(act.connection, one.row.guest_id or "")
            guests += [guest] if guest is not None else []
            entry_ids.append(target.id)
            direction = Direction.EXIT if target.row.kind == Kind.EXIT else Direction.ENTRY
        elif one.row.kind == Kind.PAYMENT_ANNUL:
            amount = int(str(target.row.body["amount_minor"]))
            method = PaymentMethod(str(target.row.body["method"]))
            if amount:
                give_back[method] = give_back.get(method, 0) + amount
    cancelled = sum(1 for w in written if w.row.kind == Kind.BADGE_CANCELLED)
    return Annulled(nonce, tuple(guests), tuple(entry_ids), give_back, cancelled, direction)
