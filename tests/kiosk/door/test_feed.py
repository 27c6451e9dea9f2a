import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.door.feed import Feed
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.door.evening_views import FEED

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
HOLD_MS = 60


@pytest.fixture
def feed(qtbot: QtBot) -> Feed:
    feed = Feed(Look(Theme.DARK), ENGLISH, hold_ms=HOLD_MS)
    qtbot.addWidget(feed)
    feed.resize(1248, 88)
    feed.show()
    _leave(feed)  # offscreen, the pointer is wherever the feed is
    feed.show_feed(FEED)
    return feed


def _enter(feed: Feed) -> None:
    here = QPointF(10, 10)
    QApplication.sendEvent(feed, QEnterEvent(here, here, here))


def _leave(feed: Feed) -> None:
    QApplication.sendEvent(feed, QEvent(QEvent.Type.Leave))


def test_as_many_as_fit_newest_first(feed: Feed) -> None:
    assert [view.nonce for view in feed.shown()] == ["n1", "n2", "n3", "n4"]
    feed.resize(2000, 88)
    assert len(feed.shown()) == 6


def test_rows_keep_still_under_the_pointer(feed: Feed) -> None:
    _enter(feed)
    newcomer = dataclasses.replace(FEED[0], nonce="n0", name="Just arrived")
    feed.show_feed((newcomer, dataclasses.replace(FEED[0], undone=True), *FEED[1:]))
    assert [view.nonce for view in feed.shown()] == ["n1", "n2", "n3", "n4"]
    assert feed.shown()[0].undone
    _leave(feed)
    assert feed.shown()[0].nonce == "n0"


def test_undo_is_held_not_clicked(qtbot: QtBot, feed: Feed) -> None:
    undo = feed.cards()[1].undo
    with qtbot.assertNotEmitted(feed.undone, wait=2 * HOLD_MS):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(feed.undone, timeout=5000) as undone:
        QTest.mousePress(undo, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(undo, Qt.MouseButton.LeftButton)
    assert undone.args == ["n2"]


def test_undo_is_held_by_space_too_and_once(qtbot: QtBot, feed: Feed) -> None:
    undo = feed.cards()[0].undo
    said: list[str] = []
    feed.undone.connect(said.append)
    QTest.keyPress(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    QTest.keyRelease(undo, Qt.Key.Key_Space)
    assert said == ["n1"]


def test_what_is_undone_is_struck_and_can_be_redone(qtbot: QtBot, feed: Feed) -> None:
    card = feed.cards()[2]
    assert card.view.undone
    assert not card.undo.isVisible()
    with qtbot.waitSignal(feed.redone) as redone:
        card.redo.click()
    assert redone.args == ["n3"]


def test_reprint_is_a_click(qtbot: QtBot, feed: Feed) -> None:
    with qtbot.waitSignal(feed.reprinted) as reprinted:
        feed.cards()[3].reprint.click()
    assert reprinted.args == ["n4"]


def test_a_card_that_is_held_while_others_arrive_undoes_its_own_guest(
    qtbot: QtBot, feed: Feed
) -> None:
    _enter(feed)
    undo = feed.cards()[0].undo
    with qtbot.waitSignal(feed.undone, timeout=5000) as undone:
        QTest.mousePress(undo, Qt.MouseButton.LeftButton)
        feed.show_feed((dataclasses.replace(FEED[0], nonce="n0"), *FEED))
    QTest.mouseRelease(undo, Qt.MouseButton.LeftButton)
    assert undone.args == ["n1"]


def test_a_press_ends_when_its_card_passes_to_another_guest(qtbot: QtBot, feed: Feed) -> None:
    undo = feed.cards()[0].undo
    with qtbot.assertNotEmitted(feed.undone, wait=2 * HOLD_MS):
        QTest.mousePress(undo, Qt.MouseButton.LeftButton)
        _leave(feed)
        undo.clearFocus()
        feed.show_feed((dataclasses.replace(FEED[0], nonce="n0"), *FEED))
    QTest.mouseRelease(undo, Qt.MouseButton.LeftButton)
    assert feed.shown()[0].nonce == "n0"
