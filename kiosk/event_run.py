"""One event at work: its desk, its printer and its door, made together and closed in order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.countries import country_name, suggest
from data.errors import DataError
from data.guests import Device, EventInfo
from data.identity import utc_now
from data.sync.secrets import Secrets
from kiosk.badge_previews import BadgePreviews
from kiosk.badge_printing import BadgePrinting
from kiosk.boxed_badges import BoxedBadges
from kiosk.desk import Desk, Opened
from kiosk.door.controller import DoorController
from kiosk.door.views import CountryChoice
from kiosk.door.window import DoorWindow
from kiosk.look.look import Look
from kiosk.paper import DESIGN, Paper, stock_or_first
from kiosk.print_words import Printing, badge_words, printing_words
from kiosk.printing.attempt import PrintProgress, PrintState, Problem
from kiosk.printing.choice import chosen_printers
from kiosk.printing.policy import LabelCounter
from kiosk.printing.printer import Printer
from kiosk.printing.setup import PrinterSetup
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.reprints import Reprints
from kiosk.settings import Settings
from kiosk.sound import SoundPlayer
from kiosk.syncing.state_words import sync_state
from kiosk.syncing.syncing import Syncing
from kiosk.unprintable_names import UnprintableNames
from kiosk.words import Words

STUCK = (PrintState.WAITING, PrintState.FAILED)
SUGGESTED = 8  # countries that the picker offers


class EventRun(QObject):
    """One event with everything that runs it: the desk, the printer, the door's screen.

    Signals:
        page_wanted(DoorAction): a page beside the door.
        settings_changed: a mapping of fields of ``Settings`` to remember.
        printing_changed: printers, queue or labels are different from before.
        failed(DataError): the event could not be opened.
    """

    page_wanted = Signal(object)
    settings_changed = Signal(object)
    printing_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        path: Path,
        device: Device,
        state_folder: Path,
        look: Look,
        words: Words,
        settings: Callable[[], Settings],
        own_paper: Path,
        secrets: Secrets,
        printer: Printer | None = None,
        sounds: SoundPlayer | None = None,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.own_paper = own_paper
        self._settings = settings
        #: By what the settings call them; one that was handed over is used whatever they say.
        self.printers: Mapping[str, Printer] = (
            chosen_printers(settings().printers, path) if printer is None else {"": printer}
        )
        self._words = words
        self._info: EventInfo | None = None
        self._troubles: dict[str, Problem] = {}  # of printers, by name, until one prints again
        self._empty: set[str] = set()  # printers that ran out of labels, by name
        self._unsure = 0
        self.desk = Desk(path, device, state_folder, clock, parent=self)
        self.window = DoorWindow(look, words, lambda text: _countries(text, words))
        self.desk.print_policy = settings().print_policy
        self.printing = BadgePrinting(
            self.desk, tuple(self.printers.values()), self._paper(), words, self
        )
        self.door = DoorController(self.window, self.desk, words, sounds, self)
        self.door.page_wanted.connect(self.page_wanted)
        self.reprints = Reprints(self.window, self.desk, self.door, self.printing, words, self)
        self.previews = BadgePreviews(
            self.window.edit, self.desk, lambda: self.printing.paper, words, self
        )
        self.unprintable = UnprintableNames(self.window.found.matches, self.desk, words, self)
        self.boxed = BoxedBadges(self.desk, self.door, words, self)
        self.printing.progressed.connect(self._tell_badge)
        self.printing.held.connect(lambda _: self._tell_printer())
        self.printing.unsure.connect(self._tell_unsure)
        self.printing.used.connect(self.count_label)
        self.printing.queue.status_changed.connect(self._hear_printer)
        self.printing.queue.put_aside.connect(lambda _: self._tell_printer())
        self.syncing = Syncing(self.desk, secrets, clock, self)
        self.syncing.changed.connect(self._tell_sync)
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
        self.unprintable.close()
        self.printing.close()
        self.syncing.close()
        self.desk.close()

    def set_up(self) -> None:
        """Print as the settings say from now on."""
        settings = self._settings()
        self.printers = chosen_printers(settings.printers, self.path, self.printers)
        self.desk.print_policy = settings.print_policy
        self.printing.use(tuple(self.printers.values()), self._paper())
        self._tell_printer()

    def change(self, changes: Mapping[str, object]) -> None:
        """Set up differently, and remember it."""
        self.settings_changed.emit(changes)
        self.set_up()

    def setup_of(self, setting: str) -> PrinterSetup:
        """How that printer is set up."""
        return self._settings().printer_setups.get(setting, PrinterSetup())

    def change_setup(self, setting: str, setup: PrinterSetup) -> None:
        """Set one printer up differently, and remember it."""
        self.change({"printer_setups": {**self._settings().printer_setups, setting: setup}})

    @property
    def state(self) -> Printing:
        """How printing goes."""
        queue = self.printing.queue
        return Printing(
            queue.printers,
            waiting=len(queue.waiting),
            aside=len(queue.aside),
            unsure=self._unsure,
            undrawn=self.printing.undrawn,
            troubles=self._troubles,
            labels=self._labels(),
        )

    def _paper(self) -> Paper:
        settings = self._settings()
        setups = {
            printer.name: settings.printer_setups[setting]
            for setting, printer in self.printers.items()
            if setting in settings.printer_setups
        }
        stock = stock_or_first(settings.stock, self.own_paper)
        return Paper(stock, settings.design or DESIGN, self.own_paper, setups)

    def _labels(self) -> dict[str, LabelCounter]:
        named = self.printers.items()
        return {printer.name: self.setup_of(setting).labels for setting, printer in named}

    def count_label(self, name: str) -> None:
        """A label of the printer of that name was used up."""
        setup = self._named_setup(name)
        left = setup.labels.after().left
        if left is not None:
            self._put_roll(name, left)

    def _hear_printer(self, name: str, status: PrinterStatus) -> None:
        """A printer that was out of labels and can print again has a new roll."""
        if status.condition is Condition.OUT_OF_LABELS:
            self._empty.add(name)
        elif status.can_print and name in self._empty:
            self._empty.discard(name)
            setup = self._named_setup(name)
            if setup.labels.left is not None and setup.roll:
                self._put_roll(name, setup.roll)
        self._tell_printer()

    def _put_roll(self, name: str, labels: int) -> None:
        setups = dict(self._settings().printer_setups)
        for setting, printer in self.printers.items():
            if printer.name == name:
                setups[setting] = replace(self.setup_of(setting), labels_left=labels)
        self.settings_changed.emit({"printer_setups": setups})

    def _named_setup(self, name: str) -> PrinterSetup:
        return next(
            (self.setup_of(s) for s, printer in self.printers.items() if printer.name == name),
            PrinterSetup(),
        )

    def _opened(self, opened: Opened) -> None:
        self._info = opened.info
        self._tell_printer()

    def _take_info(self, info: EventInfo) -> None:
        self._info = info

    def _failed(self, error: DataError) -> None:
        if self._info is None:
            self.failed.emit(error)

    def _tell_badge(self, guest_id: str, progress: PrintProgress) -> None:
        if progress.error is not None:
            self._troubles[progress.printer] = progress.error
        elif progress.state in (PrintState.SENT, PrintState.RECEIVED):
            self._troubles.pop(progress.printer, None)
        told = badge_words(progress, self._words)
        if progress.state in STUCK and self.state.stands_still:
            by_hand = self._words.gettext("Ctrl+B: written by hand")
            told = f"{told} · {by_hand}"
        self.door.tell_badge(guest_id, told)
        self._tell_printer()

    def _tell_unsure(self, number: int) -> None:
        self._unsure = number
        self._tell_printer()

    def _tell_sync(self) -> None:
        state = None
        if self.syncing.keys:
            state = sync_state(self.syncing.reports, self.door.presenter.time, self._words)
        self.door.status.say_sync(state)

    def _tell_printer(self) -> None:
        said = printing_words(self.state, self._words)
        self.door.status.say_printer(said.title, said.light, said.what_to_do)
        self.printing_changed.emit()


def _countries(text: str, words: Words) -> list[CountryChoice]:
    codes = suggest(text, words.language, SUGGESTED)
    return [CountryChoice(code, country_name(code, words.language)) for code in codes]
