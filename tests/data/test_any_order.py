"""Scans, replays, annulments, exits and lists in any order, against a model of their own."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data.annulment import Annulled
from data.attendance import counts
from data.guestlist.listing import ListedGuest
from data.guests import (
    Admitted,
    CheckInResult,
    Direction,
    Force,
    ForceReason,
    Payment,
    PaymentMethod,
    Refused,
    TicketStatus,
)
from data.store.event_file import EventFile
from tests.data.evening import DEVICE, INFO, Evening, TestClock, listed

GUESTS = 5
NUMBERS = st.integers(0, GUESTS - 1)


@dataclass
class Stay:
    """One entry as the model sees it."""

    guest_id: str
    first: bool
    left_by: str | None = None
    annulled: bool = False


def row(number: int, status: TicketStatus = TicketStatus.VALID) -> ListedGuest:
    return listed(
        f"Guest {number % 3}",  # namesakes
        secret=f"s{number}",
        external_id=str(number),
        status=status,
        product="Basic" if number == 1 else "",
        companions_allowed=2 if number == 2 else 0,
    )


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        clock = TestClock()
        self.file = EventFile.create(path / "e.pennant", INFO, DEVICE, path / "state", clock)
        self.evening = Evening(self.file, clock)
        self.evening.product("Basic", 1000)
        self.evening.load(*map(row, range(GUESTS)))
        self.stays: dict[str, Stay] = {}
        self.answers: dict[str, CheckInResult] = {}
        self.paid: dict[str, int] = {}

    def teardown(self) -> None:
        before = self.evening.tables()
        self.file.rebuild()
        assert self.evening.tables() == before
        self.file.close()
        self.folder.cleanup()

    @rule(
        number=NUMBERS,
        direction=st.sampled_from(Direction),
        party=st.sampled_from([None, None, 1, 2, 4]),
        pays=st.booleans(),
        force=st.booleans(),
        follows=st.booleans(),
    )
    def scan(
        self,
        number: int,
        direction: Direction,
        party: int | None,
        pays: bool,
        force: bool,
        follows: bool,
    ) -> None:
        last = next(reversed(self.answers), None)
        answer = self.evening.scan(
            f"s{number}",
            direction=direction,
            party=party,
            payment=Payment.whole(PaymentMethod.CASH) if pays else None,
            force=Force(ForceReason.KNOWN) if force else None,
            follows_nonce=last if follows else None,
        )
        assert not answer.repeated
        self.answers[answer.nonce] = answer
        if isinstance(answer, Refused):
            return
        self.paid[answer.nonce] = answer.paid_minor
        if answer.direction is Direction.EXIT:
            for entry_id in answer.entry_ids:
                assert self.stays[entry_id].left_by is None
                self.stays[entry_id].left_by = answer.nonce
            return
        for entry_id, guest in zip(answer.entry_ids, answer.entered, strict=True):
            theirs = [s for s in self.stays.values() if s.guest_id == guest.id and not s.annulled]
            first = not theirs or any(stay.left_by is None for stay in theirs)
            self.stays[entry_id] = Stay(guest.id, first)

    @precondition(lambda self: self.answers)
    @rule(data=st.data(), number=NUMBERS)
    def replay(self, data: st.DataObject, number: int) -> None:
        nonce = data.draw(st.sampled_from(sorted(self.answers)))
        first, rows = self.answers[nonce], self.evening.rows()
        again = self.evening.scan(f"s{number}", nonce)
        assert again.repeated
        assert self.evening.rows() == rows
        if isinstance(first, Admitted):
            assert isinstance(again, Admitted)
            assert again.entry_ids == first.entry_ids
            assert (again.paid_minor, again.forced) == (first.paid_minor, first.forced)
        else:
            assert isinstance(again, Refused)
            assert (again.reason, again.due_minor) == (first.reason, first.due_minor)

    @precondition(lambda self: any(isinstance(a, Admitted) for a in self.answers.values()))
    @rule(data=st.data())
    def annul(self, data: st.DataObject) -> None:
        admitted = [n for n, a in self.answers.items() if isinstance(a, Admitted)]
        nonce = data.draw(st.sampled_from(admitted))
        taken_back = self.evening.annul(nonce, nonce=f"undo-{self.evening.rows()}")
        if not isinstance(taken_back, Annulled):
            return
        for entry_id in taken_back.entry_ids:
            if taken_back.direction is Direction.EXIT:
                leaving = self.evening.file.connection.execute(
                    "SELECT target FROM journal WHERE id = ?", (entry_id,)
                ).fetchone()
                self.stays[leaving[0]].left_by = None
            else:
                assert not self.stays[entry_id].annulled
                self.stays[entry_id].annulled = True
        assert sum(taken_back.give_back_minor.values()) == self.paid[nonce]
        self.paid[nonce] = 0

    @rule(numbers=st.lists(NUMBERS, unique=True), status=st.sampled_from(TicketStatus))
    def load_again(self, numbers: list[int], status: TicketStatus) -> None:
        self.evening.load(*(row(number, status) for number in numbers))

    @rule(number=NUMBERS)
    def late_guest(self, number: int) -> None:
        self.evening.load(replace(row(number), external_id=f"late {number}", secret=f"l{number}"))

    @invariant()
    def counts_agree(self) -> None:
        now = counts(self.file)
        standing = [stay for stay in self.stays.values() if not stay.annulled]
        assert now.inside == sum(stay.left_by is None for stay in standing)
        assert now.arrived == sum(stay.first for stay in standing)
        assert now.takings_minor.get(PaymentMethod.CASH, 0) == sum(self.paid.values())
        refused = sum(isinstance(answer, Refused) for answer in self.answers.values())
        assert now.refused == refused


AnyOrder.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
