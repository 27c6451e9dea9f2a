from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.badge_doubles import BadgeDouble, badge_doubles, badges_to_tell, one_put_away
from data.doubles import both_right, doubles, undo_one
from data.editing import edit_guest
from data.guests import Force, ForceReason, Guest
from data.store.boxes import boxes_of, put_in_boxes
from data.store.prints import (
    PrintState,
    ask_for_badge,
    in_the_way,
    note_badge,
    prints_of,
    take_badge,
    waiting_badges,
)
from data.walk_in import WalkIn, add_walk_in, join_walk_in
from tests.data.desks import Two, all_rows, bring, desk, exchange
from tests.data.evening import Evening, TestClock


class Doors(Two):
    """What badges these two made twice."""

    def meet(self) -> list[BadgeDouble]:
        return self.agreed(badge_doubles)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Doors]:
    two = Doors(tmp_path)
    yield two
    two.end()


def take(who: Evening, print_id: str) -> bool:
    return take_badge(who.file, print_id, f"printer of {who.name}", who.clock())


def note(who: Evening, print_id: str, state: PrintState) -> None:
    note_badge(who.file, print_id, state, who.clock(), printer=f"printer of {who.name}")


def printed(who: Evening, guest: Guest) -> str:
    """Somebody wants this guest's badge here, and it comes out."""
    print_id = ask_for_badge(who.file, guest.id, who.clock())
    assert take(who, print_id)
    note(who, print_id, PrintState.SENT)
    return print_id


def let_in(who: Evening, guest: Guest) -> str:
    """Admitted and printed, as the door does it; the nonce."""
    nonce = who.admitted(guest).nonce
    for one in waiting_badges(who.file):
        assert take(who, one.id)
        note(who, one.id, PrintState.SENT)
    return nonce


def test_a_badge_printed_by_two_laptops_apart_is_a_double_with_who_where_and_when(
    two: Doors,
) -> None:
    first = printed(two.one, two.zoya)
    two.clock.now += timedelta(minutes=5)
    second = printed(two.other, two.zoya)
    (double,) = two.meet()
    assert double.guest == two.zoya
    assert [badge.id for badge in double.badges] == [first, second]
    assert [badge.device_name for badge in double.badges] == ["Desk 1", "Desk 2"]
    assert [badge.printer for badge in double.badges] == ["printer of desk-1", "printer of desk-2"]
    assert double.badges[1].at - double.badges[0].at > timedelta(minutes=5)
    assert two.meet() == [double]  # told again, and no other


def test_two_laptops_apart_that_let_a_guest_in_made_two_badges_too(two: Doors) -> None:
    for one in two.desks:
        let_in(one, two.zoya)
    (double,) = two.meet()
    assert {badge.nonce for badge in double.badges} == {
        one.entry.nonce for one in doubles(two.one.file)[0].entries
    }
    assert all(one.has_badge for one in doubles(two.one.file)[0].entries)
    assert badges_to_tell(two.one.file) == []  # told with the check-ins


def test_a_check_in_taken_back_takes_its_badge_with_it(two: Doors) -> None:
    for one in two.desks:
        let_in(one, two.zoya)
    assert two.meet()
    (double,) = doubles(two.one.file)
    undo_one(two.one.file, double.entries[1], nonce="undo", at=two.clock())
    assert two.meet() == []


def test_where_both_were_right_so_were_both_badges(two: Doors) -> None:
    for one in two.desks:
        let_in(one, two.zoya)
    two.meet()
    (double,) = doubles(two.other.file)
    both_right(two.other.file, double, nonce="right", at=two.clock())
    assert two.meet() == []


def test_one_put_away_settles_it_at_both_laptops_and_once(two: Doors) -> None:
    for one in two.desks:
        printed(one, two.zoya)
    (double,) = two.meet()
    for _ in range(2):
        one_put_away(two.other.file, double, nonce="away", at=two.clock())
    rows = two.other.rows()
    assert two.meet() == []
    assert two.other.rows() == rows


def test_a_third_badge_made_apart_is_told_after_two_were_settled(two: Doors) -> None:
    for one in two.desks:
        printed(one, two.zoya)
    (double,) = two.meet()
    one_put_away(two.one.file, double, nonce="away", at=two.clock())
    two.meet()
    for one in two.desks:
        printed(one, two.zoya)  # knowing of the first two
    (again,) = two.meet()
    assert len(again.badges) == 2


def renamed(who: Evening, guest: Guest) -> None:
    edit_guest(who.file, guest.id, {"badge_name": "Zo"}, nonce=who.nonce(), at=who.clock())


