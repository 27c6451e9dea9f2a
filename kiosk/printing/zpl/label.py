"""A badge as ZPL: one picture in the printer's own dots (ZPL II Programming Guide, ^GF)."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from kiosk.printing.raster import page_images

MM_PER_INCH = 25.4
DOTS_PER_BYTE = 8


def labels(pdf: bytes, dots_per_mm: int, stock_mm: tuple[float, float]) -> bytes:
    """Every page as one label, upright as the roll lies: ``stock_mm`` is as the badge is read."""
    is_turned = stock_mm[0] > stock_mm[1]
    pages = page_images(pdf, dots_per_mm * MM_PER_INCH)
    return b"".join(_label(_turned(page) if is_turned else page) for page in pages)


def _turned(page: QImage) -> QImage:
    return page.transformed(QTransform().rotate(90))


def _label(page: QImage) -> bytes:
    rows = _rows(page)
    width = len(rows[0])
    head = f"^XA^PW{page.width()}^LL{page.height()}^LH0,0^FO0,0^GFA"
    size = width * len(rows)
    picture = _compressed(rows)
    return f"{head},{size},{size},{width},".encode() + picture + b"^FS^PQ1^XZ\n"


def _rows(page: QImage) -> list[bytes]:
    """One bit a dot, 1 is ink; tones become fine patterns, so that flags stay recognisable."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    mono = grey.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.DiffuseDither)
    if mono.color(0) < mono.color(1):  # 0 is black: ink is the other bit
        mono.invertPixels()
    width = -(-mono.width() // DOTS_PER_BYTE)
    beyond = width * DOTS_PER_BYTE - mono.width()
    dots, stride = bytes(mono.constBits()), mono.bytesPerLine()
    return [
        _without_padding(dots[row * stride : row * stride + width], beyond)
        for row in range(mono.height())
    ]


def _without_padding(row: bytes, beyond: int) -> bytes:
    return row[:-1] + bytes((row[-1] >> beyond << beyond,)) if row else row


def _compressed(rows: list[bytes]) -> bytes:
    """Hexadecimal; "," fills a row up with white, ":" repeats the row before."""
    first = [_row(rows[0])] if rows else []
    return b"".join(
        first + [b":" if row == before else _row(row) for before, row in pairwise(rows)]
    )


def _row(row: bytes) -> bytes:
    inked = row.rstrip(b"\0")
    told = inked.hex().upper().encode()
    return told + b"," if len(inked) < len(row) else told
