"""The one window: the door, and the pages that take its place for a moment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.look.look import Look
from kiosk.look.style import stylesheet


class Shell(QWidget):
    """Shows one page at a time; the first one is home.

    Signals:
        closed: the window was closed by whoever uses it.
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pages = QStackedWidget()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._pages)
        self.setWindowTitle("Pennant")
        self.resize(1280, 720)
        look.changed.connect(self._follow)
        self._follow()
        for keys in ("F11", "Ctrl+Shift+F"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.toggle_full_screen)

    def set_home(self, page: QWidget) -> None:
        """What is shown when nothing else is; an earlier home is let go."""
        self._let_go(down_to=0)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()  # also where another event was open before

    def show_page(self, page: QWidget) -> None:
        """Show a page in front of home."""
        self.go_home()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def go_home(self) -> None:
        """Let the page go and show home again."""
        self._let_go(down_to=1)
        home = self._pages.widget(0)
        if home is not None:
            self._pages.setCurrentWidget(home)
            home.setFocus()

    def step_aside(self) -> None:
        """Show home for a moment; the page keeps what it has and can be shown again.

        Where home is shown already, the focus stays where it is in it.
        """
        home = self._pages.widget(0)
        if home is not None and home is not self._pages.currentWidget():
            self._pages.setCurrentWidget(home)
            home.setFocus()

    def step_back(self) -> QWidget | None:
        """Show the page that stepped aside, if there is one, and return it."""
        page = self._pages.widget(1)
        if page is not None:
            self._pages.setCurrentWidget(page)
            page.setFocus()
        return page

    def _let_go(self, down_to: int) -> None:
        while self._pages.count() > down_to:
            page = self._pages.widget(self._pages.count() - 1)
            assert page is not None
            self._pages.removeWidget(page)
            page.deleteLater()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or don't."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything."""
        super().resizeEvent(event)
        self._look.fit(event.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so; whoever made the window puts everything else in order."""
        super().closeEvent(event)
        self.closed.emit()

    def _follow(self) -> None:
        self.setStyleSheet(stylesheet(self._look))
