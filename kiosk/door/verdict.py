"""The answer to a scan: the whole panel is its colour."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.views import VerdictView
from kiosk.look.big_name import BigName
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.look.tone_panel import TonePanel
from kiosk.words import Words

TONE_ICONS = {
    Tone.ADMITTED: Icon.TICK,
    Tone.PAY: Icon.COIN,
    Tone.NOTICE: Icon.CLOCK,
    Tone.REFUSED: Icon.STOP,
    Tone.EXIT: Icon.ARROW_OUT,
    Tone.INFO: Icon.INFO,
}
FIRST_NAME = (96.0, 40.0)
SURNAME = (44.0, 26.0)


class Verdict(TonePanel):
    """Shows a ``VerdictView`` at once and until the next; it has no timer of its own.

    ``acted`` says which of the view's actions was chosen; ``view`` tells about whom.
    """

    acted = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.INFO, parent)
        self._words = words
        self._view: VerdictView | None = None
        self._icon = IconView(look, Icon.INFO, 40, "#FFFFFF")
        self._headline = TextLabel(look, 28, Weight.BOLD)
        self._party = TextLabel(look, 28, Weight.BOLD)
        self._first = BigName(look, *FIRST_NAME)
        self._last = BigName(look, *SURNAME, Weight.SEMIBOLD)
        self._flags = FlagStrip(look, 30)
        self._country = TextLabel(look, 20, Weight.MEDIUM)
        self._reason = TextLabel(look, 22, Weight.SEMIBOLD, wrap=True)
        self._next = TextLabel(look, 18, wrap=True)
        self._product = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        self._alert_icon = IconView(look, Icon.BELL, 26, "#FFFFFF")
        self._alert = TextLabel(look, 22, Weight.BOLD, wrap=True)
        self._collect_icon = IconView(look, Icon.GIFT, 26, "#FFFFFF")
        self._collect = TextLabel(look, 22, Weight.BOLD, wrap=True)
        self._badge_icon = IconView(look, Icon.PRINTER, 20, "#FFFFFF")
        self._badge = TextLabel(look, 17)
        self._note_icon = IconView(look, Icon.NOTE, 16, "#FFFFFF")
        self._note = TextLabel(look, 14, wrap=True)
        self._buttons = QWidget()
        self._made: dict[tuple[DoorAction, Rank], KeyButton] = {}
        self._offered: tuple[tuple[DoorAction, ...], Tone] | None = None
        self._flow = FlowLayout(self._buttons)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.shrink((self._first, *FIRST_NAME), (self._last, *SURNAME))
        self._arrange()
        self.follow()

    @property
    def view(self) -> VerdictView | None:
        """What is shown."""
        return self._view

    def show_verdict(self, view: VerdictView) -> None:
        """Show this, whatever was shown before."""
        self._view = view
        self.set_tone(view.tone)
        ink = self.paint.ink
        for label in self._labels():
            label.set_ink(ink)
        self._icon.show_icon(view.icon or TONE_ICONS[view.tone], ink)
        self._headline.say(view.headline)
        self._party.say(view.party)
        self._first.say(view.first_name, ink)
        self._last.say(view.last_name, ink)
        self._flags.show_flags(view.countries)
        self._country.say(view.country)
        self._reason.set_size(22 if view.first_name else 40)
        self._next.set_size(18 if view.first_name else 24)
        self._reason.say(view.reason)
        self._next.say(view.next_step)
        self._product.say(view.product)
        self._note.say(view.note)
        self._say_with(self._alert_icon, Icon.BELL, self._alert, view.alert)
        self._say_with(self._collect_icon, Icon.GIFT, self._collect, " · ".join(view.collect))
        self._show_badge(view)
        self._say_with(self._note_icon, Icon.NOTE, self._note, view.note)
        if (view.actions, view.tone) != self._offered:
            self._offered = view.actions, view.tone
            self._offer(view.actions)
        self.setAccessibleName(view.headline)
        self.setAccessibleDescription(_aloud(view))
        said = QAccessibleAnnouncementEvent(self, f"{view.headline}. {_aloud(view)}")
        said.setPoliteness(
            QAccessible.AnnouncementPoliteness.Assertive
        )  # the focus stays where it is
        QAccessible.updateAccessibility(said)
        self.fit()

    def say_badge(self, told: str, *, lies: bool = False) -> None:
        """Say what becomes of the badge, or that it ``lies`` in a box; all else stays, and is not
        read out again.
        """
        before = self._view
        if before is None or (told, lies) == (before.badge, before.badge_lies):
            return
        self._view = replace(before, badge=told, badge_lies=lies)
        self._show_badge(self._view)
        self.setAccessibleDescription(_aloud(self._view))
        if (bool(told), lies) != (bool(before.badge), before.badge_lies):
            self.fit()

    def follow(self) -> None:
        """Take measures anew."""
        super().follow()
        self._flow.setSpacing(self._look.px(8))

    def _show_badge(self, view: VerdictView) -> None:
        self._badge.set_size(24 if view.badge_lies else 17)
        icon = Icon.BADGE if view.badge_lies else Icon.PRINTER
        self._say_with(self._badge_icon, icon, self._badge, view.badge)

    def _say_with(self, icon_view: IconView, icon: Icon, label: TextLabel, text: str) -> None:
        label.say(text)
        icon_view.show_icon(icon, self.paint.ink)
        icon_view.setVisible(bool(text))

    def _offer(self, actions: tuple[DoorAction, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
        for action in actions:
            button = self._button(action, Rank.MAIN if self._helps_on(action) else Rank.PLAIN)
            button.stand_on(self.paint)
            self._flow.addWidget(button)
            button.show()
        self._buttons.setVisible(bool(actions))

    def _button(self, action: DoorAction, rank: Rank) -> KeyButton:
        """Made once: a new verdict must not end a press that has begun, nor take long."""
        button = self._made.get((action, rank))
        if button is None:
            told = TOLD[action]
            keys = told.keys[0] if told.keys else ""
            button = KeyButton(
                self._look,
                self._words.gettext(told.label),
                keys=keys,
                rank=rank,
                parent=self._buttons,
            )
            button.clicked.connect(lambda _checked=False: self.acted.emit(action))
            self._made[action, rank] = button
        return button

    def _helps_on(self, action: DoorAction) -> bool:
        """Whether the action is what the guest is waiting for; taking back never is.

        Letting in anyway is, where the panel is amber; red means "stop and talk".
        """
        if action is DoorAction.LET_IN_ANYWAY:
            return self._view is not None and self._view.tone is not Tone.REFUSED
        return action in {DoorAction.WALK_IN, DoorAction.REST_OF_PARTY, DoorAction.RESUME}

    def _labels(self) -> tuple[TextLabel, ...]:
        return (
            self._headline,
            self._party,
            self._country,
            self._reason,
            self._next,
            self._product,
            self._alert,
            self._collect,
            self._badge,
            self._note,
        )

    def _arrange(self) -> None:
        look, rows = self._look, self.rows
        head = Row(look, self._icon, self._headline, self._party)
        head.setStretch(1, 1)
        rows.addLayout(head)
        rows.addStretch(2)
        rows.addWidget(self._first)
        rows.addWidget(self._last)
        self._add_beside(self._flags, self._country)
        rows.addStretch(1)
        rows.addWidget(self._reason)
        rows.addWidget(self._product)
        rows.addWidget(self._next)
        self._add_beside(self._alert_icon, self._alert)
        self._add_beside(self._collect_icon, self._collect)
        self._add_beside(self._badge_icon, self._badge)
        self._add_beside(self._note_icon, self._note)
        rows.addStretch(2)
        rows.addWidget(self._buttons)

    def _add_beside(self, sign: QWidget, words: QWidget) -> None:
        row = Row(self._look, sign, words)
        row.setStretch(1, 1)
        self.rows.addLayout(row)


def _aloud(view: VerdictView) -> str:
    name = f"{view.first_name} {view.last_name}".strip()
    before = (name, view.party, view.country, view.reason, view.product, view.alert)
    parts = (*before, *view.collect, view.badge, view.next_step)
    return ". ".join(part for part in parts if part)
