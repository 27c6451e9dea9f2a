"""Syncing set up and used in the real window, against the fake pretix and a real PostgreSQL."""

from collections.abc import Callable
from threading import Event

from httpx import Request, Response
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.guests import Reason
from data.store.far_ends import far_ends
from kiosk.door.status_line import StatusLight
from kiosk.setup.code_card import CodeCard
from tests.data.sync.pretix.fake import FakePretix
from tests.end_to_end.pretix_set_up import code, is_synced, join, lights, pretix_page, sync_page
from tests.end_to_end.venue import Venue


def test_a_scanned_device_code_brings_the_guests_and_checks_nobody_in(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    fake.sell("Nina New")
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: bool(door.desk.roll.find("Nina New")))
    qtbot.waitUntil(lambda: is_synced(page))
    assert door.answer_rows() == 0
    door.escape()
    assert door.find("Nina New")[0] == "Nina New"


def test_a_wrong_code_and_a_used_one_are_said_and_harm_nothing(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    page = pretix_page(door, qtbot)
    door.scan("zoya2345abcdefgh")
    assert "not the code that pretix shows" in page.message.text()
    fake.setup_tokens["setup"] = "used"
    door.scan(code(url))
    qtbot.waitUntil(lambda: "serves only once" in page.message.text())
    assert door.answer_rows() == 0
    assert door.evening.syncing.records == {}


def test_who_bought_a_moment_ago_is_let_in_by_one_key(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: is_synced(page))
    door.escape()
    order = fake.sell("Late Lena", item=2)
    secret = order["positions"][0]["secret"]
    door.scan(secret)
    qtbot.waitUntil(lambda: door.headline() == "Just bought: now on the list")
    assert door.reason is Reason.INVALID
    door.ctrl(Qt.Key.Key_O)
    qtbot.waitUntil(lambda: door.headline() == "Welcome")
    assert door.state("Late Lena").arrived


def test_a_far_end_is_removed_only_when_asked_twice_and_its_guests_stay(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    fake.sell("Nina New")
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: is_synced(page))
    page.cards[0].remove.click()
    page.no.click()
    assert len(page.cards) == 1
    page.cards[0].remove.click()
    page.yes.click()
    qtbot.waitUntil(lambda: not page.cards)
    qtbot.waitUntil(lambda: "Kept on this laptop" in lights(door))
    qtbot.waitUntil(lambda: bool(door.desk.roll.find("Nina New")))


def test_what_pretix_never_takes_is_listed_and_copied(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    fake.sell("Nina New", item=2)
    page = join(door, qtbot, url)
    qtbot.waitUntil(lambda: bool(door.desk.roll.find("Nina New")))
    (found,) = door.desk.roll.find("Nina New")
    scan = door.desk.choose(found.state.guest.id)
    qtbot.waitUntil(lambda: any(told.nonce == scan.nonce for told, _ in door.answers))
    # The badge's print may be there by then as well.
    qtbot.waitUntil(lambda: door.evening.syncing.reports["pretix"].sent >= 1)
    door.clock.later(16 * 60)
    door.desk.annul(scan.nonce)
    door.settle()
    page.main.click()
    qtbot.waitUntil(page.by_hand.isVisible)
    page.by_hand.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Nina New" in copied
    assert "delete this check-in" in copied


def test_a_first_run_is_cancelled_and_leaves_nothing(
    door: Venue, qtbot: QtBot, fake: FakePretix, url: str
) -> None:
    for number in range(60):
        fake.sell(f"Guest {number}")
    asked, go_on = Event(), Event()

    def wait(request: Request, act: Callable[[], Response]) -> Response:
        asked.set()
        go_on.wait(20)
        return act()

    fake.faults["orders/"] = [wait]
    page = join(door, qtbot, url)
    qtbot.waitUntil(asked.is_set)
    assert page.cards[0].remove.text() == "Cancel"
    page.cards[0].remove.click()
    page.yes.click()
    go_on.set()
    qtbot.waitUntil(lambda: not door.evening.syncing._ending)
    assert page.cards == []
    qtbot.waitUntil(lambda: door.asks(far_ends) == [])
    assert not door.desk.roll.find("Guest 1")


def test_the_light_opens_the_page(door: Venue, qtbot: QtBot) -> None:
    light = next(one for one in door.window.status.findChildren(StatusLight)
                 if one.accessibleName() == "Kept on this laptop")  # fmt: skip
    QTest.mouseClick(light, Qt.MouseButton.LeftButton)
    sync_page(door, qtbot)


def test_a_dropped_picture_of_the_code_lands_in_the_page(
    door: Venue, qtbot: QtBot, url: str
) -> None:
    page = pretix_page(door, qtbot)
    card = CodeCard(door.app.look, code(url), 400)
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    door.app._inputs.pictures.take([card.grab().toImage()])
    qtbot.waitUntil(lambda: page.lists.key == "1")
    assert door.answer_rows() == 0
