"""Two laptops and a ledger, one step after the other."""

from data.attendance import counts, guest_states
from data.guests import Reason
from data.identity import new_nonce
from data.walk_in import WalkIn, add_walk_in
from tests.ledger_doors import Door
from tests.ledger_server import Ledger

Doors = tuple[Door, Door]


def test_a_list_loaded_at_one_door_is_at_the_other(doors: Doors) -> None:
    first, second = doors
    assert [state.guest for state in guest_states(second.file)] == [
        state.guest for state in guest_states(first.file)
    ]
    assert len(guest_states(second.file)) == 10


def test_a_guest_who_came_in_elsewhere_is_refused_before_anything_was_pulled(doors: Doors) -> None:
    first, second = doors
    first.admitted("code Guest 1")
    answer = second.scan("code Guest 1")
    assert getattr(answer, "reason", None) is Reason.ALREADY_REDEEMED
    assert answer.earlier is not None  # type: ignore[union-attr]
    assert answer.earlier.device_name == "Desk north"  # type: ignore[union-attr]


def test_a_claimed_act_is_in_the_ledger_before_the_light_is_green(
    ledger: Ledger, doors: Doors
) -> None:
    first, _ = doors
    answer = first.admitted("code Guest 1")
    assert answer.entry_ids[0] in ledger.ids()
    (row,) = [row for row in first.rows() if row.id == answer.entry_ids[0]]
    assert row.mode == "claim"


def test_a_badge_wanted_at_one_door_does_not_wait_at_the_other(doors: Doors) -> None:
    from data.store.prints import waiting_badges

    first, second = doors
    first.admitted("code Guest 1")
    second.round()
    assert len(waiting_badges(first.file)) == 1
    assert waiting_badges(second.file) == []


def test_what_is_edited_cancelled_paid_and_undone_travels(doors: Doors) -> None:
    from data.editing import edit_guest
    from data.guests import TicketStatus

    first, second = doors
    (guest,) = [s.guest for s in guest_states(first.file) if s.guest.name == "Guest 2"]
    edit_guest(
        first.file,
        guest.id,
        {"status": TicketStatus.CANCELED, "note": "called"},
        nonce=new_nonce(),
        at=first.clock(),
    )
    entry = first.admitted("code Guest 3")
    first.annul(entry.nonce)
    first.round()
    second.round()
    assert guest_states(second.file) == guest_states(first.file)
    assert second.reason("code Guest 2") is Reason.CANCELED
    second.admitted("code Guest 3")


def test_a_claim_learns_of_a_cancellation_that_was_not_pulled(doors: Doors) -> None:
    from data.editing import edit_guest
    from data.guests import TicketStatus

    first, second = doors
    (guest,) = [s.guest for s in guest_states(first.file) if s.guest.name == "Guest 2"]
    changes = {"status": TicketStatus.CANCELED}
    edit_guest(first.file, guest.id, changes, nonce=new_nonce(), at=first.clock())
    first.round()
    assert second.reason("code Guest 2") is Reason.CANCELED


def test_a_walk_in_is_let_in_at_once_though_the_ledger_never_heard_of_them(
    ledger: Ledger, doors: Doors
) -> None:
    from data.guests import Scan
    from data.sync.ledger.claiming import check_in

    first, second = doors
    guest = add_walk_in(first.file, WalkIn("Дмитрий"), nonce=new_nonce(), at=first.clock())
    scan = Scan(new_nonce(), first.clock(), guest_id=guest.id)
    answer = check_in(first.file, scan, first.far_end.line)
    (row,) = [row for row in first.rows() if row.nonce == answer.nonce and row.kind == "check_in"]
    assert row.mode == "claim"
    second.round()
    assert counts(second.file).walk_ins == 1


def test_a_second_companion_is_not_born_at_another_door(doors: Doors, ledger: Ledger) -> None:
    from data.editing import edit_guest

    first, second = doors
    (guest,) = [s.guest for s in guest_states(first.file) if s.guest.name == "Guest 4"]
    changes = {"companions_allowed": 1}
    edit_guest(first.file, guest.id, changes, nonce=new_nonce(), at=first.clock())
    first.admitted("code Guest 4")
    first.round()
    second.round()
    first.admitted("code Guest 4")  # the companion, whom the second door has not heard of
    assert second.reason("code Guest 4") is Reason.ALREADY_REDEEMED
    second.round()
    assert counts(second.file).companions == 1


def test_a_scan_that_finds_the_line_closed_waits_for_nobody(doors: Doors, ledger: Ledger) -> None:
    first, _ = doors
    first.far_end.line.close()
    answer = first.admitted("code Guest 5")
    assert answer.entry_ids[0] not in ledger.ids()
    first.round()
    assert answer.entry_ids[0] in ledger.ids()


def test_both_doors_show_a_double_that_happened_apart(doors: Doors) -> None:
    from data.doubles import doubles

    first, second = doors
    for door in doors:
        door.far_end.line.close()
    one, other = first.admitted("code Guest 6"), second.admitted("code Guest 6")
    for door in (first, second, first):
        door.round()
    for door in doors:
        (double,) = doubles(door.file)
        assert {one.entry.id for one in double.entries} == {*one.entry_ids, *other.entry_ids}
    first.annul(one.nonce)
    first.round()
    second.round()
    assert doubles(second.file) == []


def test_what_was_pulled_is_never_pushed_back(doors: Doors) -> None:
    first, second = doors
    first.admitted("code Guest 7")
    second.round()
    report = second.round()
    assert report.waiting == 0
    assert report.problem is None
