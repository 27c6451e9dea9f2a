"""The calm surface that cards stand on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from kiosk.look.look import Look


def paint_ground(widget: QWidget, look: Look, corner: float) -> None:
    """Fill the widget with the surface colour; on light grounds a hairline tells the two apart."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(widget.rect())
    if look.palette.dark:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(look.colour("line"), 1))
        box.adjust(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(box, look.px(corner), look.px(corner))
    painter.end()
