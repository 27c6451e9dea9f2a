"""Pages for label stock: as large as what the printer feeds, and upright for whoever looks."""

import io

from reportlab.lib.units import mm

from badges.calibration import TRUE, Calibration
from badges.drawing import Paper, new_canvas
from badges.stock import LabelStock


class Pages:
    """A PDF whose every page is one label, or one sheet, of a stock.

    What is drawn on ``canvas`` counts from the lower left corner of the paper as it is read.
    """

    def __init__(
        self,
        stock: LabelStock,
        title: str,
        calibration: Calibration = TRUE,
        *,
        keeps_glyphs: bool = True,
    ) -> None:
        self._stock = stock
        self._calibration = calibration
        self._target = io.BytesIO()
        self.canvas: Paper = new_canvas(
            self._target, stock.page_mm, title, keeps_glyphs=keeps_glyphs
        )
        self._is_begun = False

    def turn(self) -> None:
        """Go on to the next page, or to the first."""
        if self._is_begun:
            self.canvas.showPage()
        self._is_begun = True
        if self._stock.grid is None and self._stock.is_turned:
            # MediaBox as the label lies on the roll, and /Rotate for the eye.
            self.canvas.setPageRotation(90)
            self.canvas.transform(0, 1, -1, 0, self._stock.height_mm * mm, 0)
        self._calibration.apply(self.canvas, self._stock.page_mm)

    def finish(self) -> bytes:
        """The whole document."""
        self.canvas.showPage()
        self.canvas.save()
        return self._target.getvalue()
