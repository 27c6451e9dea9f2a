"""One IPP request over HTTP (RFC 8010, section 4): bounded in time and size, without redirects."""

import http.client
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.printing.ipp.encoding import MalformedMessage, decode, encode
from kiosk.printing.ipp.message import Message

MOST_BYTES = 4_000_000  # of an answer: a thousand jobs, or a printer with every attribute there is
IPP_PORT = 631
_PLAIN = {"ipp": IPP_PORT, "http": 80}
_SECURE = {"ipps": IPP_PORT, "https": 443}


class IppFailure(Exception):
    """No answer that could be used."""


class Unreachable(IppFailure):
    """There was no connection, so the printer knows nothing of the request."""


class NoAnswer(IppFailure):
    """The request may have arrived; the answer was late, cut short, or nothing we can read."""


class HttpRefusal(IppFailure):
    """The printer answered by an HTTP status instead of an IPP message and did not do it."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


@dataclass(frozen=True, slots=True)
class Address:
    """A printer's URI taken apart. ``uri`` is what requests name (RFC 3510: scheme ipp or ipps)."""

    uri: str
    host: str
    port: int
    path: str
    is_secure: bool

    @classmethod
    def parse(cls, uri: str) -> "Address":
        """From "ipp://host[:port]/path" (or ipps, http, https). Raises ValueError."""
        parts = urlsplit(uri.strip())
        ports = _PLAIN | _SECURE
        if parts.scheme not in ports or not parts.hostname:
            raise ValueError(f"no address of a printer: {uri}")
        if any(ord(letter) <= ord(" ") or ord(letter) == 127 for letter in uri.strip()):
            raise ValueError(f"no address of a printer: {uri}")
        is_secure = parts.scheme in _SECURE
        port = parts.port or ports[parts.scheme]
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        path = parts.path or "/"
        named = host if port == IPP_PORT else f"{host}:{port}"
        scheme = "ipps" if is_secure else "ipp"
        return cls(f"{scheme}://{named}{path}", parts.hostname, port, path, is_secure)


def ask(address: Address, request: Message, document: bytes, seconds: float) -> Message:
    """Send the request and return the answer, all within ``seconds``.

    Raises Unreachable, NoAnswer or HttpRefusal.
    """
    deadline = time.monotonic() + seconds
    connection = _connection(address, seconds)
    try:
        try:
            connection.connect()
        except OSError as error:
            raise Unreachable(str(error)) from error
        body = encode(request) + document
        return _exchange(connection, address.path, body, deadline)
    finally:
        connection.close()


def _connection(address: Address, seconds: float) -> http.client.HTTPConnection:
    if not address.is_secure:
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)
    # Printers sign their own certificates: this keeps names from listeners, and no more than that.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)


def _exchange(
    connection: http.client.HTTPConnection, path: str, body: bytes, deadline: float
) -> Message:
    headers = {"Content-Type": "application/ipp", "Accept": "application/ipp"}
    try:
        connection.request("POST", path, body, headers)
        _wait_until(connection, deadline)
        with connection.getresponse() as response:
            if response.status != http.HTTPStatus.OK:
                raise HttpRefusal(response.status)
            answer = _read(connection, response, deadline)
        return decode(answer)[0]
    except (OSError, http.client.HTTPException, MalformedMessage) as error:
        raise NoAnswer(type(error).__name__) from error


def _read(
    connection: http.client.HTTPConnection, response: http.client.HTTPResponse, deadline: float
) -> bytes:
    """All of the answer: a printer that sends a byte now and then gets no more time by it."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise MalformedMessage("an answer beyond all measure")
        _wait_until(connection, deadline)
    return b"".join(parts)


def _wait_until(connection: http.client.HTTPConnection, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    if connection.sock is not None:
        connection.sock.settimeout(left)
