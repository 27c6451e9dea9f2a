"""PDF pages as pixels, for printers that take no PDF and for looking at a badge on the screen."""

import threading
from collections.abc import Iterator

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
# PDFium is one library for the whole process and may be called by one thread at a time.
ONE_AT_A_TIME = threading.Lock()


def page_images(pdf: bytes, dots_per_inch: float) -> Iterator[QImage]:
    """Every page of ``pdf`` as an opaque image, in any thread."""
    with ONE_AT_A_TIME:
        count = _page_count(pdf)
    for number in range(count):
        with ONE_AT_A_TIME:
            image = _page(pdf, number, dots_per_inch / POINTS_PER_INCH)
        yield image


def _page_count(pdf: bytes) -> int:
    import pypdfium2 as pdfium  # slow to load; the door's start does without

    with pdfium.PdfDocument(pdf) as document:
        return len(document)


def _page(pdf: bytes, number: int, scale: float) -> QImage:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(pdf) as document:
        bitmap = document[number].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        pixels = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        )
        return pixels.copy()  # the buffer goes with the document
