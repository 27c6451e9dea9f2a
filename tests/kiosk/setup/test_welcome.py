from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.look.look import Look, Theme
from kiosk.setup.welcome import Welcome
from kiosk.words import ENGLISH


def test_a_recent_event_is_opened_by_key(qtbot: QtBot) -> None:
    page = Welcome(Look(Theme.DARK), ENGLISH, ["/evenings/November.pennant"])
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.open_wanted) as told:
        QTest.keyClick(page.recent[0], Qt.Key.Key_Space)
    assert told.args == [Path("/evenings/November.pennant")]


def test_an_event_is_chosen_by_dialog_and_a_refused_one_is_told(qtbot: QtBot) -> None:
    page = Welcome(
        Look(Theme.DARK), ENGLISH, [], "/evenings", ask_file=lambda folder: f"{folder}/a.pennant"
    )
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.open_wanted) as told:
        page.open.click()
    assert told.args == [Path("/evenings/a.pennant")]
    page.tell("This file is damaged.")
    assert page.message.text() == "This file is damaged."


def test_new_and_demo_are_asked_for(qtbot: QtBot) -> None:
    page = Welcome(Look(Theme.DARK), ENGLISH, [])
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.new_wanted):
        page.new.click()
    with qtbot.waitSignal(page.demo_wanted):
        page.demo.click()