def taken_back(who: Evening, guest: Guest) -> None:
    who.annulled(let_in(who, guest))


@pytest.mark.parametrize(
    "before",
    [
        printed,
        let_in,
        renamed,
        lambda who, guest: put_in_boxes(who.file, [(guest, "A")], who.clock()),
    ],
)
def test_a_reprint_that_knows_of_the_first_badge_is_no_double(
    two: Doors, before: Callable[[Evening, Guest], object]
) -> None:
    before(two.one, two.zoya)
    exchange(*two.desks)
    renamed(two.other, two.zoya)
    printed(two.other, two.zoya)
    printed(two.other, two.zoya)
    assert two.meet() == []


def test_a_guest_taken_back_and_let_in_again_elsewhere_is_no_double(two: Doors) -> None:
    taken_back(two.one, two.zoya)
    let_in(two.other, two.zoya)
    assert two.meet() == []


def test_whoever_was_let_in_again_on_purpose_has_no_double_of_a_badge(two: Doors) -> None:
    let_in(two.one, two.zoya)
    exchange(*two.desks)
    two.other.admitted(two.zoya, force=Force(ForceReason.KNOWN))
    assert waiting_badges(two.other.file) == []  # has one
    assert two.meet() == []


@pytest.mark.parametrize("state", [PrintState.WANTED, PrintState.FAILED, PrintState.CANCELLED])
def test_a_badge_that_never_came_out_is_no_double(two: Doors, state: PrintState) -> None:
    print_id = ask_for_badge(two.one.file, two.zoya.id, two.clock())
    if state is not PrintState.WANTED:
        note(two.one, print_id, state)
    printed(two.other, two.zoya)
    assert two.meet() == []


@pytest.mark.parametrize("state", [PrintState.TAKEN, PrintState.UNKNOWN, PrintState.BY_HAND])
def test_a_badge_that_may_have_come_out_counts(two: Doors, state: PrintState) -> None:
    print_id = ask_for_badge(two.one.file, two.zoya.id, two.clock())
    assert take(two.one, print_id)
    if state is not PrintState.TAKEN:
        note(two.one, print_id, state)
    printed(two.other, two.zoya)
    (double,) = two.meet()
    assert [badge.state for badge in double.badges] == [state, PrintState.SENT]


def test_badges_made_beforehand_by_two_laptops_are_doubles_until_one_takes_its_out(
    two: Doors,
) -> None:
    eric = two.one.guest("Eric", external_id="2")
    exchange(*two.desks)
    for one, box in zip(two.desks, ("A–M", "N–Z"), strict=True):
        put_in_boxes(one.file, [(two.zoya, box), (eric, box)], two.clock())
    found = two.meet()
    assert {double.guest.name for double in found} == {"Zoya", "Eric"}
    assert all(double.is_boxed for double in found)
    boxes = [boxes_of(one.file, [two.zoya.id]) for one in two.desks]
    assert boxes[0] == boxes[1]  # both doors name one box
    (piles,) = badges_to_tell(two.one.file)
    assert {double.key for double in (piles, *piles.pile)} == {double.key for double in found}
    put_in_boxes(two.other.file, [(two.zoya, ""), (eric, "")], two.clock())
    assert two.meet() == []


def test_two_piles_are_settled_together(two: Doors) -> None:
    eric = two.one.guest("Eric", external_id="2")
    exchange(*two.desks)
    for one in two.desks:
        put_in_boxes(one.file, [(two.zoya, "A–Z"), (eric, "A–Z")], two.clock())
    two.meet()
    (piles,) = badges_to_tell(two.one.file)
    one_put_away(two.one.file, piles, nonce="away", at=two.clock())
    assert two.meet() == []


def test_a_badge_in_a_box_and_one_printed_apart_are_a_double(two: Doors) -> None:
    put_in_boxes(two.one.file, [(two.zoya, "A–Z")], two.clock())
    let_in(two.other, two.zoya)
    (double,) = two.meet()
    assert not double.is_boxed


def test_a_walk_in_who_turns_out_to_be_listed_may_have_two_badges(two: Doors) -> None:
    walk_in = add_walk_in(two.one.file, WalkIn("Zoya"), nonce="walk", at=two.clock())
    printed(two.one, walk_in)
    printed(two.other, two.zoya)
    exchange(*two.desks)
    join_walk_in(two.one.file, walk_in.id, two.zoya.id, nonce="join", at=two.clock())
    (double,) = two.meet()
    assert double.guest.id == two.zoya.id


