from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ledger_doors import Door, make_door
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]

NewDoor = Callable[..., Door]


@pytest.fixture
def new_door(ledger: Ledger, tmp_path: Path) -> Iterator[NewDoor]:
    """Make further laptops of the event."""
    made: list[Door] = []

    def make(name: str, url: str | None = None, **more: object) -> Door:
        door = make_door(tmp_path, ledger.info, url or ledger.url(), name, **more)  # type: ignore[arg-type]
        made.append(door)
        return door

    yield make
    for door in made:
        door.close()


@pytest.fixture
def doors(new_door: NewDoor) -> tuple[Door, Door]:
    """Two laptops that share the list of ten guests, both connected."""
    first, second = new_door("north"), new_door("south")
    first.load([f"Guest {number}" for number in range(10)])
    for door in (first, second):
        report = door.round()
        assert report.problem is None, report.problem
        assert door.far_end.line.is_open
    return first, second
