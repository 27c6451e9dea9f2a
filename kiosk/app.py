"""The window at work: builds every object once and hands each what it needs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from badges.stock import STOCKS, LabelStock
from data.countries import country_name, suggest
from data.errors import DataError
from data.guests import Device
from data.identity import utc_now
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.controller import DoorController
from kiosk.door.views import CountryChoice
from kiosk.door.window import DoorWindow
from kiosk.look.look import Look
from kiosk.look.look import Theme as LookTheme
from kiosk.print_words import badge_words, printer_words
from kiosk.printing.attempt import PrintProgress
from kiosk.printing.choice import chosen_printer
from kiosk.printing.printer import Printer
from kiosk.settings import Places, Settings, Theme, save_settings
from kiosk.shell import Shell
from kiosk.sound import SoundPlayer
from kiosk.words import Words

SUGGESTED = 8  # countries that the picker offers


class Evening(QObject):
    """One event with everything that runs it: the desk, the printer, the door's screen.

    Signals:
        page_wanted(DoorAction): a page beside the door.
        failed(DataError): the event could not be opened.
    """

    page_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        device: Device,
        state_folder: Path,
        look: Look,
        words: Words,
        printer: Printer,
        stock: LabelStock,
        sounds: SoundPlayer | None = None,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._is_open = False
        self._last: PrintProgress | None = None
        self._unsure = 0
        self.desk = Desk(path, device, state_folder, clock, parent=self)
        self.window = DoorWindow(look, words, lambda text: _countries(text, words))
        self.printing = BadgePrinting(self.desk, printer, stock, words, self)
        self.door = DoorController(self.window, self.desk, words, sounds, self)
        self.door.page_wanted.connect(self.page_wanted)
        self.door.reprint_wanted.connect(self.printing.again)
        self.printing.progressed.connect(self._tell_badge)
        self.printing.held.connect(lambda _: self._tell_printer())
        self.printing.unsure.connect(self._tell_unsure)
        self.desk.opened.connect(self._opened)
        self.desk.failed.connect(self._failed)

    def start(self) -> None:
        """Open the event and begin."""
        self.desk.open()

    def close(self) -> None:
        """Finish the badge being sent and all that was asked, then leave the file complete."""
        self.printing.close()
        self.desk.close()

    def use(self, printer: Printer, stock: LabelStock) -> None:
        """Print on another printer or other labels from now on."""
        self.printing.use(printer, stock)
        self._tell_printer()

    def _opened(self) -> None:
        self._is_open = True
        self._tell_printer()

    def _failed(self, error: DataError) -> None:
        if not self._is_open:
            self.failed.emit(error)

    def _tell_badge(self, guest_id: str, progress: PrintProgress) -> None:
        self._last = progress
        self.door.tell_badge(guest_id, badge_words(progress, self._words))
        self._tell_printer()

    def _tell_unsure(self, number: int) -> None:
        self._unsure = number
        self._tell_printer()

    def _tell_printer(self) -> None:
        queue = self.printing.queue
        self.door.status.say_printer(
            *printer_words(
                queue.printer.name,
                len(queue.waiting),
                queue.is_held,
                self._last,
                self._words,
                self._unsure,
            )
        )


class App(QObject):
    """The program with a window: one evening at a time, and the pages around it."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        words: Words,
        sounds: SoundPlayer | None = None,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._settings = settings
        self._words = words
        self._sounds = sounds
        self._clock = clock
        self.look = Look(LookTheme(settings.theme.value))
        self.shell = Shell(self.look)
        self.evening: Evening | None = None

    @property
    def settings(self) -> Settings:
        """As this laptop is set now."""
        return self._settings

    def open_event(self, path: Path, printer: Printer | None = None) -> Evening:
        """Open the door on an event; ``printer`` instead of the one that is set."""
        self.close_event()
        device = Device(self._settings.device_id, self._settings.device_name, self._settings.gate)
        evening = Evening(
            path,
            device,
            self._places.state_folder,
            self.look,
            self._words,
            printer or chosen_printer(self._settings.printer, path),
            stock_of(self._settings),
            self._sounds if self._settings.sounds else None,
            self._clock,
            self,
        )
        self.evening = evening
        evening.window.theme_chosen.connect(self._keep_theme)
        evening.window.full_screen_wanted.connect(self.shell.toggle_full_screen)
        evening.page_wanted.connect(self._open_page)
        evening.desk.opened.connect(lambda _: self._remember(path))
        self.shell.set_home(evening.window)
        evening.start()
        return evening

    def close_event(self) -> None:
        """Leave the event, if one is open."""
        if self.evening is not None:
            self.evening.close()
            self.evening.deleteLater()
            self.evening = None

    def close(self) -> None:
        """Leave everything in order."""
        self.close_event()
        if self._sounds is not None:
            self._sounds.close()

    def change_settings(self, change: Callable[[Settings], Settings]) -> None:
        """Set something and remember it; a disk that can't keep it is no reason to stop."""
        self._settings = change(self._settings)
        try:
            save_settings(self._places.settings_file, self._settings)
        except OSError:
            return

    def _remember(self, path: Path) -> None:
        self.change_settings(lambda s: replace(s, recent_events=s.with_recent(path.resolve())))

    def _keep_theme(self, theme: LookTheme) -> None:
        self.change_settings(lambda s: replace(s, theme=Theme(theme.value)))

    def _open_page(self, action: DoorAction) -> None:
        """The pages come with their own rooms."""


def stock_of(settings: Settings) -> LabelStock:
    """The label stock that is set, else the first."""
    return next((stock for stock in STOCKS if stock.name == settings.stock), STOCKS[0])


def _countries(text: str, words: Words) -> list[CountryChoice]:
    codes = suggest(text, words.language, SUGGESTED)
    return [CountryChoice(code, country_name(code, words.language)) for code in codes]
