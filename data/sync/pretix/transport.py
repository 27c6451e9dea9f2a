"""HTTP to one host, bounded in every way: TLS verified, no redirect elsewhere, sizes, times.

What the network or a stranger in between does becomes a SyncError; what pretix says is an
``Answer``, judged by its body, for 400 and 404 each mean several things there.
"""

import json
import logging
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore
import httpx

from data.errors import SyncPermanent, SyncTemporary
from data.sync.pretix.wire import WIRE_ERRORS, Patience, Wire
from data.sync.secrets import Secret

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
TOTAL_SECONDS = 30.0
MOST_AHEAD = timedelta(days=100 * 365)  # a clock that says more says nothing
LARGEST_BYTES = 16 * 1024 * 1024
TRIES = 3  # of a GET, where the server stumbles
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN = frozenset({"", "identity", "gzip"})  # each unpacked once: 64 kB become 64 MB at most
_HALF_A_LETTER = re.compile(r"\\u[dD][89a-fA-F]")
_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED, https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/


@dataclass(frozen=True, slots=True)
class Answer:
    """What pretix said: HTTP status, the JSON of its body, and when it said so by its own clock."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether it did what was asked."""
        return 200 <= self.status < 300

    def word(self, name: str) -> str:
        """A text in the body, or nothing."""
        value = self.body.get(name) if isinstance(self.body, dict) else None
        return value if isinstance(value, str) else ""


