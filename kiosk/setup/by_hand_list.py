"""What never arrived at a far end: the list to correct by hand."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.syncing.given_up import GivenUpLine, as_table, what_words
from kiosk.words import Words

SHOWN = 40  # on the page; the copy has them all


class ByHandList(QWidget):
    """Hidden while there is nothing. ``copied``: it lies in the clipboard, as a table."""

    copied = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        time: Callable[[datetime], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._time = time
        self.lines: tuple[GivenUpLine, ...] = ()
        _ = words.gettext
        title = TextLabel(look, 20, Weight.SEMIBOLD)
        title.say(_("To be corrected by hand"))
        self.copy = KeyButton(look, _("Copy"), icon=Icon.NOTE, height=40)
        self.save = KeyButton(look, _("Save as CSV"), icon=Icon.TRANSFER, height=40)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.save_wanted)
        self._head, self._texts, self._rows = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        self._head.addWidget(title, 1)
        self._head.addWidget(self.copy)
        self._head.addWidget(self.save)
        self._rows.addLayout(self._head)
        self._rows.addLayout(self._texts)
        self._rows.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._follow)
        self._follow()
        self.hide()

    def show_lines(self, lines: Sequence[GivenUpLine]) -> None:
        """Show these."""
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        while (item := self._texts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        shown: dict[str, list[GivenUpLine]] = {}  # what to do is said once for all of them
        for line in self.lines[:SHOWN]:
            shown.setdefault(f"{line.why} {line.what_to_do}", []).append(line)
        for number, (sentence, group) in enumerate(shown.items()):
            if number:
                self._texts.addSpacing(self._look.px(12))
            why = TextLabel(self._look, 17, ink="quiet", wrap=True)
            why.say(sentence)
            self._texts.addWidget(why)
            for line in group:
                who = TextLabel(self._look, 17, Weight.SEMIBOLD, wrap=True)
                who.say(what_words(line, self._time, self._words))
                self._texts.addWidget(who)
        rest = len(self.lines) - SHOWN
        if rest > 0:
            more = TextLabel(self._look, 16, ink="quiet")
            form = self._words.ngettext("and {number} more", "and {number} more", rest)
            more.say(form.format(number=rest))
            self._texts.addWidget(more)
        set_seen(self, bool(self.lines))

    def table(self, delimiter: str) -> str:
        """All of it as text."""
        return as_table(self.lines, self._time, self._words, delimiter)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table("\t"))
        self.copied.emit()

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setSpacing(px(8))
        self._head.setSpacing(px(10))
        self._texts.setSpacing(px(5))
