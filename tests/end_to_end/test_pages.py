"""The pages beside the door, opened by the real window."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.door.actions import DoorAction
from kiosk.door.controller import PAGES
from tests.end_to_end.venue import Venue


class Windows(QObject):
    """Notes every widget that becomes a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("action", sorted(PAGES))
def test_a_page_opens_within_the_window_and_takes_the_keys(door: Venue, action: DoorAction) -> None:
    windows = Windows()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    door.window.acted.emit(action)
    application.removeEventFilter(windows)
    assert windows.seen == []
    page = door.app.shell.step_back()
    assert page is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is page or page.isAncestorOf(focus)
    door.escape()
    assert door.window.field.hasFocus()


@pytest.mark.parametrize("action", sorted(PAGES - {DoorAction.SCAN_TEST}))
def test_a_scan_on_a_page_is_answered_at_the_door(door: Venue, action: DoorAction) -> None:
    door.window.acted.emit(action)
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
    assert door.answer_rows() == 1


def test_a_scan_on_the_page_that_tries_scanners_checks_nobody_in(door: Venue) -> None:
    door.window.acted.emit(DoorAction.SCAN_TEST)
    door.scan("zoya2345abcdefgh")
    assert door.answer_rows() == 0
    door.escape()
    door.scan("zoya2345abcdefgh")
    assert door.headline() == "Welcome"
