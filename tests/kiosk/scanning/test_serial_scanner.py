"""A scanner at the other end of a pseudo-terminal."""

import os
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("PySide6.QtSerialPort", reason="a PySide6 without QtSerialPort")
if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pty
import tty

from kiosk.scanning.serial_scanner import SerialScanner, serial_ports


class Wire:
    """Both ends of a cable."""

    def __init__(self) -> None:
        self.here, self.there = pty.openpty()
        tty.setraw(self.there)
        self.port = os.ttyname(self.there)
        self.scanner = SerialScanner()
        self.read: list[str] = []
        self.told: list[bool] = []
        self.scanner.read.connect(self.read.append)
        self.scanner.told.connect(self.told.append)

    def send(self, content: bytes) -> None:
        os.write(self.here, content)

    def unplug(self) -> None:
        for end in (self.here, self.there):
            if end >= 0:
                os.close(end)
        self.here = self.there = -1


@pytest.fixture
def wire(qtbot: QtBot) -> Iterator[Wire]:
    wire = Wire()
    wire.scanner.open(wire.port)
    yield wire
    wire.scanner.close()
    wire.unplug()


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_codes_are_read_whatever_ends_them(wire: Wire, qtbot: QtBot, end: bytes) -> None:
    wire.send(b"zoya2345abcdefgh" + end)
    qtbot.waitUntil(lambda: wire.read == ["zoya2345abcdefgh"])


def test_several_at_once_keep_their_order_and_letters(wire: Wire, qtbot: QtBot) -> None:
    wire.send('{"i":[2,"h","YZ=="]}\r\ncödé/+=\r\n'.encode())
    qtbot.waitUntil(lambda: wire.read == ['{"i":[2,"h","YZ=="]}', "cödé/+="])


def test_noise_on_the_line_is_a_code_that_nobody_has(wire: Wire, qtbot: QtBot) -> None:
    wire.send(bytes(range(128, 256)) + b"\r")
    qtbot.waitUntil(lambda: len(wire.read) == 1)


def test_a_port_that_is_not_there_is_told_and_tried_again(wire: Wire) -> None:
    wire.scanner.open("/dev/no-such-port")
    assert wire.told[-1] is False
    assert not wire.scanner.is_open


def test_the_ports_of_this_machine_can_be_listed(qtbot: QtBot) -> None:
    assert isinstance(serial_ports(), tuple)


def test_a_cable_pulled_out_is_told(wire: Wire, qtbot: QtBot) -> None:
    wire.unplug()
    qtbot.waitUntil(lambda: wire.told[-1] is False)
    assert not wire.scanner.is_open