def verifying() -> ssl.SSLContext:
    """TLS that trusts whom the system and Mozilla trust."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class Transport:
    """One host with one token. Used by one thread; ``close`` it. ``stop`` it from any.

    ``scheme`` is that of the Authorization header: Device or Token. ``clock`` gives aware UTC,
    ``sleep`` waits seconds, ``through`` carries requests instead of the network. Raises
    SyncTemporary and SyncPermanent, and Stopped after ``stop``.
    """

    def __init__(
        self,
        url: str,
        token: Secret | None,
        clock: Callable[[], datetime],
        *,
        scheme: str = "Device",
        context: ssl.SSLContext | None = None,
        through: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = url.rstrip("/")
        try:
            parts = urlsplit(self._url)
            self.host, _ = parts.hostname or "", parts.port
        except ValueError:
            raise SyncPermanent("not_an_address", address="?") from None
        if parts.scheme not in ("http", "https") or not _is_host(self.host):
            raise SyncPermanent("not_an_address", address=self.host or "?")
        if parts.scheme == "http" and self.host not in _LOOPBACK:
            raise SyncPermanent("not_encrypted", host=self.host)
        self._clock = clock
        self._sleep = sleep
        self._patience = Patience()
        self.server_ahead = timedelta(0)  # how far the server's clock is ahead of ours
        is_open = parts.scheme == "http" or through is not None  # no TLS of ours, nothing to load
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Accept-Language": "en",
            "User-Agent": f"Pennant/{version('pennant-kiosk')}",
        }
        if token is not None:
            if not (token.reveal().isascii() and token.reveal().isprintable()):
                raise SyncPermanent("wrong_token", host=self.host)
            headers["Authorization"] = f"{scheme} {token.reveal()}"
        logging.getLogger("httpx").setLevel(logging.WARNING)  # below, it logs addresses with codes
        self._client = httpx.Client(
            headers=headers,
            verify=False,  # httpx makes no connection itself
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            trust_env=False,
            follow_redirects=False,
            transport=through
            or Wire(
                "" if self.host in _LOOPBACK else self.host,
                None if is_open else context or verifying(),
                self._patience,
            ),
        )

    def stop(self) -> None:
        """End what is asked at once and ask nothing more; what is being told has a second yet."""
        self._patience.stop()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(
        self, path: str, params: Mapping[str, object] | None = None, *, within: float | None = None
    ) -> Answer:
        """Ask for something; asked again where the server stumbles. ``within``: seconds, once."""
        for tries_left in reversed(range(1 if within is not None else TRIES)):
            try:
                answer = self._follow(path, params, within)
            except SyncTemporary as error:
                if not tries_left or error.code != "cut_off":
                    raise
            else:
                if answer.status != 500 or not tries_left:
                    return self._ours(answer)
            self._sleep(0.3)
        raise AssertionError("unreachable: the last try returns or raises")

    def post(
        self, path: str, body: Mapping[str, object], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Tell something, once: whoever calls knows whether it may be told again."""
        until = time.monotonic() + TOTAL_SECONDS
        answer = self._once("POST", self._url + path, None, body, headers, until)
        if 300 <= answer.status < 400:
            self._redirected(answer)
        return self._ours(answer)

    def _follow(
        self, path: str, params: Mapping[str, object] | None, within: float | None
    ) -> Answer:
        until = time.monotonic() + (TOTAL_SECONDS if within is None else within)
        answer = self._once("GET", self._url + path, params, None, None, until)
        if not 300 <= answer.status < 400 or answer.status == 304:
            return answer
        target = self._redirected(answer, self._url + path)
        return self._once("GET", target, None, None, None, until)

    def _redirected(self, answer: Answer, asked: str = "") -> str:
        """Where we are sent, if that is the same host as safely as before."""
        target = urljoin(asked, answer.headers.get("location", ""))
        before, after = urlsplit(self._url), urlsplit(target)
        same = (after.scheme, after.netloc) == (before.scheme, before.netloc)
        if not asked or not same:
            other = after.hostname or "?"
            raise SyncTemporary("redirected", host=self.host, other=other)
        return target

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None,
        body: Mapping[str, object] | None,
        headers: Mapping[str, str] | None,
        until: float,
    ) -> Answer:
        self._patience.begin(until - time.monotonic(), is_told=method == "POST")
        try:
            with self._client.stream(
                method,
                url,
                params={k: str(v) for k, v in params.items()} if params else None,
                json=body,
                headers=headers,
            ) as response:
                if response.headers.get("content-encoding", "").strip().lower() not in _PLAIN:
                    raise SyncTemporary("too_much", host=self.host)
                content = bytearray()
                for part in response.iter_bytes():
                    content += part
                    if len(content) > LARGEST_BYTES:
                        raise SyncTemporary("too_much", host=self.host)
                    if time.monotonic() > until:
                        raise SyncTemporary("too_slow", host=self.host)
                self._set_clock(response.headers)
                return self._understood(response, bytes(content))
        except (httpx.HTTPError, *WIRE_ERRORS) as error:
            self._translate(error)

    def _set_clock(self, headers: httpx.Headers) -> None:
        """Learn how wrong this laptop's clock is; pretix's own header is the finer one."""
        try:
            if "x-page-generated" in headers:
                theirs = datetime.fromisoformat(headers["x-page-generated"])
            else:
                theirs = parsedate_to_datetime(headers["date"])
            ahead = theirs - self._clock()
        except (KeyError, ValueError, TypeError, OverflowError):
            return
        if abs(ahead) < MOST_AHEAD:
            self.server_ahead = ahead

    def _understood(self, response: httpx.Response, content: bytes) -> Answer:
        status = response.status_code
        headers = {name.lower(): value for name, value in response.headers.items()}
        if 300 <= status < 400:
            return Answer(status, None, headers)
        if not content.strip():
            return Answer(status, None, headers)
        try:
            text = content.decode("utf-8-sig")
            body = json.loads(text)
        except (ValueError, RecursionError):
            if status < 300 and headers.get("content-type", "").startswith("application/json"):
                raise SyncTemporary("cut_off", host=self.host) from None
            return Answer(status, _NO_JSON, headers)
        if _HALF_A_LETTER.search(text) and not _is_text(body):
            raise SyncPermanent("strange_answer", host=self.host, status=status)
        return Answer(status, body, headers)

    def _ours(self, answer: Answer) -> Answer:
        """The answer, where it is pretix that gave it and our token is good."""
        status = answer.status
        if status in (502, 503, 504):
            wait = _retry_after(answer)
            raise SyncTemporary("in_trouble", host=self.host, retry_after=wait)
        if status == 429:
            wait = _retry_after(answer) or 30
            raise SyncTemporary("too_often", host=self.host, retry_after=wait)
        if status == 407:
            raise SyncTemporary("proxy_asks", host=self.host)
        if answer.body is _NO_JSON and status != 500:
            if status in (400, 404, 405):
                raise SyncPermanent("not_pretix", host=self.host)
            raise SyncTemporary("captive_portal", host=self.host)
        detail = answer.word("detail")
        if status == 401 or (status == 403 and detail == "Invalid token."):
            if "revoked" in detail:
                raise SyncPermanent("revoked", host=self.host)
            raise SyncPermanent("wrong_token", host=self.host)
        return answer

    def _translate(self, error: Exception) -> NoReturn:
        """Say in our words what httpx says in its own. The cause is left away: it names the URL."""
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                expired = cause.verify_code == _EXPIRED
                code = "certificate_expired" if expired else "certificate_wrong"
                raise SyncPermanent(code, host=self.host) from None
            if isinstance(cause, ssl.SSLError):
                raise SyncTemporary("no_tls", host=self.host) from None
            if isinstance(cause, socket.gaierror):
                raise SyncTemporary("no_network", host=self.host) from None
            cause = cause.__cause__ or cause.__context__
        if isinstance(error, httpcore.ProxyError):
            asks = str(error).startswith("407")
            raise SyncTemporary("proxy_asks" if asks else "proxy_refuses", host=self.host) from None
        if isinstance(error, _NOT_REACHED):
            raise SyncTemporary("unreachable", host=self.host) from None
        raise SyncTemporary("cut_off", host=self.host) from None


_NOT_REACHED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpcore.ConnectError,
    httpcore.ConnectTimeout,
)


class _NoJson:
    """Stands for a body that is no JSON: HTML of a proxy, a portal, a wrong address."""


_NO_JSON = _NoJson()


def _is_host(host: str) -> bool:
    try:
        return bool(host) and httpx.URL(scheme="https", host=host).host == host
    except httpx.InvalidURL:
        return False


def _is_text(body: object) -> bool:
    """Whether it can be written down: JSON may name half of a surrogate pair, UTF-8 may not."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _retry_after(answer: Answer) -> float | None:
    """Seconds, which may be given as a date (RFC 9110 §10.2.3); by the server's clock if it is."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        again = parsedate_to_datetime(text)
        date = parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, OverflowError):
        return None
    if again.tzinfo is None or date.tzinfo is None:
        return None
    return max(0.0, (again - date).total_seconds())
