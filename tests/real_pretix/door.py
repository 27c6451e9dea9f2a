"""A door that syncs with a real pretix, and short ways to act at it."""

import json
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.admission import check_in
from data.annulment import Annulled, annul
from data.guests import (
    Admitted,
    CheckInResult,
    Device,
    Direction,
    EventInfo,
    Guest,
    Payment,
    PaymentMethod,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.store import deliveries, reading
from data.store.event_file import EventFile
from data.store.far_ends import far_ends
from data.store.journal import Kind, WrittenRow, rows, rows_at
from data.store.prints import PrintState, note_badge, take_badge, waiting_badges
from data.sync.pretix.far_end import PretixFarEnd
from data.sync.pretix.setup import device_access, settings_for
from data.sync.pretix.transport import Transport
from data.sync.remotes import add_pretix, open_pretix
from data.sync.rounds import Report, play_round
from data.sync.secrets import Secret, Secrets
from data.walk_in import WalkIn, add_walk_in
from tests.data.sync.pretix.positions import positions_by_guest
from tests.real_pretix.seed import NATIONALITY

EVENT_ID = "018f0000-0000-7000-8000-000000000007"


def connect(url: str, token: Secret | None, scheme: str) -> Transport:
    return Transport(url, token, utc_now, scheme=scheme, sleep=lambda seconds: None)


@dataclass
class Door:
    """One laptop. ``at`` is when the next act happens; it lies in the past and moves on."""

    file: EventFile
    far_end: PretixFarEnd
    key: str
    at: datetime
    token: Secret
    acts: list[Admitted] = field(default_factory=list)

    @classmethod
    def set_up(cls, folder: Path, name: str, code: dict[str, object], at: datetime) -> "Door":
        """A laptop that nobody has used before, set up by a device's code."""
        folder.mkdir()
        info = EventInfo(EVENT_ID, "Party", currency="EUR", walk_in_product="Basic")
        device = Device(f"device-{name}", name, "north")
        file = EventFile.create(folder / "party.pennant", info, device, folder / "state")
        secrets = Secrets(folder, keyring=False)
        access, _ = device_access(connect, secrets, json.dumps(code))
        settings = settings_for(connect, access, question=NATIONALITY)
        key, _ = add_pretix(file, settings, access.token, secrets)
        (record,) = far_ends(file)
        far_end = open_pretix(file, record, access.token, utc_now)
        return cls(file, far_end, key, at, access.token)

    def close(self) -> None:
        self.far_end.close()
        self.file.close()

    def guests(self) -> list[Guest]:
        return list(reading.guests(self.file.connection))

    def scan(self, who: Guest | str, seconds: float = 7.001_003, **more: Any) -> CheckInResult:
        self.at += timedelta(seconds=seconds)
        more |= {"secret": who} if isinstance(who, str) else {"guest_id": who.id}
        scan = replace(Scan(new_nonce(), self.at), **more)
        result = check_in(self.file, scan, badges=True)
        if isinstance(result, Admitted):
            self.acts.append(result)
        return result

    def admitted(self, who: Guest | str, **more: Any) -> Admitted:
        result = self.scan(who, **more)
        assert isinstance(result, Admitted), result
        return result

    def refused(self, who: Guest | str, **more: Any) -> Refused:
        result = self.scan(who, **more)
        assert isinstance(result, Refused), result
        return result

    def pays(self, who: Guest, refused: Refused) -> Admitted:
        cash = Payment.whole(PaymentMethod.CASH)
        return self.admitted(who, follows_nonce=refused.nonce, payment=cash)

    def leaves(self, who: Guest) -> Admitted:
        return self.admitted(who, direction=Direction.EXIT)

    def takes_back(self, act: Admitted, after: timedelta) -> None:
        result = annul(self.file, act.nonce, nonce=new_nonce(), at=act.at + after)
        assert isinstance(result, Annulled)

    def walk_in(self, name: str, **more: Any) -> Guest:
        self.at += timedelta(seconds=5)
        return add_walk_in(self.file, WalkIn(name, **more), nonce=new_nonce(), at=self.at)

    def prints(self) -> int:
        """Send every badge that waits to a printer; return how many."""
        waiting = waiting_badges(self.file)
        for one in waiting:
            self.at += timedelta(milliseconds=10)
            assert take_badge(self.file, one.id, "folder", self.at)
            note_badge(self.file, one.id, PrintState.SENT, self.at)
        return len(waiting)

    def sync(self) -> Report:
        return play_round(self.file, self.key, self.far_end, utc_now)

    def sync_apart(self) -> Report:
        """The same as ``sync_all`` in a thread of its own, as a window does it."""
        device, path, state = self.file.device, self.file.path, self.file.path.parent / "state"
        with EventFile.open(path, device, state, backup=False) as file:
            (record,) = far_ends(file)
            far_end = open_pretix(file, record, self.token, utc_now)
            apart = replace(self, file=file, far_end=far_end)
            try:
                return apart.sync_all()
            finally:
                far_end.close()

    def sync_all(self, most: int = 80) -> Report:
        """Rounds until nothing waits any more, those put off tried at once."""
        for _ in range(most):
            report = self.sync()
            if report.problem is None and not report.waiting:
                return report
            deliveries.try_again(self.file, self.key)
        raise AssertionError(report)

    def attendance(self) -> set[tuple[str, datetime, str]]:
        """Every entry and exit that stands here: pretix's position, when, which way."""
        return attendance_of(self.file.connection, self.key)


def attendance_of(connection: sqlite3.Connection, key: str) -> set[tuple[str, datetime, str]]:
    """Every entry and exit that stands in a file: the position at this pretix, when, which way."""
    positions = positions_by_guest(connection, key)
    found = set()
    for written in list(rows(connection)):
        kind = written.row.kind
        if kind in (Kind.CHECK_IN, Kind.EXIT) and not _is_taken_back(connection, written):
            way = "entry" if kind == Kind.CHECK_IN else "exit"
            position = positions.get(written.row.guest_id or "", "not at pretix")
            found.add((position, written.row.at, way))
    return found


def _is_taken_back(connection: sqlite3.Connection, written: WrittenRow) -> bool:
    targets = [written.id]
    if written.row.kind == Kind.EXIT:
        targets.append(written.row.target or "")
    return any(rows_at(connection, one, Kind.ANNUL) for one in targets)
