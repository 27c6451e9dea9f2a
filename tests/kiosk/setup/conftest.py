"""An event in a real file, a desk on it, and what a list reader needs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.guests import Device, EventInfo
from data.identity import utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.desk import Desk
from kiosk.setup.list_reader import ListReader

DEVICE = Device("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", "Desk 2")


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    path = tmp_path / "november.pennant"
    info = EventInfo(uuid7(utc_now()), "Moscow · November", "2026-11-28", "Europe/Moscow")
    EventFile.create(path, info, DEVICE, tmp_path / "state").close()
    return path


@pytest.fixture
def desk(qtbot: QtBot, event_path: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(event_path, DEVICE, tmp_path / "state")
    with qtbot.waitSignal(desk.ready):
        desk.open()
    yield desk
    desk.close()


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[ListReader]:
    reader = ListReader()
    yield reader
    reader.cancel()
