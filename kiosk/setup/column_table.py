"""The first rows of a list, with what each column means."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from data.countries import country_name
from data.guestlist import Field
from data.guestlist.listing import ListedGuest
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.flag_strip import paint_flags
from kiosk.look.look import Look, Weight
from kiosk.setup.field_words import MEANINGS, hide_emails
from kiosk.setup.list_child import ListReading
from kiosk.words import Words

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEADER, _MEANING = 34, 34, 52
_NARROW, _WIDE = 150, 280
_MOST_COLUMNS = 60


class _Sample(QAbstractTableModel):
    """Row 0 is for the meanings, row 1 the header, the rest the sample."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.first: tuple[ListedGuest | None, ...] = ()
        self.flag_column = -1
        self.width = 0

    def show(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        first: Sequence[ListedGuest | None],
        flag_column: int,
    ) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.header = tuple(header)
        self.rows = tuple(tuple(row) for row in rows)
        self.first = tuple(first)
        self.flag_column = flag_column
        self.width = min(_MOST_COLUMNS, max([len(header), *map(len, self.rows)], default=0))
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """The sample and the two above it."""
        return 0 if parent is not None and parent.isValid() else len(self.rows) + 2

    def columnCount(self, parent: _Index | None = None) -> int:
        """As many as the widest row has."""
        return 0 if parent is not None and parent.isValid() else self.width

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or index.row() == 0:
            return None
        row = self.header if index.row() == 1 else self.rows[index.row() - 2]
        return hide_emails(row[index.column()]) if index.column() < len(row) else ""

    def guest(self, index: _Index) -> ListedGuest | None:
        """Whom a cell of the flags' column tells about."""
        place = index.row() - 2
        if index.column() != self.flag_column or not 0 <= place < len(self.first):
            return None
        return self.first[place]


class _Cell(QStyledItemDelegate):
    """Paints a cell: no grid, a line below the header."""

    def __init__(self, look: Look, model: _Sample, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.meant: set[int] = set()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the text."""
        px = self._look.px
        text = str(index.data() or "")[:80]
        width = QFontMetrics(self.font(index.row())).horizontalAdvance(text) + px(28)
        return QSize(min(px(_WIDE), max(px(_NARROW), width)), px(_ROW))

    def font(self, row: int) -> QFont:
        """The header is small and heavy."""
        return self._look.font(14, Weight.SEMIBOLD) if row == 1 else self._look.font(16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        if index.row() == 0:
            return
        px = self._look.px
        box = QRectF(option.rect)
        painter.save()
        if index.row() == 1:
            painter.setPen(QPen(self._look.colour("line"), px(1)))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        font = self.font(index.row())
        painter.setFont(font)
        means = index.column() in self.meant
        strong = means and index.row() > 1
        painter.setPen(self._look.colour("text" if strong else "quiet"))
        box.adjust(px(14), 0, -px(10), 0)
        guest = self._model.guest(index)
        if guest is not None and guest.countries:
            height = px(18)
            corner = QPointF(box.left(), box.center().y() - height / 2)
            taken = paint_flags(painter, self._look, guest.countries[:2], corner, height)
            box.setLeft(box.left() + taken + px(10))
        text = " ".join(str(index.data() or "").split())
        if guest is not None and guest.countries_guessed:
            text = f"{text} ?"
        room = int(box.width())
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room),
        )
        painter.restore()


class ColumnTable(QTableView):
    """``meaning_chosen`` says a column (from 0) and the ``Field`` that it is to mean."""

    meaning_chosen = Signal(int, object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._model = _Sample(self)
        self._cell = _Cell(look, self._model, self)
        self.buttons: tuple[ChoiceButton, ...] = ()
        self.setModel(self._model)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(words.gettext("The first rows and what each column means"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        look.changed.connect(self._follow)

    def show_reading(self, reading: ListReading) -> None:
        """Show the list as a table, or each line beside what was made of it."""
        if reading.found.source == "lines":
            self._show_lines(reading)
            return
        found = reading.found
        flags = found.columns.get(Field.NATIONALITY, -1)
        self._model.show(found.header, found.sample, reading.first, flags)
        meanings: Mapping[int, Field] = {at: meaning for meaning, at in found.columns.items()}
        self._cell.meant = set(meanings)
        self.buttons = tuple(
            self._button(column, meanings.get(column, Field.IGNORE))
            for column in range(self._model.width)
        )
        for column, button in enumerate(self.buttons):
            self.setIndexWidget(self._model.index(0, column), self._held(button))
        self._follow()

    def _show_lines(self, reading: ListReading) -> None:
        _ = self._words.gettext
        header = [_("What stands there"), _("Name"), _("Flag"), _("Note for staff")]
        guests = reading.first
        rows = [
            (line[0] if line else "",)
            + ((g.name, self._nations(g), g.note) if g is not None else ("", "", ""))
            for line, g in zip(reading.found.sample, guests, strict=False)
        ]
        self._model.show(header, rows, guests, 2)
        self._cell.meant = {1, 2, 3}
        self.buttons = ()
        self._follow()

    def _nations(self, guest: ListedGuest) -> str:
        names = (country_name(code, self._words.language) for code in guest.countries)
        return ", ".join(names)

    def _button(self, column: int, meaning: Field) -> ChoiceButton:
        header = self._model.header
        name = header[column] if column < len(header) and header[column] else str(column + 1)
        button = ChoiceButton(self._look, self._words.gettext("{column} means").format(column=name))
        choices = [(one.value, self._words.gettext(said)) for one, said in MEANINGS.items()]
        button.offer(choices, meaning.value, strong=meaning is not Field.IGNORE)
        button.chosen.connect(lambda key, at=column: self.meaning_chosen.emit(at, Field(key)))
        return button

    def _held(self, button: ChoiceButton) -> QWidget:
        """The button with a little room round it."""
        holder = QWidget()
        button.setParent(holder)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return holder

    def _follow(self) -> None:
        px = self._look.px
        for row in range(self._model.rowCount()):
            height = _HEADER if row == 1 else _ROW
            if row == 0:
                height = _MEANING if self.buttons else 0
            self.setRowHeight(row, px(height))
        self.resizeColumnsToContents()
        spare = self.viewport().width() - sum(map(self.columnWidth, range(self._model.width)))
        if self._model.width and spare > 0:
            each = min(spare // self._model.width, px(120))
            for column in range(self._model.width):
                self.setColumnWidth(column, self.columnWidth(column) + each)
        for column, button in enumerate(self.buttons):
            width = self.columnWidth(column) - px(8)
            button.setGeometry(px(4), px(5), width, px(42))
