"""One guest who came in twice: who, where, when, and what to do about it on one key each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.door.actions import CHOICE_KEYS
from kiosk.door.double_view import MOST, DoubleView
from kiosk.door.double_words import double_reason, double_title, settled_words
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.look.seen import set_seen
from kiosk.look.tone_panel import TonePanel
from kiosk.words import Words


class DoublePanel(TonePanel):
    """Shows a ``DoubleView``.

    Signals:
        taken_back(str): the id of the entry that never counted.
        both_right: several people came in; or somebody saw to money given back twice.
        put_off: later.
    """

    taken_back = Signal(str)
    both_right = Signal()
    put_off = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.NOTICE, parent)
        self._words = words
        _, ink = words.gettext, self.paint.ink
        self._view: DoubleView | None = None
        self._icon = IconView(look, Icon.PEOPLE, 40, ink)
        self._title = TextLabel(look, 28, Weight.BOLD, ink)
        self._title.say(_("Came in twice"))
        self._flags = FlagStrip(look, 28)
        self._name = TextLabel(look, 34, Weight.BOLD, ink)
        self._why = TextLabel(look, 18, Weight.MEDIUM, ink, wrap=True)
        self._later = KeyButton(look, _("Back"), keys="Esc", rank=Rank.QUIET)
        self._texts = [
            TextLabel(look, 18, Weight.SEMIBOLD, ink, wrap=True) for _number in range(MOST)
        ]
        self._buttons = [KeyButton(look, _("Take back"), keys=keys) for keys in CHOICE_KEYS[:MOST]]
        self.right = KeyButton(look, _("Both were right"))
        self._choices = QVBoxLayout()
        self._arrange()
        for number, button in enumerate(self._buttons, start=1):
            button.clicked.connect(lambda _checked=False, n=number: self.choose(n))
        self.right.clicked.connect(self.both_right)
        self._later.clicked.connect(self.put_off)
        self.follow()

    @property
    def view(self) -> DoubleView | None:
        """What is shown."""
        return self._view

    def show_double(self, view: DoubleView) -> None:
        """Show this double."""
        _ = self._words.gettext
        self._view = view
        self._icon.show_icon(Icon.BADGE if view.badges else Icon.PEOPLE, self.paint.ink)
        self._title.say(double_title(view, self._words))
        self._name.say(view.name)
        self._flags.show_flags(view.countries)
        self._why.say(double_reason(view, self._words))
        for number, (text, button) in enumerate(zip(self._texts, self._buttons, strict=True)):
            words = view.entries[number].words if number < len(view.entries) else ""
            text.say(words)
            set_seen(button, bool(words) and not view.is_seen_to)
            button.setAccessibleName(f"{_('Take back')}: {words}")
        self.right.set_keys(CHOICE_KEYS[0 if view.is_seen_to else len(view.entries)])
        self.right.set_label(settled_words(view, self._words))
        self.setAccessibleName(f"{self._title.text()}: {view.name}")
        self.setAccessibleDescription(view.short)
        self.fit()

    def choose(self, number: int) -> None:
        """Take back the check-in of this number, from 1; the next number: both were right."""
        entries = self._view.entries if self._view and not self._view.is_seen_to else ()
        if 1 <= number <= len(entries):
            self.taken_back.emit(entries[number - 1].entry_id)
        elif number == len(entries) + 1:
            self.both_right.emit()

    def follow(self) -> None:
        """Take measures anew."""
        super().follow()
        self._choices.setSpacing(self._look.px(8))

    def _arrange(self) -> None:
        head = Row(self._look, self._icon, self._title, self._later)
        who = Row(self._look, self._flags, self._name)
        for row in (head, who):
            row.setStretch(1, 1)
        self.rows.addLayout(head)
        self.rows.addStretch(1)
        self.rows.addLayout(who)
        self.rows.addWidget(self._why)
        self.rows.addStretch(2)
        for button in (*self._buttons, self.right, self._later):
            button.stand_on(self.paint)
        for text, button in zip(self._texts, self._buttons, strict=True):
            row = Row(self._look, text, button)
            row.setStretch(0, 1)
            self._choices.addLayout(row)
        self._choices.addWidget(self.right)
        self.rows.addLayout(self._choices)
