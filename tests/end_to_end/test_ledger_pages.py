"""Several laptops set up in the real window, on a real PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from data.errors import SyncTemporary
from data.identity import utc_now
from data.store.event_file import EventFile
from data.sync import remotes
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.hub.lock import HubLock
from data.sync.ledger.hub.server import LocalServer
from data.sync.ledger.installing import admit_devices, put_event
from data.sync.ledger.joining import remember
from data.sync.ledger.place import latest_place, tell_place
from data.sync.ledger.preflight import preflight
from data.sync.secrets import Secrets
from kiosk.app import App
from kiosk.door.actions import DoorAction
from kiosk.printing.folder import FolderPrinter
from kiosk.settings import load_settings, places
from kiosk.setup.join_codes import JoinCodes
from kiosk.setup.ledger_page import LedgerPage
from kiosk.setup.sync_page import SyncPage
from kiosk.setup.welcome import Welcome
from kiosk.syncing.hub_run import HubRun
from kiosk.words import ENGLISH
from tests.end_to_end.venue import Venue
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]


@pytest.fixture
def hub_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a server started by root may look; the hub takes any free port."""
    folder = Path(tempfile.mkdtemp(prefix="pennant-hub-"))
    folder.chmod(0o755)
    monkeypatch.setattr(
        "kiosk.event_run.HubRun",
        lambda desk, secrets, _state, clock, parent: HubRun(
            desk, secrets, folder, clock, 0, parent=parent
        ),
    )
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def second(door: Venue, tmp_path: Path) -> Iterator[App]:
    """Another laptop, without the event."""
    here = places(tmp_path / "second")
    settings = load_settings(here.settings_file).settings
    settings = replace(settings, device_name="Desk 2", last_folder=str(tmp_path / "documents"))
    app = App(here, settings, ENGLISH)
    app._inputs._keys.stop()  # the scanner is plugged into the first
    app.welcome()
    yield app
    app.shell.close()
    app.close()
    app.shell.deleteLater()


def ledger_page(door: Venue) -> LedgerPage:
    door.window.acted.emit(DoorAction.SYNC)
    page = door.app.shell.step_back()
    assert isinstance(page, SyncPage)
    page.ledger.click()
    page = door.app.shell.step_back()
    assert isinstance(page, LedgerPage)
    return page


def codes_of(door: Venue, qtbot: QtBot) -> JoinCodes:
    qtbot.waitUntil(lambda: isinstance(door.app.shell.step_back(), JoinCodes), timeout=20_000)
    page = door.app.shell.step_back()
    assert isinstance(page, JoinCodes)
    return page


def login_of(door: Venue) -> object:
    record = door.evening.syncing.records.get("ledger")
    return None if record is None else record.settings["user"]


def is_in_step(door: Venue) -> bool:
    report = door.evening.syncing.reports.get("ledger")
    return report is not None and report.problem is None and not report.waiting


def test_a_laptop_without_the_event_joins_by_the_code_of_a_ledger_made_here(
    door: Venue, second: App, qtbot: QtBot, server: LocalServer
) -> None:
    page = ledger_page(door)
    door.scan(server.owner_url)
    assert "make the ledger" in page.facts.text()
    page.main.click()
    codes = codes_of(door, qtbot)
    qtbot.waitUntil(lambda: is_in_step(door))

    welcome = second.shell._pages.widget(0)
    assert isinstance(welcome, Welcome)
    second.shell.show()
    welcome.join.click()
    joining = second.shell.step_back()
    assert isinstance(joining, LedgerPage)
    assert joining.hub.isHidden()
    second._inputs.lend(on=True)
    second._inputs.tried.emit(codes.address.url())
    qtbot.waitUntil(lambda: "PostgreSQL" in joining.facts.text())
    joining.main.click()
    qtbot.waitUntil(lambda: second.evening is not None)
    assert second.evening is not None
    assert not second._inputs._is_trying  # scans are the door's again
    roll = second.evening.desk.roll
    qtbot.waitUntil(lambda: len(roll) == len(door.desk.roll), timeout=10_000)
    door.app.shell.activateWindow()
    door.app.shell.go_home()
    door.window.submitted.emit("zoya2345abcdefgh", "", True)
    qtbot.waitUntil(lambda: any(g.state.arrived for g in roll.find("Zoya")), timeout=10_000)


