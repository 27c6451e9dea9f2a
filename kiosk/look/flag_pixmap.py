"""Flags as pixmaps: from 412 × 309 px images, 4:3, scaled once for each size and kept."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

ASSETS = Path(__file__).resolve().parents[2] / "badges" / "assets" / "flags"
UNFRAMED = frozenset({"NP"})  # not a rectangle: a frame would draw one round it
ASPECT = 4 / 3


class FlagPixmaps:
    """Where screens get their flags from.

    The images are read from ``folder``, named by ISO 3166-1 alpha-2 code (GB-ENG and the like
    too). A code without an image gives None, and nothing is drawn for it.
    """

    def __init__(self, folder: Path = ASSETS) -> None:
        self._folder = folder
        self._known: dict[str, bool] = {}
        self._scaled: dict[tuple[str, int, float], QPixmap] = {}

    def has(self, code: str) -> bool:
        """Whether there is a flag for this code."""
        code = code.upper()
        if code not in self._known:
            plain = code.replace("-", "").isalnum()
            self._known[code] = plain and (self._folder / f"{code}.png").is_file()
        return self._known[code]

    def flag(self, code: str, height: int, ratio: float = 1.0) -> QPixmap | None:
        """The flag ``height`` device-independent pixels high, sharp at this device pixel ratio.

        The image itself is not kept: 60 nations would take 60 MB.
        """
        key = (code.upper(), height, ratio)
        if key not in self._scaled:
            if height <= 0 or not self.has(code):
                return None
            original = QImage(str(self._folder / f"{key[0]}.png"))
            if original.isNull():
                return None
            framed = key[0] not in UNFRAMED
            self._scaled[key] = _scaled(original, height, ratio, framed=framed)
        return self._scaled[key]


def _scaled(original: QImage, height: int, ratio: float, *, framed: bool) -> QPixmap:
    pixels = round(height * ratio)
    flag = QPixmap.fromImage(
        original.scaled(
            round(pixels * ASPECT),
            pixels,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    if framed:
        painter = QPainter(flag)
        line = max(1.0, pixels / 48)
        inset = line / 2
        frame = QRectF(flag.rect()).adjusted(inset, inset, -inset, -inset)
        # Grey at half strength is seen on white, on black and on every flag's own colours.
        painter.setPen(QPen(QColor(128, 128, 128, 150), line))
        painter.drawRect(frame)
        painter.end()
    flag.setDevicePixelRatio(ratio)
    return flag
