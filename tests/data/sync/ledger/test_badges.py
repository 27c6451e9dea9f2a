"""A badge is printed once, whichever door prints it while they are connected."""

import random
from collections.abc import Sequence

import pytest

from data.attendance import guest_states
from data.badge_doubles import badge_doubles
from data.guests import Guest, Reason
from data.store.boxes import boxes_of
from data.store.journal import Mode
from data.store.prints import (
    PrintState,
    ask_for_badge,
    note_badge,
    own_up_to_unknown,
    prints_of,
    waiting_badges,
)
from data.sync.ledger.badges import put_in_boxes, take_badge
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import Door
from tests.ledger_oracle import badges_apart, journal
from tests.ledger_server import Ledger

Doors = tuple[Door, Door]


def guest_of(door: Door, number: int) -> Guest:
    (guest,) = [s.guest for s in guest_states(door.file) if s.guest.name == f"Guest {number}"]
    return guest


def wanted(door: Door, guest: Guest) -> str:
    return ask_for_badge(door.file, guest.id, door.clock())


def taken(door: Door, print_id: str, **more: bool) -> bool:
    line, at = door.far_end.line, door.clock()
    return take_badge(door.file, line, print_id, f"printer {door.file.device.name}", at, **more)


def note(door: Door, print_id: str, state: PrintState) -> None:
    note_badge(door.file, print_id, state, door.clock())


def printed(door: Door, guest: Guest) -> bool:
    """Somebody wants a badge here; whether it came out."""
    print_id = wanted(door, guest)
    if not taken(door, print_id):
        return False
    note(door, print_id, PrintState.SENT)
    return True


def states(door: Door, guest: Guest) -> list[PrintState]:
    return [one.state for one in prints_of(door.file, guest.id)]


def alone(door: Door) -> None:
    door.far_end.line.close()


def meet(doors: Sequence[Door]) -> None:
    for door in (*doors, *doors):
        assert door.round().problem is None


