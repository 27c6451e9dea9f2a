"""Pennant's icons: paths of our own on a grid of 24 × 24, drawn in one ink with round ends."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform

GRID = 24.0
STROKE = 2.2


class Icon(StrEnum):
    """What can be drawn."""

    TICK = "tick"
    STOP = "stop"
    COIN = "coin"
    CLOCK = "clock"
    ARROW_OUT = "arrow_out"
    INFO = "info"
    SEARCH = "search"
    MENU = "menu"
    PRINTER = "printer"
    SYNC = "sync"
    AWAY = "away"
    UNDO = "undo"
    REDO = "redo"
    PERSON_ADD = "person_add"
    PEN = "pen"
    GIFT = "gift"
    NOTE = "note"
    BELL = "bell"
    PAUSE = "pause"
    CROSS = "cross"
    PLUS = "plus"
    MINUS = "minus"
    DESK = "desk"
    SCAN = "scan"
    CARD = "card"
    TRANSFER = "transfer"
    OPEN_DOOR = "open_door"
    BADGE = "badge"
    PEOPLE = "people"
    THEME = "theme"
    CAMERA = "camera"


def paint_icon(painter: QPainter, icon: Icon, rect: QRectF, colour: QColor) -> None:
    """Draw the icon into the square ``rect``."""
    to_rect = QTransform.fromTranslate(rect.x(), rect.y())
    to_rect.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(colour, STROKE * rect.width() / GRID)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(to_rect.map(icon_path(icon)))
    painter.restore()


def icon_pixmap(icon: Icon, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of ``size`` device-independent pixels, for menus."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, icon, QRectF(0, 0, size, size), colour)
    painter.end()
    return pixmap


def icon_path(icon: Icon) -> QPainterPath:
    """The icon's strokes on the grid."""
    path = QPainterPath()
    for stroke in _STROKES.get(icon, ()):
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)
    for x, y, radius in _CIRCLES.get(icon, ()):
        path.addEllipse(QPointF(x, y), radius, radius)
    for x, y, width, height, corner in _BOXES.get(icon, ()):
        path.addRoundedRect(QRectF(x, y, width, height), corner, corner)
    for x, y, width, height, start, sweep in _ARCS.get(icon, ()):
        box = QRectF(x, y, width, height)
        path.arcMoveTo(box, start)
        path.arcTo(box, start, sweep)
    return path


_Point = tuple[float, float]
_DOT = 0.01  # a stroke this short is a dot as wide as the pen

