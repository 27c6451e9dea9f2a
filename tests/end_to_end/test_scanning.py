from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from data.admission import check_in
from data.guests import Admitted, Reason
from kiosk.look.palette import Tone
from tests.data.tickets.signing import Signer
from tests.end_to_end.venue import Venue, scan_of
from tests.kiosk.door.keys import ENTER, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
TAB = Qt.Key.Key_Tab


@pytest.mark.parametrize("end", [ENTER, TAB])
def test_a_code_and_enter_or_tab_let_a_guest_in_and_print_a_badge(door: Venue, end: Qt.Key) -> None:
    door.scan("zoya2345abcdefgh", end)
    assert isinstance(door.last, Admitted)
    assert (door.headline(), door.tone()) == ("Welcome", Tone.ADMITTED)
    door.printed(1)
    assert door.window.field.text() == ""
    view = door.window.verdict.view
    assert view is not None
    assert view.collect == ("Drink voucher",)
    assert "sent to paper" in view.badge


def test_an_eci_prefix_and_control_characters_are_no_part_of_the_code(door: Venue) -> None:
    door.scan("\\000026\x1dzoya2345abcdefgh")
    assert isinstance(door.last, Admitted)


def test_a_scan_behind_a_name_half_typed_is_not_lost(door: Venue) -> None:
    door.type("joc")
    door.scan("zoya2345abcdefgh")
    assert isinstance(door.last, Admitted)
    assert door.last.guest.name == "Zoya Vinogradova"


def test_a_scanner_that_sends_cr_and_lf_scans_once(door: Venue) -> None:
    door.burst("zoya2345abcdefgh")
    press(door.focus, ENTER, door.at_ms + 5, "\n")
    door.settle()
    assert (len(door.answers), door.answer_rows()) == (1, 1)


def test_a_scanner_held_on_a_code_leaves_the_welcome_and_every_answer_is_written(
    door: Venue,
) -> None:
    door.scan("zoya2345abcdefgh")
    door.burst("zoya2345abcdefgh")
    door.settle()
    assert door.answer_rows() == 2
    assert door.headline() == "Welcome"


def test_a_scanner_held_on_a_hosts_code_does_not_bring_the_companions_in(door: Venue) -> None:
    door.scan("jochen345abcdefg")
    door.burst("jochen345abcdefg")
    door.settle()
    assert door.state("Jochen Schäfer").companions_in == 0
    door.scan("jochen345abcdefg")
    assert door.state("Jochen Schäfer").companions_in == 2


def test_a_code_read_twice_before_the_first_answer_is_one_scan(door: Venue) -> None:
    door.burst("jochen345abcdefg")
    door.burst("jochen345abcdefg")
    door.settle()
    assert door.answer_rows() == 1


def test_who_is_in_already_stays_amber_until_something_else_is_scanned(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.scan("zoya2345abcdefgh")
    assert door.reason is Reason.ALREADY_REDEEMED
    assert (door.headline(), door.tone()) == ("Already in", Tone.NOTICE)
    door.escape()
    door.escape()
    assert door.headline() == "Already in"
    door.scan("ines2345abcdefgh")
    assert door.headline() == "Welcome"


def test_who_signed_off_is_told_so_in_amber(door: Venue) -> None:
    door.scan("dmitry45abcdefgh")
    assert (door.headline(), door.tone()) == ("Signed off", Tone.NOTICE)


def test_an_unknown_code_by_scanner_is_refused_in_red_and_written_down(door: Venue) -> None:
    door.scan("nobodys9abcdefgh")
    assert (door.headline(), door.tone()) == ("Not on the list", Tone.REFUSED)
    assert door.answer_rows() == 1


def test_a_code_cut_short_by_the_scanner_lets_nobody_in(door: Venue) -> None:
    door.scan("zoya2345abc")
    assert door.reason is Reason.INVALID


def test_a_scan_while_another_panel_has_the_focus_wins(door: Venue) -> None:
    door.scan("eric2345abcdefgh")
    door.window.payment.cash.setFocus()
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
    assert door.window.parked.isVisible()


def test_more_guests_than_the_room_holds_is_a_warning(door: Venue) -> None:
    for code in ("zoya2345abcdefgh", "jochen345abcdefg", "mona2345abcdefgh", "petra345abcdefgh"):
        door.scan(code)
    door.scan("jochen345abcdefg")
    assert isinstance(door.last, Admitted)
    door.scan("ines2345abcdefgh")
    assert isinstance(door.last, Admitted)
    assert door.last.over_capacity
    view = door.window.verdict.view
    assert view is not None
    assert "6" in view.reason


def test_what_another_desk_writes_shows_without_being_asked_for(door: Venue) -> None:
    door.find("ines")
    with door.elsewhere() as other:
        check_in(other, scan_of("ines2345abcdefgh", door.clock()))
        door.qtbot.waitUntil(lambda: door.window.found.matches.views()[0].status.startswith("in "))
        door.qtbot.waitUntil(lambda: [v.name for v in door.window.feed.shown()] == ["Ines Costa"])
    door.settle()


def test_exits_are_counted_by_one_key_and_back(door: Venue) -> None:
    door.ctrl(Qt.Key.Key_D)
    door.scan("zoya2345abcdefgh")
    assert door.reason is Reason.NOT_INSIDE
    door.ctrl(Qt.Key.Key_D)
    door.scan("zoya2345abcdefgh")
    door.ctrl(Qt.Key.Key_D)
    door.scan("zoya2345abcdefgh")
    assert (door.headline(), door.tone()) == ("Goodbye", Tone.EXIT)
    door.ctrl(Qt.Key.Key_D)
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome back"


def test_a_genuine_ticket_that_an_old_list_lacks_is_named_as_such(door: Venue) -> None:
    event = Signer()
    door.desk.change_info(replace(door.evening.info, ticket_keys=(event.public_key,)))
    door.settle()
    door.scan(event.ticket())
    assert (door.reason, door.tone()) == (Reason.INVALID, Tone.NOTICE)
    view = door.window.verdict.view
    assert view is not None
    assert view.reason == "This ticket is genuine, but missing from the list: the list may be old."
    door.scan(Signer().ticket())
    assert door.tone() is Tone.REFUSED
