"""What stands between a door and pretix: it can lose an answer after the server has acted."""

import random
import socket
import struct
import threading
from collections.abc import Callable
from typing import Self

_END_OF_HEAD = b"\r\n\r\n"


class Proxy:
    """Forwards HTTP to a port of this machine. ``lose`` says which answers to POST get lost.

    An answer is lost when the server has given it whole: the connection to the door is reset.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, name="proxy")
        self._chance = random.Random(5)
        self.lose: Callable[[bytes], bool] = lambda path: False
        self.lost: list[bytes] = []
        self.errors: list[bytes] = []  # paths that the server answered with 500 by itself

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def lose_one_in(self, number: int) -> None:
        """Lose that share of all answers to a POST."""
        self.lose = lambda path: self._chance.randrange(number) == 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                door, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(door,), daemon=True).start()

    def _serve(self, door: socket.socket) -> None:
        """One request for each connection: pretix is asked to close it, and so does the door."""
        with door:
            try:
                request = _read_message(door)
                if not request:
                    return
                head, _, body = request.partition(_END_OF_HEAD)
                lines = [
                    line
                    for line in head.split(b"\r\n")
                    if not line.lower().startswith((b"connection:", b"host:"))
                ]
                lines[1:1] = [b"Host: 127.0.0.1:%d" % self._to, b"Connection: close"]
                with socket.create_connection(("127.0.0.1", self._to), timeout=60) as server:
                    server.sendall(b"\r\n".join(lines) + _END_OF_HEAD + body)
                    answer = b""
                    while part := server.recv(65536):
                        answer += part
            except OSError:
                return
            method, path = request.split(b" ", 2)[:2]
            if answer.startswith(b"HTTP/1.1 500"):
                self.errors.append(path)
            if method == b"POST" and answer and self.lose(path):
                self.lost.append(path)
                # No linger: the door gets a reset, as when a router dies.
                door.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            door.sendall(answer)


def _read_message(door: socket.socket) -> bytes:
    """One whole request."""
    data = b""
    while _END_OF_HEAD not in data:
        part = door.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(_END_OF_HEAD)
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    while len(body) < length:
        part = door.recv(65536)
        if not part:
            return b""
        body += part
    return head + _END_OF_HEAD + body
