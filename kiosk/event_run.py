"""One event at work: its desk, its printer and its door, made together and closed in order."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.countries import country_name, suggest
from data.errors import DataError
from data.guests import Device, EventInfo
from data.identity import utc_now
from data.sync.secrets import Secrets
from kiosk.badge_previews import BadgePreviews
from kiosk.badges_elsewhere import BadgesElsewhere
from kiosk.boxed_badges import BoxedBadges
from kiosk.desk import Desk
from kiosk.door.controller import DoorController
from kiosk.door.just_bought import JustBought
from kiosk.door.views import CountryChoice, Light
from kiosk.door.window import DoorWindow
from kiosk.error_words import error_words
from kiosk.event_printers import EventPrinters
from kiosk.look.look import Look
from kiosk.opened import Opened
from kiosk.print_words import badge_words, printing_words
from kiosk.printing.attempt import PrintProgress, PrintState
from kiosk.printing.printer import Printer
from kiosk.reprints import Reprints
from kiosk.settings import Settings
from kiosk.sound import SoundPlayer
from kiosk.syncing.hub_run import HubRun
from kiosk.syncing.state_words import LEDGER, SyncState, sync_state
from kiosk.syncing.syncing import Syncing
from kiosk.unprintable_names import UnprintableNames
from kiosk.words import Words

STUCK = (PrintState.WAITING, PrintState.FAILED)
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
        self._words = words
        self._info: EventInfo | None = None
        self.desk = Desk(path, device, state_folder, clock, parent=self)
        self.window = DoorWindow(look, words, lambda text: _countries(text, words))
        self.printers = EventPrinters(self.desk, settings, own_paper, words, printer, self)
        self.printing = self.printers.printing
        self.door = DoorController(self.window, self.desk, words, sounds, self)
        self.door.page_wanted.connect(self.page_wanted)
        self.reprints = Reprints(self.window, self.desk, self.door, self.printing, words, self)
        self.previews = BadgePreviews(
            self.window.edit, self.desk, lambda: self.printing.paper, words, self
        )
        self.unprintable = UnprintableNames(self.window.found.matches, self.desk, words, self)
        self.boxed = BoxedBadges(self.desk, self.door, words, self)
        self.printing.progressed.connect(self._tell_badge)
        self.elsewhere = BadgesElsewhere(self.desk, self.door, self.printing, words, self)
        self.printers.changed.connect(self._tell_printer)
        self.syncing = Syncing(self.desk, secrets, clock, self)
        self.syncing.changed.connect(self._tell_sync)
        self.hub = HubRun(self.desk, secrets, state_folder / "hub", clock, parent=self)
        self.hub.joined.connect(lambda: self.syncing.renew(LEDGER))
        self.hub.retired.connect(lambda: self.syncing.remove(LEDGER))
        self.syncing.took_leave.connect(self.hub.stop_unless_own)
        self.hub.changed.connect(self._tell_sync)
        self.just_bought = JustBought(self.desk, self.syncing, self.door, words, self)
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
        self.printers.close()
        self.syncing.close()
        self.hub.close()
        self.desk.close()

    def _opened(self, opened: Opened) -> None:
        self._info = opened.info
        self._tell_printer()

    def _take_info(self, info: EventInfo) -> None:
        self._info = info

    def _failed(self, error: DataError) -> None:
        if self._info is None:
            self.failed.emit(error)

    def _tell_badge(self, guest_id: str, progress: PrintProgress) -> None:
        told = badge_words(progress, self._words)
        if progress.state in STUCK and self.printers.state.stands_still:
            by_hand = self._words.gettext("Ctrl+B: written by hand")
            told = f"{told} · {by_hand}"
        self.door.tell_badge(guest_id, told)

    def _tell_sync(self) -> None:
        state = None
        if self.syncing.records:
            state = sync_state(self.syncing.reports, self.door.presenter.time, self._words)
        if self.hub.problem is not None:
            tip = error_words(self.hub.problem, self._words)
            state = SyncState(self._words.gettext("The hub needs you"), Light.LOOK, tip)
        self.door.status.say_sync(state)

    def _tell_printer(self) -> None:
        said = printing_words(self.printers.state, self._words)
        self.door.status.say_printer(said.title, said.light, said.what_to_do)


def _countries(text: str, words: Words) -> list[CountryChoice]:
    codes = suggest(text, words.language, SUGGESTED)
    return [CountryChoice(code, country_name(code, words.language)) for code in codes]
