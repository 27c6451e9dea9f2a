"""Beginning an event: what it is called, when and where, and in which file it is kept."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from babel import default_locale
from babel.localtime import get_localzone
from babel.numbers import get_territory_currencies, is_currency, list_currencies
from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from data.errors import DataError
from data.guests import Device, EventInfo
from data.identity import utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.door.panel_edit import PanelEdit
from kiosk.error_words import error_words
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.path_row import PathRow
from kiosk.setup.day import day_words, next_day, read_day
from kiosk.setup.suggest_edit import SuggestEdit
from kiosk.setup.welcome import ENDING
from kiosk.words import Words

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class DayEdit(PanelEdit):
    """A field for a day; Up and Down go to the next and the one before."""

    language = "en"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Up else -1
            self.setText(next_day(self.text(), by, self.language))
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)


class NewEvent(Page):
    """The form. The file is made off the GUI thread.

    Signals (beside those of ``Page``):
        created: the ``Path`` of the new event file.
    """

    created = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        device: Device,
        state_folder: Path,
        background: Background,
        folder: str = "",
        today: date | None = None,
        ask_file: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("New event")
        super().__init__(look, words, Icon.PLUS, title, _("Begin"), column=760, parent=parent)
        self._device = device
        self._state_folder = state_folder
        self._folder = Path(folder or documents())
        self._ask_file = ask_file or self._ask_by_dialog
        self._chosen: Path | None = None  # a place chosen by hand
        self._background = background
        self._creating = False
        zone = own_timezone()
        day = today or utc_now().astimezone(ZoneInfo(zone)).date()
        self.name = PanelEdit(look, words, _("Name"), _("Moscow · November"))
        self.day = DayEdit(look, words, _("Date"))
        self.day.language = words.language
        self.day.setText(day.isoformat())
        self.zone = SuggestEdit(look, words, _("Time zone"), _timezones())
        self.zone.setText(zone)
        self.currency = SuggestEdit(look, words, _("Currency"), _currencies())
        self.currency.setText(usual_currency())
        self.capacity = PanelEdit(look, words, _("Capacity"), _("No limit"))
        self._day_words = TextLabel(look, 15, ink="quiet")
        self.place = PathRow(look, _("Change…"))
        self.message = MessageStrip(look)
        self._fields = (self.name, self.day, self.zone, self.currency, self.capacity)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.name)
        self._say()

    def path(self) -> Path:
        """Where the event file goes."""
        if self._chosen is not None:
            return self._chosen
        return file_for(self.name.text() or self._words.gettext("Event"), self._folder)

    def info(self) -> EventInfo | str:
        """The event as it was entered, or what is missing, in words."""
        _ = self._words.gettext
        name = " ".join(self.name.text().split())
        day = read_day(self.day.text(), self._words.language)
        capacity = self.capacity.text().strip()
        if not name:
            self.name.setFocus()
            return _("What is the event called?")
        if day is None:
            self.day.setFocus()
            return _("Which day is it? For example 2026-11-28.")
        if self.zone.text().strip() not in _timezones():
            self.zone.setFocus()
            return _("Choose a time zone such as Europe/Moscow.")
        if not is_currency(self.currency.text().strip().upper()):
            self.currency.setFocus()
            return _("Choose a currency such as EUR.")
        if capacity and not (capacity.isdecimal() and int(capacity) > 0):
            self.capacity.setFocus()
            return _("How many people fit in? A number, or nothing for no limit.")
        return EventInfo(
            uuid7(utc_now()),
            name,
            day.isoformat(),
            self.zone.text().strip(),
            self.currency.text().strip().upper(),
            int(capacity) if capacity else None,
        )

    def _create(self) -> None:
        info = self.info()
        if isinstance(info, str):
            self.message.say(Tone.NOTICE, info)
            return
        if self._creating:
            return
        path, device, state = self.path(), self._device, self._state_folder
        self.main.setEnabled(False)
        self._creating = True

        def job() -> Path:
            path.parent.mkdir(parents=True, exist_ok=True)
            EventFile.create(path, info, device, state).close()
            return path

        self._background.run(job, self.if_here(self._done), self.if_here(self._failed))

    def _done(self, path: Path) -> None:
        self._rest()
        self.created.emit(path)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, DataError):
            self.message.say(Tone.NOTICE, error_words(error, self._words))
        elif isinstance(error, OSError):
            said = self._words.gettext("The folder {folder} cannot be made. Choose another place.")
            self.message.say(Tone.NOTICE, said.format(folder=self.path().parent))
        else:
            raise error

    def _rest(self) -> None:
        self._creating = False
        self.main.setEnabled(True)

    def _change(self) -> None:
        chosen = self._ask_file(str(self.path()))
        if chosen:
            path = Path(chosen)
            self._chosen = path if path.suffix == ENDING else path.with_name(path.name + ENDING)
            self._say()

    def _ask_by_dialog(self, begin: str) -> str:
        _ = self._words.gettext
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Where to keep the event"), begin, f"{_('Events')} (*{ENDING})"
        )
        return path

    def _say(self) -> None:
        day = read_day(self.day.text(), self._words.language)
        said = day_words(day, self._words.language) if day is not None else ""
        self._day_words.say(said or self._words.gettext("For example 2026-11-28"))
        self.place.say(self.path())
        self.message.say(Tone.INFO, "")

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look)
        rows.add(_("Name"), self.name)
        rows.add(_("Date"), self.day, self._day_words)
        rows.add(_("Time zone"), self.zone)
        rows.add(_("Currency"), self.currency)
        warns = TextLabel(self._look, 15, ink="quiet")
        warns.say(_("More than that only makes Pennant say so."))
        rows.add(_("Capacity"), self.capacity, warns)
        rows.add(_("Kept in"), self.place)
        self.body.addWidget(rows)
        self.body.addWidget(self.message)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for edit in self._fields:
            edit.textChanged.connect(self._say)
            edit.entered.connect(self.press_main)
            edit.escaped.connect(self.escape)
        self.main.clicked.connect(self._create)
        self.place.asked.connect(self._change)


def file_for(name: str, folder: Path) -> Path:
    """Where the file of an event of this name goes."""
    kept = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip(". ")
    return folder / f"{kept[:80] or 'Pennant'}{ENDING}"


def documents() -> str:
    """Where this system's users keep what they make."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return places[0] if places else str(Path.home())


def own_timezone() -> str:
    """This laptop's time zone by its IANA name; UTC where it has none."""
    return getattr(get_localzone(), "key", None) or "UTC"


def usual_currency() -> str:
    """The currency of this laptop's region; EUR where the region says nothing."""
    territory = (default_locale("LC_MONETARY") or default_locale() or "").partition("_")[2][:2]
    found = get_territory_currencies(territory) if len(territory) == 2 else []
    return found[0] if found else "EUR"


@cache
def _timezones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))


@cache
def _currencies() -> tuple[str, ...]:
    return tuple(sorted(code for code in list_currencies("en") if len(code) == 3))
