"""From scan to committed verdict, and as a ratio to a bare fsynced insert of the same run.

Run apart: ``pytest tests/benchmarks/test_scan_speed.py``. Budget (issue 2): p99 ≤ 15 ms, also while
another process loads a list of 100,000.
"""

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from data.admission import check_in
from data.attendance import counts, latest
from data.guests import Scan
from data.identity import new_nonce, utc_now
from data.store.event_file import EventFile
from data.store.loads import compare, load
from tests.data.evening import DEVICE, INFO, listed

ROOT = Path(__file__).parents[2]
Tell = Callable[[str], None]


def figures(took: list[float]) -> str:
    middle, slow = statistics.median(took), sorted(took)[len(took) * 99 // 100]
    return f"median {1000 * middle:.2f} ms, p99 {1000 * slow:.2f} ms"


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def bare_inserts(folder: Path, number: int = 300) -> list[float]:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (x TEXT)")
    insert = "INSERT INTO t VALUES ('a row as long as one of the journal, some 200 bytes' || ?)"
    took = [timed(lambda: connection.execute(insert, ("x" * 150,))) for _ in range(number)]
    connection.close()
    return took


def event_of(folder: Path, guests: int) -> EventFile:
    file = EventFile.create(folder / "party.pennant", INFO, DEVICE, folder / "state")
    rows = (listed(f"Guest {n}", secret=f"s{n}", email=f"g{n}@example.org") for n in range(guests))
    load(file, compare(file, rows))
    return file


def scan(file: EventFile, secret: str) -> None:
    check_in(file, Scan(new_nonce(), utc_now(), secret=secret), badges=True)


@pytest.mark.parametrize("guests", [300, 5_000])
def test_scan_to_committed_verdict(tmp_path: Path, tell: Tell, guests: int) -> None:
    with event_of(tmp_path, guests) as file:
        took = [timed(lambda n=n: scan(file, f"s{n}")) for n in range(300)]  # type: ignore[misc]
        bare = bare_inserts(tmp_path)
        assert counts(file).arrived == 300
        ratio = statistics.median(took) / statistics.median(bare)
        tell(f"scan, {guests} guests: {figures(took)}; bare insert: {figures(bare)}; x{ratio:.1f}")
        tell(f"counts: {figures([timed(lambda: counts(file)) for _ in range(50)])}")
        tell(f"latest 20: {figures([timed(lambda: latest(file)) for _ in range(50)])}")


def test_scan_while_another_process_loads_100_000(tmp_path: Path, tell: Tell) -> None:
    with event_of(tmp_path, 5_000) as file:
        command = [sys.executable, "-m", "tests.chaos.child", "load", str(file.path)]
        command += [str(tmp_path / "loader state"), "100000"]
        loader = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        assert loader.stdin is not None
        assert loader.stdout is not None
        loader.stdin.write("go\n")
        loader.stdin.flush()
        while loader.stdout.readline() != "loading\n":
            pass
        took: list[float] = []
        begun = time.perf_counter()
        while loader.poll() is None:
            took.append(timed(lambda: scan(file, f"s{len(took) % 5_000}")))
            time.sleep(0.1)  # ten guests a second: a door is not busier
        assert loader.returncode == 0
        loader.communicate()
        tell(
            f"{len(took)} scans in the {time.perf_counter() - begun:.1f} s of loading 100,000: "
            f"{figures(took)}, longest {1000 * max(took):.1f} ms"
        )
