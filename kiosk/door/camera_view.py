"""The camera's live picture, mirrored as people know themselves, or why there is none."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.camera.trouble import CameraTrouble, camera_words
from kiosk.look.icons import Icon, paint_icon
from kiosk.look.look import Look
from kiosk.look.seen import set_seen
from kiosk.words import Words

CORNER = 12
SHAPE = 4 / 3


class CameraView(QWidget):
    """A picture ``width`` px wide at the look's scale, 4:3; wider ones lose their sides."""

    def __init__(
        self, look: Look, words: Words, width: float = 208, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._width = width
        self._picture = QImage()
        self._sentence = ""
        self.setAccessibleName(words.gettext("Camera"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_picture(self, picture: QImage) -> None:
        """Show this picture, which is not mirrored yet."""
        self._picture = picture
        self.update()

    def tell(self, trouble: CameraTrouble | None) -> None:
        """Say why there is no picture, or that there is one."""
        self._sentence = camera_words(trouble, self._words) if trouble is not None else ""
        if trouble is not None:
            self._picture = QImage()
        self.setAccessibleDescription(self._sentence)
        self.setToolTip(self._sentence)
        self.update()

    def turn(self, on: bool) -> None:
        """Show it while the camera is on."""
        self._picture = QImage()
        set_seen(self, on)

    def picture(self) -> QImage:
        """What is shown; null while there is none."""
        return self._picture

    def sentence(self) -> str:
        """What is said instead of a picture."""
        return self._sentence

    def sizeHint(self) -> QSize:
        """Always the same, with a picture or without."""
        width = self._look.px(self._width)
        return QSize(width, round(width / SHAPE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture or the sentence."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QPainterPath()
        edge.addRoundedRect(box, px(CORNER), px(CORNER))
        painter.fillPath(edge, self._look.colour("surface"))
        if not self._picture.isNull():
            painter.save()
            painter.setClipPath(edge)
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
            painter.drawImage(self.rect(), self._picture, _middle(self._picture))
            painter.restore()
        else:
            self._paint_sentence(painter)
        painter.strokePath(edge, QPen(self._look.colour("line"), 1))
        painter.end()

    def _paint_sentence(self, painter: QPainter) -> None:
        px = self._look.px
        quiet = self._look.colour("quiet")
        side = px(28)
        paint_icon(painter, Icon.CAMERA, QRectF(px(14), px(12), side, side), quiet)
        painter.setPen(quiet)
        painter.setFont(self._look.font(14))
        words = self.rect().adjusted(px(14), px(12) + side + px(6), -px(12), -px(8))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self._sentence)


def _middle(picture: QImage) -> QRect:
    """The largest part in the middle of the picture that has the view's shape."""
    width = min(picture.width(), round(picture.height() * SHAPE))
    height = min(picture.height(), round(picture.width() / SHAPE))
    return QRect((picture.width() - width) // 2, (picture.height() - height) // 2, width, height)
