"""Comparing and loading a list, opening an event, counting: 300 and 100,000 guests.

Run apart: ``pytest tests/benchmarks/test_load_speed.py``. Budget (issue 2), with reading: 300 rows
≤ 0.5 s, 100,000 rows ≤ 10 s.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.attendance import counts, latest
from data.store.event_file import EventFile
from data.store.loads import compare, load
from tests.data.evening import DEVICE, INFO, listed


@pytest.mark.parametrize("guests", [300, 100_000])
def test_a_list_from_rows_to_guests(
    tmp_path: Path, tell: Callable[[str], None], guests: int
) -> None:
    rows = [
        listed(
            f"Guest {n}",
            secret=f"{n * 7919 % 1_000_003:06d}s",
            email=f"g{n}@example.org",
            company="ACME",
            product="Basic" if n % 3 else "Albatross",
            countries=("DE",),
        )
        for n in range(guests)
    ]
    path, state = tmp_path / "party.pennant", tmp_path / "state"
    marks = [(time.perf_counter(), time.process_time())]

    def mark(what: str) -> None:
        marks.append((time.perf_counter(), time.process_time()))
        wall, cpu = (after - before for before, after in zip(*marks[-2:], strict=True))
        tell(f"{guests} guests: {what} {wall:.3f} s ({cpu:.3f} s of it computing)")

    with EventFile.create(path, INFO, DEVICE, state) as file:
        marks.append((time.perf_counter(), time.process_time()))
        plan = compare(file, rows)
        mark("compare")
        load(file, plan)
        mark("load")
        assert compare(file, rows).unchanged == guests
        mark("compare again")
        assert counts(file).expected == guests
        mark("counts")
        latest(file)
        mark("latest")
    mark("close")
    with EventFile.open(path, DEVICE, state):
        mark("open with a backup")
    with EventFile.open(path, DEVICE, state):
        mark("open again")
