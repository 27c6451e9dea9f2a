import pytest
from pytestqt.qtbot import QtBot

from data.guests import Admitted, Reason, Refused
from data.sync.ledger.trust import Trust
from tests.kiosk.syncing.conftest import Laptop, NewLaptop
from tests.ledger_server import Ledger


def share_a_list(new_laptop: NewLaptop, qtbot: QtBot) -> tuple[Laptop, Laptop]:
    north, south = new_laptop("north"), new_laptop("south")
    north.load("zoya", "jochen")
    qtbot.waitUntil(lambda: len(south.desk.roll) == 2)
    qtbot.waitUntil(lambda: north.is_connected() and south.is_connected())
    return north, south


def test_a_list_and_who_is_in_are_known_at_the_other_door(
    new_laptop: NewLaptop, qtbot: QtBot
) -> None:
    north, south = share_a_list(new_laptop, qtbot)
    assert isinstance(north.scan("zoya"), Admitted)
    second = south.scan("zoya")
    assert isinstance(second, Refused)
    assert second.reason is Reason.ALREADY_REDEEMED
    qtbot.waitUntil(lambda: any(g.state.arrived for g in south.desk.roll.find("Guest zoya")))


def test_a_door_alone_admits_at_once_and_tells_the_others_later(
    new_laptop: NewLaptop, qtbot: QtBot, ledger: Ledger
) -> None:
    north, south = share_a_list(new_laptop, qtbot)
    ledger.server.stop()
    assert isinstance(north.scan("zoya"), Admitted)
    assert isinstance(north.scan("jochen"), Admitted)
    qtbot.waitUntil(lambda: north.report is not None and north.report.problem is not None)
    ledger.server.start()

    def arrived() -> list[bool]:
        return [g.state.arrived for g in south.desk.roll.find("Guest")]

    qtbot.waitUntil(lambda: arrived() == [True, True], timeout=20_000)


def test_the_first_scan_in_vain_says_at_once_that_the_door_is_on_its_own(
    new_laptop: NewLaptop, qtbot: QtBot, ledger: Ledger
) -> None:
    north, _south = share_a_list(new_laptop, qtbot)
    line = north.desk.line
    assert line is not None
    line.close()  # as after a question that got no answer; the ledger's thread knows nothing yet
    told: list[bool] = []
    north.syncing.changed.connect(
        lambda: told.append(north.report is not None and north.report.problem is not None)
    )
    north.scan("zoya")
    assert True in told


def test_a_door_on_its_own_counts_what_waits_with_every_scan(
    new_laptop: NewLaptop, qtbot: QtBot, ledger: Ledger
) -> None:
    north, _south = share_a_list(new_laptop, qtbot)
    ledger.server.stop()
    north.scan("zoya")
    qtbot.waitUntil(lambda: north.report is not None and north.report.waiting > 0)
    assert north.report is not None
    before = north.report.waiting
    north.scan("jochen")
    qtbot.waitUntil(lambda: north.report is not None and north.report.waiting > before)
    assert north.report.waiting_since is not None
    ledger.server.start()
    qtbot.waitUntil(north.is_connected, timeout=20_000)


def test_a_ledger_that_answers_too_slowly_leaves_the_door_on_its_own_until_it_is_quick(
    new_laptop: NewLaptop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trust, "is_earned", False)
    north = new_laptop("north")
    qtbot.waitUntil(lambda: north.report is not None)
    assert north.report is not None
    assert north.report.problem is not None
    assert north.report.problem.code == "ledger_slow"
    monkeypatch.setattr(Trust, "is_earned", True)
    qtbot.waitUntil(north.is_connected, timeout=20_000)
    assert north.desk.line is not None
    assert north.desk.line.is_open
