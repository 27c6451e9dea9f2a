"""A page to lay a ruler on: says whether a printer prints at full size and in the right place."""

from reportlab.lib.units import mm

from badges.calibration import TRUE, Calibration
from badges.drawing import HAIRLINE_MM, Paper, draw_text
from badges.lettering import Weight, outline
from badges.paper import Pages
from badges.placing import set_line
from badges.stock import LabelStock

STEPS_MM = {10: 4.0, 5: 2.5, 1: 1.5}  # how long the stroke is at every 10, 5 and 1 mm
LETTERS_MM = 2.6
INSET_MM = 2.0  # of the frame that must be seen whole on all four sides


def render_ruler(
    stock: LabelStock,
    calibration: Calibration = TRUE,
) -> bytes:
    """One page of the stock: rulers along the lower and left edge of the paper, a frame 2 mm from
    all edges of every badge, and an arrow towards its upper edge. Raises LetteringUnready.
    """
    pages = Pages(stock, stock.description, calibration)
    pages.turn()
    width, height = stock.page_mm
    pages.canvas.setLineWidth(HAIRLINE_MM * mm)
    _draw_scale(pages.canvas, width, is_upright=False)
    _draw_scale(pages.canvas, height, is_upright=True)
    cells = stock.cells_mm() if stock.grid is not None else iter([(0, 0.0, 0.0)])
    for place in range(stock.grid.cells if stock.grid is not None else 1):
        _, x, y = next(cells)
        label = str(place + 1) if stock.grid is not None else ""
        _draw_cell(pages.canvas, stock, x, y, label)
    return pages.finish()


def _draw_scale(canvas: Paper, length_mm: float, *, is_upright: bool) -> None:
    for at in range(1, int(length_mm) + 1):
        stroke = next(long for step, long in STEPS_MM.items() if at % step == 0)
        if is_upright:
            canvas.line(0, at * mm, stroke * mm, at * mm)
        else:
            canvas.line(at * mm, 0, at * mm, stroke * mm)
        if at % 10 == 0 and at < length_mm - 4:
            x, y = (4.6, at - 0.9) if is_upright else (at - 1.6, 4.8)
            _say(canvas, str(at), x, y)


def _draw_cell(canvas: Paper, stock: LabelStock, x: float, y: float, label: str) -> None:
    width, height = stock.size_mm
    canvas.rect(
        (x + INSET_MM) * mm, (y + INSET_MM) * mm,
        (width - 2 * INSET_MM) * mm, (height - 2 * INSET_MM) * mm,
    )  # fmt: skip
    middle, above = x + width / 2, y + height / 2
    canvas.line((middle - 5) * mm, above * mm, (middle + 5) * mm, above * mm)
    canvas.line(middle * mm, (above - 5) * mm, middle * mm, (y + height - INSET_MM) * mm)
    tip = y + height - INSET_MM
    canvas.line(middle * mm, tip * mm, (middle - 2) * mm, (tip - 3) * mm)
    canvas.line(middle * mm, tip * mm, (middle + 2) * mm, (tip - 3) * mm)
    size = f"{width:g} × {height:g} mm"
    _say(canvas, f"{label}   {size}" if label else size, middle + 1.5, above + 1.5)


def _say(canvas: Paper, text: str, x_mm: float, y_mm: float) -> None:
    line = outline(text, Weight.REGULAR)
    draw_text(canvas, set_line(line, x_mm, x_mm, y_mm, LETTERS_MM, False))
