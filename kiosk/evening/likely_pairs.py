"""Walk-ins who may be on the list misspelt, so that nobody becomes a no-show by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.guests import GuestState, Origin, TicketStatus
from data.roll import Roll
from kiosk.door.presenter import Presenter
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight

_CANDIDATES = 2


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """A walk-in who came, and who on the list it may have been, likeliest first."""

    walk_in: GuestState
    listed: tuple[GuestState, ...]


def likely_pairs(roll: Roll) -> tuple[LikelyPair, ...]:
    """Every walk-in whose name is much like that of somebody expected who never came."""
    pairs = []
    for walk_in in roll.walk_ins():
        alike = tuple(
            state
            for state in roll.similar(walk_in.guest.name, 8)
            if state.guest.origin is Origin.LIST and state.guest.status is TicketStatus.VALID
        )
        if alike:
            pairs.append(LikelyPair(walk_in, alike[:_CANDIDATES]))
    return tuple(pairs)


class PairRow(QWidget):
    """One walk-in, and a button for everybody it may have been."""

    joined = Signal(str, str)
    parted = Signal()

    def __init__(
        self, look: Look, presenter: Presenter, pair: LikelyPair, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        _ = presenter.words.gettext
        walk_in = pair.walk_in.guest
        name = TextLabel(look, 20, Weight.SEMIBOLD)
        name.say(presenter.name(walk_in))
        about = TextLabel(look, 15, ink="quiet")
        told = (_("walk-in"), presenter.row(pair.walk_in).status, walk_in.product)
        about.say(" · ".join(part for part in told if part))
        flags = FlagStrip(look, 24)
        flags.show_flags(walk_in.countries)
        self._names, self._row = QVBoxLayout(), QHBoxLayout(self)
        self._names.addWidget(name)
        self._names.addWidget(about)
        self._row.addWidget(flags)
        self._row.addLayout(self._names, 1)
        self.buttons: list[KeyButton] = []
        for state in pair.listed:
            label = _("This is {name}").format(name=presenter.name(state.guest))
            button = KeyButton(look, label, icon=Icon.PEOPLE)
            told_of = presenter.row(state)
            button.setToolTip(told_of.detail)
            button.setAccessibleDescription(told_of.detail)
            button.clicked.connect(
                lambda _checked=False, i=state.guest.id: self.joined.emit(walk_in.id, i)
            )
            self.buttons.append(button)
            self._row.addWidget(button)
        self.two = KeyButton(look, _("Two people"), rank=Rank.QUIET)
        self.two.clicked.connect(self.parted)
        self._row.addWidget(self.two)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(8), px(4), 0, px(4))
        self._row.setSpacing(px(12))
        self._names.setSpacing(px(2))


class LikelyPairs(QWidget):
    """The pairs, one below the other. ``joined``: the ids of walk-in and guest on the list."""

    joined = Signal(str, str)

    def __init__(self, look: Look, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._presenter = presenter
        self._two: set[str] = set()  # walk-ins said to be somebody else
        self.rows: list[PairRow] = []
        self._title = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        self._why = TextLabel(look, 16, ink="quiet", wrap=True)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.addWidget(self._title)
        self._list.addWidget(self._why)
        self.hide()

    def show_pairs(self, pairs: Sequence[LikelyPair]) -> None:
        """Show these, without those said to be two people; nothing where there are none."""
        words = self._presenter.words
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for pair in pairs:
            if pair.walk_in.guest.id not in self._two:
                self._put(pair)
        form = words.ngettext(
            "{number} walk-in may be on the list",
            "{number} walk-ins may be on the list",
            len(self.rows),
        )
        self._title.say(form.format(number=len(self.rows)) if self.rows else "")
        self._why.say(
            words.gettext("Otherwise somebody who came is a no-show by a misspelling.")
            if self.rows
            else ""
        )
        self.setVisible(bool(self.rows))

    def _put(self, pair: LikelyPair) -> None:
        row = PairRow(self._look, self._presenter, pair)
        row.joined.connect(self.joined)
        row.parted.connect(lambda: self._part(pair.walk_in.guest.id, row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _part(self, walk_in_id: str, row: PairRow) -> None:
        self._two.add(walk_in_id)
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.deleteLater()
        if not self.rows:
            self.show_pairs(())
