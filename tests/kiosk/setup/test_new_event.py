from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.guests import Device
from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.look.look import Look, Theme
from kiosk.setup.new_event import NewEvent
from kiosk.words import ENGLISH

DEVICE = Device("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", "Desk 2")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[NewEvent]:
    background = Background("new event")
    page = NewEvent(
        Look(Theme.DARK),
        ENGLISH,
        DEVICE,
        tmp_path / "state",
        background,
        str(tmp_path / "evenings"),
        date(2026, 11, 28),
    )
    qtbot.addWidget(page)
    page.show()
    yield page
    background.close()


def test_a_name_and_enter_make_an_event(qtbot: QtBot, page: NewEvent, tmp_path: Path) -> None:
    page.name.setText("Moscow: November")
    page.currency.setText("rub")
    page.zone.setText("Europe/Moscow")
    page.capacity.setText("300")
    with qtbot.waitSignal(page.created) as made:
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    path = made.args[0]
    assert path == tmp_path / "evenings" / "Moscow November.pennant"
    with EventFile.open(path, DEVICE, tmp_path / "state") as file:
        info = file.info
    assert (info.name, info.date, info.timezone) == (
        "Moscow: November",
        "2026-11-28",
        "Europe/Moscow",
    )
    assert (info.currency, info.capacity) == ("RUB", 300)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "What is the event called?"),
        ("day", "32.11.2026", "Which day is it? For example 2026-11-28."),
        ("zone", "Moscow", "Choose a time zone such as Europe/Moscow."),
        ("currency", "roubles", "Choose a currency such as EUR."),
        ("capacity", "many", "How many people fit in? A number, or nothing for no limit."),
    ],
)
def test_what_is_missing_is_asked_for(
    qtbot: QtBot, page: NewEvent, tmp_path: Path, field: str, text: str, said: str
) -> None:
    page.name.setText("Moscow")
    getattr(page, field).setText(text)
    page.main.click()
    assert page.message.text() == said
    assert not (tmp_path / "evenings").exists()


def test_an_event_that_is_there_is_not_overwritten(
    qtbot: QtBot, page: NewEvent, tmp_path: Path
) -> None:
    there = tmp_path / "evenings" / "Moscow.pennant"
    there.parent.mkdir()
    there.write_bytes(b"an evening long ago")
    page.name.setText("Moscow")
    page.main.click()
    qtbot.waitUntil(lambda: "not overwritten" in page.message.text())
    assert there.read_bytes() == b"an evening long ago"


def test_arrows_step_through_the_days(qtbot: QtBot, page: NewEvent) -> None:
    QTest.keyClick(page.day, Qt.Key.Key_Up)
    QTest.keyClick(page.day, Qt.Key.Key_Up)
    assert page.day.text() == "2026-11-30"
    QTest.keyClick(page.day, Qt.Key.Key_Down)
    assert page.day.text() == "2026-11-29"


def test_a_place_chosen_by_hand_stays_and_gets_its_ending(
    qtbot: QtBot, page: NewEvent, tmp_path: Path
) -> None:
    page._ask_file = lambda begin: str(tmp_path / "tonight")
    page.place.button.click()
    page.name.setText("Moscow")
    assert page.path() == tmp_path / "tonight.pennant"
