"""Signs for the tables where badges lie: one A4 page across each, read from the door."""

from collections.abc import Sequence

from badges.drawing import draw_text
from badges.errors import StockMismatch
from badges.lettering import Outline, Weight, outline
from badges.paper import Pages
from badges.placing import set_line
from badges.stock import LabelStock

SIGN = LabelStock("sign", "A4 across", 297, 210)
MARGIN_MM = 15.0
LARGEST_MM = 150.0  # em of the letters
EVENT_MM = 9.0


def render_signs(ranges: Sequence[str], event_name: str = "") -> bytes:
    """One page a range, its letters as large as fits. Raises LetteringUnready, StockMismatch."""
    if not ranges:
        raise StockMismatch("no_badges", stock=SIGN.name)
    pages = Pages(SIGN, "Signs")
    for text in ranges:
        pages.turn()
        line = outline(text, Weight.STRONG)
        size = min(LARGEST_MM, (SIGN.width_mm - 2 * MARGIN_MM) / line.ink_width)
        _centred(pages, line, size, (SIGN.height_mm - (line.top + line.bottom) * size) / 2)
        name = outline(event_name, Weight.REGULAR)
        if name.ink_width > 0:
            small = min(EVENT_MM, (SIGN.width_mm - 2 * MARGIN_MM) / name.ink_width)
            _centred(pages, name, small, MARGIN_MM)
    return pages.finish()


def _centred(pages: Pages, line: Outline, size_mm: float, baseline_mm: float) -> None:
    left = (SIGN.width_mm - line.ink_width * size_mm) / 2
    draw_text(pages.canvas, set_line(line, left, left, baseline_mm, size_mm, False))
