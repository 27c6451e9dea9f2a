"""An evening to test with: an event file, a clock that the test turns, and short ways to act."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.admission import check_in
from data.annulment import Annulled, AnnulResult, annul
from data.attendance import guest_state
from data.guestlist.listing import ListedGuest
from data.guests import (
    Admitted,
    CheckInResult,
    Device,
    EventInfo,
    Guest,
    GuestState,
    Product,
    Reason,
    Refused,
    Scan,
)
from data.store import loads, reading
from data.store.event_file import EventFile
from data.store.prints import PrintState, note_badge, take_badge, waiting_badges
from data.store.products import save_product

DEVICE = Device("device-1", "Desk 1", "north")
INFO = EventInfo(
    "018f0000-0000-7000-8000-000000000001", "Summer party", timezone="Europe/Berlin", currency="EUR"
)
START = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
_NOT_FIELDS = {"row", "given", "guest_id"}


@dataclass
class TestClock:
    """A clock that the test turns."""

    __test__ = False
    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass
class Evening:
    """An open event file and short ways to act on it."""

    file: EventFile
    clock: TestClock
    name: str = "nonce"  # two desks use no nonce twice
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @property
    def path(self) -> Path:
        return self.file.path

    def nonce(self) -> str:
        return f"{self.name}-{next(self._numbers)}"

    def product(self, name: str, price_minor: int = 0, **more: Any) -> None:
        save_product(self.file, replace(Product(name, price_minor), **more), self.clock.now)

    def load(self, *rows: ListedGuest) -> None:
        loads.load(self.file, loads.compare(self.file, rows), pause=lambda seconds: None)

    def guest(self, name: str, **values: Any) -> Guest:
        """A guest whom a list brought."""
        known = {state.id for state in reading.guests(self.file.connection)}
        self.load(listed(name, **values))
        return next(g for g in reading.guests(self.file.connection) if g.id not in known)

    def everybody(self) -> list[Guest]:
        return list(reading.guests(self.file.connection))

    def scan(self, who: Guest | str, nonce: str | None = None, **more: Any) -> CheckInResult:
        """A guest chosen, or a code shown."""
        scan = Scan(nonce or self.nonce(), self.clock.now)
        more |= {"secret": who} if isinstance(who, str) else {"guest_id": who.id}
        return check_in(self.file, replace(scan, **more), badges=True)

    def admitted(self, who: Guest | str, nonce: str | None = None, **more: Any) -> Admitted:
        answer = self.scan(who, nonce, **more)
        assert isinstance(answer, Admitted), answer
        return answer

    def refused(self, who: Guest | str, nonce: str | None = None, **more: Any) -> Refused:
        answer = self.scan(who, nonce, **more)
        assert isinstance(answer, Refused), answer
        return answer

    def reason(self, who: Guest | str, **more: Any) -> Reason:
        return self.refused(who, **more).reason

    def annul(self, target: str, **more: Any) -> AnnulResult:
        options: dict[str, Any] = {"nonce": self.nonce(), "at": self.clock.now} | more
        return annul(self.file, target, **options)

    def annulled(self, target: str, **more: Any) -> Annulled:
        result = self.annul(target, **more)
        assert isinstance(result, Annulled), result
        return result

    def print_badges(self) -> None:
        """Every badge that waits comes out."""
        for one in waiting_badges(self.file):
            assert take_badge(self.file, one.id, "folder", self.clock())
            note_badge(self.file, one.id, PrintState.SENT, self.clock())

    def state(self, guest: Guest) -> GuestState:
        state = guest_state(self.file, guest.id)
        assert state is not None
        return state

    def rows(self) -> int:
        (number,) = self.file.connection.execute("SELECT count(*) FROM journal").fetchone()
        return int(number)

    def tables(self) -> Mapping[str, list[tuple[object, ...]]]:
        """Everything that follows from the journal."""
        names = ("guest", "guest_key", "product", "entry", "payment", "print")
        return {
            name: self.file.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall()
            for name in names
        }


def listed(name: str, **values: Any) -> ListedGuest:
    """A row of a list that has a word on just these fields."""
    given = frozenset({"name", *values} - _NOT_FIELDS)
    return ListedGuest(row=2, name=name, given=given, **values)
