"""A name for this laptop, so that everybody sees who let whom in."""

from collections.abc import Sequence
from itertools import count

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.store.devices import same_name
from kiosk.door.panel_edit import PanelEdit
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.words import Words

_LONGEST = 40


class DeviceName(Page):
    """Asks once, with a name that nobody has; ``named`` says the one chosen, Esc keeps the old."""

    named = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        present: str,
        taken: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title, main = _("What is this laptop called?"), _("Use this name")
        super().__init__(look, words, Icon.DESK, title, main, column=760, parent=parent)
        self._taken = {same_name(name) for name in taken}
        self.name = PanelEdit(look, words, _("Name"), "Desk 2")
        self.name.setMaxLength(_LONGEST)
        self.name.setText(self._free(present))
        self.name.selectAll()
        self.message = MessageStrip(look)
        why = TextLabel(look, 18, ink="quiet", wrap=True)
        why.say(_("This event came from another laptop. A name of its own tells who let whom in."))
        used = TextLabel(look, 15, ink="quiet", wrap=True)
        used.say(_("Names in use: {names}").format(names=", ".join(taken)) if taken else "")
        rows = FormRows(look)
        rows.add(_("Name"), self.name, used)
        for widget in (why, rows, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.main.clicked.connect(self._take)
        self.name.entered.connect(self.press_main)
        self.name.escaped.connect(self.escape)
        self.setFocusProxy(self.name)
        look.changed.connect(self._space)
        self._space()

    def _free(self, present: str) -> str:
        """The present name, or the first number that is free."""
        names = (f"Desk {number}" for number in count(2))
        return (
            present
            if not self._is_taken(present)
            else next(name for name in names if not self._is_taken(name))
        )

    def _is_taken(self, name: str) -> bool:
        return same_name(name) in self._taken

    def _take(self) -> None:
        name = " ".join(self.name.text().split())
        if not name or self._is_taken(name):
            said = self._words.gettext("{name} is taken: choose another name.")
            if name:
                self.message.say(Tone.NOTICE, said.format(name=name))
            self.name.setFocus()
            return
        self.named.emit(name)

    def _space(self) -> None:
        self.body.setSpacing(self._look.px(24))
