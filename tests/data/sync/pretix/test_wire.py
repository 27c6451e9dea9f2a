"""Real connections: whatever hangs, drips or is not wanted any more comes to its end."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest

from data.errors import SyncError, SyncTemporary
from data.identity import utc_now
from data.sync.far_end import Stopped
from data.sync.pretix import wire
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret

Talk = Callable[[socket.socket], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def server(talk: Talk) -> Iterator[str]:
    """Somebody who talks so to whoever connects, one after the other."""
    listening = socket.create_server(("127.0.0.1", 0))
    open_now: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                one, _ = listening.accept()
            except OSError:
                return
            open_now.append(one)
            try:
                talk(one)
            except OSError:
                continue

    thread = Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for one in tuple(open_now):  # so that nobody is talked to any more
            one.close()
        thread.join()
        for one in open_now:  # also who came in just now
            one.close()


def request_of(one: socket.socket) -> bytes:
    """What was asked, to the end of its header."""
    asked = b""
    while b"\r\n\r\n" not in asked:
        told = one.recv(65536)
        if not told:
            raise ConnectionError  # whoever asked is gone, and would never be at an end
        asked += told
    return asked


def answers(head: bytes, body: bytes = b"") -> Talk:
    def talk(one: socket.socket) -> None:
        request_of(one)
        one.sendall(head + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    return talk


def transport(url: str) -> Transport:
    return Transport(url, Secret("t"), utc_now, sleep=lambda seconds: None)


def code_of(url: str, within: float | None = None) -> str:
    asking = transport(url)
    try:
        return str(asking.get("/api/v1/version", within=within).body)
    except SyncError as error:
        return error.code
    finally:
        asking.close()


def test_who_never_answers_is_waited_for_no_longer_than_was_said() -> None:
    with server(lambda one: None) as url:
        assert code_of(url, within=1.0) == "cut_off"


def test_who_drips_a_header_is_waited_for_no_longer_than_was_said() -> None:
    done = Event()

    def drip(one: socket.socket) -> None:
        request_of(one)
        one.sendall(OK)
        while not done.wait(0.05):
            one.sendall(b"X-More: and more\r\n")

    with server(drip) as url:
        try:
            assert code_of(url, within=1.0) == "cut_off"
        finally:
            done.set()


def test_who_takes_no_connection_is_waited_for_no_longer_than_was_said() -> None:
    full = socket.socket()
    full.bind(("127.0.0.1", 0))
    full.listen(0)
    port = full.getsockname()[1]
    waiting = [socket.socket() for _ in range(3)]
    try:
        for one in waiting:  # the queue is full, so the next one hears nothing at all
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        assert code_of(f"http://127.0.0.1:{port}", within=0.3) in ("unreachable", "cut_off")
    finally:
        for one in (full, *waiting):
            one.close()


def test_what_is_asked_ends_at_once_when_somebody_stops_it() -> None:
    asked = Event()

    def hang(one: socket.socket) -> None:
        request_of(one)
        asked.set()

    outcome: list[type[BaseException]] = []
    with server(hang) as url:
        asking = transport(url)

        def ask() -> None:
            try:
                asking.get("/")
            except Stopped as stopped:
                outcome.append(type(stopped))

        thread = Thread(target=ask)
        thread.start()
        assert asked.wait(20)
        asking.stop()
        thread.join(wire.SLICE_SECONDS * 50)  # far less than a GET may take otherwise
        assert not thread.is_alive()
        assert outcome == [Stopped]
        with pytest.raises(Stopped):
            asking.get("/")
        with pytest.raises(Stopped):
            asking.post("/", {})
        asking.close()


def test_what_is_being_told_may_still_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LAST_WORD_SECONDS", 20.0)
    asked, stopped = Event(), Event()

    def slowly(one: socket.socket) -> None:
        request_of(one)
        asked.set()
        stopped.wait(20)
        one.sendall(OK + b"Content-Length: 2\r\n\r\n{}")

    with server(slowly) as url:
        telling = transport(url)

        def stop() -> None:
            assert asked.wait(20)
            telling.stop()
            stopped.set()

        thread = threading.Thread(target=stop)
        thread.start()
        assert telling.post("/", {"nonce": "x"}).is_ok
        thread.join()
        with pytest.raises(Stopped):
            telling.post("/", {})
        telling.close()


def test_what_is_being_told_to_somebody_who_hangs_ends_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire, "LAST_WORD_SECONDS", 0.0)
    with server(lambda one: None) as url:
        telling = transport(url)
        timer = threading.Timer(0.1, telling.stop)
        timer.start()
        with pytest.raises(Stopped):
            telling.post("/", {})
        timer.join()
        telling.close()


def test_a_small_parcel_that_grows_without_end_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 60_000_000, 9)
    head = OK + b"Content-Encoding: gzip\r\n"
    with server(answers(head, bomb)) as url:
        assert code_of(url) == "too_much"


@pytest.mark.parametrize("packed", [b"br", b"gzip, gzip", b"zstd"])
def test_what_was_packed_otherwise_than_asked_is_not_unpacked(packed: bytes) -> None:
    with server(answers(OK + b"Content-Encoding: " + packed + b"\r\n", b"{}")) as url:
        assert code_of(url) == "too_much"


@pytest.mark.parametrize(
    "body", [b'{"pretix": "2026.', b"\xff\xfe", b"[" * 200_000, gzip.compress(b"{}")]
)
def test_an_answer_cut_in_the_middle_is_no_web_page(body: bytes) -> None:
    with server(answers(OK, body)) as url:
        assert code_of(url) == "cut_off"


def test_a_time_to_wait_may_be_a_date() -> None:
    head = (
        b"HTTP/1.1 503 Service Unavailable\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\n"
        b"Retry-After: Sun, 22 Nov 2026 18:02:00 GMT\r\n"
    )
    with server(answers(head)) as url:
        asking = transport(url)
        with pytest.raises(SyncTemporary, match="in_trouble") as caught:
            asking.get("/")
        asking.close()
    assert caught.value.retry_after == timedelta(minutes=2).total_seconds()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n", "proxy_asks"),
        (b"HTTP/1.1 403 Forbidden\r\n", "proxy_refuses"),
        (b"HTTP/1.1 502 Bad Gateway\r\n", "proxy_refuses"),
    ],
)
def test_a_proxy_that_lets_nothing_through_is_named(
    monkeypatch: pytest.MonkeyPatch, said: bytes, code: str
) -> None:
    with server(answers(said)) as url:
        monkeypatch.setattr(wire, "getproxies", lambda: {"https": url})
        monkeypatch.setattr(wire, "proxy_bypass", lambda host: False)
        assert code_of("https://pretix.example") == code


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://[", "", "ftp://x"])
def test_a_proxy_of_another_kind_is_passed_by(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setattr(wire, "getproxies", lambda: {"all": proxy})
    monkeypatch.setattr(wire, "proxy_bypass", lambda host: False)
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    assert code_of("https://pretix.example") == "no_network"


def _nobody(*_asked: object, **_more: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_host_whose_name_nobody_knows_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "getproxies", dict)
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    assert code_of("https://pretix.example") == "no_network"
