"""A field that offers what it knows for what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from kiosk.door.panel_edit import PanelEdit
from kiosk.look.look import Look
from kiosk.words import Words

_SHOWN = 8


class SuggestEdit(PanelEdit):
    """Any part of a suggestion may be typed; Down and Enter take one."""

    def __init__(
        self,
        look: Look,
        words: Words,
        name: str,
        suggestions: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, words, name, parent=parent)
        completer = QCompleter(list(suggestions), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        self.setCompleter(completer)
        self._popup = QListView()
        completer.setPopup(self._popup)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._look
        colours, px = look.palette, look.px
        popup = self._popup
        popup.setFont(look.font(17))
        popup.setStyleSheet(
            f"""QListView {{ background: {colours.surface}; color: {colours.text};
            border: {px(1)}px solid {colours.line}; outline: none; padding: {px(4)}px; }}
            QListView::item {{ min-height: {px(40)}px; padding: 0 {px(12)}px; }}
            QListView::item:selected {{ background: {colours.chosen}; color: {colours.text}; }}"""
        )
