"""Every way by which a code comes to this laptop, switched by its settings.

Qt's multimedia and serial port are the extra ``camera``; they are loaded when they are used.
"""

from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kiosk.background import Background
from kiosk.camera.laptop_camera import LaptopCamera
from kiosk.scanning.key_reader import Timing
from kiosk.scanning.pictures import PictureCodes
from kiosk.scanning.scan_test import PATIENT
from kiosk.scanning.scanner_filter import ScannerFilter
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.scanning.serial_scanner import SerialScanner


class Inputs(QObject):
    """A scanner's keys or serial port, a camera, pictures; a test page may have all for itself.

    Signals:
        typed(KeyScan): a scanner that types like a keyboard.
        read(str): any other way; the text is the code's own.
        tried_keys(KeyScan), tried(str): the same while a page has them.
        unread: a picture without a code; ``tried_unread`` while a page has them.
    """

    typed = Signal(object)
    read = Signal(str)
    tried_keys = Signal(object)
    tried = Signal(str)
    unread = Signal()
    tried_unread = Signal()

    def __init__(
        self,
        settings: Settings,
        window: QWidget,
        background: Background,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._is_trying = self._has_begun = self._is_borrowed = False
        self._keys = ScannerFilter(timing_of(settings), parent=self)
        self.camera = LaptopCamera(background, clock, self)
        self.pictures = PictureCodes(window, background)
        self._serial: SerialScanner | None = None
        self._keys.scanned.connect(self._take_keys)
        self.camera.read.connect(self._take)
        self.pictures.read.connect(self._take)
        self.pictures.unread.connect(self._tell_unread)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._keys.watch(application)

    def begin(self) -> None:
        """Turn on what the settings say is used."""
        self._has_begun = True
        self._turn_camera()
        self._open_port()

    def ports(self) -> tuple[tuple[str, str], ...] | None:
        """Serial ports with something plugged in, by name; None without the extra ``camera``."""
        if not has_serial():
            return None
        from kiosk.scanning.serial_scanner import serial_ports

        return serial_ports()

    def use(self, settings: Settings) -> None:
        """Go on with these settings."""
        before, self._settings = self._settings, settings
        if not self._is_trying:
            self._keys.use(timing_of(settings))
        if (before.uses_camera, before.camera) != (settings.uses_camera, settings.camera):
            self._has_begun = True
            self._turn_camera()
        if before.serial_port != settings.serial_port:
            self._open_port()

    def try_out(self, on: bool) -> None:
        """Let a test page have what is read, with patience for any scanner; or the door again."""
        self.lend(on)
        self._keys.use(PATIENT if on else timing_of(self._settings))

    def lend(self, on: bool) -> None:
        """Let a page have what is read, fingers' keys left alone as ever; or the door again."""
        self._is_trying = on
        if on:
            self._open_port()

    def borrow_camera(self, on: bool) -> None:
        """Read by the camera for a moment, whatever the settings say; or as they say again."""
        if on != self._is_borrowed:
            self._is_borrowed = on
            self._turn_camera()

    def close(self) -> None:
        """Let go of everything."""
        self._keys.stop()
        self.camera.close()
        if self._serial is not None:
            self._serial.close()

    def _turn_camera(self) -> None:
        wanted = self._is_borrowed or (self._has_begun and self._settings.uses_camera)
        self.camera.turn(on=wanted, wanted=self._settings.camera)

    def _open_port(self) -> None:
        port = self._settings.serial_port
        if self._serial is None:
            if not port or not has_serial():
                return
            from kiosk.scanning.serial_scanner import SerialScanner

            self._serial = SerialScanner(self)
            self._serial.read.connect(self._take)
        self._serial.open(port)

    def _take_keys(self, scan: object) -> None:
        (self.tried_keys if self._is_trying else self.typed).emit(scan)

    def _tell_unread(self) -> None:
        (self.tried_unread if self._is_trying else self.unread).emit()

    def _take(self, code: str) -> None:
        (self.tried if self._is_trying else self.read).emit(code)


def has_serial() -> bool:
    """Whether Qt's serial port is there; it comes with the extra ``camera``."""
    return find_spec("PySide6.QtSerialPort") is not None


def timing_of(settings: Settings) -> Timing:
    """How fast this laptop's scanner is, as it is set."""
    return Timing(settings.scanner_gap_ms, settings.scanner_pause_ms)
