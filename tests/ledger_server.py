"""A real PostgreSQL for the tests of the ledger, and doors that know it."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from data.guests import EventInfo
from data.identity import utc_now, uuid7
from data.sync.ledger.hub.programs import program_folders
from data.sync.ledger.hub.server import LocalServer
from data.sync.ledger.installing import admit_devices, install_schema, put_event
from tests.data.evening import INFO

psycopg = pytest.importorskip("psycopg", reason="no psycopg: the extra [ledger], which [test] has")
Connection = Any
NO_POSTGRESQL = "no PostgreSQL: install Debian's postgresql or pennant-kiosk[hub], as .ci/run does"


@contextmanager
def running_server(programs: Path | None = None) -> Iterator[LocalServer]:
    """A server with its own folder and port; what it acknowledged is on the disk."""
    if not program_folders():
        pytest.skip(NO_POSTGRESQL)
    # Not pytest's own folder: a server started by root runs as somebody who may not look there.
    folder = Path(tempfile.mkdtemp(prefix="pennant-ledger-"))
    folder.chmod(0o755)
    running = LocalServer(folder, programs=programs)
    try:
        running.start()
        with psycopg.connect(running.owner_url, autocommit=True) as owner:
            install_schema(owner)
        yield running
    finally:
        running.forget()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[LocalServer]:
    """One for all tests of a run."""
    with running_server() as running:
        yield running


@dataclass
class Ledger:
    """One event on the server, with the owner's connection and as many logins as wanted."""

    server: LocalServer
    owner: Connection
    info: EventInfo
    _open: list[Connection] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def event_id(self) -> str:
        return self.info.event_id

    def url(self) -> str:
        """The URL of one more laptop."""
        (login,) = admit_devices(self.owner, self.event_id, [f"Laptop {next(self._numbers)}"])
        place = f"127.0.0.1:{self.server.port}/postgres"
        return f"postgresql://{login.role}:{login.password}@{place}#event={self.event_id}"

    def connect(self, url: str | None = None) -> Connection:
        """A laptop's bare connection."""
        address = (url or self.url()).partition("#")[0]
        connection = psycopg.connect(address, autocommit=True, prepare_threshold=None)
        self._open.append(connection)
        return connection

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the owner reads."""
        return list(self.owner.execute(query, values).fetchall())

    def ids(self) -> list[str]:
        """The ids of all rows, in the ledger's order."""
        found = self.rows(
            "SELECT id::text FROM pennant.ledger WHERE event_id = %s ORDER BY seq", self.event_id
        )
        return [row_id for (row_id,) in found]

    def close(self) -> None:
        for connection in self._open:
            connection.close()


@pytest.fixture
def ledger(server: LocalServer) -> Iterator[Ledger]:
    """An empty event of its own on the server that all tests share."""
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        info = replace(INFO, event_id=uuid7(utc_now()))
        put_event(owner, info)
        made = Ledger(server, owner, info)
        yield made
        made.close()
