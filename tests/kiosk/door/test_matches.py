import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.door.matches import MatchList
from kiosk.door.views import MatchView
from kiosk.look.look import Look, Theme
from kiosk.words import ENGLISH
from tests.kiosk.door.evening_views import MATCHES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen


@pytest.fixture
def matches(qtbot: QtBot) -> MatchList:
    matches = MatchList(Look(Theme.DARK), ENGLISH)
    qtbot.addWidget(matches)
    matches.resize(700, 520)
    return matches


def test_a_sole_match_is_chosen(matches: MatchList) -> None:
    matches.show_matches("zoya v", MATCHES[:1])
    assert matches.chosen("zoya v") is MATCHES[0]


def test_of_several_none_is_chosen_until_somebody_chooses(matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    assert matches.chosen() is None
    matches.step(1)
    assert matches.chosen() is MATCHES[0]
    matches.step(1)
    assert matches.chosen() is MATCHES[1]
    matches.step(-8)
    assert matches.chosen() is MATCHES[0]


def test_up_from_nowhere_begins_at_the_end(matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    matches.step(-1)
    assert matches.chosen() is MATCHES[-1]


def test_matches_of_another_text_are_never_taken(matches: MatchList) -> None:
    matches.show_matches("zoya v", MATCHES[:1])
    assert matches.chosen("abc234") is None


def test_the_choice_stays_when_the_same_answer_comes_again(matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    matches.step(1)
    matches.step(1)
    matches.show_matches("zo", MATCHES[1:])
    assert matches.chosen() == MATCHES[1]
    matches.show_matches("zoy", MATCHES[:2])
    assert matches.chosen() is None


def test_never_more_than_eight(matches: MatchList) -> None:
    many = [MatchView(str(number), f"Guest {number}") for number in range(30)]
    matches.show_matches("guest", many)
    assert len(matches.views()) == 8


def test_all_eight_fit_and_rows_have_one_height(matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    matches.show()
    model = matches.model()
    assert isinstance(model, QAbstractItemModel)
    rows = [matches.visualRect(model.index(row, 0)) for row in range(8)]
    assert len({row.height() for row in rows}) == 1
    assert rows[-1].bottom() < matches.viewport().height()


def test_a_row_says_aloud_what_it_shows(matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    aloud = matches.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Zoya Krylova. RU. k…@example.org · Basic, pays €10. in 20:14"


def test_a_click_picks(qtbot: QtBot, matches: MatchList) -> None:
    matches.show_matches("zo", MATCHES)
    matches.show()
    place = matches.visualRect(matches.model().index(2, 0)).center()
    with qtbot.waitSignal(matches.picked) as picked:
        QTest.mouseClick(matches.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == ["g3"]
