"""The hub stops at any moment, whoever is just coming in."""

import asyncio
import contextlib
import errno
import gc
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.identity import utc_now
from data.sync.ledger.hub import gate
from data.sync.ledger.hub.certificate import hub_certificate
from data.sync.ledger.hub.front import TlsFront

KNOCKING = 20


def knock(port: int, begun: threading.Barrier) -> None:
    """Come in and stay until put out."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["postgresql"])
    with (
        socket.create_connection(("127.0.0.1", port)) as plain,
        context.wrap_socket(plain, do_handshake_on_connect=False) as secret,
        contextlib.suppress(OSError),
    ):
        begun.wait()
        secret.do_handshake()
        secret.recv(1)


@pytest.mark.parametrize("round_", range(5))
def test_stopping_while_laptops_come_in_leaves_no_connection_open(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, round_: int
) -> None:
    certificate, key, _fingerprint = hub_certificate(tmp_path, utc_now())
    front = TlsFront(certificate, key, 0)
    front.start()
    begun = threading.Barrier(KNOCKING + 1)
    laptops = [
        threading.Thread(target=knock, args=(front.port, begun), daemon=True)
        for _ in range(KNOCKING)
    ]
    for laptop in laptops:
        laptop.start()
    begun.wait()
    if round_:
        laptops[-round_].join(round_ * 0.004)
    front.stop()
    for laptop in laptops:
        laptop.join(20)
    assert not [laptop for laptop in laptops if laptop.is_alive()]
    gc.collect()
    assert [said for said in caplog.records if said.levelno >= logging.WARNING] == []


class WatchedFront(TlsFront):
    """Remembers the last connection that came in."""

    plain: socket.socket

    async def _serve(self, plain: socket.socket, address: str, stop: asyncio.Event) -> None:
        self.plain = plain
        await super()._serve(plain, address, stop)


@pytest.fixture
def front(tmp_path: Path) -> Iterator[WatchedFront]:
    certificate, key, _fingerprint = hub_certificate(tmp_path, utc_now())
    listening = WatchedFront(certificate, key, 0)
    listening.start()
    yield listening
    listening.stop()


def test_an_answer_waits_for_no_other_and_a_laptop_that_is_gone_is_noticed(
    front: WatchedFront,
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", front.port), 10) as plain,
        context.wrap_socket(plain),
    ):
        assert front.plain.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert front.plain.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def test_an_address_that_begins_no_tls_does_not_take_every_file(
    front: WatchedFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_OF_ONE", 3)
    with contextlib.ExitStack() as held:
        silent = [
            held.enter_context(socket.create_connection(("127.0.0.1", front.port), 10))
            for _number in range(4)
        ]
        assert silent[3].recv(1) == b""
        silent[0].settimeout(0.05)
        with pytest.raises(TimeoutError):
            silent[0].recv(1)


def test_stopping_needs_no_new_connection(
    front: WatchedFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more(*_args: object) -> None:
        raise OSError(errno.EMFILE, "too many open files")

    monkeypatch.setattr(socket, "create_connection", no_more)
    ending = threading.Thread(target=front.stop, daemon=True)
    ending.start()
    ending.join(20)
    still_there = ending.is_alive()
    monkeypatch.undo()
    assert not still_there
