"""Printers and paper in the real window: asked before a second badge, held up, moved, counted."""

import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from data.guests import Admitted
from data.store.prints import PrintState, prints_of
from kiosk.door.actions import DoorAction
from kiosk.door.status_line import StatusLight
from kiosk.door.views import Light
from kiosk.look.icons import Icon
from kiosk.look.page import Page
from kiosk.printing.policy import PrintPolicy
from kiosk.printing.setup import PrinterSetup
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.settings import load_settings, places
from kiosk.setup.own_stock import OwnStock
from kiosk.setup.printer import PrinterPage
from kiosk.setup.printer_adjust import PrinterAdjust
from kiosk.setup.printer_panel import PrinterPanel
from tests.end_to_end.venue import Venue

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key


def states(door: Venue, name: str) -> list[PrintState]:
    guest_id = door.state(name).guest.id
    return [each.state for each in door.asks(lambda file: prints_of(file, guest_id))]


def page(door: Venue) -> Page | None:
    shown = door.app.shell.step_back()
    assert shown is None or isinstance(shown, Page)
    return shown


def panel(door: Venue) -> PrinterPanel:
    door.window.acted.emit(DoorAction.PRINTER)
    shown = page(door)
    assert isinstance(shown, PrinterPanel)
    return shown


def setup_page(door: Venue) -> PrinterPage:
    shown = page(door)
    assert isinstance(shown, PrinterPage)
    return shown


def hold_up(door: Venue, *codes: str) -> None:
    """Take the folder away, so that these wait."""
    shutil.rmtree(door.paper)
    for code in codes:
        door.scan(code)
    door.qtbot.waitUntil(lambda: door.evening.printing.queue.is_held)
    door.settle()


