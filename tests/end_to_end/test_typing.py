import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from data.guests import Admitted, Reason
from data.store.prints import prints_of
from tests.end_to_end.venue import CTRL, SHIFT, Venue, load_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key
LATER = """Name,Product,Ticket secret,Email
Eric 陈,Basic,eric2345abcdefgh,eric@example.org
Late Lisa,Albatross,lisa2345abcdefgh,l@example.org
"""


def test_a_name_in_another_script_finds_the_guest_and_enter_lets_in(door: Venue) -> None:
    assert door.find("vinogr zo") == ["Zoya Vinogradova"]
    door.enter()
    assert isinstance(door.last, Admitted)
    assert door.window.field.text() == ""


def test_a_space_behind_the_name_changes_nothing(door: Venue) -> None:
    door.find("zoya ")
    door.enter()
    assert isinstance(door.last, Admitted)


def test_enter_among_namesakes_does_nothing_until_one_is_chosen(door: Venue) -> None:
    assert door.find("anna") == ["Anna Schmidt", "Anna Schmidt"]
    door.enter()
    assert door.answer_rows() == 0
    door.press(KEY.Key_Down)
    door.enter()
    assert door.answer_rows() == 1


def test_after_one_of_several_matches_the_others_stay_and_none_is_chosen(door: Venue) -> None:
    door.find("anna")
    door.press(KEY.Key_Down)
    door.enter()
    if door.reason is Reason.UNPAID:
        door.ctrl(KEY.Key_1)
    assert isinstance(door.last, Admitted)
    assert len(door.window.found.matches.views()) == 2
    door.enter()
    assert len(door.answers) <= 2
    assert sum(state.arrived for state in door.states()) == 1


@pytest.mark.parametrize("typed", ["johann schäfer", "jonas schaefer"])
def test_a_name_that_is_only_alike_lets_nobody_in_until_it_is_chosen(
    door: Venue, typed: str
) -> None:
    assert door.find(typed) == ["Jochen Schäfer"]
    door.enter()
    assert door.answer_rows() == 0
    door.press(KEY.Key_Down)
    door.enter()
    assert isinstance(door.last, Admitted)


def test_text_that_matches_nobody_is_no_scan(door: Venue) -> None:
    assert door.find("nobody99x") == []
    door.enter()
    assert (door.answers, door.answer_rows()) == ([], 0)


def test_a_second_enter_within_a_moment_is_ignored(door: Venue) -> None:
    door.find("zoya")
    door.press(KEY.Key_Return)
    door.at_ms -= 800
    door.press(KEY.Key_Return)
    door.settle()
    assert door.answer_rows() == 1


def test_the_next_name_replaces_the_last_one_although_that_was_clicked(door: Venue) -> None:
    door.find("zoya")
    matches = door.window.found.matches
    row = matches.visualRect(matches.model().index(0, 0)).center()
    QTest.mouseClick(matches.viewport(), Qt.MouseButton.LeftButton, pos=row)
    door.settle()
    assert isinstance(door.last, Admitted)
    door.type("ines")
    assert door.window.field.text() == "ines"


def test_a_walk_in_takes_the_text_over_and_needs_four_keys(door: Venue) -> None:
    door.find("Timo Newman")
    door.ctrl(KEY.Key_N)
    assert door.window.walk_in.form().name == "Timo Newman"
    door.enter()
    assert door.reason is Reason.UNPAID
    door.ctrl(KEY.Key_1)
    assert isinstance(door.last, Admitted)
    assert door.last.paid_minor == 1000
    assert door.window.field.text() == ""
    door.printed(1)


def test_guests_much_alike_are_shown_before_a_walk_in_is_added(door: Venue) -> None:
    door.find("Soya Vinogradowa")
    door.ctrl(KEY.Key_N)
    similar = door.window.walk_in.similar.views()
    assert [view.name for view in similar][:1] == ["Zoya Vinogradova"]
    door.press(KEY.Key_Down)
    door.enter()
    assert isinstance(door.last, Admitted)
    assert door.last.guest.name == "Zoya Vinogradova"
    assert len(door.states()) == 10


def test_walk_in_again_keeps_what_was_entered(door: Venue) -> None:
    door.ctrl(KEY.Key_N)
    door.type("Timo")
    door.ctrl(KEY.Key_N)
    assert door.window.walk_in.form().name == "Timo"


def test_a_walk_in_turns_out_to_be_on_the_list(door: Venue) -> None:
    door.find("Z Vinogradova-Meier")
    door.ctrl(KEY.Key_N)
    door.enter()
    door.ctrl(KEY.Key_2)
    door.ctrl(KEY.Key_T)
    assert door.headline() == "Who is it?"
    door.type("zoya")
    door.enter()
    assert door.state("Zoya Vinogradova").arrived
    assert len(door.states()) == 10
    view = door.window.verdict.view
    assert view is not None
    assert (view.headline, view.first_name) == ("Welcome", "Zoya")


def joined_by_mistake(door: Venue) -> None:
    """A walk-in came in and was said to be Zoya, who is another."""
    door.find("Z Vinogradova-Meier")
    door.ctrl(KEY.Key_N)
    door.enter()
    door.ctrl(KEY.Key_2)
    door.ctrl(KEY.Key_T)
    door.type("zoya")
    door.enter()
    assert door.state("Zoya Vinogradova").arrived


