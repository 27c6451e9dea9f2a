"""Doors of the program's own that share one real PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.guests import CheckInResult, Device, EventInfo, Scan
from data.identity import utc_now
from data.store import loads
from data.store.event_file import EventFile
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.joining import remember
from data.sync.rounds import Report
from data.sync.secrets import Secrets
from kiosk.desk import Desk
from kiosk.syncing.syncing import Syncing
from tests.data.evening import listed
from tests.ledger_server import Ledger, ledger, server

__all__ = ["ledger", "server"]


class Laptop:
    """One laptop as the program runs it, without its window."""

    def __init__(self, folder: Path, info: EventInfo, url: str, name: str, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        device, path = Device(f"device {name}", f"Desk {name}"), folder / f"{name}.pennant"
        secrets = Secrets(folder / name, keyring=False)
        with EventFile.create(path, info, device, folder / name) as file:
            remember(file, LedgerAddress.parse(url), secrets)
        self.answers: dict[str, CheckInResult] = {}
        self.desk = Desk(path, device, folder / name)
        self.syncing = Syncing(self.desk, secrets, utc_now)
        self.desk.answered.connect(self._take)
        with qtbot.waitSignal(self.desk.ready):
            self.desk.open()

    def load(self, *secrets: str) -> None:
        guests = [listed(f"Guest {secret}", secret=secret) for secret in secrets]
        self.desk.ask(lambda f: loads.load(f, loads.compare(f, guests)), lambda _: None)
        self.desk.catch_up()

    def scan(self, secret: str) -> CheckInResult:
        nonce = self.desk.scan(secret).nonce
        self.qtbot.waitUntil(lambda: nonce in self.answers)
        return self.answers[nonce]

    @property
    def report(self) -> Report | None:
        return self.syncing.reports.get("ledger")

    def is_connected(self) -> bool:
        return self.report is not None and self.report.problem is None and not self.report.waiting

    def rows(self) -> set[str]:
        """The ids of all rows here."""
        return self.desk.wait_for(
            lambda file: {one for (one,) in file.connection.execute("SELECT id FROM journal")}
        )

    def close(self) -> None:
        self.syncing.close()
        self.desk.close()

    def _take(self, scan: Scan, result: CheckInResult) -> None:
        self.answers[scan.nonce] = result


NewLaptop = Callable[[str], Laptop]


@pytest.fixture
def new_laptop(ledger: Ledger, tmp_path: Path, qtbot: QtBot) -> Iterator[NewLaptop]:
    """Open one more laptop of the event."""
    made: list[Laptop] = []

    def make(name: str) -> Laptop:
        made.append(Laptop(tmp_path, ledger.info, ledger.url(), name, qtbot))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()
