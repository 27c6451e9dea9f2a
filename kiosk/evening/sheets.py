"""Badges on A4 sheets, before the evening or for those without one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from badges.badge import Badge
from badges.stock import STOCKS, LabelStock, stock_named
from data.attendance import guest_states
from data.guests import EventInfo, GuestState, Presence
from data.identity import utc_now
from data.store.event_file import EventFile
from data.store.prints import guests_with_badge
from kiosk.background import Background
from kiosk.badge_for import badge_for
from kiosk.desk import Desk
from kiosk.door.presenter import Presenter
from kiosk.evening.paper import PaperMaker
from kiosk.evening.saved_file import SavedFile
from kiosk.evening.sheet_picker import SheetPicker
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.words import Words

_ALL, _WITHOUT, _ARRIVED = "all", "without", "arrived"
_AWAY = frozenset({Presence.CANCELED, Presence.BLOCKED, Presence.PENDING})
SHEETS = tuple(stock for stock in STOCKS if stock.grid is not None)


class Sheets(Page):
    """The page: whose badges, on which sheets, from which place on; a PDF beside the event."""

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        background: Background,
        stock: str = "",
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Badges on sheets")
        super().__init__(
            look, words, Icon.BADGE, title, _("Make the sheets"), column=980, parent=parent
        )
        self._desk = desk
        self._info = info
        self._presenter = Presenter(info, words)
        self.whose = ChoiceButton(look, _("Whose badges"), height=48)
        self.whose.offer(
            [
                (_WITHOUT, _("everybody expected who has none yet")),
                (_ALL, _("everybody expected")),
                (_ARRIVED, _("everybody who has arrived")),
            ],
            _WITHOUT,
        )
        self.stock = ChoiceButton(look, _("Sheets"), height=48)
        known = {each.name for each in SHEETS}
        chosen = stock if stock in known else SHEETS[0].name
        self.stock.offer([(each.name, each.description) for each in SHEETS], chosen)
        self.picker = SheetPicker(look, words)
        self.message = SavedFile(look, words, open_url)
        self.maker = PaperMaker(background, words, self)
        self._count = 0
        self._arrange()
        self.picker.show_stock(stock_named(chosen))
        self.stock.chosen.connect(lambda name: self.picker.show_stock(stock_named(name)))
        self.main.clicked.connect(self._make)
        self.maker.made.connect(self._made)
        self.maker.failed.connect(self._failed)
        self.setFocusProxy(self.whose)

    def path(self) -> Path:
        """Where the sheets go: a new file each time."""
        now = self._presenter.time(utc_now()).replace(":", "-")
        name = self._words.gettext("badges")
        return self._desk.path.with_name(f"{self._desk.path.stem} {name} {now}.pdf")

    def _make(self) -> None:
        if self.maker.is_busy:
            return
        self.main.setEnabled(False)
        self.message.say(Tone.INFO, self._words.gettext("Drawing the badges…"))

        def job(file: EventFile) -> tuple[list[GuestState], frozenset[str]]:
            return guest_states(file), guests_with_badge(file)

        self._desk.look(job, self.if_here(self._draw))

    def _draw(self, answer: tuple[list[GuestState], frozenset[str]]) -> None:
        from badges.sheet import render_sheets  # not at the start: it takes 0.1 s to load

        states, have = answer
        badges = self._badges(states, have)
        if not badges:
            said = self._words.gettext("Nobody is without a badge.")
            if self.whose.key != _WITHOUT:
                said = self._words.gettext("There is nobody to draw a badge for yet.")
            self._failed(said)
            return
        stock, cell = stock_named(self.stock.key), self.picker.cell
        self._count = len(badges)
        self.maker.make(lambda: render_sheets(badges, stock, cell), self.path())

    def _badges(self, states: Sequence[GuestState], have: frozenset[str]) -> list[Badge]:
        hosts = {state.guest.id: state.guest for state in states}
        chosen = sorted(
            (state for state in states if self._is_meant(state, have)),
            key=lambda state: (state.guest.shown_name.casefold(), state.guest.id),
        )
        return [
            badge_for(s.guest, hosts.get(s.guest.host_id or ""), self._info, self._words)
            for s in chosen
        ]

    def _is_meant(self, state: GuestState, have: frozenset[str]) -> bool:
        match self.whose.key:
            case "arrived":
                return state.arrived
            case "without":
                return state.presence not in _AWAY and state.guest.id not in have
            case _:
                return state.presence not in _AWAY

    def _made(self, path: Path) -> None:
        self.main.setEnabled(True)
        stock = stock_named(self.stock.key)
        form = self._words.ngettext(
            "{number} badge on {sheets} in {file}.",
            "{number} badges on {sheets} in {file}.",
            self._count,
        )
        sheets = self._sheets_words(stock)
        self.message.tell_saved(
            path, form.format(number=self._count, sheets=sheets, file=path.name)
        )

    def _sheets_words(self, stock: LabelStock) -> str:
        assert stock.grid is not None
        number = -(-(self._count + self.picker.cell) // stock.grid.cells)
        return self._words.ngettext("{number} sheet", "{number} sheets", number).format(
            number=number
        )

    def _failed(self, why: str) -> None:
        self.main.setEnabled(True)
        self.message.say(Tone.NOTICE, why)

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look, 130)
        rows.add(_("Whose"), self.whose)
        rows.add(_("Sheets"), self.stock)
        hint = TextLabel(self._look, 15, ink="quiet", wrap=True)
        hint.say(_("Print at 100 %, never “fit to page”. Try the first sheet on plain paper."))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(rows)
        left.addWidget(hint)
        left.addStretch(1)
        begin = TextLabel(self._look, 15, ink="quiet")
        begin.say(_("Begin on the first sheet at"))
        right.addWidget(begin)
        right.addWidget(self.picker)
        right.addStretch(1)
        both = QHBoxLayout()
        both.addLayout(left, 1)
        both.addSpacing(self._look.px(40))
        both.addLayout(right)
        self.body.addLayout(both)
        self.body.addWidget(self.message)
        self.body.addStretch(1)
