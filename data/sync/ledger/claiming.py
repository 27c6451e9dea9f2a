"""A scan at a door that shares a ledger: look, decide, ask, write the answer down.

The decision is the door's own (``data.decision.decide``); the ledger is asked only whether
another door was first. Asked once for at most 0.8 s; without an answer the admission is a fact.
"""

import time
from collections.abc import Sequence

from data import admission
from data.admission import look, require_sound
from data.answers import admitted_from, answer_of
from data.decision import Admission, Decision, Departure, decide
from data.guests import CheckInResult, Refused, Scan
from data.recording import record_admission, record_departure, record_refusal
from data.store.arriving import take_in
from data.store.deliveries import note_there
from data.store.event_file import EventFile, Transaction
from data.store.journal import Kind, Mode, rows_of_nonce
from data.store.pending import PendingAct, put_aside, settle, withdraw
from data.store.shared_rows import SharedRow
from data.sync.ledger.line import DEADLINE, Answer, ClaimLine, Verdict
from data.sync.ledger.unsent import unsent_about

_LEARNS = frozenset({Verdict.HELD, Verdict.NOT_EXPECTED, Verdict.STALE})
_MOST_ASKED = 3  # times for one scan, all within the deadline
_ASKED_WITH = (Kind.GUEST_PUT, Kind.WALK_IN)


def check_in(
    file: EventFile,
    scan: Scan,
    line: ClaimLine,
    *,
    badges: bool = False,
    badges_again: bool = False,
) -> CheckInResult:
    """Answer a scan as ``data.admission.check_in`` does, asking the ledger while it can be asked.

    Raises StoreError, and ValueError as there.
    """
    if not line.is_open:
        return admission.check_in(file, scan, badges=badges, badges_again=badges_again)
    require_sound(scan)
    return _Asking(file, scan, line, badges=badges, badges_again=badges_again).answer()


class _Asking:
    """One scan on its way to its answer."""

    def __init__(
        self, file: EventFile, scan: Scan, line: ClaimLine, *, badges: bool, badges_again: bool
    ) -> None:
        self._file = file
        self._scan = scan
        self._line = line
        self._badges = badges
        self._badges_again = badges_again
        self._ends = time.monotonic() + DEADLINE
        self._cursor = line.cursor

    def answer(self) -> CheckInResult:
        with self._file.transaction() as act:
            earlier = answer_of(act, self._scan.nonce)
            if earlier is not None:
                return earlier
            pending = self._decided(act)
        for asked in range(1, _MOST_ASKED + 1):
            if not isinstance(pending, _Put):
                return pending
            left = self._ends - time.monotonic()
            answer = self._line.claim(pending.before, pending.act.rows, self._cursor, left)
            with self._file.transaction() as act:
                if answer is None or answer.verdict not in _LEARNS or asked == _MOST_ASKED:
                    return self._settled(act, pending.act, answer)
                withdraw(act, pending.act)
                take_in(act.connection, answer.known, self._file.device.id)
                act.look_again()
                self._cursor = answer.seq
                pending = self._decided(act)
        raise AssertionError("unreachable: the last question settles")

    def _decided(self, act: Transaction) -> "_Put | CheckInResult":
        decision: Decision = decide(look(act, self._scan), self._scan)
        match decision:
            case Refused():
                record_refusal(act, self._scan, decision)
                return decision
            case Departure():
                return record_departure(act, self._scan, decision)
            case Admission():
                pending = put_aside(
                    act,
                    self._scan.nonce,
                    self._file.session_id,
                    lambda: record_admission(
                        act, self._scan, decision, self._badges, self._badges_again
                    ),
                )
                return _Put(
                    pending, unsent_about(act, self._line.far_end, pending.rows, _ASKED_WITH)
                )

    def _settled(
        self, act: Transaction, pending: PendingAct, answer: Answer | None
    ) -> CheckInResult:
        granted = answer is not None and answer.verdict is Verdict.OK
        settle(act, pending, Mode.CLAIM if granted else Mode.FACT)
        if granted:
            note_there(act.connection, self._line.far_end, [row.id for row in pending.rows])
        return admitted_from(act, pending.nonce, rows_of_nonce(act.connection, pending.nonce))


class _Put:
    """An act put aside, and what the ledger has not been told of its guests."""

    def __init__(self, act: PendingAct, before: Sequence[SharedRow]) -> None:
        self.act = act
        self.before = before
