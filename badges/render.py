"""Badges as PDF, one a page: for label printers and for looking at."""

import io
from collections.abc import Iterable

from badges.badge import Badge
from badges.drawing import draw_layout, new_canvas
from badges.errors import StockMismatch
from badges.layout import lay_out
from badges.stock import LabelStock


def render_badge(badge: Badge, stock: LabelStock) -> bytes:
    """One badge as a PDF of one page, as large as one label of ``stock``.

    The badge of a sheet's stock comes alone on a page of its own size. Raises LetteringUnready.
    """
    return render_badges((badge,), stock)


def render_badges(badges: Iterable[Badge], stock: LabelStock) -> bytes:
    """Badges as one PDF, one a page in the given order.

    Raises StockMismatch where there is no badge at all, LetteringUnready.
    """
    layouts = [lay_out(badge, *stock.size_mm) for badge in badges]
    if not layouts:
        raise StockMismatch("no_badges", stock=stock.name)
    target = io.BytesIO()
    canvas = new_canvas(target, stock.size_mm, "Badges", keeps_glyphs=len(layouts) > 1)
    for layout in layouts:
        draw_layout(canvas, layout)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
