"""A Zebra printer as far as Pennant speaks to it: ~HS, ~HI and labels, drawn back into pixels."""

import re
import socket
import socketserver
from dataclasses import dataclass, field

from tests.kiosk.printing.fake_server import FakeServer

_LABEL = re.compile(rb"\^XA\^PW(\d+)\^LL(\d+).*?\^GFA,(\d+),(\d+),(\d+),([0-9A-F,:]*)\^FS\^PQ1\^XZ")


@dataclass
class FakeZplPrinter:
    """What it printed stands in ``labels``: width in dots, and rows of bytes where 1 is ink."""

    labels: list[tuple[int, list[bytes]]] = field(default_factory=list)
    is_out_of_labels: bool = False
    is_paused: bool = False
    is_open: bool = False
    is_mute: bool = False
    dies_at_label: bool = False
    dots_per_mm: int = 8
    _server: FakeServer | None = None

    @property
    def place(self) -> str:
        """Where it is."""
        assert self._server is not None
        return f"127.0.0.1:{self._server.port}"

    def start(self) -> "FakeZplPrinter":
        """Switch it on."""
        printer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                printer.converse(self.request)

        self._server = FakeServer(0, Handler)
        return self

    def stop(self) -> None:
        """Switch it off; nothing of it is left running."""
        if self._server is not None:
            self._server.end()

    def converse(self, connection: socket.socket) -> None:
        """Answer until the other side hangs up."""

        heard = b""
        while part := connection.recv(65_536):
            heard += part
            if self.dies_at_label and b"^XA" in heard:
                return
            while (end := heard.find(b"\n")) >= 0:
                line, heard = heard[:end], heard[end + 1 :]
                answer = self._answer(line.strip())
                if answer and not self.is_mute:
                    connection.sendall(answer)

    def _answer(self, line: bytes) -> bytes:
        if line == b"~HS":
            one = f"030,{self.is_out_of_labels:d},{self.is_paused:d},1218,000,0,0,0,000,0,0,0"
            two = f"000,0,{self.is_open:d},0,0,2,6,0,00000000,1,000"
            return b"".join(f"\x02{text}\x03\r\n".encode() for text in (one, two, "1234,0"))
        if line == b"~HI":
            return f"\x02ZD420-203dpi,V84.20.18Z,{self.dots_per_mm},8192KB\x03\r\n".encode()
        found = _LABEL.fullmatch(line)
        assert found is not None, line[:80]
        width, height, total, _, row_bytes = map(int, found.groups()[:5])
        rows = _unpacked(found.group(6), row_bytes)
        assert len(rows) == height
        assert total == height * row_bytes
        self.labels.append((width, rows))
        return b""


def _unpacked(data: bytes, row_bytes: int) -> list[bytes]:
    rows: list[bytes] = []
    row = b""
    for letter in re.findall(rb"[0-9A-F]{2}|[,:]", data):
        if letter == b":":
            rows.append(rows[-1])
        elif letter == b",":
            rows.append(row.ljust(row_bytes, b"\0"))
            row = b""
        else:
            row += bytes.fromhex(letter.decode())
            if len(row) == row_bytes:
                rows.append(row)
                row = b""
    return rows
