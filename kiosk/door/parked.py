"""Guests who wait to pay while others are let in."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.views import ParkedView
from kiosk.look.flag_strip import paint_flags
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import AMBER
from kiosk.words import Words

_LONGEST = 18
_SHOWN = 2  # the rest is counted; each comes forward when those before are done


class ParkedGuest(QAbstractButton):
    """One of them; ``keys`` is shown on the one that the key takes."""

    def __init__(
        self, look: Look, view: ParkedView, keys: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        name = view.name if len(view.name) <= _LONGEST else view.name[: _LONGEST - 1] + "…"
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{name} · {view.amount}")
        self.setAccessibleName(f"{view.name}, {view.amount}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as flag, name, amount and key."""
        px = self._look.px
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        key = QFontMetrics(self._key_font()).horizontalAdvance(self._keys) + px(36)
        flags = px(34) * sum(self._look.flags.has(code) for code in self._view.countries)
        return QSize(words + px(32) + flags + (key if self._keys else 0), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Amber, for something waits."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(AMBER.ink)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(AMBER.fill))
        painter.drawRoundedRect(box, px(8), px(8))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, px(2)))
            painter.drawRoundedRect(box.adjusted(px(3), px(3), -px(3), -px(3)), px(6), px(6))
        height = px(18)
        corner = QPointF(px(16), (box.height() - height) / 2)
        flags = paint_flags(painter, self._look, self._view.countries, corner, height)
        x = px(16) + (flags + px(10) if flags else 0)
        painter.setPen(ink)
        painter.setFont(self._font())
        words = QRectF(x, 0, box.width() - x, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._keys:
            width = QFontMetrics(self._key_font()).horizontalAdvance(self._keys) + px(12)
            cap = QRectF(box.right() - px(12) - width, box.center().y() - px(11), width, px(22))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, px(1)))
            painter.drawRoundedRect(cap, px(4), px(4))
            painter.setFont(self._key_font())
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.end()

    def _font(self) -> QFont:
        return self._look.font(16, Weight.SEMIBOLD)

    def _key_font(self) -> QFont:
        return self._look.font(13, Weight.MEDIUM)


class ParkedStrip(QWidget):
    """All who wait, the latest first; hidden while nobody does. ``resumed`` says the nonce."""

    resumed = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._views: tuple[ParkedView, ...] = ()
        self._title = TextLabel(look, 15, ink="quiet", firm=True)
        self._title.say(words.gettext("Still to pay"))
        self._rest = TextLabel(look, 16, Weight.SEMIBOLD, "quiet", firm=True)
        self._rows = QHBoxLayout(self)
        self._guests = QHBoxLayout()
        self._rows.addWidget(self._title)
        self._rows.addLayout(self._guests)
        self._rows.addWidget(self._rest)
        self._rows.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self.show_parked(())
        self._follow()

    def show_parked(self, views: Sequence[ParkedView]) -> None:
        """Show these."""
        self._views = tuple(views)
        while (item := self._guests.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, view in enumerate(views[:_SHOWN]):
            keys = TOLD[DoorAction.RESUME].keys[0] if place == 0 else ""
            button = ParkedGuest(self._look, view, keys)
            button.clicked.connect(lambda _checked=False, n=view.nonce: self.resumed.emit(n))
            self._guests.addWidget(button)
        rest = len(views) - _SHOWN
        self._rest.say(f"+{rest}" if rest > 0 else "")
        self.setVisible(bool(views))

    def resume_first(self) -> None:
        """Go on with the one who was parked last."""
        if self._views:
            self.resumed.emit(self._views[0].nonce)

    def minimumSizeHint(self) -> QSize:
        """Many who wait must not make the window wider."""
        return QSize(0, self._look.px(40))

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(40))
        self._rows.setContentsMargins(px(4), 0, 0, 0)
        self._rows.setSpacing(px(10))
        self._guests.setSpacing(px(8))
