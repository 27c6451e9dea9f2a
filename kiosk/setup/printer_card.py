"""One printer at work: how it is, what to do, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.door.status_line import StatusLight
from kiosk.door.views import LightView
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.ground import paint_ground
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.print_words import PrinterSaid
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class PrinterView:
    """What a card shows. ``others``: settings and names of printers that badges can move to."""

    setting: str
    name: str
    said: PrinterSaid
    is_paused: bool = False
    labels: str = ""  # "12 labels left"
    has_roll: bool = False  # labels are counted
    others: Sequence[tuple[str, str]] = ()


class PrinterCard(QWidget):
    """Shows a ``PrinterView``.

    Signals:
        paused, resumed, rolled(str): about the printer of that name or, for a new roll, setting.
        moved(str, str): its badges go to the other printer, both by setting.
    """

    paused = Signal(str)
    resumed = Signal(str)
    rolled = Signal(str)
    moved = Signal(str, str)

    def __init__(
        self, look: Look, words: Words, view: PrinterView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._view = view
        _ = words.gettext
        self._name = TextLabel(look, 20, Weight.SEMIBOLD)
        self._what = TextLabel(look, 16, ink="quiet", wrap=True)
        self._labels = TextLabel(look, 16, ink="quiet")
        self.pause = KeyButton(look, _("Pause"), icon=Icon.PAUSE, height=44)
        self.resume = KeyButton(look, _("Go on"), icon=Icon.PRINTER, height=44)
        self.roll = KeyButton(look, _("New roll"), height=44)
        self.move_to = ChoiceButton(look, _("Move its badges to"), height=44)
        self._light: StatusLight | None = None
        self._head, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._rows = QVBoxLayout(self)
        self._head.addWidget(self._name, 1)
        for button in (self.pause, self.resume, self.roll):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self._what)
        self._rows.addWidget(self._labels)
        self._rows.addLayout(self._buttons)
        self._rows.addWidget(self.move_to)
        self.pause.clicked.connect(lambda: self.paused.emit(self._view.name))
        self.resume.clicked.connect(lambda: self.resumed.emit(self._view.name))
        self.roll.clicked.connect(lambda: self.rolled.emit(self._view.setting))
        self.move_to.chosen.connect(self._move)
        look.changed.connect(self._follow)
        self.show_printer(view)
        self._follow()

    def show_printer(self, view: PrinterView) -> None:
        """Show this."""
        _ = self._words.gettext
        self._view = view
        self._name.say(view.name)
        self._what.say(view.said.what_to_do)
        self._labels.say(view.labels)
        set_seen(self.pause, not view.is_paused)
        set_seen(self.resume, view.is_paused)
        set_seen(self.roll, view.has_roll)
        set_seen(self.move_to, bool(view.others))
        self.move_to.offer([("", _("Move its badges to…")), *view.others], "", strong=False)
        if self._light is not None:
            self._head.removeWidget(self._light)
            self._light.hide()
            self._light.deleteLater()
        light = LightView(Icon.PRINTER, view.said.title, view.said.light)
        self._light = StatusLight(self._look, light)
        self._head.addWidget(self._light, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{view.name}: {view.said.title}")
        self.setAccessibleDescription(view.said.what_to_do)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground."""
        paint_ground(self, self._look, 12)

    def _move(self, to: str) -> None:
        if to:
            self.moved.emit(self._view.setting, to)

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(px(20), px(14), px(20), px(14))
        self._rows.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
