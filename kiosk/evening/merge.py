"""Another laptop's evening taken into this one: choose its file, look, take it in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from data.errors import DataError
from data.guests import EventInfo
from data.sync.merge import Merged, Outlook
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.error_words import error_words
from kiosk.evening.taking_in import TakingIn
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.progress_line import ProgressLine
from kiosk.look.seen import set_seen
from kiosk.merge_words import double_words, gap_words, outlook_words, settings_words
from kiosk.words import Words

_SHOWN = 4  # doubles told by name; the door shows each


class MergePage(Page):
    """The page. Nothing is written before "Take in"; the other file stays as it is.

    Signals (beside those of ``Page``):
        settings_changed: a mapping of fields of ``Settings`` to remember.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        background: Background,
        folder: str = "",
        ask_file: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Take in another laptop")
        super().__init__(
            look, words, Icon.DESK, title, _("Take in"), keys="Ctrl+Return", column=820,
            parent=parent,
        )  # fmt: skip
        self._info = info
        self._folder = folder
        self._ask_file = ask_file or self._ask_by_dialog
        self._name = self._brought = ""
        self.taking_in = TakingIn(desk, background, desk)  # goes on without this page
        self.destroyed.connect(self.taking_in.let_go)
        self.choose = KeyButton(look, _("Choose a file…"), icon=Icon.DESK, keys="Ctrl+O", height=56)
        self._how = TextLabel(look, 18, ink="quiet", wrap=True)
        self._how.say(
            _(
                "Drop the event file of the other laptop on the window, or choose it from the "
                "stick. You will see what it brings before anything is written; it stays as it "
                "is, and taking it in twice does no harm."
            )
        )
        self._facts = FormRows(look)
        self._file, self._brings, self._wrote, self._twice = (
            TextLabel(look, 17, weight, wrap=True)
            for weight in (Weight.SEMIBOLD, *[Weight.REGULAR] * 3)
        )
        self.progress = ProgressLine(look, _("Stop"))
        self.message = MessageStrip(look)
        self._arrange()
        self._connect()
        self._show_outlook(False)

    def open_file(self, path: Path) -> None:
        """Look at this file."""
        if self.taking_in.is_busy:
            return
        self._name = path.name
        self.message.say(Tone.INFO, "")
        self._show_outlook(False)
        self.progress.begin(self._words.gettext("Looking at {file}…").format(file=path.name))
        set_seen(self.progress.cancel, False)
        self.settings_changed.emit({"last_folder": str(path.parent)})
        self.taking_in.look(path)

    def facts(self) -> tuple[str, ...]:
        """What is shown of the file."""
        return tuple(label.text() for label in (self._file, self._brings, self._wrote, self._twice))

    def choose_file(self) -> None:
        """Ask for a file."""
        path = self._ask_file(self._folder)
        if path:
            self.open_file(Path(path))

    def escape(self) -> None:
        """Stop taking in, or leave."""
        if self.taking_in.is_busy:
            self.progress.cancel.setEnabled(False)
            self.taking_in.stop()
        else:
            self.taking_in.forget()
            self.left.emit()

    def _show(self, told: Outlook) -> None:
        _, plural = self._words.gettext, self._words.ngettext
        self.progress.hide()
        self._file.say(f"{self._name} · {told.event}")
        self._brought = outlook_words(told, self._words)
        self._brings.say("\n".join([self._brought, *settings_words(told, self._words)]))
        self._wrote.say(", ".join(told.devices) if told.devices else "–")
        lines = [double_words(one, self._info, self._words) for one in told.doubles[:_SHOWN]]
        rest = len(told.doubles) - _SHOWN
        if rest > 0:
            lines.append(plural("and {number} more", "and {number} more", rest).format(number=rest))
        self._twice.say("\n".join(lines) if lines else _("nobody"))
        self._show_outlook(True)
        brings = bool(told.new or told.taken_over)
        self.main.setEnabled(brings)
        if not brings:
            self.message.say(Tone.INFO, _("Everything in this file is known here already."))

    def _begin(self) -> None:
        self.main.setEnabled(False)
        self.message.say(Tone.INFO, "")
        self.progress.begin(self._words.gettext("Taking in; the door goes on working…"))
        set_seen(self.progress.cancel, True)
        self.taking_in.begin()

    def _finished(self, merged: Merged) -> None:
        _, plural = self._words.gettext, self._words.ngettext
        self.progress.hide()
        self._show_outlook(False)
        said = [_("Taken in: {what}.").format(what=self._brought)]
        number = len(merged.doubles)
        if number:
            form = plural(
                "{number} guest came in twice; the door shows who, where and when.",
                "{number} guests came in twice; the door shows who, where and when.",
                number,
            )
            said.append(form.format(number=number))
        said += gap_words(merged.gaps, self._words)
        tone = Tone.NOTICE if number or merged.gaps else Tone.ADMITTED
        self.message.say(tone, " ".join(said))

    def _stopped(self) -> None:
        self.progress.hide()
        self._show_outlook(False)
        said = self._words.gettext(
            "Stopped. What was taken in stays; take the file in again for the rest."
        )
        self.message.say(Tone.NOTICE, said)

    def _failed(self, error: DataError) -> None:
        self.progress.hide()
        self._show_outlook(False)
        self.message.say(Tone.NOTICE, error_words(error, self._words))

    def _show_outlook(self, seen: bool) -> None:
        set_seen(self._facts, seen)
        set_seen(self.main, seen)

    def _ask_by_dialog(self, folder: str) -> str:
        _ = self._words.gettext
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the other laptop's event"), folder, f"{_('Events')} (*.pennant)"
        )
        return path

    def _arrange(self) -> None:
        _ = self._words.gettext
        for name, label in (
            (_("File"), self._file),
            (_("Brings"), self._brings),
            (_("Written by"), self._wrote),
            (_("Came in twice"), self._twice),
        ):
            self._facts.add(name, label)
        first = QVBoxLayout()
        first.addWidget(self._how)
        first.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._first = first
        self.body.addLayout(first)
        for widget in (self._facts, self.progress, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self.body.setSpacing(self._look.px(24))
        self._first.setSpacing(self._look.px(18))
        for label in (self._file, self._brings, self._wrote, self._twice):
            label.setMinimumHeight(self._look.px(48))

    def _connect(self) -> None:
        self.taking_in.looked.connect(self._show)
        self.taking_in.progressed.connect(self.progress.show_progress)
        self.taking_in.finished.connect(self._finished)
        self.taking_in.stopped.connect(self._stopped)
        self.taking_in.failed.connect(self._failed)
        self.progress.cancel.clicked.connect(self.escape)
        self.choose.clicked.connect(self.choose_file)
        self.main.clicked.connect(self._begin)
        for keys, then in (("Ctrl+O", self.choose_file), ("Ctrl+Return", self.press_main)):
            QShortcut(QKeySequence(keys), self).activated.connect(then)