def test_a_hub_runs_while_the_event_is_open_and_again_when_it_is_opened_again(
    hub_folder: Path, door: Venue, qtbot: QtBot
) -> None:
    page = ledger_page(door)
    page.laptops.setText("2")
    page.hub.click()
    codes = codes_of(door, qtbot)
    codes.copy.click()
    first = LedgerAddress.parse(QGuiApplication.clipboard().text())
    codes.main.click()
    assert codes.address != first
    qtbot.waitUntil(lambda: is_in_step(door))
    here = replace(first, host="127.0.0.1")
    found = preflight(here, hub_folder / "seen", utc_now)
    assert found.event.name == door.evening.info.name

    door.app.close_event()
    with pytest.raises(SyncTemporary):
        preflight(here, hub_folder / "seen", utc_now)
    door.evening = door.app.open_event(door.event, FolderPrinter(door.paper))
    qtbot.waitUntil(lambda: door.evening.hub.is_running, timeout=20_000)
    preflight(here, hub_folder / "seen", utc_now)
    qtbot.waitUntil(lambda: is_in_step(door), timeout=20_000)


def test_a_hub_that_dies_is_started_again(hub_folder: Path, door: Venue, qtbot: QtBot) -> None:
    hub = door.evening.hub
    hub.begin(door.evening.info, 1)
    qtbot.waitUntil(lambda: hub.is_running, timeout=20_000)
    assert hub._hub is not None
    hub._watch.stop()
    hub._hub._server.stop()
    hub._watch.start(50)
    qtbot.waitUntil(lambda: hub._hub is not None and hub._hub.is_running, timeout=20_000)


