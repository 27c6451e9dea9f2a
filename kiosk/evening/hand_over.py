"""Handing the event to another laptop: a copy on a stick, written while the door is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from data.errors import DataError
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.error_words import error_words
from kiosk.evening.carrying import Carrying
from kiosk.evening.sticks import Stick, sticks
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.path_row import PathRow
from kiosk.look.progress_line import ProgressLine
from kiosk.words import Words


class HandOver(Page):
    """The page. ``find_sticks`` and ``ask_folder`` ask the system unless told otherwise."""

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        background: Background,
        find_sticks: Callable[[], Sequence[Stick]] = sticks,
        ask_folder: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Hand to another laptop")
        super().__init__(
            look, words, Icon.DESK, title, _("Write a copy"), column=820, parent=parent
        )
        self._desk = desk
        self._find_sticks = find_sticks
        self._ask_folder = ask_folder or self._ask_by_dialog
        self._folders: dict[str, str] = {}  # folder -> what it is called
        self._sticks: tuple[Path, ...] = ()
        self.carrying = Carrying(background, desk)
        self.place = ChoiceButton(look, _("Where to"), height=48)
        self.copy = PathRow(look, _("Another folder…"))
        self._how = TextLabel(look, 18, ink="quiet", wrap=True)
        self._how.say(
            _(
                "The copy holds the guest list and all that happened so far; the door goes on "
                "meanwhile. On the other laptop, copy it from the stick and open it with Pennant: "
                "it asks for a name for that laptop. Both doors can then let people in without a "
                "network. Afterwards bring the file back and choose “Take in another laptop”."
            )
        )
        self.progress = ProgressLine(look, _("Stop"))
        self.message = MessageStrip(look)
        self._arrange()
        self._connect()
        self.look_for_sticks()
        self.setFocusProxy(self.place)

    def look_for_sticks(self) -> None:
        """Offer what is plugged in now."""
        found = self._find_sticks()
        self._sticks = tuple(stick.folder for stick in found)
        self._folders = {str(s.folder): self._stick_words(s) for s in found}
        if not found:
            folder = str(self._desk.path.parent)
            self._folders[folder] = folder
        self._offer(next(iter(self._folders)))

    def path(self) -> Path:
        """Where the copy goes: never over something that is there."""
        folder, name = Path(self.place.key), self._desk.path
        target, number = folder / name.name, 2
        while target.exists():
            target = folder / f"{name.stem} {number}{name.suffix}"
            number += 1
        return target

    def escape(self) -> None:
        """Stop writing, or leave."""
        if self.carrying.is_busy:
            self.progress.cancel.setEnabled(False)
            self.carrying.cancel()
        else:
            self.left.emit()

    def _stick_words(self, stick: Stick) -> str:
        as_sold = QLocale.DataSizeFormat.DataSizeSIFormat
        free = QLocale(self._words.language).formattedDataSize(stick.free, 0, as_sold)
        return self._words.gettext("{stick}, {free} free").format(stick=stick.name, free=free)

    def _offer(self, folder: str) -> None:
        self.place.offer(list(self._folders.items()), folder)
        self._say()

    def _write(self) -> None:
        self.main.setEnabled(False)
        self.message.say(Tone.INFO, "")
        target = self.path()
        said = self._words.gettext("Writing {file}; the door goes on working…")
        self.progress.begin(said.format(file=target.name))
        self.carrying.carry(self._desk.path, self._desk.device, target)

    def _finished(self, target: Path) -> None:
        self._rest()
        self.copy.say(target)
        _ = self._words.gettext
        said = _("{file} is in {folder}.")
        if any(target.is_relative_to(stick) for stick in self._sticks):
            said = _("{file} is in {folder}. You can take the stick out now.")
        self.message.say(Tone.ADMITTED, said.format(file=target.name, folder=target.parent))

    def _cancelled(self) -> None:
        self._rest()
        self.message.say(Tone.NOTICE, self._words.gettext("Stopped. Nothing was written."))

    def _failed(self, error: DataError) -> None:
        self._rest()
        self.message.say(Tone.NOTICE, error_words(error, self._words))

    def _rest(self) -> None:
        self.progress.hide()
        self.main.setEnabled(True)
        self._say()

    def _choose_other(self) -> None:
        folder = self._ask_folder(self.place.key)
        if folder:
            self._folders.setdefault(folder, folder)
            self._offer(folder)

    def _ask_by_dialog(self, folder: str) -> str:
        title = self._words.gettext("Where to put the copy")
        return QFileDialog.getExistingDirectory(self, title, folder)

    def _say(self) -> None:
        self.copy.say(self.path())

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look)
        rows.add(_("Where to"), self.place)
        rows.add(_("File"), self.copy)
        for widget in (self._how, rows, self.progress, self.message):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self.body.setSpacing(self._look.px(24))

    def _connect(self) -> None:
        self.main.clicked.connect(self._write)
        self.copy.asked.connect(self._choose_other)
        self.place.chosen.connect(self._say)
        self.progress.cancel.clicked.connect(self.escape)
        self.carrying.progressed.connect(self.progress.show_progress)
        self.carrying.finished.connect(self._finished)
        self.carrying.cancelled.connect(self._cancelled)
        self.carrying.failed.connect(self._failed)
