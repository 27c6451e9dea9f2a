"""Watches what other processes write to the event file."""

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.desk_file import DeskFile
from kiosk.news import stirred

FOLLOW_MS = 500  # how often another process's writing is looked for


class FileWatch(QObject):
    """Looks now and then for writing that is not this desk's own.

    Signals:
        heard: there is some.
    """

    heard = Signal()

    def __init__(self, file: DeskFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._data_version = 0
        self._timer = QTimer(self, interval=FOLLOW_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        self._file.listen(lambda file: stirred(file, self._data_version), self._hear)

    def _hear(self, version: int | None) -> None:
        if version is not None:
            self._data_version = version
            self.heard.emit()
