"""Codes in pictures, by zxing-cpp (https://github.com/zxing-cpp/zxing-cpp, Apache-2.0)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

LARGEST_SIDE = 4096  # px; a photograph beyond it is made smaller first
_QR = "QRCode"
_OTHERS = "Aztec,DataMatrix,PDF417,Code128,Code39,EAN13"  # what tickets are printed as beside QR


@dataclass(frozen=True, slots=True)
class Luma:
    """How bright a picture is: one byte for each pixel, dark to light."""

    data: memoryview  # of bytes
    width: int
    height: int
    row_bytes: int  # from one row to the next
    pixel_bytes: int = 1  # from one pixel to the next


def qr_codes(luma: Luma) -> tuple[str, ...]:
    """The texts of the QR codes in a camera's picture, dark on light or light on dark.

    Nothing but QR: bars and noise of a room now and then look like a linear code.
    """
    return _read(luma, _QR)


def luma_of_picture(picture: QImage) -> Luma:
    """How bright a picture is; ``picture`` is not null."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    # Copied, for the bits go with the picture.
    data = memoryview(bytes(grey.constBits()))
    return Luma(data, grey.width(), grey.height(), grey.bytesPerLine())


def codes_in_picture(picture: QImage) -> tuple[str, ...]:
    """The texts of the codes in a picture that somebody chose; QR first, else any kind."""
    if picture.isNull():
        return ()
    if max(picture.width(), picture.height()) > LARGEST_SIDE:
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture = picture.scaled(LARGEST_SIDE, LARGEST_SIDE, keep, smooth)
    luma = luma_of_picture(_on_white(picture))
    return _read(luma, _QR) or _read(luma, _OTHERS)


def _on_white(picture: QImage) -> QImage:
    """A code drawn on nothing would be black on black."""
    if not picture.hasAlphaChannel():
        return picture
    white = QImage(picture.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, picture)
    painter.end()
    return white


def _read(luma: Luma, kinds: str) -> tuple[str, ...]:
    import zxingcpp  # not needed until a picture comes

    lum = zxingcpp.ImageFormat.Lum
    view = zxingcpp.ImageView(
        luma.data, luma.width, luma.height, lum, luma.row_bytes, luma.pixel_bytes
    )
    found = zxingcpp.read_barcodes(
        view,
        formats=zxingcpp.barcode_formats_from_str(kinds),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return tuple(dict.fromkeys(one.text for one in found if one.text))
