"""The connections themselves: each request within one time as a whole, and all of them to be ended.

httpx bounds single steps; a server that sends a byte every few seconds is bounded here. Whoever
closes the window ends what is asked at once, from another thread; what is being told may still
arrive for a moment, for its answer is worth having.
"""

import math
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from threading import Event
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from data.sync.far_end import Stopped

KEPT_SECONDS = 5.0  # a connection that rests longer may have died on the way
SLICE_SECONDS = 0.2  # after so long a wait looks whether it is still wanted
LAST_WORD_SECONDS = 1.0  # for the answer to what was being told when it was stopped
WIRE_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


class Patience:
    """How long one thread waits for what it asked; ``stop`` may be called from any other."""

    def __init__(self) -> None:
        self._stop = Event()
        self._until = math.inf
        self._is_told = False

    def begin(self, seconds: float, *, is_told: bool) -> None:
        """Something new is asked or told. Raises Stopped."""
        if self._stop.is_set():
            raise Stopped
        self._until, self._is_told = time.monotonic() + seconds, is_told

    def stop(self) -> None:
        """Wait no more, now and ever after."""
        self._stop.set()

    def left(self, most: float | None, over: type[httpcore.TimeoutException]) -> float:
        """Seconds that are left, at most so many. Raises ``over`` where none are, and Stopped."""
        now = time.monotonic()
        if self._stop.is_set():
            if not self._is_told:
                raise Stopped
            self._until = min(self._until, now + LAST_WORD_SECONDS)
        seconds = min(math.inf if most is None else most, self._until - now)
        if seconds <= 0:
            if self._stop.is_set():
                raise Stopped
            raise over
        return seconds


class _Stream(httpcore.NetworkStream):
    """A connection whose every step looks at the patience."""

    def __init__(self, inner: httpcore.NetworkStream, patience: Patience) -> None:
        self._inner = inner
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        given_up = time.monotonic() + (math.inf if timeout is None else timeout)
        while True:
            left = self._patience.left(given_up - time.monotonic(), httpcore.ReadTimeout)
            try:
                return self._inner.read(max_bytes, min(left, SLICE_SECONDS))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._patience.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._patience.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._patience)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """The network, one address of a host after the other, each with its share of the time."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self._patience.left(timeout, httpcore.ConnectTimeout)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        given_up = time.monotonic() + (math.inf if timeout is None else timeout)
        for number, address in enumerate(addresses):
            left = self._patience.left(given_up - time.monotonic(), httpcore.ConnectTimeout)
            share = left / (len(addresses) - number)
            try:
                return _Stream(self._inner.connect_tcp(address, port, share), self._patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses) - 1:
                    raise
        raise httpcore.ConnectError  # a host without any address


class _Body(httpx.SyncByteStream):
    """What comes back, as httpx wants it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class Wire(httpx.BaseTransport):
    """Carries the requests of one client to ``host``, as ``patience`` allows.

    Through the proxy that this laptop is set to use, where there is one of HTTP. Raises Stopped
    and WIRE_ERRORS.
    """

    def __init__(self, host: str, context: ssl.SSLContext | None, patience: Patience) -> None:
        network = _Network(patience)
        proxy = _proxy_for(host)
        self._pool: httpcore.ConnectionPool
        if proxy is None:
            self._pool = httpcore.ConnectionPool(
                context, keepalive_expiry=KEPT_SECONDS, network_backend=network
            )
        else:
            password = (proxy.username, proxy.password)
            self._pool = httpcore.HTTPProxy(
                str(proxy.copy_with(userinfo=b"")),
                proxy_auth=password if any(password) else None,
                ssl_context=context,
                keepalive_expiry=KEPT_SECONDS,
                network_backend=network,
            )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, one answer, whose body is still to be read."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()


def _proxy_for(host: str) -> httpx.URL | None:
    """The proxy of this laptop's settings; those that are not of HTTP are passed by."""
    if not host or proxy_bypass(host):
        return None
    proxies = getproxies()
    address = proxies.get("https") or proxies.get("all")
    if not address:
        return None
    try:
        url = httpx.URL(address if "://" in address else f"http://{address}")
    except httpx.InvalidURL:
        return None
    return url if url.scheme in ("http", "https") and url.host else None
