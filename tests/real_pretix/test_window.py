"""An evening at the real window with a real pretix: set-up, guests in and out, what is left."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
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
from data.sync.secrets import Secrets
from kiosk.__main__ import pennant
from kiosk.door.actions import DoorAction
from kiosk.settings import places
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
    albatross = {
        "name": "Albatross only",
        "all_products": False,
        "limit_products": [made.items["Albatross"]],
    }
    made.post(f"events/{made.event}/checkinlists/", albatross)
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


def list_of(gala: Seeded, name: str) -> int:
    lists = gala.all(f"events/{gala.event}/checkinlists/")
    return next(int(one["id"]) for one in lists if one["name"] == name)


def connect(door: Venue, gala: Seeded, name: str, check_in_list: str) -> SyncPage:
    """All of the set-up, by a device's code."""
    page = pretix_page(door)
    paste_code(door, page, json.dumps(gala.device(name, all_events=True)))
    choose(door, page, gala.event, list_of(gala, check_in_list))
    page.main.click()
    waits_for(door, lambda: isinstance(door.app.shell.step_back(), SyncPage))
    shown = door.app.shell.step_back()
    assert isinstance(shown, SyncPage)
    waits_for(door, lambda: any("Synced" in card.view.state for card in shown.cards))
    return shown


def synced(door: Venue) -> None:
    """Press “Sync now” until a round that began after this has left nothing waiting."""
    page = sync_page(door)
    reports = door.evening.syncing.reports
    told = [reports.get("pretix")]  # the next may be of a round that had begun before

    def nothing_waits() -> bool:
        if (report := reports.get("pretix")) is not told[-1]:
            told.append(report)
        if len(told) > 2 and report is not None and report.problem is None and not report.waiting:
            return True
        page.main.click()
        return False

    waits_for(door, nothing_waits)


def id_of(gala: Seeded, secret: str) -> int:
    return next(number for number, one in gala.positions.items() if one["secret"] == secret)


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
    connect(door, gala, f"Desk of {gala.event}", "Main entrance")
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
    assert line.entered == long_ago.at
    assert line.order == gala.positions[id_of(gala, codes[7])]["order"]
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


def test_a_ticket_bought_seconds_ago(door: Venue, gala: Seeded, tell: Tell) -> None:
    connect(door, gala, f"Second desk of {gala.event}", "Albatross only")
    door.escape()
    for name in ("Late Lena", "Later Lars"):
        secret = gala.order([name], "Albatross")["positions"][0]["secret"]
        before, began = len(door.answers), time.perf_counter()
        door.burst(secret)
        door.qtbot.waitUntil(lambda n=before: len(door.answers) > n)  # type: ignore[misc]
        refused = time.perf_counter() - began
        assert door.headline() == "Not on the list"
        waits_for(door, lambda: door.headline() == "Just bought: now on the list")
        told = time.perf_counter() - began
        tell(f"refused {refused * 1000:.0f} ms after the burst began, known {told * 1000:.0f} ms")
        door.scan(secret)
        assert door.headline() == "Welcome"

    gone = gala.order(["Late Cancelled"], "Albatross")
    gala.post(f"events/{gala.event}/orders/{gone['code']}/mark_canceled/", {})
    blocked = gala.order(["Late Blocked"], "Albatross")["positions"][0]
    path = f"events/{gala.event}/orderpositions/{blocked['id']}/add_block/"
    gala.post(path, {"name": "api:x"})
    basic = gala.order(["Late Basic"], "Basic")["positions"][0]
    for secret, headline in (
        (gone["positions"][0]["secret"], "Signed off"),
        (blocked["secret"], "Please fetch an organiser"),
        (basic["secret"], "For another list"),
    ):
        door.scan(secret)
        waits_for(door, lambda h=headline: door.headline() == h)  # type: ignore[misc]
    assert door.state("Late Lena").arrived
    assert all(state.guest.name != "Late Basic" for state in door.states())


def shown(door: Venue, *parts: str) -> None:
    """Wait until the page about syncing says all of this."""

    def says() -> bool:
        view = sync_page(door).cards[0].view
        return all(part in " ".join((view.state, *view.lines)) for part in parts)

    waits_for(door, says)


def opened_again(door: Venue) -> None:
    """The laptop is shut in the afternoon and opened in the evening."""
    door.app.close_event()
    door.open()


