"""A door for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.serving import serving
from tests.end_to_end.venue import Venue, make_event


@pytest.fixture(scope="session")
def event_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "evening.pennant"
    make_event(path)
    return path


@pytest.fixture
def event(event_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "evening.pennant"
    shutil.copy(event_template, path)  # closed, so one file holds it all
    return path


@pytest.fixture
def door(event: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Venue]:
    venue = Venue(tmp_path, event, qtbot)
    yield venue
    venue.close()


@pytest.fixture
def fake(door: Venue) -> FakePretix:
    return FakePretix(door.clock)


@pytest.fixture
def url(fake: FakePretix) -> Iterator[str]:
    with serving(fake) as address:
        yield address
