"""Letting somebody in although refused, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.guests import Force, ForceReason
from kiosk.door.actions import CHOICE_KEYS
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.views import ForceView
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.look.tone_panel import TonePanel
from kiosk.words import Words

PRESETS = (
    ForceReason.KNOWN,
    ForceReason.CONFIRMATION_SHOWN,
    ForceReason.LIST_WRONG,
    ForceReason.HOST_DECIDED,
)


class ForcePanel(TonePanel):
    """Four reasons on keys, or one in words; emits ``forced(Force)``, or ``put_off`` by Escape."""

    forced = Signal(object)
    put_off = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.NOTICE, parent)
        _ = words.gettext
        ink = self.paint.ink
        self._view = ForceView("", "", "", "")
        self._icon = IconView(look, Icon.OPEN_DOOR, 40, ink)
        self._title = TextLabel(look, 28, Weight.BOLD, ink)
        self._title.say(_("Let in anyway?"))
        self._flags = FlagStrip(look, 28)
        self._name = TextLabel(look, 34, Weight.BOLD, ink)
        self._reason = TextLabel(look, 18, Weight.MEDIUM, ink, wrap=True)
        labels = (
            _("I know this guest"),
            _("A confirmation was shown"),
            _("The list is out of date"),
            _("The host decided"),
        )
        self._presets = tuple(
            KeyButton(look, label, keys=keys)
            for label, keys in zip(labels, CHOICE_KEYS, strict=False)
        )
        self.text = PanelEdit(look, words, _("Another reason"), _("Another reason, then Enter"))
        self._later = KeyButton(look, _("Back"), keys="Esc", rank=Rank.QUIET)
        self._choices = QVBoxLayout()
        self._arrange()
        for number, button in enumerate(self._presets, start=1):
            button.clicked.connect(lambda _checked=False, n=number: self.choose(n))
        self.text.entered.connect(self._say_why)
        self.text.escaped.connect(self.put_off)
        self._later.clicked.connect(self.put_off)
        self.follow()

    @property
    def view(self) -> ForceView:
        """Whom it is about."""
        return self._view

    def show_force(self, view: ForceView) -> None:
        """Ask why this guest is let in."""
        self._view = view
        self.text.clear()
        self._name.say(view.name)
        self._flags.show_flags(view.countries)
        self._reason.say(" · ".join(part for part in (view.headline, view.reason) if part))
        self.setAccessibleName(f"{self._title.text()}: {view.name}")
        self.setAccessibleDescription(self._reason.text())
        self.fit()

    def choose(self, number: int) -> None:
        """Take the preset reason with this number, 1 to 4; 5 goes to the free text."""
        if 1 <= number <= len(PRESETS):
            self.forced.emit(Force(PRESETS[number - 1]))
        else:
            self.text.setFocus()

    def follow(self) -> None:
        """Take measures anew."""
        super().follow()
        self._choices.setSpacing(self._look.px(8))

    def _say_why(self) -> None:
        text = " ".join(self.text.text().split())
        if text:
            self.forced.emit(Force(ForceReason.OTHER, text))

    def _arrange(self) -> None:
        head = Row(self._look, self._icon, self._title, self._later)
        head.setStretch(1, 1)
        who = Row(self._look, self._flags, self._name)
        who.setStretch(1, 1)
        self.rows.addLayout(head)
        self.rows.addStretch(1)
        self.rows.addLayout(who)
        self.rows.addWidget(self._reason)
        self.rows.addStretch(2)
        for button in (*self._presets, self._later):
            button.stand_on(self.paint)
        for button in self._presets:
            self._choices.addWidget(button)
        self._choices.addWidget(self.text)
        self.rows.addLayout(self._choices)
