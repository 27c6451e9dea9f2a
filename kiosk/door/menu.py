"""What is rare: lists, exports, printer, theme."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.look.icons import Icon, icon_pixmap
from kiosk.look.look import Look, Theme
from kiosk.words import Words

GROUPS: tuple[tuple[DoorAction, ...], ...] = (
    (DoorAction.WALK_IN, DoorAction.DIRECTION, DoorAction.LATE),
    (
        DoorAction.LOAD_LIST,
        DoorAction.TICKETS,
        DoorAction.NEW_CODE,
        DoorAction.EXPORT,
        DoorAction.SYNC,
    ),
    (DoorAction.EMERGENCY_LIST, DoorAction.PRINT_BADGES),
    (DoorAction.PRINTER, DoorAction.PRINTER_SETUP, DoorAction.SCAN_TEST),
    (DoorAction.FULL_SCREEN,),
)
OTHER_LAPTOPS = (DoorAction.HAND_OVER, DoorAction.MERGE)


class DoorMenu(QMenu):
    """Emits ``acted(DoorAction)`` and ``theme_chosen(Theme)``."""

    acted = Signal(object)
    theme_chosen = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.setAccessibleName(words.gettext("More"))
        self._entries: dict[DoorAction, QAction] = {}
        for group in GROUPS[:-1]:
            for action in group:
                self._add(action, self)
            self.addSeparator()
        self._laptops = self.addMenu(words.gettext("Other laptops"))
        for action in OTHER_LAPTOPS:
            self._add(action, self._laptops)
        self._themes = self._add_themes()
        for action in GROUPS[-1]:
            self._add(action, self)
        look.changed.connect(self._follow)
        self._follow()

    def open_below(self, widget: QWidget) -> None:
        """Open with the upper right corner under this widget's lower right one."""
        corner = widget.mapToGlobal(QPoint(widget.width(), widget.height()))
        self.popup(corner - QPoint(self.sizeHint().width(), -self._look.px(4)))

    def _add(self, action: DoorAction, menu: QMenu) -> None:
        told = TOLD[action]
        keys = QKeySequence(told.keys[0]) if told.keys else QKeySequence()
        native = keys.toString(QKeySequence.SequenceFormat.NativeText)
        # The key is only shown here: the window's own shortcut does the work.
        entry = menu.addAction(f"{self._words.gettext(told.label)}\t{native}")
        entry.triggered.connect(lambda _checked=False, a=action: self.acted.emit(a))
        self._entries[action] = entry

    def _add_themes(self) -> QMenu:
        _ = self._words.gettext
        menu = self.addMenu(_("Theme"))
        group = QActionGroup(menu)
        for theme, label in (
            (Theme.SYSTEM, _("As the system")),
            (Theme.DARK, _("Dark")),
            (Theme.LIGHT, _("Light")),
        ):
            entry = menu.addAction(label)
            entry.setCheckable(True)
            entry.setChecked(theme is self._look.theme)
            entry.triggered.connect(lambda _checked=False, t=theme: self.theme_chosen.emit(t))
            group.addAction(entry)
        return menu

    def _follow(self) -> None:
        font = self._look.font(16)
        self.setFont(font)
        for menu in (self._themes, self._laptops):
            menu.setFont(font)
        ratio = self.devicePixelRatio()
        for action, entry in self._entries.items():
            ink = self._look.colour("quiet")
            entry.setIcon(icon_pixmap(TOLD[action].icon, self._look.px(20), ink, ratio))
        ink = self._look.colour("quiet")
        self._themes.setIcon(icon_pixmap(Icon.THEME, self._look.px(20), ink, ratio))
        self._laptops.setIcon(icon_pixmap(Icon.DESK, self._look.px(20), ink, ratio))