def test_joining_looks_through_the_camera_until_the_page_is_left(
    second: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned: list[bool] = []
    monkeypatch.setattr(second._inputs.camera, "turn", lambda on, wanted="": turned.append(on))
    monkeypatch.setattr("kiosk.setup.ledger_page.is_installed", lambda: True)
    welcome = second.shell._pages.widget(0)
    assert isinstance(welcome, Welcome)
    second.shell.show()
    welcome.join.click()
    assert turned == [True]
    page = second.shell.step_back()
    assert isinstance(page, LedgerPage)
    page.escape()
    assert turned[-1] is False


def test_the_camera_is_offered_where_a_hub_can_be_made_as_well(
    door: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned: list[bool] = []
    camera = door.app._inputs.camera
    monkeypatch.setattr(camera, "turn", lambda on, wanted="": turned.append(on))
    monkeypatch.setattr("kiosk.setup.ledger_page.is_installed", lambda: True)
    page = ledger_page(door)
    assert turned == []  # nobody is looked at unasked
    page.camera.click()
    assert turned == [True]
    door.app.shell.go_home()
    assert turned == [True, False]


def test_closing_the_hub_tells_the_others_and_stops_it(
    hub_folder: Path, door: Venue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.syncing.hub_run.TOLD_SECONDS", 0.01)
    page = ledger_page(door)
    page.hub.click()
    codes = codes_of(door, qtbot)
    other = replace(codes.address, host="127.0.0.1")
    qtbot.waitUntil(lambda: is_in_step(door))
    door.window.acted.emit(DoorAction.SYNC)
    sync = door.app.shell.step_back()
    assert isinstance(sync, SyncPage)
    (card,) = sync.cards
    card.remove.click()
    assert "The other doors are told" in sync.asking.text()
    with qtbot.waitSignal(door.evening.hub.retired, timeout=20_000):
        sync.yes.click()
    qtbot.waitUntil(lambda: not door.evening.syncing.records)
    assert not door.evening.hub.is_running
    with pytest.raises(SyncTemporary):
        preflight(other, hub_folder / "seen", utc_now)
    rows = door.asks(lambda file: latest_place(file.connection))
    assert rows is not None
    assert (rows.ledger, rows.at) == (other.certificate, "")


def test_a_hub_whose_laptop_joins_another_ledger_tells_its_doors_and_stops(
    hub_folder: Path, door: Venue, qtbot: QtBot, ledger: Ledger, tmp_path: Path
) -> None:
    hub = door.evening.hub
    hub.begin(door.evening.info, 1)
    qtbot.waitUntil(lambda: hub.is_running and is_in_step(door), timeout=20_000)
    put_event(ledger.owner, door.evening.info)
    (login,) = admit_devices(ledger.owner, door.evening.info.event_id, ["Desk 1"])
    place = f"127.0.0.1:{ledger.server.port}/postgres"
    url = f"postgresql://{login.role}:{login.password}@{place}#event={door.evening.info.event_id}"
    page = ledger_page(door)
    page.address.setText(url)
    page.main.click()
    qtbot.waitUntil(lambda: "PostgreSQL" in page.facts.text())
    page.main.click()
    door.desk.ask(
        lambda file: tell_place(file, LedgerAddress.parse(url)), lambda _: None
    )  # as whoever made that ledger did
    qtbot.waitUntil(lambda: not hub.is_running, timeout=30_000)
    qtbot.waitUntil(lambda: is_in_step(door))


def test_a_ledger_joined_at_the_prompt_is_shared_by_the_window_that_is_open(
    door: Venue, qtbot: QtBot, ledger: Ledger
) -> None:
    info, home = door.evening.info, places(door.folder / "home")
    put_event(ledger.owner, info)
    logins = admit_devices(ledger.owner, info.event_id, ["Desk 1", "Desk 1 again"])
    place = f"127.0.0.1:{ledger.server.port}/postgres"
    one, other = (
        LedgerAddress.parse(f"postgresql://{x.role}:{x.password}@{place}#event={info.event_id}")
        for x in logins
    )
    secrets = Secrets(home.settings_file.parent, keyring=False)
    device = door.desk.device
    with EventFile.open(door.event, device, home.state_folder, backup=False) as prompt:
        remember(prompt, one, secrets)
        qtbot.waitUntil(lambda: is_in_step(door), timeout=20_000)
        remember(prompt, other, secrets)
        qtbot.waitUntil(lambda: login_of(door) == other.user)
        qtbot.waitUntil(lambda: is_in_step(door), timeout=20_000)
        remotes.remove(prompt, "ledger", secrets)
        qtbot.waitUntil(lambda: not door.evening.syncing.records)


def test_the_ledger_of_another_event_is_refused_before_anything_is_asked(door: Venue) -> None:
    page = ledger_page(door)
    url = "postgresql://a:b@127.0.0.1:1/postgres#event=018f0000-0000-7000-8000-000000000001"
    page.address.setText(url)
    page.main.click()
    door.qtbot.waitUntil(lambda: "another event" in page.message.text())


def test_a_hub_that_another_window_of_this_laptop_runs_is_taken_over_when_that_closes(
    hub_folder: Path, door: Venue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.syncing.hub_run.RESUME_MS", 50)
    door.evening.hub.begin(door.evening.info, 1)
    qtbot.waitUntil(lambda: door.evening.hub.is_running and is_in_step(door), timeout=20_000)
    door.app.close_event()
    other_window = HubLock(hub_folder)
    other_window.take()
    door.evening = door.app.open_event(door.event, FolderPrinter(door.paper))
    qtbot.waitUntil(door.evening.hub._again.isActive, timeout=20_000)
    assert door.evening.hub.problem is None  # nothing is wrong
    other_window.release()
    qtbot.waitUntil(lambda: door.evening.hub.is_running, timeout=20_000)
    qtbot.waitUntil(lambda: is_in_step(door), timeout=20_000)


def test_what_is_no_address_is_said(door: Venue) -> None:
    page = ledger_page(door)
    door.scan("zoya2345abcdefgh")
    assert "not the address of a ledger" in page.message.text()
    assert door.answer_rows() == 0
