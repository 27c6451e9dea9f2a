"""Badges as PDF on sheets, for an office printer and name badge sheets."""

from collections.abc import Iterable

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.badge import Badge
from badges.calibration import TRUE, Calibration
from badges.design import CLASSIC, Design
from badges.drawing import HAIRLINE_MM, draw_layout
from badges.errors import StockMismatch
from badges.layout import lay_out
from badges.paper import Pages
from badges.stock import LabelStock

TICK_MM = 3.0


def render_sheets(
    badges: Iterable[Badge],
    stock: LabelStock,
    start_cell: int = 0,
    calibration: Calibration = TRUE,
    design: Design = CLASSIC,
) -> bytes:
    """Badges on sheets, row by row from cell ``start_cell`` (0: the upper left) of the first one,
    so that a sheet begun can be used up.

    Raises StockMismatch where ``stock`` is no sheet, has no such cell or there is no badge at all;
    LetteringUnready.
    """
    cells = stock.cells_mm(start_cell)
    pages = Pages(stock, "Badges", calibration)
    current = -1
    for badge, (sheet, x_mm, y_mm) in zip(badges, cells, strict=False):
        if sheet != current:
            pages.turn()
            current = sheet
        draw_layout(pages.canvas, lay_out(badge, *stock.size_mm, design), x_mm, y_mm)
        if stock.guides:
            _draw_guides(pages.canvas, x_mm, y_mm, stock)
    if current < 0:
        raise StockMismatch("no_badges", stock=stock.name)
    return pages.finish()


def _draw_guides(canvas: Canvas, x_mm: float, y_mm: float, stock: LabelStock) -> None:
    """Short strokes at the corners, inside the badge, where to cut or tear."""
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE_MM * mm)
    canvas.setStrokeGray(0.6)
    for x, inwards in ((x_mm, 1), (x_mm + stock.width_mm, -1)):
        for y, upwards in ((y_mm, 1), (y_mm + stock.height_mm, -1)):
            canvas.line(x * mm, y * mm, (x + inwards * TICK_MM) * mm, y * mm)
            canvas.line(x * mm, y * mm, x * mm, (y + upwards * TICK_MM) * mm)
    canvas.restoreState()
