"""The attendance as a file, after a look at who may be on it twice."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from data.errors import DataError
from data.export import export_attendance
from data.guests import EventInfo
from data.store.event_file import EventFile
from kiosk.desk import Desk
from kiosk.door.presenter import Presenter
from kiosk.error_words import error_words
from kiosk.evening.likely_pairs import LikelyPairs, likely_pairs
from kiosk.evening.saved_file import SavedFile
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.path_row import PathRow
from kiosk.setup.field_words import DELIMITERS, delimiter_words
from kiosk.words import Words

SEMICOLON = frozenset({"de", "ru"})  # where Excel parts columns by a semicolon


class Export(Page):
    """The page. The file is written on the desk's own thread and appears when it is complete.

    Signals (beside those of ``Page``):
        exported: the ``Path`` of the file.
        settings_changed: a mapping of fields of ``Settings`` to remember.
    """

    exported = Signal(object)
    settings_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        folder: str = "",
        ask_file: Callable[[str], str] | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Export attendance")
        super().__init__(look, words, Icon.TRANSFER, title, _("Export"), column=900, parent=parent)
        self._desk = desk
        self._ask_file = ask_file or self._ask_by_dialog
        self._folder = Path(folder) if folder else desk.path.parent
        self._chosen: Path | None = None
        self._joining = ""
        self.pairs = LikelyPairs(look, Presenter(info, words))
        self.kind = ChoiceButton(look, _("Format"), height=48)
        self.kind.offer([(".xlsx", _("Excel (XLSX)")), (".csv", _("CSV"))], ".xlsx")
        self.delimiter = ChoiceButton(look, _("Columns parted by"), height=48)
        usual = ";" if words.language in SEMICOLON else ","
        self.delimiter.offer([(d, delimiter_words(d, words)) for d in DELIMITERS], usual)
        self.place = PathRow(look, _("Change…"))
        self.message = SavedFile(look, words, open_url)
        self._parted = TextLabel(look, 15, ink="quiet", wrap=True)
        self._parted.say(_("German and Russian Excel want a semicolon."))
        self._parted_row = QWidget()
        self._arrange()
        self._connect()
        self._say()
        self.look_for_pairs()
        self.setFocusProxy(self.kind)

    def path(self) -> Path:
        """Where the file goes."""
        ending = self.kind.key
        if self._chosen is not None:
            return self._chosen.with_suffix(ending)
        return self._folder / f"{self._desk.path.stem} {self._words.gettext('attendance')}{ending}"

    def look_for_pairs(self) -> None:
        """Show who may be on the list after all."""
        self.pairs.show_pairs(likely_pairs(self._desk.roll))

    def _export(self) -> None:
        path, delimiter = self.path(), self.delimiter.key
        self.main.setEnabled(False)
        self.message.say(Tone.INFO, self._words.gettext("Writing the file…"))

        def job(file: EventFile) -> int | DataError:
            try:
                return export_attendance(file, path, delimiter=delimiter)
            except DataError as error:
                return error

        self._desk.look(job, self.if_here(lambda answer: self._told(path, answer)))

    def _told(self, path: Path, answer: int | DataError) -> None:
        self.main.setEnabled(True)
        if isinstance(answer, DataError):
            self.message.say(Tone.NOTICE, error_words(answer, self._words))
            return
        form = self._words.ngettext(
            "{number} guest in {file}.", "{number} guests in {file}.", answer
        )
        self.message.tell_saved(path, form.format(number=answer, file=path.name))
        self.exported.emit(path)

    def _join(self, walk_in_id: str, listed_id: str) -> None:
        self._joining = self._desk.join(walk_in_id, listed_id)

    def _saved(self, nonce: str) -> None:
        if nonce == self._joining:
            self._joining = ""
            self.look_for_pairs()

    def _failed(self, error: DataError) -> None:
        if self._joining:
            self._joining = ""
            self.message.say(Tone.NOTICE, error_words(error, self._words))

    def _change(self) -> None:
        chosen = self._ask_file(str(self.path()))
        if chosen:
            self._chosen = Path(chosen)
            if self._chosen.suffix.lower() in (".csv", ".xlsx"):
                self.kind.show_key(self._chosen.suffix.lower())
            self.settings_changed.emit({"last_folder": str(self._chosen.parent)})
            self._say()

    def _ask_by_dialog(self, begin: str) -> str:
        _ = self._words.gettext
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Where to put the attendance"), begin, "XLSX (*.xlsx);;CSV (*.csv)"
        )
        return path

    def _say(self) -> None:
        self.place.say(self.path())
        is_csv = self.kind.key == ".csv"
        self.delimiter.setEnabled(is_csv)
        self._parted_row.setVisible(is_csv)
        self.message.say(Tone.INFO, "")

    def _arrange(self) -> None:
        _ = self._words.gettext
        first, second, third = (FormRows(self._look) for _row in range(3))
        first.add(_("Format"), self.kind)
        second.add(_("Parted by"), self.delimiter, self._parted)
        self._parted_row = second
        third.add(_("File"), self.place)
        for widget in (self.pairs, first, second, third, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self.body.setSpacing(self._look.px(14))
        self.pairs.setContentsMargins(0, 0, 0, self._look.px(20))

    def _connect(self) -> None:
        self.main.clicked.connect(self._export)
        self.place.asked.connect(self._change)
        self.kind.chosen.connect(self._say)
        self.pairs.joined.connect(self._join)
        self._desk.saved.connect(self._saved)
        self._desk.failed.connect(self._failed)
