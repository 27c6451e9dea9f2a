"""Where badges go and on what: printer, label stock, and whether by themselves."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from badges.badge import Badge
from badges.stock import STOCKS, stock_named
from kiosk.background import Background
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.switch import Switch
from kiosk.printing.choice import FOLDER, SYSTEM
from kiosk.setup.badge_view import BadgeView
from kiosk.words import Words

_ANOTHER = "another folder"


class PrinterPage(Page):
    """The page; every choice counts at once, and nothing is printed by it.

    ``printer`` is as in ``Settings.printer``: "folder:PATH", "system:NAME", or empty for the
    folder beside the event. ``sample`` is the badge that is shown, an invented one;
    ``background`` draws it. ``ask_folder`` asks for a folder, by the system's dialog unless told
    otherwise.

    Signals (beside those of ``Page``):
        printer_chosen, stock_chosen: a value for ``Settings.printer`` or ``Settings.stock``.
        auto_chosen: whether badges print by themselves at the first check-in.
        test_wanted: print one invented badge.
    """

    printer_chosen = Signal(str)
    stock_chosen = Signal(str)
    auto_chosen = Signal(bool)
    test_wanted = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        printers: Sequence[str],
        printer: str,
        stock: str,
        sample: Badge,
        background: Background,
        *,
        is_auto: bool = True,
        ask_folder: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Printer and labels")
        super().__init__(look, words, Icon.PRINTER, title, column=760, parent=parent)
        self._printers = tuple(printers)
        self._ask_folder = ask_folder or self._ask_by_dialog
        self._setting = printer
        self.printer = ChoiceButton(look, _("Printer"), height=48)
        self.stock = ChoiceButton(look, _("Labels"), height=48)
        self.auto = Switch(look, _("Print a badge at the first check-in"), on=is_auto)
        self.test = KeyButton(look, _("Print a test badge"), icon=Icon.BADGE, keys="Ctrl+T")
        self.message = MessageStrip(look)
        self.view = BadgeView(look, background, _("What a badge will look like"))
        self._sample = sample
        self._about = TextLabel(look, 15, ink="quiet", wrap=True)
        self._arrange()
        self._offer()
        self.stock.offer(
            [(each.name, each.description) for each in STOCKS], stock or STOCKS[0].name
        )
        self._connect()
        self._draw()
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self.test.click)
        self.setFocusProxy(self.printer)

    def tell(self, text: str, *, is_well: bool) -> None:
        """Say what became of the test badge."""
        self.message.say(Tone.ADMITTED if is_well else Tone.NOTICE, text)

    def _offer(self) -> None:
        _ = self._words.gettext
        choices = [("", _("A folder beside the event"))]
        if self._setting.startswith(FOLDER):
            choices.append((self._setting, self._setting.removeprefix(FOLDER)))
        choices += [(SYSTEM + name, name) for name in self._printers]
        if self._setting.startswith(SYSTEM) and self._setting not in dict(choices):
            gone = _("{name} (not found)").format(name=self._setting.removeprefix(SYSTEM))
            choices.append((self._setting, gone))
        choices.append((_ANOTHER, _("Another folder…")))
        self.printer.offer(choices, self._setting)
        if self._setting.startswith(SYSTEM):
            about = _("Pennant says “sent” and no more: this laptop does not tell what came out.")
        else:
            about = _("Each badge becomes a PDF there, to be printed from another machine.")
        self._about.say(about)

    def _choose(self, key: str) -> None:
        if key == _ANOTHER:
            folder = self._ask_folder(self._setting.removeprefix(FOLDER))
            key = FOLDER + str(Path(folder)) if folder else self._setting
        changed = key != self._setting
        self._setting = key
        self._offer()
        if changed:
            self.message.say(Tone.INFO, "")
            self.printer_chosen.emit(key)

    def _draw(self) -> None:
        self.view.show_badge(self._sample, stock_named(self.stock.key))

    def _ask_by_dialog(self, begin: str) -> str:
        title = self._words.gettext("Where badges are put")
        return QFileDialog.getExistingDirectory(self, title, begin)

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look)
        rows.add(_("Printer"), self.printer, self._about)
        rows.add(_("Labels"), self.stock)
        rows.add(_("By itself"), self.auto)
        row = QHBoxLayout()
        row.addWidget(self.test)
        row.addStretch(1)
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        rows.add(_("Try it"), holder)
        self.body.addWidget(rows)
        rows.add(_("Sample"), self.view)
        self.body.addWidget(self.message)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.printer.chosen.connect(self._choose)
        self.stock.chosen.connect(self.stock_chosen)
        self.stock.chosen.connect(self._draw)
        self.auto.toggled.connect(self.auto_chosen)
        self.test.clicked.connect(self.test_wanted)
