"""Several laptops at one event, whose files get each other's rows when a test says so."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from data.badge_doubles import BadgeDouble
from data.doubles import Double
from data.guests import Device
from data.store.event_file import EventFile
from data.store.shared_rows import SharedRow, shared_rows
from tests.data.evening import INFO, Evening, TestClock

Tables = Mapping[str, Sequence[tuple[object, ...]]]
D = TypeVar("D", Double, BadgeDouble)


def desk(folder: Path, number: int, clock: TestClock | None = None) -> Evening:
    """A file of the same event on a laptop of its own."""
    clock = clock or TestClock()
    device = Device(f"device-{number}", f"Desk {number}")
    path = folder / f"{number}.pennant"
    file = EventFile.create(path, INFO, device, folder / f"state-{number}", clock)
    return Evening(file, clock, f"desk-{number}")


class Two:
    """Two desks that know Zoya and do not hear of each other until they meet."""

    def __init__(self, folder: Path) -> None:
        self.clock = TestClock()
        self.one, self.other = (desk(folder, number, self.clock) for number in (1, 2))
        self.zoya = self.one.guest("Zoya", external_id="1")
        exchange(*self.desks)

    @property
    def desks(self) -> tuple[Evening, Evening]:
        return self.one, self.other

    def agreed(self, told: Callable[[EventFile], list[D]]) -> list[D]:
        """Both know everything; both see the same doubles."""
        exchange(*self.desks)
        here, there = (told(one.file) for one in self.desks)
        assert [double.key for double in here] == [double.key for double in there]
        return here

    def end(self) -> None:
        """What either knows, the other knows as well."""
        exchange(*self.desks)
        assert folded(self.one) == folded(self.other)
        for one in self.desks:
            one.file.close()


def all_rows(evening: Evening) -> list[SharedRow]:
    """The whole journal."""
    return shared_rows(evening.file.connection, limit=10**6)[0]


def bring(evening: Evening, rows: Sequence[SharedRow]) -> None:
    """Let rows arrive and take effect."""
    evening.file.receive(rows)
    while evening.file.settle_slice():
        pass


def exchange(*desks: Evening) -> None:
    """Everybody gets everything."""
    together = [row for one in desks for row in all_rows(one)]
    for one in desks:
        bring(one, together)


def folded(evening: Evening) -> Tables:
    """What follows from the journal, but for the order in which rows happened to arrive."""
    tables = dict(evening.tables())
    place = [c[1] for c in evening.file.connection.execute("PRAGMA table_info(print)")]
    number = place.index("wanted_no")
    tables["print"] = [row[:number] + row[number + 1 :] for row in tables["print"]]
    return tables
