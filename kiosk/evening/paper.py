"""Making a PDF off the GUI thread and putting it where it belongs."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from badges.errors import BadgeError
from kiosk.background import Background
from kiosk.error_words import error_words
from kiosk.words import Words


class PaperMaker(QObject):
    """One document at a time.

    Signals:
        made: the ``Path`` of the finished file.
        failed: why not, in words.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._words = words
        self._busy = False

    @property
    def is_busy(self) -> bool:
        """Whether a document is being made."""
        return self._busy

    def make(self, draw: Callable[[], bytes], path: Path) -> None:
        """Draw it and write it to ``path``, whole or not at all; nothing while one is made."""
        if not self._busy:
            self._busy = True
            self._background.run(lambda: _write(draw(), path), self._done, self._stop)

    def _done(self, path: Path) -> None:
        self._busy = False
        if isValid(self):  # whoever asked may have left the page
            self.made.emit(path)

    def _stop(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, (BadgeError, OSError)):
            raise error
        if not isValid(self):
            return
        if isinstance(error, BadgeError):
            self.failed.emit(error_words(error, self._words))
        else:
            said = self._words.gettext(
                "The file cannot be written ({why}). The event is unharmed. "
                "Close it if it is open elsewhere, or choose another folder."
            )
            self.failed.emit(said.format(why=error.strerror or error))


def _write(pdf: bytes, path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
