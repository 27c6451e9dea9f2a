"""Entries, exits and what takes them back, told to pretix.

All of them happened, so they are sent with ``force``; the nonce is the journal row's own id, for
pretix compares nonces across directions. A scan that was annulled is never sent again: pretix
would make it anew.
"""

import hashlib
from datetime import timedelta

from data.guests import Direction, Guest, Origin
from data.store.deliveries import DeliveryState, answer_to, badges_wait_again, state_of
from data.store.far_guests import FarGuest
from data.store.journal import Kind, WrittenRow, row_by_id, rows_at
from data.sync.far_end import GivenUp, Later, Outcome, Outgoing, Sent, Skipped
from data.sync.pretix.answers import fields_of, reason_of, stumbled
from data.sync.pretix.desk import NOT_THEIRS, OTHERS_FIRST, Desk
from data.sync.pretix.joins import tell_parting
from data.sync.pretix.walk_ins import WalkIns

ANNUL_WITHIN = timedelta(minutes=15)
ELSEWHERE = "elsewhere"


class Moves:
    """Tells of one row at a time. Raises SyncError and StoreError."""

    def __init__(self, desk: Desk, walk_ins: WalkIns) -> None:
        self._desk = desk
        self._walk_ins = walk_ins
        self.wants_pull = False  # a ticket may have got another code meanwhile

    def tell(self, row: Outgoing, *, server_works: bool) -> Outcome | None:
        """An entry or an exit; None: something else has to come first."""
        written = row.written
        entering = written.row.kind == Kind.CHECK_IN
        if not entering:
            entry = self._state(written.row.target)
            if entry is DeliveryState.WAITING:
                return None
            if entry is not DeliveryState.SENT:
                return Skipped(written.id, "entry_not_there")
        taken_back = self._is_taken_back(written)
        if taken_back and not row.attempts:
            return Skipped(written.id, "taken_back")
        is_own = self._desk.is_own(row)
        if not is_own and self._desk.clock() - written.row.at < OTHERS_FIRST:
            return Later(written.id, "another_laptop", 30)
        ticket = self._desk.ticket(written.row.guest_id)
        if ticket is None:
            if not entering or taken_back:
                return Skipped(written.id, NOT_THEIRS)
            found = self._walk_in(row, server_works)
            if not isinstance(found, FarGuest):
                return found
            ticket = found
        direction = Direction.ENTRY if entering else Direction.EXIT
        if taken_back:
            stored = self._desk.has_move(ticket, written.row.at, direction.value)
            return Sent(written.id, "stored") if stored else Skipped(written.id, "taken_back")
        if not is_own and self._desk.has_move(ticket, written.row.at, direction.value):
            return Sent(written.id, ELSEWHERE)
        outcome = self._redeem(row, ticket, direction, server_works)
        if entering and isinstance(outcome, Sent):
            self._let_badges_follow(written)
        return outcome

    def _let_badges_follow(self, entry: WrittenRow) -> None:
        """A walk-in's badge that was printed before the entry had no ticket to be told of."""
        guest = self._desk.guest(entry.row.guest_id)
        if guest is not None and guest.origin is not Origin.LIST:
            badges_wait_again(self._desk.file, self._desk.key, guest.id, NOT_THEIRS)

    def _walk_in(self, row: Outgoing, server_works: bool) -> FarGuest | Outcome:
        guest: Guest | None = self._desk.guest(row.written.row.guest_id)
        if guest is None or guest.origin is Origin.LIST:
            return Skipped(row.written.id, NOT_THEIRS)
        return self._walk_ins.ticket_for(row, guest, server_works=server_works)

    def _redeem(
        self, row: Outgoing, ticket: FarGuest, direction: Direction, server_works: bool
    ) -> Outcome:
        row_id, at = row.written.id, row.written.row.at
        unknown = _unknown(str(ticket.facts["secret"]))
        if row.answer == unknown:  # and after a pull it is the same
            return GivenUp(row_id, "ticket_gone", {"order": ticket.party})
        self._desk.goes_out(row)
        answer = self._desk.client.redeem(
            {
                "secret": ticket.facts["secret"],
                "lists": [self._desk.settings.list_id],
                "type": direction.value,
                "datetime": self._desk.moment_text(at),
                "nonce": row_id,
                "force": True,
                "ignore_unpaid": True,
                "questions_supported": False,
                "source_type": "barcode",
            }
        )
        if answer.is_ok:
            return Sent(row_id)
        later = stumbled(row, answer, server_works)
        if later is not None:
            return later
        reason = reason_of(answer)
        if row.attempts and self._desk.has_move(ticket, at, direction.value):
            return Sent(row_id, "stored")  # it was accepted, and the answer to that was lost
        if reason == "invalid":
            self.wants_pull = True
            return Later(row_id, unknown, 0.0)
        if reason:
            return GivenUp(row_id, "refused_there", {"reason": reason})
        return GivenUp(row_id, "not_understood", {"fields": fields_of(answer)})

    def annul(self, row: Outgoing, *, server_works: bool) -> Outcome | None:
        """Take back what was told; None: that has not arrived yet."""
        row_id = row.written.id
        with self._desk.file.reading() as connection:
            target = row_by_id(connection, row.written.row.target or "")
        if target is not None and target.row.kind == Kind.GUEST_VOID:
            return tell_parting(self._desk, row, target)
        if target is None or target.row.kind not in (Kind.CHECK_IN, Kind.EXIT):
            return Skipped(row_id, NOT_THEIRS)
        state = self._state(target.id)
        if state is DeliveryState.WAITING:
            return None
        if state is not DeliveryState.SENT:
            return Skipped(row_id, "never_told")
        if target.row.kind == Kind.CHECK_IN:
            with self._desk.file.reading() as connection:
                exits = rows_at(connection, target.id, Kind.EXIT)
            for one in exits:  # an exit ends with the entry that it ended
                if self._state(one.id) is DeliveryState.SENT:
                    outcome = self._annul(row, one, server_works)
                    if not isinstance(outcome, Sent):
                        return outcome
        return self._annul(row, target, server_works)

    def _annul(self, row: Outgoing, target: WrittenRow, server_works: bool) -> Outcome:
        row_id = row.written.id
        direction = "exit" if target.row.kind == Kind.EXIT else "entry"
        ticket = self._desk.ticket(target.row.guest_id)
        if self._answer(target.id) == ELSEWHERE:
            if self._desk.clock() - row.written.row.at < OTHERS_FIRST:
                return Later(row_id, "another_laptop", 30)
            if ticket is None or not self._desk.has_move(ticket, target.row.at, direction):
                return Sent(row_id, ELSEWHERE)
            return GivenUp(row_id, "annul_elsewhere")
        self._desk.goes_out(row)
        answer = self._desk.client.annul(
            {
                "lists": [self._desk.settings.list_id],
                "nonce": target.id,
                "datetime": self._desk.moment_text(row.written.row.at),
            }
        )
        if answer.is_ok:
            return Sent(row_id)
        later = stumbled(row, answer, server_works)
        if later is not None:
            return later
        if ticket is None or not self._desk.has_move(ticket, target.row.at, direction):
            return Sent(row_id, "gone")  # the answer to an earlier try was lost
        if row.written.row.at - target.row.at > ANNUL_WITHIN:
            return GivenUp(row_id, "annul_too_late")
        return GivenUp(row_id, "annul_refused")

    def _is_taken_back(self, written: WrittenRow) -> bool:
        """Whether this, or the entry that an exit ended, was annulled."""
        with self._desk.file.reading() as connection:
            targets = [written.id]
            if written.row.kind == Kind.EXIT and written.row.target:
                targets.append(written.row.target)
            return any(rows_at(connection, target, Kind.ANNUL) for target in targets)

    def _state(self, row_id: str | None) -> DeliveryState | None:
        with self._desk.file.reading() as connection:
            found = state_of(connection, self._desk.key, row_id or "")
        return None if found is None else found[0]

    def _answer(self, row_id: str) -> str:
        with self._desk.file.reading() as connection:
            return answer_to(connection, self._desk.key, row_id)


def _unknown(secret: str) -> str:
    """That pretix did not know this code; it noted the failed scan itself, once is enough."""
    return f"unknown {hashlib.sha256(secret.encode()).hexdigest()[:16]}"
