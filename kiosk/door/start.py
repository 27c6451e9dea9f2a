"""What stands there while nothing is typed: how to begin, and the evening in one figure."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.views import EveningView
from kiosk.look.big_name import BigName
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.ground import paint_ground
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words


class Start(QWidget):
    """How to begin; never a list of people. ``acted`` says that one of the two buttons was used."""

    acted = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        _ = words.gettext
        self._whole = QHBoxLayout(self)
        self._rows = QVBoxLayout()
        self._whole.addLayout(self._rows, 1)
        self._lines: list[QHBoxLayout] = []
        self._rows.addStretch(2)
        for icon, title, rest in (
            (Icon.SCAN, _("Scan a code"), _("The scanner works at any time, whatever is shown.")),
            (
                Icon.SEARCH,
                _("Or type a name"),
                _("Any part, in any order, with or without ä and é."),
            ),
            (Icon.PERSON_ADD, _("Not on the list?"), _("Add them as a walk-in.")),
        ):
            self._add(look, icon, title, rest)
        self._buttons = FlowLayout()
        for action in (DoorAction.WALK_IN, DoorAction.LOAD_LIST):
            told = TOLD[action]
            button = KeyButton(look, _(told.label), icon=told.icon, keys=told.keys[0])
            button.clicked.connect(lambda _checked=False, a=action: self.acted.emit(a))
            self._buttons.addWidget(button)
        self._indented = QHBoxLayout()
        self._indented.addLayout(self._buttons)
        self._rows.addLayout(self._indented)
        self._rows.addStretch(3)
        look.changed.connect(self._follow)
        self._follow()

    def put_in_corner(self, widget: QWidget) -> None:
        """Give this its place at the right, such as the camera's picture."""
        self._whole.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)

    def _add(self, look: Look, icon: Icon, title: str, rest: str) -> None:
        line, words = QHBoxLayout(), QVBoxLayout()
        above = TextLabel(look, 22, Weight.SEMIBOLD)
        below = TextLabel(look, 16, ink="quiet", wrap=True)
        above.say(title)
        below.say(rest)
        words.setSpacing(0)
        words.addWidget(above)
        words.addWidget(below)
        line.addWidget(IconView(look, icon, 32, "accent"))
        line.addLayout(words, 1)
        self._lines.append(line)
        self._rows.addLayout(line)

    def _follow(self) -> None:
        px = self._look.px
        self._whole.setContentsMargins(px(24), px(8), 0, 0)
        self._whole.setSpacing(px(16))
        self._rows.setContentsMargins(0, 0, 0, px(8))
        self._rows.setSpacing(px(24))
        self._indented.setContentsMargins(px(52), 0, 0, 0)
        self._buttons.setSpacing(px(8))
        for line in self._lines:
            line.setSpacing(px(20))


class Evening(QWidget):
    """The count of the evening, where a verdict will be."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._arrived = BigName(look, 144, 64, figure=True)
        self._of = TextLabel(look, 24, Weight.MEDIUM, "quiet")
        self._bar = _Bar(look)
        self._lines = TextLabel(look, 17, ink="quiet", wrap=True)
        self._flags = FlagStrip(look, 24)
        self._rows = QVBoxLayout(self)
        self._rows.addStretch(2)
        for widget in (self._arrived, self._of, self._bar, self._lines, self._flags):
            self._rows.addWidget(widget)
        self._rows.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._follow)
        self._follow()

    def show_evening(self, view: EveningView) -> None:
        """Show this count."""
        _ = self._words.gettext
        self._arrived.say(str(view.arrived), self._look.palette.text)
        self._of.say(_("of {number} have arrived").format(number=view.expected))
        self._bar.show_share(view.arrived / view.expected if view.expected else 0.0)
        self._lines.say("\n".join(view.lines))
        self._flags.show_flags(view.countries)
        self.setAccessibleName(f"{self._arrived.text()} {self._of.text()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground, so that the verdict's place is known before the first one."""
        paint_ground(self, self._look, 16)

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(px(32), px(24), px(32), px(24))
        self._rows.setSpacing(px(12))
        self._arrived.say(self._arrived.text(), self._look.palette.text)
        self.update()


class _Bar(QWidget):
    """How much of the list has arrived."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        look.changed.connect(self._follow)
        self._follow()

    def show_share(self, share: float) -> None:
        """Show this share, 0 to 1; more than all is all."""
        self._share = max(0.0, min(1.0, share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        corner = whole.height() / 2
        painter.setBrush(self._look.colour("raised"))
        painter.drawRoundedRect(whole, corner, corner)
        if self._share:
            done = QRectF(whole)
            done.setWidth(max(whole.height(), whole.width() * self._share))
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(done, corner, corner)
        painter.end()

    def _follow(self) -> None:
        self.setFixedHeight(self._look.px(8))
