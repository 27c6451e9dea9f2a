"""A laptop that joins late: what the others did all evening comes by a process of its own."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.syncing.fetching import Fetching
from tests.kiosk.syncing.conftest import NewLaptop


def test_what_a_late_laptop_lacks_is_fetched_apart(
    new_laptop: NewLaptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart: list[int | None] = []
    fetch = Fetching.__call__

    def noted(fetching: Fetching) -> int | None:
        apart.append(fetch(fetching))
        return apart[-1]

    monkeypatch.setattr(Fetching, "__call__", noted)
    monkeypatch.setattr("data.sync.ledger.far_end.MUCH", 20)
    north = new_laptop("north")
    north.load(*(f"guest{number}" for number in range(30)))
    north.scan("guest7")
    qtbot.waitUntil(north.is_connected)
    assert apart == []
    rows = north.rows()
    south = new_laptop("south")
    qtbot.waitUntil(lambda: len(south.desk.roll) == 30, timeout=20_000)
    assert apart == [len(rows)]
    assert south.rows() >= rows
    north.scan("guest8")
    qtbot.waitUntil(lambda: south.rows() >= north.rows())
    assert len(apart) == 1
