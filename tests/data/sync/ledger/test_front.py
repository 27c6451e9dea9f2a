"""The hub stops at any moment, whoever is just coming in."""

import contextlib
import gc
import logging
import socket
import ssl
import threading
from pathlib import Path

import pytest

from data.identity import utc_now
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
