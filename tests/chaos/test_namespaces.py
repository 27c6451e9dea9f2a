"""A door on a network of its own that goes silent: the kernel's TCP, not a proxy's."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from data.identity import utc_now
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.hub.certificate import hub_certificate
from data.sync.ledger.hub.front import TlsFront
from tests import ledger_oracle as oracle
from tests.chaos.namespaces import Network, NotAllowed
from tests.ledger_doors import make_door
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]  # fixtures

GUESTS = 1000  # more than the door scans
SCAN_MS = 850  # one scan's deadline is 800 ms; 50 more for the file
QUICK_MS = 250  # no scan that asks nobody takes so long, on two cores that others use too
SETTLED_SECONDS = 40.0


@pytest.fixture
def network() -> Iterator[Network]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux makes network namespaces; .ci/run is root")
    if shutil.which("ip") is None:
        pytest.skip("no ip: install Debian's iproute2, as .ci/run does")
    made = Network()
    try:
        try:
            made.build()
        except NotAllowed as error:
            pytest.skip(f"this machine makes no network namespace: {error}")
        yield made
    finally:
        made.remove()


@pytest.fixture
def address(network: Network, ledger: Ledger, tmp_path: Path) -> Iterator[LedgerAddress]:
    """The ledger behind a hub's front, as the door's network reaches it."""
    certificate, key, fingerprint = hub_certificate(tmp_path, utc_now())
    front = TlsFront(certificate, key, 0, ledger.server.port)
    front.start()
    try:
        yield replace(
            LedgerAddress.parse(ledger.url()),
            host=network.address,
            port=front.port,
            certificate=fingerprint,
            options={"sslnegotiation": "direct"},
        )
    finally:
        front.stop()


@pytest.fixture
def path(address: LedgerAddress, ledger: Ledger, in_memory: Path) -> Path:
    """The event file of a door that the ledger knows."""
    door = make_door(in_memory, ledger.info, address.url(), "door")
    try:
        door.load([f"Guest {number}" for number in range(GUESTS)])
        while len(ledger.ids()) < len(door.ids()):
            assert door.round().problem is None
    finally:
        door.close()
    return door.file.path


@pytest.fixture
def queue(network: Network, address: LedgerAddress, path: Path) -> Iterator["Queue"]:
    command = ["ip", "netns", "exec", network.door, sys.executable, "-m"]
    command += ["tests.chaos.steady_child", str(path), address.url()]
    root = Path(__file__).parents[2]
    process = Popen(command, cwd=root, stdin=PIPE, stdout=PIPE, text=True)
    late = threading.Timer(60, process.kill)
    late.start()
    try:
        yield Queue(process)
    finally:
        late.cancel()
        process.kill()
        process.communicate()


class Queue:
    """The guests at the door, a process."""

    def __init__(self, process: "Popen[str]") -> None:
        self._process = process

    def scans(self, many: int) -> list[int]:
        """How long the next scans take, in milliseconds; all guests are let in."""
        return [self._scan(self._heard()) for _ in range(many)]

    def stop(self) -> None:
        """No more guests; the door follows the ledger."""
        self._say()
        while (heard := self._heard()) != "enough":
            self._scan(heard)

    def end(self) -> None:
        self._say()
        assert self._process.wait(10) == 0

    def _scan(self, heard: str) -> int:
        took, answer = heard.split()
        assert answer == "Admitted"
        return int(took)

    def _heard(self) -> str:
        assert self._process.stdout is not None
        heard = self._process.stdout.readline().strip()
        assert heard, "the door is gone"
        return heard

    def _say(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()


def test_a_network_that_goes_silent_costs_one_scan_and_loses_nothing(
    network: Network, queue: Queue, ledger: Ledger, path: Path, tell: Callable[[str], None]
) -> None:
    wait_for_claims(queue, ledger, 10)
    network.cut()
    alone = queue.scans(10)  # the first were perhaps answered before
    there, claims = len(ledger.ids()), claimed(ledger)
    alone += queue.scans(70)
    assert network.has_carrier
    assert len(ledger.ids()) == there, "the network was not cut"
    *others, longest = sorted(alone)
    assert longest <= SCAN_MS
    assert others[-1] <= QUICK_MS
    network.heal()
    wait_for_claims(queue, ledger, claims + 10)
    queue.stop()
    wait_until_settled(ledger, path)
    queue.end()
    rows = [row.id for row in oracle.journal(path)]
    assert sorted(ledger.ids()) == sorted(rows)
    tell(f"longest scans {longest} and {others[-1]} ms, {len(rows)} rows, {claims} claims before")


def claimed(ledger: Ledger) -> int:
    """How many check-ins the ledger itself has granted."""
    query = "SELECT id FROM pennant.ledger WHERE event_id = %s AND mode = 'claim'"
    return len(ledger.rows(query, ledger.event_id))


def wait_for_claims(queue: Queue, ledger: Ledger, many: int) -> None:
    """Go on scanning until the ledger answers the door."""
    ends = time.monotonic() + SETTLED_SECONDS
    while claimed(ledger) < many:
        assert time.monotonic() < ends, "the door stays on its own"
        assert max(queue.scans(5)) <= SCAN_MS


def wait_until_settled(ledger: Ledger, path: Path) -> None:
    ends = time.monotonic() + SETTLED_SECONDS
    while len(ledger.ids()) < len(oracle.journal(path)):
        assert time.monotonic() < ends, "rows of the door are missing"
        time.sleep(0.05)
