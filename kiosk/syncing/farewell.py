"""Telling the ledger before this one where the doors are now, whenever it can be reached."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import DataError
from data.store.event_file import EventFile
from data.sync.secrets import Secrets
from kiosk.background import Background

AGAIN_MS = 10_000  # until it is tried again

log = logging.getLogger(__name__)


class Farewell(QObject):
    """Tries by itself until it is told, beside everything else: a dead hub answers nobody.

    Signals:
        said: nobody is left to tell.
    """

    said = Signal()

    def __init__(
        self,
        second_file: Callable[[], EventFile],
        secrets: Secrets,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._second_file = second_file
        self._secrets = secrets
        self._background = Background("farewell", self)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.try_now)

    def try_now(self) -> None:
        """Tell it, where there is one to be told."""
        self._again.stop()
        self._background.run(self._say, self._heard, self._later)

    def close(self) -> None:
        """Try no more; the next time this event is open goes on."""
        self._again.stop()
        self._background.close()

    def _say(self) -> bool:
        from data.sync.ledger.farewell import say_farewell  # TLS: only where it is needed

        with self._second_file() as file:
            return say_farewell(file, self._secrets)

    def _heard(self, said: bool) -> None:
        if said:
            self.said.emit()
        else:
            self._again.start()

    def _later(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        log.info("the ledger before this one is told later: %s", error.code)
        self._again.start()
