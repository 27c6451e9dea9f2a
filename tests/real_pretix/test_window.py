"""An evening at the real window with a real pretix: set-up, guests in and out, what is left."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.guests import (
    Admitted,
    Device,
    EventInfo,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.door.actions import DoorAction
from kiosk.setup.pretix_page import PretixPage
from kiosk.setup.sync_page import SyncPage
from tests.end_to_end.venue import CTRL, Clock, Venue
from tests.real_pretix.door import attendance_of
from tests.real_pretix.seed import Seeded, seed
from tests.real_pretix.server import PretixServer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
KEY = Qt.Key
LONG = 30_000  # ms: pretix with SQLite stumbles now and then
Tell = Callable[[str], None]


class RunningClock(Clock):
    """The time as it is, and a little ahead with every scan, so that none counts as held on."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead = timedelta(seconds=-60)

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def later(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def gala(pretix: PretixServer) -> Iterator[Seeded]:
    """An event of its own, with a second one and a second list to choose from."""
    made = seed(pretix.url, pretix.token, 12, "gala", "Gala")
    made.post(
        f"events/{made.event}/checkinlists/", {"name": "Albatross only", "all_products": True}
    )
    yield made
    made.api.close()


@pytest.fixture
def door(tmp_path: Path, qtbot: QtBot) -> Iterator[Venue]:
    """A window on an event that has no guests yet."""
    path = tmp_path / "gala.pennant"
    info = EventInfo(uuid7(utc_now()), "Gala", currency="EUR", walk_in_product="Basic")
    EventFile.create(path, info, Device(new_nonce(), "Office"), tmp_path / "office").close()
    venue = Venue(tmp_path, path, qtbot, clock=RunningClock())
    yield venue
    venue.close()


def waits_for(door: Venue, what: Callable[[], bool]) -> None:
    door.qtbot.waitUntil(what, timeout=LONG)


def sync_page(door: Venue) -> SyncPage:
    door.window.acted.emit(DoorAction.SYNC)
    page = door.app.shell.step_back()
    assert isinstance(page, SyncPage)
    return page


def pretix_page(door: Venue) -> PretixPage:
    sync_page(door).pretix.click()
    page = door.app.shell.step_back()
    assert isinstance(page, PretixPage)
    return page


def paste_code(door: Venue, page: PretixPage, code: str) -> None:
    QGuiApplication.clipboard().setText(code)
    page.code.setFocus()
    QTest.keyClick(page.code, KEY.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    waits_for(door, lambda: bool(page.events.text()) and not page.main.isEnabled())


def choose(door: Venue, page: PretixPage, event: str, check_in_list: int) -> None:
    """With the arrow keys, as somebody without a mouse."""
    for button, wanted in ((page.events, event), (page.lists, str(check_in_list))):
        for _ in range(9):
            if button.key == wanted:
                break
            QTest.keyClick(button, KEY.Key_Down)
            waits_for(door, lambda: not page.message.text().startswith("Asking"))
        assert button.key == wanted
    waits_for(door, page.main.isEnabled)


def connect(door: Venue, gala: Seeded, name: str, profile: str = "full") -> SyncPage:
    """All of the set-up, by a device's code."""
    page = pretix_page(door)
    code = gala.device(name, profile, all_events=True)
    paste_code(door, page, str(code).replace("'", '"'))
    choose(door, page, gala.event, gala.list_id)
    page.main.click()
    waits_for(door, lambda: isinstance(door.app.shell.step_back(), SyncPage))
    shown = door.app.shell.step_back()
    assert isinstance(shown, SyncPage)
    waits_for(door, lambda: any("Synced" in card.view.state for card in shown.cards))
    return shown


def synced(door: Venue) -> None:
    """Press “Sync now” until nothing waits."""
    page = sync_page(door)

    def nothing_waits() -> bool:
        report = door.evening.syncing.reports.get("pretix")
        if report is not None and report.problem is None and not report.waiting:
            return True
        page.main.click()
        return False

    page.main.click()
    door.qtbot.wait(300)
    waits_for(door, nothing_waits)


def refusals(door: Venue) -> list[str]:
    """Why nobody came in, oldest first."""
    return [result.reason for _, result in door.answers if isinstance(result, Refused)]


def secret_of(gala: Seeded, name: str) -> str:
    return next(str(p["secret"]) for p in gala.positions.values() if p["attendee_name"] == name)


def test_an_evening_at_the_window(door: Venue, gala: Seeded, tell: Tell) -> None:
    unpaid = gala.order(["Pays At The Door"], status="n")["positions"][0]["secret"]
    left = gala.order(["Signed Off"])
    gala.post(f"events/{gala.event}/orders/{left['code']}/mark_canceled/", {})
    names = [str(one["attendee_name"]) for one in list(gala.positions.values())[:8]]
    codes = [secret_of(gala, name) for name in names]

    began = time.monotonic()
    connect(door, gala, f"Desk of {gala.event}")
    waits_for(door, lambda: len(door.states()) == 14)
    tell(f"set up in the window, 14 guests there: {time.monotonic() - began:.1f} s")
    door.escape()

    # One who came in long before is taken back only now.
    early = next(state.guest for state in door.states() if state.guest.name == names[7])
    long_ago = Scan(new_nonce(), utc_now() - timedelta(minutes=20), guest_id=early.id)
    assert isinstance(door.asks(lambda file: check_in(file, long_ago)), Admitted)

    for code in codes[:4]:
        door.scan(code)
        assert door.headline() == "Welcome"
    door.scan("nobody2345hasthiscode")
    door.scan(codes[0])
    assert door.headline() == "Already in"
    door.scan(left["positions"][0]["secret"])
    door.scan(unpaid)
    assert refusals(door)[-4:] == ["invalid", "already_redeemed", "canceled", "unpaid"]
    door.ctrl(KEY.Key_1)
    assert isinstance(door.last, Admitted)

    door.escape()
    door.type("Walk Ín")
    door.ctrl(KEY.Key_N)
    door.enter()
    door.ctrl(KEY.Key_1)
    waits_for(door, lambda: door.state("Walk Ín").arrived)
    synced(door)
    door.escape()

    # Soon enough, and too late.
    door.scan(codes[4])
    door.settle()
    synced(door)
    door.escape()
    door.ctrl(KEY.Key_Z)
    assert not door.state(names[4]).arrived
    door.desk.annul(long_ago.nonce)
    door.settle()
    assert not door.state(names[7]).arrived

    # Out, and in again.
    door.ctrl(KEY.Key_D)
    door.scan(codes[1])
    door.ctrl(KEY.Key_D)
    door.scan(codes[1])
    assert isinstance(door.last, Admitted)
    assert door.last.re_entry
    synced(door)

    report = door.evening.syncing.reports["pretix"]
    assert (report.waiting, report.given_up) == (0, 1)
    page = sync_page(door)
    waits_for(door, page.by_hand.isVisible)
    (line,) = page.by_hand.lines
    assert (line.guest, line.code) == (names[7], "annul_too_late")
    assert "correct by hand" in " ".join(
        light.words for light in door.evening.door.status.view.lights
    )

    ours = door.asks(lambda file: attendance_of(file.connection, "pretix"))
    too_late = {one for one in gala.attendance() if one not in ours}
    assert {at for _, at, _ in too_late} == {long_ago.at}
    assert set(gala.attendance()) - too_late == ours
    assert sum(gala.attendance().values()) == len(ours) + 1

    device = next(one for one in gala.all("devices/") if one["name"] == f"Desk of {gala.event}")
    assert device["initialized"]
    assert device["software_brand"] == "Pennant"
