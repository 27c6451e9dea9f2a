"""A hub in a bar's Wi-Fi: what a stranger reaches, what a laptop may do, who may start it."""

import contextlib
import shutil
import socket
import ssl
import stat
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from data.errors import SyncError, SyncPermanent, SyncTemporary
from data.identity import utc_now, uuid7
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.connecting import connect
from data.sync.ledger.hub import gate
from data.sync.ledger.hub.hub import Hub
from data.sync.ledger.hub.programs import program_folders
from data.sync.ledger.installing import admit_devices
from data.sync.ledger.preflight import preflight
from tests.data.evening import INFO
from tests.ledger_doors import SkewedClock
from tests.ledger_server import NO_POSTGRESQL

pytestmark = pytest.mark.skipif(not program_folders(), reason=NO_POSTGRESQL)
EVENT = replace(INFO, event_id=uuid7(utc_now()))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where a server started by root may look."""
    made = Path(tempfile.mkdtemp(prefix="pennant-hub-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[Hub]:
    running = Hub(folder / "hub", address="127.0.0.1", port=0)
    running.start(utc_now())
    yield running
    running.stop()


@pytest.fixture(scope="module")
def address(hub: Hub) -> LedgerAddress:
    (one,) = hub.admit(EVENT, ["Laptop 1"])
    return one


def alive(address: LedgerAddress, folder: Path) -> bool:
    return preflight(address, folder / "kept", SkewedClock()).hints


def knock(hub: Hub) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["postgresql"])
    plain = socket.create_connection(("127.0.0.1", hub.port), 5)
    return context.wrap_socket(plain, server_hostname="127.0.0.1")


def startup(**told: str) -> bytes:
    words = b"".join(f"{k}\0{v}\0".encode() for k, v in told.items()) + b"\0"
    return struct.pack("!IHH", 8 + len(words), 3, 0) + words


def test_a_second_hub_on_one_folder_is_refused_and_the_first_goes_on(
    hub: Hub, address: LedgerAddress, folder: Path, tmp_path: Path
) -> None:
    second = Hub(folder / "hub", address="127.0.0.1", port=0)
    with pytest.raises(SyncPermanent) as raised:
        second.start(utc_now())
    assert raised.value.code == "hub_runs_already"
    second.stop()
    assert hub.is_running
    assert alive(address, tmp_path)


def test_where_the_port_is_taken_nothing_is_started(hub: Hub, folder: Path) -> None:
    other = Hub(folder / "other", address="127.0.0.1", port=hub.port)
    with pytest.raises(SyncTemporary) as raised:
        other.start(utc_now())
    assert raised.value.code == "hub_port_used"
    assert not (folder / "other" / "database").exists()


def test_half_a_database_is_made_anew(folder: Path) -> None:
    """Pulled out of the wall while it was being made."""
    left = folder / "left"
    (left / "database.making").mkdir(parents=True)
    (left / "database.making" / "PG_VERSION").write_text("18")
    again = Hub(left, address="127.0.0.1", port=0)
    again.start(utc_now())
    try:
        assert again.is_running
    finally:
        again.stop()


def test_what_was_told_is_there_after_the_next_start(folder: Path, tmp_path: Path) -> None:
    again = Hub(folder / "twice", address="127.0.0.1", port=0)
    again.start(utc_now())
    (one,) = again.admit(EVENT, ["Laptop 1"])
    again.stop()
    assert not again.is_running
    again.start(utc_now())
    try:
        assert alive(
            replace(one, port=again.port), tmp_path
        )  # the same login, the same certificate
    finally:
        again.stop()


def test_nobody_else_on_this_laptop_may_look_into_the_hubs_folder(hub: Hub, folder: Path) -> None:
    assert stat.S_IMODE((folder / "hub").stat().st_mode) == 0o700
    for name in ("hub.key", "owner.password"):
        assert stat.S_IMODE((folder / "hub" / name).stat().st_mode) == 0o600


def test_postgresql_itself_listens_on_this_machine_alone(hub: Hub) -> None:
    with hub._owner() as owner:
        (listens,) = owner.execute("SHOW listen_addresses").fetchone() or ("",)
        (sockets,) = owner.execute("SHOW unix_socket_directories").fetchone() or ("?",)
        rules = owner.execute(
            "SELECT DISTINCT auth_method FROM pg_hba_file_rules WHERE error IS NULL"
        ).fetchall()
    assert (listens, sockets) == ("127.0.0.1", "")
    assert rules == [("scram-sha-256",)]


@pytest.mark.parametrize("user", ["pennant_owner", "postgres", "pennant_device", ""])
def test_the_network_reaches_no_login_but_a_laptops(hub: Hub, user: str) -> None:
    with knock(hub) as line:
        line.sendall(startup(user=user, database="postgres"))
        line.settimeout(5)
        assert line.recv(100) == b""


@pytest.mark.parametrize(
    "first",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack("!II", 8, 80877103),  # another TLS within
        struct.pack("!IIII", 16, 80877102, 1, 1),  # cancel somebody's question
        struct.pack("!IHH", 2_000_000_000, 3, 0),
        startup(user="pennant_0123456789ab", replication="true"),
    ],
)
def test_what_is_no_laptops_first_message_goes_nowhere(hub: Hub, first: bytes) -> None:
    with knock(hub) as line:
        line.sendall(first)
        line.settimeout(5)
        assert line.recv(100) == b""


def test_strangers_who_hold_the_line_keep_no_laptop_out(
    hub: Hub, address: LedgerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_OF_ONE", 20)
    with contextlib.ExitStack() as held:
        lines = [held.enter_context(knock(hub)) for _number in range(15)]
        assert alive(address, tmp_path)
        with hub._owner() as owner:
            (taken,) = owner.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            ).fetchone() or (0,)
        assert taken < 5  # none of theirs
        for line in lines:
            line.close()


def test_one_address_does_not_take_every_line(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_OF_ONE", 3)
    with contextlib.ExitStack() as held:
        lines = [held.enter_context(knock(hub)) for _number in range(4)]
        lines[3].settimeout(5)
        assert lines[3].recv(1) == b""
        lines[0].settimeout(0.05)
        with pytest.raises(TimeoutError):
            lines[0].recv(1)


def test_whoever_says_nothing_is_let_go(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "FIRST_SECONDS", 0.05)
    with knock(hub) as line:
        line.settimeout(5)
        assert line.recv(1) == b""


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE mine (a int)",
        "CREATE TABLE mine (a int)",
        "CREATE SCHEMA mine",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "DO $$ BEGIN LOOP END LOOP; END $$",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pennant_owner'",
        "CREATE ROLE mine",
        "SET ROLE pennant_owner",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "SELECT pennant.erase_personal('018f0000-0000-7000-8000-000000000001')",
        "SELECT pennant.forget_event('018f0000-0000-7000-8000-000000000001')",
        "SELECT pennant.revoke_device('pennant_0123456789ab')",
        "SELECT pennant._me('018f0000-0000-7000-8000-000000000001')",
        "SELECT * FROM pennant.personal",
    ],
)
def test_a_laptops_login_can_do_nothing_beside_the_five_functions(
    hub: Hub, address: LedgerAddress, tmp_path: Path, statement: str
) -> None:
    with (
        hub._owner(),  # somebody to terminate
        connect(address, tmp_path) as laptop,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        laptop.execute(statement.encode())


def test_a_laptops_login_opens_no_other_database(
    hub: Hub, address: LedgerAddress, tmp_path: Path
) -> None:
    with pytest.raises(SyncError):
        connect(replace(address, database="template1"), tmp_path)


def test_no_password_and_no_name_stands_in_the_servers_log(
    hub: Hub, address: LedgerAddress, folder: Path, tmp_path: Path
) -> None:
    with hub._owner() as owner, pytest.raises(psycopg.errors.DuplicateObject):
        owner.execute(f"CREATE ROLE {address.user} PASSWORD 'hunter2'")
    with connect(address, tmp_path) as laptop:
        for odd in ('{"name": "Zoya', '[{"id": "Zoya", "writer_id": 1}]'):
            with pytest.raises(psycopg.Error):
                laptop.execute("SELECT * FROM pennant.append(%s, %s)", (EVENT.event_id, odd))
    log = (folder / "hub" / "server.log").read_text("utf-8")
    assert "ready to accept connections" in log
    for secret in ("hunter2", address.password, "Zoya"):
        assert secret not in log


def test_the_server_is_never_told_a_laptops_password(
    hub: Hub, address: LedgerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    with hub._owner() as owner:
        execute = owner.execute

        def heard(query: Any, *more: Any) -> Any:
            asked.append(query if isinstance(query, str) else query.as_string(owner))
            return execute(query, *more)

        monkeypatch.setattr(owner, "execute", heard)
        (login,) = admit_devices(owner, EVENT.event_id, ["Laptop 9"])
    assert any("SCRAM-SHA-256$" in statement for statement in asked)
    assert not any(login.password in statement for statement in asked)


def test_a_server_that_takes_no_verifier_is_told_the_password(
    hub: Hub, address: LedgerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a provider judges passwords itself."""
    with hub._owner() as owner:
        execute = owner.execute

        def refusing(query: Any, *more: Any) -> Any:
            text = query if isinstance(query, str) else query.as_string(owner)
            if "SCRAM-SHA-256$" in text:
                raise psycopg.errors.InvalidPassword
            return execute(query, *more)

        monkeypatch.setattr(owner, "execute", refusing)
        (login,) = admit_devices(owner, EVENT.event_id, ["Laptop 10"])
    assert alive(replace(address, user=login.role, password=login.password), tmp_path)
