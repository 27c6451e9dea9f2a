"""The line at the top: quiet until something is wrong."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.door.actions import MENU_KEYS
from kiosk.door.views import Light, LightView, StatusView
from kiosk.look.icons import Icon, paint_icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import AMBER, RED, Paint
from kiosk.words import Words

_CROWDED = 3
_LOUD: dict[Light, Paint] = {Light.LOOK: AMBER, Light.STOP: RED}


class StatusLight(QWidget):
    """Icon and words; grey while all is well, a coloured chip when it is not. Where its view names
    an action, ``acted`` says it after a click.
    """

    acted = Signal(object)

    def __init__(self, look: Look, view: LightView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(view)
        look.changed.connect(self.updateGeometry)

    def say(self, view: LightView) -> None:
        """Show this from now on."""
        self._view = view
        self.setToolTip(view.tip)
        self.setAccessibleName(view.words)
        self.setAccessibleDescription(view.tip)
        if view.action is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        self.updateGeometry()
        self.update()

    @property
    def view(self) -> LightView:
        """What it shows."""
        return self._view

    def sizeHint(self) -> QSize:
        """Room for both and, when loud, for the chip's ends."""
        px = self._look.px
        words = QFontMetrics(self._font()).horizontalAdvance(self._view.words)
        return QSize(px(18) + px(8) + words + 2 * self._margin() + 2, px(32))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what it is about."""
        if self._view.action is not None and self.rect().contains(event.position().toPoint()):
            self.acted.emit(self._view.action)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._look.colour("quiet")
        loud = _LOUD.get(self._view.light)
        if loud is not None:
            ink = QColor(loud.ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(loud.fill))
            half = self.height() / 2
            painter.drawRoundedRect(QRectF(self.rect()), half, half)
        side = px(18)
        box = QRectF(self._margin(), (self.height() - side) / 2, side, side)
        paint_icon(painter, self._view.icon, box, ink)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = QRectF(self.rect()).adjusted(box.right() + px(8), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._view.words)
        painter.end()

    def _margin(self) -> int:
        return self._look.px(12) if self._view.light in _LOUD else 0

    def _font(self) -> QFont:
        loud = self._view.light in _LOUD
        return self._look.font(15, Weight.SEMIBOLD if loud else Weight.REGULAR)


class StatusLine(QWidget):
    """Event, lights, device, count, and the one button for all that is rare (``menu_wanted``).

    ``acted`` names the ``DoorAction`` of a light that was clicked.
    """

    menu_wanted = Signal()
    acted = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        _ = words.gettext
        self._event = TextLabel(look, 18, Weight.SEMIBOLD)
        self._mode = QHBoxLayout()
        self._lights = QHBoxLayout()
        self._arrived = TextLabel(look, 22, Weight.BOLD, firm=True)
        self._expected = TextLabel(look, 15, ink="quiet", firm=True)
        self.menu = KeyButton(look, "", icon=Icon.MENU, rank=Rank.QUIET, height=44)
        self.menu.setAccessibleName(_("More"))
        self.menu.setToolTip(f"{_('More')} ({MENU_KEYS})")
        self.menu.clicked.connect(self.menu_wanted)
        self._rows = QHBoxLayout(self)
        self._rows.addWidget(self._event)
        self._rows.addLayout(self._mode)
        self._rows.addStretch(1)
        self._rows.addLayout(self._lights)
        self._rows.addWidget(self._arrived)
        self._rows.addWidget(self._expected)
        self._rows.addWidget(self.menu)
        look.changed.connect(self._follow)
        self._follow()

    def show_status(self, view: StatusView) -> None:
        """Show this."""
        _ = self._words.gettext
        self._event.say(view.event)
        self._arrived.say(str(view.arrived))
        self._expected.say(_("of {number}").format(number=view.expected))
        said = _("{arrived} of {expected} have arrived").format(
            arrived=view.arrived, expected=view.expected
        )
        if view.inside is not None:
            self._expected.say(
                _("of {number} · {inside} inside").format(number=view.expected, inside=view.inside)
            )
        self._arrived.setAccessibleName(said)
        modes = []
        if view.rehearsal:
            modes.append(LightView(Icon.INFO, _("Rehearsal"), Light.LOOK))
        if view.leaving:
            modes.append(LightView(Icon.ARROW_OUT, _("Counting exits"), Light.LOOK))
        if view.capacity is not None and view.arrived >= view.capacity:
            modes.append(LightView(Icon.PEOPLE, _("House full"), Light.LOOK))
        self._fill(self._mode, modes)
        lights = list(view.lights)
        if view.device:
            lights.append(LightView(Icon.DESK, view.device))
        loud = [light for light in (*modes, *lights) if light.light in _LOUD]
        if len(loud) >= _CROWDED:  # what is fine makes room for what is not
            lights = [light for light in lights if light.light in _LOUD]
        self._fill(self._lights, lights)

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(44))
        self._rows.setContentsMargins(px(4), 0, 0, 0)
        self._rows.setSpacing(px(8))
        self._mode.setSpacing(px(8))
        self._mode.setContentsMargins(px(16), 0, 0, 0)
        self._lights.setSpacing(px(20))
        self._lights.setContentsMargins(0, 0, px(24), 0)

    def _fill(self, row: QHBoxLayout, views: list[LightView]) -> None:
        """Show these; lights stay where they are, and only what differs is said anew."""
        for place, view in enumerate(views):
            item = row.itemAt(place)
            there = item.widget() if item is not None else None
            if not isinstance(there, StatusLight):
                light = StatusLight(self._look, view)
                light.acted.connect(self.acted)
                row.addWidget(light)
            elif there.view != view:
                there.say(view)
        while (item := row.takeAt(len(views))) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
