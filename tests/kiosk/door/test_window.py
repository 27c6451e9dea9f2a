from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.guests import Payment, PaymentMethod
from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.double_view import DoubleEntryView
from kiosk.door.views import WalkInForm
from kiosk.door.window import DoorWindow
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.door import evening_views as views
from tests.kiosk.door.keys import ENTER, press, scan, type_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[DoorWindow]:
    door = DoorWindow(Look(Theme.DARK), ENGLISH, views.find_countries)
    qtbot.addWidget(door)
    door.show()
    door.activateWindow()
    qtbot.waitUntil(door.field.hasFocus)
    yield door
    door.close()


def _submitted(door: DoorWindow) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    door.submitted.connect(lambda text, guest_id: said.append((text, guest_id)))
    return said


def _acted(door: DoorWindow) -> list[DoorAction]:
    said: list[DoorAction] = []
    door.acted.connect(said.append)
    return said


def _focus() -> object:
    return QApplication.focusWidget()


def test_enter_takes_the_only_match(door: DoorWindow) -> None:
    said = _submitted(door)
    type_text(door.field, "zoyav", 1000, 120)
    door.show_matches("zoyav", views.MATCHES[:1])
    press(door.field, ENTER, 3000)
    assert said == [("zoyav", "g1")]


def test_of_several_matches_enter_takes_none_until_one_is_chosen(door: DoorWindow) -> None:
    said = _submitted(door)
    type_text(door.field, "zo", 1000, 120)
    door.show_matches("zo", views.MATCHES)
    press(door.field, ENTER, 3000)
    press(door.field, Qt.Key.Key_Down, 4000)
    press(door.field, Qt.Key.Key_Down, 4100)
    press(door.field, ENTER, 5000)
    assert said == [("zo", ""), ("zo", "g2")]


def test_a_code_over_old_matches_takes_none_of_them(door: DoorWindow) -> None:
    said = _submitted(door)
    type_text(door.field, "zoyav", 1000, 120)
    door.show_matches("zoyav", views.MATCHES[:1])
    press(door.field, Qt.Key.Key_Escape, 2000)
    scan(door.field, "abc234", 3000)
    assert said == [("abc234", "")]


def test_a_late_answer_to_an_older_text_is_ignored(door: DoorWindow) -> None:
    type_text(door.field, "zoy", 1000, 120)
    door.show_matches("zo", views.MATCHES)
    assert door.found.matches.views() == []


def test_no_keystroke_is_lost_while_verdicts_come(door: DoorWindow) -> None:
    said = _submitted(door)
    at_ms = 1000
    for number, view in enumerate(views.VERDICTS.values()):
        code = f"code{number:02}"
        for letter in code[:3]:
            press(door.field, Qt.Key(ord(letter.upper())), at_ms, letter)
        door.show_verdict(view)
        for letter in code[3:]:
            press(door.field, Qt.Key(ord(letter.upper())), at_ms, letter)
        press(door.field, ENTER, at_ms + 10)
        at_ms += 1000
    assert said == [(f"code{number:02}", "") for number in range(len(views.VERDICTS))]


def test_keys_typed_anywhere_reach_the_field(door: DoorWindow) -> None:
    door.feed.show_feed(views.FEED)
    button = door.feed.cards()[0].reprint
    button.setFocus()
    press(button, Qt.Key.Key_Z, 1000, "z")
    press(door.field, Qt.Key.Key_O, 1100, "o")
    assert door.field.text() == "zo"
    assert _focus() is door.field


@pytest.mark.parametrize(
    "action",
    [a for a, told in TOLD.items() if told.keys and a not in {"resume", "double", "full_screen"}],
)
def test_every_key_asks_for_its_action_also_from_the_field(
    qtbot: QtBot, door: DoorWindow, action: DoorAction
) -> None:
    said = _acted(door)
    type_text(door.field, "zoya", 1000, 120)
    QTest.keySequence(door, TOLD[action].keys[0])
    assert said == [action]
    assert door.field.text() == "zoya"


def test_no_action_needs_a_function_key() -> None:
    assert not [told for told in TOLD.values() if told.keys and told.keys[0].startswith("F")]


def test_enter_does_not_pay_but_the_key_does(door: DoorWindow) -> None:
    payments: list[Payment] = []
    door.payment.paid.connect(payments.append)
    door.ask_payment(views.PAYMENT)
    press(door.field, ENTER, 1000)
    QTest.keyClick(door, ENTER)
    assert payments == []
    QTest.keyClick(door, Qt.Key.Key_1, CTRL)
    assert payments == [Payment.whole(PaymentMethod.CASH)]


def test_typing_a_figure_into_the_field_never_pays(door: DoorWindow) -> None:
    payments: list[Payment] = []
    door.payment.paid.connect(payments.append)
    door.ask_payment(views.PAYMENT)
    scan(door.field, "123456", 1000)
    assert payments == []


def test_after_a_payment_the_field_has_the_focus_again(qtbot: QtBot, door: DoorWindow) -> None:
    door.ask_payment(views.PAYMENT)
    door.payment.choose(3)
    assert _focus() is door.payment.cash
    door.show_verdict(views.WELCOME)
    assert _focus() is door.field


def test_one_key_goes_on_with_who_waits_to_pay(qtbot: QtBot, door: DoorWindow) -> None:
    door.parked.show_parked(views.PARKED)
    with qtbot.waitSignal(door.parked.resumed) as resumed:
        QTest.keyClick(door, Qt.Key.Key_R, CTRL)
    assert resumed.args == ["n9"]


