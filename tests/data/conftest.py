"""An event file of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store.event_file import EventFile
from tests.data.evening import DEVICE, INFO, Evening, TestClock


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def evening(tmp_path: Path, clock: TestClock) -> Iterator[Evening]:
    path = tmp_path / "party.pennant"
    with EventFile.create(path, INFO, DEVICE, tmp_path / "state", clock) as file:
        yield Evening(file, clock)
