"""How one printer differs from what it was told: moved, turned, or a little too large."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.errors import StockMismatch

FARTHEST_MM = 20.0
SCALES = (0.9, 1.1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes up for it, as seen on paper that is read upright.

    Everything is moved by ``right_mm`` and ``up_mm``, turned counter-clockwise about the middle of
    the page (180 for a badge that comes out upside down) and scaled about it. Raises
    StockMismatch("calibration_wrong") for values that no printer needs.
    """

    right_mm: float = 0.0
    up_mm: float = 0.0
    rotation_degrees: float = 0.0
    scale: float = 1.0

    def __post_init__(self) -> None:
        least, most = SCALES
        if not (
            max(abs(self.right_mm), abs(self.up_mm)) <= FARTHEST_MM
            and abs(self.rotation_degrees) <= 180
            and least <= self.scale <= most
        ):
            raise StockMismatch("calibration_wrong", farthest=FARTHEST_MM, least=least, most=most)

    def apply(self, canvas: Canvas, page_mm: tuple[float, float]) -> None:
        """Make everything drawn on this page from now on land where it should."""
        if self == TRUE:
            return
        x, y = page_mm[0] / 2 * mm, page_mm[1] / 2 * mm
        canvas.translate(x + self.right_mm * mm, y + self.up_mm * mm)
        canvas.rotate(self.rotation_degrees)
        canvas.scale(self.scale, self.scale)
        canvas.translate(-x, -y)


TRUE = Calibration()  # a printer that prints where it is told
