"""Doubles against an oracle: who could have known of whom when they were let in."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.annulment import Annulled
from data.doubles import both_right, doubles, undo_one
from data.guests import Admitted, Direction, Force, ForceReason, Guest, Reason
from tests.data.desks import all_rows, bring, desk, exchange
from tests.data.evening import Evening, TestClock

KNOWN = Force(ForceReason.KNOWN)
DESKS, GUESTS = 3, 2


@dataclass
class Oracle:
    """Several desks that meet now and then, and what each row's writer knew when it was written."""

    folder: Path
    desks: list[Evening] = field(default_factory=list)
    past: dict[str, frozenset[str]] = field(default_factory=dict)
    forced: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        clock = TestClock()
        self.desks = [desk(self.folder, number, clock) for number in range(DESKS)]
        self.guests: list[Guest] = [self.desks[0].guest(f"Guest {n}") for n in range(GUESTS)]
        exchange(*self.desks)

    def act(self, who: Evening, what: str, guest: Guest) -> None:
        known = frozenset(row.id for row in all_rows(who))
        match what:
            case "in":
                who.scan(guest)
            case "out":
                who.scan(guest, direction=Direction.EXIT)
            case "force":
                answer = who.scan(guest, force=KNOWN)
                if isinstance(answer, Admitted) and Reason.ALREADY_REDEEMED in answer.forced:
                    self.forced |= set(answer.entry_ids)
            case "undo":
                state = who.state(guest)
                if state.entries:
                    who.annul(state.entries[-1].nonce)
            case _:
                raise AssertionError(what)
        for row in all_rows(who):
            self.past.setdefault(row.id, known)

    def groups(self) -> set[frozenset[str]]:
        """Everything that is double, from the rows alone."""
        rows = {row.id: row for row in all_rows(self.desks[0])}
        annulled = {row.target for row in rows.values() if row.kind == "annul"}
        left: set[str | None] = set()
        for row in rows.values():
            if row.kind == "exit" and row.id not in annulled:
                left.add(row.target)
        entries = [r for r in rows.values() if r.kind == "check_in" and r.id not in annulled]
        groups: list[set[str]] = []
        for one in entries:
            for other in entries:
                if one.guest_id != other.guest_id or one.id >= other.id:
                    continue
                after = [rows[e.slot].target if e.slot else None for e in (one, other)]
                knowingly = any(
                    a.id in self.forced and b.id in self.past[a.id]
                    for a, b in ((one, other), (other, one))
                )
                both_open = one.id not in left and other.id not in left
                if not knowingly and (after[0] == after[1] or both_open):
                    pair = {one.id, other.id}
                    touching = [group for group in groups if group & pair]
                    groups = [group for group in groups if not group & pair]
                    groups.append(pair.union(*touching))
        return {frozenset(group) for group in groups}


ACTS = st.lists(
    st.tuples(
        st.integers(0, DESKS - 1),
        st.sampled_from(["in", "in", "out", "force", "undo", "meet"]),
        st.integers(0, GUESTS - 1),
    ),
    max_size=20,
)


@given(acts=ACTS, choices=st.lists(st.integers(0, 3), min_size=30, max_size=30))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_all_doubles_are_found_none_is_false_and_all_can_be_settled(
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[int, str, int]],
    choices: list[int],
) -> None:
    oracle = Oracle(tmp_path_factory.mktemp("oracle"))
    for number, what, guest in acts:
        who = oracle.desks[number]
        if what == "meet":
            bring(oracle.desks[(number + 1) % DESKS], all_rows(who))
        else:
            oracle.act(who, what, oracle.guests[guest])
    exchange(*oracle.desks)
    expected = oracle.groups()
    for one in oracle.desks:
        found = {frozenset(e.entry.id for e in d.entries) for d in doubles(one.file)}
        assert found == expected
    for step, choice in enumerate(choices):
        who = oracle.desks[step % DESKS]
        waiting = doubles(who.file)
        if not waiting:
            break
        double, at = waiting[0], who.clock.now
        chosen = double.entries[choice % len(double.entries)]
        taken = choice < 3 and undo_one(who.file, chosen, nonce=who.nonce(), at=at)
        if not isinstance(taken, Annulled):
            both_right(who.file, double, nonce=who.nonce(), at=at)
        exchange(*oracle.desks)
    assert [doubles(one.file) for one in oracle.desks] == [[], [], []]
    for one in oracle.desks:
        one.file.close()
