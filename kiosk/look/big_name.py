"""A name as large as its place allows."""

from bisect import bisect_right

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen


class BigName(QWidget):
    """One line that shrinks with its length, from ``largest`` to ``smallest`` px and no further.

    What is still too long then takes a second line where there is room, and after that ends in
    "…". A ``figure`` has nothing below its baseline and takes no room there.
    """

    def __init__(
        self,
        look: Look,
        largest: float,
        smallest: float,
        weight: Weight = Weight.BOLD,
        *,
        figure: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._largest = largest
        self._smallest = smallest
        self._weight = weight
        self._figure = figure
        self._most_lines = 2
        self._ink = QColor("white")
        self._text = ""
        self._widths: dict[float, int] = {}  # of the text, by size: fitting asks again and again
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)

    @property
    def size_px(self) -> float:
        """The size in use, in px at 1280 × 720."""
        room, step = self.width(), 2.0
        if self._width_at(self._largest) <= room:
            return max(self._largest, self._smallest)
        # Width grows with size nearly in proportion: guess, then go the last steps.
        steps = int(self._largest * (1 - room / self._width_at(self._largest)) / step)
        size = self._largest - step * max(0, steps - 1)
        while size > self._smallest and self._width_at(size) > room:
            size -= step
        return max(size, self._smallest)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def say(self, text: str, ink: str) -> None:
        """Show this name in this colour; nothing for an empty one."""
        self._text = " ".join(text.split())
        self._widths.clear()
        self._ink = QColor(ink)
        self.setAccessibleName(self._text)
        set_seen(self, bool(self._text))
        self._fit()

    def give_way(self, largest: float, most_lines: int) -> None:
        """Allow another largest size and fewer lines, where height is short."""
        if (largest, most_lines) != (self._largest, self._most_lines):
            self._largest, self._most_lines = largest, most_lines
            self._fit()

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as the lines."""
        return QSize(self._look.px(200), self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, its left edge where the other lines begin."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._ink)
        metrics = QFontMetrics(self._font())
        # Always from the left, also what is read from the right: the panel's lines share one edge.
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        top = 0
        for line in self._lines(metrics):
            bearing = metrics.boundingRect(line[:1]).left()
            box = QRect(-bearing, top, self.width() + bearing, metrics.height())
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, line)
            top += self._line_height(metrics)
        painter.end()

    def _follow(self) -> None:
        self._widths.clear()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._needed_height())
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = self._look.font(self.size_px, self._weight)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
        return font

    def _width_at(self, size: float) -> int:
        if size not in self._widths:
            metrics = QFontMetrics(self._look.font(size, self._weight))
            self._widths[size] = metrics.horizontalAdvance(self._text[:400])
        return self._widths[size]

    def _line_height(self, metrics: QFontMetrics) -> int:
        return round(metrics.height() * 0.92)

    def _needed_height(self) -> int:
        metrics = QFontMetrics(self._font())
        if self._figure:
            return metrics.ascent() + metrics.descent() // 4  # round figures reach a little below
        return metrics.height() + (len(self._lines(metrics)) - 1) * self._line_height(metrics)

    def _lines(self, metrics: QFontMetrics) -> list[str]:
        room = max(1, self.width())
        text = self._text[:400]
        if metrics.horizontalAdvance(text) <= room:
            return [text]
        if self._most_lines == 1:
            return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)]
        first = ""
        for word in text.split():
            longer = f"{first} {word}".strip()
            if metrics.horizontalAdvance(longer) > room:
                break
            first = longer
        if not first:
            fits = bisect_right(
                range(1, len(text)), room, key=lambda end: metrics.horizontalAdvance(text[:end])
            )
            first = text[: max(1, fits)]
        rest = text[len(first) :].strip()
        return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]
