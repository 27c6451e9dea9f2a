"""A small evening at a desk: two on the list, a walk-in who is one of them misspelt."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.guestlist.read import read_text
from data.guests import Device, EventInfo, Product, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import save_product
from data.walk_in import WalkIn, add_walk_in
from kiosk.background import Background
from kiosk.desk import Desk

DEVICE = Device("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", "Desk 2")
LIST = """Name;First name;Last name;Nationality;Product;Status;Companions
Zoya Vinogradova;Zoya;Vinogradova;Russia;Albatross;;1
Дмитрий Соколов;;;Russia;Albatross;;
Jochen Schäfer;Jochen;Schäfer;Germany;Basic;;
Eric 陈;;;China;Albatross;cancelled;
"""


@pytest.fixture
def info() -> EventInfo:
    return EventInfo(uuid7(utc_now()), "Moscow · November", "2026-11-28", "Europe/Moscow")


@pytest.fixture
def event_path(tmp_path: Path, info: EventInfo) -> Path:
    path = tmp_path / "november.pennant"
    at = datetime(2026, 11, 28, 17, 14, tzinfo=UTC)
    with EventFile.create(path, info, DEVICE, tmp_path / "state", lambda: at) as file:
        save_product(file, Product("Basic", 1000), at)
        load(file, compare(file, read_text(LIST).guests))
        walk_in = add_walk_in(
            file, WalkIn("Dmitry Sokolof", countries=("RU",)), nonce=new_nonce(), at=at
        )
        check_in(file, Scan(new_nonce(), at, guest_id=walk_in.id))
    return path


@pytest.fixture
def desk(qtbot: QtBot, event_path: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(event_path, DEVICE, tmp_path / "state")
    with qtbot.waitSignal(desk.ready):
        desk.open()
    yield desk
    desk.close()


@pytest.fixture
def paper(qtbot: QtBot) -> Iterator[Background]:
    background = Background("paper")
    yield background
    background.close()
