from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from badges.badge import Badge
from kiosk.background import Background
from kiosk.look.look import Look, Theme
from kiosk.setup.printer import PrinterPage
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


@pytest.fixture
def paper(qtbot: QtBot) -> Iterator[Background]:
    background = Background("paper")
    yield background
    background.close()


def _printer(qtbot: QtBot, paper: Background, setting: str, folder: str = "") -> PrinterPage:
    page = PrinterPage(
        Look(Theme.DARK),
        ENGLISH,
        ["Brother QL-820NWB"],
        setting,
        "54x101",
        Badge("Zoya", "Vinogradova", countries=("RU",)),
        paper,
        ask_folder=lambda begin: folder,
    )
    qtbot.addWidget(page)
    return page


def test_a_sample_is_drawn_on_the_label_that_is_chosen(qtbot: QtBot, paper: Background) -> None:
    page = _printer(qtbot, paper, "")
    qtbot.waitUntil(lambda: not page.view.image.isNull())
    assert page.view.image.width() == pytest.approx(101 / 25.4 * 300, abs=2)
    page.stock.show_key("avery-l4785")
    page.stock.chosen.emit("avery-l4785")
    qtbot.waitUntil(lambda: page.view.image.width() == pytest.approx(80 / 25.4 * 300, abs=2))


def test_choosing_a_printer_says_its_setting(qtbot: QtBot, paper: Background) -> None:
    page = _printer(qtbot, paper, "")
    with qtbot.waitSignal(page.printer_chosen) as told:
        QTest.keyClick(page.printer, Qt.Key.Key_Down)
    assert told.args == ["system:Brother QL-820NWB"]


def test_a_folder_is_chosen_by_dialog_and_giving_up_changes_nothing(
    qtbot: QtBot, paper: Background
) -> None:
    chosen: list[str] = []
    page = _printer(qtbot, paper, "", "/badges")
    page.printer_chosen.connect(chosen.append)
    page.printer.chosen.emit("another folder")
    assert chosen == ["folder:/badges"]
    assert page.printer.text() == "/badges"
    page = _printer(qtbot, paper, "", "")
    page.printer_chosen.connect(chosen.append)
    page.printer.chosen.emit("another folder")
    assert len(chosen) == 1
    assert page.printer.key == ""


def test_a_printer_that_is_gone_stays_named(qtbot: QtBot, paper: Background) -> None:
    assert _printer(qtbot, paper, "system:Attic").printer.text() == "Attic (not found)"


def test_labels_switch_and_test_badge_are_passed_on(qtbot: QtBot, paper: Background) -> None:
    page = _printer(qtbot, paper, "")
    with qtbot.waitSignal(page.stock_chosen) as stock:
        QTest.keyClick(page.stock, Qt.Key.Key_Up)
    assert stock.args == ["62x100"]
    with qtbot.waitSignal(page.auto_chosen) as auto:
        page.auto.click()
    assert auto.args == [False]
    with qtbot.waitSignal(page.test_wanted):
        page.test.click()
