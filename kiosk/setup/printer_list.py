"""Which printers are there and which are used: found ones, and one by its address."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kiosk.background import Background
from kiosk.door.panel_edit import PanelEdit
from kiosk.error_words import error_words
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.print_words import PrinterSaid, printer_words
from kiosk.printing.choice import FOLDER, SYSTEM, plain_name
from kiosk.printing.errors import PrintError
from kiosk.printing.found import FoundPrinter
from kiosk.printing.status import PrinterState
from kiosk.setup.printer_row import PrinterRow
from kiosk.words import Words


def with_turned(chosen: Sequence[str], setting: str, on: bool) -> tuple[str, ...]:
    """The printers in use once one more is turned on or off. A folder is used alone: badges that
    are shared out with it would be missing at the desk.
    """
    others = tuple(each for each in chosen if each != setting)
    if not on:
        return others
    if not setting or setting.startswith(FOLDER):
        return (setting,) if setting else ()
    return (*(each for each in others if each and not each.startswith(FOLDER)), setting)


class PrinterList(QWidget):
    """A row for each printer; below them a field for an address.

    ``find`` lists what is there and ``look_at`` asks an address; both take their time, in
    ``background``.

    Signals:
        chosen(tuple): the printers to use, as in ``Settings.printers``.
        added(str): one more was found at an address that was typed.
        adjusted(str): this one is to be adjusted.
        told(str): a sentence about an address; empty: nothing to say any more.
    """

    chosen = Signal(object)
    added = Signal(str)
    adjusted = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        chosen: Sequence[str],
        known: Sequence[str],
        background: Background,
        find: Callable[[], Sequence[FoundPrinter]],
        look_at: Callable[[str], FoundPrinter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = words.gettext
        self._look = look
        self._words = words
        self._chosen = tuple(chosen)
        self._known = tuple(dict.fromkeys((*chosen, *known)))
        self._background = background
        self._find = find
        self._look_at = look_at
        self._found: dict[str, FoundPrinter] = {}
        self._has_looked = False
        self.rows: list[PrinterRow] = []
        hint = _("Address, such as 192.168.1.40")
        self.address = PanelEdit(look, words, _("Address of a printer"), hint)
        self.add = KeyButton(look, _("Look there"), icon=Icon.SEARCH)
        self.folder = KeyButton(look, _("A folder…"), rank=Rank.QUIET)
        self.again = KeyButton(look, _("Look again"), rank=Rank.QUIET)
        self._searching = TextLabel(look, 15, ink="quiet")
        self.hint = TextLabel(look, 15, ink="quiet", wrap=True)
        self._list = QVBoxLayout()
        self._entry = QHBoxLayout()
        self._more = QHBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._entry.addWidget(self.address, 1)
        self._entry.addWidget(self.add)
        self._more.addWidget(self._searching, 1)
        self._more.addStretch(1)
        self._more.addWidget(self.again)
        self._more.addWidget(self.folder)
        whole.addLayout(self._list)
        whole.addWidget(self.hint)
        whole.addLayout(self._more)
        whole.addLayout(self._entry)
        self.add.clicked.connect(self._try_address)
        self.address.entered.connect(self._try_address)
        self.again.clicked.connect(self.search)
        look.changed.connect(self._follow)
        self._follow()
        self._show()

    def search(self) -> None:
        """Look which printers there are."""
        self._searching.say(self._words.gettext("Looking for printers…"))
        self._background.run(self._find, self._take)

    def use(self, chosen: Sequence[str]) -> None:
        """Show these as in use."""
        self._chosen = tuple(chosen)
        self._known = tuple(dict.fromkeys((*self._known, *chosen)))
        self._show()

    def show_states(self, states: Mapping[str, PrinterSaid]) -> None:
        """Say how the printers in use are, by their settings."""
        for row in self.rows:
            if row.setting in states and row.switch.isChecked():
                row.say(states[row.setting])

    def _take(self, found: Sequence[FoundPrinter]) -> None:
        if not isValid(self):
            return
        self._has_looked = True
        self._searching.say("")
        typed = {s: f for s, f in self._found.items() if s in self._known}
        self._found = typed | {each.setting: each for each in found}
        self._show()

    def _show(self) -> None:
        settings = list(dict.fromkeys(("", *self._found, *self._known)))
        while self.rows:
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for setting in settings:
            is_on = setting in self._chosen or (not setting and not self._chosen)
            row = PrinterRow(
                self._look, self._words, setting, self._name(setting), on=is_on, parent=self
            )
            row.say(self._said(setting))
            row.turned.connect(lambda on, s=setting: self._turn(s, on))
            row.adjusted.connect(lambda s=setting: self.adjusted.emit(s))
            self.rows.append(row)
            self._list.addWidget(row)

    def _name(self, setting: str) -> str:
        if not setting:
            return self._words.gettext("A folder beside the event")
        found = self._found.get(setting)
        if found is not None:
            return found.name
        if setting.startswith(FOLDER):
            return setting.removeprefix(FOLDER)
        return plain_name(setting)

    def _said(self, setting: str) -> PrinterSaid | None:
        found = self._found.get(setting)
        if found is not None:
            return printer_words(PrinterState(found.name, found.status), None, self._words)
        if self._has_looked and setting.startswith(SYSTEM):
            return PrinterSaid(self._words.gettext("not found"))
        return None

    def _turn(self, setting: str, on: bool) -> None:
        self.told.emit("")
        self.chosen.emit(with_turned(self._chosen, setting, on))

    def _try_address(self) -> None:
        text = self.address.text().strip()
        if not text or not self.add.isEnabled():
            return
        self.add.setEnabled(False)
        self.told.emit("")
        self._searching.say(self._words.gettext("Asking {address}…").format(address=text))
        self._background.run(lambda: self._look_at(text), self._take_one, self._no_answer)

    def _take_one(self, found: FoundPrinter) -> None:
        if not isValid(self):
            return
        self._end_trying()
        self.address.clear()
        self._found[found.setting] = found
        self._known = tuple(dict.fromkeys((*self._known, found.setting)))
        self.added.emit(found.setting)
        self.chosen.emit(with_turned(self._chosen, found.setting, on=True))

    def _no_answer(self, error: Exception) -> None:
        if not isinstance(error, PrintError):
            raise error
        if not isValid(self):
            return
        self._end_trying()
        self.told.emit(error_words(error, self._words))

    def _end_trying(self) -> None:
        self.add.setEnabled(True)
        self._searching.say("")

    def _follow(self) -> None:
        px = self._look.px
        self._list.setSpacing(px(2))
        for row in (self._entry, self._more):
            row.setSpacing(px(8))
