"""A laptop without the event joins the others: the file is made from what the ledger tells."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.errors import DataError, StoreUnavailable
from data.guests import Device
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.joining import certificates_in, join
from data.sync.ledger.preflight import Preflight, preflight
from data.sync.secrets import Secrets
from kiosk.background import Background
from kiosk.setup.ledger_page import LedgerPage
from kiosk.setup.new_event import documents, file_for


class JoiningEvent(QObject):
    """Does what is asked on a ``LedgerPage`` where no event is open.

    Signals:
        joined(Path): the event file is there; its guests come when it is open.
    """

    joined = Signal(object)

    def __init__(
        self,
        page: LedgerPage,
        secrets: Secrets,
        device: Device,
        state_folder: Path,
        background: Background,
        folder: str,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._secrets = secrets
        self._device = device
        self._state_folder = state_folder
        self._background = background
        self._folder = Path(folder or documents())
        self._clock = clock
        page.given.connect(self._look)
        page.joined.connect(self._join)

    def _look(self, address: LedgerAddress) -> None:
        page, certificates, clock = self._page, certificates_in(self._secrets), self._clock

        def look() -> Preflight:
            return preflight(address, certificates, clock)

        self._background.run(look, page.if_here(page.show_found), page.if_here(self._failed))

    def _join(self, address: LedgerAddress) -> None:
        page, secrets, device = self._page, self._secrets, self._device
        state, folder, clock = self._state_folder, self._folder, self._clock

        def make() -> Path:
            found = preflight(address, certificates_in(secrets), clock)
            path = file_for(found.event.name, folder)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreUnavailable("unavailable", file=path.name) from error
            join(path, address, secrets, device, state, clock)
            return path

        self._background.run(make, page.if_here(self.joined.emit), page.if_here(self._failed))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self._page.show_failure(error)
