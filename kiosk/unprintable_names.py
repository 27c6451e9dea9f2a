"""Marking guests among the matches whose names this laptop has no letters for."""

from PySide6.QtCore import QObject, QTimer

from badges.errors import LetteringUnready
from badges.unprintable import letters_in, letters_without_font
from data.store.event_file import EventFile
from data.store.reading import shown_names
from kiosk.desk import Desk
from kiosk.door.matches import MatchList
from kiosk.words import Words

SOON_MS = 1_500  # after the list changed: nothing here is urgent


class UnprintableNames(QObject):
    """Looks beside the door's own work, when the event opens and whenever the list is another."""

    def __init__(
        self, matches: MatchList, desk: Desk, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self._desk = desk
        self._words = words
        self._looked_at = 0  # guests on the list when it was looked at last
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        desk.ready.connect(self._soon.start)
        desk.roll_changed.connect(self._look_soon)
        desk.saved.connect(lambda *_: self._soon.start())

    def look(self) -> None:
        """Ask the fonts about every letter of every name."""
        self._looked_at = len(self._desk.roll)
        self._desk.look(letters_missing, self._mark)

    def close(self) -> None:
        """Ask no more."""
        self._soon.stop()

    def _look_soon(self) -> None:
        if len(self._desk.roll) != self._looked_at:
            self._soon.start()

    def _mark(self, letters: frozenset[str]) -> None:
        self._matches.warn_of(
            letters, self._words.gettext("Part of the name cannot be printed here: {letters}")
        )


def letters_missing(file: EventFile) -> frozenset[str]:
    """The letters of the guests' names that no font here has."""
    with file.reading() as connection:
        names = shown_names(connection)
    try:
        return letters_without_font(letters_in(names))
    except LetteringUnready:
        return frozenset()