def test_this_is_is_taken_back_by_the_key_that_takes_all_back(door: Venue) -> None:
    joined_by_mistake(door)
    door.ctrl(KEY.Key_Z)
    assert door.headline() == "Taken back"
    assert not door.state("Zoya Vinogradova").arrived
    assert door.state("Z Vinogradova-Meier").arrived
    door.ctrl(KEY.Key_Z)
    assert not door.state("Z Vinogradova-Meier").arrived


def test_this_is_is_taken_back_later_where_the_guest_is_changed(door: Venue) -> None:
    joined_by_mistake(door)
    door.scan("mona2345abcdefgh")
    door.find("zoya")
    door.ctrl(KEY.Key_E)
    door.settle()
    assert door.window.edit.part.isVisible()
    door.window.edit.part.click()
    door.settle()
    assert door.headline() == "Taken back"
    assert not door.state("Zoya Vinogradova").arrived
    assert door.state("Z Vinogradova-Meier").arrived


def test_escape_leaves_this_is_so_that_the_next_guest_is_nobody_else(door: Venue) -> None:
    door.find("Timo Newman")
    door.ctrl(KEY.Key_N)
    door.enter()
    door.ctrl(KEY.Key_2)
    door.ctrl(KEY.Key_T)
    door.escape()
    door.find("zoya")
    door.enter()
    assert len(door.states()) == 11
    assert door.state("Zoya Vinogradova").arrived


def test_this_is_asks_nothing_about_a_guest_on_the_list(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.ctrl(KEY.Key_T)
    assert door.headline() == "Welcome"


def test_a_changed_product_changes_what_is_due_and_outlives_the_next_list(door: Venue) -> None:
    door.scan("eric2345abcdefgh")
    assert door.reason is Reason.UNPAID
    door.ctrl(KEY.Key_E)
    product = door.window.edit.product
    product.setFocus()
    door.press(KEY.Key_Left)
    while product.product() != "Albatross":
        door.press(KEY.Key_Left)
    door.enter()
    assert isinstance(door.last, Admitted)
    with door.elsewhere() as other:
        load_list(other, LATER)
    door.qtbot.waitUntil(lambda: len(door.desk.roll) == 11)
    assert door.state("Eric 陈").guest.product == "Albatross"
    door.scan("lisa2345abcdefgh")
    assert isinstance(door.last, Admitted)


def test_the_name_on_the_badge_is_changed_before_anybody_is_in(door: Venue) -> None:
    door.find("zoya")
    door.ctrl(KEY.Key_E)
    edit = door.window.edit.badge_name
    edit.selectAll()
    door.type("Zoy")
    door.enter()
    assert door.state("Zoya Vinogradova").guest.shown_name == "Zoy"
    assert door.answer_rows() == 0


def test_a_badge_is_printed_again_for_whoever_is_shown(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    door.ctrl(KEY.Key_P)  # asks
    door.ctrl(KEY.Key_P)
    door.printed(2)
    guest = door.state("Zoya Vinogradova").guest
    assert len(door.asks(lambda file: prints_of(file, guest.id))) == 2


def test_a_form_keeps_its_place_while_others_are_scanned(door: Venue) -> None:
    door.ctrl(KEY.Key_N)
    door.type("Timo")
    door.scan("zoya2345abcdefgh")
    assert isinstance(door.last, Admitted)
    assert door.window.walk_in.isVisible()
    assert door.window.walk_in.form().name == "Timo"


def test_undo_by_key_and_again_in_and_a_second_press_takes_back_nobody_else(door: Venue) -> None:
    door.scan("ines2345abcdefgh")
    door.scan("zoya2345abcdefgh")
    QTest.keyClick(door.app.shell, KEY.Key_Z, CTRL)
    door.ctrl(KEY.Key_Z)
    assert door.headline() == "Taken back"
    assert not door.state("Zoya Vinogradova").arrived
    assert door.state("Ines Costa").arrived
    door.ctrl(KEY.Key_Z, SHIFT)
    assert door.headline() == "Welcome"
    assert door.state("Zoya Vinogradova").arrived


def test_undo_in_the_feed_is_held_and_redo_lets_the_same_guest_in(door: Venue) -> None:
    door.scan("ines2345abcdefgh")
    door.scan("zoya2345abcdefgh")
    card = next(c for c in door.window.feed.cards() if c.view.name == "Ines Costa")
    QTest.mousePress(card.undo, Qt.MouseButton.LeftButton)
    door.qtbot.waitUntil(lambda: not door.state("Ines Costa").arrived)
    QTest.mouseRelease(card.undo, Qt.MouseButton.LeftButton)
    door.settle()
    assert door.state("Zoya Vinogradova").arrived
    door.ctrl(KEY.Key_Z, SHIFT)
    assert door.state("Ines Costa").arrived
    assert isinstance(door.last, Admitted)
    assert door.last.guest.name == "Ines Costa"


def test_two_companions_taken_back_come_in_again_as_they_were(door: Venue) -> None:
    door.scan("jochen345abcdefg")
    door.ctrl(KEY.Key_G)
    assert door.state("Jochen Schäfer").companions_in == 2
    door.ctrl(KEY.Key_Z)
    assert door.state("Jochen Schäfer").companions_in == 0
    door.ctrl(KEY.Key_Z, SHIFT)
    assert door.state("Jochen Schäfer").companions_in == 2
    assert len(door.states()) == 12
