"""One filter for all windows: a scan is read wherever the focus is, under dialogs too.

It sits on every QWindow that gets the keyboard, where exactly one event comes for each key, before
any widget or shortcut sees it. Keys that write something are held back for some 45 ms and go on
unchanged when they were fingers'. Not seen here: keys that an input method has taken, and events
without the system's time (virtual keyboards), which pass. A code of fewer than six characters is
typed like a name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from kiosk.scanning.key_reader import Ending, Keep, KeyReader, Step, Stroke, Timing
from kiosk.scanning.us_keys import us_text

LATE_MS = 30  # a timer that comes later than this was held up, and so were the keys behind it
BREATH_MS = 15  # for those keys to arrive

_ENDINGS = {
    Qt.Key.Key_Return: Ending.ENTER,
    Qt.Key.Key_Enter: Ending.ENTER,
    Qt.Key.Key_Tab: Ending.TAB,
}
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
     Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
)  # fmt: skip
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _HeldEvent:
    window: QWindow
    event: QKeyEvent


class ScannerFilter(QObject):
    """Reads scans in the windows that it is told to ``watch``.

    Signals:
        scanned(KeyScan): a scanner has typed this; no widget saw any of its keys.
    """

    scanned = Signal(object)

    def __init__(
        self,
        timing: Timing | None = None,
        platform: Callable[[], str] = QGuiApplication.platformName,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application: QGuiApplication | None = None
        self._reader = KeyReader(timing or Timing())
        self._platform = platform
        self._held: list[_HeldEvent] = []
        self._dropped: set[int] = set()  # keys whose release is a scan's too
        self._is_replaying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._rest)
        self._waited = QElapsedTimer()

    def watch(self, application: QGuiApplication) -> None:
        """Read scans in every window of the application, dialogs that open later included."""
        self._application = application
        application.focusWindowChanged.connect(self._watch_window)
        self._watch_window(application.focusWindow())

    def stop(self) -> None:
        """Let go of what is held, and of every window."""
        self.pause()
        if self._application is not None:
            self._application.focusWindowChanged.disconnect(self._watch_window)
            for window in self._application.allWindows():
                window.removeEventFilter(self)
            self._application = None

    def use(self, timing: Timing) -> None:
        """Take over another scanner's speed."""
        self._reader.timing = timing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back, drop or pass one event."""
        if self._is_replaying or not isinstance(watched, QWindow):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._release(watched, event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Some platforms ask the window for shortcuts first; a key we hold is none yet.
            if event.timestamp() and _writes(event):
                event.accept()
                return True
        elif kind == QEvent.Type.MouseButtonPress:
            self._take(self._reader.other())
        return False

    def pause(self) -> None:
        """Decide about what is held, as when no key comes any more."""
        self._timer.stop()
        self._take(self._reader.pause())

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # where it is already, this changes nothing

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        key, at_ms = Qt.Key(event.key()), event.timestamp()
        if key in _MODIFIERS:
            return False
        ending = _ENDINGS.get(key)
        if not at_ms:
            step = self._reader.other()
        elif ending is not None and not event.modifiers() & ~(_KEYPAD | _SHIFT):
            step = self._reader.end(at_ms, ending)
        elif _writes(event) or (self._reader.is_holding and _is_dead(key)):
            us = us_text(event, self._platform())
            repeats = event.isAutoRepeat()
            step = self._reader.write(Stroke(event.text(), us, at_ms, repeats))
        elif event.modifiers() & _CTRL and event.text():
            step = self._reader.control(at_ms)
        else:
            step = self._reader.other()
        self._take(step)
        self._dropped.discard(_name(event))
        match step.keep:
            case Keep.HOLD:
                self._held.append(_HeldEvent(window, _copy(event)))
            case Keep.DROP:
                self._dropped.add(_name(event))
            case Keep.PASS:
                pass
        self._wait()
        return step.keep is not Keep.PASS

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        name = _name(event)
        if any(_name(one.event) == name for one in self._held):
            self._held.append(_HeldEvent(window, _copy(event)))
            return True
        if name in self._dropped:
            if not event.isAutoRepeat():
                self._dropped.discard(name)
            return True
        return False

    def _take(self, step: Step) -> None:
        held, self._held = self._held, []
        if step.scan is not None:
            for one in held:
                if one.event.type() == QEvent.Type.KeyPress:
                    self._dropped.add(_name(one.event))
                else:
                    self._dropped.discard(_name(one.event))
            self.scanned.emit(step.scan)
        elif step.let_go:
            self._replay(held)
        else:
            self._held = held

    def _replay(self, held: list[_HeldEvent]) -> None:
        self._is_replaying = True
        try:
            for one in held:
                window = one.window if isValid(one.window) else QGuiApplication.focusWindow()
                if window is not None:
                    QCoreApplication.sendEvent(window, one.event)
        finally:
            self._is_replaying = False

    def _wait(self) -> None:
        patience = self._reader.patience_ms
        if patience is None:
            self._timer.stop()
        else:
            self._waited.start()
            self._timer.start(patience)

    def _rest(self) -> None:
        """The time is over; but where the window was busy, keys may wait behind this timer."""
        if self._waited.elapsed() > self._timer.interval() + LATE_MS:
            self._waited.start()
            self._timer.start(BREATH_MS)
        else:
            self.pause()


def _writes(event: QKeyEvent) -> bool:
    """Whether the key writes something: AltGr, which is Ctrl with Alt on Windows, included."""
    text, modifiers = event.text(), event.modifiers()
    commands = modifiers & (_CTRL | _META)
    is_alt_gr = modifiers & _CTRL and modifiers & _ALT
    return bool(text) and text.isprintable() and (not commands or bool(is_alt_gr))


def _is_dead(key: Qt.Key) -> bool:
    return Qt.Key.Key_Dead_Grave <= key <= Qt.Key.Key_Dead_Longsolidusoverlay


def _name(event: QKeyEvent) -> int:
    """What tells one key from another; the layout may write another letter on release."""
    return event.nativeScanCode() or event.key()


def _copy(event: QKeyEvent) -> QKeyEvent:
    copied = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copied.setTimestamp(event.timestamp())
    return copied
