"""The program with a window: builds every object once and hands each what it needs."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from data.errors import DataError
from data.guests import Device
from data.identity import utc_now
from data.sync.secrets import Secrets
from data.tickets import Wrapping, read_code
from kiosk.background import Background
from kiosk.error_words import error_words
from kiosk.event_run import EventRun
from kiosk.look.look import Look
from kiosk.look.look import Theme as LookTheme
from kiosk.opened import Opened
from kiosk.pages import Pages, remembered
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.printer import Printer
from kiosk.scanner import looks_like_a_code
from kiosk.scanning.inputs import Inputs
from kiosk.scanning.key_reader import KeyScan
from kiosk.scanning.reading_choice import best_reading
from kiosk.scanning.scan_test import without_wrapping
from kiosk.settings import Places, Settings, Theme, save_settings
from kiosk.setup.device_name import DeviceName
from kiosk.setup.list_drop import ListDrop
from kiosk.setup.list_source import ListSource
from kiosk.setup.new_event import NewEvent
from kiosk.setup.welcome import Welcome
from kiosk.shell import Shell
from kiosk.sound import SoundPlayer
from kiosk.words import Words

WARM_UP_MS = 1_500  # after the list is there: keys and the first scan come first


class App(QObject):
    """One evening at a time, and the pages around it."""

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
        self._secrets = Secrets(places.settings_file.parent, keyring=places.keyring)
        self._background = Background("paper", self)
        self.look = Look(LookTheme(settings.theme.value))
        self.shell = Shell(self.look)
        self.evening: EventRun | None = None
        self.pages: Pages | None = None
        ListDrop(self.shell).dropped.connect(self._dropped)
        # Behind the list's: of two that watch the window, the later looks first.
        self._inputs = Inputs(settings, self.shell, Background("camera", self), clock, self)
        self._inputs.typed.connect(self._read)
        self._inputs.read.connect(self._read_code)
        self._inputs.unread.connect(self._tell_unread)

    @property
    def settings(self) -> Settings:
        """As this laptop is set now."""
        return self._settings

    def welcome(self, told: str = "") -> None:
        """Offer a new event, an event that is there, or a try. ``told``: what went wrong."""
        self.close_event()
        page = Welcome(
            self.look, self._words, self._settings.recent_events, self._settings.last_folder
        )
        page.new_wanted.connect(self._new_event)
        page.demo_wanted.connect(self._demo)
        page.join_wanted.connect(self._join)
        page.open_wanted.connect(self.open_event)
        self.shell.set_home(page)
        if told:
            page.tell(told)

    def open_event(self, path: Path, printer: Printer | None = None) -> EventRun:
        """Open the door on an event; ``printer`` instead of the one that is set."""
        self.close_event()
        evening = EventRun(
            path,
            self._device(),
            self._places.state_folder,
            self.look,
            self._words,
            lambda: self._settings,
            self._places.settings_file.parent,
            self._secrets,
            printer,
            self._sounds if self._settings.sounds else None,
            self._clock,
            self,
        )
        self.evening = evening
        evening.printers.settings_changed.connect(self._remember)
        self.pages = Pages(
            evening,
            self.shell,
            self.look,
            self._words,
            self._background,
            lambda: self._settings,
            self._inputs,
        )
        self.pages.settings_changed.connect(self._remember)
        evening.window.theme_chosen.connect(
            lambda theme: self._remember({"theme": Theme(theme.value)})
        )
        evening.window.full_screen_wanted.connect(self.shell.toggle_full_screen)
        evening.desk.opened.connect(
            lambda _: self._remember({"recent_events": self._settings.with_recent(path.resolve())})
        )
        evening.desk.opened.connect(lambda opened: self._ask_name(opened, path, printer))
        evening.failed.connect(self._not_opened)
        evening.window.start.put_in_corner(self._inputs.camera.view(self.look, self._words))
        evening.window.field.pictures_pasted.connect(self._inputs.pictures.take)
        evening.desk.ready.connect(self._inputs.begin, Qt.ConnectionType.SingleShotConnection)
        evening.desk.ready.connect(
            lambda: QTimer.singleShot(WARM_UP_MS, evening, self._warm_up),
            Qt.ConnectionType.SingleShotConnection,
        )
        self.shell.set_home(evening.window)
        evening.start()
        return evening

    def _ask_name(self, opened: Opened, path: Path, printer: Printer | None) -> None:
        """This laptop is new to the event, or another one is called the same."""
        if opened.names_taken is None or self.pages is None:
            return

        def take(name: str) -> None:
            self._remember({"device_name": name})
            self.open_event(path, printer)

        page = DeviceName(self.look, self._words, self._settings.device_name, opened.names_taken)
        page.left.connect(self.shell.go_home)
        page.named.connect(take)
        self.shell.show_page(page)

    def _warm_up(self) -> None:
        """While nobody scans yet: load what draws badges."""
        if self.evening is not None:
            self._background.run(self.evening.printing.paper.warm_up)

    def close_event(self) -> None:
        """Leave the event, if one is open."""
        if self.evening is not None:
            if self.pages is not None:
                self.pages.close()
            self.evening.close()
            self.evening.setParent(None)  # else whoever drops the program deletes it twice
            self.evening.deleteLater()
            self.evening = self.pages = None

    def close(self) -> None:
        """Leave everything in order."""
        self._inputs.close()
        self.close_event()
        self._background.close()
        if self._sounds is not None:
            self._sounds.close()

    def _read(self, scan: KeyScan) -> None:
        """A scanner typed: a code for the door, or a word that somebody let it type."""
        if self.evening is None or self.pages is None:
            return
        roll = self.evening.desk.roll
        wrapping = Wrapping(self._settings.scanner_prefix, self._settings.scanner_suffix)
        scan = without_wrapping(scan, wrapping)
        text = best_reading(scan, roll.secret_meant)
        if roll.knows_secret(text) or looks_like_a_code(text) or read_code(text).proves_itself:
            if text not in (scan.host, scan.us):
                self.evening.window.field.take_back(scan.host_before)
            self.pages.read(text)
        else:
            self.shell.step_aside()
            self.evening.window.search(text)

    def _read_code(self, code: str) -> None:
        """A camera or a picture: nothing but a code."""
        if self.pages is not None:
            self.pages.read(code)

    def _tell_unread(self) -> None:
        if self.evening is not None:
            self.evening.door.tell_unread()

    def _device(self) -> Device:
        return Device(self._settings.device_id, self._settings.device_name, self._settings.gate)

    def _new_event(self) -> None:
        page = NewEvent(
            self.look,
            self._words,
            self._device(),
            self._places.state_folder,
            self._background,
            self._settings.last_folder,
        )
        page.left.connect(self.shell.go_home)
        page.created.connect(self._begin)
        self.shell.show_page(page)

    def _join(self) -> None:
        from kiosk.setup.joining_event import JoiningEvent  # TLS: only where it is needed
        from kiosk.setup.ledger_page import LedgerPage

        page = LedgerPage(self.look, self._words, self._inputs, can_lead=False)
        JoiningEvent(
            page,
            self._secrets,
            self._device(),
            self._places.state_folder,
            self._background,
            self._settings.last_folder,
            self._clock,
        ).joined.connect(self.open_event)
        page.left.connect(self.shell.go_home)
        self.shell.show_page(page)

    def _begin(self, path: Path) -> None:
        """A new event needs guests first."""
        evening = self.open_event(path)
        evening.desk.ready.connect(self._load_first_list, Qt.ConnectionType.SingleShotConnection)

    def _load_first_list(self) -> None:
        if self.pages is not None:
            self.pages.load_list()

    def _demo(self) -> None:
        from kiosk.demo import make_demo

        self._background.run(
            lambda: make_demo(self._places, self._device()), self._open_demo, self._no_demo
        )

    def _open_demo(self, made: tuple[Path, Path]) -> None:
        event, badges = made
        self.open_event(event, FolderPrinter(badges))

    def _no_demo(self, error: Exception) -> None:
        if not isinstance(error, DataError):
            raise error
        self._not_opened(error)

    def _not_opened(self, error: DataError) -> None:
        self.welcome(error_words(error, self._words))

    def _dropped(self, source: ListSource) -> None:
        if self.pages is not None:
            self.pages.load_list(source)

    def _remember(self, changes: object) -> None:
        """Set something and remember it; a disk that can't keep it is no reason to stop."""
        self._settings = remembered(self._settings, changes)
        self._inputs.use(self._settings)
        file, settings = self._places.settings_file, self._settings
        self._background.run(lambda: save_settings(file, settings), failed=_not_kept)


def _not_kept(error: Exception) -> None:
    if not isinstance(error, OSError):
        raise error
