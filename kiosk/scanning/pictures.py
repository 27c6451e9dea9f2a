"""A picture of a code, dropped on the window or pasted, is a scan."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader
from PySide6.QtWidgets import QWidget

from kiosk.background import Background
from kiosk.scanning.qr_reading import codes_in_picture

MOST_FILES = 20  # dropped at once
LARGEST_FILE = 50_000_000  # bytes

Picture = Path | QImage


class PictureCodes(QObject):
    """Takes pictures dropped on ``window``, and those given to ``take``; reads them in background.

    Signals:
        read(str): a code in a picture.
        unread: there was none in any of them.
    """

    read = Signal(str)
    unread = Signal()

    def __init__(self, window: QWidget, background: Background) -> None:
        super().__init__(window)
        self._background = background
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def take(self, pictures: Sequence[Picture]) -> None:
        """Read these pictures, one after the other."""
        self._background.run(lambda: _codes(pictures), self._told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what holds pictures, leave the rest."""
        if isinstance(event, QDragEnterEvent):
            if holds_picture(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            pictures = pictures_in(event.mimeData())
            if pictures:
                event.acceptProposedAction()
                self.take(pictures)
                return True
        return super().eventFilter(watched, event)

    def _told(self, codes: Sequence[str]) -> None:
        for code in codes:
            self.read.emit(code)
        if not codes:
            self.unread.emit()


def holds_picture(mime: QMimeData) -> bool:
    """Whether there is a picture in what was dropped or copied."""
    return bool(_files(mime)) or (mime.hasImage() and not mime.hasUrls())


def pictures_in(mime: QMimeData) -> list[Picture]:
    """The pictures in what was dropped or copied; files outweigh a picture beside them."""
    files: list[Picture] = list(_files(mime))
    if files or not mime.hasImage():
        return files
    picture = mime.imageData()
    return [picture] if isinstance(picture, QImage) and not picture.isNull() else []


def _files(mime: QMimeData) -> list[Path]:
    known = {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower().lstrip(".") in known][:MOST_FILES]


def _codes(pictures: Sequence[Picture]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for picture in pictures:
        image = _opened(picture) if isinstance(picture, Path) else picture
        found.update(dict.fromkeys(codes_in_picture(image)))
    return tuple(found)


def _opened(path: Path) -> QImage:
    """The picture in a file; a null one where it can't be read or is too large for a picture."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return QImage()
    except OSError:
        return QImage()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    return reader.read()
