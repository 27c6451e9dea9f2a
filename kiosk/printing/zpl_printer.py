"""A label printer that speaks ZPL on a port of the network (9100, or what is typed).

It tells its state and not what became of a label: such a badge is "sent", never "printed".
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.printing.errors import PrinterNotFound, PrinterNotReady, PrintTimedOut
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.printing.zpl.host_status import ETX, LINES, HostStatus, NotZpl, dots_per_mm
from kiosk.printing.zpl.label import labels

RAW_PORT = 9100
SECONDS = 4.0
MOST_ANSWER = 4_096  # bytes; ~HS takes 82


class ZplPrinter:
    """One printer, by "host" or "host:port". Raises PrinterNotFound where that is neither."""

    def __init__(self, place: str, name: str = "", *, seconds: float = SECONDS) -> None:
        host, _, port = place.strip().rpartition(":") if ":" in place else (place.strip(), "", "")
        if not host or (port and not (port.isascii() and port.isdigit() and int(port) < 65_536)):
            raise PrinterNotFound("not_a_place", place=place)
        self._address = (host, int(port) if port else RAW_PORT)
        self._name = name or host
        self._seconds = seconds
        self._dots_per_mm = 0

    @property
    def name(self) -> str:
        """The host's name, unless it was given another one."""
        return self._name

    def status(self) -> PrinterStatus:
        """How it is now."""
        try:
            with self._connected() as line:
                return line.host_status().status
        except (PrinterNotReady, OSError, NotZpl) as error:
            return PrinterStatus(Condition.OFFLINE, type(error).__name__)

    def send(self, pdf: bytes, job_name: str, stock_size_mm: tuple[float, float]) -> None:
        """Send one badge to a printer that is ready, and wait until it has read it.

        Raises PrinterNotReady; PrintTimedOut where it may come out.
        """
        with self._connected() as line:
            try:
                line.host_status().status.check(self.name)
                self._dots_per_mm = self._dots_per_mm or dots_per_mm(line.ask(b"~HI", 1))
            except (OSError, NotZpl) as error:
                raise PrinterNotReady("printer_silent", printer=self.name) from error
            label = labels(pdf, self._dots_per_mm, stock_size_mm)
            try:
                line.say(label)
                line.host_status()  # answered in order: all before it has been read
            except (OSError, NotZpl) as error:
                raise PrintTimedOut("no_answer", printer=self.name) from error

    @contextmanager
    def _connected(self) -> "Iterator[_Line]":
        try:
            connection = socket.create_connection(self._address, self._seconds)
        except OSError as error:
            raise PrinterNotReady("printer_offline", printer=self.name) from error
        with connection:
            yield _Line(connection, self._seconds)


class _Line:
    """Questions and answers on one connection; each in time, or TimeoutError."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds

    def host_status(self) -> HostStatus:
        """~HS. Raises OSError, NotZpl."""
        return HostStatus.read(self.ask(b"~HS", LINES))

    def say(self, text: bytes) -> None:
        """Send, and expect no answer."""
        self._connection.settimeout(self._seconds)
        self._connection.sendall(text)

    def ask(self, question: bytes, lines: int) -> bytes:
        """Send, and read an answer of so many lines."""
        self.say(question + b"\r\n")
        deadline = time.monotonic() + self._seconds
        answer = b""
        while answer.count(ETX) < lines:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._connection.settimeout(left)
            part = self._connection.recv(MOST_ANSWER)
            if not part or len(answer) + len(part) > MOST_ANSWER:
                raise NotZpl(repr(answer[:60]))
            answer += part
        return answer
