"""Flags as pixmaps: from 567 × 425 px images, 4:3, scaled once for each size and kept."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

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
        self._originals: dict[str, QPixmap] = {}
        self._scaled: dict[tuple[str, int, float], QPixmap] = {}

    def flag(self, code: str, height: int, ratio: float = 1.0) -> QPixmap | None:
        """The flag ``height`` device-independent pixels high, sharp at this device pixel ratio."""
        key = (code.upper(), height, ratio)
        if key not in self._scaled:
            original = self._original(key[0])
            if original.isNull() or height <= 0:
                return None
            self._scaled[key] = _scaled(original, height, ratio, framed=key[0] not in UNFRAMED)
        return self._scaled[key]

    def _original(self, code: str) -> QPixmap:
        if code not in self._originals:
            path = self._folder / f"{code}.png"
            known = code.replace("-", "").isalnum() and path.is_file()
            self._originals[code] = QPixmap(str(path)) if known else QPixmap()
        return self._originals[code]


def _scaled(original: QPixmap, height: int, ratio: float, *, framed: bool) -> QPixmap:
    pixels = round(height * ratio)
    flag = original.scaled(
        round(pixels * ASPECT),
        pixels,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
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
