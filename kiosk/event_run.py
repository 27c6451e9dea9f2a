"""One event at work: its desk, its printer and its door, made together and closed in order."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from badges.stock import STOCKS, LabelStock
from data.countries import country_name, suggest
from data.errors import DataError
from data.guests import Device, EventInfo
from data.identity import utc_now
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk, Opened
from kiosk.door.controller import DoorController
from kiosk.door.views import CountryChoice
from kiosk.door.window import DoorWindow
from kiosk.look.look import Look
from kiosk.print_words import badge_words, printer_words
from kiosk.printing.attempt import PrintProgress
from kiosk.printing.printer import Printer
from kiosk.settings import Settings
from kiosk.sound import SoundPlayer
from kiosk.words import Words

SUGGESTED = 8  # countries that the picker offers


class EventRun(QObject):
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
        self.path = path
        self._words = words
        self._info: EventInfo | None = None
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
        self.printing.queue.status_changed.connect(lambda *_: self._tell_printer())
        self.printing.queue.put_aside.connect(lambda _: self._tell_printer())
        self.desk.opened.connect(self._opened)
        self.desk.info_changed.connect(self._take_info)
        self.desk.failed.connect(self._failed)

    @property
    def info(self) -> EventInfo:
        """What is fixed for the evening; there once the event is open."""
        assert self._info is not None
        return self._info

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

    def _opened(self, opened: Opened) -> None:
        self._info = opened.info
        self._tell_printer()

    def _take_info(self, info: EventInfo) -> None:
        self._info = info

    def _failed(self, error: DataError) -> None:
        if self._info is None:
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
                queue.statuses[0][1],
                len(queue.aside),
            )
        )


def stock_of(settings: Settings) -> LabelStock:
    """The label stock that is set, else the first."""
    return next((stock for stock in STOCKS if stock.name == settings.stock), STOCKS[0])


def _countries(text: str, words: Words) -> list[CountryChoice]:
    codes = suggest(text, words.language, SUGGESTED)
    return [CountryChoice(code, country_name(code, words.language)) for code in codes]
