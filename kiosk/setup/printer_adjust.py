"""One printer adjusted: where its labels begin, how they are turned, and how long its roll is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.background import Background
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.paper import Paper
from kiosk.printing.setup import (
    FARTHEST_MM,
    LEAST_SCALE,
    MOST_LABELS,
    MOST_SCALE,
    PrinterSetup,
)
from kiosk.setup.badge_view import BadgeView
from kiosk.setup.number_edit import NumberEdit
from kiosk.words import Words


class PrinterAdjust(Page):
    """The page. Nothing counts before it is saved; rulers and test badges show it before that.

    ``name`` is the printer's; ``paper`` what it prints on.

    Signals (beside those of ``Page``):
        saved(PrinterSetup): set the printer up like this.
        test_wanted(PrinterSetup, bool): print a badge like this; or rather a ruler.
    """

    saved = Signal(object)
    test_wanted = Signal(object, bool)

    def __init__(
        self,
        look: Look,
        words: Words,
        name: str,
        setup: PrinterSetup,
        paper: Paper,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Adjust {printer}").format(printer=name)
        super().__init__(look, words, Icon.PRINTER, title, _("Save"), column=1200, parent=parent)
        self._name = name
        self._paper = paper
        self._setup = setup
        far = FARTHEST_MM
        self.right = NumberEdit(look, words, _("Move to the right, in mm"), -far, far)
        self.up = NumberEdit(look, words, _("Move up, in mm"), -far, far)
        self.turn = ChoiceButton(look, _("Turn"), height=48)
        self.scale = NumberEdit(
            look, words, _("Size, in per cent"), LEAST_SCALE * 100, MOST_SCALE * 100
        )
        hint = _("not counted")
        self.labels = NumberEdit(
            look, words, _("Labels left on the roll"), 0, MOST_LABELS, whole=True, hint=hint
        )
        self.roll = NumberEdit(
            look, words, _("Labels on a new roll"), 0, MOST_LABELS, whole=True, hint=hint
        )
        self.edits = (self.right, self.up, self.scale, self.labels, self.roll)
        self.view = BadgeView(look, background, _("The ruler as it will be printed"))
        self.ruler = KeyButton(look, _("Print a ruler"), keys="Ctrl+R")
        self.test = KeyButton(look, _("Print a test badge"), icon=Icon.BADGE, keys="Ctrl+T")
        self.message = MessageStrip(look)
        self._both, self._right = QHBoxLayout(), QVBoxLayout()
        self._show(setup)
        self._arrange()
        self._connect()
        look.changed.connect(self._follow)
        self._follow()
        self._draw()
        self.setFocusProxy(self.right)

    def tell(self, text: str, *, is_well: bool) -> None:
        """Say what became of a test."""
        self.message.say(Tone.ADMITTED if is_well else Tone.NOTICE, text)

    def setup(self) -> PrinterSetup | None:
        """What was entered; None where a field holds no number that a printer needs."""
        right, up, scale = self.right.number, self.up.number, self.scale.number
        labels = -1.0 if self.labels.is_blank else self.labels.number
        roll = 0.0 if self.roll.is_blank else self.roll.number
        if right is None or up is None or scale is None or labels is None or roll is None:
            return None
        turn = float(self.turn.key)
        return PrinterSetup(right, up, turn, scale / 100, int(labels), int(roll))

    def _show(self, setup: PrinterSetup) -> None:
        _ = self._words.gettext
        self.right.show_number(setup.right_mm)
        self.up.show_number(setup.up_mm)
        self.scale.show_number(round(setup.scale * 100, 2))
        self.labels.show_number(setup.labels.left)
        self.roll.show_number(setup.roll or None)
        choices = [
            ("0", _("not turned")),
            ("180", _("upside down")),
        ]
        own = f"{setup.rotation_degrees:g}"
        if own not in dict(choices):
            choices.append((own, f"{own}°"))
        self.turn.offer(choices, own)

    def _entered(self) -> None:
        self.message.say(Tone.INFO, "")
        self._draw()

    def _draw(self) -> None:
        setup = self.setup()
        if setup is not None:
            stock = self._paper.stock
            paper = Paper(stock, setups={self._name: setup})
            self.view.show_pdf(lambda: paper.draw_ruler(self._name).pdf)

    def _checked(self) -> PrinterSetup | None:
        setup = self.setup()
        if setup is None:
            wrong = next(
                edit
                for edit in self.edits
                if edit.number is None and not (edit.is_blank and edit in (self.labels, self.roll))
            )
            said = self._words.gettext("{field}: type a number from {least} to {most}.")
            least, most = wrong.bounds
            self.tell(
                said.format(field=wrong.accessibleName(), least=least, most=most), is_well=False
            )
            wrong.setFocus()
        return setup

    def _save(self) -> None:
        setup = self._checked()
        if setup is not None:
            self.saved.emit(setup)

    def _try(self, is_ruler: bool) -> None:
        setup = self._checked()
        if setup is not None:
            self.test_wanted.emit(setup, is_ruler)

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look, 190)
        how = TextLabel(self._look, 16, ink="quiet", wrap=True)
        how.say(
            _(
                "Print a ruler and look: the frame should stand 2 mm from all four edges and be as "
                "long as its figures say. Type what is missing here, and print it again."
            )
        )
        rows.add(_("To the right (mm)"), self.right)
        rows.add(_("Up (mm)"), self.up)
        rows.add(_("Turned"), self.turn)
        rows.add(_("Size (%)"), self.scale)
        rows.add(_("Labels left"), self.labels)
        rows.add(_("On a new roll"), self.roll)
        left = QVBoxLayout()
        left.addWidget(how)
        left.addWidget(rows)
        left.addStretch(1)
        self._buttons = FlowLayout()
        for button in (self.ruler, self.test):
            self._buttons.addWidget(button)
        self._right.addWidget(self.view)
        self._right.addLayout(self._buttons)
        self._right.addWidget(self.message)
        self._right.addStretch(1)
        self._both.addLayout(left, 55)
        self._both.addLayout(self._right, 45)
        self.body.addLayout(self._both)

    def _connect(self) -> None:
        for edit in self.edits:
            edit.textChanged.connect(self._entered)
            edit.entered.connect(self.press_main)
            edit.escaped.connect(self.escape)
        self.turn.chosen.connect(self._entered)
        self.main.clicked.connect(self._save)
        self.ruler.clicked.connect(lambda: self._try(is_ruler=True))
        self.test.clicked.connect(lambda: self._try(is_ruler=False))
        for keys, button in (("Ctrl+T", self.test), ("Ctrl+R", self.ruler)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _follow(self) -> None:
        self._both.setSpacing(self._look.px(32))
        self._right.setSpacing(self._look.px(12))
        self._buttons.setSpacing(self._look.px(8))
