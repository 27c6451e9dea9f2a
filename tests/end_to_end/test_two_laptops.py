"""An evening handed to a second laptop and taken in again, all in the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.app import App
from kiosk.door.actions import DoorAction
from kiosk.evening.hand_over import HandOver
from kiosk.evening.merge import MergePage
from kiosk.printing.folder import FolderPrinter
from kiosk.settings import load_settings, places
from kiosk.setup.device_name import DeviceName
from kiosk.words import ENGLISH
from tests.end_to_end.venue import Venue


@pytest.fixture
def second(door: Venue, tmp_path: Path) -> Iterator[App]:
    """Another laptop, as it comes out of the box."""
    here = places(tmp_path / "second")
    settings = replace(load_settings(here.settings_file).settings, device_name="Desk 1")
    app = App(here, settings, ENGLISH, clock=door.clock)
    app._inputs._keys.stop()  # the scanner is plugged into the first
    yield app
    app.shell.close()
    app.close()
    app.shell.deleteLater()


def drop(window: QWidget, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *how, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how, plain))


def handed_over(door: Venue, qtbot: QtBot, stick: Path) -> Path:
    stick.mkdir()
    door.window.acted.emit(DoorAction.HAND_OVER)
    page = door.app.shell.step_back()
    assert isinstance(page, HandOver)
    page._ask_folder = lambda folder: str(stick)
    page.copy.button.click()
    with qtbot.waitSignal(page.carrying.finished):
        page.main.click()
    door.escape()
    return stick / door.event.name


def page_of(app: App, qtbot: QtBot) -> DeviceName:
    qtbot.waitUntil(lambda: isinstance(app.shell.step_back(), DeviceName))
    page = app.shell.step_back()
    assert isinstance(page, DeviceName)
    return page


def test_an_evening_at_two_laptops(door: Venue, second: App, qtbot: QtBot, tmp_path: Path) -> None:
    door.scan("zoya2345abcdefgh")
    copy = handed_over(door, qtbot, tmp_path / "stick")
    door.scan("ines2345abcdefgh")

    second.open_event(copy, FolderPrinter(tmp_path))
    second.shell.show()
    page = page_of(second, qtbot)
    assert page.name.text() == "Desk 2"
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert second.evening is not None
    desk = second.evening.desk
    assert (desk.device.name, second.settings.device_name) == ("Desk 2", "Desk 2")
    with qtbot.waitSignal(desk.ready):
        pass
    for code in ("hugo2345abcdefgh", "ines2345abcdefgh"):
        with qtbot.waitSignal(desk.answered):
            desk.scan(code)
    assert second.shell.step_back() is None  # asked once
    second.close_event()
    second.shell.hide()
    door.app.shell.activateWindow()
    qtbot.waitUntil(door.window.field.hasFocus)

    drop(door.app.shell, copy)
    merging = door.app.shell.step_back()
    assert isinstance(merging, MergePage)
    qtbot.waitUntil(merging.main.isVisible)
    with qtbot.waitSignal(merging.taking_in.finished):
        merging.main.click()
    door.scan("jochen345abcdefg")
    assert door.headline() == "Welcome"
    names = {s.guest.name for s in door.states() if s.arrived}
    assert names == {"Zoya Vinogradova", "Ines Costa", "Hugo Martin", "Jochen Schäfer"}
    qtbot.waitUntil(lambda: len(door.window.doubled.views) == 1)
    (view,) = door.window.doubled.views
    assert view.name == "Ines Costa"
    assert "Desk 1" in view.short
    assert "Desk 2" in view.short


def test_a_name_that_another_laptop_has_is_not_taken(
    door: Venue, second: App, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = handed_over(door, qtbot, tmp_path / "stick")
    evening = second.open_event(copy, FolderPrinter(tmp_path))
    second.shell.show()
    page = page_of(second, qtbot)
    page.name.setText(" desk  1 ")
    page.main.click()
    assert "is taken" in page.message.text()
    QTest.keyClick(page.name, Qt.Key.Key_Escape)
    assert second.evening is evening  # Esc keeps the old name and goes on
    assert second.settings.device_name == "Desk 1"


def test_nobody_is_asked_on_the_laptop_where_the_event_was_before(
    door: Venue, qtbot: QtBot
) -> None:
    assert door.app.shell.step_back() is None
    door.app.shell.hide()
    evening = door.app.open_event(door.event, FolderPrinter(door.paper))
    with qtbot.waitSignal(evening.desk.ready):
        pass
    assert door.app.shell.step_back() is None
