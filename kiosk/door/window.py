"""The door: composes the widgets, routes keys between them, and passes their signals on."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from data.tickets import clean
from kiosk.door.actions import (
    CHOICE_KEYS,
    CONFIRM_KEYS,
    FEWER_KEYS,
    MENU_KEYS,
    MORE_KEYS,
    SHORTER_KEYS,
    TOLD,
    DoorAction,
)
from kiosk.door.double_panel import DoublePanel
from kiosk.door.double_strip import DoubleStrip
from kiosk.door.double_view import DoubleView
from kiosk.door.edit import Edit
from kiosk.door.feed import Feed
from kiosk.door.field import DoorField
from kiosk.door.force import ForcePanel
from kiosk.door.found import Found
from kiosk.door.menu import DoorMenu
from kiosk.door.parked import ParkedStrip
from kiosk.door.payment import PaymentPanel
from kiosk.door.start import Evening, Start
from kiosk.door.status_line import StatusLine
from kiosk.door.verdict import Verdict
from kiosk.door.views import (
    CountryChoice,
    EditForm,
    ForceView,
    MatchView,
    PaymentView,
    ProductChoice,
    VerdictView,
)
from kiosk.door.walk_in import WalkIn
from kiosk.look.look import Look, Theme
from kiosk.look.style import stylesheet
from kiosk.words import Words

SMALLEST = (960, 540)


class DoorWindow(QWidget):
    """The staffed screen.

    On the left: how to begin, the matches, or a form. On the right: the count, the verdict, a
    payment, or the reasons for letting somebody in. The right side changes with every scan, the
    left side keeps a form that is being filled in.
    """

    typed = Signal(str)  # the field's text after each change
    # the field's cleaned text; the match that Enter takes, or ""; whether a scanner typed it
    submitted = Signal(str, str, bool)
    picked = Signal(str)  # a guest id: clicked
    acted = Signal(object)  # a DoorAction, by key, button or menu
    theme_chosen = Signal(object)  # a Theme
    full_screen_wanted = Signal()
    escaped = Signal()  # Escape, and nothing left that it could clear or put off
    closed = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        find_countries: Callable[[str], Sequence[CountryChoice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.status = StatusLine(look, words)
        self.field = DoorField(look, words)
        self.start = Start(look, words)
        self.found = Found(look, words)
        self.walk_in = WalkIn(look, words, find_countries)
        self.edit = Edit(look, words, find_countries)
        self.evening = Evening(look, words)
        self.verdict = Verdict(look, words)
        self.payment = PaymentPanel(look, words)
        self.force = ForcePanel(look, words)
        self.double = DoublePanel(look, words)
        self.parked = ParkedStrip(look, words)
        self.doubled = DoubleStrip(look, words)
        self.feed = Feed(look, words)
        self.menu = DoorMenu(look, words, self)
        self._left, self._right = QStackedWidget(), QStackedWidget()
        self._left_rows, self._middle = QVBoxLayout(), QHBoxLayout()
        self._rows = QVBoxLayout(self)
        self._arrange()
        self._connect()
        self._make_shortcuts()
        self.setWindowTitle("Pennant")
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 720)
        look.changed.connect(self._follow)
        self._follow()
        self.setFocusProxy(self.field)
        self.field.setFocus()

    def show_matches(self, query: str, views: Sequence[MatchView]) -> None:
        """Show what was found; an answer to an older text than the field's is ignored."""
        if query.strip() != self.field.text().strip():
            return
        self.found.show_matches(clean(query), views)
        if not self._filling_in():
            self._left.setCurrentWidget(self.found if query.strip() else self.start)

    def show_verdict(self, view: VerdictView) -> None:
        """Show an answer, whatever was on the right before."""
        self.verdict.show_verdict(view)
        self._turn_right(self.verdict)

    def ask_payment(self, view: PaymentView) -> None:
        """Ask for a payment."""
        self.payment.show_payment(view)
        self._turn_right(self.payment)

    def ask_force(self, view: ForceView) -> None:
        """Ask why somebody is let in although refused."""
        self.force.show_force(view)
        self._turn_right(self.force)

    def ask_double(self, view: DoubleView) -> None:
        """Ask what is right about a guest who came in twice."""
        self.double.show_double(view)
        self._turn_right(self.double)

    @property
    def asks_about_double(self) -> bool:
        """Whether that is what the right side shows."""
        return self._right.currentWidget() is self.double

    def paint_answer(self) -> None:
        """Paint the right side now, before the feed, the counts and the printer have their turn."""
        panel = self._right.currentWidget()
        layout = panel.layout() if panel is not None else None
        if panel is not None and panel.isVisible():
            if layout is not None:
                layout.activate()
            panel.repaint()

    def show_evening(self) -> None:
        """Show the count on the right again."""
        self._turn_right(self.evening)

    def open_walk_in(self, name: str, products: Sequence[ProductChoice], product: str = "") -> None:
        """Open the form for a walk-in, with the name typed so far."""
        if self._left.currentWidget() is self.walk_in:
            return  # the same key again: what was entered stays
        self._left.setCurrentWidget(self.walk_in)
        self.walk_in.begin(name, products, product)

    def open_edit(
        self,
        form: EditForm,
        countries: Sequence[CountryChoice],
        products: Sequence[ProductChoice],
    ) -> None:
        """Open the form that changes a guest."""
        self._left.setCurrentWidget(self.edit)
        self.edit.begin(form, countries, products)

    def search(self, text: str) -> None:
        """Look for a name that was not typed here; "" clears the field for one."""
        self.field.setText(text)
        self.field.setFocus()
        self.field.typed.emit(text)

    def close_form(self) -> None:
        """Go back to the matches or to how to begin, and to the field."""
        self._left.setCurrentWidget(self.found if self.field.text().strip() else self.start)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the field every key that no other widget wanted."""
        if event.key() == Qt.Key.Key_Escape or _types(event):
            self.field.take_key(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground; a palette set here would be outweighed by the style sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("background"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything."""
        super().resizeEvent(event)
        self._look.fit(event.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so; whoever made the window puts everything else in order."""
        super().closeEvent(event)
        self.closed.emit()

    def _filling_in(self) -> bool:
        return self._left.currentWidget() in (self.walk_in, self.edit)

    def _turn_right(self, panel: QWidget) -> None:
        inside = self._right.currentWidget()
        focus = self.focusWidget()
        leaves = focus is not None and inside is not None and inside.isAncestorOf(focus)
        self._right.setCurrentWidget(panel)
        if leaves and inside is not panel:
            self.field.setFocus()

    def _submit(self, text: str) -> None:
        chosen = self.found.matches.chosen(text)
        self.submitted.emit(text, chosen.guest_id if chosen is not None else "", False)

    def _choose(self, number: int) -> None:
        panel = self._right.currentWidget()
        if panel is self.payment:
            self.payment.choose(number)
        elif panel is self.force:
            self.force.choose(number)
        elif panel is self.double:
            self.double.choose(number)

    def _step(self, by: int) -> None:
        if self._right.currentWidget() is self.payment:
            self.payment.step(by)

    def _act(self, action: DoorAction) -> None:
        match action:
            case DoorAction.FULL_SCREEN:
                self.full_screen_wanted.emit()
            case DoorAction.RESUME:
                self.parked.resume_first()
            case DoorAction.DOUBLE:
                self.doubled.open_first()
            case _:
                self.acted.emit(action)

    def _escape(self) -> None:
        """Nothing left to clear: leave the form, or put the payment off."""
        if self._filling_in():
            self.close_form()
        elif self._right.currentWidget() is self.payment:
            self.payment.put_off.emit()
        elif self._right.currentWidget() is self.force:
            self.force.put_off.emit()
        elif self.asks_about_double:
            self.double.put_off.emit()
        else:
            self.escaped.emit()

    def _follow(self) -> None:
        px = self._look.px
        self.setStyleSheet(stylesheet(self._look))
        self._rows.setContentsMargins(px(16), px(8), px(16), px(12))
        self._rows.setSpacing(px(10))
        self._middle.setSpacing(px(16))
        self._left_rows.setSpacing(px(8))

    def _arrange(self) -> None:
        for stack in (self._left, self._right):  # no page makes the window larger
            stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for page in (self.start, self.found, self.walk_in, self.edit):
            self._left.addWidget(page)
        for panel in (self.evening, self.verdict, self.payment, self.force, self.double):
            self._right.addWidget(panel)
        self._left_rows.addWidget(self._left, 1)
        self._left_rows.addWidget(self.doubled)
        self._left_rows.addWidget(self.parked)
        self._middle.addLayout(self._left_rows, 54)
        self._middle.addWidget(self._right, 46)
        self._rows.addWidget(self.status)
        self._rows.addWidget(self.field)
        self._rows.addLayout(self._middle, 1)
        self._rows.addWidget(self.feed)

    def _connect(self) -> None:
        self.field.typed.connect(self._typed)
        self.field.submitted.connect(self._submit)
        self.field.moved.connect(self.found.matches.step)
        self.field.escaped.connect(self._escape)
        self.found.matches.picked.connect(self.picked)
        self.start.acted.connect(self._act)
        self.found.acted.connect(self._act)
        self.verdict.acted.connect(self._act)
        self.menu.acted.connect(self._act)
        self.menu.theme_chosen.connect(self._change_theme)
        self.status.menu_wanted.connect(self._open_menu)
        self.status.acted.connect(self._act)
        self.walk_in.put_off.connect(self.close_form)
        self.edit.put_off.connect(self.close_form)

    def _typed(self, text: str) -> None:
        if not text.strip() and not self._filling_in():
            self.found.show_matches("", ())
            self._left.setCurrentWidget(self.start)
        self.typed.emit(text)

    def _open_menu(self) -> None:
        self.menu.open_below(self.status.menu)

    def _change_theme(self, theme: Theme) -> None:
        self._look.set_theme(theme)
        self.theme_chosen.emit(theme)

    def _make_shortcuts(self) -> None:
        for action, told in TOLD.items():
            # The window round the door has the keys for the whole screen: two that claim one
            # key claim it in vain.
            for keys in told.keys if action is not DoorAction.FULL_SCREEN else ():
                self._on(keys, partial(self._act, action))
        for number, keys in enumerate(CHOICE_KEYS, start=1):
            self._on(keys, partial(self._choose, number))
        self._on(MORE_KEYS, partial(self._step, 1))
        self._on(FEWER_KEYS, partial(self._step, -1))
        self._on(CONFIRM_KEYS, self._confirm)
        self._on(MENU_KEYS, self._open_menu)
        self._on(SHORTER_KEYS, self._shorten)

    def _shorten(self) -> None:
        if self._left.currentWidget() is self.edit:
            self.edit.preview.take_shorter()

    def _confirm(self) -> None:
        if self._right.currentWidget() is self.payment:
            self.payment.confirm()

    def _on(self, keys: str, then: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(then)


def _types(event: QKeyEvent) -> bool:
    """Whether the key writes something: letters, Space, and a scanner's Enter."""
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and not event.modifiers() & command
