"""Where on a sheet of labels to begin: a small picture of the sheet."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from badges.stock import Grid, LabelStock
from kiosk.look.look import Look, Weight
from kiosk.words import Words

_HEIGHT = 300


class SheetPicker(QWidget):
    """The places before ``cell`` are used up; arrows or a click choose the first free one."""

    changed = Signal(int)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._stock: LabelStock | None = None
        self.cell = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_stock(self, stock: LabelStock) -> None:
        """Show a sheet of this, all of it free."""
        self._stock = stock
        self._choose(0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A sheet, upright."""
        height = self._look.px(_HEIGHT)
        if self._stock is None:
            return QSize(height, height)
        width_mm, height_mm = self._stock.page_mm
        return QSize(round(height * width_mm / height_mm), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, or leave the key to the page."""
        grid = self._grid()
        columns = grid.columns if grid is not None else 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        else:
            self._choose(self.cell + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at the place under the pointer."""
        grid = self._grid()
        for cell in range(grid.cells if grid is not None else 0):
            if self._box(cell).contains(event.position()):
                self._choose(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and its places."""
        grid, px, colour = self._grid(), self._look.px, self._look.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = px(2.5 if self.hasFocus() else 1.5)
        painter.setPen(QPen(colour("accent" if self.hasFocus() else "line"), line))
        painter.setBrush(colour("surface"))
        around = line / 2
        sheet = QRectF(self.rect()).adjusted(around, around, -around, -around)
        painter.drawRoundedRect(sheet, px(6), px(6))
        painter.setFont(self._look.font(14, Weight.SEMIBOLD))
        for cell in range(grid.cells if grid is not None else 0):
            box = self._box(cell)
            is_used, is_first = cell < self.cell, cell == self.cell
            fill = "accent" if is_first else "background" if is_used else "raised"
            painter.setPen(QPen(colour("line"), px(1), Qt.PenStyle.DashLine))
            painter.setBrush(colour(fill))
            painter.drawRoundedRect(box, px(4), px(4))
            painter.setPen(colour("on_accent" if is_first else "quiet"))
            said = "—" if is_used else str(cell - self.cell + 1)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        painter.end()

    def _grid(self) -> Grid | None:
        return self._stock.grid if self._stock is not None else None

    def _box(self, cell: int) -> QRectF:
        assert self._stock is not None
        grid = self._stock.grid
        assert grid is not None
        scale = self.height() / grid.sheet_mm[1]
        row, column = divmod(cell, grid.columns)
        box = QRectF(
            (grid.left_mm + column * grid.pitch_x_mm) * scale,
            (grid.top_mm + row * grid.pitch_y_mm) * scale,
            self._stock.width_mm * scale,
            self._stock.height_mm * scale,
        )
        inset = self._look.px(2)
        return box.adjusted(inset, inset, -inset, -inset)

    def _choose(self, cell: int) -> None:
        grid = self._grid()
        if grid is None or not 0 <= cell < grid.cells:
            return
        self.cell = cell
        said = self._words.gettext("Begin at place {number} of {cells}")
        self.setAccessibleName(said.format(number=cell + 1, cells=grid.cells))
        self.update()
        self.changed.emit(cell)
