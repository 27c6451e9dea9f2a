"""This laptop as the hub of the others: PostgreSQL, TLS in front of it, a URL for each laptop.

Dies the hub, the doors go on alone. Any other laptop becomes the hub in its place: its ledger is
empty, the laptops join it by new URLs, and teach it all that they know.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.guests import EventInfo
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.connecting import connect
from data.sync.ledger.hub.certificate import hub_certificate, own_address
from data.sync.ledger.hub.front import TlsFront
from data.sync.ledger.hub.lock import HubLock
from data.sync.ledger.hub.rights import take_rights_of_all
from data.sync.ledger.hub.server import DATABASE, LocalServer, make_folder
from data.sync.ledger.installing import admit_devices, install_schema, put_event

if TYPE_CHECKING:
    from data.sync.ledger.connecting import Connection

PORT = 5433


class Hub:
    """One hub in one folder, which keeps database and certificate for the next start.

    ``port`` is where other laptops come, 0 for any. Raises SyncError from every method.
    """

    def __init__(self, folder: Path, *, address: str = "", port: int = PORT) -> None:
        self._folder = folder
        self._server = LocalServer(folder)
        self._port = port
        self._lock = HubLock(folder)
        self._front: TlsFront | None = None
        self._certificate = ""
        self.address = address or own_address()

    @property
    def port(self) -> int:
        """Where other laptops come."""
        return self._front.port if self._front is not None else self._port

    @property
    def is_running(self) -> bool:
        """Whether others can come: PostgreSQL and the front are both alive."""
        return self._front is not None and self._front.is_listening and self._server.pid != 0

    def start(self, now: datetime) -> None:
        """Start everything; goes on with the data of the last time.

        The port comes first: where another program has it, nothing else is touched.
        """
        make_folder(self._folder)
        self._lock.take()
        try:
            certificate, key, self._certificate = hub_certificate(self._folder, now)
            front = TlsFront(certificate, key, self._port)
            front.start()
            try:
                self._server.start()
                with self._owner() as owner:
                    install_schema(owner)
                    take_rights_of_all(owner)
            except BaseException:
                front.stop()
                self._server.stop()
                raise
        except BaseException:
            self._lock.release()
            raise
        front.target_port = self._server.port
        self._front = front

    def admit(self, info: EventInfo, labels: Sequence[str]) -> list[LedgerAddress]:
        """A new address for each laptop, for this event alone."""
        with self._owner() as owner:
            put_event(owner, info)
            logins = admit_devices(owner, info.event_id, labels)
        return [
            LedgerAddress(
                host=self.address,
                port=self.port,
                user=login.role,
                database=DATABASE,
                password=login.password,
                event_id=info.event_id,
                certificate=self._certificate,
                options={"sslnegotiation": "direct"},
            )
            for login in logins
        ]

    def wait(self) -> None:
        """Sleep until the front ends or Ctrl+C."""
        if self._front is not None:
            self._front.wait()

    def stop(self) -> None:
        """Let go of the others, and stop; nothing where it was not started from here."""
        if self._front is None:
            return
        self._front.stop()
        self._front = None
        self._server.stop()
        self._lock.release()

    def _owner(self) -> "Connection":
        return connect(LedgerAddress.parse(self._server.owner_url), self._folder)
