"""Tickets to send out: a folder, a bar, a table for a mail merge."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from badges.errors import BadgeError
from data.guests import EventInfo
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.error_words import error_words
from kiosk.evening.saved_file import SavedFile
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.path_row import PathRow
from kiosk.look.progress_line import ProgressLine
from kiosk.setup.ticket_maker import TicketMaker
from kiosk.words import Words


class TicketsPage(Page):
    """The page. Leaving it stops what is being made; what is drawn stays.

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
        ask_folder: Callable[[str], str] | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        super().__init__(
            look, words, Icon.CARD, _("Tickets"), _("Make the tickets"), column=760, parent=parent
        )
        self._ask_folder = ask_folder or self._ask_by_dialog
        parent_folder = Path(folder) if folder else desk.path.parent
        self._folder = parent_folder / f"{desk.path.stem} {_('tickets')}"
        self.number = TextLabel(look, 17, ink="quiet", wrap=True)
        self.place = PathRow(look, _("Change…"))
        self.progress = ProgressLine(look, _("Stop"))
        self.message = SavedFile(look, words, open_url)
        self.maker = TicketMaker(desk, info, background, words, self)
        self._arrange()
        self._connect()
        self.place.say(self._folder)
        self.maker.count()

    @property
    def folder(self) -> Path:
        """Where the tickets go."""
        return self._folder

    def escape(self) -> None:
        """Stop first, then leave."""
        if self.maker.is_busy:
            self.maker.stop()
        else:
            super().escape()

    def _make(self) -> None:
        self.main.setEnabled(False)
        self.place.button.setEnabled(False)
        self.message.say(Tone.INFO, "")
        self.progress.begin(self._words.gettext("Drawing tickets; the door goes on working…"))
        self.maker.make(self._folder)

    def _again(self) -> None:
        self.progress.hide()
        self.main.setEnabled(True)
        self.place.button.setEnabled(True)

    def _made(self, table: Path) -> None:
        self._again()
        said = self._words.gettext("All tickets are in {folder}, with the table {file}.")
        self.message.tell_saved(table, said.format(folder=table.parent.name, file=table.name))
        self.maker.count()

    def _stopped(self, drawn: int) -> None:
        self._again()
        said = self._words.ngettext(
            "Stopped. {number} ticket is drawn; there is no table.",
            "Stopped. {number} tickets are drawn; there is no table.",
            drawn,
        )
        self.message.say(Tone.NOTICE, said.format(number=drawn))

    def _failed(self, error: BadgeError | OSError) -> None:
        self._again()
        if isinstance(error, BadgeError):
            self.message.say(Tone.NOTICE, error_words(error, self._words))
            return
        said = self._words.gettext(
            "The tickets cannot be written ({why}). The event is unharmed. Choose another folder."
        )
        self.message.say(Tone.NOTICE, said.format(why=error.strerror or error))

    def _counted(self, guests: int, without: int) -> None:
        said = self._words.ngettext(
            "{number} guest is expected.", "{number} guests are expected.", guests
        ).format(number=guests)
        if without:
            given = self._words.ngettext(
                "{number} has no code yet and gets one.",
                "{number} have no code yet and get one.",
                without,
            ).format(number=without)
            said = f"{said} {given}"
        self.number.say(said)
        self.main.setEnabled(guests > 0 and not self.maker.is_busy)

    def _change(self) -> None:
        chosen = self._ask_folder(str(self._folder.parent))
        if chosen:
            self._folder = Path(chosen)
            self.settings_changed.emit({"last_folder": str(self._folder)})
            self.place.say(self._folder)

    def _ask_by_dialog(self, begin: str) -> str:
        title = self._words.gettext("Where to put the tickets")
        return QFileDialog.getExistingDirectory(self, title, begin)

    def _arrange(self) -> None:
        _ = self._words.gettext
        what = TextLabel(self._look, 22, Weight.SEMIBOLD, wrap=True)
        what.say(_("A ticket for every guest expected: a PDF and a picture with the code."))
        how = TextLabel(self._look, 17, ink="quiet", wrap=True)
        how.say(
            _(
                "The table beside them has names, addresses and files, for a mail merge. Codes "
                "that the list brought stay as they are."
            )
        )
        rows = FormRows(self._look, 120)
        rows.add(_("Folder"), self.place)
        for widget in (what, how, self.number, rows, self.progress, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.main.clicked.connect(self._make)
        self.place.asked.connect(self._change)
        self.progress.cancel.clicked.connect(self.maker.stop)
        self.maker.counted.connect(self._counted)
        self.maker.progressed.connect(self.progress.show_progress)
        self.maker.made.connect(self._made)
        self.maker.stopped.connect(self._stopped)
        self.maker.failed.connect(self._failed)
