"""One evening from the list to the export, through the real window and its pages."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from data.guests import Device, EventInfo, Presence
from data.identity import new_nonce, utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.door.actions import DoorAction
from kiosk.evening.export import Export
from kiosk.look.page import Page
from kiosk.setup.load_list import LoadList
from tests.end_to_end.venue import Venue

LIST = """Name\tNationality\tTicket type\tCode\tPlus ones
Zoya Vinogradova\tRussia\tAlbatross\tzoya2345abcdefgh\t
Jochen Schäfer\tDeutschland\tAlbatross\tjochen345abcdefg\t1
王小明\tChina\tAlbatross\twang2345abcdefgh\t
"""


def _page(venue: Venue) -> Page:
    page = venue.app.shell.step_back()
    assert isinstance(page, Page)
    return page


def test_a_list_goes_in_guests_come_in_and_the_attendance_comes_out(
    qtbot: QtBot, tmp_path: Path
) -> None:
    event = tmp_path / "evening.pennant"
    EventFile.create(
        event,
        EventInfo(uuid7(utc_now()), "Moscow · November", timezone="Europe/Moscow"),
        Device(new_nonce(), "Office"),
        tmp_path / "office",
    ).close()
    venue = Venue(tmp_path, event, qtbot)
    try:
        _load_by_pasting(venue, qtbot)
        venue.scan("zoya2345abcdefgh")
        venue.find("wang xiaoming")
        venue.enter()
        venue.printed(2)
        venue.ctrl(Qt.Key.Key_Z)
        venue.scan("zoya2345abcdefgh")
        assert venue.headline() == "Already in"
        venue.escape()
        venue.type("Ana Ruiz")
        venue.ctrl(Qt.Key.Key_N)
        venue.enter()
        venue.printed(3)
        venue.ctrl(Qt.Key.Key_P)
        assert venue.headline() == "Print again?"
        venue.ctrl(Qt.Key.Key_P)
        venue.printed(4)
        rows = _export(venue, qtbot)
    finally:
        venue.close()
    presence = {row["Name"]: row["Attendance"] for row in rows}
    assert presence == {
        "Zoya Vinogradova": Presence.INSIDE,
        "Jochen Schäfer": "no-show",
        "王小明": "no-show",
        "Ana Ruiz": Presence.INSIDE,
    }
    assert next(row for row in rows if row["Name"] == "Ana Ruiz")["Walk-in"] == "yes"


def _load_by_pasting(venue: Venue, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(LIST)
    venue.ctrl(Qt.Key.Key_L)
    page = _page(venue)
    assert isinstance(page, LoadList)
    with qtbot.waitSignal(page.reader.read_done, timeout=60_000):
        venue.ctrl(Qt.Key.Key_V)
    qtbot.waitUntil(page.main.isEnabled)
    with qtbot.waitSignal(page.loaded, timeout=60_000):
        page.press_main()
    qtbot.waitUntil(lambda: len(venue.desk.roll) == 3)
    page.escape()
    qtbot.waitUntil(venue.window.field.isVisible)
    venue.window.field.setFocus()


def _export(venue: Venue, qtbot: QtBot) -> list[dict[str, str]]:
    venue.window.acted.emit(DoorAction.EXPORT)
    page = _page(venue)
    assert isinstance(page, Export)
    page.kind.show_key(".csv")
    with qtbot.waitSignal(page.exported, timeout=60_000):
        page.press_main()
    return list(csv.DictReader(page.path().read_text("utf-8-sig").splitlines()))
