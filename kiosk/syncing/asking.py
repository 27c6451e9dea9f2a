"""Asking a far end for one code while its own thread is busy with everything else."""

import logging
import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Union

from PySide6.QtCore import QObject

from data.errors import StoreError, SyncError
from data.guests import Guest
from data.store.event_file import EventFile
from data.sync.far_end import Stopped
from kiosk.background import Background
from kiosk.syncing.far_end_access import FarEndAccess

if TYPE_CHECKING:
    from data.sync.pretix.lookup import Lookup, NotForThisList
    from data.sync.pretix.people import Wanted

Found = Union[Guest, "NotForThisList"]
LEAST_SECONDS = 0.05  # less is not worth asking

log = logging.getLogger(__name__)


class Asking(QObject):
    """A thread that answers within a second of the question, or not at all.

    What waited too long behind another question is not asked: the next round brings it anyway.
    """

    def __init__(self, access: FarEndAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._background = Background(f"ask-{access.key}", self)
        self._stop = Event()
        self._file: EventFile | None = None  # this and what follows belongs to the thread
        self._lookup: Lookup | None = None

    def ask(self, secret: str, wanted: "Wanted", found: Callable[[Found], object]) -> None:
        """Ask for a code; ``found`` hears of whoever has it."""
        asked_at = time.monotonic()

        def told(answer: Found | None) -> None:
            if answer is not None:
                found(answer)

        self._background.run(lambda: self._ask(secret, wanted, asked_at), told)

    def stop(self) -> None:
        """End what is asked at once."""
        self._stop.set()
        if self._lookup is not None:
            self._lookup.stop()

    def close(self, within: float) -> None:
        """Stop, and let go of everything."""
        self.stop()
        self._background.run(self._let_go)
        self._background.close(within)

    def _ask(self, secret: str, wanted: "Wanted", asked_at: float) -> Found | None:
        from data.sync.pretix.lookup import ASK_SECONDS

        try:
            lookup = self._lookup or self._open()
            left = asked_at + ASK_SECONDS - time.monotonic()
            if lookup is None or left < LEAST_SECONDS or self._stop.is_set():
                return None
            return lookup.look_for(secret, wanted, left)
        except (SyncError, StoreError) as error:
            log.info("asking %s for a code failed: %s", self._access.key, error.code)
        except Stopped:
            log.info("asking %s for a code was stopped", self._access.key)
        return None

    def _open(self) -> "Lookup | None":
        from data.sync.remotes import open_lookup  # HTTP and TLS: only where they are needed

        access = self._access
        if self._file is None:
            self._file = access.second_file()
        self._lookup = open_lookup(self._file, access.record, access.secrets, access.clock)
        return self._lookup

    def _let_go(self) -> None:
        if self._lookup is not None:
            self._lookup.close()
        if self._file is not None:
            self._file.close()
        self._lookup = self._file = None
