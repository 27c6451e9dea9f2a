"""Doors that share a ledger: an event file each, and the ledger's part played by the test or by
a thread.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.annulment import Annulled, annul
from data.guests import Admitted, CheckInResult, Device, EventInfo, Reason, Refused, Scan
from data.identity import new_nonce, utc_now
from data.store import loads
from data.store.event_file import EventFile
from data.store.shared_rows import SharedRow, shared_rows
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.claiming import check_in
from data.sync.ledger.far_end import KEY, LedgerFarEnd, remember_ledger
from data.sync.ledger.following import follow
from data.sync.rounds import Report, play_round
from tests.data.evening import listed


@dataclass
class SkewedClock:
    """The real time, as a laptop has it whose clock is wrong."""

    off: timedelta = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.off


@dataclass
class Door:
    """One laptop of an event that has a ledger."""

    file: EventFile
    far_end: LedgerFarEnd
    clock: SkewedClock
    reports: list[Report] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def round(self) -> Report:
        """One round in the test's own thread."""
        return play_round(self.file, KEY, self.far_end, self.clock)

    def scan(self, secret: str, nonce: str | None = None, **more: Any) -> CheckInResult:
        scan = Scan(nonce or new_nonce(), self.clock(), secret=secret, **more)
        return check_in(self.file, scan, self.far_end.line, badges=True)

    def admitted(self, secret: str, **more: Any) -> Admitted:
        answer = self.scan(secret, **more)
        assert isinstance(answer, Admitted), answer
        return answer

    def reason(self, secret: str, **more: Any) -> Reason:
        answer = self.scan(secret, **more)
        assert isinstance(answer, Refused), answer
        return answer.reason

    def annul(self, nonce: str) -> bool:
        taken = annul(self.file, nonce, nonce=new_nonce(), at=self.clock())
        return isinstance(taken, Annulled)

    def load(self, names: list[str]) -> None:
        rows = [listed(name, secret=f"code {name}", email="") for name in names]
        loads.load(self.file, loads.compare(self.file, rows), pause=lambda seconds: None)

    def rows(self) -> list[SharedRow]:
        rows, after = shared_rows(self.file.connection)
        while True:
            more, after = shared_rows(self.file.connection, after)
            if not more:
                return rows
            rows += more

    def ids(self) -> set[str]:
        return {row.id for row in self.rows()}

    def pooled(self) -> None:
        """From now on as if a pooler stood between: no hint arrives."""
        self._without_hints = True

    def follow(self, **options: Any) -> None:
        """Let a thread of its own follow the ledger, with an event file of its own."""
        ready = threading.Event()

        def run() -> None:
            path, device = self.file.path, self.file.device
            state = path.parent / f"state of {device.id}"
            with EventFile.open(path, device, state, self.clock, backup=False) as file:
                far_end = LedgerFarEnd(
                    file,
                    self.far_end_address,
                    self.folder,
                    self.clock,
                    line=self.far_end.line,
                    waker=self._waker,
                )
                if self._without_hints:
                    far_end._ears.works = False
                    far_end._ears.forget = lambda: None  # type: ignore[method-assign]
                ready.set()
                follow(file, far_end, self.clock, self._stop, self.reports.append, **options)
                far_end.close()

        self._thread = threading.Thread(target=run, name=f"ledger of {self.file.device.id}")
        self._thread.start()
        ready.wait()

    far_end_address: LedgerAddress = field(init=False)
    folder: Path = field(init=False)
    _waker: Any = field(init=False)
    _without_hints: bool = field(default=False, init=False)

    def close(self) -> None:
        self._stop.set()
        self.far_end.nudge()
        if self._thread is not None:
            self._thread.join()
        else:
            self.far_end.close()
        self.file.close()


def make_door(
    folder: Path, info: EventInfo, url: str, name: str, off: timedelta = timedelta()
) -> Door:
    """A laptop with an empty file of the event, joined to the ledger."""
    from data.sync.ledger.hints import Waker

    clock = SkewedClock(off)
    device = Device(f"device {name}", f"Desk {name}", name)
    path = folder / f"{name}.pennant"
    state = folder / f"state of {device.id}"
    file = EventFile.create(path, info, device, state, clock)
    address = LedgerAddress.parse(url)
    remember_ledger(file, address)
    waker = Waker()
    far_end = LedgerFarEnd(file, address, folder / "certificates", clock, waker=waker)
    door = Door(file, far_end, clock)
    door.far_end_address, door.folder, door._waker = address, folder / "certificates", waker
    return door
