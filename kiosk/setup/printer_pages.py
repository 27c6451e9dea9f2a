"""The pages about printers and paper: how printing goes, how it is set up."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from badges.badge import Badge
from badges.errors import BadgeError
from data.identity import new_nonce
from data.store.prints import PrintState
from kiosk.background import Background
from kiosk.badge_printing import OpenBadge, OpenStanding
from kiosk.error_words import error_words
from kiosk.event_run import EventRun
from kiosk.look.look import Look
from kiosk.paper import Paper
from kiosk.print_words import printer_words
from kiosk.printing.choice import chosen_printer, plain_name
from kiosk.printing.errors import PrintError
from kiosk.printing.found import FoundPrinter, found_printers
from kiosk.printing.printer import Printer
from kiosk.printing.setup import PrinterSetup
from kiosk.printing.system import system_printers
from kiosk.printing.typed import printer_at
from kiosk.settings import Settings
from kiosk.setup.open_badges import OpenBadgeView
from kiosk.setup.own_stock import OwnStock
from kiosk.setup.printer import PrinterPage
from kiosk.setup.printer_adjust import PrinterAdjust
from kiosk.setup.printer_card import PrinterView
from kiosk.setup.printer_panel import PrinterPanel
from kiosk.words import Words, time_words


class PrinterPages(QObject):
    """Opens them and does what is asked on them. ``close`` ends the search for printers.

    Signals:
        opened(Page): show this page.
    """

    opened = Signal(object)

    def __init__(
        self,
        run: EventRun,
        look: Look,
        words: Words,
        background: Background,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(run)
        self._run = run
        self._look = look
        self._words = words
        self._background = background
        self._settings = settings
        self._searching = Background("printers", self)
        self._found: list[FoundPrinter] = []
        self._panel: PrinterPanel | None = None
        self._setup: PrinterPage | None = None
        run.printers.changed.connect(self._bring_up_to_date)

    def close(self) -> None:
        """End the search for printers."""
        self._searching.close()

    def open_panel(self) -> None:
        """How printing goes, and who waits."""
        page = PrinterPanel(self._look, self._words)
        queue, printing = self._run.printing.queue, self._run.printing
        page.paused.connect(lambda name: self._then(queue.pause, name))
        page.resumed.connect(lambda name: self._then(queue.resume, name))
        page.rolled.connect(self._new_roll)
        page.moved.connect(self._move)
        page.go_on_wanted.connect(lambda: self._then(printing.print_all))
        page.printed.connect(lambda ids: self._then(printing.print_these, ids))
        page.by_hand.connect(lambda ids: self._then(printing.settle, ids, PrintState.BY_HAND))
        page.dropped.connect(lambda ids: self._then(printing.settle, ids, PrintState.CANCELLED))
        page.setup_wanted.connect(self.open_setup)
        self._panel = page
        self._bring_up_to_date()
        self._searching.run(self._find, page.if_here(lambda _: self._bring_up_to_date()))
        self.opened.emit(page)

    def open_setup(self) -> None:
        """Printers, labels, design."""
        page = PrinterPage(
            self._look,
            self._words,
            self._settings,
            self._run.printers.own_paper,
            self._samples(),
            self._background,
            self._searching,
            self._find,
            printer_at,
        )
        page.changed.connect(self._run.printers.change)
        page.adjust_wanted.connect(self._open_adjust)
        page.own_stock_wanted.connect(self._open_own_stock)
        page.test_wanted.connect(lambda is_ruler: self._test_all(page, is_ruler))
        self._setup = page
        self._bring_up_to_date()
        self.opened.emit(page)

    def _open_adjust(self, setting: str) -> None:
        printer = self._printer(setting)
        page = PrinterAdjust(
            self._look,
            self._words,
            printer.name,
            self._run.printers.setup_of(setting),
            self._run.printing.paper,
            self._background,
        )
        page.saved.connect(lambda setup: self._save_setup(setting, setup))
        page.test_wanted.connect(
            lambda setup, is_ruler: self._test(page, {setting: printer}, {setting: setup}, is_ruler)
        )
        self.opened.emit(page)
        page.left.connect(self.open_setup)

    def _open_own_stock(self) -> None:
        page = OwnStock(
            self._look,
            self._words,
            self._run.printers.own_paper,
            self._run.printing.paper.stock,
            self._samples()[0],
            self._background,
        )
        page.saved.connect(self._use_stock)
        self.opened.emit(page)
        page.left.connect(self.open_setup)

    def _save_setup(self, setting: str, setup: PrinterSetup) -> None:
        self._run.printers.change_setup(setting, setup)
        self.open_setup()

    def _use_stock(self, name: str) -> None:
        self._run.printers.change({"stock": name})
        self.open_setup()

    def _new_roll(self, setting: str) -> None:
        setup = self._run.printers.setup_of(setting)
        self._run.printers.change_setup(setting, replace(setup, labels_left=setup.roll))

    def _move(self, setting: str, to: str) -> None:
        chosen = [each for each in self._run.printers.chosen if each not in (setting, to)]
        self._run.printers.change({"printers": (*chosen, to)})
        self._run.printing.go_on()
        self._bring_up_to_date()

    def _then(self, do: Callable[..., object], *values: object) -> None:
        do(*values)
        self._bring_up_to_date()

    def _find(self) -> list[FoundPrinter]:
        self._found = found_printers(system_printers())
        return self._found

    def _printer(self, setting: str) -> Printer:
        return self._run.printers.chosen.get(setting) or chosen_printer(setting, self._run.path)

    def _bring_up_to_date(self) -> None:
        if self._panel is not None and isValid(self._panel):
            views = [
                self._view_of(setting, p.name) for setting, p in self._run.printers.chosen.items()
            ]
            known = [view for view in views if view is not None]
            badges = [self._open_view(each) for each in self._run.printing.open_badges]
            self._panel.show_printing(known, badges)
        if self._setup is not None and isValid(self._setup):
            self._setup.printers.show_states(
                {
                    setting: view.said
                    for setting, printer in self._run.printers.chosen.items()
                    if (view := self._view_of(setting, printer.name)) is not None
                }
            )

    def _view_of(self, setting: str, name: str) -> PrinterView | None:
        state = next((p for p in self._run.printing.queue.printers if p.name == name), None)
        if state is None:
            return None
        printing = self._run.printers.state
        setup, trouble = self._run.printers.setup_of(setting), printing.troubles.get(name)
        why = error_words(trouble, self._words) if trouble is not None else ""
        said = printer_words(state, setup.labels, self._words, why)
        left = setup.labels.left
        labels = ""
        if left is not None and not setup.labels.is_low:  # said above already
            text = self._words.ngettext(
                "{number} label left on the roll", "{number} labels left on the roll", left
            )
            labels = text.format(number=left)
        return PrinterView(
            setting,
            name,
            said,
            is_paused=state.is_paused,
            labels=labels,
            has_roll=left is not None and setup.roll > 0,
            others=self._others(setting),
        )

    def _others(self, setting: str) -> list[tuple[str, str]]:
        """Where badges of this printer could go instead."""
        names = {s: printer.name for s, printer in self._run.printers.chosen.items()}
        names |= {each.setting: each.name for each in self._found}
        names = {s: plain_name(s) for s in self._settings().printer_setups} | names
        return [(s, name) for s, name in names.items() if s and s != setting]

    def _open_view(self, each: OpenBadge) -> OpenBadgeView:
        _ = self._words.gettext
        state = self._run.desk.roll.state(each.badge.guest_id)
        at = time_words(each.badge.wanted_at, self._run.info.timezone, self._words.language)
        why = {
            OpenStanding.WAITING: _("waits since {time}"),
            OpenStanding.WITH_PRINTER: _("with the printer since {time}"),
            OpenStanding.ASIDE: _("held back since {time}"),
            OpenStanding.UNDRAWN: _("cannot be drawn, since {time}"),
            OpenStanding.UNSURE: _("may have come out at {time}"),
        }[each.standing].format(time=at)
        return OpenBadgeView(
            each.badge.id,
            state.guest.shown_name if state is not None else "…",
            why,
            state.guest.countries if state is not None else (),
            can_print=each.standing in (OpenStanding.ASIDE, OpenStanding.UNSURE),
            can_settle=each.standing is not OpenStanding.WITH_PRINTER,
        )

    def _test_all(self, page: PrinterPage, is_ruler: bool) -> None:
        self._test(page, dict(self._run.printers.chosen), {}, is_ruler)

    def _test(
        self,
        page: PrinterPage | PrinterAdjust,
        printers: dict[str, Printer],
        setups: dict[str, PrinterSetup],
        is_ruler: bool,
    ) -> None:
        """Print an invented guest, or a ruler; nothing of it is written down."""
        words, badge = self._words, self._samples()[0]
        now = self._run.printing.paper
        own = {printers[setting].name: setup for setting, setup in setups.items()}
        paper = Paper(now.stock, now.design_name, now.folder, {**now.setups, **own})

        def job() -> str:
            try:
                for printer in printers.values():
                    made = paper.draw_ruler(printer.name) if is_ruler else None
                    document = made or paper.draw(badge, printer.name)
                    name = f"test-{new_nonce()[:8]}"
                    printer.send(document.pdf, name, document.stock_size_mm)
            except (PrintError, BadgeError) as error:
                return error_words(error, words)
            return ""

        def done(trouble: str) -> None:
            names = ", ".join(printer.name for printer in printers.values())
            sent = words.gettext("Sent to {printer}. Please look at it.").format(printer=names)
            page.tell(trouble or sent, is_well=not trouble)
            for printer in printers.values() if not trouble else ():
                self._run.printers.count_label(printer.name)

        self._searching.run(job, page.if_here(done))

    def _samples(self) -> list[Badge]:
        """Badges of guests who do not exist."""
        from badges.sample import SAMPLES

        return [replace(sample, event_name=self._run.info.name) for sample in SAMPLES]
