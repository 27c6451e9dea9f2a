"""Setting syncing with a pretix up in the window, as staff do."""

import json

from pytestqt.qtbot import QtBot

from kiosk.door.actions import DoorAction
from kiosk.setup.pretix_page import PretixPage
from kiosk.setup.sync_page import SyncPage
from tests.end_to_end.venue import Venue


def code(url: str, token: str = "setup") -> str:
    """What the QR code of a device says."""
    return json.dumps({"handshake_version": 1, "url": url, "token": token})


def sync_page(door: Venue, qtbot: QtBot) -> SyncPage:
    """The page about syncing, when it is there."""
    qtbot.waitUntil(lambda: isinstance(door.app.shell.step_back(), SyncPage))
    page = door.app.shell.step_back()
    assert isinstance(page, SyncPage)
    return page


def pretix_page(door: Venue, qtbot: QtBot) -> PretixPage:
    """The page where a pretix is set up."""
    door.window.acted.emit(DoorAction.SYNC)
    sync_page(door, qtbot).pretix.click()
    page = door.app.shell.step_back()
    assert isinstance(page, PretixPage)
    return page


def join(door: Venue, qtbot: QtBot, url: str) -> SyncPage:
    """All of it, by a scanned code."""
    page = pretix_page(door, qtbot)
    door.scan(code(url))
    qtbot.waitUntil(lambda: page.lists.key == "1" and page.main.isEnabled())
    page.main.click()
    return sync_page(door, qtbot)


def is_synced(page: SyncPage) -> bool:
    """Whether a round went well."""
    return any("Synced" in card.view.state for card in page.cards)


def lights(door: Venue) -> str:
    """What the status line says."""
    return " ".join(light.words for light in door.evening.door.status.view.lights)
