"""The one field, for names and for codes typed by hand; scans are read before any widget."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from data.tickets import clean
from kiosk.door.actions import is_command
from kiosk.look.icons import Icon, paint_icon
from kiosk.look.look import Look, Weight
from kiosk.scanning.pictures import pictures_in
from kiosk.words import Words

SECOND_ENTER_MS = 300
PAGE = 8
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -PAGE,
    Qt.Key.Key_PageDown: PAGE,
}
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_LONGEST = 1000  # a signed code has some 200 characters; nothing longer is ever looked for


class DoorField(QLineEdit):
    """Takes every plain key.

    ``typed`` says the text after each change. ``submitted`` says the cleaned text after Enter or
    Tab; the text stays, wholly selected, so that the next key replaces it. ``moved`` asks for
    another match; ``escaped`` comes when there is nothing left to clear.
    """

    typed = Signal(str)
    submitted = Signal(str)
    moved = Signal(int)
    escaped = Signal()
    pictures_pasted = Signal(object)  # pictures as kiosk.scanning.pictures reads them

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entered_at: int | None = None  # ms; the Enter after which nothing was typed yet
        _ = words.gettext
        self.setPlaceholderText(_("Scan a code or type a name"))
        self.setAccessibleName(_("Scan a code or type a name"))
        self.setAccessibleDescription(
            _("Enter checks in the only or the chosen match. Up and Down choose. Escape clears.")
        )
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.textEdited.connect(self.typed)
        look.changed.connect(self._follow)
        self._follow()

    def forget(self, text: str) -> None:
        """Clear the field if it still holds this text and nobody has begun another."""
        if clean(self.text()) == clean(text) and self._is_spent():
            self.clear()
            self.typed.emit("")

    def take_back(self, typed: str) -> None:
        """Remove what was typed last, where it still stands last: it was part of a scan."""
        if typed and self.text().endswith(typed):
            self.setText(self.text().removesuffix(typed))
            self.typed.emit(self.text())

    def take_key(self, event: QKeyEvent) -> None:
        """Type a key that arrived at another widget."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave the door's commands to the door, also those a line edit knows: Ctrl+Z, Ctrl+E."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and is_command(event):
            event.ignore()
            return False
        # Tab moves the focus before keyPressEvent; here it ends a scan as Enter does.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = QKeyCombination(Qt.Key.Key_Tab)
            if event.keyCombination() == plain and self.text() and not self._is_spent():
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort the keys."""
        if is_command(event):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste_pictures():
            return
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENDS and not plain:
            self._end(event.timestamp())
        elif key in _STEPS and not plain:
            self.moved.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self._entered_at = None
            if self.text():
                self.clear()
                self.typed.emit("")
            else:
                self.escaped.emit()
        else:
            if event.text():
                self._entered_at = None
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line edit and, in its left margin, the looking glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._look.px(26)
        box = self.rect()
        ink = self._look.colour("accent" if self.hasFocus() else "quiet")
        place = box.adjusted(self._look.px(18), (box.height() - side) // 2, 0, 0)
        place.setSize(place.size().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        paint_icon(painter, Icon.SEARCH, place.toRectF(), ink)
        painter.end()

    def _paste_pictures(self) -> bool:
        copied = QGuiApplication.clipboard().mimeData()
        pictures = [] if copied.hasText() and not copied.hasUrls() else pictures_in(copied)
        if pictures:
            self.pictures_pasted.emit(pictures)
        return bool(pictures)

    def _end(self, at_ms: int) -> None:
        again = self._entered_at is not None and at_ms - self._entered_at < SECOND_ENTER_MS
        if again:  # a key pressed twice
            return
        self._entered_at = at_ms
        text = clean(self.text())
        if not text:
            return
        self.selectAll()
        self.submitted.emit(text)

    def _is_spent(self) -> bool:
        return self.hasSelectedText() and self.selectedText() == self.text()

    def _follow(self) -> None:
        px = self._look.px
        self.setFont(self._look.font(28, Weight.MEDIUM))
        self.setTextMargins(px(44), 0, 0, 0)
        # By style sheet, for the window's own outweighs a font and a height set here.
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {px(28)}px; border-radius: {px(12)}px;"
            f" min-height: {px(61)}px; max-height: {px(61)}px; }}"
        )