def test_a_walk_in_by_keyboard_alone(qtbot: QtBot, door: DoorWindow) -> None:
    forms: list[WalkInForm] = []
    door.walk_in.submitted.connect(forms.append)
    door.open_walk_in("Ama  Owusu", views.PRODUCTS, "basic")
    edit = door.walk_in.country.edit
    at_ms = type_text(edit, "gha", 1000, 120)
    press(edit, ENTER, at_ms, "\r")
    press(edit, ENTER, at_ms + 500, "\r")
    assert forms == [WalkInForm("Ama Owusu", ("GH",), "Basic", "")]


def test_a_country_typed_but_not_confirmed_still_counts(door: DoorWindow) -> None:
    door.open_walk_in("Ama", views.PRODUCTS)
    type_text(door.walk_in.country.edit, "germ", 1000, 120)
    assert door.walk_in.form().countries == ("DE",)


def test_a_walk_in_who_is_on_the_list_after_all(qtbot: QtBot, door: DoorWindow) -> None:
    door.open_walk_in("Dmitry Sokolow", views.PRODUCTS)
    door.walk_in.show_similar("Dmitry Sokolow", views.MATCHES[2:4])
    press(door.walk_in.country.edit, Qt.Key.Key_Down, 1000)
    with qtbot.waitSignal(door.walk_in.picked) as picked:
        press(door.walk_in.country.edit, ENTER, 1500, "\r")
    assert picked.args == ["g3"]


def test_escape_leaves_a_form_for_the_field(door: DoorWindow) -> None:
    door.open_walk_in("Ama", views.PRODUCTS)
    press(door.walk_in.country.edit, Qt.Key.Key_Escape, 1000)
    assert door.start.isVisible()
    assert _focus() is door.field


def test_an_edit_that_changes_nothing_says_so(qtbot: QtBot, door: DoorWindow) -> None:
    door.open_edit(views.EDIT, [views.COUNTRIES[4]], views.PRODUCTS)
    form = door.edit.form()
    assert (form.badge_name, form.countries, form.product) == ("", ("RU",), "Basic")


WALK_INS = ["Dmitry Sokolof", "Maximiliane-Theodora von Hohenlohe-Langenburg zu Schillingsfürst"]


@pytest.mark.parametrize("name", WALK_INS)
@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (3840, 2160)])
def test_an_edit_with_a_this_is_to_take_back_cuts_nothing(
    door: DoorWindow, size: tuple[int, int], name: str
) -> None:
    door.resize(*size)
    door.open_edit(views.EDIT, [views.COUNTRIES[4]], views.PRODUCTS)  # with a guessed flag
    door.edit.offer_parting("walk-in", name)
    QApplication.processEvents()
    assert _cut(door.edit.country, door.edit.product, door.edit.note, door.edit.part) == []
    edge = door.edit.part.mapTo(door.edit, door.edit.part.rect().bottomRight())
    assert door.edit.rect().contains(edge)
    assert name in door.edit.part.accessibleName()


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (3840, 2160)])
def test_an_edit_beside_a_double_that_waits_cuts_nothing(
    door: DoorWindow, size: tuple[int, int]
) -> None:
    door.resize(*size)
    door.doubled.show_doubles([views.DOUBLE])
    door.open_edit(views.EDIT, [views.COUNTRIES[4]], views.PRODUCTS)
    QApplication.processEvents()
    assert _cut(door.edit.country, door.edit.product, door.edit.note) == []


def _cut(*parts: QWidget) -> list[QWidget]:
    hints = [(part, part.minimumSizeHint()) for part in parts]
    return [p for p, least in hints if p.width() < least.width() or p.height() < least.height()]


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (3840, 2160)])
def test_where_and_when_a_guest_came_in_twice_is_told_whole(
    door: DoorWindow, size: tuple[int, int]
) -> None:
    said = "20:16 · Garden door at the river · €10 · +1"
    entries = (*views.DOUBLE.entries, DoubleEntryView("third", said))
    door.resize(*size)
    door.ask_double(replace(views.DOUBLE, entries=entries))
    QApplication.processEvents()
    (label,) = (one for one in door.double.findChildren(TextLabel) if one.text() == said)
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
    assert label.rect().contains(label.fontMetrics().boundingRect(label.rect(), flags, said))


def test_nothing_typed_shows_nobody(door: DoorWindow) -> None:
    type_text(door.field, "zo", 1000, 120)
    door.show_matches("zo", views.MATCHES)
    assert door.found.isVisible()
    press(door.field, Qt.Key.Key_Escape, 2000)
    assert door.start.isVisible()
    assert door.found.matches.views() == []


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (3840, 2160)])
def test_the_window_is_as_large_as_it_is_told(door: DoorWindow, size: tuple[int, int]) -> None:
    door.resize(*size)
    door.open_walk_in("Ama", views.PRODUCTS)
    door.walk_in.show_similar("Ama", views.MATCHES)
    door.show_verdict(views.VERDICTS["admitted-long"])
    QApplication.processEvents()
    assert (door.width(), door.height()) == size


def test_theme_changes_at_once(qtbot: QtBot, door: DoorWindow) -> None:
    dark = door.grab().toImage().pixelColor(4, 4)
    with qtbot.waitSignal(door.theme_chosen):
        door.menu.theme_chosen.emit(Theme.LIGHT)
    assert door.grab().toImage().pixelColor(4, 4).lightness() > dark.lightness() + 150


def test_every_control_has_a_name(door: DoorWindow) -> None:
    door.feed.show_feed(views.FEED)
    door.parked.show_parked(views.PARKED)
    door.show_verdict(views.WELCOME)
    reachable = [
        widget
        for widget in door.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QAbstractScrollArea)
    ]
    assert len(reachable) > 20
    assert [widget for widget in reachable if not widget.accessibleName()] == []
