"""A pooled URL, as hosts of databases give it: through a real PgBouncer in transaction mode."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.hub.server import free_port
from data.sync.ledger.preflight import preflight
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import SkewedClock
from tests.ledger_server import Ledger


@pytest.fixture
def pooled(ledger: Ledger) -> Iterator[list[str]]:
    """Two laptops' URLs through a pooler."""
    program = shutil.which("pgbouncer")
    if program is None:
        pytest.skip("no PgBouncer: install Debian's pgbouncer, as .ci/run does")
    urls = [ledger.url(), ledger.url()]
    addresses = [LedgerAddress.parse(url) for url in urls]
    folder = Path(tempfile.mkdtemp(prefix="pennant-pooler-"))
    folder.chmod(0o755)
    port = free_port()
    users = folder / "users.txt"
    users.write_text("".join(f'"{one.user}" "{one.password}"\n' for one in addresses))
    settings = folder / "pgbouncer.ini"
    settings.write_text(
        f"""[databases]
postgres = host=127.0.0.1 port={ledger.server.port} dbname=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = 2
logfile = {folder / "log"}
"""
    )
    command = [program, str(settings)]
    if os.getuid() == 0:
        for path in (folder, users, settings):
            shutil.chown(path, "nobody")
        command += ["-u", "nobody"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    places = [url.replace(f":{ledger.server.port}/", f":{port}/") for url in urls]
    for _ in range(1000):
        try:
            psycopg.connect(places[0].partition("#")[0]).close()
            break
        except psycopg.OperationalError:
            time.sleep(0.02)
    yield places
    process.terminate()
    process.wait()
    shutil.rmtree(folder)


def test_i17_pooled_url_works(pooled: list[str], new_door: NewDoor) -> None:
    first, second = new_door("north", pooled[0]), new_door("south", pooled[1])
    first.load([f"Guest {guest}" for guest in range(5)])
    for door in (first, second):
        assert door.round().problem is None
    for number in range(4):
        first.admitted(f"code Guest {number}")
        second.reason(f"code Guest {number}")
    second.admitted("code Guest 4")
    for door in (first, second, first):
        door.round()
    assert first.ids() == second.ids()
    assert not first.far_end.hints


def test_a_pooler_swallows_hints_and_the_self_test_finds_out(
    pooled: list[str], tmp_path: Path
) -> None:
    found = preflight(LedgerAddress.parse(pooled[0]), tmp_path, SkewedClock())
    assert not found.hints
    assert found.rows == 0


@pytest.mark.parametrize(
    ("url", "pooled"),
    [
        ("postgresql://a:b@ep-cool-1-pooler.eu.example.org/db", True),
        ("postgresql://a:b@aws-0.pooler.example.com:5432/db", True),
        ("postgresql://a:b@db.example.org:6543/db", True),
        ("postgresql://a:b@db.example.org/db", False),
    ],
)
def test_a_pooled_url_is_recognised(url: str, pooled: bool) -> None:
    assert LedgerAddress.parse(url).looks_pooled is pooled