def test_of_two_doors_that_want_one_badge_at_once_one_prints_it(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    ids = [wanted(door, guest) for door in doors]  # neither has heard of the other
    assert [taken(door, print_id) for door, print_id in zip(doors, ids, strict=True)] == [
        True,
        False,
    ]
    assert PrintState.TAKEN in states(second, guest)  # and knows why, before anything was pulled
    meet(doors)
    assert badge_doubles(second.file) == []


def test_a_taken_badge_is_in_the_ledger_before_it_is_sent(doors: Doors, ledger: Ledger) -> None:
    first, _ = doors
    print_id = wanted(first, guest_of(first, 1))
    assert taken(first, print_id)
    (row,) = [row for row in first.rows() if row.target == print_id]
    assert row.mode is Mode.CLAIM
    assert {row.id, print_id} <= set(ledger.ids())


def test_a_second_check_in_learns_of_the_first_ones_badge(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    first.admitted("code Guest 1")
    (waits,) = waiting_badges(first.file)
    assert taken(first, waits.id)
    assert second.reason("code Guest 1") is Reason.ALREADY_REDEEMED
    assert states(second, guest) == [PrintState.TAKEN]
    assert waiting_badges(second.file) == []


def test_a_badge_that_waits_at_a_dead_printer_comes_out_at_another_door_and_there_no_more(
    doors: Doors,
) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    first.admitted("code Guest 1")
    (waits,) = waiting_badges(first.file)
    assert taken(first, waits.id)
    note(first, waits.id, PrintState.FAILED)
    meet(doors)
    assert printed(second, guest)
    assert not taken(first, waits.id)
    assert not taken(first, waits.id, again=True)  # sent anew by the window that took it before
    assert waiting_badges(first.file) == []


def test_a_door_that_died_with_a_badge_leaves_it_to_the_other_and_owns_up_to_it(
    doors: Doors,
) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    print_id = wanted(first, guest)
    assert taken(first, print_id)
    alone(first)
    meet([second])
    assert states(second, guest) == [PrintState.TAKEN]
    assert printed(second, guest)  # asked for by somebody who was told so
    assert own_up_to_unknown(first.file, first.clock()) == 1
    meet(doors)
    assert badge_doubles(first.file) == badge_doubles(second.file) == []


def test_a_badge_whose_answer_was_lost_is_printed_and_no_other(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    print_id = wanted(first, guest)
    claim, line = first.far_end.line.claim, first.far_end.line

    def lose(*asked: object) -> None:
        claim(*asked)  # type: ignore[arg-type]
        line.close()

    line.claim = lose  # type: ignore[method-assign, assignment]
    assert taken(first, print_id)
    assert not printed(second, guest)
    del line.claim
    meet(doors)
    assert badge_doubles(first.file) == []


def test_doors_cut_off_print_both_and_both_show_the_double_once(doors: Doors) -> None:
    guest = guest_of(doors[0], 1)
    for door in doors:
        alone(door)
        assert printed(door, guest)
    meet(doors)
    for door in doors:
        (double,) = badge_doubles(door.file)
        assert [badge.device_name for badge in double.badges] == ["Desk north", "Desk south"]
    meet(doors)
    assert len(badge_doubles(doors[0].file)) == 1


def test_a_deliberate_reprint_at_another_door_comes_out_and_is_no_double(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    assert printed(first, guest)
    meet(doors)
    assert printed(second, guest)
    meet(doors)
    assert badge_doubles(first.file) == []


def test_a_badge_undone_at_another_door_is_not_printed(doors: Doors) -> None:
    first, second = doors
    nonce = first.admitted("code Guest 1").nonce
    (waits,) = waiting_badges(first.file)
    meet(doors)
    assert second.annul(nonce)
    second.round()
    assert not taken(first, waits.id)


def test_badges_put_into_boxes_elsewhere_are_not_printed_at_the_door(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    put_in_boxes(first.file, first.far_end.line, [(guest, "A–Z")], first.clock())
    second.admitted("code Guest 1")
    assert waiting_badges(second.file) == []
    assert boxes_of(second.file, [guest.id]) == {guest.id: "A–Z"}


def test_of_two_batches_made_at_once_each_badge_is_in_one(doors: Doors) -> None:
    first, second = doors
    guests = [guest_of(first, number) for number in range(10)]
    ours = put_in_boxes(
        first.file, first.far_end.line, [(g, "A–Z") for g in guests[:6]], first.clock(), new=True
    )
    theirs = put_in_boxes(
        second.file, second.far_end.line, [(g, "A–Z") for g in guests], second.clock(), new=True
    )
    assert [guest for guest, _ in ours] == guests[:6]
    assert [guest for guest, _ in theirs] == guests[6:]
    meet(doors)
    assert badge_doubles(first.file) == []


def test_whoever_makes_all_of_them_anew_does_so_knowing_of_the_first(doors: Doors) -> None:
    first, second = doors
    boxes = [(guest_of(first, number), "A–Z") for number in range(3)]
    put_in_boxes(first.file, first.far_end.line, boxes, first.clock())
    assert put_in_boxes(second.file, second.far_end.line, boxes, second.clock()) == boxes
    meet(doors)
    assert badge_doubles(first.file) == []


def test_a_badge_that_goes_into_a_box_while_it_waits_is_not_printed(doors: Doors) -> None:
    first, second = doors
    guest = guest_of(first, 1)
    first.admitted("code Guest 1")
    (waits,) = waiting_badges(first.file)
    put_in_boxes(second.file, second.far_end.line, [(guest, "A–Z")], second.clock())
    assert not taken(first, waits.id)


@pytest.mark.parametrize("seed", range(3))
def test_i18_one_badge_a_guest_while_connected(new_door: NewDoor, seed: int) -> None:
    """Whatever three doors want, take, fail at and undo, none has pulled when it acts."""
    dice, guests = random.Random(seed), 4
    doors = [new_door(name) for name in ("north", "south", "west")]
    doors[0].load([f"Guest {number}" for number in range(guests)])
    meet(doors)
    taken_of: dict[str, list[str]] = {door.file.device.id: [] for door in doors}
    nonces: list[tuple[Door, str]] = []
    for _ in range(90):
        door, number = dice.choice(doors), dice.randrange(guests)
        guest = guest_of(door, number)
        mine = taken_of[door.file.device.id]
        match dice.choice(["in", "want", "take", "take", "take", "end", "undo", "box", "pull"]):
            case "in":
                answer = door.scan(f"code Guest {number}")
                nonces += [(door, answer.nonce)]
            case "want":
                wanted(door, guest)
            case "take":
                mine += [one.id for one in waiting_badges(door.file)[:1] if taken(door, one.id)]
            case "end" if mine:
                note(door, mine.pop(), dice.choice([PrintState.SENT, PrintState.FAILED]))
            case "undo" if nonces:
                who, nonce = nonces.pop(dice.randrange(len(nonces)))
                who.annul(nonce)
                who.round()  # an annulment waits for nobody: it is a fact
            case "box":
                box = [(guest, dice.choice(["A–Z", ""]))]
                put_in_boxes(door.file, door.far_end.line, box, door.clock(), new=True)
            case _:
                door.round()
    meet(doors)
    for door in doors:
        assert badges_apart(journal(door.file.path)) == set()
        assert badge_doubles(door.file) == []
