import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.door.field import DoorField
from kiosk.door.panel_edit import PanelEdit
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.door.keys import ENTER, press, scan, type_text


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    return Look(Theme.DARK)


@pytest.fixture
def field(qtbot: QtBot, look: Look) -> DoorField:
    field = DoorField(look, ENGLISH)
    qtbot.addWidget(field)
    return field


def _submitted(field: DoorField) -> list[str]:
    said: list[str] = []
    field.submitted.connect(said.append)
    return said


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_and_tab_say_what_was_entered(field: DoorField, end: Qt.Key) -> None:
    said = _submitted(field)
    scan(field, "abc234", 1000, end)
    assert said == ["abc234"]


def test_a_second_enter_within_300_ms_is_ignored(field: DoorField) -> None:
    said = _submitted(field)
    at_ms = scan(field, "abc234", 1000)
    press(field, ENTER, at_ms + 299)
    assert said == ["abc234"]
    press(field, ENTER, at_ms + 300)
    assert said == ["abc234", "abc234"]


def test_two_codes_within_300_ms_both_count(field: DoorField) -> None:
    said = _submitted(field)
    at_ms = scan(field, "abc234", 1000)
    scan(field, "xyz789", at_ms + 20)
    assert said == ["abc234", "xyz789"]


def test_the_next_key_replaces_the_text_before_and_an_answer_does_not_touch_it(
    field: DoorField,
) -> None:
    scan(field, "abc234", 1000)
    type_text(field, "xy", 1500, 10)
    field.forget("abc234")
    assert field.text() == "xy"


def test_an_answer_clears_what_it_answers(field: DoorField) -> None:
    scan(field, "abc234", 1000)
    field.forget("abc234")
    assert field.text() == ""


def test_an_empty_enter_says_nothing(field: DoorField) -> None:
    said = _submitted(field)
    press(field, ENTER, 1000)
    assert said == []


def test_typing_is_said_letter_by_letter(field: DoorField) -> None:
    said: list[str] = []
    field.typed.connect(said.append)
    type_text(field, "zoy", 1000, 120)
    assert said == ["z", "zo", "zoy"]


def test_arrows_and_pages_choose(field: DoorField) -> None:
    moved: list[int] = []
    field.moved.connect(moved.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        press(field, key, 1000)
    assert moved == [1, -1, 8, -8]


def test_escape_clears_first_and_leaves_then(qtbot: QtBot, field: DoorField) -> None:
    field.setText("zoya")
    with qtbot.assertNotEmitted(field.escaped):
        press(field, Qt.Key.Key_Escape, 1000)
    assert field.text() == ""
    with qtbot.waitSignal(field.escaped):
        press(field, Qt.Key.Key_Escape, 1100)


def test_the_fields_own_undo_is_left_to_the_door(field: DoorField) -> None:
    type_text(field, "zoya", 1000, 120)
    assert field.isUndoAvailable()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "zoya"


def test_enter_in_a_form_is_said_and_the_text_stays(qtbot: QtBot, look: Look) -> None:
    edit = PanelEdit(look, ENGLISH, "Name")
    qtbot.addWidget(edit)
    at_ms = type_text(edit, "Anastasia", 1000, 110)
    with qtbot.waitSignal(edit.entered):
        press(edit, ENTER, at_ms, "\r")
    assert edit.text() == "Anastasia"
