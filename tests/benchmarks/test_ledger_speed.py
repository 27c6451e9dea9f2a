"""Several doors and one ledger, in figures: ``pytest -s tests/benchmarks/test_ledger_speed.py``.

Doors and PostgreSQL share one machine and one disk here.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from data.identity import utc_now, uuid7
from tests.ledger_doors import make_door
from tests.ledger_proxy import Proxy
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]

Tell = Callable[[str], None]
ROOT = Path(__file__).parents[2]
DOORS = 4


def centile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def told(values: list[float]) -> str:
    """Seconds as milliseconds."""
    middle = 1000 * statistics.median(values)
    return f"median {middle:.1f} ms, p99 {1000 * centile(values, 0.99):.1f} ms"


def evening(
    ledger: Ledger, folder: Path, guests: int, scans: int, per_second: float, hints: str
) -> list[dict[str, Any]]:
    """Four doors that scan different guests at once; what each tells."""
    children = []
    for number in range(DOORS):
        url = ledger.url()
        door = make_door(folder, ledger.info, url, str(number))
        if number == 0:
            door.load([f"Guest {guest}" for guest in range(guests)])
        assert door.round().problem is None
        door.close()
        command = [sys.executable, "-m", "tests.benchmarks.ledger_door", str(door.file.path), url]
        command += [str(number * scans), str(scans), str(per_second), hints]
        children.append(Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True))
    answers = []
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "done\n"
    time.sleep(2)  # until the last one is everywhere
    for child in children:
        out, _ = child.communicate("end\n")
        answers.append(json.loads(out))
    return answers


@pytest.mark.parametrize("hints", ["hints", "polling"])
def test_claims_and_the_way_from_door_to_door(
    ledger: Ledger, tmp_path: Path, tell: Tell, hints: str
) -> None:
    answers = evening(ledger, tmp_path, 5000, 200, 20 / DOORS, hints)
    took = [one for answer in answers for one in answer["took"]]
    claims = sum(answer["claims"] for answer in answers)
    ways = [
        max(0.0, answer["seen"][row_id] - at)
        for other in answers
        for row_id, at in other["green"].items()
        for answer in answers
        if answer is not other
    ]
    tell(f"4 doors, 5,000 guests, 20 scans/s, {hints}: {claims} of {len(took)} were claims")
    tell(f"verdict at the door: {told(took)}")
    tell(f"green light to all other doors: {told(ways)}")


def test_four_doors_flat_out(ledger: Ledger, tmp_path: Path, tell: Tell) -> None:
    begun = time.monotonic()
    answers = evening(ledger, tmp_path, 5000, 500, 0, "hints")
    took = [one for answer in answers for one in answer["took"]]
    spent = max(sum(answer["took"]) for answer in answers)
    tell(f"4 doors flat out: {len(took) / spent:.0f} scans/s; {told(took)}")
    assert begun


def test_healing_of_a_thousand_rows(ledger: Ledger, tmp_path: Path, tell: Tell) -> None:
    door = make_door(tmp_path, ledger.info, ledger.url(), "one")
    other = make_door(tmp_path, ledger.info, ledger.url(), "two")
    door.load([f"Guest {guest}" for guest in range(500)])
    door.round()
    other.round()
    door.far_end.line.close()
    for guest in range(500):
        door.admitted(f"code Guest {guest}")
    assert door.rows()[-1].mode == "fact"
    begun = time.monotonic()
    door.round()
    pushed = time.monotonic()
    other.round()
    tell(
        f"1,000 offline rows: {pushed - begun:.2f} s to the ledger, "
        f"{time.monotonic() - pushed:.2f} s into the other door"
    )
    assert other.ids() == door.ids()
    door.close()
    other.close()


def test_the_first_scan_after_a_silent_cut(ledger: Ledger, tmp_path: Path, tell: Tell) -> None:
    proxy = Proxy(ledger.server.port)
    url = ledger.url().replace(f":{ledger.server.port}/", f":{proxy.port}/")
    door = make_door(tmp_path, ledger.info, url, "one")
    door.load([f"Guest {guest}" for guest in range(300)])
    door.round()
    door.round()
    took: list[float] = []
    for guest in range(300):
        if guest == 100:
            proxy.cut()
        begun = time.monotonic()
        door.admitted(f"code Guest {guest}")
        took.append(time.monotonic() - begun)
    tell(f"connected: {told(took[:100])}")
    tell(f"first scan after a silent cut: {1000 * took[100]:.0f} ms; later: {told(took[101:])}")
    alone = make_door(tmp_path, ledger.info, url, "alone")
    alone.far_end.line.close()
    alone.load([f"Guest {guest}" for guest in range(300)])
    offline = []
    for guest in range(300):
        begun = time.monotonic()
        alone.admitted(f"code Guest {guest}")
        offline.append(time.monotonic() - begun)
    tell(f"a door that never had a ledger: {told(offline)}")
    proxy.heal()
    for one in (door, alone):
        one.close()
    proxy.close()


def test_an_evening_on_a_dreadful_network(ledger: Ledger, tmp_path: Path, tell: Tell) -> None:
    """30 % of connections break, 2 s of latency, 20 outages; beside a door without any network."""
    scans, pause = 600, 0.05
    proxy = Proxy(ledger.server.port, delay=1.0, refused=0.3)
    url = ledger.url()
    bad = url.replace(f":{ledger.server.port}/", f":{proxy.port}/")
    doors = [make_door(tmp_path, ledger.info, one, name) for one, name in ((bad, "a"), (url, "b"))]
    took: list[list[float]] = [[], []]
    for door in doors:
        door.load([f"Guest {guest}" for guest in range(scans)])
    doors[0].follow()
    for guest in range(scans):
        if guest % (scans // 20) == 10:
            proxy.cut()
        elif guest % (scans // 20) == 15:
            proxy.heal()
            proxy.reset()
        for door, times in zip(doors, took, strict=True):
            begun = time.monotonic()
            door.admitted(f"code Guest {guest}")
            times.append(time.monotonic() - begun)
        time.sleep(pause)
    tell(f"a dreadful network: {told(took[0])}, longest {1000 * max(took[0]):.0f} ms")
    tell(f"no network, side by side: {told(took[1])}, longest {1000 * max(took[1]):.0f} ms")
    proxy.be_good()
    proxy.reset()
    begun = time.monotonic()
    while not doors[0].ids() <= set(ledger.ids()):
        assert time.monotonic() - begun < 60
        time.sleep(0.05)
    tell(f"everything delivered {time.monotonic() - begun:.1f} s after the network was good again")
    assert len(ledger.ids()) == len(set(ledger.ids()))
    for door in doors:
        door.close()
    proxy.close()


def test_a_month_of_the_whole_network(ledger: Ledger, tmp_path: Path, tell: Tell) -> None:
    """390 cities, three evenings, 300 guests: 351,000 check-ins with as many badges wanted."""
    connection, event = ledger.connect(), ledger.event_id
    cities, rows_each = 1170, 300
    events = [uuid7(utc_now()) for _ in range(cities)]
    ledger.owner.execute(
        "INSERT INTO pennant.event SELECT unnest(%s::uuid[]), '{}'::jsonb", (events,)
    )
    ledger.owner.execute("INSERT INTO pennant.event_head SELECT unnest(%s::uuid[]), 0", (events,))
    ledger.owner.execute(
        """INSERT INTO pennant.device_event SELECT device_id, unnest(%s::uuid[])
           FROM pennant.device WHERE pg_role = %s""",
        (events, connection.info.user),
    )
    size_before = _size(ledger)
    begun, loading = time.monotonic(), 0.0
    for one in events:
        batch = json.dumps(list(_rows(rows_each)))
        asked = time.monotonic()
        connection.execute("SELECT count(*) FROM pennant.append(%s, %s)", (one, batch))
        loading += time.monotonic() - asked
    many = cities * rows_each
    tell(
        f"{many} check-ins with {many} badges: {loading:.0f} s, {2 * many / loading:.0f} rows/s, "
        f"{(_size(ledger) - size_before) / 1e6:.0f} MB ({time.monotonic() - begun:.0f} s in all)"
    )
    took = []
    for one in events[:50]:
        asked = time.monotonic()
        found = connection.execute("SELECT * FROM pennant.pull(%s, 0, 2000)", (one,)).fetchall()
        took.append(time.monotonic() - asked)
        assert len(found) == 2 * rows_each
    tell(f"the whole of one evening pulled: {told(took)}")
    assert event


def _size(ledger: Ledger) -> int:
    ((size,),) = ledger.rows("SELECT pg_database_size(current_database())")
    return int(size)


def _rows(number: int) -> list[dict[str, object]]:
    """Check-ins of one evening as a laptop tells them, each with a badge wanted."""
    now = utc_now()
    writer, rows = uuid7(now), []
    at = "2026-06-01T18:00:00.000000+00:00"
    for place in range(number):
        guest, nonce = uuid7(now), uuid7(now).replace("-", "")
        for part, kind in enumerate(("check_in", "badge_wanted")):
            rows.append(
                {
                    "id": uuid7(now), "writer_id": writer, "writer_seq": 2 * place + part + 1,
                    "device_id": "01890000-0000-7000-8000-000000000001", "kind": kind, "v": 1,
                    "hlc": 2 * place + part, "at": at, "recorded_at": at, "gate": "north",
                    "mode": "fact", "nonce": nonce, "guest_id": guest, "device_name": "Desk 1",
                    "body": {"host": guest, "missing": 0} if part == 0 else {},
                }
            )  # fmt: skip
    return rows
