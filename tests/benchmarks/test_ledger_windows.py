"""From window to window: ``pytest -s tests/benchmarks/test_ledger_windows.py``.

Two and four real windows, a process each with a data folder of its own; the first is made the hub
in its window, the others join there by its addresses. Measured is the way of a check-in from the
moment its door shows the verdict until another door has painted it among the latest arrivals.
"""

import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from data.guests import Device, EventInfo
from data.identity import utc_now, uuid7
from data.store import loads
from data.store.event_file import EventFile
from tests.benchmarks.test_ledger_speed import centile
from tests.data.evening import listed

Tell = Callable[[str], None]
ROOT = Path(__file__).parents[2]
GUESTS = 300
CHECK_INS = 120
PAUSE = 0.35  # seconds, on average


class Window:
    """One laptop's program, driven from here."""

    def __init__(self, folder: Path, name: str, event: Path | None, hints: str) -> None:
        folder.mkdir()
        command = [sys.executable, "-m", "tests.benchmarks.ledger_window", str(folder), name]
        command += [str(event or ""), hints]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        self.process = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True, env=environment)

    def begin(self, do: str, **more: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()

    def end(self) -> dict[str, object]:
        assert self.process.stdout is not None
        answer: dict[str, object] = json.loads(self.process.stdout.readline())
        return answer

    def do(self, do: str, **more: object) -> dict[str, object]:
        self.begin(do, **more)
        return self.end()

    def close(self) -> None:
        self.begin("quit")
        self.process.communicate()


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where a server started by root may look."""
    made = Path(tempfile.mkdtemp(prefix="pennant-windows-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def windows(folder: Path, request: pytest.FixtureRequest) -> Iterator[list[Window]]:
    """The hub's window first; all know the whole list, and none has scanned."""
    number, hints = request.param
    event = folder / "evening.pennant"
    info = EventInfo(uuid7(utc_now()), "Moscow · November")
    with EventFile.create(event, info, Device("office", "Office"), folder / "office") as file:
        guests = [listed(f"Guest {n}", secret=f"code{n:05d}abcdef") for n in range(GUESTS)]
        loads.load(file, loads.compare(file, guests), pause=lambda seconds: None)
    opened = [Window(folder / "hub", "Desk 1", event, hints)]
    opened[0].do("ready")
    urls = opened[0].do("hub", laptops=number - 1)["urls"]
    assert isinstance(urls, list)
    for place, url in enumerate(urls, start=2):
        opened.append(Window(folder / f"desk {place}", f"Desk {place}", None, hints))
        opened[-1].do("join", url=url.replace(url.split("@")[1].split(":")[0], "127.0.0.1"))
    for window in opened:
        assert window.do("in_step", guests=GUESTS) == {"hints": hints == "hints"}
    yield opened
    for window in reversed(opened):
        window.close()


@pytest.mark.parametrize(
    "windows",
    [(2, "hints"), (2, "polling"), (4, "hints"), (4, "polling")],
    indirect=True,
    ids=lambda given: f"{given[0]} windows, {given[1]}",
)
def test_what_one_window_commits_is_painted_in_the_others(
    windows: list[Window], tell: Tell, request: pytest.FixtureRequest
) -> None:
    dice = random.Random(1)
    scans: list[tuple[Window, str, float]] = []
    for number in range(CHECK_INS):
        door = windows[number % len(windows)]
        answer = door.do("scan", code=f"code{number:05d}abcdef")
        scans.append((door, str(answer["nonce"]), float(str(answer["at"]))))
        time.sleep(PAUSE * (0.5 + dice.random()))
    time.sleep(2)  # until the last one is everywhere
    painted = {id(window): window.do("painted") for window in windows}
    ways = [
        float(str(painted[id(other)][nonce])) - at
        for door, nonce, at in scans
        for other in windows
        if other is not door
    ]
    own = [float(str(painted[id(door)][nonce])) - at for door, nonce, at in scans]
    assert len(ways) == CHECK_INS * (len(windows) - 1)
    tell(
        f"{request.node.callspec.id}: {len(ways)} check-ins painted at another door after "
        f"median {1000 * statistics.median(ways):.0f} ms, p99 {1000 * centile(ways, 0.99):.0f} ms, "
        f"longest {1000 * max(ways):.0f} ms (at their own after "
        f"{1000 * statistics.median(own):.0f} ms)"
    )
    assert centile(ways, 0.99) <= 1.0
