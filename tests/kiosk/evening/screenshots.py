"""Pictures of the pages of the evening, to be looked at.

``python -m tests.kiosk.evening.screenshots FOLDER [STATE …]`` draws each state in dark and light,
at 1280 × 720, 1024 × 600 and 3840 × 2160.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from data.admission import check_in
from data.guestlist.read import read_text
from data.guests import Device, EventInfo, Product, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store import reading
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import save_product
from data.walk_in import WalkIn, add_walk_in
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.evening.emergency_list import EmergencyList
from kiosk.evening.export import Export
from kiosk.evening.hand_over import HandOver
from kiosk.evening.late import Late
from kiosk.evening.merge import MergePage
from kiosk.evening.sheets import Sheets
from kiosk.evening.sticks import Stick
from kiosk.look.look import Look, Theme
from kiosk.qt_start import window_application
from kiosk.words import words_for
from tests.kiosk.evening.conftest import DEVICE, LIST

SIZES = ((1280, 720), (1024, 600), (3840, 2160))
INFO = EventInfo(uuid7(utc_now()), "Moscow · November", "2026-11-28", "Europe/Moscow")
Make = Callable[[Look, Desk, Background], QWidget]


def wait(signal: SignalInstance, then: Callable[[], None]) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(20_000, loop.quit)
    then()
    loop.exec()


def make_desk(folder: Path) -> Desk:
    path = folder / "Moscow November.pennant"
    at = datetime(2026, 11, 28, 17, 14, tzinfo=UTC)
    with EventFile.create(path, INFO, DEVICE, folder / "state", lambda: at) as file:
        save_product(file, Product("Basic", 1000), at)
        load(file, compare(file, read_text(LIST + "Zoya Krylova;;;Russia;Basic;;\n").guests))
        for name in ("Dmitry Sokolof", "Yochen Schefer"):
            walk_in = add_walk_in(file, WalkIn(name, countries=("RU",)), nonce=new_nonce(), at=at)
            check_in(file, Scan(new_nonce(), at, guest_id=walk_in.id))
    desk = Desk(path, DEVICE, folder / "state")
    wait(desk.ready, desk.open)
    return desk


def export(look: Look, desk: Desk, paper: Background) -> QWidget:
    return Export(look, words_for("en"), desk, INFO, "Evenings")


def exported(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = Export(look, words_for("en"), desk, INFO)
    page.pairs.show_pairs(())
    page.kind.show_key(".csv")
    page.kind.chosen.emit(".csv")
    wait(page.exported, page.main.click)
    return page


def emergency(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = EmergencyList(look, words_for("en"), desk, INFO, paper)
    wait(page.maker.made, page.main.click)
    return page


def sheets(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = Sheets(look, words_for("en"), desk, INFO, paper)
    for _step in range(3):
        page.picker._choose(page.picker.cell + 1)
    wait(page.maker.made, page.main.click)
    return page


def late(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = Late(look, words_for("en"), desk, INFO)
    page.time.setText("20:14")
    page.time.textEdited.emit("20:14")
    page.name.setText("zo")
    page.name.textEdited.emit("zo")
    return page


def late_due(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = late(look, desk, paper)
    assert isinstance(page, Late)
    page.name.setText("jochen")
    page.name.textEdited.emit("jochen")
    wait(desk.answered, page.main.click)
    return page


def hand_over(look: Look, desk: Desk, paper: Background) -> QWidget:
    stick = Stick(desk.path.parent, "KINGSTON", 14_000_000_000)
    page = HandOver(look, words_for("en"), desk, paper, lambda: [stick])
    page.progress.begin("Writing Moscow November.pennant; the door goes on working…")
    page.progress.show_progress(3, 10)
    return page


def merge(look: Look, desk: Desk, paper: Background) -> QWidget:
    page = MergePage(look, words_for("en"), desk, INFO, paper)
    copy = desk.path.with_name("Garden door.pennant")
    copy.unlink(missing_ok=True)
    desk.wait_for(lambda file: file.hand_over(copy))
    device = Device("0d5a6c1b-5f5e-4b2e-9a3d-6a4dd4b62e3f", "Garden door")
    with EventFile.open(copy, device, desk.path.parent / "garden", backup=False) as file:
        free = [g for g in reading.guests(file.connection) if g.product == "Albatross"]
        for guest in free:
            check_in(file, Scan(new_nonce(), utc_now(), guest_id=guest.id))
    wait(page.taking_in.looked, lambda: page.open_file(copy))
    return page


STATES: dict[str, Make] = {
    "export": export,
    "exported": exported,
    "hand-over": hand_over,
    "merge": merge,
    "emergency": emergency,
    "sheets": sheets,
    "late": late,
    "late-due": late_due,
}


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    app = window_application(["pennant"])
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(arguments[1:])
    with tempfile.TemporaryDirectory() as place:
        desk, paper = make_desk(Path(place)), Background("paper")
        for name, make in STATES.items():
            if wanted and name not in wanted:
                continue
            for theme in (Theme.DARK, Theme.LIGHT):
                look = Look(theme)
                page = make(look, desk, paper)
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
        paper.close()
        desk.close()


if __name__ == "__main__":
    main(sys.argv[1:])
