"""Labels that the list lacks: their size and, on sheets, how they lie."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from badges.badge import Badge
from badges.errors import BadgeError
from badges.stock import SHEETS_MM, STOCKS, LabelStock
from kiosk.background import Background
from kiosk.door.panel_edit import PanelEdit
from kiosk.error_words import error_words
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.setup.badge_view import BadgeView
from kiosk.setup.number_edit import NumberEdit
from kiosk.setup.own_stock_file import GridEntry, StockEntry, checked_stock, save_stock
from kiosk.words import Words

_ROLL, _TURNED, _SHEET = "roll", "turned", "sheet"


class OwnStock(Page):
    """The page: figures at the left, what becomes of them at the right, to scale.

    It begins with the figures of ``like``, the stock that is used now; an own one is corrected.

    Signals (beside those of ``Page``):
        saved(str): the name of the new label stock.
    """

    saved = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        own_paper: Path,
        like: LabelStock,
        sample: Badge,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Labels of your own")
        super().__init__(look, words, Icon.BADGE, title, _("Save"), column=1200, parent=parent)
        self._own_paper = own_paper
        self._sample = sample
        self.name = PanelEdit(look, words, _("Name"), _("What is written on the box"))
        self.width_mm = self._number(_("Width, in mm"), 15, 600)
        self.height_mm = self._number(_("Height, in mm"), 15, 600)
        self.kind = ChoiceButton(look, _("They come"), height=48)
        self.kind.offer(
            [
                (_ROLL, _("on a roll, as they are read")),
                (_TURNED, _("on a roll, turned: the label stands upright")),
                (_SHEET, _("on sheets")),
            ],
            _ROLL,
        )
        self.sheet = ChoiceButton(look, _("Paper"), height=48)
        self.sheet.offer([("a4", "A4"), ("letter", "Letter")], "a4")
        self.columns = self._number(_("Labels side by side"), 1, 20, whole=True)
        self.rows = self._number(_("Labels below each other"), 1, 60, whole=True)
        self.left_mm = self._number(_("Left edge of the sheet to the first label, in mm"), 0, 600)
        self.top_mm = self._number(_("Upper edge of the sheet to the first label, in mm"), 0, 600)
        self.pitch_x = self._number(_("From one label to the next one beside it, in mm"), 10, 600)
        self.pitch_y = self._number(_("From one label to the next one below it, in mm"), 10, 600)
        self._grid_edits = (
            self.columns, self.rows, self.left_mm, self.top_mm, self.pitch_x, self.pitch_y,
        )  # fmt: skip
        self.edits = (self.name, self.width_mm, self.height_mm, *self._grid_edits)
        self.view = BadgeView(look, background, _("A badge on these labels"))
        self.message = MessageStrip(look)
        self._grid = FormRows(look, 190)
        self._both, self._right = QHBoxLayout(), QVBoxLayout()
        self._show(like)
        self._arrange()
        self._connect()
        look.changed.connect(self._follow)
        self._follow()
        self._change()
        self.setFocusProxy(self.name)

    def entry(self) -> StockEntry | None:
        """What was entered; None where something is missing or no number."""
        name = " ".join(self.name.text().split())
        width, height = self.width_mm.number, self.height_mm.number
        if not name or width is None or height is None:
            return None
        if self.kind.key != _SHEET:
            return StockEntry(name, width, height, self.kind.key == _TURNED)
        columns, rows = self.columns.number, self.rows.number
        left, top = self.left_mm.number, self.top_mm.number
        # One column or row needs no distance to the next.
        pitch_x = width if columns == 1 and self.pitch_x.is_blank else self.pitch_x.number
        pitch_y = height if rows == 1 and self.pitch_y.is_blank else self.pitch_y.number
        if columns is None or rows is None or left is None or top is None:
            return None
        if pitch_x is None or pitch_y is None:
            return None
        grid = GridEntry(int(columns), int(rows), left, top, pitch_x, pitch_y, self.sheet.key)
        return StockEntry(name, width, height, grid=grid)

    def _show(self, stock: LabelStock) -> None:
        if stock not in STOCKS:
            self.name.setText(stock.name)
        self.width_mm.show_number(stock.width_mm)
        self.height_mm.show_number(stock.height_mm)
        grid = stock.grid
        if grid is None:
            self.kind.show_key(_TURNED if stock.is_turned else _ROLL)
            return
        self.kind.show_key(_SHEET)
        self.sheet.show_key(next(key for key, size in SHEETS_MM.items() if size == grid.sheet_mm))
        figures = (
            grid.columns, grid.rows, grid.left_mm, grid.top_mm, grid.pitch_x_mm, grid.pitch_y_mm,
        )  # fmt: skip
        for edit, figure in zip(self._grid_edits, figures, strict=True):
            edit.show_number(figure)

    def _change(self) -> None:
        self._grid.setVisible(self.kind.key == _SHEET)
        self.message.say(Tone.INFO, "")
        entry = self.entry()
        if entry is not None:
            sample = self._sample
            self.view.show_pdf(lambda: _drawn(checked_stock(entry), sample))

    def _save(self) -> None:
        entry = self.entry()
        if entry is None:
            said = self._words.gettext("Type the name and every measure, in millimetres.")
            self.message.say(Tone.NOTICE, said)
            next((edit for edit in self._asked_for() if _is_missing(edit)), self.name).setFocus()
            return
        try:
            stock = save_stock(entry, self._own_paper)
        except BadgeError as error:
            self.message.say(Tone.NOTICE, error_words(error, self._words))
        except OSError as error:
            said = self._words.gettext("The labels could not be written down: {why}.")
            self.message.say(Tone.NOTICE, said.format(why=error.strerror or error))
        else:
            self.saved.emit(stock.name)

    def _asked_for(self) -> tuple[PanelEdit, ...]:
        return self.edits if self.kind.key == _SHEET else self.edits[:3]

    def _tell_impossible(self, error: BadgeError) -> None:
        self.message.say(Tone.NOTICE, error_words(error, self._words))

    def _number(self, name: str, least: float, most: float, *, whole: bool = False) -> NumberEdit:
        return NumberEdit(self._look, self._words, name, least, most, whole=whole)

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look, 190)
        rows.add(_("Name"), self.name)
        rows.add(_("Width × height (mm)"), self._pair(self.width_mm, self.height_mm))
        rows.add(_("They come"), self.kind)
        self._grid.add(_("Paper"), self.sheet)
        self._grid.add(_("Columns, rows"), self._pair(self.columns, self.rows))
        self._grid.add(_("First from left, top"), self._pair(self.left_mm, self.top_mm))
        self._grid.add(_("Next right, below"), self._pair(self.pitch_x, self.pitch_y))
        how = TextLabel(self._look, 15, ink="quiet", wrap=True)
        how.say(_("Measure the badge as it is read, width first. Everything is in millimetres."))
        left = QVBoxLayout()
        for part in (how, rows, self._grid):
            left.addWidget(part)
        left.addStretch(1)
        self._left = left
        self._right.addWidget(self.view)
        self._right.addWidget(self.message)
        self._right.addStretch(1)
        self._both.addLayout(left, 55)
        self._both.addLayout(self._right, 45)
        self.body.addLayout(self._both)

    def _pair(self, one: QWidget, other: QWidget) -> QWidget:
        holder = QWidget()
        row = Row(self._look, one, other, gap=8)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        return holder

    def _connect(self) -> None:
        for edit in self.edits:
            edit.textChanged.connect(self._change)
            edit.entered.connect(self.press_main)
            edit.escaped.connect(self.escape)
        self.kind.chosen.connect(self._change)
        self.sheet.chosen.connect(self._change)
        self.main.clicked.connect(self._save)
        self.view.failed.connect(self._tell_impossible)

    def _follow(self) -> None:
        px = self._look.px
        self._both.setSpacing(px(32))
        self._left.setSpacing(px(14))
        self._right.setSpacing(px(12))


def _is_missing(edit: PanelEdit) -> bool:
    return edit.number is None if isinstance(edit, NumberEdit) else not edit.text().strip()


def _drawn(stock: LabelStock, sample: Badge) -> bytes:
    """A whole sheet, or one label."""
    if stock.grid is None:
        from badges.render import render_badge  # with ReportLab: not at the start

        return render_badge(sample, stock)
    from badges.sheet import render_sheets

    return render_sheets([sample] * stock.grid.cells, stock)
