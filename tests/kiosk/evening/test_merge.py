from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.attendance import counts
from data.guests import Admitted, Device, EventInfo, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store import reading
from data.store.backup import backups
from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.evening.merge import MergePage
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH

OTHER = Device("0d5a6c1b-5f5e-4b2e-9a3d-6a4dd4b62e3f", "Garden door")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background) -> MergePage:
    page = MergePage(Look(Theme.DARK), ENGLISH, desk, info, paper)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Path:
    """The event as another laptop brings it back: Jochen came in there, and so did Zoya."""
    path = tmp_path / "garden.pennant"
    desk.wait_for(lambda file: file.hand_over(path))
    with EventFile.open(path, OTHER, tmp_path / "garden") as file:
        for name in ("Zoya Vinogradova", "Дмитрий Соколов"):
            let_in(file, name)
    return path


def let_in(file: EventFile, name: str) -> None:
    guest = next(g for g in reading.guests(file.connection) if g.name == name)
    answer = check_in(file, Scan(new_nonce(), utc_now(), guest_id=guest.id))
    assert isinstance(answer, Admitted)


def look_at(qtbot: QtBot, page: MergePage, path: Path) -> None:
    with qtbot.waitSignal(page.taking_in.looked):
        page.open_file(path)


def test_what_it_brings_is_shown_and_nothing_is_written(
    qtbot: QtBot, page: MergePage, desk: Desk, other: Path
) -> None:
    desk.wait_for(lambda file: let_in(file, "Zoya Vinogradova"))
    look_at(qtbot, page, other)
    said = " ".join(page.facts())
    assert "2 check-ins" in said
    assert "Garden door" in said
    assert "Zoya Vinogradova: " in said
    assert page.main.isVisible()
    assert desk.wait_for(counts).arrived == 2


def test_taking_in_brings_it_to_the_door_and_makes_a_backup_first(
    qtbot: QtBot, page: MergePage, desk: Desk, other: Path
) -> None:
    desk.wait_for(lambda file: let_in(file, "Zoya Vinogradova"))
    before = len(backups(desk.path))
    look_at(qtbot, page, other)
    with qtbot.waitSignals([page.taking_in.finished, desk.doubled]):
        page.main.click()
    assert len(backups(desk.path)) == before + 1
    assert desk.wait_for(counts).arrived == 4
    assert "1 guest came in twice" in page.message.text()
    sokolov = next(s for s in map(desk.roll.state, page_ids(desk)) if s and "Сок" in s.guest.name)
    assert sokolov.arrived
    look_at(qtbot, page, other)
    assert "known here already" in page.message.text()
    assert not page.main.isEnabled()


def page_ids(desk: Desk) -> list[str]:
    return desk.wait_for(lambda file: [g.id for g in reading.guests(file.connection)])


def test_a_file_that_does_not_belong_here_is_said(
    qtbot: QtBot, page: MergePage, tmp_path: Path
) -> None:
    berlin = tmp_path / "berlin.pennant"
    info = EventInfo(uuid7(utc_now()), "Berlin")
    EventFile.create(berlin, info, OTHER, tmp_path / "berlin").close()
    for path, said in ((berlin, "another event (Berlin)"), (tmp_path / "none", "no event file")):
        with qtbot.waitSignal(page.taking_in.failed):
            page.open_file(path)
        assert said in page.message.text()
        assert not page.main.isVisible()


def test_it_can_be_stopped_and_taken_in_again_for_the_rest(
    qtbot: QtBot, page: MergePage, desk: Desk, other: Path
) -> None:
    look_at(qtbot, page, other)
    with qtbot.waitSignal(page.taking_in.stopped):
        page.main.click()
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert "Stopped" in page.message.text()
    look_at(qtbot, page, other)
    if page.main.isEnabled():
        with qtbot.waitSignal(page.taking_in.finished):
            page.main.click()
    assert desk.wait_for(counts).arrived == 3


def test_leaving_the_page_lets_it_go_on(
    qtbot: QtBot, desk: Desk, info: EventInfo, paper: Background, other: Path
) -> None:
    page = MergePage(Look(Theme.DARK), ENGLISH, desk, info, paper)
    page.show()
    look_at(qtbot, page, other)
    taking_in = page.taking_in
    with qtbot.waitSignal(taking_in.destroyed):
        page.main.click()
        page.deleteLater()
    assert desk.wait_for(counts).arrived == 3


def test_escape_leaves_and_lets_go_of_the_copy(qtbot: QtBot, page: MergePage, other: Path) -> None:
    look_at(qtbot, page, other)
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.taking_in.is_busy
