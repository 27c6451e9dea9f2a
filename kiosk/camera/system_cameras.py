"""The cameras of this laptop, by Qt Multimedia.

Run so far without a camera: on Linux with none plugged in. How a camera behaves on Windows and
macOS, and one that another program has, comes from Qt's documentation.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoSink,
)

from kiosk.camera.trouble import CameraTrouble


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera that can be chosen; ``id`` stays the same from evening to evening."""

    id: str
    name: str


class SystemCameras(QObject):
    """Opens one camera at a time into a sink.

    Signals:
        changed: a camera was plugged in or pulled out.
        failed(CameraTrouble): the open camera cannot be used.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)
        self._session: QMediaCaptureSession | None = None

    def choices(self) -> tuple[CameraChoice, ...]:
        """What is plugged in, the system's own choice first."""
        first = QMediaDevices.defaultVideoInput()
        devices = sorted(QMediaDevices.videoInputs(), key=lambda device: device != first)
        return tuple(CameraChoice(_id(device), device.description()) for device in devices)

    def open(self, camera_id: str, sink: QVideoSink) -> None:
        """Send this camera's frames to ``sink``; ``failed`` tells where that can't be."""
        self.close()
        permission, application = QCameraPermission(), QCoreApplication.instance()
        assert application is not None
        match application.checkPermission(permission):
            case Qt.PermissionStatus.Granted:
                self._begin(camera_id, sink)
            case Qt.PermissionStatus.Denied:
                self.failed.emit(CameraTrouble.DENIED)
            case _:
                application.requestPermission(
                    permission, self, lambda _: self.open(camera_id, sink)
                )

    def close(self) -> None:
        """Let the camera go."""
        if self._session is not None:
            camera = self._session.camera()
            camera.stop()
            self._session.deleteLater()
            self._session = None

    def _begin(self, camera_id: str, sink: QVideoSink) -> None:
        device = next((d for d in QMediaDevices.videoInputs() if _id(d) == camera_id), None)
        if device is None:
            self.failed.emit(CameraTrouble.GONE)
            return
        self._session = QMediaCaptureSession(self)
        camera = QCamera(device, self._session)
        camera.errorOccurred.connect(lambda *_: self.failed.emit(CameraTrouble.BUSY))
        self._session.setCamera(camera)
        self._session.setVideoSink(sink)
        camera.start()


def _id(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")
