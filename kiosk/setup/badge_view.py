"""What a badge will look like, from the same code that prints it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from badges.badge import Badge
from badges.errors import BadgeError
from badges.stock import LabelStock
from kiosk.background import Background
from kiosk.look.look import Look
from kiosk.printing.raster import page_images

DPI = 300
_WIDTH, _HEIGHT = 520, 300


class BadgeView(QWidget):
    """One badge on its label, drawn off the GUI thread and no larger than its place.

    Signals:
        failed(BadgeError): it cannot be drawn.
        drawn: it is shown.
    """

    failed = Signal(object)
    drawn = Signal()

    def __init__(
        self, look: Look, background: Background, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._background = background
        self._image = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def image(self) -> QImage:
        """What is shown; null until it has been drawn."""
        return self._image

    def show_badge(self, badge: Badge, stock: LabelStock) -> None:
        """Show this badge as it comes out of the printer."""

        def draw() -> QImage:
            from badges.render import render_badge  # not at the start: it takes 0.1 s to load

            return next(page_images(render_badge(badge, stock), DPI))

        self._background.run(draw, self._show, self._fail)

    def show_pdf(self, make: Callable[[], bytes]) -> None:
        """Show the first page of what is made there, off the GUI thread."""
        self._background.run(lambda: next(page_images(make(), DPI)), self._show, self._fail)

    def sizeHint(self) -> QSize:
        """Room for the largest label."""
        return QSize(self._look.px(_WIDTH), self._look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label on the page's ground, with a hairline round it."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QSize(min(self.width(), self._look.px(_WIDTH)), self.height())
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        ratio = self.devicePixelRatioF()
        scaled = self._image.scaled(
            size * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(place, scaled)
        painter.setPen(QPen(QColor(128, 128, 128, 120), self._look.px(1)))
        painter.drawRect(place)
        painter.end()

    def _show(self, image: QImage) -> None:
        if isValid(self):
            self._image = image
            self.update()
            self.drawn.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BadgeError):
            raise error
        if isValid(self):
            self._image = QImage()
            self.update()
            self.failed.emit(error)
