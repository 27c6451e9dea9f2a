"""One hub a folder: a second one would share its server, and stopping either would stop both."""

import sqlite3
from pathlib import Path

from data.errors import SyncPermanent


class HubLock:
    """Held by one ``Hub`` of one process. SQLite's own lock: every system lets go of it when the
    process ends, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "hub.lock"
        self._held: sqlite3.Connection | None = None

    def take(self) -> None:
        """Raises SyncPermanent("hub_runs_already") where another holds it."""
        if self._held is not None:
            return
        connection = sqlite3.connect(
            self._file, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            connection.close()
            raise SyncPermanent("hub_runs_already") from None
        self._held = connection

    def release(self) -> None:
        """Let another begin."""
        if self._held is not None:
            self._held.close()
            self._held = None
