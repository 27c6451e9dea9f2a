"""A guest let in by two laptops: told at the door with who, where and when, settled by one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.annulment import annul
from data.given_back import given_back_twice
from data.guests import Device, Payment, PaymentMethod, Scan
from data.identity import new_nonce
from data.store.event_file import EventFile
from data.store.shared_rows import SharedRow, shared_rows
from data.walk_in import WalkIn, add_walk_in
from kiosk.desk import Desk
from kiosk.look.palette import Tone
from tests.end_to_end.venue import CODES, Venue

CASH = Payment.whole(PaymentMethod.CASH)


class Elsewhere:
    """The same evening on another laptop, which hears of nothing."""

    def __init__(self, door: Venue, folder: Path) -> None:
        self.door = door
        path = folder / "copy.pennant"
        door.asks(lambda file: file.hand_over(path))
        self.file = EventFile.open(path, Device("other", "Desk 2"), folder / "2", door.clock)

    def let_in(self, secret: str) -> None:
        scan = Scan(new_nonce(), self.door.clock(), secret=secret, payment=CASH)
        check_in(self.file, scan)

    def rows(self) -> list[SharedRow]:
        return shared_rows(self.file.connection, limit=10_000)[0]

    def meet(self) -> None:
        """Its rows arrive at the door, as from a ledger or a stick."""
        rows, door = self.rows(), self.door
        door.desk.ask(lambda file: file.receive(rows), lambda _: door.desk.catch_up())

    def hear(self) -> None:
        """What the door did arrives there."""
        self.file.receive(self.door.asks(lambda file: shared_rows(file.connection, 0, 10_000))[0])


@pytest.fixture
def elsewhere(door: Venue, tmp_path: Path) -> Iterator[Elsewhere]:
    elsewhere = Elsewhere(door, tmp_path)
    yield elsewhere
    elsewhere.file.close()


def doubled(door: Venue, number: int) -> None:
    door.qtbot.waitUntil(lambda: len(door.window.doubled.views) == number)


def test_a_double_is_told_with_who_where_and_when(door: Venue, elsewhere: Elsewhere) -> None:
    door.scan("zoya2345abcdefgh")
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    assert door.window.doubled.isVisible()
    (view,) = door.window.doubled.views
    assert view.name == "Zoya Vinogradova"
    assert view.short == "21:00 Desk 1, 21:00 Desk 2"
    assert door.state("Zoya Vinogradova").arrived


@pytest.mark.parametrize(("key", "stands"), [(Qt.Key.Key_1, "Desk 2"), (Qt.Key.Key_2, "Desk 1")])
def test_one_key_takes_one_back(
    door: Venue, elsewhere: Elsewhere, key: Qt.Key, stands: str
) -> None:
    for secret in ("zoya2345abcdefgh", "ines2345abcdefgh"):
        door.scan(secret)
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    assert door.window.asks_about_double
    door.ctrl(key)
    door.ctrl(key)  # pressed twice: nothing more happens
    doubled(door, 0)
    assert not door.window.doubled.isVisible()
    view = door.window.verdict.view
    assert view is not None
    assert stands in view.next_step
    entries = door.state("Zoya Vinogradova").entries
    assert [e.device_name for e in entries if e.annulled_by is None] == [stands]


def test_money_taken_twice_is_to_be_given_back(door: Venue, elsewhere: Elsewhere) -> None:
    door.scan("eric2345abcdefgh")
    door.ctrl(Qt.Key.Key_1)
    elsewhere.let_in("eric2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    door.ctrl(Qt.Key.Key_2)
    doubled(door, 0)
    assert door.tone() is Tone.PAY
    view = door.window.verdict.view
    assert view is not None
    assert "€10" in view.reason


def test_both_were_right_keeps_both(door: Venue, elsewhere: Elsewhere) -> None:
    door.scan("zoya2345abcdefgh")
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    door.ctrl(Qt.Key.Key_3)
    doubled(door, 0)
    assert not door.window.asks_about_double
    assert len(door.state("Zoya Vinogradova").entries) == 2


def test_the_next_scan_wins_and_the_double_waits(door: Venue, elsewhere: Elsewhere) -> None:
    door.scan("zoya2345abcdefgh")
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    door.scan("ines2345abcdefgh")
    assert door.headline() == "Welcome"
    door.ctrl(Qt.Key.Key_1)  # chooses nothing: no double is shown
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    door.escape()
    assert door.headline() == "Welcome"


def test_what_another_desk_settled_is_not_asked_any_more(door: Venue, elsewhere: Elsewhere) -> None:
    from data.doubles import both_right, doubles

    door.scan("zoya2345abcdefgh")
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    elsewhere.hear()
    doubled(door, 1)
    door.ctrl(Qt.Key.Key_U)
    (double,) = doubles(elsewhere.file)
    both_right(elsewhere.file, double, nonce="right", at=door.clock())
    elsewhere.meet()
    doubled(door, 0)
    assert not door.window.asks_about_double


def test_a_door_that_opens_on_a_double_says_so(
    event: Path, tmp_path: Path, qtbot: QtBot, door: Venue, elsewhere: Elsewhere
) -> None:
    door.scan("zoya2345abcdefgh")
    elsewhere.let_in("zoya2345abcdefgh")
    elsewhere.meet()
    doubled(door, 1)
    with qtbot.waitSignal(door.desk.counted):
        door.desk.catch_up()
    again = Desk(event, Device("third", "Desk 3"), tmp_path / "3", door.clock)
    with qtbot.waitSignal(again.doubled) as told:
        again.open()
    again.close()
    again.deleteLater()
    assert told.args is not None
    (double,) = told.args[0]
    assert double.guest.name == "Zoya Vinogradova"


def test_undo_takes_back_what_this_desk_did_however_much_others_do(
    door: Venue, elsewhere: Elsewhere
) -> None:
    door.scan("zoya2345abcdefgh")
    for secret in CODES[1:]:
        elsewhere.let_in(secret)
    for number in range(12):
        add = WalkIn(f"Walk-in {number}", product="Albatross")
        guest = add_walk_in(elsewhere.file, add, nonce=new_nonce(), at=door.clock())
        check_in(elsewhere.file, Scan(new_nonce(), door.clock(), guest_id=guest.id))
    elsewhere.meet()
    door.settle()
    door.scan("nobody-has-this-code")
    door.ctrl(Qt.Key.Key_Z)
    door.settle()
    assert door.headline() == "Taken back"
    assert not door.state("Zoya Vinogradova").arrived


def test_money_given_back_twice_is_told_and_seen_to_by_one_key(
    door: Venue, elsewhere: Elsewhere
) -> None:
    door.desk.check_in(Scan(new_nonce(), door.clock(), secret="annatwo5abcdefgh", payment=CASH))
    door.qtbot.waitUntil(lambda: len(door.answers) == 1)
    (scan, _answer) = door.answers[0]
    elsewhere.hear()
    door.desk.annul(scan.nonce)
    annul(elsewhere.file, scan.nonce, nonce=new_nonce(), at=door.clock())
    elsewhere.meet()
    doubled(door, 1)
    (view,) = door.window.doubled.views
    assert view.given_back == "€10"
    assert (view.name, "Desk 2" in view.short) == ("Anna Schmidt", True)
    door.ctrl(Qt.Key.Key_U)
    assert "€10 each time" in door.window.double._why.text()
    door.ctrl(Qt.Key.Key_1)
    doubled(door, 0)
    elsewhere.hear()
    assert given_back_twice(elsewhere.file) == []
