"""Writing the copy for another laptop in the background."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from data.errors import DataError
from data.guests import Device
from data.store.event_file import EventFile
from kiosk.background import Background


class Carrying(QObject):
    """One copy on its way to a stick, by a connection of its own; the door goes on.

    Signals:
        progressed(int, int): of a hundred.
        finished(Path): it is there, and on the stick itself.
        cancelled(): nothing of it is there.
        failed(DataError)
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    cancelled = Signal()
    failed = Signal(object)
    _told = Signal(int)  # from the thread that writes

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._stop = Event()
        self._is_busy = False
        self._told.connect(
            lambda share: self.progressed.emit(share, 100), Qt.ConnectionType.QueuedConnection
        )

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being written."""
        return self._is_busy

    def carry(self, event: Path, device: Device, target: Path) -> None:
        """Write a copy of ``event`` to ``target``, where nothing may be yet."""
        self._stop.clear()
        self._is_busy = True
        told, stop = self._told.emit, self._stop.is_set

        def job() -> bool:
            file = EventFile.beside(event, device)
            try:
                return file.hand_over(
                    target,
                    progress=lambda done, total: told(100 * done // total),
                    cancelled=stop,
                )
            finally:
                file.close()

        self._background.run(job, lambda done: self._end(target, done), self._fail)

    def cancel(self) -> None:
        """Stop; what was written so far is removed."""
        self._stop.set()

    def _end(self, target: Path, done: bool) -> None:
        self._is_busy = False
        if done:
            self.finished.emit(target)
        else:
            self.cancelled.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self._is_busy = False
        self.failed.emit(error)
