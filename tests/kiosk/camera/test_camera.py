"""Real frames through the real sink; only the plug of the camera is a test's."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

pytest.importorskip(
    "PySide6.QtMultimedia",
    reason="no QtMultimedia: the extra [camera] and, on Linux, libpulse0, as .ci/run has them",
    exc_type=ImportError,
)

from PySide6.QtMultimedia import QVideoFrame

from kiosk.background import Background
from kiosk.camera.camera import Camera
from kiosk.camera.trouble import CameraTrouble
from tests.kiosk.camera.fake_cameras import FakeCameras
from tests.kiosk.camera.scenes import code_picture

ZOYA, ERIC = "zoya2345abcdefgh", "eric2345abcdefgh"


class Desk:
    """A camera at a desk, and what it has said."""

    def __init__(self, qtbot: QtBot, *names: str, patience_ms: int = 60_000) -> None:
        self.qtbot = qtbot
        self.now = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
        self.cameras = FakeCameras(*names)
        self.background = Background("camera")
        self.camera = Camera(
            self.cameras, self.background, lambda: self.now, patience_ms=patience_ms, least_ms=0
        )
        self.read: list[str] = []
        self.told: list[CameraTrouble | None] = []
        self.pictures: list[QImage] = []
        self.camera.read.connect(self.read.append)
        self.camera.told.connect(self.told.append)
        self.camera.seen.connect(self.pictures.append)

    def hold_up(self, picture: QImage) -> None:
        """Until it was looked at."""
        before = len(self.pictures)
        self.cameras.hold_up(picture)
        self.qtbot.waitUntil(lambda: len(self.pictures) > before)

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def at_desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(*names: str, patience_ms: int = 60_000) -> Desk:
        desks.append(Desk(qtbot, *names, patience_ms=patience_ms))
        return desks[-1]

    yield make
    for desk in desks:
        desk.camera.stop()
        desk.background.close()


def empty() -> QImage:
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(0x404040)
    return picture


def test_a_code_held_up_is_read_once_however_long_it_stays(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start()
    for _ in range(10):
        desk.hold_up(code_picture(ZOYA))
        desk.later(1)
    assert desk.read == [ZOYA]


def test_it_is_read_again_when_it_was_away_for_three_seconds(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start()
    desk.hold_up(code_picture(ZOYA))
    desk.later(2.9)
    desk.hold_up(code_picture(ZOYA))
    desk.hold_up(code_picture(ERIC))
    desk.later(3.1)
    desk.hold_up(code_picture(ZOYA))
    assert desk.read == [ZOYA, ERIC, ZOYA]


def test_a_light_code_on_a_dark_screen_is_read(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start()
    picture = code_picture(ZOYA)
    picture.invertPixels()
    desk.hold_up(picture)
    assert desk.read == [ZOYA]


def test_nothing_is_read_once_the_camera_is_off(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start()
    desk.hold_up(empty())
    desk.cameras.hold_up(code_picture(ZOYA))
    desk.camera.stop()
    desk.background.run(lambda: None, lambda _: desk.pictures.append(empty()))
    desk.qtbot.waitUntil(lambda: len(desk.pictures) == 2)
    assert desk.read == []


def test_without_a_camera_it_says_so_and_takes_the_first_that_comes(
    at_desk: Callable[..., Desk],
) -> None:
    desk = at_desk()
    desk.camera.start()
    assert desk.told == [CameraTrouble.NO_CAMERA]
    desk.cameras.plug("front")
    desk.hold_up(code_picture(ZOYA))
    assert desk.told == [CameraTrouble.NO_CAMERA, None]
    assert desk.read == [ZOYA]


def test_the_chosen_camera_is_taken_and_else_the_first(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front", "back")
    desk.camera.start("back")
    desk.camera.start("lost")
    assert desk.cameras.opened == ["back", "front"]


def test_pulled_out_it_says_so_and_goes_on_when_it_is_back(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start("front")
    desk.hold_up(empty())
    desk.cameras.plug()
    assert desk.told == [CameraTrouble.GONE]
    desk.cameras.plug("front")
    desk.hold_up(code_picture(ERIC))
    assert desk.told[-1] is None
    assert desk.read == [ERIC]


def test_a_frame_that_comes_after_the_camera_went_changes_nothing(
    at_desk: Callable[..., Desk],
) -> None:
    desk = at_desk("front")
    desk.camera.start()
    desk.hold_up(empty())
    desk.cameras.plug()
    desk.camera.sink.setVideoFrame(QVideoFrame(code_picture(ZOYA)))
    desk.background.run(lambda: None, lambda _: desk.pictures.append(empty()))
    desk.qtbot.waitUntil(lambda: len(desk.pictures) == 2)
    assert desk.told == [CameraTrouble.GONE]
    assert desk.read == []


def test_another_program_has_it(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front", patience_ms=1)
    desk.camera.start()
    desk.qtbot.waitUntil(lambda: desk.told == [CameraTrouble.BUSY])
    desk.camera.stop()


def test_a_camera_that_fails_is_told(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("front")
    desk.camera.start()
    desk.cameras.fail(CameraTrouble.DENIED)
    assert desk.told == [CameraTrouble.DENIED]
