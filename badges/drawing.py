"""Drawing placed things on a ReportLab canvas: outlines as filled shapes, flags as images."""

import io
from functools import partial
from hashlib import blake2s

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from badges.lettering import UNITS_PER_EM
from badges.pdf_objects import can_take_over, glyph_form, place, png_image
from badges.placing import (
    Box,
    Layout,
    PlacedCode,
    PlacedFlag,
    PlacedImage,
    PlacedMark,
    PlacedRule,
    PlacedText,
)
from badges.qr import draw_qr

HAIRLINE_MM = 0.12
MARK_EDGE = 0.14  # of a mark's side: the black line around its colour
rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as ASCII


class Paper(Canvas):  # type: ignore[misc]
    """A PDF being drawn. ``keeps_glyphs``: each shape stands in it once, however often it is set.

    That makes sheets and lists a tenth as large; a single label is smaller without.
    """

    keeps_glyphs = True


def new_canvas(
    target: object, page_mm: tuple[float, float], title: str, *, keeps_glyphs: bool = True
) -> Paper:
    """A canvas for pages of that size; the same pages give the same bytes on any day."""
    canvas = Paper(
        target, pagesize=(page_mm[0] * mm, page_mm[1] * mm), pageCompression=1, invariant=1
    )
    canvas.keeps_glyphs = keeps_glyphs
    canvas.setTitle(title)
    canvas.setCreator("Pennant")
    return canvas


def draw_layout(canvas: Paper, layout: Layout, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
    """Draw a badge with its lower left corner at that point of the page."""
    canvas.saveState()
    canvas.translate(x_mm * mm, y_mm * mm)
    for flag in layout.flags:
        draw_flag(canvas, flag)
    for text in layout.texts:
        draw_text(canvas, text)
    for extra in layout.extras:
        match extra:
            case PlacedImage():
                draw_image(canvas, extra.png, extra.box_mm)
            case PlacedCode():
                draw_qr(canvas, extra.text, extra.x_mm, extra.y_mm, extra.side_mm)
            case PlacedMark():
                draw_mark(canvas, extra)
            case PlacedRule():
                canvas.setLineWidth(HAIRLINE_MM * mm)
                y = extra.y_mm * mm
                canvas.line(extra.left_mm * mm, y, extra.right_mm * mm, y)
    canvas.restoreState()


def draw_text(canvas: Paper, text: PlacedText) -> None:
    """Draw one line in the canvas' fill colour."""
    if not text.outline.glyphs:
        return
    scale = text.size_mm * mm / UNITS_PER_EM
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, text.x_mm * mm, text.baseline_mm * mm)
    pen_x = pen_y = 0
    for glyph, x, y in text.outline.glyphs:
        canvas.translate(x - pen_x, y - pen_y)
        pen_x, pen_y = x, y
        if canvas.keeps_glyphs:
            place(canvas, glyph.name, partial(glyph_form, glyph))
        else:
            path = PDFPathObject(["n", glyph.operators])
            canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.restoreState()


def draw_flag(canvas: Paper, flag: PlacedFlag) -> None:
    """Draw one flag, framed by a hairline that lies within its box."""
    draw_image(canvas, flag.png, flag.box_mm)
    if not can_take_over(flag.png):  # see-through: the flag has a shape of its own
        return
    x, y, width, height = (v * mm for v in (flag.x_mm, flag.y_mm, flag.width_mm, flag.height_mm))
    inset = HAIRLINE_MM * mm / 2
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE_MM * mm)
    canvas.setStrokeGray(0.25)
    canvas.rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
    canvas.restoreState()


def draw_image(canvas: Paper, png: bytes, box_mm: Box) -> None:
    """Draw a PNG so that it fills the box."""
    left, bottom, right, top = (side * mm for side in box_mm)
    if not can_take_over(png):
        image = ImageReader(io.BytesIO(png))
        canvas.drawImage(image, left, bottom, right - left, top - bottom, mask="auto")
        return
    canvas.saveState()
    canvas.transform(right - left, 0, 0, top - bottom, left, bottom)
    place(canvas, f"i{blake2s(png, digest_size=8).hexdigest()}", partial(png_image, png))
    canvas.restoreState()


def draw_mark(canvas: Paper, mark: PlacedMark) -> None:
    """Draw the mark of a product."""
    left, bottom, right, _ = (side * mm for side in mark.box_mm)
    side = right - left
    canvas.saveState()
    canvas.setLineWidth(MARK_EDGE * side)
    canvas.setFillColor(HexColor(mark.colour))
    edge = MARK_EDGE * side / 2
    inner = side - 2 * edge
    is_filled = int(mark.shape not in ("ring", "frame"))
    match mark.shape:
        case "disc" | "ring":
            middle = side / 2
            canvas.circle(left + middle, bottom + middle, inner / 2, fill=is_filled)
        case "square" | "frame":
            canvas.rect(left + edge, bottom + edge, inner, inner, fill=is_filled)
        case shape:
            path = canvas.beginPath()
            corners = _CORNERS[shape]
            path.moveTo(left + corners[0][0] * side, bottom + corners[0][1] * side)
            for x, y in corners[1:]:
                path.lineTo(left + x * side, bottom + y * side)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()


_CORNERS = {
    "triangle": ((0.04, 0.06), (0.96, 0.06), (0.5, 0.94)),
    "diamond": ((0.5, 0.04), (0.96, 0.5), (0.5, 0.96), (0.04, 0.5)),
}
