"""The guests found for what is typed: at most eight rows of one height."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from kiosk.door.match_row import MatchRow
from kiosk.door.views import MatchView
from kiosk.look.look import Look
from kiosk.words import Words

MOST = 8
VIEW_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class MatchModel(QAbstractListModel):
    """The rows; every answer replaces them all (a proxy model takes 800 ms at 100,000 rows)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[MatchView, ...] = ()
        self.warning: Callable[[str], str] = lambda name: ""

    def replace(self, views: Sequence[MatchView]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._views = tuple(views[:MOST])
        self.endResetModel()

    def view(self, row: int) -> MatchView | None:
        """The row's values, or None outside the list."""
        return self._views[row] if 0 <= row < len(self._views) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many guests are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._views)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The view itself for the painter, words for screen readers."""
        view = self.view(index.row())
        if view is None:
            return None
        if role == VIEW_ROLE:
            return view
        if role == Qt.ItemDataRole.DisplayRole:
            return view.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            warning = self.warning(view.name)
            parts = (view.name, ", ".join(view.countries), warning, view.detail, view.status)
            return ". ".join(part for part in parts if part)
        return None


class MatchList(QListView):
    """Shows at most ``most`` matches and knows which one Enter takes.

    ``picked`` says a guest id when a row is clicked: a deliberate choice, like the arrows.
    """

    picked = Signal(str)

    def __init__(
        self, look: Look, words: Words, *, most: int = MOST, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._most = most
        self._query = ""
        self._model = MatchModel(self)
        self._row = MatchRow(look, self)
        self._model.warning = self._row.warning
        self.setModel(self._model)
        self.setItemDelegate(self._row)
        self.setAccessibleName(words.gettext("Guests found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._pick)
        look.changed.connect(self._fit_rows)

    def show_matches(self, query: str, views: Sequence[MatchView]) -> None:
        """Show what was found for ``query``; a sole match is chosen unless it is doubtful, of
        several none is.
        """
        chosen = self.chosen()
        same_query = query == self._query
        self._query = query
        self._row.reserve(max((len(view.countries) for view in views[: self._most]), default=1))
        self._model.replace(views[: self._most])
        rows = {view.guest_id: row for row, view in enumerate(views[: self._most])}
        if len(rows) == 1 and not views[0].doubtful:
            self._choose(0)
        elif same_query and chosen is not None and chosen.guest_id in rows:
            self._choose(rows[chosen.guest_id])

    def warn_of(self, letters: frozenset[str], form: str) -> None:
        """Mark names with one of these letters; ``form`` has a place for ``{letters}``."""
        self._row.warn_of(letters, form)
        self.viewport().update()

    def views(self) -> list[MatchView]:
        """The rows, uppermost first."""
        found = (self._model.view(row) for row in range(self._model.rowCount()))
        return [view for view in found if view is not None]

    def chosen(self, query: str | None = None) -> MatchView | None:
        """The match that Enter takes; None where ``query`` is not what these were found for."""
        if query is not None and query != self._query:
            return None
        rows = self.selectionModel().selectedIndexes()
        return self._model.view(rows[0].row()) if rows else None

    def step(self, step: int) -> None:
        """Choose another match, staying at either end."""
        last = self._model.rowCount() - 1
        if last < 0:
            return
        rows = self.selectionModel().selectedIndexes()
        if rows:
            row = rows[0].row() + step
        else:
            row = step - 1 if step > 0 else last + 1 + step
        self._choose(max(0, min(last, row)))

    def let_go(self) -> None:
        """Choose nobody: the next Enter takes nobody either."""
        self.selectionModel().clear()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the field's."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make them all fit."""
        super().resizeEvent(event)
        self._fit_rows()

    def _choose(self, row: int) -> None:
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _pick(self, index: QModelIndex) -> None:
        view = self._model.view(index.row())
        if view is not None:
            self.picked.emit(view.guest_id)

    def _fit_rows(self) -> None:
        self._row.fit(self.viewport().height() // self._most)
        self.doItemsLayout()
