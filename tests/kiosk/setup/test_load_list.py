from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from data.guestlist import Field
from data.guests import EventInfo
from kiosk.desk import Desk
from kiosk.look.look import Look, Theme
from kiosk.settings import Settings
from kiosk.setup.list_source import ListSource, SourceKind, source_in
from kiosk.setup.load_list import LoadList
from kiosk.words import ENGLISH

LIST = """Guests of November
Name;Nationality;E-mail;Ticket;T-shirt
Zoya Vinogradova;Russia;zoya.v@example.org;Albatross;M
Jochen Schäfer;Deutshland;jochen@example.org;Basic;L
;Ghana;;Basic;M
"""


class Kept:
    """The settings of a laptop, as the program keeps them."""

    def __init__(self) -> None:
        self.settings = Settings("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f")

    def now(self) -> Settings:
        return self.settings

    def change(self, changes: dict[str, object]) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, kept: Kept) -> Iterator[LoadList]:
    info = EventInfo("", "Moscow · November", currency="EUR", timezone="Europe/Moscow")
    page = LoadList(Look(Theme.DARK), ENGLISH, desk, info, kept.now)
    page.settings_changed.connect(kept.change)
    page.resize(1280, 720)
    page.show()
    yield page
    if isValid(page):
        page.close()
        page.deleteLater()


def _read(qtbot: QtBot, page: LoadList, text: str) -> None:
    with qtbot.waitSignal(page.reader.read_done, timeout=20_000):
        page.open_source(ListSource(SourceKind.TEXT, text))


def test_a_list_is_shown_with_problems_and_guesses_before_anything_is_written(
    qtbot: QtBot, page: LoadList, desk: Desk
) -> None:
    _read(qtbot, page, LIST)
    assert page.preview.plan.text() == "2 new"
    assert page.main.text() == "Load 2 guests"
    rows = page.preview.problems.model()
    said = [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]
    assert said[0] == "Neither a name nor a code; not loaded"
    assert "“Deutshland” is a guess; please look at the flag" in said
    assert len(desk.roll) == 0


def test_loading_puts_the_guests_on_the_list_and_says_what_happened(
    qtbot: QtBot, page: LoadList, desk: Desk
) -> None:
    _read(qtbot, page, LIST)
    with qtbot.waitSignal(page.loaded):
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.roll) == 2)
    assert page.message.text() == "Loaded: 2 new."
    assert [found.state.guest.name for found in desk.roll.find("zoya")] == ["Zoya Vinogradova"]


def test_the_same_list_again_has_nothing_to_load(qtbot: QtBot, page: LoadList, desk: Desk) -> None:
    _read(qtbot, page, LIST)
    with qtbot.waitSignal(page.loaded):
        page.main.click()
    _read(qtbot, page, LIST)
    assert page.preview.plan.text() == "2 unchanged"
    assert not page.main.isEnabled()


def test_a_column_changed_by_hand_is_read_anew_and_remembered_once_loaded(
    qtbot: QtBot, page: LoadList, kept: Kept
) -> None:
    _read(qtbot, page, LIST)
    with qtbot.waitSignal(page.reader.read_done):
        page.preview.table.meaning_chosen.emit(4, Field.NOTE)
    reading = page.preview.reading
    assert reading is not None
    assert reading.found.columns[Field.NOTE] == 4
    assert kept.settings.columns == {}
    with qtbot.waitSignal(page.loaded):
        page.main.click()
    assert kept.settings.columns[reading.found.fingerprint]["note"] == "4"
    _read(qtbot, page, LIST)
    again = page.preview.reading
    assert again is not None
    assert again.remembered
    assert again.found.columns[Field.NOTE] == 4


def test_each_column_has_a_button_that_says_what_it_means(qtbot: QtBot, page: LoadList) -> None:
    _read(qtbot, page, LIST)
    names = [button.accessibleName() for button in page.preview.table.buttons]
    assert names[:2] == ["Name means: Name", "Nationality means: Nationality"]
    assert names[4] == "T-shirt means: Left out"


def test_no_address_stands_on_the_screen_in_full(qtbot: QtBot, page: LoadList) -> None:
    _read(qtbot, page, LIST)
    model = page.preview.table.model()
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert "z…@example.org" in cells
    assert not any("zoya.v" in cell for cell in cells)


def test_a_choice_that_does_not_fit_is_said_and_taken_back(qtbot: QtBot, page: LoadList) -> None:
    _read(qtbot, page, LIST)
    with qtbot.waitSignals([page.reader.failed, page.reader.read_done]):
        page.preview.header.chosen.emit("12")
    assert "Nothing was loaded" in page.message.text()
    assert page.preview.header.key == "2"
    assert page.preview.plan.text() == "2 new"


def test_what_is_no_list_leaves_the_page_ready_for_another(qtbot: QtBot, page: LoadList) -> None:
    with qtbot.waitSignal(page.reader.failed, timeout=20_000):
        page.open_source(ListSource(SourceKind.TEXT, '{"guests": [1, 2]}'))
    assert "no guest list" in page.message.text()
    assert page.place.isVisible()
    _read(qtbot, page, LIST)
    assert page.preview.plan.text() == "2 new"


def test_escape_stops_reading_and_only_then_leaves(qtbot: QtBot, page: LoadList) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    page.open_source(ListSource(SourceKind.TEXT, LIST))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.message.text() == "Stopped. Nothing was loaded."
    assert not left
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert left


def test_a_chosen_file_is_read_and_its_folder_remembered(
    qtbot: QtBot, page: LoadList, kept: Kept, tmp_path: Path
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(LIST, "cp1251", "replace")
    page._ask_file = lambda folder: str(path)
    with qtbot.waitSignal(page.reader.read_done, timeout=20_000):
        page.place.choose.click()
    assert kept.settings.last_folder == str(tmp_path)
    assert page.preview.name.text() == "guests.csv"


def test_copied_names_are_pasted(qtbot: QtBot, page: LoadList) -> None:
    QGuiApplication.clipboard().setText("1. Zoya Vinogradova (Russia)\n2. Jochen Schäfer – Germany")
    with qtbot.waitSignal(page.reader.read_done, timeout=20_000):
        QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.preview.plan.text() == "2 new"


def test_leaving_while_a_list_loads_lets_it_finish(
    qtbot: QtBot, page: LoadList, desk: Desk
) -> None:
    _read(qtbot, page, LIST)
    with qtbot.waitSignal(page.reader.plan_ready):
        page.main.click()
    page.hide()
    page.deleteLater()
    qtbot.waitUntil(lambda: len(desk.roll) == 2)


def test_a_file_outweighs_text_and_a_table_outweighs_plain_text() -> None:
    mime = QMimeData()
    mime.setText("Zoya")
    assert source_in(mime) == ListSource(SourceKind.TEXT, "Zoya")
    mime.setHtml("<table><tr><td>Zoya</td></tr></table>")
    assert source_in(mime) == ListSource(SourceKind.HTML, "<table><tr><td>Zoya</td></tr></table>")
    mime.setText("Zoya\tRussia\nEric\tChina\n")
    assert source_in(mime) == ListSource(SourceKind.TEXT, "Zoya\tRussia\nEric\tChina\n")
    mime.setUrls([QUrl.fromLocalFile("/lists/guests.csv")])
    assert source_in(mime) == ListSource(SourceKind.FILE, "/lists/guests.csv")
    assert source_in(QMimeData()) is None
