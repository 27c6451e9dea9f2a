from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.background import Background
from kiosk.scanning.pictures import PictureCodes
from kiosk.scanning.qr_reading import codes_in_picture
from tests.kiosk.camera.scenes import code_picture

ZOYA, ERIC = "zoya2345abcdefgh", "eric2345abcdefgh"
COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


class Window(QWidget):
    """A window that pictures may be dropped on, and what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.background = Background("pictures")
        self.codes = PictureCodes(self, self.background)
        self.read: list[str] = []
        self.unread = 0
        self.codes.read.connect(self.read.append)
        self.codes.unread.connect(self._count)

    def _count(self) -> None:
        self.unread += 1

    def drop(self, mime: QMimeData) -> bool:
        enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
        QApplication.sendEvent(self, enter)
        drop = QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NONE)
        drop.setAccepted(False)
        QApplication.sendEvent(self, drop)
        return drop.isAccepted()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    yield window
    window.background.close()


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_pictures_dropped_as_files_are_scans(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    for name, code in (("a.png", ZOYA), ("b.JPG", ERIC)):
        code_picture(code).save(str(tmp_path / name))
    assert window.drop(files(tmp_path / "a.png", tmp_path / "b.JPG"))
    qtbot.waitUntil(lambda: window.read == [ZOYA, ERIC])


def test_a_picture_dragged_from_a_mail_is_a_scan(window: Window, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setImageData(code_picture(ZOYA))
    assert window.drop(mime)
    qtbot.waitUntil(lambda: window.read == [ZOYA])


def test_a_picture_without_a_code_is_told(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    blank = QImage(200, 200, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    blank.save(str(tmp_path / "blank.png"))
    (tmp_path / "broken.png").write_bytes(b"no picture at all")
    window.drop(files(tmp_path / "blank.png", tmp_path / "broken.png", tmp_path / "gone.png"))
    qtbot.waitUntil(lambda: window.unread == 1)
    assert window.read == []


def test_a_list_dropped_is_left_to_others(window: Window, tmp_path: Path) -> None:
    (tmp_path / "guests.csv").write_text("Name\nZoya\n")
    assert not window.drop(files(tmp_path / "guests.csv"))


def test_a_code_on_a_clear_ground_is_read() -> None:
    picture = code_picture(ZOYA).convertToFormat(QImage.Format.Format_ARGB32)
    for y in range(picture.height()):
        for x in range(picture.width()):
            if picture.pixelColor(x, y).lightness() > 128:
                picture.setPixel(x, y, 0)
    assert codes_in_picture(picture) == (ZOYA,)


def test_a_photograph_of_twelve_megapixels_is_read() -> None:
    photo = QImage(5000, 2400, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.gray)
    large = code_picture(ZOYA).scaled(1500, 1500)
    painter = QPainter(photo)
    painter.drawImage(2000, 400, large)
    painter.end()
    assert codes_in_picture(photo) == (ZOYA,)
