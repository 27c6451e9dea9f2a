import csv
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.export import export_attendance
from data.guests import Admitted, Device
from data.store.event_file import EventFile
from data.store.prints import PrintState, prints_of, take_badge
from kiosk.door.views import Light
from tests.end_to_end.venue import Venue, scan_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key


def printer_light(door: Venue) -> Light:
    lights = door.evening.door.status.view.lights
    return next(light.light for light in lights if light.words.startswith("paper"))


def test_a_printer_out_of_reach_is_amber_and_guests_come_in_all_the_same(door: Venue) -> None:
    shutil.rmtree(door.paper)
    for code in ("zoya2345abcdefgh", "ines2345abcdefgh", "hugo2345abcdefgh"):
        door.scan(code)
        assert isinstance(door.last, Admitted)
    door.qtbot.waitUntil(lambda: door.evening.printing.queue.is_held)
    door.settle()
    assert printer_light(door) is Light.LOOK
    door.paper.mkdir()
    door.escape()
    door.ctrl(KEY.Key_P)
    door.printed(3)
    door.qtbot.waitUntil(lambda: printer_light(door) is Light.FINE)


def test_the_printer_goes_on_by_key_although_nobody_is_shown(door: Venue) -> None:
    shutil.rmtree(door.paper)
    door.scan("zoya2345abcdefgh")
    door.qtbot.waitUntil(lambda: door.evening.printing.queue.is_held)
    door.ctrl(KEY.Key_Z)
    door.scan("ines2345abcdefgh")
    door.paper.mkdir()
    door.scan("nobodys9abcdefgh")
    door.ctrl(KEY.Key_P)
    door.printed(1)


def test_a_badge_taken_back_before_it_was_printed_is_not_printed(door: Venue) -> None:
    shutil.rmtree(door.paper)
    door.scan("zoya2345abcdefgh")
    door.qtbot.waitUntil(lambda: door.evening.printing.queue.is_held)
    door.ctrl(KEY.Key_Z)
    view = door.window.verdict.view
    assert view is not None
    assert view.badge == "The waiting badge is cancelled."
    door.paper.mkdir()
    door.ctrl(KEY.Key_P)
    assert door.evening.printing.queue.waiting == ()
    assert door.sheets() == []


def test_badges_wanted_before_a_crash_are_printed_once_after_it(
    event: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    home = Venue(tmp_path, event, qtbot)
    device = Device(home.app.settings.device_id, "Desk 1")
    home.close()
    file = EventFile.open(event, device, tmp_path / "home" / "state")
    results = [
        check_in(file, scan_of(code, home.clock()), badges=True)
        for code in ("zoya2345abcdefgh", "ines2345abcdefgh")
    ]
    lost = results[0]
    assert isinstance(lost, Admitted)
    (wanted,) = prints_of(file, lost.guest.id)
    take_badge(file, wanted.id, "paper", home.clock())
    file.connection.close()  # no farewell: the process is gone
    door = Venue(tmp_path, event, qtbot)
    try:
        door.printed(1)
        (known,) = door.asks(lambda f: prints_of(f, lost.guest.id))
        assert known.state is PrintState.UNKNOWN
        assert printer_light(door) is Light.LOOK
        door.find("zoya")
        door.ctrl(KEY.Key_P)
        assert door.headline() == "Print again?"
        door.ctrl(KEY.Key_P)
        door.printed(2)
        assert printer_light(door) is Light.FINE
    finally:
        door.close()


def test_closing_in_the_middle_leaves_one_complete_file(
    event: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    closed = Venue(tmp_path, event, qtbot)
    for code in ("zoya2345abcdefgh", "ines2345abcdefgh", "eric2345abcdefgh"):
        closed.burst(code)
    closed.close()
    assert not closed.event.with_name("evening.pennant-wal").exists()
    copy = tmp_path / "copy.pennant"
    shutil.copy(closed.event, copy)
    with EventFile.open(copy, Device("x", "X"), tmp_path / "x") as file:
        (rows,) = file.connection.execute(
            "SELECT count(DISTINCT nonce) FROM journal WHERE kind IN ('check_in', 'refused')"
        ).fetchone()
    assert rows == 3


def test_the_export_says_what_was_done(door: Venue, tmp_path: Path) -> None:
    door.scan("zoya2345abcdefgh")
    door.scan("eric2345abcdefgh")
    door.ctrl(KEY.Key_1)
    door.scan("ines2345abcdefgh")
    door.ctrl(KEY.Key_Z)
    out = tmp_path / "attendance.csv"
    door.asks(lambda file: export_attendance(file, out))
    rows = {row["Name"]: row for row in csv.DictReader(out.read_text("utf-8-sig").splitlines())}
    assert len(rows) == 9  # two are namesakes
    assert rows["Zoya Vinogradova"]["Attendance"] == "inside"
    assert rows["Zoya Vinogradova"]["Device"] == "Desk 1"
    assert rows["Eric 陈"]["Payment"] == "cash 10.00 EUR"
    assert rows["Ines Costa"]["No-show"] == "yes"
    assert "taken back" in rows["Ines Costa"]["Annulled"]


def test_the_shell_is_the_only_window(door: Venue) -> None:
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [door.app.shell]
