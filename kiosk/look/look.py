"""What every widget asks for its colours, measures and type; says when they change."""

from enum import StrEnum

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from kiosk.look.flag_pixmap import FlagPixmaps
from kiosk.look.palette import DARK, LIGHT, Palette
from kiosk.look.scale import factor

# The platform's own type comes first; these follow where the system names none worth reading.
_FAMILIES = ("Inter", "Segoe UI", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans")


class Theme(StrEnum):
    """Which palette: always one, or as the system says."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Weight(StrEnum):
    """How heavy type is."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"


_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.MEDIUM: QFont.Weight.Medium,
    Weight.SEMIBOLD: QFont.Weight.DemiBold,
    Weight.BOLD: QFont.Weight.Bold,
}


class Look(QObject):
    """The palette in use, the factor of the window's size, type, and flags."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme = Theme.SYSTEM,
        flags: FlagPixmaps | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._factor = 1.0
        self._families = _families()
        self.flags = flags if flags is not None else FlagPixmaps()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The setting, which may be "as the system says"."""
        return self._theme

    @property
    def palette(self) -> Palette:
        """The colours in use now. A dim bar is the normal case: unknown means dark."""
        if self._theme is Theme.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return LIGHT if scheme == Qt.ColorScheme.Light else DARK
        return LIGHT if self._theme is Theme.LIGHT else DARK

    def set_theme(self, theme: Theme) -> None:
        """Use another theme at once."""
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()

    def fit(self, size: QSize) -> None:
        """Follow a window's size in device-independent pixels."""
        now = factor(size.width(), size.height())
        if now != self._factor:
            self._factor = now
            self.changed.emit()

    def px(self, length: float) -> int:
        """A length given for 1280 × 720, in pixels of this window; never 0 for a length above 0."""
        return max(1, round(length * self._factor)) if length > 0 else 0

    def font(self, size: float, weight: Weight = Weight.REGULAR) -> QFont:
        """Type of this size in px at 1280 × 720, with figures of one width."""
        font = QFont(self._families)
        font.setPixelSize(self.px(size))
        font.setWeight(_WEIGHTS[weight])
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def colour(self, name: str) -> QColor:
        """A palette colour by its role's name, such as ``text``."""
        return QColor(getattr(self.palette, name))

    def _system_changed(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.changed.emit()


def _families() -> list[str]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    present = set(QFontDatabase.families())
    generic = system.lower() in {"", "sans", "sans serif", "sans-serif"} or system not in present
    chosen = [] if generic else [system]
    return chosen + [family for family in _FAMILIES if family in present]
