"""A page that has every scan for itself while it is shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from kiosk.look.icons import Icon
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.scanning.inputs import Inputs
from kiosk.scanning.key_reader import KeyScan
from kiosk.words import Words


class LentPage(Page):
    """What a scanner types, a camera reads or a dropped picture holds checks nobody in.

    Signals (beside those of ``Page``):
        scanned(tuple[str, ...]): a code, as the laptop's layout wrote it and as a US keyboard
            would have; nothing: a picture in which there is no code.
    """

    scanned = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        inputs: Inputs,
        icon: Icon,
        title: str,
        main: str,
        column: float,
    ) -> None:
        super().__init__(look, words, icon, title, main, column=column)
        self._inputs = inputs
        inputs.tried_keys.connect(self._take_keys)
        inputs.tried.connect(self._take_code)
        inputs.tried_unread.connect(self._take_nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """Have every scan."""
        super().showEvent(event)
        self._inputs.lend(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the door have them again."""
        self._inputs.lend(on=False)
        super().hideEvent(event)

    def _take_keys(self, scan: KeyScan) -> None:
        if self.isVisible():
            self.scanned.emit(tuple(text for text in (scan.host, scan.us) if text))

    def _take_code(self, code: str) -> None:
        if self.isVisible():
            self.scanned.emit((code,))

    def _take_nothing(self) -> None:
        if self.isVisible():
            self.scanned.emit(())
