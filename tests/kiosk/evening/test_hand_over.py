from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.evening.hand_over import HandOver
from kiosk.evening.sticks import Stick, sticks
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.evening.test_merge import OTHER


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Stick(folder, "KINGSTON", 14_000_000_000)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, paper: Background, stick: Stick) -> HandOver:
    page = HandOver(Look(Theme.DARK), ENGLISH, desk, paper, lambda: [stick])
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_stick_is_offered_and_gets_a_whole_copy(
    qtbot: QtBot, page: HandOver, desk: Desk, stick: Stick, tmp_path: Path
) -> None:
    assert "KINGSTON" in page.place.text()
    with qtbot.waitSignal(page.carrying.finished):
        page.main.click()
    assert "take the stick out" in page.message.text()
    copy = stick.folder / desk.path.name
    assert [path.name for path in stick.folder.iterdir()] == [copy.name]
    with EventFile.open(copy, OTHER, tmp_path / "other", backup=False) as file:
        there = file.connection.execute("SELECT count(*) FROM journal").fetchone()
    here = desk.wait_for(
        lambda file: file.connection.execute("SELECT count(*) FROM journal").fetchone()
    )
    assert there == here


def test_nothing_is_overwritten(qtbot: QtBot, page: HandOver, desk: Desk, stick: Stick) -> None:
    first = stick.folder / desk.path.name
    first.write_text("somebody's")
    with qtbot.waitSignal(page.carrying.finished) as told:
        page.main.click()
    assert told.args == [stick.folder / f"{desk.path.stem} 2.pennant"]
    assert first.read_text() == "somebody's"


def test_stopping_leaves_nothing_behind(qtbot: QtBot, page: HandOver, stick: Stick) -> None:
    with qtbot.waitSignal(page.carrying.cancelled):
        page.main.click()
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert list(stick.folder.iterdir()) == []
    assert "Nothing was written" in page.message.text()


def test_a_stick_that_was_pulled_out_is_said(qtbot: QtBot, page: HandOver, stick: Stick) -> None:
    stick.folder.rmdir()
    with qtbot.waitSignal(page.carrying.failed):
        page.main.click()
    assert "cannot be reached" in page.message.text()


def test_without_a_stick_the_folder_of_the_event_is_offered(
    qtbot: QtBot, desk: Desk, paper: Background
) -> None:
    page = HandOver(Look(Theme.DARK), ENGLISH, desk, paper, lambda: [])
    qtbot.addWidget(page)
    assert page.path() == desk.path.with_name(f"{desk.path.stem} 2.pennant")


def test_looking_for_sticks_leaves_the_laptops_own_disk_out() -> None:
    assert Path("/") not in [stick.folder for stick in sticks()]


def test_nobody_is_told_to_take_out_a_stick_where_there_is_none(
    qtbot: QtBot, desk: Desk, paper: Background
) -> None:
    page = HandOver(Look(Theme.DARK), ENGLISH, desk, paper, lambda: [])
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.carrying.finished):
        page.main.click()
    assert "is in" in page.message.text()
    assert "stick" not in page.message.text()


def test_a_folder_on_a_stick_is_on_the_stick(
    qtbot: QtBot, desk: Desk, paper: Background, stick: Stick
) -> None:
    inner = stick.folder / "Pennant"
    inner.mkdir()
    page = HandOver(Look(Theme.DARK), ENGLISH, desk, paper, lambda: [stick], lambda _: str(inner))
    qtbot.addWidget(page)
    page.show()
    page.copy.asked.emit()
    with qtbot.waitSignal(page.carrying.finished) as told:
        page.main.click()
    assert told.args == [inner / desk.path.name]
    assert "take the stick out" in page.message.text()
