"""The camera at the door: chosen, watched, and found again when it comes back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from kiosk.background import Background
from kiosk.camera.frame_reader import LEAST_MS, FrameReader
from kiosk.camera.system_cameras import CameraChoice
from kiosk.camera.trouble import CameraTrouble

PATIENCE_MS = 5_000  # until a camera that sends no picture is taken for busy


class Cameras(Protocol):
    """Where cameras come from: ``SystemCameras``, or a test's."""

    changed: SignalInstance
    failed: SignalInstance

    def choices(self) -> Sequence[CameraChoice]:
        """What is plugged in, the system's own choice first."""

    def open(self, camera_id: str, sink: QVideoSink) -> None:
        """Send this camera's frames to ``sink``."""

    def close(self) -> None:
        """Let the camera go."""


class Camera(QObject):
    """Reads codes from one camera while it is on; whatever happens to it, it only tells.

    Signals:
        read(str): a code has come into sight.
        seen(QImage): the live picture, not mirrored.
        told(CameraTrouble or None): there is no picture and why, or there is one again.
        choices_changed: ask ``choices`` again.
    """

    read = Signal(str)
    seen = Signal(QImage)
    told = Signal(object)
    choices_changed = Signal()

    def __init__(
        self,
        cameras: Cameras,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        patience_ms: int = PATIENCE_MS,
        least_ms: int = LEAST_MS,
    ) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self._cameras = cameras
        self._wanted = ""
        self._open = ""  # the id of the camera that is open
        self._is_on = False
        self._trouble: CameraTrouble | None = None
        self._reader = FrameReader(background, clock, self, least_ms=least_ms)
        self._reader.turn(on=False)
        self._reader.read.connect(self.read)
        self._reader.seen.connect(self.seen)
        self._patience = QTimer(self, interval=patience_ms, singleShot=True)
        self._patience.timeout.connect(lambda: self._tell(CameraTrouble.BUSY))
        self.sink.videoFrameChanged.connect(self._take)
        cameras.changed.connect(self._look_again)
        cameras.failed.connect(self._fail)

    @property
    def trouble(self) -> CameraTrouble | None:
        """What was told last."""
        return self._trouble

    @property
    def is_on(self) -> bool:
        """Whether it is meant to read."""
        return self._is_on

    def choices(self) -> Sequence[CameraChoice]:
        """The cameras that are plugged in, the system's own choice first."""
        return self._cameras.choices()

    def start(self, wanted: str = "") -> None:
        """Read from the camera with this id; where it isn't there, from the first that is."""
        self._wanted = wanted
        self._is_on = True
        self._open = ""
        self._look_again()

    def stop(self) -> None:
        """Let the camera go; no code is read any more."""
        self._is_on = False
        self._open = ""
        self._patience.stop()
        self._reader.turn(on=False)
        self._cameras.close()

    def _look_again(self) -> None:
        self.choices_changed.emit()
        if not self._is_on:
            return
        there = [choice.id for choice in self._cameras.choices()]
        if self._open in there:
            return
        if not there:
            was_open, self._open = self._open, ""
            self._cameras.close()
            self._patience.stop()
            self._reader.turn(on=False)  # a picture still on its way comes too late
            self._tell(CameraTrouble.GONE if was_open else CameraTrouble.NO_CAMERA)
            return
        self._open = self._wanted if self._wanted in there else there[0]
        self._patience.start()
        self._reader.turn(on=True)
        self._cameras.open(self._open, self.sink)

    def _take(self, frame: QVideoFrame) -> None:
        if not self._open or not frame.isValid():
            return
        self._patience.start()  # also for a camera that stops sending in the middle
        self._tell(None)
        self._reader.take(frame)

    def _fail(self, trouble: CameraTrouble) -> None:
        if self._is_on:
            self._patience.stop()
            self._tell(trouble)

    def _tell(self, trouble: CameraTrouble | None) -> None:
        if trouble is not self._trouble:
            self._trouble = trouble
            self.told.emit(trouble)
