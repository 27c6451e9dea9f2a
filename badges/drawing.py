"""Drawing placed things on a ReportLab canvas: outlines as filled paths, flags as images."""

from functools import lru_cache, partial
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from badges.flags import UNBOXED, flag_path
from badges.lettering import UNITS_PER_EM
from badges.pdf_objects import can_take_over, glyph_form, place, png_image
from badges.placing import Layout, PlacedFlag, PlacedText

HAIRLINE_MM = 0.12
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
    path = flag_path(flag.code)
    if path is None:
        return
    draw_image(canvas, path, flag.box_mm)
    if flag.code in UNBOXED:
        return
    x, y, width, height = (v * mm for v in (flag.x_mm, flag.y_mm, flag.width_mm, flag.height_mm))
    inset = HAIRLINE_MM * mm / 2
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE_MM * mm)
    canvas.setStrokeGray(0.25)
    canvas.rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
    canvas.restoreState()


def draw_image(canvas: Paper, path: Path, box_mm: tuple[float, float, float, float]) -> None:
    """Draw an image file so that it fills the box: left, bottom, right, top."""
    left, bottom, right, top = (side * mm for side in box_mm)
    content = _content(path)
    if not can_take_over(content):
        canvas.drawImage(
            ImageReader(str(path)), left, bottom, right - left, top - bottom, mask="auto"
        )
        return
    canvas.saveState()
    canvas.transform(right - left, 0, 0, top - bottom, left, bottom)
    place(canvas, f"i{path.stem}", partial(png_image, content))
    canvas.restoreState()


@lru_cache(maxsize=64)
def _content(path: Path) -> bytes:
    return path.read_bytes()
