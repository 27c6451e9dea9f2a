import dataclasses

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.door.actions import DoorAction
from kiosk.door.verdict import Verdict
from kiosk.door.views import VerdictView
from kiosk.look.big_name import BigName
from kiosk.look.key_button import KeyButton
from kiosk.look.look import Look, Theme
from kiosk.look.palette import TONES, Tone
from kiosk.words import ENGLISH
from tests.kiosk.door.evening_views import VERDICTS, WELCOME

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen


@pytest.fixture
def verdict(qtbot: QtBot) -> Verdict:
    verdict = Verdict(Look(Theme.DARK), ENGLISH)
    qtbot.addWidget(verdict)
    verdict.resize(567, 473)  # its place in a window of 1280 × 720
    verdict.show()
    return verdict


def _first_name(verdict: Verdict) -> BigName:
    return verdict.findChildren(BigName)[0]


@pytest.mark.parametrize("tone", list(Tone))
def test_the_whole_panel_is_the_colour(verdict: Verdict, tone: Tone) -> None:
    verdict.show_verdict(VerdictView(tone, "Words"))
    picture = verdict.grab().toImage()
    fill = QColor(TONES[tone].fill)
    for x, y in ((20, 2), (283, 300), (546, 470)):
        assert picture.pixelColor(x, y) == fill


def test_a_short_first_name_is_96_px(verdict: Verdict) -> None:
    verdict.show_verdict(dataclasses.replace(WELCOME, party="", collect=(), badge="", product=""))
    assert _first_name(verdict).size_px == 96


@pytest.mark.parametrize("length", [1, 8, 20, 60, 10_000])
def test_a_longer_name_shrinks_but_never_below_40_px(verdict: Verdict, length: int) -> None:
    verdict.show_verdict(VerdictView(Tone.ADMITTED, "Welcome", "M" * length, "x" * length))
    assert 40 <= _first_name(verdict).size_px <= 96


@pytest.mark.parametrize("name", list(VERDICTS))
def test_nothing_overlaps_and_nothing_is_cut(verdict: Verdict, name: str) -> None:
    verdict.show_verdict(VERDICTS[name])
    verdict.grab()
    shown = [
        child
        for child in verdict.findChildren(QWidget)
        if child.isVisible() and child.parentWidget() is verdict
    ]
    assert shown
    for one in shown:
        assert verdict.rect().contains(one.geometry()), one
        for other in shown:
            assert one is other or not one.geometry().intersects(other.geometry()), (one, other)


def test_each_action_has_its_key_on_it(qtbot: QtBot, verdict: Verdict) -> None:
    verdict.show_verdict(WELCOME)
    buttons = [b for b in verdict.findChildren(KeyButton) if b.isVisible()]
    assert [button.keys for button in buttons] == ["Ctrl+Z", "Ctrl+P", "Ctrl+E"]
    with qtbot.waitSignal(verdict.acted) as acted:
        buttons[1].click()
    assert acted.args == [DoorAction.REPRINT]


def test_the_next_verdict_leaves_nothing_of_the_one_before(verdict: Verdict) -> None:
    verdict.show_verdict(VERDICTS["admitted-long"])
    verdict.show_verdict(VerdictView(Tone.REFUSED, "Not on the list"))
    assert not _first_name(verdict).isVisible()
    assert not [b for b in verdict.findChildren(KeyButton) if b.isVisible()]
    assert verdict.accessibleDescription() == ""


def test_it_is_said_aloud_in_full(verdict: Verdict) -> None:
    verdict.show_verdict(WELCOME)
    assert verdict.accessibleName() == "Welcome"
    assert verdict.accessibleDescription() == (
        "Zoya Vinogradova. +1. Russia. Albatross · free entry. Drink voucher. "
        "Badge sent to Desk printer"
    )
