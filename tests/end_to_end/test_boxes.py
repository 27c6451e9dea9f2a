"""Badges made on sheets in the afternoon, and their codes, as the door meets them."""

from PySide6.QtCore import Qt

from data.editing import edit_guest
from data.guests import Admitted, Guest, Reason
from data.identity import new_nonce, utc_now
from data.store.boxes import put_in_boxes
from data.store.event_file import EventFile
from data.tickets import badge_code
from tests.end_to_end.venue import INFO, Venue


def put_away(door: Venue, *names: str) -> None:
    boxes = [(door.state(name).guest, "S–Z") for name in names]
    door.asks(lambda file: put_in_boxes(file, boxes, utc_now()))
    door.settle()


def rename(door: Venue, guest: Guest, name: str) -> None:
    def job(file: EventFile) -> None:
        edit_guest(file, guest.id, {"badge_name": name}, nonce=new_nonce(), at=utc_now())

    door.asks(job)
    door.desk.follow()
    door.settle()


def said_of_badge(door: Venue) -> str:
    view = door.window.verdict.view
    assert view is not None
    return view.badge


def test_the_verdict_names_the_box_and_nothing_is_printed(door: Venue) -> None:
    put_away(door, "Zoya Vinogradova")
    door.scan("zoya2345abcdefgh")
    assert said_of_badge(door) == "Badge in the box S–Z"
    door.scan("ines2345abcdefgh")
    door.printed(1)  # hers alone
    assert "box" not in said_of_badge(door)


def test_a_name_changed_since_comes_out_of_the_printer(door: Venue) -> None:
    put_away(door, "Zoya Vinogradova")
    rename(door, door.state("Zoya Vinogradova").guest, "Zoya V.")
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    assert "box" not in said_of_badge(door)


def test_of_a_party_the_box_of_each_badge_is_named(door: Venue) -> None:
    put_away(door, "Jochen Schäfer")
    door.scan("jochen345abcdefg")
    assert said_of_badge(door) == "Badge in the box S–Z"


def test_the_code_of_a_badge_lets_its_guest_in(door: Venue) -> None:
    guest = door.state("Zoya Vinogradova").guest
    code = badge_code(INFO.event_id, guest.id)
    door.scan(code)
    assert isinstance(door.last, Admitted)
    assert door.last.guest.id == guest.id
    door.burst(code)
    door.settle()
    assert door.headline() == "Welcome"  # the scanner was held on it
    door.scan(code)
    assert door.reason is Reason.ALREADY_REDEEMED


def test_a_badge_of_another_event_is_told_as_one(door: Venue) -> None:
    door.scan(badge_code("another event", "somebody"))
    assert door.reason is Reason.INVALID
    view = door.window.verdict.view
    assert view is not None
    assert view.reason == "This is the code of a badge, but of nobody on this list."


def test_a_badge_code_typed_by_fingers_counts_too(door: Venue) -> None:
    guest = door.state("Ines Costa").guest
    door.type(badge_code(INFO.event_id, guest.id).lower())
    door.enter()
    assert isinstance(door.last, Admitted)


def test_whoever_is_changed_at_the_desk_gets_a_new_badge_at_once(door: Venue) -> None:
    put_away(door, "Zoya Vinogradova")
    door.scan("zoya2345abcdefgh")
    door.ctrl(Qt.Key.Key_E)
    door.window.edit.badge_name.setText("Zoya V.")
    door.enter()
    door.printed(1)
    assert "box" not in said_of_badge(door)


def test_a_note_alone_leaves_the_badge_in_its_box(door: Venue) -> None:
    put_away(door, "Zoya Vinogradova")
    door.scan("zoya2345abcdefgh")
    door.ctrl(Qt.Key.Key_E)
    door.window.edit.note.setText("vip")
    door.enter()
    assert said_of_badge(door) == "Badge in the box S–Z"
    assert door.sheets() == []
