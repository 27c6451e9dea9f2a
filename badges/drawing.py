"""Drawing placed things on a ReportLab canvas: outlines as filled paths, flags as images."""

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from badges.flags import UNBOXED, flag_image
from badges.lettering import UNITS_PER_EM
from badges.placing import Layout, PlacedFlag, PlacedText

HAIRLINE_MM = 0.12
rl_config.useA85 = 0  # streams as bytes: a fifth smaller than as ASCII


def new_canvas(target: object, page_mm: tuple[float, float], title: str) -> Canvas:
    """A canvas for pages of that size; the same pages give the same bytes on any day."""
    canvas = Canvas(
        target, pagesize=(page_mm[0] * mm, page_mm[1] * mm), pageCompression=1, invariant=1
    )
    canvas.setTitle(title)
    canvas.setCreator("Pennant")
    return canvas


def draw_layout(canvas: Canvas, layout: Layout, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
    """Draw a badge with its lower left corner at that point of the page."""
    canvas.saveState()
    canvas.translate(x_mm * mm, y_mm * mm)
    for flag in layout.flags:
        draw_flag(canvas, flag)
    for text in layout.texts:
        draw_text(canvas, text)
    canvas.restoreState()


def draw_text(canvas: Canvas, text: PlacedText) -> None:
    """Draw one line in the canvas' fill colour."""
    if not text.outline.operators:
        return
    scale = text.size_mm * mm / UNITS_PER_EM
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, text.x_mm * mm, text.baseline_mm * mm)
    path = PDFPathObject(["n", text.outline.operators])
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)
    canvas.restoreState()


def draw_flag(canvas: Canvas, flag: PlacedFlag) -> None:
    """Draw one flag, framed by a hairline that lies within its box."""
    image = flag_image(flag.code)
    if image is None:
        return
    canvas.saveState()
    x, y, width, height = (v * mm for v in (flag.x_mm, flag.y_mm, flag.width_mm, flag.height_mm))
    unboxed = flag.code in UNBOXED
    canvas.drawImage(image, x, y, width, height, mask="auto" if unboxed else None)
    if not unboxed:
        inset = HAIRLINE_MM * mm / 2
        canvas.setLineWidth(HAIRLINE_MM * mm)
        canvas.setStrokeGray(0.25)
        canvas.rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
    canvas.restoreState()
