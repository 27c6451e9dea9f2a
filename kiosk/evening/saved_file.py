"""Where a file went, with a way to it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.palette import Tone
from kiosk.words import Words


class SavedFile(MessageStrip):
    """A strip with "Open" and "Show in folder"; ``open_url`` opens either, as the system does."""

    def __init__(
        self,
        look: Look,
        words: Words,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        self.open = KeyButton(look, _("Open"), icon=Icon.NOTE)
        self.folder = KeyButton(look, _("Show in folder"), icon=Icon.OPEN_DOOR)
        super().__init__(look, self.open, self.folder, parent=parent)
        self._path = Path()
        self.open.clicked.connect(lambda: open_url(QUrl.fromLocalFile(str(self._path))))
        self.folder.clicked.connect(lambda: open_url(QUrl.fromLocalFile(str(self._path.parent))))

    def tell_saved(self, path: Path, text: str) -> None:
        """Say that the file is there."""
        self._path = path
        self.say(Tone.ADMITTED, text, self.open, self.folder)
        self.setToolTip(str(path))
