from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.attendance import latest, payments_by_guest
from data.guests import EventInfo
from kiosk.desk import Desk
from kiosk.evening.late import Late, moment_meant
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH

NOW = datetime(2026, 11, 28, 21, 30, tzinfo=UTC)  # half past midnight in Moscow


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20:14", datetime(2026, 11, 28, 17, 14, tzinfo=UTC)),
        ("2014", datetime(2026, 11, 28, 17, 14, tzinfo=UTC)),
        ("20", datetime(2026, 11, 28, 17, 0, tzinfo=UTC)),
        ("0:15", datetime(2026, 11, 28, 21, 15, tzinfo=UTC)),
        ("24:00", None),
        ("8:75", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_is_the_last_one_at_which_the_clock_showed_it(
    text: str, meant: datetime | None
) -> None:
    assert moment_meant(text, NOW, "Europe/Moscow") == meant


def night(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        # clocks are put back at 01:00 UTC: it is 02:10 for the second time
        ("2:05", night(10, 25, 1, 10), night(10, 25, 1, 5)),
        ("2:30", night(10, 25, 1, 10), night(10, 25, 0, 30)),
        ("1:30", night(10, 25, 1, 10), night(10, 24, 23, 30)),
        # clocks are put forward at 01:00 UTC: no clock showed 02:30 that night
        ("2:30", night(3, 29, 1, 40), night(3, 28, 1, 30)),
        ("3:30", night(3, 29, 1, 40), night(3, 29, 1, 30)),
    ],
)
def test_a_time_in_the_night_when_clocks_change_is_one_that_a_clock_showed(
    text: str, now: datetime, meant: datetime
) -> None:
    found = moment_meant(text, now, "Europe/Berlin")
    assert found is not None
    assert found.astimezone(UTC) == meant


def _page(qtbot: QtBot, desk: Desk, info: EventInfo, name: str) -> Late:
    page = Late(Look(Theme.DARK), ENGLISH, desk, info)
    qtbot.addWidget(page)
    page.show()
    page.time.setText("20:14")
    page.name.setText(name)
    page.name.textEdited.emit(name)
    return page


def test_an_arrival_is_entered_with_its_time_and_marked(
    qtbot: QtBot, desk: Desk, info: EventInfo
) -> None:
    page = _page(qtbot, desk, info, "zoya")
    with qtbot.waitSignal(page.entered_late):
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.message.text() == "Zoya Vinogradova is entered for 20:14."
    assert page.name.text() == ""
    assert page.time.text() == "20:14"
    told: list[object] = []
    desk.ask(lambda file: latest(file)[0], told.append)
    qtbot.waitUntil(lambda: bool(told))
    (arrival,) = told
    assert arrival.late  # type: ignore[attr-defined]
    at = arrival.at.astimezone(UTC)  # type: ignore[attr-defined]
    assert (at.hour, at.minute) == (17, 14)


def test_no_badge_is_wanted_for_somebody_long_in(qtbot: QtBot, desk: Desk, info: EventInfo) -> None:
    with qtbot.waitSignal(desk.badges_wanted) as before:
        desk.catch_up()
    page = _page(qtbot, desk, info, "zoya")
    with qtbot.waitSignal(desk.badges_wanted) as after:
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert after.args == before.args


def test_what_was_due_is_entered_as_paid(qtbot: QtBot, desk: Desk, info: EventInfo) -> None:
    page = _page(qtbot, desk, info, "jochen")
    with qtbot.waitSignal(desk.answered):
        page.main.click()
    assert page.message.text().startswith("Jochen Schäfer: €10 to pay.")
    with qtbot.waitSignal(page.entered_late):
        page.cash.click()
    paid: list[int] = []
    desk.ask(
        lambda file: sum(p.amount_minor for ps in payments_by_guest(file).values() for p in ps),
        paid.append,
    )
    qtbot.waitUntil(lambda: bool(paid))
    assert paid == [1000]


def test_somebody_signed_off_who_was_let_in_is_entered(
    qtbot: QtBot, desk: Desk, info: EventInfo
) -> None:
    page = _page(qtbot, desk, info, "eric")
    with qtbot.waitSignal(desk.answered):
        page.main.click()
    assert "Signed off" in page.message.text()
    with qtbot.waitSignal(page.entered_late):
        page.anyway.click()


def test_without_a_time_or_a_guest_it_asks(qtbot: QtBot, desk: Desk, info: EventInfo) -> None:
    page = _page(qtbot, desk, info, "nobody at all")
    page.main.click()
    assert page.message.text() == "Who was it? Choose with ↓, then Enter."
    page.time.setText("late")
    page.main.click()
    assert page.message.text() == "When was it? For example 20:14."