_STROKES: dict[Icon, tuple[tuple[_Point, ...], ...]] = {
    Icon.TICK: (((2.4, 13.0), (9.0, 19.6), (21.6, 5.0)),),
    Icon.STOP: (
        (
            *((8.2, 2.8), (15.8, 2.8), (21.2, 8.2), (21.2, 15.8), (15.8, 21.2)),
            *((8.2, 21.2), (2.8, 15.8), (2.8, 8.2), (8.2, 2.8)),
        ),
        ((12, 7.2), (12, 12.6)),
        ((12, 16.4), (12, 16.4 + _DOT)),
    ),
    Icon.COIN: (((12, 7), (12, 17)), ((14.8, 9.2), (9.2, 9.2)), ((14.8, 14.8), (9.2, 14.8))),
    Icon.CLOCK: (((12, 6.8), (12, 12), (15.6, 14.2)),),
    Icon.ARROW_OUT: (
        ((13, 4), (5, 4), (5, 20), (13, 20)),
        ((10, 12), (21, 12)),
        ((17, 8), (21, 12), (17, 16)),
    ),
    Icon.INFO: (((12, 11), (12, 17)), ((12, 7.4), (12, 7.4 + _DOT))),
    Icon.SEARCH: (((15.8, 15.8), (21, 21)),),
    Icon.MENU: (((4, 6.5), (20, 6.5)), ((4, 12), (20, 12)), ((4, 17.5), (20, 17.5))),
    Icon.PRINTER: (
        ((7, 8), (7, 3), (17, 3), (17, 8)),
        ((7, 17), (3, 17), (3, 8.5), (21, 8.5), (21, 17), (17, 17)),
        ((7, 13.5), (17, 13.5), (17, 21), (7, 21), (7, 13.5)),
    ),
    Icon.SYNC: (((20, 4), (20, 9), (15, 9)), ((4, 20), (4, 15), (9, 15))),
    Icon.AWAY: (((3, 3), (21, 21)), ((12, 19), (12, 19 + _DOT))),
    Icon.UNDO: (((8.5, 4.5), (4, 9), (8.5, 13.5)), ((4, 9), (14, 9)), ((14, 20), (8, 20))),
    Icon.REDO: (((15.5, 4.5), (20, 9), (15.5, 13.5)), ((20, 9), (10, 9)), ((10, 20), (16, 20))),
    Icon.PERSON_ADD: (((19, 6), (19, 12)), ((16, 9), (22, 9))),
    Icon.PEN: (((4, 20), (5, 15), (16, 4), (20, 8), (9, 19), (4, 20)), ((13.5, 6.5), (17.5, 10.5))),
    Icon.GIFT: (
        ((4, 12.5), (4, 21), (20, 21), (20, 12.5)),
        ((12, 8), (12, 21)),
        ((12, 8), (8, 3.6), (6, 6.4), (12, 8), (16, 3.6), (18, 6.4), (12, 8)),
    ),
    Icon.NOTE: (
        ((20, 13.5), (20, 4), (4, 4), (4, 20), (13.5, 20), (20, 13.5), (13.5, 13.5), (13.5, 20)),
    ),
    Icon.BELL: (
        ((5, 17), (19, 17), (17, 14), (17, 10)),
        ((5, 17), (7, 14), (7, 10)),
        ((10.5, 20.5), (13.5, 20.5)),
    ),
    Icon.PAUSE: (((8.5, 5), (8.5, 19)), ((15.5, 5), (15.5, 19))),
    Icon.CROSS: (((5.5, 5.5), (18.5, 18.5)), ((18.5, 5.5), (5.5, 18.5))),
    Icon.PLUS: (((12, 5), (12, 19)), ((5, 12), (19, 12))),
    Icon.MINUS: (((5, 12), (19, 12)),),
    Icon.DESK: (((3, 19), (21, 19)),),
    Icon.SCAN: (
        ((3, 8), (3, 3), (8, 3)),
        ((16, 3), (21, 3), (21, 8)),
        ((21, 16), (21, 21), (16, 21)),
        ((8, 21), (3, 21), (3, 16)),
        ((7, 12), (17, 12)),
    ),
    Icon.CARD: (((3, 10), (21, 10)), ((6.5, 15), (9.5, 15))),
    Icon.TRANSFER: (
        ((4, 8.5), (20, 8.5), (16, 4.5)),
        ((20, 15.5), (4, 15.5), (8, 19.5)),
    ),
    Icon.OPEN_DOOR: (
        ((3, 21), (21, 21)),
        ((6, 21), (6, 3), (15, 3), (15, 6)),
        ((9.5, 12), (20, 12)),
        ((16.5, 8.5), (20, 12), (16.5, 15.5)),
        ((15, 18), (15, 21)),
    ),
    Icon.BADGE: (((9.5, 3), (14.5, 3)), ((8, 18), (16, 18))),
    Icon.THEME: (((12, 3), (12, 21)), ((15, 4), (15, 20)), ((18, 6.5), (18, 17.5))),
    Icon.CAMERA: (((8, 21), (16, 21)), ((12, 17.4), (12, 21))),
}
_CIRCLES: dict[Icon, tuple[tuple[float, float, float], ...]] = {
    Icon.COIN: ((12, 12, 9.4),),
    Icon.CLOCK: ((12, 12, 9.4),),
    Icon.INFO: ((12, 12, 9.4),),
    Icon.SEARCH: ((10, 10, 6.8),),
    Icon.THEME: ((12, 12, 9.4),),
    Icon.PERSON_ADD: ((9.5, 8, 4.2),),
    Icon.PEOPLE: ((8.5, 8, 3.8),),
    Icon.BADGE: ((12, 12, 2.6),),
    Icon.CAMERA: ((12, 10, 7.4), (12, 10, 2.8)),
}
_BOXES: dict[Icon, tuple[tuple[float, float, float, float, float], ...]] = {
    Icon.GIFT: ((3, 8, 18, 4.5, 1),),
    Icon.DESK: ((5, 4, 14, 11, 1.5),),
    Icon.CARD: ((3, 5, 18, 14, 2.5),),
    Icon.BADGE: ((4, 6, 16, 15.4, 2.5),),
}
_ARCS: dict[Icon, tuple[tuple[float, float, float, float, float, float], ...]] = {
    Icon.SYNC: ((4, 4, 16, 16, 30, 130), (4, 4, 16, 16, 210, 130)),
    Icon.AWAY: ((2, 6, 20, 20, 40, 38), (2, 6, 20, 20, 108, 40), (6, 11, 12, 12, 112, 40)),
    Icon.UNDO: ((8.5, 9, 11, 11, 90, -180),),
    Icon.REDO: ((4.5, 9, 11, 11, 90, 180),),
    Icon.PERSON_ADD: ((2.5, 14.5, 14, 12, 0, 180),),
    Icon.PEOPLE: (
        (2, 14, 13, 12, 0, 180),
        (13.2, 4.2, 7.6, 7.6, 100, -200),
        (9, 14, 13, 12, 0, 62),
    ),
    Icon.BELL: ((7, 3.5, 10, 13, 0, 180),),
}
