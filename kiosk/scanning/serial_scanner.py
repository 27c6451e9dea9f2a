"""Scanners in serial (COM) mode, by Qt's own serial port: no thread, no keyboard layout.

Qt Serial Port comes with the extra ``camera`` (PySide6-Addons), which is kept up; pySerial has had
no release since 2020. Run on Linux with a pseudo-terminal; not on Windows or macOS.
"""

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

PAUSE_MS = 80  # ends a code where the scanner sends no line end
AGAIN_MS = 2_000  # until a port that was pulled out or is in use is tried again
LONGEST = 4096  # bytes of a code; what comes behind them is let go
_ENDS = b"\r\n\t\x00\x03"  # CR, LF, Tab, NUL, ETX


def serial_ports() -> tuple[tuple[str, str], ...]:
    """Name and description of each port that has something plugged in."""
    return tuple(
        (port.portName(), port.description() or port.manufacturer())
        for port in QSerialPortInfo.availablePorts()
        if port.hasVendorIdentifier()
    )


class SerialScanner(QObject):
    """Reads one port while it is open, and opens it again when it was pulled out.

    Signals:
        read(str): a code.
        told(bool): whether the port is open now.
    """

    read = Signal(str)
    told = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = QSerialPort(self)
        self._held = b""
        self._wanted = ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._end)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._open)
        self._port.readyRead.connect(self._take)
        self._port.errorOccurred.connect(self._lose)

    @property
    def is_open(self) -> bool:
        """Whether codes can come."""
        return self._port.isOpen()

    def open(self, port: str) -> None:
        """Read this port from now on; "" for none."""
        self.close()
        self._wanted = port
        if port:
            self._open()

    def close(self) -> None:
        """Let the port go."""
        self._wanted = ""
        self._again.stop()
        self._pause.stop()
        self._held = b""
        if self._port.isOpen():
            self._port.close()

    def _open(self) -> None:
        self._port.setPortName(self._wanted)
        is_open = self._port.open(QIODevice.OpenModeFlag.ReadOnly)
        if not is_open:
            self._again.start()
        self.told.emit(is_open)

    def _lose(self, error: QSerialPort.SerialPortError) -> None:
        if error is QSerialPort.SerialPortError.ResourceError and self._port.isOpen():
            self._port.close()
            self._again.start()
            self.told.emit(False)

    def _take(self) -> None:
        for byte in bytes(self._port.readAll().data()):
            if byte in _ENDS:
                self._end()
            elif len(self._held) < LONGEST:
                self._held += bytes((byte,))
        if self._held:
            self._pause.start()

    def _end(self) -> None:
        self._pause.stop()
        held, self._held = self._held, b""
        if held:
            self.read.emit(held.decode("utf-8", errors="replace"))
