"""What goes wrong before the first question: each has its own word, and the door goes on."""

import http.server
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from data.errors import SyncError, SyncPermanent, SyncTemporary
from data.identity import utc_now, uuid7
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.connecting import connect, ledger_error
from data.sync.ledger.hub.certificate import hub_certificate
from data.sync.ledger.hub.front import TlsFront
from data.sync.ledger.hub.server import free_port
from data.sync.ledger.installing import VERSION, install_schema
from data.sync.ledger.preflight import preflight
from tests.data.sync.ledger.conftest import NewDoor
from tests.ledger_doors import SkewedClock
from tests.ledger_server import Ledger


def refused(address: LedgerAddress, folder: Path) -> SyncError:
    with pytest.raises(SyncError) as raised:
        preflight(address, folder, SkewedClock())
    return raised.value


@pytest.fixture
def hub(ledger: Ledger, tmp_path: Path) -> Iterator[LedgerAddress]:
    """The ledger behind a hub's front."""
    yield from fronted(ledger, tmp_path, utc_now())


def fronted(ledger: Ledger, folder: Path, made_at: datetime) -> Iterator[LedgerAddress]:
    certificate, key, fingerprint = hub_certificate(folder, made_at)
    front = TlsFront(certificate, key, 0, ledger.server.port)
    front.start()
    yield replace(
        LedgerAddress.parse(ledger.url()),
        port=front.port,
        certificate=fingerprint,
        options={"sslnegotiation": "direct"},
    )
    front.stop()


def test_a_hub_is_known_by_its_certificate_alone(hub: LedgerAddress, tmp_path: Path) -> None:
    found = preflight(hub, tmp_path / "kept", SkewedClock())
    assert found.hints
    with connect(hub, tmp_path / "kept") as connection:
        assert connection.pgconn.ssl_in_use


def test_two_laptops_share_a_hub(hub: LedgerAddress, new_door: NewDoor) -> None:
    first, second = new_door("north", hub.url()), new_door("south", hub.url())
    first.load(["Zoya"])
    for door in (first, second):
        assert door.round().problem is None
    first.admitted("code Zoya")
    second.reason("code Zoya")


def test_another_certificate_than_the_address_names_is_refused(
    hub: LedgerAddress, tmp_path: Path
) -> None:
    address = replace(hub, certificate="ab" * 32)
    assert refused(address, tmp_path / "kept").code == "ledger_other_certificate"
    assert not (tmp_path / "kept").exists()


