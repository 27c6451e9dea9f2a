"""One IPP request over HTTP (RFC 8010, section 4): bounded in time and size, without redirects."""

import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.printing.ipp.certificates import Certificates
from kiosk.printing.ipp.connection import answer_of, in_time, plain, secure
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


class Untrusted(IppFailure):
    """Somebody is there, and nothing shows that it is the printer; nothing was said to it."""


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


def ask(
    address: Address,
    request: Message,
    document: bytes,
    seconds: float,
    certificates: Certificates | None = None,
) -> Message:
    """Send the request and return the answer, all within ``seconds``.

    ``certificates``: those of printers for which no authority vouches; None trusts none of them.
    Raises Unreachable, Untrusted, NoAnswer or HttpRefusal.
    """
    deadline = time.monotonic() + seconds
    try:
        line: socket.socket
        if address.is_secure:
            line = secure(address.host, address.port, deadline, certificates)
        else:
            line = plain(address.host, address.port, deadline)
    except ssl.SSLCertVerificationError as error:
        raise Untrusted(error.verify_message) from error
    except OSError as error:
        raise Unreachable(str(error)) from error
    with line:
        return _exchange(line, address, encode(request) + document, deadline)


def _exchange(line: socket.socket, address: Address, body: bytes, deadline: float) -> Message:
    headers = {
        "Content-Type": "application/ipp",
        "Content-Length": str(len(body)),
        "Accept": "application/ipp",
    }
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.sock = line
    try:
        connection.request("POST", address.path, in_time(body, line, deadline), headers)
        with answer_of(line, deadline) as response:
            if response.status != http.HTTPStatus.OK:
                raise HttpRefusal(response.status)
            return decode(_read(response))[0]
    except (OSError, http.client.HTTPException, MalformedMessage) as error:
        raise NoAnswer(type(error).__name__) from error


def _read(response: http.client.HTTPResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise MalformedMessage("an answer beyond all measure")
    return b"".join(parts)
