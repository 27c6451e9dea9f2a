"""What is odd about single rows of a list: where, and what Pennant made of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from data.countries import country_name
from data.guestlist.listing import RowProblem, Severity
from kiosk.look.flag_strip import paint_flags
from kiosk.look.look import Look, Weight
from kiosk.problem_words import problem_words
from kiosk.setup.field_words import hide_emails
from kiosk.words import Words

_Index = QModelIndex | QPersistentModelIndex
_ROW = 34


class _Problems(QAbstractListModel):
    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.problems: tuple[RowProblem, ...] = ()

    def show(self, problems: Sequence[RowProblem]) -> None:
        self.beginResetModel()
        self.problems = tuple(problems)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.problems)

    def place(self, row: int) -> str:
        """Where it is: "Row 14 · Country"."""
        problem = self.problems[row]
        said = self._words.gettext("Row {number}").format(number=problem.row)
        return f"{said} · {problem.column}" if problem.column else said

    def sentence(self, row: int) -> str:
        """What is odd there, without anybody's whole address."""
        return hide_emails(problem_words(self.problems[row], self._words))

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.sentence(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.place(index.row())}. {self.sentence(index.row())}"
        return None


class _Row(QStyledItemDelegate):
    def __init__(self, look: Look, words: Words, model: _Problems, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._language = words.language
        self.guesses: Mapping[int, tuple[str, ...]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(240), self._look.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        px = self._look.px
        problem = self._model.problems[index.row()]
        box = QRectF(option.rect).adjusted(px(4), 0, -px(8), 0)
        painter.save()
        place = QRectF(box.left(), box.top(), px(190), box.height())
        self._write(painter, place, self._model.place(index.row()), "quiet", 14, Weight.REGULAR)
        box.setLeft(place.right() + px(12))
        countries = self.guesses.get(problem.row, ())
        if countries:
            height = px(18)
            corner = QPointF(box.left(), box.center().y() - height / 2)
            taken = paint_flags(painter, self._look, countries[:2], corner, height)
            box.setLeft(box.left() + taken + px(8))
            names = ", ".join(country_name(code, self._language) for code in countries[:2])
            taken = self._write(painter, box, f"{names}?", "text", 16, Weight.SEMIBOLD)
            box.setLeft(box.left() + taken + px(12))
        weight = Weight.SEMIBOLD if problem.severity is Severity.SKIPPED else Weight.REGULAR
        self._write(painter, box, str(index.data()), "text", 16, weight)
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRectF, text: str, ink: str, size: float, weight: Weight
    ) -> int:
        font = self._look.font(size, weight)
        metrics = QFontMetrics(font)
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.setFont(font)
        painter.setPen(self._look.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        return metrics.horizontalAdvance(said)


class ProblemList(QListView):
    """The problems, rows left out first. A guessed flag stands beside its guess, by name."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems = _Problems(words, self)
        self._row = _Row(look, words, self._problems, self)
        self.setModel(self._problems)
        self.setItemDelegate(self._row)
        self.setAccessibleName(words.gettext("What to look at in this list"))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self.doItemsLayout)

    def show_problems(
        self, problems: Sequence[RowProblem], guesses: Mapping[int, tuple[str, ...]]
    ) -> None:
        """Show these; ``guesses``: the countries guessed, by row."""
        self._row.guesses = guesses
        self._problems.show(problems)
        self.scrollToTop()
