from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk.look.flag_pixmap import FlagPixmaps
from kiosk.look.icons import GRID, Icon, icon_path, paint_icon
from kiosk.look.look import Look, Theme
from kiosk.look.palette import DARK, LIGHT
from kiosk.look.scale import factor


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1280, 720, 1.0),
        (1024, 600, 0.8),
        (3840, 2160, 3.0),
        (1280, 2000, 1.0),
        (200, 100, 0.75),
        (9999, 9999, 4.0),
    ],
)
def test_everything_follows_the_smaller_side(width: int, height: int, expected: float) -> None:
    assert factor(width, height) == expected


def test_a_look_says_when_it_changes_and_only_then(qtbot: QtBot) -> None:
    look = Look(Theme.DARK)
    with qtbot.waitSignal(look.changed):
        look.fit(QSize(2560, 1440))
    assert look.px(8) == 16
    with qtbot.assertNotEmitted(look.changed):
        look.fit(QSize(2561, 1441))
        look.set_theme(Theme.DARK)
    with qtbot.waitSignal(look.changed):
        look.set_theme(Theme.LIGHT)
    assert look.palette is LIGHT


def test_where_the_system_says_nothing_it_is_dark(qtbot: QtBot) -> None:
    assert Look(Theme.SYSTEM).palette is DARK


def test_only_a_look_that_follows_the_system_changes_with_it(qtbot: QtBot) -> None:
    following, dark = Look(Theme.SYSTEM), Look(Theme.DARK)
    hints = QGuiApplication.styleHints()
    with qtbot.waitSignal(following.changed), qtbot.assertNotEmitted(dark.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_is_drawn_within_its_square(qtbot: QtBot, icon: Icon) -> None:
    box = icon_path(icon).boundingRect()
    assert box.width() + box.height() > GRID / 2
    assert min(box.left(), box.top()) >= 0
    assert max(box.right(), box.bottom()) <= GRID
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, icon, QRectF(0, 0, 48, 48), QColor("white"))
    painter.end()
    assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))


def _plain_flag(folder: Path, code: str) -> None:
    image = QImage(567, 425, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(folder / f"{code}.png"))


def test_a_flag_is_sharp_framed_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    _plain_flag(tmp_path, "DE")
    flags = FlagPixmaps(tmp_path)
    flag = flags.flag("de", 27, 2.0)
    assert flag is not None
    assert (flag.width(), flag.height()) == (72, 54)
    assert flag.devicePixelRatio() == 2.0
    picture = flag.toImage()
    assert picture.pixelColor(0, 20) != QColor("white")
    assert picture.pixelColor(36, 27) == QColor("white")
    assert flags.flag("DE", 27, 2.0) is flag


def test_nepal_has_no_frame(qtbot: QtBot, tmp_path: Path) -> None:
    _plain_flag(tmp_path, "NP")
    flag = FlagPixmaps(tmp_path).flag("NP", 27)
    assert flag is not None
    assert flag.toImage().pixelColor(0, 13) == QColor("white")


@pytest.mark.parametrize("code", ["", "XX", "../DE", "D\0E"])
def test_an_unknown_country_has_no_flag(qtbot: QtBot, tmp_path: Path, code: str) -> None:
    assert FlagPixmaps(tmp_path).flag(code, 27) is None
