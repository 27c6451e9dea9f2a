"""From frames to codes, off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from kiosk.background import Background
from kiosk.camera.frames import luma_of, preview
from kiosk.camera.showing import Showing
from kiosk.scanning.qr_reading import qr_codes

LEAST_MS = 60  # from one frame read to the next: 15 a second are plenty and leave the laptop cool
PREVIEW = 480  # px


@dataclass(frozen=True, slots=True)
class _Look:
    codes: tuple[str, ...]
    picture: QImage


class FrameReader(QObject):
    """Reads a frame whenever the last one is done with; those in between are let go.

    Signals:
        read(str): a code has come into sight.
        seen(QImage): the live picture, small and grey, not mirrored.
    """

    read = Signal(str)
    seen = Signal(QImage)

    def __init__(
        self,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        least_ms: int = LEAST_MS,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._clock = clock
        self._least_ms = least_ms
        self._showing = Showing()
        self._since = QElapsedTimer()
        self._is_busy = False
        self._is_on = True

    def take(self, frame: QVideoFrame) -> None:
        """A frame has come."""
        if not self._is_on or self._is_busy or not frame.isValid():
            return
        if self._since.isValid() and self._since.elapsed() < self._least_ms:
            return
        self._since.start()
        self._is_busy = True
        self._background.run(lambda: _look(frame), self._told)

    def turn(self, on: bool) -> None:
        """Read on, or let every frame go and forget what was seen."""
        self._is_on = on
        self._showing.forget()

    def _told(self, look: _Look | None) -> None:
        self._is_busy = False
        if look is None or not self._is_on:
            return
        self.seen.emit(look.picture)
        for code in self._showing.new(look.codes, self._clock()):
            self.read.emit(code)


def _look(frame: QVideoFrame) -> _Look | None:
    with luma_of(frame) as luma:
        return None if luma is None else _Look(qr_codes(luma), preview(luma, PREVIEW))
