"""Each PostgreSQL of this machine keeps the ledger: the wheel's, and Debian's."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from data.identity import utc_now, uuid7
from data.sync.ledger.hub.programs import program_folders
from data.sync.ledger.hub.server import LocalServer
from data.sync.ledger.installing import put_event
from tests.data.evening import INFO
from tests.ledger_laptop import Laptop
from tests.ledger_server import Ledger, running_server


@pytest.fixture(params=program_folders(), ids=lambda folder: f"{folder.parts[-3:-1]}")
def any_server(request: pytest.FixtureRequest) -> Iterator[LocalServer]:
    with running_server(request.param) as server:
        yield server


def test_what_was_acknowledged_survives_a_crash_of_the_server(any_server: LocalServer) -> None:
    info = replace(INFO, event_id=uuid7(utc_now()))
    with psycopg.connect(any_server.owner_url, autocommit=True) as owner:
        put_event(owner, info)
        ledger = Ledger(any_server, owner, info)
        one, other = Laptop(ledger), Laptop(ledger)
        guest = one.guest()
        assert one.claim(one.row("check_in", guest)) == "ok"
        os.kill(any_server.pid, signal.SIGKILL)
        ledger.close()
    assert any_server._process is not None
    any_server._process.wait()
    any_server.start()
    with psycopg.connect(any_server.owner_url, autocommit=True) as owner:
        ledger = Ledger(any_server, owner, info)
        other.connection = ledger.connect(ledger.url())  # the login is new, the event is the same
        assert other.claim(other.row("check_in", guest)) == "held"
        ledger.close()


def test_a_server_that_an_ended_app_left_running_is_taken_over(any_server: LocalServer) -> None:
    again = LocalServer(any_server._folder, programs=any_server._programs)
    again.start()
    assert (again.pid, again.port) == (any_server.pid, any_server.port)
    with psycopg.connect(again.owner_url) as owner:
        assert owner.info.server_version >= 140000


def test_nobody_gets_in_without_a_password(any_server: LocalServer) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(
            host="127.0.0.1", port=any_server.port, user="pennant_owner", dbname="postgres"
        )
