"""What the badge of the guest being edited will look like, and a shorter name where it is small."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.door.actions import SHORTER_KEYS
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.words import Words

WIDTH, HEIGHT = 200, 124

LOWEST = 48


@dataclass(frozen=True, slots=True)
class PreviewView:
    """One badge as it would be printed. ``warning`` is a whole sentence, "" where all is well;
    ``shorter`` a name that would be set larger, "" where there is none.
    """

    image: QImage = field(default_factory=QImage)
    warning: str = ""
    shorter: str = ""


class BadgePreview(QWidget):
    """The label at the left; beside it what is wrong with it, and the way out on a key.

    ``shortened`` says the shorter name when it is taken.
    """

    shortened = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._view = PreviewView()
        self._label = _Label(look, words.gettext("What the badge will look like"))
        self._warning = TextLabel(look, 16, Weight.MEDIUM, wrap=True)
        self.hint = TextLabel(look, 15, ink="quiet", wrap=True)
        self._shorter = KeyButton(look, "", keys=SHORTER_KEYS)
        self._shorter.clicked.connect(self.take_shorter)
        beside = QVBoxLayout()
        beside.addWidget(self.hint)
        beside.addWidget(self._warning)
        beside.addWidget(self._shorter, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        self._beside = beside
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._label)
        self._row.addLayout(beside, 1)
        look.changed.connect(self._follow)
        self.show_preview(PreviewView())
        self._follow()

    def add_beside(self, widget: QWidget) -> None:
        """Add something below the words beside the picture."""
        self._beside.insertWidget(self._beside.count() - 1, widget, 0, Qt.AlignmentFlag.AlignLeft)

    def hasHeightForWidth(self) -> bool:
        """No: the layout above would take the whole picture for the least height."""
        return False

    def minimumSizeHint(self) -> QSize:
        """The picture gives way, the words beside it do not."""
        least = super().minimumSizeHint()
        label, space = self._label.minimumSizeHint(), self._row.spacing()
        beside = self._beside.minimumHeightForWidth(self.width() - label.width() - space)
        return QSize(least.width(), max(label.height(), beside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words take more lines where it is narrow."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def view(self) -> PreviewView:
        """What is shown."""
        return self._view

    def show_preview(self, view: PreviewView) -> None:
        """Show this badge."""
        self._view = view
        self._label.show_image(view.image)
        self._warning.say(view.warning)
        form = self._words.gettext("Put “{name}” on the badge")
        self._shorter.set_label(form.format(name=view.shorter))
        set_seen(self._shorter, bool(view.shorter))

    def take_shorter(self) -> None:
        """Put the shorter name on the badge, where one is offered."""
        if self._view.shorter:
            self.shortened.emit(self._view.shorter)

    def _follow(self) -> None:
        self._row.setSpacing(self._look.px(16))
        self._beside.setSpacing(self._look.px(8))


class _Label(QWidget):
    """The picture, as large as fits, with a hairline round it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        look.changed.connect(self.updateGeometry)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDTH), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It is what gives way where the window is low."""
        return QSize(self._look.px(WIDTH), self._look.px(LOWEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        scaled = self._image.scaled(
            size * self.devicePixelRatioF(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), scaled)
        painter.setPen(QPen(QColor(128, 128, 128, 120), 1))
        painter.drawRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1))
        painter.end()
