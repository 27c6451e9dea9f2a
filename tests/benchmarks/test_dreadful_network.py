"""An evening on a dreadful network: the door does not notice, and pretix has it all, once.

    uv run pytest -s tests/benchmarks/test_dreadful_network.py          # 0.3 s latency, a minute
    uv run pytest -s --full tests/benchmarks/test_dreadful_network.py   # 2 s latency, five

30 % of the connections are reset, half of them after the server has acted, and 20 outages.
"""

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

import httpx
import pytest

from data.admission import check_in
from data.guests import Admitted, Device, EventInfo, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store import deliveries, reading
from data.store.event_file import EventFile
from data.store.far_ends import put_far_end
from data.store.journal import Kind, rows
from data.sync.pretix.far_end import PretixFarEnd
from data.sync.pretix.transport import Transport
from data.sync.rounds import Rounds, play_round
from data.sync.secrets import Secret
from tests.benchmarks.dreadful_pretix import GUESTS
from tests.data.sync.pretix.laptop import SETTINGS
from tests.data.sync.pretix.positions import positions_by_guest

ROOT = Path(__file__).parents[2]
DEVICE = Device("d", "Desk 1", "")
KEY = "pretix"


@pytest.fixture
def url(full: bool) -> Iterator[str]:
    latency, seconds = ("2", "300") if full else ("0.3", "60")
    command = [sys.executable, "-m", "tests.benchmarks.dreadful_pretix", latency, seconds]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def far_end_of(file: EventFile, url: str) -> PretixFarEnd:
    return PretixFarEnd(file, KEY, Transport(url, Secret("good"), utc_now), utc_now)


def p99_ms(waits: list[float]) -> float:
    return quantiles(waits, n=100)[98] * 1000


def test_the_door_does_not_notice_and_nothing_is_lost(
    tmp_path: Path, url: str, full: bool, tell: Callable[[str], None]
) -> None:
    path, state = tmp_path / "e.pennant", tmp_path / "state"
    info = EventInfo(uuid7(utc_now()), "Evening", currency="EUR")
    seconds = 300 if full else 60
    with EventFile.create(path, info, DEVICE, state) as door:
        put_far_end(door, KEY, "pretix", replace(SETTINGS, url=url).as_json())
        stop = threading.Event()
        syncing = threading.Thread(target=_sync, args=(path, state, url, stop))
        sys.setswitchinterval(0.0005)
        syncing.start()
        while not any(reading.guests(door.connection)):
            time.sleep(0.2)
        guests = list(reading.guests(door.connection))
        assert len(guests) == GUESTS
        busy: list[float] = []
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            busy.append(_scan(door, guests[len(busy) % GUESTS].id))
            time.sleep(seconds / GUESTS / 4)
        stop.set()
        syncing.join()
        alone: list[float] = []
        for _ in range(len(busy)):
            alone.append(_scan(door, guests[len(alone) % GUESTS].id))
            time.sleep(0.02)
        httpx.post(f"{url}/__calm", trust_env=False)
        far_end = far_end_of(door, url)
        for _ in range(5):
            deliveries.try_again(door, KEY)
            report = play_round(door, KEY, far_end, utc_now)
        far_end.close()
        assert (report.problem, report.waiting, report.given_up) == (None, 0, 0)
        told = httpx.get(f"{url}/__told", trust_env=False).json()
        keys = positions_by_guest(door.connection, KEY)
        ours = Counter(
            (
                int(keys[row.row.guest_id or ""]),
                row.row.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "entry",
            )
            for row in rows(door.connection)
            if row.row.kind == Kind.CHECK_IN
        )
        assert Counter(tuple(one) for one in told["check_ins"]) == ours
        assert len(ours) == GUESTS
        tell(
            f"{told['requests']} requests, {told['resets']} reset, {told['in_outage']} in outages; "
            f"{GUESTS} check-ins there, each once\n  the door's p99 {p99_ms(busy):.1f} ms, "
            f"without any sync {p99_ms(alone):.1f} ms"
        )


def _scan(door: EventFile, guest_id: str) -> float:
    begun = time.perf_counter()
    result = check_in(door, Scan(new_nonce(), utc_now(), guest_id=guest_id))
    took = time.perf_counter() - begun
    assert result.guest is not None
    assert isinstance(result, Admitted) or result.earlier is not None
    return took


def _sync(path: Path, state: Path, url: str, stop: threading.Event) -> None:
    with EventFile.open(path, DEVICE, state, backup=False) as file:
        far_end = far_end_of(file, url)
        rounds = Rounds(file, KEY, far_end, utc_now)
        while not stop.is_set():
            _, wait = rounds.play()
            stop.wait(min(wait, 5.0))
        far_end.close()
