"""One printer on the page of printers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.door.status_line import StatusLight
from kiosk.door.views import LightView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.look import Look
from kiosk.look.switch import Switch
from kiosk.print_words import PrinterSaid
from kiosk.words import Words

_LONGEST = 34  # letters of a name that have room


class PrinterRow(QWidget):
    """In use or not, how the printer is, and a way to adjust it.

    Signals:
        turned(bool): it is to be used, or not any more.
        adjusted: somebody wants to adjust it.
    """

    turned = Signal(bool)
    adjusted = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        setting: str,
        name: str,
        *,
        on: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setting = setting
        shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.switch = Switch(look, shown, on=on)
        self.switch.setAccessibleName(name)
        self.switch.setToolTip(name)
        self.adjust = KeyButton(look, words.gettext("Adjust…"), rank=Rank.QUIET, height=40)
        self.adjust.setAccessibleName(f"{self.adjust.text()}: {name}")
        self._light: StatusLight | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.switch)
        self._row.addStretch(1)
        self._row.addWidget(self.adjust)
        self.switch.toggled.connect(self.turned)
        self.adjust.clicked.connect(self.adjusted)
        look.changed.connect(self._follow)
        self._follow()

    def say(self, said: PrinterSaid | None) -> None:
        """Say how it is; None: nobody asked it."""
        if self._light is not None:
            self._row.removeWidget(self._light)
            self._light.hide()
            self._light.deleteLater()
            self._light = None
        if said is not None and said.title:
            view = LightView(Icon.PRINTER, said.title, said.light, said.what_to_do)
            self._light = StatusLight(self._look, view)
            self._row.insertWidget(2, self._light, 0, Qt.AlignmentFlag.AlignVCenter)

    def _follow(self) -> None:
        self._row.setSpacing(self._look.px(8))
