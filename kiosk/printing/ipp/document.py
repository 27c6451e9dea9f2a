"""A badge in the form that a printer takes, turned as its labels lie."""

from io import BytesIO

import pypdfium2 as pdfium
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageWriter, QTransform

from kiosk.printing.ipp.reports import PrinterReport
from kiosk.printing.raster import ONE_AT_A_TIME, page_images

PDF = "application/pdf"
JPEG = "image/jpeg"  # PWG 5100.14 and AirPrint: printers without PDF take this
ANYTHING = "application/octet-stream"
JPEG_DPI = 300
JPEG_QUALITY = 95
_METRES_PER_INCH = 0.0254


def accepted_format(report: PrinterReport) -> str | None:
    """How to send a badge; None where the printer takes neither PDF nor JPEG."""
    if PDF in report.formats or not report.formats:
        return PDF
    if JPEG in report.formats:
        return JPEG
    return PDF if ANYTHING in report.formats and report.device_uri else None


def prepared(
    pdf: bytes, mime_type: str, stock_mm: tuple[float, float], upright: bool
) -> list[bytes]:
    """The documents to send: the whole PDF, or each page as JPEG.

    ``upright``: the printer's paper is higher than wide; a page that is read lengthwise is turned.
    """
    is_turned = upright and stock_mm[0] > stock_mm[1]
    if mime_type == JPEG:
        return [_jpeg(image, is_turned) for image in page_images(pdf, JPEG_DPI)]
    return [_turned(pdf) if is_turned else pdf]


def _turned(pdf: bytes) -> bytes:
    out = BytesIO()
    with ONE_AT_A_TIME, pdfium.PdfDocument(pdf) as document:
        for page in document:
            page.set_rotation((page.get_rotation() + 90) % 360)
        document.save(out)
    return out.getvalue()


def _jpeg(image: QImage, is_turned: bool) -> bytes:
    page = image.transformed(QTransform().rotate(90)) if is_turned else image
    dots_per_metre = round(JPEG_DPI / _METRES_PER_INCH)
    page.setDotsPerMeterX(dots_per_metre)
    page.setDotsPerMeterY(dots_per_metre)
    buffer = QBuffer()
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(JPEG_QUALITY)
    if not writer.write(page):
        raise RuntimeError(
            f"a page of {page.width()} x {page.height()} dots: {writer.errorString()}"
        )
    return bytes(buffer.data().data())
