"""Badges as PDF, one a page: for label printers and for looking at."""

from collections.abc import Iterable

from badges.badge import Badge
from badges.calibration import TRUE, Calibration
from badges.design import CLASSIC, Design
from badges.drawing import draw_layout
from badges.errors import StockMismatch
from badges.layout import lay_out
from badges.paper import Pages
from badges.stock import LabelStock


def render_badge(
    badge: Badge,
    stock: LabelStock,
    calibration: Calibration = TRUE,
    design: Design = CLASSIC,
) -> bytes:
    """One badge as a PDF of one page, as large as one label of ``stock``.

    The badge of a sheet's stock comes alone on a page of its own size. Raises LetteringUnready.
    """
    return render_badges((badge,), stock, calibration, design)


def render_badges(
    badges: Iterable[Badge],
    stock: LabelStock,
    calibration: Calibration = TRUE,
    design: Design = CLASSIC,
) -> bytes:
    """Badges as one PDF, one a page in the given order.

    Raises StockMismatch where there is no badge at all, LetteringUnready.
    """
    layouts = [lay_out(badge, *stock.size_mm, design) for badge in badges]
    if not layouts:
        raise StockMismatch("no_badges", stock=stock.name)
    pages = Pages(stock.alone, "Badges", calibration, keeps_glyphs=len(layouts) > 1)
    for layout in layouts:
        pages.turn()
        draw_layout(pages.canvas, layout)
    return pages.finish()
