"""Labelled rows on a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight


class FormRows(QWidget):
    """A label at the left, a widget at the right and, where given, a quiet sentence below it."""

    def __init__(self, look: Look, label_width: float = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[TextLabel] = []
        self._cells: list[QVBoxLayout] = []
        look.changed.connect(self._follow)
        self._follow()

    def add(self, label: str, widget: QWidget, hint: TextLabel | None = None) -> None:
        """Add one row; ``widget`` gets the label as its accessible name unless it has one."""
        words = TextLabel(self._look, 17, Weight.MEDIUM, "quiet")
        words.say(label)
        words.setBuddy(widget)
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        cell = QVBoxLayout()
        cell.addWidget(widget)
        if hint is not None:
            cell.addWidget(hint)
        row = self._grid.rowCount()
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(cell, row, 1)
        self._labels.append(words)
        self._cells.append(cell)
        self._follow()

    def _follow(self) -> None:
        px = self._look.px
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(14))
        self._grid.setColumnMinimumWidth(0, px(self._label_width))
        for label in self._labels:
            label.setFixedHeight(px(48))
        for cell in self._cells:
            cell.setSpacing(px(4))
