"""Whoever talks slowly gets no more time by it."""

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.printing.ipp.client import IppClient
from kiosk.printing.ipp.transport import Address, NoAnswer

SECONDS = 0.3
LONG_AFTER = 5.0  # where every byte were given a time-out of its own, it would take for ever


@contextmanager
def trickling(first: bytes, then: bytes) -> Iterator[IppClient]:
    """A server that says ``first`` at once and ``then`` again and again, never at an end."""
    hung_up = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(65_536)
            connection.sendall(first)
            for _ in itertools.count():
                connection.sendall(then)
                if hung_up.wait(SECONDS / 10):
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield IppClient(Address.parse(f"ipp://127.0.0.1:{listener.getsockname()[1]}/"), SECONDS)
        hung_up.set()
        thread.join()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"H"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"\0"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n\0\r\n"),
    ],
)
def test_an_answer_byte_by_byte_ends_with_the_time_of_the_whole(first: bytes, then: bytes) -> None:
    begun = time.monotonic()
    with trickling(first, then) as somebody, pytest.raises(NoAnswer):
        somebody.printer()
    assert time.monotonic() - begun < LONG_AFTER


def test_a_document_nobody_takes_ends_with_the_time_of_the_whole() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        somebody = IppClient(
            Address.parse(f"ipp://127.0.0.1:{listener.getsockname()[1]}/"), SECONDS
        )
        with pytest.raises(NoAnswer):
            somebody.print_job(bytes(20_000_000), "application/pdf", "a")
