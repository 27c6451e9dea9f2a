"""The printers and the paper of one event, as this laptop's settings say, and how printing goes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.paper import DESIGN, Paper, stock_or_first
from kiosk.print_words import Printing
from kiosk.printing.attempt import PrintProgress, PrintState, Problem
from kiosk.printing.choice import chosen_printers
from kiosk.printing.printer import Printer
from kiosk.printing.setup import PrinterSetup
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.settings import Settings
from kiosk.words import Words


class EventPrinters(QObject):
    """Sets printing up and keeps an eye on it. ``own_paper``: the folder of one's own designs,
    label stock and flags. A ``printer`` handed over is used whatever the settings say.

    Signals:
        settings_changed: a mapping of fields of ``Settings`` to remember.
        changed: printers, queue or labels are different from before.
    """

    settings_changed = Signal(object)
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        settings: Callable[[], Settings],
        own_paper: Path,
        words: Words,
        printer: Printer | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.own_paper = own_paper
        self._desk = desk
        self._settings = settings
        #: The printers in use by what the settings call them.
        self.chosen: Mapping[str, Printer] = (
            chosen_printers(settings().printers, desk.path) if printer is None else {"": printer}
        )
        self._troubles: dict[str, Problem] = {}  # by printer's name, until it prints again
        self._empty: set[str] = set()  # names of printers that ran out of labels
        self._unsure = 0
        desk.print_policy = settings().print_policy
        self.printing = BadgePrinting(desk, tuple(self.chosen.values()), self._paper(), words, self)
        self.printing.progressed.connect(self._hear_badge)
        self.printing.held.connect(self.changed)
        self.printing.unsure.connect(self._take_unsure)
        self.printing.used.connect(self.count_label)
        self.printing.queue.status_changed.connect(self._hear_printer)
        self.printing.queue.put_aside.connect(self.changed)

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
            labels={p.name: self.setup_of(setting).labels for setting, p in self.chosen.items()},
        )

    def set_up(self) -> None:
        """Print as the settings say from now on."""
        settings = self._settings()
        self.chosen = chosen_printers(settings.printers, self._desk.path, self.chosen)
        self._desk.print_policy = settings.print_policy
        self.printing.use(tuple(self.chosen.values()), self._paper())
        self.changed.emit()

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

    def count_label(self, name: str) -> None:
        """A label of the printer of that name was used up."""
        left = self._setup_named(name).labels.after().left
        if left is not None:
            self._put_roll(name, left)

    def close(self) -> None:
        """Finish the badge being sent; what waits stays wanted."""
        self.printing.close()

    def _paper(self) -> Paper:
        settings = self._settings()
        setups = {
            printer.name: settings.printer_setups[setting]
            for setting, printer in self.chosen.items()
            if setting in settings.printer_setups
        }
        stock = stock_or_first(settings.stock, self.own_paper)
        return Paper(stock, settings.design or DESIGN, self.own_paper, setups)

    def _hear_badge(self, guest_id: str, progress: PrintProgress) -> None:
        if progress.error is not None:
            self._troubles[progress.printer] = progress.error
        elif progress.state in (PrintState.SENT, PrintState.RECEIVED):
            self._troubles.pop(progress.printer, None)
        self.changed.emit()

    def _hear_printer(self, name: str, status: PrinterStatus) -> None:
        """A printer that was out of labels and can print again has a new roll."""
        if status.condition is Condition.OUT_OF_LABELS:
            self._empty.add(name)
        elif status.can_print and name in self._empty:
            self._empty.discard(name)
            setup = self._setup_named(name)
            if setup.labels.left is not None and setup.roll:
                self._put_roll(name, setup.roll)
        self.changed.emit()

    def _put_roll(self, name: str, labels: int) -> None:
        setups = dict(self._settings().printer_setups)
        for setting, printer in self.chosen.items():
            if printer.name == name:
                setups[setting] = replace(self.setup_of(setting), labels_left=labels)
        self.settings_changed.emit({"printer_setups": setups})

    def _setup_named(self, name: str) -> PrinterSetup:
        named = (self.setup_of(s) for s, printer in self.chosen.items() if printer.name == name)
        return next(named, PrinterSetup())

    def _take_unsure(self, number: int) -> None:
        self._unsure = number
        self.changed.emit()
