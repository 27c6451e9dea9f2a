"""A connection to a printer that ends when its time is over, however slowly the other side talks.

Nothing is said before it is known who is there. Asking the system for a host's address is the one
step that cannot be ended from here; it takes as long as the system's resolver allows.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from kiosk.printing.ipp.certificates import (
    BY_SYSTEM,
    Certificates,
    by_anybody,
    by_system,
    fingerprint_of,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PART = 16_384  # bytes: a record of TLS (RFC 8446, section 5.1), whose time-out counts for each


def seconds_left(deadline: float) -> float:
    """Until ``deadline`` by ``time.monotonic``. Raises TimeoutError where none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def plain(host: str, port: int, deadline: float) -> socket.socket:
    """Connect. Raises OSError. Each address of the host gets its share of the time."""
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    trouble: OSError = OSError(f"no address of {host}")
    for number, (family, kind, protocol, _, place) in enumerate(places):
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(seconds_left(deadline) / (len(places) - number))
            connection.connect(place)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            connection.close()
            trouble = error
        else:
            return connection
    raise trouble


def secure(
    host: str, port: int, deadline: float, certificates: Certificates | None
) -> ssl.SSLSocket:
    """Connect by TLS to a printer that the system vouches for, or that had this certificate when
    it was first seen. Without ``certificates`` only the system's word counts.

    Raises ssl.SSLCertVerificationError where it is neither, OSError.
    """
    kept = None if certificates is None else certificates.kept(host, port)
    if kept is not None and kept != BY_SYSTEM:
        connection = _shaken_hands(by_anybody(), host, port, deadline)
        if fingerprint_of(connection) == kept:
            return connection
        connection.close()
    try:
        connection = _shaken_hands(by_system(), host, port, deadline)
    except ssl.SSLCertVerificationError:
        if certificates is None or kept is not None:
            raise
    else:
        if certificates is not None and kept != BY_SYSTEM:
            certificates.keep(host, port, BY_SYSTEM)
        return connection
    connection = _shaken_hands(by_anybody(), host, port, deadline)
    certificates.keep(host, port, fingerprint_of(connection))
    return connection


def in_time(body: bytes, connection: socket.socket, deadline: float) -> Iterator[bytes]:
    """The body in parts, each to be sent in what is left of the time. Raises TimeoutError."""
    for start in range(0, len(body), _PART):
        connection.settimeout(seconds_left(deadline))
        yield body[start : start + _PART]


def answer_of(connection: socket.socket, deadline: float) -> http.client.HTTPResponse:
    """The status and the headers of the answer to a POST; its body is read within the same time.

    Raises TimeoutError, OSError, http.client.HTTPException; so does reading the body.
    """
    heard = cast(socket.socket, _Heard(connection, deadline))  # no more of it is asked for
    response = http.client.HTTPResponse(heard, method="POST")
    response.begin()
    return response


class _Heard:
    """What ``http.client`` reads an answer from."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._bytes = _Bytes(connection, deadline)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._bytes)


class _Bytes(io.RawIOBase):
    """Every read may take what is left of the time, not a time-out of its own."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._connection.settimeout(seconds_left(self._deadline))
        return self._connection.recv_into(buffer)


def _shaken_hands(context: ssl.SSLContext, host: str, port: int, deadline: float) -> ssl.SSLSocket:
    bare = plain(host, port, deadline)
    try:
        bare.settimeout(seconds_left(deadline))
        connection = context.wrap_socket(bare, server_hostname=host, do_handshake_on_connect=False)
    except OSError:
        bare.close()
        raise
    try:
        connection.do_handshake()
    except OSError:
        connection.close()
        raise
    return connection
