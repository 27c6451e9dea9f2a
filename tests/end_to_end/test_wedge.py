"""The same door with keys as the system sends them: to the window, not to a widget."""

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QWidget

from data.guests import Admitted, Reason
from data.store.journal import rows
from kiosk.door.actions import DoorAction
from tests.end_to_end.venue import CODES, Venue
from tests.kiosk.scanning.wedge import ENTER, TAB, Keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
ZOYA = "zoya2345abcdefgh"


@pytest.fixture
def keyboard(door: Venue) -> Keyboard:
    return Keyboard(door.app.shell.windowHandle(), at_ms=50_000)


@pytest.mark.parametrize("layout", ["", "ru", "de", "fr", "el", "he"])
def test_a_scan_on_any_layout_lets_its_guest_in(
    door: Venue, keyboard: Keyboard, layout: str
) -> None:
    keyboard.layout = layout
    keyboard.scan(ZOYA, 4)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert door.window.field.text() == ""


def test_a_scan_under_a_question_answers_at_the_door_and_not_the_question(
    door: Venue, keyboard: Keyboard
) -> None:
    yes = QMessageBox.StandardButton.Yes
    box = QMessageBox(door.app.shell)
    box.setStandardButtons(yes | QMessageBox.StandardButton.No)
    box.setDefaultButton(yes)
    box.open()
    box.activateWindow()
    door.qtbot.waitUntil(lambda: QApplication.focusWindow() is box.windowHandle())
    keyboard.window = box.windowHandle()
    keyboard.scan(ZOYA, 4)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert box.isVisible()
    assert box.findChild(QDialogButtonBox) is not None
    box.close()


def test_a_scan_leaves_a_form_and_its_focus_alone(door: Venue, keyboard: Keyboard) -> None:
    door.ctrl(Qt.Key.Key_N)
    keyboard.text("Ana", 130)
    keyboard.scan(ZOYA, 4)
    focus = QApplication.focusWidget()
    keyboard.text("Lu", 130)
    keyboard.key(Qt.Key.Key_End)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert focus is not None
    assert focus.property("text") == "AnaLu"


def test_a_scan_while_an_amount_is_typed_parks_the_payment_and_types_nothing(
    door: Venue, keyboard: Keyboard
) -> None:
    keyboard.scan("eric2345abcdefgh", 4)
    door.settle()
    cash = door.window.payment.cash
    cash.setFocus()
    keyboard.text("50", 130)
    keyboard.scan(ZOYA, 4)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert cash.text() == "50"
    assert door.window.parked.isVisible()


def test_a_half_typed_name_stays_beside_a_scan(door: Venue, keyboard: Keyboard) -> None:
    keyboard.text("anna", 130)
    keyboard.scan(ZOYA, 4, TAB)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert door.last.guest.name == "Zoya Vinogradova"
    assert door.window.field.text() == "anna"


def test_a_scan_while_a_page_is_open_brings_the_door_forward(
    door: Venue, keyboard: Keyboard
) -> None:
    door.ctrl(Qt.Key.Key_S)
    assert not door.window.isVisible()
    keyboard.scan(ZOYA, 4)
    door.settle()
    assert door.window.isVisible()
    assert isinstance(door.last, Admitted)


def test_a_name_that_a_program_types_at_once_is_searched_and_is_no_scan(
    door: Venue, keyboard: Keyboard
) -> None:
    keyboard.scan("Vinogradova", 4)
    door.settle()
    assert door.answers == []
    assert [view.name for view in door.window.found.matches.views()] == ["Zoya Vinogradova"]


def test_an_unknown_code_is_in_the_journal_as_it_came(door: Venue, keyboard: Keyboard) -> None:
    keyboard.scan("]Q3XYZ987654", 4)
    door.settle()
    assert door.reason is Reason.INVALID
    with door.elsewhere() as other:
        scanned = [written.row.personal.get("scanned") for written in rows(other.connection)]
    assert [text for text in scanned if text] == ["]Q3XYZ987654"]


def test_many_scans_whatever_is_shown_are_all_answered_in_their_order(
    door: Venue, keyboard: Keyboard, full: bool
) -> None:
    """Badges print meanwhile; a window that is frozen gets all keys at once, with their times."""
    chance = Random("door")
    box = QMessageBox(door.app.shell)
    box.setStandardButtons(QMessageBox.StandardButton.Yes)
    sent = []
    for number in range(10_000 if full else 60):
        door.clock.later(3)
        code = chance.choice([*CODES, f"kpt{number:06d}"])
        keyboard.layout = chance.choice(("", "ru", "de", "fr"))
        keyboard.window = door.app.shell.windowHandle()
        match chance.randrange(12):
            case 0:
                box.open()
                box.activateWindow()
                door.qtbot.waitUntil(lambda: QApplication.focusWindow() is box.windowHandle())
                keyboard.window = box.windowHandle()
            case 1:
                door.window.acted.emit(chance.choice((DoorAction.EXPORT, DoorAction.TICKETS)))
            case 2:
                door.window.acted.emit(DoorAction.WALK_IN)
            case _:
                QWidget.setFocus(
                    chance.choice((door.window.field, door.window.status.menu, door.window))
                )
        keyboard.scan(code, chance.randint(0, 30), chance.choice((ENTER, TAB)))
        sent.append(code)
        if box.isVisible():
            box.hide()
            door.app.shell.activateWindow()
            shell = door.app.shell.windowHandle()
            door.qtbot.waitUntil(lambda shell=shell: QApplication.focusWindow() is shell)  # type: ignore[misc]
        if chance.random() < 0.1:
            door.settle()  # else the window is busy and the answers are still on their way
    door.settle()
    answered = [scan.secret for scan, _ in door.answers]
    assert len(answered) == len(sent)
    assert answered == sent


def test_an_unknown_code_says_what_it_looks_like_and_one_key_goes_to_the_name(
    door: Venue, keyboard: Keyboard
) -> None:
    keyboard.scan("4006381333931", 4)
    door.settle()
    view = door.window.verdict.view
    assert view is not None
    assert "product barcode" in view.reason
    assert DoorAction.FIND in view.actions
    door.ctrl(Qt.Key.Key_F)
    assert door.window.field.hasFocus()
    assert door.window.field.text() == ""
    keyboard.text("zoya", 120)
    keyboard.key(Qt.Key.Key_End)
    assert [one.name for one in door.window.found.matches.views()] == ["Zoya Vinogradova"]


def test_the_last_code_stays_in_sight(door: Venue, keyboard: Keyboard) -> None:
    keyboard.scan(ZOYA, 4)
    door.settle()
    assert "zoya2345abcdefgh" in [light.words for light in door.evening.door.status.view.lights]


def test_what_this_scanner_puts_round_a_code_is_no_part_of_it(
    door: Venue, keyboard: Keyboard
) -> None:
    settings = replace(door.app.settings, scanner_prefix="##", scanner_suffix="$")
    door.app._settings = settings
    keyboard.scan(f"##{ZOYA}$", 4)
    door.settle()
    assert [scan.secret for scan, _ in door.answers] == [ZOYA]


def test_a_scan_that_stumbles_at_its_beginning_leaves_nothing_behind(
    door: Venue, keyboard: Keyboard
) -> None:
    keyboard.text("anna", 140)
    keyboard.text(ZOYA[:2], 50)
    keyboard.scan(ZOYA[2:], 30)
    door.settle()
    assert isinstance(door.last, Admitted)
    assert door.window.field.text() == "anna"
