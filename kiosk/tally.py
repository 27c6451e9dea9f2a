"""Counts the evening while people come in."""

from PySide6.QtCore import QObject, QTimer, Signal

from data import attendance
from data.badge_doubles import BadgeDouble, badges_to_tell
from data.doubles import Double, doubles
from data.given_back import GivenBackTwice, given_back_twice
from data.store.event_file import EventFile
from kiosk.desk_file import DeskFile

Unsettled = Double | GivenBackTwice | BadgeDouble
COUNT_MS = 150  # counting is not on the way of a scan: one count for all that comes meanwhile


class Tally(QObject):
    """Counts beside the door's own work.

    Signals:
        counted: ``Counts``.
        doubled: what nobody has settled, a tuple of ``Double`` and, after those, of
            ``GivenBackTwice`` and ``BadgeDouble``, after each change.
    """

    counted = Signal(object)
    doubled = Signal(object)

    def __init__(self, file: DeskFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._doubles: tuple[Unsettled, ...] = ()
        self._soon = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._soon.timeout.connect(self.count)

    def count(self) -> None:
        """Count now."""
        self._file.look(attendance.counts, self.counted.emit)
        self._file.look(_unsettled, self._tell_doubles)

    def count_soon(self) -> None:
        """Something was written."""
        if not self._soon.isActive():
            self._soon.start()

    def stop(self) -> None:
        """Count no more."""
        self._soon.stop()

    def _tell_doubles(self, found: tuple[Unsettled, ...]) -> None:
        if found != self._doubles:
            self._doubles = found
            self.doubled.emit(found)


def _unsettled(file: EventFile) -> tuple[Unsettled, ...]:
    return (*doubles(file), *given_back_twice(file), *badges_to_tell(file))
