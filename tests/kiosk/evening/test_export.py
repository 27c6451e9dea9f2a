import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.guests import EventInfo
from kiosk.desk import Desk
from kiosk.evening.export import Export
from kiosk.evening.likely_pairs import likely_pairs
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH, Words, words_for


def _page(qtbot: QtBot, desk: Desk, info: EventInfo, words: Words = ENGLISH) -> Export:
    page = Export(Look(Theme.DARK), words, desk, info, open_url=lambda url: None)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, info: EventInfo) -> Export:
    return _page(qtbot, desk, info)


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_a_walk_in_is_shown_beside_the_guest_whom_it_may_be(desk: Desk) -> None:
    pairs = likely_pairs(desk.roll)
    assert [pair.walk_in.guest.name for pair in pairs] == ["Dmitry Sokolof"]
    assert [state.guest.name for state in pairs[0].listed] == ["Дмитрий Соколов"]


def test_joining_them_makes_an_arrival_of_the_no_show(
    qtbot: QtBot, page: Export, desk: Desk
) -> None:
    (row,) = page.pairs.rows
    assert row.buttons[0].text() == "This is Дмитрий Соколов"
    with qtbot.waitSignal(desk.saved):
        row.buttons[0].click()
    qtbot.waitUntil(lambda: not page.pairs.rows)
    page.kind.show_key(".csv")
    with qtbot.waitSignal(page.exported) as told:
        page.main.click()
    by_name = {row["Name"]: row for row in _rows(told.args[0], ",")}
    assert by_name["Дмитрий Соколов"]["Arrived at"]
    assert "Dmitry Sokolof" not in by_name
    assert not by_name["Zoya Vinogradova"]["Arrived at"]


def test_two_people_stay_two(qtbot: QtBot, page: Export) -> None:
    page.pairs.rows[0].two.click()
    assert not page.pairs.rows
    page.look_for_pairs()
    assert not page.pairs.rows


def test_enter_writes_a_workbook_beside_the_event_and_says_where(
    qtbot: QtBot, page: Export, event_path: Path
) -> None:
    with qtbot.waitSignal(page.exported) as told:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert told.args == [event_path.with_name("november attendance.xlsx")]
    assert told.args[0].read_bytes().startswith(b"PK")
    assert page.message.text() == "5 guests in november attendance.xlsx."


def test_german_words_part_columns_by_a_semicolon(
    qtbot: QtBot, desk: Desk, info: EventInfo
) -> None:
    page = _page(qtbot, desk, info, words_for("de"))
    page.kind.show_key(".csv")
    with qtbot.waitSignal(page.exported) as told:
        page.main.click()
    assert len(_rows(told.args[0], ";")) == 5


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, page: Export, tmp_path: Path) -> None:
    page._ask_file = lambda begin: str(tmp_path / "nowhere" / "attendance.csv")
    page.place.button.click()
    assert page.kind.key == ".csv"
    page.main.click()
    qtbot.waitUntil(lambda: "cannot be written" in page.message.text())
    assert page.main.isEnabled()


def test_the_folder_is_shown_by_the_system(qtbot: QtBot, desk: Desk, info: EventInfo) -> None:
    opened: list[QUrl] = []
    page = Export(Look(Theme.DARK), ENGLISH, desk, info, open_url=opened.append)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.exported):
        page.main.click()
    page.message.folder.click()
    page.message.open.click()
    folder, file = (Path(url.toLocalFile()) for url in opened)
    assert folder == desk.path.parent
    assert file.name == "november attendance.xlsx"
