"""Codes that no keyboard types: before the camera, pasted, dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from data.guests import Admitted
from kiosk.door.camera_view import CameraView
from kiosk.look.palette import Tone
from tests.end_to_end.venue import Venue
from tests.kiosk.camera.scenes import code_picture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen
ZOYA = "zoya2345abcdefgh"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


@pytest.mark.usefixtures("clipboard")
def test_a_picture_pasted_lets_its_guest_in(door: Venue) -> None:
    QGuiApplication.clipboard().setImage(code_picture(ZOYA))
    QTest.keyClick(door.window.field, Qt.Key.Key_V, CTRL)
    door.qtbot.waitUntil(lambda: len(door.answers) == 1)
    assert isinstance(door.last, Admitted)


@pytest.mark.usefixtures("clipboard")
def test_text_pasted_is_text(door: Venue) -> None:
    QGuiApplication.clipboard().setText("zoya")
    QTest.keyClick(door.window.field, Qt.Key.Key_V, CTRL)
    assert door.window.field.text() == "zoya"
    assert door.answers == []


def test_a_picture_dropped_on_the_window_lets_its_guest_in(door: Venue, tmp_path: Path) -> None:
    code_picture(ZOYA).save(str(tmp_path / "ticket.png"))
    drop(door, tmp_path / "ticket.png")
    door.qtbot.waitUntil(lambda: len(door.answers) == 1)
    assert isinstance(door.last, Admitted)


def test_a_picture_without_a_code_is_told_and_checks_nobody_in(door: Venue, tmp_path: Path) -> None:
    blank = QImage(300, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    blank.save(str(tmp_path / "party.png"))
    drop(door, tmp_path / "party.png")
    door.qtbot.waitUntil(door.window.verdict.isVisible)
    assert (door.headline(), door.tone()) == ("No code found", Tone.NOTICE)
    assert door.answer_rows() == 0


def test_a_code_before_the_camera_lets_its_guest_in_once(
    door: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(
        "PySide6.QtMultimedia",
        reason="no QtMultimedia: the extra [camera] and, on Linux, libpulse0, as .ci/run has them",
        exc_type=ImportError,
    )
    from kiosk.camera import system_cameras
    from tests.kiosk.camera.fake_cameras import FakeCameras

    cameras = FakeCameras("front")
    monkeypatch.setattr(system_cameras, "SystemCameras", lambda parent: cameras)
    assert door.app.pages is not None
    door.app.pages.settings_changed.emit({"uses_camera": True})
    assert door.app.settings.uses_camera
    view = door.window.start.findChild(CameraView)
    assert view is not None
    assert view.isVisible()

    def held_up() -> bool:
        cameras.hold_up(code_picture(ZOYA))
        return len(door.answers) == 1 and not view.picture().isNull()

    door.qtbot.waitUntil(held_up)
    assert isinstance(door.last, Admitted)
    cameras.plug()
    assert view.sentence() == (
        "The camera was unplugged. Plug it in again; scanner and names work without."
    )
    door.clock.later(5)
    door.scan("ines2345abcdefgh")
    assert isinstance(door.last, Admitted)


def drop(door: Venue, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(door.app.shell, QDragEnterEvent(QPoint(9, 9), *how, plain))
    QApplication.sendEvent(door.app.shell, QDropEvent(QPointF(9, 9), *how, plain))
