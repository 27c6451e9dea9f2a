"""This laptop's camera as the screens know it: Qt's multimedia is loaded only when it is turned on.

Without the extra ``camera`` nothing of it is imported, and ``told`` says how to get it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Signal
from PySide6.QtGui import QImage

from kiosk.background import Background
from kiosk.camera.trouble import CameraTrouble, is_installed
from kiosk.door.camera_view import CameraView
from kiosk.look.look import Look
from kiosk.words import Words

if TYPE_CHECKING:
    from kiosk.camera.camera import Camera

CORNER_WIDTH = 208


class LaptopCamera(QObject):
    """Turned on and off by the settings; reads whatever is shown on the screen.

    Signals:
        read(str): a code has come into sight.
        seen(QImage): the live picture, not mirrored.
        told(CameraTrouble or None): why there is no picture, or that there is one.
        turned(bool): on or off.
        choices_changed: ask ``choices`` again.
    """

    read = Signal(str)
    seen = Signal(QImage)
    told = Signal(object)
    turned = Signal(bool)
    choices_changed = Signal()

    def __init__(
        self,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        has_extra: Callable[[], bool] = is_installed,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._clock = clock
        self._has_extra = has_extra
        self._camera: Camera | None = None
        self._trouble: CameraTrouble | None = None
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Whether it is meant to read."""
        return self._is_on

    @property
    def trouble(self) -> CameraTrouble | None:
        """What was told last."""
        return self._trouble

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each camera that is plugged in; none before it was turned on once."""
        cameras = self._camera.choices() if self._camera is not None else ()
        return tuple((camera.id, camera.name) for camera in cameras)

    def turn(self, on: bool, wanted: str = "") -> None:
        """Read from the camera with this id, else from the first there is; or stop."""
        self._is_on = on
        if on and self._camera is None:
            self._camera = self._load()
        if self._camera is not None:
            if on:
                self._camera.start(wanted)
            else:
                self._camera.stop()
        self.turned.emit(on)

    def view(self, look: Look, words: Words, width: float = CORNER_WIDTH) -> CameraView:
        """A live picture for a screen; it is hidden while the camera is off."""
        view = CameraView(look, words, width)
        view.turn(on=self._is_on)
        view.tell(self._trouble)
        self.seen.connect(view.show_picture)
        self.told.connect(view.tell)
        self.turned.connect(view.turn)
        return view

    def close(self) -> None:
        """Let the camera go."""
        self.turn(on=False)
        self._background.close()

    def _load(self) -> "Camera | None":
        if not self._has_extra():
            self._tell(CameraTrouble.NOT_INSTALLED)
            return None
        # What it misses of hardware and in a picture is told by nobody who could do anything.
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from kiosk.camera.camera import Camera
            from kiosk.camera.system_cameras import SystemCameras
        except ImportError:
            self._tell(CameraTrouble.NOT_LOADED)
            return None
        camera = Camera(SystemCameras(self), self._background, self._clock, self)
        camera.read.connect(self.read)
        camera.seen.connect(self.seen)
        camera.told.connect(self._tell)
        camera.choices_changed.connect(self.choices_changed)
        return camera

    def _tell(self, trouble: CameraTrouble | None) -> None:
        self._trouble = trouble
        self.told.emit(trouble)
