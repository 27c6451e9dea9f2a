"""Cameras that a test plugs in; their frames go into the sink as those of real ones do."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from kiosk.camera.system_cameras import CameraChoice
from kiosk.camera.trouble import CameraTrouble


class FakeCameras(QObject):
    """Says what is plugged in and shows what a test holds up."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = list(names)
        self.opened: list[str] = []
        self._sink: QVideoSink | None = None

    def choices(self) -> tuple[CameraChoice, ...]:
        return tuple(CameraChoice(name, name.title()) for name in self.names)

    def open(self, camera_id: str, sink: QVideoSink) -> None:
        self.opened.append(camera_id)
        self._sink = sink

    def close(self) -> None:
        self._sink = None

    def plug(self, *names: str) -> None:
        self.names = list(names)
        self.changed.emit()

    def fail(self, trouble: CameraTrouble) -> None:
        self.failed.emit(trouble)

    def hold_up(self, picture: QImage) -> None:
        assert self._sink is not None
        self._sink.setVideoFrame(QVideoFrame(picture))