def test_what_was_cancelled_elsewhere_after_it_had_come_out_is_out(two: Doors) -> None:
    nonce = two.one.admitted(two.zoya).nonce
    exchange(*two.desks)
    (wanted,) = waiting_badges(two.one.file)
    take(two.one, wanted.id)
    note(two.one, wanted.id, PrintState.SENT)
    two.clock.now += timedelta(minutes=1)
    assert two.other.annulled(nonce).badges_cancelled == 1
    exchange(*two.desks)
    for one in two.desks:
        (known,) = prints_of(one.file, two.zoya.id)
        assert known.state is PrintState.SENT


def test_a_badge_that_waits_is_not_printed_once_another_laptop_has(two: Doors) -> None:
    two.one.admitted(two.zoya)
    exchange(*two.desks)
    printed(two.other, two.zoya)
    (wanted,) = waiting_badges(two.one.file)
    bring(two.one, all_rows(two.other))
    assert waiting_badges(two.one.file) == []
    assert not take(two.one, wanted.id)
    assert two.meet() == []


def test_a_badge_that_failed_elsewhere_comes_out_here_after_all(two: Doors) -> None:
    two.one.admitted(two.zoya)
    exchange(*two.desks)
    there = ask_for_badge(two.other.file, two.zoya.id, two.clock())
    take(two.other, there)
    exchange(*two.desks)
    assert waiting_badges(two.one.file) == []
    note(two.other, there, PrintState.FAILED)
    exchange(*two.desks)
    (waits,) = waiting_badges(two.one.file)
    assert take(two.one, waits.id)
    exchange(*two.desks)
    assert waiting_badges(two.other.file) == []
    assert not take(two.other, there)


def test_one_more_can_be_asked_for_where_the_first_asking_came_too_late(two: Doors) -> None:
    late = ask_for_badge(two.one.file, two.zoya.id, two.clock())
    printed(two.other, two.zoya)
    exchange(*two.desks)
    again = ask_for_badge(two.one.file, two.zoya.id, two.clock())
    assert again != late
    assert take(two.one, again)
    assert two.meet() == []


ACTS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["in", "in", "again", "undo", "take", "take", "sent", "fail", "box", "unbox"]),
    st.booleans(),
)


@given(data=st.data(), connected=st.booleans())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_order_of_arrival_finds_the_same_doubles_and_those_who_hear_make_none(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, connected: bool
) -> None:
    folder, clock = tmp_path_factory.mktemp("desks"), TestClock()
    desks = [desk(folder, number, clock) for number in range(3)]
    zoya = desks[0].guest("Zoya", external_id="1")
    exchange(*desks)
    for number, what, tell in data.draw(st.lists(ACTS, max_size=14)):
        play(desks[number], zoya, what)
        if connected:
            exchange(*desks)
        elif tell:
            bring(desks[(number + 1) % 3], all_rows(desks[number]))
    together = [row for one in desks for row in all_rows(one)]
    for one in desks:
        bring(one, data.draw(st.permutations(together)))
    found = [badge_doubles(one.file) for one in desks]
    keys = [[double.key for double in each] for each in found]
    assert keys[1:] == keys[:-1]
    if connected:
        assert found[0] == []
    for one in desks:
        one.file.rebuild()
        assert [double.key for double in badge_doubles(one.file)] == keys[0]
        one.file.close()


def play(who: Evening, guest: Guest, what: str) -> None:
    file, at = who.file, who.clock()
    mine = [p for p in prints_of(file, guest.id) if p.device_id == file.device.id]
    match what:
        case "in":
            who.scan(guest)
        case "again":
            ask_for_badge(file, guest.id, at)
        case "undo":
            for entry in who.state(guest).entries[-1:]:
                who.annul(entry.nonce)
        case "take":
            for one in mine[-1:]:
                take(who, one.id)
        case "sent" | "fail":
            state = PrintState.SENT if what == "sent" else PrintState.FAILED
            for one in mine:
                if one.state is PrintState.TAKEN:
                    note(who, one.id, state)
        case "box":
            put_in_boxes(file, [(guest, "A–Z")], at)
        case _:
            put_in_boxes(file, [(guest, "")], at)


def test_a_print_knows_what_stood_in_its_way(two: Doors) -> None:
    wanted = ask_for_badge(two.one.file, two.zoya.id, two.clock())
    assert not in_the_way(two.one.file.connection, wanted)
    printed(two.other, two.zoya)
    bring(two.one, all_rows(two.other))
    assert in_the_way(two.one.file.connection, wanted)
