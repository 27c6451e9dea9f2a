"""QR codes as one vector shape: sharp on every printer, and read by any scanner."""

from collections.abc import Iterator

from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from badges.errors import CodeTooLong

QUIET_MODULES = 4  # the white border that ISO/IEC 18004 asks for
MASK = 2  # any mask is read; trying all eight takes five times as long


def qr_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the code for ``text``, rows from the top, without the quiet zone.

    Error correction level M. Raises CodeTooLong where ``text`` has more than about 2300 bytes.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise CodeTooLong("code_too_long", length=len(text)) from error
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def draw_qr(canvas: Canvas, text: str, x_mm: float, y_mm: float, side_mm: float) -> None:
    """Draw the code into a square whose lower left corner is given, its quiet zone included.

    Raises CodeTooLong.
    """
    matrix = qr_matrix(text)
    module = side_mm / (len(matrix) + 2 * QUIET_MODULES)
    path = canvas.beginPath()
    for row, (start, length) in _runs(matrix):
        path.rect(
            (x_mm + (QUIET_MODULES + start) * module) * mm,
            (y_mm + side_mm - (QUIET_MODULES + row + 1) * module) * mm,
            length * module * mm,
            module * mm,
        )
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(matrix: tuple[tuple[bool, ...], ...]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Dark modules side by side as (row, (first column, how many)): no seams between them."""
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate((*modules, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, (start, column - start)
                start = None
