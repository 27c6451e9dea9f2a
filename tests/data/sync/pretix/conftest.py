"""A pretix and a laptop for every test."""

import pytest

from tests.data.evening import Evening
from tests.data.sync.pretix.fake import FakePretix
from tests.data.sync.pretix.laptop import Laptop


@pytest.fixture
def fake(evening: Evening) -> FakePretix:
    return FakePretix(evening.clock)


@pytest.fixture
def laptop(evening: Evening, fake: FakePretix) -> Laptop:
    return Laptop.joined(evening, fake)


@pytest.fixture
def three_guests(laptop: Laptop, fake: FakePretix) -> None:
    """Anna, Berta and Carla, of one order, known at both ends."""
    fake.sell("Anna", "Berta", "Carla")
    laptop.sync()
