"""The pages beside the door: made when they are asked for, let go when they are left."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from badges.badge import Badge
from badges.errors import BadgeError
from data.identity import new_nonce
from kiosk.background import Background
from kiosk.door.actions import DoorAction
from kiosk.error_words import error_words
from kiosk.evening.emergency_list import EmergencyList
from kiosk.evening.export import Export
from kiosk.evening.late import Late
from kiosk.evening.sheets import Sheets
from kiosk.event_run import EventRun, stock_of
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.printing.choice import chosen_printer
from kiosk.printing.errors import PrintError
from kiosk.printing.system import system_printers
from kiosk.settings import Settings
from kiosk.setup.list_source import ListSource
from kiosk.setup.load_list import LoadList
from kiosk.setup.printer import PrinterPage
from kiosk.setup.products import Products
from kiosk.shell import Shell
from kiosk.words import Words


class Pages(QObject):
    """Opens the pages of one event in front of its door.

    Signals:
        settings_changed: a mapping of fields of ``Settings`` to remember.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        run: EventRun,
        shell: Shell,
        look: Look,
        words: Words,
        background: Background,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(run)
        self._run = run
        self._shell = shell
        self._look = look
        self._words = words
        self._background = background
        self._settings = settings
        run.page_wanted.connect(self.open)

    def open(self, action: DoorAction) -> None:
        """Show the page for this; one that stepped aside comes back as it was."""
        match action:
            case DoorAction.LOAD_LIST:
                self.load_list()
            case DoorAction.EXPORT:
                self._export()
            case DoorAction.LATE:
                self._show(Late(self._look, self._words, self._run.desk, self._run.info))
            case DoorAction.EMERGENCY_LIST:
                self._show(
                    EmergencyList(
                        self._look, self._words, self._run.desk, self._run.info, self._background
                    )
                )
            case DoorAction.PRINT_BADGES:
                self._show(
                    Sheets(
                        self._look,
                        self._words,
                        self._run.desk,
                        self._run.info,
                        self._background,
                        self._settings().stock,
                    )
                )
            case DoorAction.PRINTER:
                self._printer()
            case _:
                pass

    def load_list(self, source: ListSource | None = None) -> None:
        """Show the page that loads a list, at once with this one where it was dropped."""
        waiting = self._shell.step_back()
        if isinstance(waiting, LoadList):
            if source is not None:
                waiting.open_source(source)
            return
        page = LoadList(self._look, self._words, self._run.desk, self._run.info, self._settings)
        page.loaded.connect(self._run.desk.follow)
        page.products_wanted.connect(self._products)
        page.settings_changed.connect(self.settings_changed)
        self._show(page)
        if source is not None:
            page.open_source(source)

    def _products(self) -> None:
        page = Products(self._look, self._words, self._run.desk, self._run.info)
        page.saved.connect(self._shell.go_home)
        self._show(page)

    def _export(self) -> None:
        page = Export(
            self._look,
            self._words,
            self._run.desk,
            self._run.info,
            self._settings().last_folder,
        )
        page.settings_changed.connect(self.settings_changed)
        self._show(page)

    def _printer(self) -> None:
        settings = self._settings()
        page = PrinterPage(
            self._look,
            self._words,
            system_printers(),
            settings.printer,
            settings.stock,
            self._sample(),
            self._background,
            is_auto=settings.prints_badges,
        )
        page.printer_chosen.connect(lambda name: self._use(printer=name))
        page.stock_chosen.connect(lambda name: self._use(stock=name))
        page.auto_chosen.connect(self._print_by_itself)
        page.test_wanted.connect(lambda: self._test_badge(page))
        self._show(page)

    def _use(self, **changed: str) -> None:
        self.settings_changed.emit(changed)
        settings = self._settings()
        self._run.use(chosen_printer(settings.printer, self._run.path), stock_of(settings))

    def _print_by_itself(self, wanted: bool) -> None:
        self.settings_changed.emit({"prints_badges": wanted})
        self._run.desk.prints_badges = wanted

    def _test_badge(self, page: PrinterPage) -> None:
        """Print an invented guest; nothing of it is written down."""
        words, settings = self._words, self._settings()
        printer, stock = chosen_printer(settings.printer, self._run.path), stock_of(settings)
        badge = self._sample()

        def job() -> str:
            from badges.render import render_badge  # not at the start: it takes 0.1 s to load

            try:
                printer.send(render_badge(badge, stock), f"test-{new_nonce()[:8]}", stock.size_mm)
            except (PrintError, BadgeError) as error:
                return error_words(error, words)
            return ""

        def done(trouble: str) -> None:
            sent = words.gettext("Sent to {printer}. Please look at it.")
            page.tell(trouble or sent.format(printer=printer.name), is_well=not trouble)

        self._background.run(job, page.if_here(done))

    def _sample(self) -> Badge:
        """The badge of a guest who does not exist."""
        return Badge("Zoya", "Krylova", countries=("RU",), event_name=self._run.info.name)

    def _show(self, page: Page) -> None:
        page.left.connect(self._shell.go_home)
        page.scanned.connect(self.read)
        self._shell.show_page(page)

    def read(self, code: str) -> None:
        """A guest stands there: the page steps aside, the door answers."""
        self._shell.step_aside()
        self._run.window.submitted.emit(code, "", True)


def remembered(settings: Settings, changes: object) -> Settings:
    """The settings with some fields changed by a page."""
    assert isinstance(changes, dict)
    return replace(settings, **changes)
