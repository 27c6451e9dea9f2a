from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data.identity import utc_now
from data.tickets.keyboards import type_on
from kiosk.background import Background
from kiosk.look.look import Look
from kiosk.scanning.inputs import Inputs
from kiosk.scanning.key_reader import Ending, KeyScan
from kiosk.scanning.qr_reading import codes_in_picture
from kiosk.scanning.scan_test import TEST_CODE
from kiosk.settings import Settings
from kiosk.setup.scan_test_page import ScanTestPage
from kiosk.words import ENGLISH

SETTINGS = Settings("018f0000-0000-7000-8000-00000000e2e0")


class Bench:
    """The page with a scanner at hand."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.shell = QWidget()
        self.camera, self.paper = Background("camera"), Background("paper")
        self.inputs = Inputs(SETTINGS, self.shell, self.camera, utc_now)
        self.opened: list[QUrl] = []
        self.page = ScanTestPage(
            Look(), ENGLISH, self.inputs, SETTINGS, folder, self.paper, self.opened.append
        )
        for widget in (self.shell, self.page):
            qtbot.addWidget(widget)
        self.set: dict[str, object] = {}
        self.page.settings_changed.connect(self.set.update)
        self.at_door: list[object] = []
        self.inputs.typed.connect(self.at_door.append)
        self.inputs.read.connect(self.at_door.append)
        self.page.show()

    def scan(self, host: str, us: str = "", ending: Ending = Ending.ENTER, gap: int = 12) -> None:
        self.inputs._keys.scanned.emit(KeyScan(host, us, ending, gap))

    def close(self) -> None:
        self.inputs.close()
        self.paper.close()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, tmp_path)
    yield bench
    bench.close()


def test_one_scan_sets_speed_and_what_the_scanner_adds(bench: Bench) -> None:
    bench.scan(f"##{TEST_CODE}$", ending=Ending.TAB, gap=40)
    assert bench.set == {
        "scanner_gap_ms": 60,
        "scanner_pause_ms": 180,
        "scanner_prefix": "##",
        "scanner_suffix": "$",
    }
    assert bench.page.ending.text() == "Tab; ## … $ round every code is taken away"
    assert bench.page.message.text() == "All is set: this scanner is understood."


def test_the_laptops_layout_is_named(bench: Bench) -> None:
    bench.scan(type_on(TEST_CODE, "ru"))
    assert bench.page.layout_found.text() == "Russian; undone"
    bench.scan(type_on(TEST_CODE, "de").swapcase())
    assert bench.page.layout_found.text() == "German, with Caps Lock; undone"


def test_a_scanner_as_slow_as_fingers_is_told(bench: Bench) -> None:
    bench.scan(TEST_CODE, gap=150)
    assert bench.page.message.text().startswith("The scanner types as slowly as fingers.")


def test_a_guests_code_checks_nobody_in_while_the_page_is_open(bench: Bench) -> None:
    bench.scan("zoya2345abcdefgh")
    bench.inputs.camera.read.emit("zoya2345abcdefgh")
    assert bench.page.message.text() == "This is another code. Scan the one on this page."
    assert (bench.at_door, bench.set) == ([], {})
    bench.page.hide()
    bench.scan("zoya2345abcdefgh")
    bench.inputs.camera.read.emit("eric2345abcdefgh")
    assert len(bench.at_door) == 2


def test_the_code_on_the_screen_can_be_read(bench: Bench) -> None:
    assert codes_in_picture(bench.page.card.grab().toImage()) == (TEST_CODE,)


def test_the_page_can_be_printed(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.page.main.click()
    qtbot.waitUntil(lambda: bench.page.message.open.isVisible())
    assert (tmp_path / "scan test.pdf").read_bytes().startswith(b"%PDF")
    bench.page.message.open.click()
    assert [Path(url.toLocalFile()).name for url in bench.opened] == ["scan test.pdf"]


def test_the_camera_is_turned_on_here(bench: Bench) -> None:
    bench.page.camera.click()
    assert bench.set == {"uses_camera": True}