def test_a_second_badge_is_asked_about_and_the_same_key_says_yes(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    door.ctrl(KEY.Key_P)
    assert door.headline() == "Print again?"
    view = door.window.verdict.view
    assert view is not None
    assert view.reason.startswith("Sent to paper at")
    door.escape()
    assert door.headline() == "Welcome"
    door.ctrl(KEY.Key_P)
    door.ctrl(KEY.Key_P)
    door.printed(2)
    assert door.headline() == "Welcome"


def test_a_badge_never_printed_is_printed_without_a_question(door: Venue) -> None:
    door.find("zoya")
    door.ctrl(KEY.Key_P)
    door.printed(1)


def test_the_next_guest_makes_the_question_void(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    door.ctrl(KEY.Key_P)
    door.scan("ines2345abcdefgh")
    door.printed(2)
    door.ctrl(KEY.Key_P)
    assert door.headline() == "Print again?"
    assert len(door.sheets()) == 2


def test_a_question_that_is_not_shown_any_more_is_asked_again(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    door.ctrl(KEY.Key_P)
    door.ctrl(KEY.Key_Z)
    assert door.headline() != "Print again?"
    door.find("zoya")
    door.ctrl(KEY.Key_P)
    assert door.headline() == "Print again?"
    assert len(door.sheets()) == 1


def test_by_hand_means_a_badge_that_waits(door: Venue) -> None:
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    door.ctrl(KEY.Key_B)
    view = door.window.verdict.view
    assert view is not None
    assert view.badge == "No badge of this guest waits"
    assert states(door, "Zoya Vinogradova") == [PrintState.SENT]


def test_one_key_settles_a_waiting_badge_as_written_by_hand(door: Venue) -> None:
    hold_up(door, "zoya2345abcdefgh", "ines2345abcdefgh")
    view = door.window.verdict.view
    assert view is not None
    assert "Ctrl+B" in view.badge
    door.ctrl(KEY.Key_B)
    assert states(door, "Ines Costa") == [PrintState.BY_HAND]
    door.paper.mkdir()
    door.ctrl(KEY.Key_P)
    door.printed(1)
    assert states(door, "Zoya Vinogradova") == [PrintState.SENT]


def test_those_who_waited_long_are_held_back_and_settled_on_the_page(door: Venue) -> None:
    hold_up(door, "zoya2345abcdefgh", "ines2345abcdefgh", "hugo2345abcdefgh")
    queue = door.evening.printing.queue
    for job in queue.waiting:
        queue._since[job.id] -= 1_000
    door.paper.mkdir()
    door.ctrl(KEY.Key_P)
    assert len(queue.aside) == 3
    door.scan("mona2345abcdefgh")
    door.printed(1)
    light = next(
        lamp for lamp in door.window.findChildren(StatusLight) if "older" in lamp._view.words
    )
    QTest.mouseClick(light, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    shown = page(door)
    assert isinstance(shown, PrinterPanel)
    names = [row.view.name for row in shown.badges.rows]
    assert names == ["Zoya Vinogradova", "Ines Costa", "Hugo Martin"]
    shown.badges.rows[1].print.click()
    door.printed(2)
    shown.badges.rows[0].drop.click()
    door.settle()
    door.ctrl(KEY.Key_B)
    assert states(door, "Zoya Vinogradova") == [PrintState.CANCELLED]
    assert states(door, "Ines Costa") == [PrintState.SENT]
    assert states(door, "Hugo Martin") == [PrintState.BY_HAND]
    assert shown.badges.rows == []


def test_waiting_badges_move_to_another_printer(door: Venue, tmp_path: Path) -> None:
    bar = tmp_path / "bar"
    bar.mkdir()
    door.evening.printers.change_setup(f"folder:{bar}", PrinterSetup())
    hold_up(door, "zoya2345abcdefgh", "ines2345abcdefgh")
    card = panel(door).cards[0]
    card.move_to.chosen.emit(f"folder:{bar}")
    door.qtbot.waitUntil(lambda: len(list(bar.glob("*.pdf"))) == 2)
    assert door.app.settings.printers == (f"folder:{bar}",)


def test_a_paused_printer_waits_for_go_on_and_guests_come_in(door: Venue) -> None:
    card = panel(door).cards[0]
    card.pause.click()
    door.escape()
    door.scan("zoya2345abcdefgh")
    assert isinstance(door.last, Admitted)
    light = next(each for each in door.evening.door.status.view.lights if each.icon is Icon.PRINTER)
    assert (light.words, light.light) == ("paper: paused here · 1 badge waits", Light.LOOK)
    panel(door).cards[0].resume.click()
    door.printed(1)


def test_labels_are_counted_down_and_few_are_told(door: Venue) -> None:
    door.evening.printers.change_setup("", PrinterSetup(labels_left=20, roll=100))
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    light = next(each for each in door.evening.door.status.view.lights if each.icon is Icon.PRINTER)
    assert (light.words, light.light) == ("paper: 19 labels left", Light.LOOK)
    panel(door).cards[0].roll.click()
    assert door.evening.printers.setup_of("").labels_left == 100
    file = places(door.folder / "home").settings_file
    door.qtbot.waitUntil(
        lambda: (
            load_settings(file).settings.printer_setups[""]
            == PrinterSetup(labels_left=100, roll=100)
        )
    )


@pytest.mark.parametrize(
    ("policy", "badges"), [(PrintPolicy.ONCE, 1), (PrintPolicy.ALWAYS, 2), (PrintPolicy.NEVER, 0)]
)
def test_a_badge_is_printed_when_the_house_wants_it(
    door: Venue, policy: PrintPolicy, badges: int
) -> None:
    door.evening.printers.change({"print_policy": policy})
    door.scan("zoya2345abcdefgh")
    door.ctrl(KEY.Key_D)
    door.scan("zoya2345abcdefgh")
    door.ctrl(KEY.Key_D)
    door.scan("zoya2345abcdefgh")
    assert isinstance(door.last, Admitted)
    door.printed(badges)


def test_labels_of_ones_own_are_made_in_the_window_and_printed_on(door: Venue) -> None:
    door.window.acted.emit(DoorAction.PRINTER_SETUP)
    setup_page(door).own_stock.click()
    form = page(door)
    assert isinstance(form, OwnStock)
    form.name.setText("Box of the bar")
    form.width_mm.setText("80")
    form.height_mm.setText("50")
    form.main.click()
    assert setup_page(door).stock.text() == "Box of the bar"
    door.escape()
    door.scan("zoya2345abcdefgh")
    door.printed(1)
    with pypdfium2.PdfDocument(door.sheets()[0]) as document:
        width, height = document[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((80, 50), abs=0.1)


def test_a_printer_is_adjusted_and_the_next_badge_shows_it(door: Venue) -> None:
    door.window.acted.emit(DoorAction.PRINTER_SETUP)
    setup_page(door).printers.rows[0].adjust.click()
    form = page(door)
    assert isinstance(form, PrinterAdjust)
    form.right.setText("99")
    form.main.click()
    assert "type a number from -20 to 20" in form.message.text()
    form.right.setText("1,5")
    form.turn.show_key("180")
    form.main.click()
    expected = replace(PrinterSetup(), right_mm=1.5, rotation_degrees=180.0)
    assert door.evening.printers.setup_of("") == expected
    assert isinstance(page(door), PrinterPage)
    assert door.evening.printing.paper.setup_of("paper") == expected


def test_a_test_badge_and_a_ruler_come_out_and_are_no_guests(door: Venue) -> None:
    door.window.acted.emit(DoorAction.PRINTER_SETUP)
    shown = setup_page(door)
    door.ctrl(KEY.Key_T)
    door.qtbot.waitUntil(lambda: shown.message.text().startswith("Sent to paper"))
    door.ctrl(KEY.Key_R)
    door.printed(2)
    (prints,) = door.asks(lambda f: f.connection.execute("SELECT count(*) FROM print").fetchone())
    assert prints == 0


def test_a_printer_that_was_empty_and_prints_again_has_a_new_roll(door: Venue) -> None:
    door.evening.printers.change_setup("", PrinterSetup(labels_left=3, roll=100))
    told = door.evening.printing.queue.status_changed
    told.emit("paper", PrinterStatus(Condition.OUT_OF_LABELS))
    told.emit("paper", PrinterStatus(Condition.COVER_OPEN))
    assert door.evening.printers.setup_of("").labels_left == 3
    told.emit("paper", PrinterStatus(Condition.READY))
    assert door.evening.printers.setup_of("").labels_left == 100
