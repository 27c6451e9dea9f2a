"""An event file of its own for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.event_file import EventFile
from tests.data.evening import DEVICE, INFO, Evening, TestClock


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    clock = TestClock()
    path = tmp_path / "party.pennant"
    with EventFile.create(path, INFO, DEVICE, tmp_path / "state", clock) as file:
        yield Evening(file, clock)
