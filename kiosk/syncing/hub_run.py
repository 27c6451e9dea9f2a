"""This laptop as the hub of the others, while the event is open."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from data.errors import DataError, SyncError, SyncPermanent
from data.guests import EventInfo
from data.store.event_file import EventFile
from data.sync.secrets import Secrets
from kiosk.background import Background
from kiosk.desk import Desk

if TYPE_CHECKING:
    from data.sync.ledger.address import LedgerAddress
    from data.sync.ledger.hub.hub import Hub

WATCH_MS = 3_000  # how often a hub is looked at
RESUME_MS = 5_000  # how often a hub of another window is looked at
TOLD_SECONDS = 1.0  # until every door has polled what it was told last

log = logging.getLogger(__name__)


class HubRun(QObject):
    """Starts the hub when somebody asks, or where this laptop was it before; keeps it running.

    Signals:
        changed: it runs, stands still, or cannot start; see ``is_running`` and ``problem``.
        admitted(list): an address for each other laptop: secrets, to be shown once.
        joined: this laptop shares its own ledger now.
        retired: the others were told, and it has stopped for good.
    """

    changed = Signal()
    admitted = Signal(object)
    joined = Signal()
    retired = Signal()

    def __init__(
        self,
        desk: Desk,
        secrets: Secrets,
        folder: Path,
        clock: Callable[[], datetime],
        port: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._secrets = secrets
        self._folder = folder
        self._clock = clock
        self._port = port
        self._background = Background("hub", self)
        self._hub: Hub | None = None  # touched on its thread alone
        self.is_running = False
        self.address = ""  # where other laptops come
        self.problem: DataError | None = None
        self._watch = QTimer(self, interval=WATCH_MS)
        self._again = QTimer(self, interval=RESUME_MS, singleShot=True)
        self._again.timeout.connect(self._resume)
        self._watch.timeout.connect(lambda: self._background.run(self._look, self._seen))
        desk.ready.connect(self._resume, Qt.ConnectionType.SingleShotConnection)

    def begin(self, info: EventInfo, laptops: int) -> None:
        """Start it where it does not run, and make addresses for so many other laptops."""
        self.problem = None
        self.changed.emit()
        self._background.run(lambda: self._make(info, laptops), self._made, self._failed)

    def retire(self) -> None:
        """Tell the other laptops that there is no hub here any more, and stop."""
        self._background.run(self._tell_and_stop, lambda _: self._rests(self.retired), self._failed)

    def stop_unless_own(self) -> None:
        """This laptop may have joined another ledger: then nobody needs its hub any more."""

        def stop() -> bool:
            if self._hub is None:
                return False
            with self._desk.second_file() as file:
                if _own_port(file, self._secrets, self._folder, self._clock()) is not None:
                    return False
            self._stop()
            return True

        self._background.run(stop, lambda stopped: self._rests() if stopped else None, self._failed)

    def close(self) -> None:
        """Let go of the other laptops, and stop."""
        self._watch.stop()
        self._again.stop()
        self._background.run(self._stop)
        self._background.close()

    def _make(self, info: EventInfo, laptops: int) -> "tuple[list[LedgerAddress], bool]":
        hub = self._started()
        with self._desk.second_file() as file:
            is_new = _own_port(file, self._secrets, self._folder, self._clock()) is None
        labels = [f"Laptop {number}" for number in range(1, laptops + 1 + is_new)]
        addresses = hub.admit(info, labels)
        from data.sync.ledger.joining import remember
        from data.sync.ledger.place import tell_place

        with self._desk.second_file() as file:
            tell_place(file, addresses[0])
            if is_new:
                remember(file, replace(addresses.pop(0), host="127.0.0.1"), self._secrets)
        self.address = f"{hub.address}:{hub.port}"
        return addresses, is_new

    def _made(self, made: "tuple[list[LedgerAddress], bool]") -> None:
        addresses, is_new = made
        self._runs(True)
        if is_new:
            self.joined.emit()
        self.admitted.emit(addresses)

    def _started(self, port: int | None = None) -> "Hub":
        from data.sync.ledger.hub.hub import PORT, Hub

        if self._hub is None:
            hub = Hub(self._folder, port=next(p for p in (port, self._port, PORT) if p is not None))
            hub.start(self._clock())
            self._hub = hub
        return self._hub

    def _resume(self) -> None:
        """Where this laptop was the hub of this event, it is it again. Another window of this
        laptop may be it already: then this one is it when that is closed.
        """

        def resume() -> bool | None:
            with self._desk.second_file() as file:
                port = _own_port(file, self._secrets, self._folder, self._clock())
            if port is None:
                return False
            try:
                hub = self._started(port)
            except SyncPermanent as error:
                if error.code != "hub_runs_already":
                    raise
                return None
            self.address = f"{hub.address}:{hub.port}"
            return True

        def resumed(runs: bool | None) -> None:
            if runs:
                self._runs(True)
            elif runs is None:
                self._again.start()

        self._background.run(resume, resumed, self._failed)

    def _tell_and_stop(self) -> None:
        from data.sync.ledger.farewell import tell_ledger
        from data.sync.ledger.joining import ledger_of
        from data.sync.ledger.place import tell_place

        with self._desk.second_file() as file:
            address = ledger_of(file, self._secrets)
            if address is not None:
                place = tell_place(file, address, closed=True)
                try:
                    tell_ledger(file, address, place, self._secrets)
                    Event().wait(TOLD_SECONDS)
                except SyncError as error:
                    log.info("nobody hears that the hub closes: %s", error.code)
        self._stop()

    def _rests(self, then: SignalInstance | None = None) -> None:
        self._watch.stop()
        self.is_running, self.problem = False, None
        self.changed.emit()
        if then is not None:
            then.emit()

    def _runs(self, runs: bool) -> None:
        if runs != self.is_running or self.problem is not None:
            self.is_running, self.problem = runs, None
        self.changed.emit()
        if runs:
            self._watch.start()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, (DataError, OSError)):
            raise error
        if isinstance(error, OSError):
            error = SyncError("hub_not_starting", folder=str(self._folder))
        self.problem = error
        self.changed.emit()

    def _look(self) -> bool:
        """Whether it runs; one that died is started again."""
        hub = self._hub
        if hub is None or hub.is_running:
            return hub is not None
        log.warning("the hub stopped by itself; it is started again")
        try:
            hub.stop()
            hub.start(self._clock())
        except SyncError as error:
            log.warning("the hub does not start: %s", error.code)
            return False
        return True

    def _seen(self, runs: bool) -> None:
        if runs != self.is_running:
            self.is_running = runs
            self.problem = None if runs else SyncError("hub_died")
            self.changed.emit()

    def _stop(self) -> None:
        if self._hub is not None:
            self._hub.stop()
            self._hub = None


def _own_port(file: EventFile, secrets: Secrets, folder: Path, now: datetime) -> int | None:
    """The port at which this laptop is the hub of this event; None where it is not."""
    if not (folder / "hub.pem").exists():
        return None
    from data.sync.ledger.hub.certificate import hub_certificate
    from data.sync.ledger.joining import ledger_of

    try:
        address = ledger_of(file, secrets)
    except SyncError:
        return None  # another laptop joined with this file
    if address is None or not address.is_local:
        return None
    _file, _key, own = hub_certificate(folder, now)
    return address.port if address.certificate == own else None
