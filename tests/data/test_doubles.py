from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.annulment import Annulled, NothingToAnnul
from data.attendance import counts
from data.doubles import Double, both_right, doubles, undo_one
from data.guests import Direction, Force, ForceReason, Guest, Payment, PaymentMethod
from data.store.changes import changes_since, looked_up_to
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from tests.data.desks import Two, all_rows, bring, desk, exchange
from tests.data.evening import Evening, TestClock

CASH = Payment.whole(PaymentMethod.CASH)
KNOWN = Force(ForceReason.KNOWN)


class Doors(Two):
    """Jochen, who pays and brings somebody, is on their list as well."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.one.product("Basic", 1000)
        self.jochen = self.one.guest(
            "Jochen", external_id="2", companions_allowed=1, product="Basic"
        )
        exchange(*self.desks)

    def meet(self) -> list[Double]:
        return self.agreed(doubles)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Doors]:
    two = Doors(tmp_path)
    yield two
    two.end()


def undo(who: Evening, double: Double, number: int) -> Annulled:
    result = undo_one(who.file, double.entries[number], nonce=who.nonce(), at=who.clock.now)
    assert isinstance(result, Annulled)
    return result


def test_a_guest_let_in_by_two_doors_is_a_double_with_who_where_and_when(two: Doors) -> None:
    first = two.one.admitted(two.zoya)
    two.clock.now += timedelta(minutes=5)
    second = two.other.admitted(two.zoya)
    (double,) = two.meet()
    assert double.guest == two.zoya
    assert [e.entry.device_name for e in double.entries] == ["Desk 1", "Desk 2"]
    assert [e.entry.at for e in double.entries] == [first.at, second.at]
    assert counts(two.one.file).arrived == 2  # two people may be inside


def test_nothing_is_voided_until_somebody_does(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.zoya)
    for _ in range(3):
        (double,) = two.meet()
        assert len(double.entries) == 2


@pytest.mark.parametrize("number", [0, 1])
def test_one_can_be_taken_back_at_any_desk(two: Doors, number: int) -> None:
    for one in two.desks:
        one.admitted(two.zoya)
    (double,) = two.meet()
    undo(two.other, double, number)
    assert two.meet() == []
    assert counts(two.one.file).arrived == 1
    (standing,) = [e for e in two.one.state(two.zoya).entries if e.annulled_by is None]
    assert standing.id == double.entries[1 - number].entry.id


def test_both_were_right_settles_it_everywhere(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.zoya)
    (double,) = two.meet()
    before = looked_up_to(two.one.file)
    for _ in range(2):  # the same nonce says it once
        both_right(two.other.file, double, nonce="right", at=two.clock.now)
    assert two.meet() == []
    assert counts(two.one.file).arrived == 2
    changes = changes_since(two.one.file, before)
    assert [state.guest.id for state in changes.states] == [two.zoya.id]


def test_a_third_check_in_asks_again(tmp_path: Path) -> None:
    clock = TestClock()
    desks = [desk(tmp_path, number, clock) for number in range(3)]
    zoya = desks[0].guest("Zoya")
    exchange(*desks)
    for one in desks:
        one.admitted(zoya)
    exchange(*desks[:2])
    (double,) = doubles(desks[0].file)
    both_right(desks[0].file, double, nonce="right", at=clock.now)
    exchange(*desks)
    (double,) = doubles(desks[2].file)
    assert len(double.entries) == 3
    undo(desks[2], double, 2)
    assert doubles(desks[2].file) == []
    for one in desks:
        one.file.close()


def test_who_paid_twice_is_told_and_what_is_taken_back_is_given_back(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.jochen, payment=CASH)
    (double,) = two.meet()
    assert [e.paid_minor for e in double.entries] == [{PaymentMethod.CASH: 1000}] * 2
    assert counts(two.one.file).takings_minor == {PaymentMethod.CASH: 2000}
    result = undo(two.one, double, 1)
    assert result.give_back_minor == {PaymentMethod.CASH: 1000}
    two.meet()
    assert counts(two.other.file).takings_minor == {PaymentMethod.CASH: 1000}


def test_companions_let_in_by_the_same_act_are_taken_back_with_it(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.jochen, party=2, payment=CASH)
    doubled = two.meet()
    double = next(d for d in doubled if d.host is None)
    assert [len(e.taken_back) for e in double.entries] == [2, 2]
    result = undo(two.one, double, 0)
    assert len(result.entry_ids) == 2
    assert result.give_back_minor == {PaymentMethod.CASH: 2000}
    assert two.meet() == []
    assert counts(two.one.file).arrived == 2


def test_two_doors_that_let_in_the_same_companion_are_told(two: Doors) -> None:
    two.one.admitted(two.jochen, payment=CASH)
    exchange(*two.desks)
    for one in two.desks:
        one.admitted(two.jochen, payment=CASH)  # the rest of the party
    (double,) = two.meet()
    assert double.host == two.jochen
    assert double.guest == two.jochen
    assert {e.entry.device_name for e in double.entries} == {"Desk 1", "Desk 2"}
    undo(two.one, double, 0)
    assert two.meet() == []


def test_companions_of_different_names_are_two(two: Doors) -> None:
    two.one.admitted(two.jochen, payment=CASH)
    exchange(*two.desks)
    for one, name in zip(two.desks, ("Anna", "Eric"), strict=True):
        one.admitted(two.jochen, payment=CASH, companion_names=(name,))
    assert two.meet() == []


def test_whom_staff_let_in_knowing_of_the_first_is_no_double(two: Doors) -> None:
    two.one.admitted(two.zoya)
    exchange(*two.desks)
    two.other.admitted(two.zoya, force=KNOWN)
    assert two.meet() == []
    two.one.admitted(two.zoya, force=KNOWN)
    assert two.meet() == []


def test_forcing_here_does_not_hide_what_happened_there(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.zoya)
        one.admitted(two.zoya, force=KNOWN)
    (double,) = two.meet()
    assert len(double.entries) == 4


def test_a_guest_who_left_and_came_back_is_no_double(two: Doors) -> None:
    two.one.admitted(two.zoya)
    exchange(*two.desks)
    two.other.admitted(two.zoya, direction=Direction.EXIT)
    exchange(*two.desks)
    two.one.admitted(two.zoya)
    assert two.meet() == []


def test_coming_back_by_two_doors_is_a_double_whoever_saw_the_guest_leave(two: Doors) -> None:
    two.one.admitted(two.zoya)
    exchange(*two.desks)
    for one in two.desks:
        one.admitted(two.zoya, direction=Direction.EXIT)
        one.admitted(two.zoya)
    (double,) = two.meet()
    assert len(double.entries) == 2
    assert all(e.entry.slot is not None for e in double.entries)


def test_a_double_that_has_left_by_one_door_is_still_told(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.zoya)
    two.one.admitted(two.zoya, direction=Direction.EXIT)
    two.one.admitted(two.zoya)
    (double,) = two.meet()
    first = double.entries[0]
    result = undo_one(two.one.file, first, nonce="u", at=two.clock.now)
    assert result == NothingToAnnul("u", later=True)


def test_a_walk_in_who_was_on_the_list_all_along_is_a_double(two: Doors) -> None:
    at = two.clock.now
    walk_in = add_walk_in(two.one.file, WalkIn("Soya"), nonce="w", at=at)
    two.one.admitted(walk_in)
    join_walk_in(two.one.file, walk_in.id, two.zoya.id, nonce="j", at=at)
    two.other.admitted(two.zoya)
    (double,) = two.meet()
    assert double.guest == two.zoya


def test_taking_back_one_and_the_same_at_two_desks_takes_back_one(two: Doors) -> None:
    for one in two.desks:
        one.admitted(two.jochen, payment=CASH)
    (double,) = two.meet()
    for one in two.desks:
        undo(one, double, 0)
    assert two.meet() == []
    assert counts(two.one.file).arrived == 1
    assert counts(two.one.file).takings_minor == {PaymentMethod.CASH: 1000}


def test_check_ins_of_a_guest_who_has_not_arrived_here_yet_wait(two: Doors) -> None:
    eric = two.one.guest("Eric")
    exchange(*two.desks)
    for one in two.desks:
        one.admitted(eric)
    rows = all_rows(two.one) + all_rows(two.other)
    third = desk(two.one.path.parent, 3)
    bring(third, [row for row in rows if row.kind == "check_in"])
    assert doubles(third.file) == []
    bring(third, rows)
    assert len(doubles(third.file)) == 1
    third.file.close()


ACTS = st.lists(
    st.tuples(st.sampled_from(["in", "in", "out", "undo", "force", "party"]), st.integers(0, 2)),
    max_size=25,
)


@given(acts=ACTS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_desk_alone_never_makes_a_double(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    evening = desk(tmp_path_factory.mktemp("alone"), 1)
    guests: list[Guest] = [evening.guest(f"Guest {n}", companions_allowed=n) for n in range(3)]
    nonces: list[str] = []
    for what, number in acts:
        guest = guests[number]
        match what:
            case "undo":
                if nonces:
                    evening.annul(nonces[-1 - number % len(nonces)])
                continue
            case "out":
                answer = evening.scan(guest, direction=Direction.EXIT)
            case "party":
                answer = evening.scan(guest, party=2)
            case "force":
                answer = evening.scan(guest, force=KNOWN)
            case _:
                answer = evening.scan(guest)
        nonces.append(answer.nonce)
        assert doubles(evening.file) == []
    evening.file.close()
