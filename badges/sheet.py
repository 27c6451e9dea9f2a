"""Badges as PDF on sheets, for an office printer and name badge sheets."""

from collections.abc import Iterable, Iterator

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.badge import Badge
from badges.calibration import TRUE, Calibration
from badges.design import CLASSIC, Design
from badges.drawing import HAIRLINE_MM, draw_layout
from badges.errors import StockMismatch
from badges.layout import lay_out
from badges.paper import Pages
from badges.stock import SLACK_MM, LabelStock

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


def render_fold_overs(
    badges: Iterable[Badge],
    stock: LabelStock,
    start_cell: int = 0,
    calibration: Calibration = TRUE,
    design: Design = CLASSIC,
) -> bytes:
    """Badges to fold over at their upper edge: each stands in two cells above each other, in the
    upper one upside down, so that it is read from both sides.

    ``start_cell`` counts places as ``render_sheets`` does; the first whole pair after it is used.
    Raises StockMismatch where ``stock`` is no sheet of at least two rows that touch, or as there.
    """
    grid = stock.grid
    if grid is None or grid.rows < 2 or grid.pitch_y_mm > stock.height_mm + SLACK_MM:
        raise StockMismatch("cannot_fold", stock=stock.name)
    pages = Pages(stock, "Badges", calibration)
    current = -1
    for badge, (sheet, x_mm, y_mm) in zip(badges, _pairs(stock, start_cell), strict=False):
        if sheet != current:
            pages.turn()
            current = sheet
        layout = lay_out(badge, *stock.size_mm, design)
        fold_mm = y_mm + stock.height_mm
        draw_layout(pages.canvas, layout, x_mm, y_mm)
        pages.canvas.saveState()
        pages.canvas.translate((2 * x_mm + stock.width_mm) * mm, 2 * fold_mm * mm)
        pages.canvas.rotate(180)
        draw_layout(pages.canvas, layout, x_mm, y_mm)
        pages.canvas.restoreState()
        for cell_y in (y_mm, fold_mm):
            _draw_guides(pages.canvas, x_mm, cell_y, stock)
    if current < 0:
        raise StockMismatch("no_badges", stock=stock.name)
    return pages.finish()


def _pairs(stock: LabelStock, start_cell: int) -> Iterator[tuple[int, float, float]]:
    """Sheet and lower left corner of the lower cell of every pair, without an end."""
    assert stock.grid is not None
    columns, rows = stock.grid.columns, stock.grid.rows // 2 * 2
    cells = stock.cells_mm()
    used = start_cell
    for place, cell in enumerate(cells):
        row = place % stock.grid.cells // columns
        if row % 2 and row < rows and place >= used + columns:
            yield cell


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
