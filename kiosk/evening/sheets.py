"""Badges on A4 sheets, before the evening or for those without one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from badges.badge import Badge
from badges.stock import LabelStock
from data.attendance import guest_states
from data.guests import EventInfo, Guest, GuestState
from data.identity import utc_now
from data.store.boxes import SLICE, boxes_in_use
from data.store.event_file import EventFile
from data.store.prints import guests_with_badge
from kiosk.background import Background
from kiosk.badge_boxes import MOST_BOXES, box_for, letters_of
from kiosk.badge_for import badge_for
from kiosk.badge_jobs import put_away
from kiosk.badge_order import STAYING_AWAY, Order, expected, in_order
from kiosk.desk import Desk
from kiosk.door.presenter import Presenter
from kiosk.evening.paper import PaperMaker
from kiosk.evening.saved_file import SavedFile
from kiosk.evening.sheet_picker import SheetPicker
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.seen import set_seen
from kiosk.paper import Paper, known_stocks
from kiosk.words import Words

_ALL, _WITHOUT, _ARRIVED = "all", "without", "arrived"
_NO_BOX = "0"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the event file says when sheets are made."""

    states: list[GuestState]
    with_badge: frozenset[str]
    boxes: tuple[str, ...]


class Sheets(Page):
    """The page: whose badges, on which sheets, from which place on; a PDF beside the event.

    What goes into boxes counts as printed from then on: the door names the box.
    """

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        background: Background,
        paper: Paper | None = None,
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
        self._paper = Paper() if paper is None else paper
        self._sheets = {
            stock.name: stock
            for stock in known_stocks(self._paper.folder)
            if stock.grid is not None
        }
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
        self.order = ChoiceButton(look, _("In which order"), height=48)
        self.order.offer(
            [
                (Order.LAST.value, _("A to Z by surname")),
                (Order.FIRST.value, _("A to Z by first name")),
                (Order.PRODUCT.value, _("by kind of ticket")),
            ],
            Order.LAST.value,
        )
        self.boxes = ChoiceButton(look, _("Into how many boxes"), height=48)
        self.boxes.offer(
            [(_NO_BOX, _("none: they don't count as printed")), *self._box_choices()], "4"
        )
        self.stock = ChoiceButton(look, _("Sheets"), height=48)
        used = self._paper.stock.name
        chosen = used if used in self._sheets else next(iter(self._sheets))
        choices = [(each.name, each.description) for each in self._sheets.values()]
        self.stock.offer(choices, chosen)
        self.picker = SheetPicker(look, words)
        self._told = TextLabel(look, 15, ink="quiet", wrap=True)
        self.message = SavedFile(look, words, open_url)
        self.maker = PaperMaker(background, words, self)
        self._count = 0
        self._boxed: list[tuple[Guest, str]] = []
        self._boxes_told: list[tuple[Guest, str]] = []  # where the sheets had to be drawn again
        self._drawn: list[tuple[GuestState, Badge]] = []
        self._elsewhere = 0  # how many another laptop was first with
        self._away: list[Guest] = []  # whose badges were put into boxes last
        self.take_out = KeyButton(look, _("They were not printed after all"), rank=Rank.QUIET)
        set_seen(self.take_out, seen=False)
        self._arrange()
        self.picker.show_stock(self._sheets[chosen])
        self.stock.chosen.connect(lambda name: self.picker.show_stock(self._sheets[name]))
        self.main.clicked.connect(self._make)
        self.take_out.clicked.connect(self._take_out)
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

        def job(file: EventFile) -> _Known:
            return _Known(guest_states(file), guests_with_badge(file), boxes_in_use(file))

        self._desk.look(job, self.if_here(self._draw))

    def _draw(self, known: _Known) -> None:
        order = Order(self.order.key)
        chosen = in_order((s for s in known.states if self._is_meant(s, known.with_badge)), order)
        badges = self._badges(known.states, chosen)
        if not badges:
            said = self._words.gettext("Nobody is without a badge.")
            if self.whose.key != _WITHOUT:
                said = self._words.gettext("There is nobody to draw a badge for yet.")
            self._failed(said)
            return
        self._boxed = []
        if self.boxes.key != _NO_BOX:
            everybody = expected(known.states)
            ranges = letters_of(everybody, order, int(self.boxes.key), known.boxes)
            self._boxed = [(state.guest, box_for(state, order, ranges)) for state in chosen]
        self._drawn, self._elsewhere = list(zip(chosen, badges, strict=True)), 0
        self._lay_out(self.path())

    def _lay_out(self, path: Path) -> None:
        from badges.sheet import render_sheets  # not at the start: it takes 0.1 s to load

        stock, cell, design = self._sheets[self.stock.key], self.picker.cell, self._paper.design
        badges = [badge for _, badge in self._drawn]
        self._count = len(badges)
        self.maker.make(lambda: render_sheets(badges, stock, cell, design=design), path)

    def _badges(self, states: Sequence[GuestState], chosen: Sequence[GuestState]) -> list[Badge]:
        hosts = {state.guest.id: state.guest for state in states}
        return [
            badge_for(s.guest, hosts.get(s.guest.host_id or ""), self._info, self._words)
            for s in chosen
        ]

    def _is_meant(self, state: GuestState, have: frozenset[str]) -> bool:
        match self.whose.key:
            case "arrived":
                return state.arrived
            case "without":
                return state.presence not in STAYING_AWAY and state.guest.id not in have
            case _:
                return state.presence not in STAYING_AWAY

    def _made(self, path: Path) -> None:
        boxed, self._boxed = self._boxed, []
        keep: Callable[[list[tuple[Guest, str]]], None] = self.if_here(
            lambda put: self._keep(path, boxed, put)
        )
        self._put_away(boxed, keep, new=self.whose.key == _WITHOUT)

    def _keep(
        self, path: Path, boxed: Sequence[tuple[Guest, str]], put: list[tuple[Guest, str]]
    ) -> None:
        """Another laptop may have been first with some: those are left out, and drawn no more."""
        if len(put) < len(boxed):
            self._away = [guest for guest, _ in put]
            ids = {guest.id for guest in self._away}
            self._elsewhere = len(boxed) - len(put)
            self._drawn = [(state, badge) for state, badge in self._drawn if state.guest.id in ids]
            if not put:
                path.unlink(missing_ok=True)
                self._failed(self._words.gettext("Nobody is without a badge."))
                return
            self._lay_out(path)
            self._boxes_told = put
            return
        boxed, self._boxes_told = self._boxes_told or put, []
        self.main.setEnabled(True)
        self._away = [guest for guest, _ in boxed]
        set_seen(self.take_out, seen=bool(boxed))
        stock = self._sheets[self.stock.key]
        form = self._words.ngettext(
            "{number} badge on {sheets} in {file}.",
            "{number} badges on {sheets} in {file}.",
            self._count,
        )
        sheets = self._sheets_words(stock)
        said = form.format(number=self._count, sheets=sheets, file=path.name)
        if boxed:
            boxes = ", ".join(dict.fromkeys(box for _, box in boxed))
            said = f"{said} {self._words.gettext('Boxes: {boxes}.').format(boxes=boxes)}"
        if self._elsewhere:
            left_out = self._words.ngettext(
                "{number} was made at another laptop meanwhile and is left out.",
                "{number} were made at another laptop meanwhile and are left out.",
                self._elsewhere,
            )
            said = f"{said} {left_out.format(number=self._elsewhere)}"
        self.message.tell_saved(path, said)

    def _put_away(
        self,
        boxed: Sequence[tuple[Guest, str]],
        done: Callable[[list[tuple[Guest, str]]], None],
        put: Sequence[tuple[Guest, str]] = (),
        *,
        new: bool = False,
    ) -> None:
        """Remember it in short transactions: guests come in meanwhile. ``done`` hears which."""
        if not boxed:
            done([*put])
            return
        some, rest = boxed[:SLICE], boxed[SLICE:]
        self._desk.ask(
            partial(put_away, line=self._desk.line, boxes=some, at=utc_now(), new=new),
            lambda more: self._put_away(rest, done, [*put, *more], new=new),
        )

    def _take_out(self) -> None:
        """The door prints them all, as if no sheets had been made."""
        self._put_away([(guest, "") for guest in self._away], lambda _: None)
        self._away = []
        set_seen(self.take_out, seen=False)
        self.message.say(Tone.INFO, self._words.gettext("The door prints these badges again."))

    def _box_choices(self) -> list[tuple[str, str]]:
        return [
            (
                str(number),
                self._words.ngettext("{number} box", "{number} boxes", number).format(
                    number=number
                ),
            )
            for number in range(1, MOST_BOXES + 1)
        ]

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
        self._told.say(
            _("The door names the box and prints only what is missing or changed since.")
        )
        rows = FormRows(self._look, 130)
        rows.add(_("Whose"), self.whose)
        rows.add(_("Sheets"), self.stock)
        rows.add(_("Order"), self.order)
        rows.add(_("Boxes"), self.boxes, self._told)
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
        self.body.addWidget(self.take_out, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