def test_whoever_takes_the_hubs_place_later_is_refused(
    ledger: Ledger, hub: LedgerAddress, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    preflight(hub, kept, SkewedClock())
    other = tmp_path / "other"
    other.mkdir()
    for impostor in fronted(ledger, other, utc_now()):
        error = refused(replace(hub, port=impostor.port), kept)
        assert error.code == "ledger_certificate"


def test_an_expired_certificate_is_told_apart(ledger: Ledger, tmp_path: Path) -> None:
    for address in fronted(ledger, tmp_path, datetime(2010, 1, 1, tzinfo=UTC)):
        assert refused(address, tmp_path / "kept").code == "ledger_certificate_expired"


def test_a_hub_answers_nobody_in_plain_text(hub: LedgerAddress) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(
            host="127.0.0.1", port=hub.port, user=hub.user, password=hub.password,
            dbname="postgres", sslmode="disable",
        )  # fmt: skip


def test_a_server_without_tls_is_refused_where_a_certificate_is_named(
    ledger: Ledger, tmp_path: Path
) -> None:
    address = replace(LedgerAddress.parse(ledger.url()), certificate="ab" * 32)
    assert refused(address, tmp_path).code == "ledger_no_tls"


@pytest.mark.parametrize("weak", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_far_away_tls_is_always_verified(weak: str) -> None:
    address = LedgerAddress.parse(f"postgresql://a:b@db.example.org/x?sslmode={weak}")
    asked = address.parameters(None)
    assert (asked["sslmode"], asked["sslrootcert"]) == ("verify-full", "system")


class Portal(http.server.BaseHTTPRequestHandler):
    """A network that answers everything with its own web page."""

    def handle(self) -> None:
        self.request.recv(1024)
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def test_a_web_page_in_its_place_is_no_postgresql(tmp_path: Path) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal) as portal:
        thread = threading.Thread(target=portal.serve_forever)
        thread.start()
        url = f"postgresql://a:b@127.0.0.1:{portal.server_port}/x#event={uuid7(utc_now())}"
        error = refused(LedgerAddress.parse(url), tmp_path)
        portal.shutdown()
        thread.join()
    assert error.code == "ledger_not_postgresql"


def test_nobody_there_is_temporary(tmp_path: Path) -> None:
    url = f"postgresql://a:b@127.0.0.1:{free_port()}/x#event={uuid7(utc_now())}"
    error = refused(LedgerAddress.parse(url), tmp_path)
    assert isinstance(error, SyncTemporary)
    assert error.code == "ledger_unreachable"


@pytest.mark.parametrize("pinned", ["", "ab" * 32])
def test_a_name_that_no_network_knows_is_told_apart(tmp_path: Path, pinned: str) -> None:
    url = f"postgresql://a:b@no-such-host.invalid/x#event={uuid7(utc_now())}"
    error = refused(replace(LedgerAddress.parse(url), certificate=pinned), tmp_path)
    assert (type(error), error.code) == (SyncTemporary, "ledger_host_unknown")


@pytest.mark.parametrize("pinned", ["", "ab" * 32])
def test_a_firewall_that_drops_everything_takes_a_bounded_time(
    tmp_path: Path, pinned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("address", "certificate"):
        monkeypatch.setattr(f"data.sync.ledger.{module}.CONNECT_SECONDS", 2)  # libpq's least
    with socket.create_server(("127.0.0.1", 0)) as mute:  # takes the connection, and says nothing
        place = f"127.0.0.1:{mute.getsockname()[1]}"
        url = f"postgresql://a:b@{place}/x#event={uuid7(utc_now())}"
        error = refused(replace(LedgerAddress.parse(url), certificate=pinned), tmp_path)
    assert (type(error), error.code) == (SyncTemporary, "ledger_silent")


def test_a_database_that_lets_no_laptop_in_is_none_that_does_not_answer() -> None:
    address = LedgerAddress.parse("postgresql://a:b@127.0.0.1/x")
    said = 'FATAL:  permission denied for database "x"'
    assert ledger_error(address, None, said).code == "ledger_not_admitted"


def test_a_server_older_than_the_schema_needs_is_refused_in_words() -> None:
    old = SimpleNamespace(info=SimpleNamespace(server_version=130021))
    with pytest.raises(SyncPermanent) as raised:
        install_schema(old)  # type: ignore[arg-type]
    assert (raised.value.code, raised.value.values) == ("ledger_too_old", {"version": "13"})


def test_wrong_login_wrong_database_no_ledger(ledger: Ledger, tmp_path: Path) -> None:
    right = LedgerAddress.parse(ledger.url())
    assert refused(replace(right, password="wrong"), tmp_path).code == "ledger_password"
    assert refused(replace(right, database="nowhere"), tmp_path).code == "ledger_no_database"
    ledger.owner.execute("DROP DATABASE IF EXISTS bare")
    ledger.owner.execute("CREATE DATABASE bare")
    assert refused(replace(right, database="bare"), tmp_path).code == "ledger_not_installed"


def test_an_event_that_is_not_there_any_more(ledger: Ledger, tmp_path: Path) -> None:
    address = replace(LedgerAddress.parse(ledger.url()), event_id=uuid7(utc_now()))
    assert refused(address, tmp_path).code == "ledger_not_admitted"


@pytest.mark.parametrize(
    ("version", "code"), [(VERSION + 1, "ledger_newer"), (VERSION - 1, "ledger_older")]
)
def test_a_ledger_of_another_version(
    ledger: Ledger, tmp_path: Path, version: int, code: str
) -> None:
    address = LedgerAddress.parse(ledger.url())
    ledger.owner.execute("UPDATE pennant.meta SET version = %s", [version])
    try:
        assert refused(address, tmp_path).code == code
        if version > VERSION:
            with pytest.raises(SyncPermanent):
                install_schema(ledger.owner)
    finally:
        ledger.owner.execute("UPDATE pennant.meta SET version = %s", [VERSION])


def test_the_pre_flight_tells_how_far_the_clock_is_off(ledger: Ledger, tmp_path: Path) -> None:
    address = LedgerAddress.parse(ledger.url())
    found = preflight(address, tmp_path, SkewedClock(timedelta(hours=-2)))
    assert 7190 < found.clock_seconds < 7210
    assert found.event == ledger.info


def test_a_problem_of_the_ledger_leaves_the_door_open(ledger: Ledger, new_door: NewDoor) -> None:
    wrong = replace(LedgerAddress.parse(ledger.url()), password="wrong")
    door = new_door("north", wrong.url())
    door.load(["Zoya"])
    report = door.round()
    assert report.problem is not None
    assert report.problem.lasting
    door.admitted("code Zoya")
    assert report.waiting > 0


def test_no_password_shows_in_a_repr() -> None:
    address = LedgerAddress.parse("postgresql://door:hunter2@db.example.org/x")
    assert "hunter2" not in repr(address)
    assert "hunter2" not in address.shown
    assert "hunter2" in address.url()
