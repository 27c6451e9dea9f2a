"""Taking in another laptop's evening: 5,000 guests, 1,000 of them let in at each of two laptops.

Run apart: ``pytest tests/benchmarks/test_merge_speed.py``. Budget: a slice holds the write lock for
at most 50 ms.
"""

import time
from collections.abc import Callable
from pathlib import Path

from data.admission import check_in
from data.doubles import doubles
from data.guests import Device, Scan
from data.store.event_file import EventFile
from data.sync.merge import Merging, OtherFile, outlook
from tests.data.desks import desk
from tests.data.evening import TestClock, listed


def let_in(file: EventFile, clock: TestClock, first: int) -> None:
    for number in range(first, first + 1_000):
        nonce = f"{file.device.id} {number}"
        check_in(file, Scan(nonce, clock(), secret=f"code{number:05d}"), badges=True)


def test_taking_in_an_evening(tmp_path: Path, tell: Callable[[str], None]) -> None:
    clock = TestClock()
    here = desk(tmp_path, 1, clock)
    here.load(*(listed(f"Guest {n}", secret=f"code{n:05d}") for n in range(5_000)))
    copy = tmp_path / "copy.pennant"
    here.file.hand_over(copy)
    let_in(here.file, clock, 0)
    with EventFile.open(copy, Device("two", "Desk 2"), tmp_path / "two", clock) as file:
        let_in(file, clock, 500)
    begun = time.perf_counter()
    with OtherFile(copy) as other:
        told = outlook(here.file, other)
        tell(f"looking at it {time.perf_counter() - begun:.2f} s")
        merging, slices, more = Merging(here.file, other), [], True
        while more:
            begun = time.perf_counter()
            more = merging.take_slice()
            slices.append(time.perf_counter() - begun)
        merging.close()
    slices.sort()
    tell(
        f"{merging.received.added} new of {merging.total} rows in {sum(slices):.2f} s, "
        f"a slice {1000 * slices[len(slices) // 2]:.1f} ms, at most {1000 * slices[-1]:.1f} ms"
    )
    begun = time.perf_counter()
    found = doubles(here.file)
    tell(f"{len(found)} doubles found in {1000 * (time.perf_counter() - begun):.1f} ms")
    here.file.close()
    assert len(told.doubles) == len(found) == 500
    assert slices[-1] <= 0.05
