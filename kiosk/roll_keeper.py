"""Keeps the guest list in memory like the one in the event file."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from data.guests import GuestState
from data.roll import Roll
from data.store.changes import PAGE, Changes, changes_since, page_after
from data.store.event_file import EventFile
from data.uncollected import uncollected

REST_MS = 5  # between two pages of a later list: keys and scans come first
LATER_PAGE = PAGE // 2  # guests of a later list at once: some 3 ms of the window's time
TOLD_MS = 250  # while a list is being read, the screen hears of it this often

Ask = Callable[[Callable[[EventFile], list[GuestState]], Callable[[list[GuestState]], None]], None]


class RollKeeper(QObject):
    """Takes over what changed and reads a whole list page by page, so that nobody waits for it.

    ``ask`` runs a question on the store's thread; its answers come in the order of the questions,
    so whatever is put into the roll is newer than what stands there.

    Signals:
        changed: some of a list, or all of it, was read.
        ready: the list is in memory whole.
    """

    changed = Signal()
    ready = Signal()

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.roll = Roll()
        self._ask = ask
        self._last_no = 0
        self._reading = False
        self._again = False  # another list took effect while one was being read
        self._told = QElapsedTimer()
        self._after = ""
        self._page = PAGE
        self._rest = QTimer(self, singleShot=True, interval=0)  # none while the door opens
        self._rest.timeout.connect(self._next)

    def begin(self, last_no: int) -> None:
        """Read every guest; whatever is written after the row ``last_no`` is a change."""
        self._last_no = last_no
        self.read_all()

    def look(self, file: EventFile) -> Changes:
        """What was written since the last look that was taken over, to ``take``.

        Called on the store's thread. Raises StoreError.
        """
        return changes_since(file, self._last_no)

    def take(self, changes: Changes) -> None:
        """Take over what was written; whoever hands it over tells of it."""
        self._last_no = max(self._last_no, changes.last_no)
        self.roll.remove(changes.gone)
        self.roll.put(changes.states)
        if changes.list_loaded:
            self.read_all()

    def read_all(self) -> None:
        """Read every guest anew."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._told.start()
        self._after = ""
        self._next()

    def stop(self) -> None:
        """Ask for no more."""
        self._rest.stop()

    def _next(self) -> None:
        after, most = self._after, self._page
        self._ask(lambda file: page_after(file, after, most), self._put)

    def _put(self, page: list[GuestState]) -> None:
        with uncollected():
            self.roll.put(page)
        # The list stays: looking for garbage in 10,000 guests holds the window up for 70 ms.
        gc.collect(0)
        gc.freeze()
        if len(page) == self._page:
            self._after = page[-1].guest.id
            self._rest.start()
            if self._told.hasExpired(TOLD_MS):
                self._told.start()
                self.changed.emit()
            return
        self._reading = False
        self._rest.setInterval(REST_MS)
        self._page = LATER_PAGE
        self.roll.settle()
        gc.freeze()
        self.ready.emit()
        self.changed.emit()
        if self._again:
            self._again = False
            self.read_all()
