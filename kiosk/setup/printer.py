"""Where badges go and on what: printers, labels, design, and whether by themselves."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from badges.badge import Badge
from badges.errors import BadgeError
from badges.stock import own_stocks
from kiosk.background import Background
from kiosk.error_words import error_words
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.paper import DESIGN, Paper, stock_or_first
from kiosk.printing.choice import FOLDER
from kiosk.printing.found import FoundPrinter
from kiosk.printing.policy import PrintPolicy
from kiosk.printing.setup import PrinterSetup
from kiosk.settings import Settings
from kiosk.setup.badge_view import BadgeView
from kiosk.setup.paper_choice import design_choices, policy_choices, stock_choices
from kiosk.setup.printer_list import PrinterList
from kiosk.words import Words


class PrinterPage(Page):
    """The page; every choice counts at once, and nothing is printed by it.

    ``settings`` are this laptop's, asked anew after each ``changed``; ``own_paper`` is where one's
    own designs and label stock lie. ``samples`` are invented badges to look at; ``background``
    draws them. ``find`` and ``look_at`` look for printers, in ``searching``. ``ask_folder`` asks
    for a folder, by the system's dialog unless told otherwise.

    Signals (beside those of ``Page``):
        changed(dict): fields of ``Settings``.
        adjust_wanted(str): the printer of that setting is to be adjusted.
        own_stock_wanted: labels are to be added that the list lacks.
        test_wanted(bool): print one invented badge; or rather a ruler.
    """

    changed = Signal(object)
    adjust_wanted = Signal(str)
    own_stock_wanted = Signal()
    test_wanted = Signal(bool)

    def __init__(
        self,
        look: Look,
        words: Words,
        settings: Callable[[], Settings],
        own_paper: Path,
        samples: Sequence[Badge],
        background: Background,
        searching: Background,
        find: Callable[[], Sequence[FoundPrinter]],
        look_at: Callable[[str], FoundPrinter],
        *,
        ask_folder: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Printers and labels")
        super().__init__(look, words, Icon.PRINTER, title, column=1200, parent=parent)
        self._settings = settings
        self._own_paper = own_paper
        self._samples = tuple(samples)
        self._shown = 0
        self._ask_folder = ask_folder or self._ask_by_dialog
        now = settings()
        self.printers = PrinterList(
            look, words, now.printers, tuple(now.printer_setups), searching, find, look_at
        )
        self.stock = ChoiceButton(look, _("Labels"), height=48)
        self.own_stock = KeyButton(look, _("Own size…"), rank=Rank.QUIET)
        self.design = ChoiceButton(look, _("Design"), height=48)
        self.policy = ChoiceButton(look, _("A badge is printed"), height=48)
        self.view = BadgeView(look, background, _("What a badge will look like"))
        self.another = KeyButton(look, _("Another name"), rank=Rank.QUIET)
        self.test = KeyButton(look, _("Print a test badge"), icon=Icon.BADGE, keys="Ctrl+T")
        self.ruler = KeyButton(look, _("Print a ruler"), keys="Ctrl+R")
        self.message = MessageStrip(look)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._arrange()
        stock = stock_or_first(now.stock, own_paper).name
        self.stock.offer(stock_choices(own_paper), stock)
        self.design.offer(design_choices(own_paper, words), now.design or DESIGN)
        self.policy.offer(policy_choices(words), now.print_policy.value)
        self._connect()
        look.changed.connect(self._follow)
        self._follow()
        self._say_hint()
        self._draw()
        self._tell_unreadable()
        self.printers.search()
        self.setFocusProxy(self.stock)

    def tell(self, text: str, *, is_well: bool) -> None:
        """Say what became of a test."""
        self.message.say(Tone.ADMITTED if is_well else Tone.NOTICE, text)

    def _choose_printers(self, printers: tuple[str, ...]) -> None:
        self.changed.emit({"printers": printers})
        self.printers.use(printers)
        self._say_hint()

    def _add_printer(self, setting: str) -> None:
        """Keep an address also while it is not used."""
        setups = self._settings().printer_setups
        if setting not in setups:
            self.changed.emit({"printer_setups": {**setups, setting: PrinterSetup()}})

    def _choose_folder(self) -> None:
        folder = self._ask_folder(self._settings().last_folder)
        if folder:
            self._choose_printers((FOLDER + str(Path(folder)),))

    def _choose(self, **changes: object) -> None:
        self.changed.emit(changes)
        self._draw()

    def _draw(self) -> None:
        settings = self._settings()
        paper = Paper(
            stock_or_first(settings.stock, self._own_paper),
            settings.design or DESIGN,
            self._own_paper,
        )
        sample = self._samples[self._shown]
        self.view.show_pdf(lambda: paper.draw(sample).pdf)

    def _turn_name(self) -> None:
        self._shown = (self._shown + 1) % len(self._samples)
        self._draw()

    def _tell_undrawn(self, error: BadgeError) -> None:
        self.message.say(Tone.NOTICE, error_words(error, self._words))

    def _tell_unreadable(self) -> None:
        try:
            own_stocks(self._own_paper)
        except BadgeError as error:
            self._tell_undrawn(error)

    def _say_hint(self) -> None:
        _ = self._words.gettext
        printers = self._settings().printers
        if not printers or printers[0].startswith(FOLDER):
            hint = _("Each badge becomes a PDF there, to be printed from another machine.")
        elif len(printers) > 1:
            hint = _("Badges are shared out among them; one in trouble leaves its own to others.")
        elif printers[0].startswith("system:"):
            hint = _("Pennant says “sent” and no more: this laptop does not tell what came out.")
        else:
            hint = ""
        self.printers.hint.say(hint)

    def _ask_by_dialog(self, begin: str) -> str:
        title = self._words.gettext("Where badges are put")
        return QFileDialog.getExistingDirectory(self, title, begin)

    def _arrange(self) -> None:
        _ = self._words.gettext
        look = self._look
        rows = FormRows(look, 120)
        rows.add(_("Printers"), self.printers)
        labels = QWidget()
        line = Row(look, self.stock, self.own_stock, gap=8)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        labels.setLayout(line)
        rows.add(_("Labels"), labels)
        rows.add(_("Design"), self.design)
        rows.add(_("Printed"), self.policy)
        self._left.addWidget(rows)
        self._left.addStretch(1)
        self._buttons = FlowLayout()
        for button in (self.test, self.ruler, self.another):
            self._buttons.addWidget(button)
        self._right.addWidget(self.view)
        self._right.addLayout(self._buttons)
        self._right.addWidget(self.message)
        self._right.addStretch(1)
        both = QHBoxLayout()
        both.addLayout(self._left, 58)
        both.addLayout(self._right, 42)
        self._both = both
        self.body.addLayout(both)

    def _connect(self) -> None:
        self.printers.chosen.connect(self._choose_printers)
        self.printers.added.connect(self._add_printer)
        self.printers.adjusted.connect(self.adjust_wanted)
        self.printers.told.connect(lambda text: self.message.say(Tone.NOTICE, text))
        self.printers.folder.clicked.connect(self._choose_folder)
        self.printers.address.escaped.connect(self.escape)
        self.stock.chosen.connect(lambda name: self._choose(stock=name))
        self.design.chosen.connect(lambda name: self._choose(design=name))
        self.policy.chosen.connect(lambda name: self._choose(print_policy=PrintPolicy(name)))
        self.own_stock.clicked.connect(self.own_stock_wanted)
        self.another.clicked.connect(self._turn_name)
        self.test.clicked.connect(lambda: self.test_wanted.emit(False))
        self.ruler.clicked.connect(lambda: self.test_wanted.emit(True))
        self.view.failed.connect(self._tell_undrawn)
        for keys, button in (("Ctrl+T", self.test), ("Ctrl+R", self.ruler)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _follow(self) -> None:
        px = self._look.px
        self._both.setSpacing(px(32))
        self._right.setSpacing(px(12))
        self._buttons.setSpacing(px(8))
