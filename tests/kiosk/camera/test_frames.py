"""Frames in the formats that cameras send, and out of a video file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

pytest.importorskip(
    "PySide6.QtMultimedia",
    reason="no QtMultimedia: the extra [camera] and, on Linux, libpulse0, as .ci/run has them",
    exc_type=ImportError,
)

from PySide6.QtMultimedia import (
    QMediaPlayer,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from data.identity import utc_now
from kiosk.background import Background
from kiosk.camera.frame_reader import FrameReader
from kiosk.camera.frames import luma_of, preview
from kiosk.scanning.qr_reading import luma_of_picture, qr_codes
from tests.kiosk.camera.motion_jpeg import avi
from tests.kiosk.camera.scenes import code_picture

ZOYA, ERIC = "zoya2345abcdefgh", "eric2345abcdefgh"
Format = QVideoFrameFormat.PixelFormat


def scene(code: str) -> QImage:
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(0x505860)
    painter = QPainter(picture)
    painter.drawImage(180, 100, code_picture(code))
    painter.end()
    return picture


def frame_of(picture: QImage, pixels: Format) -> QVideoFrame:
    """A frame whose brightness stands where this format has it."""
    first, step = {Format.Format_YUYV: (0, 2), Format.Format_UYVY: (1, 2)}.get(pixels, (0, 1))
    luma = luma_of_picture(picture)
    frame = QVideoFrame(QVideoFrameFormat(QSize(luma.width, luma.height), pixels))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    plane = memoryview(frame.bits(0))
    for row in range(luma.height):
        begin = row * frame.bytesPerLine(0) + first
        line = luma.data[row * luma.row_bytes :][: luma.width]
        plane[begin : begin + luma.width * step : step] = line
    frame.unmap()
    return frame


@pytest.mark.parametrize(
    "pixels",
    [
        Format.Format_NV12,
        Format.Format_YUV420P,
        Format.Format_YUV422P,
        Format.Format_YUYV,
        Format.Format_UYVY,
        Format.Format_Y8,
    ],
)
def test_the_brightness_is_found_in_every_format(qtbot: QtBot, pixels: Format) -> None:
    with luma_of(frame_of(scene(ZOYA), pixels)) as luma:
        assert luma is not None
        assert qr_codes(luma) == (ZOYA,)
        small = preview(luma, 320)
    assert small.width() == 320
    assert qr_codes(luma_of_picture(small)) == (ZOYA,)


@pytest.mark.parametrize(
    "kind", [QImage.Format.Format_RGB32, QImage.Format.Format_RGBA8888, QImage.Format.Format_ARGB32]
)
def test_a_frame_in_colours_is_read_too(qtbot: QtBot, kind: QImage.Format) -> None:
    with luma_of(QVideoFrame(scene(ZOYA).convertToFormat(kind))) as luma:
        assert luma is not None
        assert qr_codes(luma) == (ZOYA,)


def test_an_empty_frame_is_none(qtbot: QtBot) -> None:
    with luma_of(QVideoFrame()) as luma:
        assert luma is None


def test_the_codes_in_a_video_file_are_read_in_order_and_once(qtbot: QtBot, tmp_path: Path) -> None:
    empty = QImage(640, 480, QImage.Format.Format_RGB32)
    empty.fill(0x505860)
    pictures = [empty] * 3 + [scene(ZOYA)] * 8 + [empty] * 3 + [scene(ERIC)] * 8
    film = tmp_path / "door.avi"
    film.write_bytes(avi(pictures, per_second=20))
    background = Background("camera")
    reader = FrameReader(background, utc_now, least_ms=0)
    read: list[str] = []
    reader.read.connect(read.append)
    sink, player = QVideoSink(), QMediaPlayer()
    sink.videoFrameChanged.connect(reader.take)
    player.setVideoSink(sink)
    player.setSource(QUrl.fromLocalFile(str(film)))
    player.play()
    qtbot.waitUntil(lambda: len(read) == 2, timeout=20_000)
    player.stop()
    background.close()
    assert read == [ZOYA, ERIC]