def at_a_prompt(door: Venue) -> tuple[int, str]:
    """``pennant sync --once --json``: its exit status and what it says is wrong."""
    words = ("sync", str(door.event), "--once", "--json")
    env = {"PENNANT_DATA_DIR": str(door.folder / "home"), "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    said = CliRunner().invoke(pennant, words, env=env, catch_exceptions=False)
    problem = json.loads(said.stdout)["remotes"][0]["problem"]
    return said.exit_code, "" if problem is None else str(problem["words"])


def test_what_organisers_change_meanwhile_is_said_in_words(door: Venue, gala: Seeded) -> None:
    made = gala.post(
        f"events/{gala.event}/checkinlists/", {"name": "For a while", "all_products": True}
    )
    path = f"events/{gala.event}/checkinlists/{made['id']}/"
    connect(door, gala, f"Third desk of {gala.event}", "For a while")
    secrets = Secrets(places(door.folder / "home").settings_file.parent, keyring=False)
    token = secrets.get(f"{door.evening.info.event_id}/pretix")
    assert token is not None

    gala.api.patch(path, json={"name": "North door"})
    opened_again(door)
    shown(door, "“For a while” is called “North door” in pretix now", "Synced")
    assert at_a_prompt(door) == (0, "")

    gala.api.delete(path)
    opened_again(door)
    shown(door, "The check-in list North door is not there", "The door goes on")
    status, said = at_a_prompt(door)
    assert status == 2
    assert "The check-in list North door is not there" in said
    door.escape()
    door.scan(secret_of(gala, str(next(iter(gala.positions.values()))["attendee_name"])))
    assert door.headline() == "Welcome"

    device = next(
        one for one in gala.all("devices/") if one["name"] == f"Third desk of {gala.event}"
    )
    gala.api.patch(
        f"devices/{device['device_id']}/", json={"all_events": False, "limit_events": []}
    )
    opened_again(door)
    shown(door, f"The event {gala.event} is not there", "which events the device may use")
    assert at_a_prompt(door)[0] == 2

    gone = httpx.post(
        f"{gala.url}/api/v1/device/revoke",
        headers={"Authorization": f"Device {token.reveal()}"},
        trust_env=False,
        timeout=60,
    )
    assert gone.status_code == 200
    opened_again(door)
    shown(door, "This laptop's access was revoked", "paste its code", "to be sent")
    status, said = at_a_prompt(door)
    assert status == 2
    assert "revoked" in said

    # A new device, and what waited arrives.
    connect(door, gala, f"Fourth desk of {gala.event}", "Main entrance")
    attendance = door.asks(lambda file: attendance_of(file.connection, "pretix-2"))
    assert len(attendance) == 1
    waits_for(door, lambda: attendance <= set(gala.attendance()))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"token": "used"}, "used before, and it serves only once"),
        ({"token": "nobodyhasthistoken"}, "does not know this device code"),
        ({"handshake_version": 2}, "of a newer kind (2)"),
        ({"url": "http://pretix.example.org"}, "begins with http"),
    ],
)
def test_a_code_that_cannot_serve_is_said(
    door: Venue, gala: Seeded, change: dict[str, object], said: str
) -> None:
    code = gala.device(f"Never {gala.event} {said[:8]}")
    if change.get("token") == "used":
        change = {"token": code["token"]}
        gala.initialize(code)
    page = pretix_page(door)
    QGuiApplication.clipboard().setText(json.dumps({**code, **change}))
    page.code.setFocus()
    QTest.keyClick(page.code, KEY.Key_V, CTRL)
    QTest.keyClick(page.code, KEY.Key_Return)
    waits_for(door, lambda: said in page.message.text())
    assert "Nothing was" in page.message.text()


def test_an_address_as_a_browser_shows_it_and_a_token_as_a_mail_breaks_it(
    door: Venue, gala: Seeded, pretix: PretixServer
) -> None:
    page = pretix_page(door)
    half = len(pretix.token) // 2
    page.url.setText(f" {gala.url}/control/event/club/{gala.event}/ ")
    page.organizer.setText(" club ")
    page.token.setText(f"{pretix.token[:half]} {pretix.token[half:]}")
    page.main.click()
    waits_for(door, lambda: bool(page.events.text()))

    page = pretix_page(door)
    page.url.setText(gala.url)
    page.organizer.setText("clbu")
    page.token.setText(pretix.token)
    page.main.click()
    waits_for(door, lambda: "no organizer called clbu" in page.message.text())

    page = pretix_page(door)
    page.url.setText(gala.url)
    page.organizer.setText("club")
    page.token.setText("nobodyhasthistoken")
    page.main.click()
    waits_for(door, lambda: "does not know this laptop's token" in page.message.text())
