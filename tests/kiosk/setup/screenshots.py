"""Pictures of the pages before the evening, to be looked at.

``python -m tests.kiosk.setup.screenshots FOLDER [STATE …]`` draws each state in dark and light, at
1280 × 720, 1024 × 600 and 3840 × 2160.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from badges.sample import SAMPLES
from data.guests import Device, EventInfo, Product
from data.identity import utc_now, uuid7
from data.store.event_file import EventFile
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.look.look import Look, Theme
from kiosk.paper import Paper
from kiosk.print_words import printer_words
from kiosk.printing.found import FoundPrinter
from kiosk.printing.policy import LabelCounter
from kiosk.printing.setup import PrinterSetup
from kiosk.printing.status import Condition, PrinterState, PrinterStatus
from kiosk.qt_start import window_application
from kiosk.settings import Settings
from kiosk.setup.list_source import ListSource, SourceKind
from kiosk.setup.load_list import LoadList
from kiosk.setup.new_event import NewEvent
from kiosk.setup.number_edit import NumberEdit
from kiosk.setup.open_badges import OpenBadgeView
from kiosk.setup.own_stock import OwnStock
from kiosk.setup.printer import PrinterPage
from kiosk.setup.printer_adjust import PrinterAdjust
from kiosk.setup.printer_card import PrinterView
from kiosk.setup.printer_panel import PrinterPanel
from kiosk.setup.products import Products
from kiosk.setup.welcome import Welcome
from kiosk.words import words_for

SIZES = ((1280, 720), (1024, 600), (3840, 2160))
DEVICE = Device("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", "Desk 2")
INFO = EventInfo("", "Moscow · November", "2026-11-28", "Europe/Moscow")
READY = PrinterStatus(Condition.READY)
EMPTY = PrinterStatus(Condition.OUT_OF_LABELS)
PAPER = Paper()
SETTINGS = Settings(DEVICE.id)
TABLE = """Guests of November
Name;Nationality;E-mail;Ticket;Paid;+1;T-shirt
Zoya Vinogradova;Russia;zoya@example.org;Albatross;yes;1;M
Jochen Schäfer;Deutshland;jochen@example.org;Basic;no;;L
Eric 陈;China;eric@example.org;Albatross;yes;;S
Nguyễn Thị Hồng;Vietnam;hong@example.org;Basic;yes;;M
Дмитрий Соколов;россиянин;dmitri@example.org;Basic;no;2;XL
;Ghana;nobody@example.org;Basic;no;;M
Ama Owusu;Ghana;ama.example.org;Basic;maybe;;M
Maria Rossi;Itlay;maria@example.org;Basic;no;;M
Lucía Fernández;Atlantis;lucia@example.org;Albatross;yes;;S
Zoya Vinogradova;Russia;zoya@example.org;Albatross;yes;1;M
Fatou Diop;Senegal/France;fatou@example.org;Basic;yes;a few;L
"""
LINES = """Hello everybody, here is the list
1. Zoya Vinogradova (Russia)
2. Jochen Schäfer – Germany
3. Eric 陈, China
4. Ama Owusu +1
"""


def wait(signal: SignalInstance, then: Callable[[], None]) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(20_000, loop.quit)
    then()
    loop.exec()


def make_desk(folder: Path) -> Desk:
    path = folder / "november.pennant"
    info = EventInfo(uuid7(utc_now()), "Moscow · November", "2026-11-28", "Europe/Moscow")
    EventFile.create(path, info, DEVICE, folder / "state").close()
    desk = Desk(path, DEVICE, folder / "state")
    wait(desk.ready, desk.open)
    return desk


def _load(look: Look, desk: Desk, language: str) -> LoadList:
    return LoadList(look, words_for(language), desk, INFO, lambda: SETTINGS)


def load_empty(look: Look, desk: Desk) -> QWidget:
    return _load(look, desk, "en")


def load_table(look: Look, desk: Desk) -> QWidget:
    page = _load(look, desk, "en")
    path = desk.path.with_name("guests november.csv")
    path.write_text(TABLE, "utf-8")
    source = ListSource(SourceKind.FILE, str(path))
    wait(page.reader.read_done, lambda: page.open_source(source))
    return page


def load_lines(look: Look, desk: Desk) -> QWidget:
    page = _load(look, desk, "en")
    source = ListSource(SourceKind.TEXT, LINES)
    wait(page.reader.read_done, lambda: page.open_source(source))
    return page


def load_failed(look: Look, desk: Desk) -> QWidget:
    page = _load(look, desk, "en")
    source = ListSource(SourceKind.TEXT, '{"a": [1, 2]}')
    wait(page.reader.failed, lambda: page.open_source(source))
    return page


def load_reading(look: Look, desk: Desk) -> QWidget:
    page = load_table(look, desk)
    assert isinstance(page, LoadList)
    page.progress.begin("Loading; the door goes on working…")
    page.progress.show_progress(3, 8)
    return page


def welcome(look: Look, desk: Desk) -> QWidget:
    recent = ["Evenings/Moscow November.pennant", "Evenings/October.pennant"]
    return Welcome(look, words_for("en"), recent)


def new_event(look: Look, desk: Desk) -> QWidget:
    page = NewEvent(look, words_for("en"), DEVICE, Path(), Background("paper"), "Evenings")
    page.name.setText("Moscow · November")
    return page


def new_event_asks(look: Look, desk: Desk) -> QWidget:
    page = new_event(look, desk)
    assert isinstance(page, NewEvent)
    page.day.setText("32.11.2026")
    page.main.click()
    return page


def products(look: Look, desk: Desk) -> QWidget:
    page = Products(look, words_for("en"), desk, INFO)
    known = (
        Product("Albatross", hand_out="Drink voucher"),
        Product("Basic", 1000),
        Product("Press", complimentary=True, alert="Fetch an ambassador"),
    )
    page.show_products(known, replace(INFO, walk_in_product="Basic"))
    return page


def printer(look: Look, desk: Desk, language: str = "en") -> QWidget:
    found = [
        FoundPrinter("ipp://localhost:631/printers/QL", "Brother QL-820NWB", "", READY),
        FoundPrinter("ipp://10.0.0.4/ipp/print", "10.0.0.4", "", EMPTY),
        FoundPrinter("system:Office", "Office"),
    ]
    settings = replace(SETTINGS, printers=tuple(each.setting for each in found[:2]))
    page = PrinterPage(
        look,
        words_for(language),
        lambda: settings,
        desk.path.parent,
        SAMPLES,
        Background("paper", desk),
        Background("printers", desk),
        lambda: found,
        lambda text: found[0],
    )
    page.tell("Sent to Brother QL-820NWB. Please look at it.", is_well=True)
    rest(1_500)
    return page


def printer_german(look: Look, desk: Desk) -> QWidget:
    return printer(look, desk, "de")


def adjust(look: Look, desk: Desk, language: str = "en") -> QWidget:
    setup = PrinterSetup(1.5, -0.5, labels_left=87, roll=100)
    background = Background("paper", desk)
    page = PrinterAdjust(look, words_for(language), "Brother QL-820NWB", setup, PAPER, background)
    rest(1_000)
    return page


def adjust_german(look: Look, desk: Desk) -> QWidget:
    return adjust(look, desk, "de")


def own_stock(look: Look, desk: Desk, language: str = "en") -> QWidget:
    background = Background("paper", desk)
    page = OwnStock(
        look, words_for(language), desk.path.parent, PAPER.stock, SAMPLES[0], background
    )
    page.name.setText("Office sheet 4 × 5")
    for edit, number in zip(page.edits[1:], (85, 54, 2, 5, 15, 13.5, 95, 54), strict=False):
        assert isinstance(edit, NumberEdit)
        edit.show_number(number)
    page.kind.show_key("sheet")
    page.kind.chosen.emit("sheet")
    rest(1_500)
    return page


def own_stock_german(look: Look, desk: Desk) -> QWidget:
    return own_stock(look, desk, "de")


def panel(look: Look, desk: Desk, language: str = "en") -> QWidget:
    words = words_for(language)
    page = PrinterPanel(look, words)
    other = [("zpl:10.0.0.7", "10.0.0.7")]
    states = (
        PrinterState("Brother QL-820NWB", EMPTY, is_busy=True),
        PrinterState("DYMO at the bar", is_busy=True),
    )
    views = [
        PrinterView(state.name, state.name, printer_words(state, LabelCounter(left), words),
                    has_roll=True, others=other)
        for state, left in zip(states, (0, 12), strict=True)
    ]  # fmt: skip
    badges = [
        OpenBadgeView("1", "Zoya Vinogradova", "with the printer since 20:14", ("RU",),
                      can_settle=False),
        OpenBadgeView("2", "Eric 陈", "held back since 20:15", ("CN",), can_print=True),
        OpenBadgeView("3", "Nguyễn Thị Hồng", "held back since 20:15", ("VN", "DE"),
                      can_print=True),
        OpenBadgeView("4", "Jochen Schäfer", "waits since 20:19", ("DE",)),
    ]  # fmt: skip
    page.show_printing(views, badges)
    return page


def panel_german(look: Look, desk: Desk) -> QWidget:
    return panel(look, desk, "de")


def panel_calm(look: Look, desk: Desk) -> QWidget:
    words = words_for("en")
    page = PrinterPanel(look, words)
    state = PrinterState("Brother QL-820NWB", READY)
    page.show_printing([PrinterView("a", state.name, printer_words(state, None, words))], [])
    return page


def rest(milliseconds: int) -> None:
    """Let threads draw."""
    done = QEventLoop()
    QTimer.singleShot(milliseconds, done.quit)
    done.exec()


STATES: dict[str, Callable[[Look, Desk], QWidget]] = {
    "load-empty": load_empty,
    "load-table": load_table,
    "load-lines": load_lines,
    "load-failed": load_failed,
    "load-loading": load_reading,
    "welcome": welcome,
    "new-event": new_event,
    "new-event-asks": new_event_asks,
    "products": products,
    "printer": printer,
    "printer-de": printer_german,
    "adjust": adjust,
    "adjust-de": adjust_german,
    "own-stock": own_stock,
    "own-stock-de": own_stock_german,
    "panel": panel,
    "panel-de": panel_german,
    "panel-calm": panel_calm,
}


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    app = window_application(["pennant"])
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(arguments[1:])
    with tempfile.TemporaryDirectory() as place:
        desk = make_desk(Path(place))
        for name, make in STATES.items():
            if wanted and name not in wanted:
                continue
            for theme in (Theme.DARK, Theme.LIGHT):
                look = Look(theme)
                page = make(look, desk)
                for width, height in SIZES:
                    page.resize(width, height)
                    page.show()
                    page.activateWindow()
                    app.processEvents()
                    app.processEvents()
                    page.grab().save(str(folder / f"{name}-{theme}-{width}.png"))
                page.close()
                page.deleteLater()
                app.processEvents()
        desk.close()


if __name__ == "__main__":
    main(sys.argv[1:])
