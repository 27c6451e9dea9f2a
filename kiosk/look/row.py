"""Widgets side by side, with a gap that follows the window's size."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.look.look import Look


class Row(QHBoxLayout):
    """A horizontal layout whose gap is given in px at 1280 × 720."""

    def __init__(self, look: Look, *widgets: QWidget, gap: float = 12) -> None:
        super().__init__()
        self._look = look
        self._gap = gap
        for widget in widgets:
            self.addWidget(widget)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setSpacing(self._look.px(self._gap))
