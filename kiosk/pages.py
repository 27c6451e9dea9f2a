"""The pages beside the door: made when they are asked for, let go when they are left.

Their modules are loaded then as well: all of them would take the door's start 0.15 s.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.guests import Guest
from kiosk.background import Background
from kiosk.door.actions import DoorAction
from kiosk.event_run import EventRun
from kiosk.look.look import Look
from kiosk.look.page import Page
from kiosk.scanning.inputs import Inputs
from kiosk.settings import Settings
from kiosk.setup.list_source import ListSource
from kiosk.setup.printer_pages import PrinterPages
from kiosk.setup.sync_pages import SyncPages
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
        inputs: Inputs,
    ) -> None:
        super().__init__(run)
        self._run = run
        self._shell = shell
        self._look = look
        self._words = words
        self._background = background
        self._settings = settings
        self._inputs = inputs
        self._printers = PrinterPages(run, look, words, background, settings)
        self._printers.opened.connect(self._show)
        self._syncing = SyncPages(run, look, words, inputs)
        self._syncing.opened.connect(self._show)
        run.page_wanted.connect(self.open)
        run.door.new_code_wanted.connect(self._new_code)

    def close(self) -> None:
        """Look for printers no more."""
        self._printers.close()

    def open(self, action: DoorAction) -> None:
        """Show the page for this; one that stepped aside comes back as it was."""
        match action:
            case DoorAction.LOAD_LIST:
                self.load_list()
            case DoorAction.HAND_OVER:
                from kiosk.evening.hand_over import HandOver

                self._show(HandOver(self._look, self._words, self._run.desk, self._background))
            case DoorAction.MERGE:
                self.merge()
            case DoorAction.SYNC:
                self._syncing.open()
            case DoorAction.EXPORT:
                self._export()
            case DoorAction.LATE:
                from kiosk.evening.late import Late

                self._show(Late(self._look, self._words, self._run.desk, self._run.info))
            case DoorAction.EMERGENCY_LIST:
                from kiosk.evening.emergency_list import EmergencyList

                self._show(
                    EmergencyList(
                        self._look, self._words, self._run.desk, self._run.info, self._background
                    )
                )
            case DoorAction.PRINT_BADGES:
                from kiosk.evening.sheets import Sheets

                self._show(
                    Sheets(
                        self._look,
                        self._words,
                        self._run.desk,
                        self._run.info,
                        self._background,
                        self._run.printing.paper,
                    )
                )
            case DoorAction.PRINTER:
                self._printers.open_panel()
            case DoorAction.PRINTER_SETUP:
                self._printers.open_setup()
            case DoorAction.SCAN_TEST:
                self._scan_test()
            case DoorAction.TICKETS:
                self._tickets()
            case _:
                pass

    def load_list(self, source: ListSource | None = None) -> None:
        """Show the page that loads a list, at once with this one where it was dropped."""
        from kiosk.setup.load_list import LoadList

        if source is not None and source.is_event:
            self.merge(Path(source.content))
            return
        waiting = self._shell.step_back()
        if isinstance(waiting, LoadList):
            if source is not None:
                waiting.open_source(source)
            return
        page = LoadList(self._look, self._words, self._run.desk, self._run.info, self._settings)
        page.loaded.connect(self._run.desk.follow)
        page.products_wanted.connect(self._products)
        page.event_dropped.connect(self.load_list)
        page.settings_changed.connect(self.settings_changed)
        self._show(page)
        if source is not None:
            page.open_source(source)

    def merge(self, path: Path | None = None) -> None:
        """Show the page that takes in another laptop, at once with this file of it."""
        from kiosk.evening.merge import MergePage

        waiting = self._shell.step_back()
        if isinstance(waiting, MergePage):
            page = waiting
        else:
            page = MergePage(
                self._look,
                self._words,
                self._run.desk,
                self._run.info,
                self._background,
                self._settings().last_folder,
            )
            page.settings_changed.connect(self.settings_changed)
            self._show(page)
        if path is not None:
            page.open_file(path)

    def _products(self) -> None:
        from kiosk.setup.products import Products

        page = Products(self._look, self._words, self._run.desk, self._run.info)
        page.saved.connect(self._shell.go_home)
        self._show(page)

    def _export(self) -> None:
        from kiosk.evening.export import Export

        page = Export(
            self._look,
            self._words,
            self._run.desk,
            self._run.info,
            self._settings().last_folder,
        )
        page.settings_changed.connect(self.settings_changed)
        self._show(page)

    def _tickets(self) -> None:
        from kiosk.setup.tickets_page import TicketsPage

        page = TicketsPage(
            self._look,
            self._words,
            self._run.desk,
            self._run.info,
            self._background,
            self._settings().last_folder,
        )
        page.settings_changed.connect(self.settings_changed)
        self._show(page)

    def _new_code(self, guest: Guest) -> None:
        from kiosk.setup.new_code import NewCode

        self._show(
            NewCode(
                self._look, self._words, self._run.desk, self._run.info, guest, self._background
            )
        )

    def _scan_test(self) -> None:
        from kiosk.setup.scan_test_page import ScanTestPage

        page = ScanTestPage(
            self._look,
            self._words,
            self._inputs,
            self._settings(),
            self._run.path.parent,
            self._background,
        )
        page.settings_changed.connect(self.settings_changed)
        self._show(page)

    def _show(self, page: Page) -> None:
        page.left.connect(self._shell.go_home)
        self._shell.show_page(page)

    def read(self, code: str) -> None:
        """A guest stands there: the page steps aside, the door answers."""
        self._shell.step_aside()
        self._run.window.submitted.emit(code, "", True)


def remembered(settings: Settings, changes: object) -> Settings:
    """The settings with some fields changed by a page."""
    assert isinstance(changes, dict)
    return replace(settings, **changes)
