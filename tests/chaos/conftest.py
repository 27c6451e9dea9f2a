import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from data.store.event_file import EventFile
from data.store.loads import compare, load
from tests.data.evening import DEVICE, INFO, listed

Child = Popen[str]
MEMORY = Path("/dev/shm")  # Linux has it


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder for event files where it is measured how long networks make a scan wait: a disk
    that others keep busy makes it wait too, 0.4 s and more.
    """
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="pennant-", dir=place) as folder:
        yield Path(folder)


@pytest.fixture
def event(tmp_path: Path, full: bool) -> Path:
    """A closed event file with the guests that the children check in."""
    path = tmp_path / "party.pennant"
    with EventFile.create(path, INFO, DEVICE, tmp_path / "state") as file:
        guests = 300 if full else 60
        load(file, compare(file, (listed(f"Guest {n}", secret=f"s{n}") for n in range(guests))))
    return path


@pytest.fixture
def start(event: Path) -> Iterator[Callable[..., Child]]:
    """Start a child and wait until it has the file open."""
    children: list[Child] = []

    def started(task: str, state: str, *rest: int) -> Child:
        command = [sys.executable, "-m", "tests.chaos.child", task, str(event)]
        command += [str(event.parent / state), *map(str, rest)]
        root = Path(__file__).parents[2]
        child = Popen(command, cwd=root, stdin=PIPE, stdout=PIPE, text=True)
        children.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        return child

    yield started
    for child in children:
        child.kill()
        child.communicate()
