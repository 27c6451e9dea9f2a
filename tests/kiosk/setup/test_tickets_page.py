import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from data.admission import check_in
from data.guestlist.read import read_bytes
from data.guests import Device, EventInfo, Guest, Reason, Refused, Scan
from data.identity import new_nonce, utc_now, uuid7
from data.store.event_file import EventFile
from data.store.loads import compare, load
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.look.look import Look
from kiosk.scanning.qr_reading import codes_in_picture
from kiosk.setup.code_card import CodeCard
from kiosk.setup.new_code import NewCode
from kiosk.setup.tickets_page import TicketsPage
from kiosk.words import ENGLISH

DEVICE = Device("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", "Desk 2")
INFO = EventInfo(uuid7(utc_now()), "Moscow · November", "2026-11-28", "Europe/Moscow")
LIST = """Name,Email,Ticket secret,Status
Zoya Vinogradova,zoya@example.org,zoya2345abcdefgh,
Eric 陈,eric@example.org,,
Jochen Schäfer,js@example.org,,
Дмитрий Соколов,ds@example.org,,cancelled
"""


class Evening:
    """A desk with four on the list, and paper."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        path = folder / "november.pennant"
        with EventFile.create(path, INFO, DEVICE, folder / "state") as file:
            load(file, compare(file, read_bytes(LIST.encode()).guests))
        self.paper = Background("paper")
        self.desk = Desk(path, DEVICE, folder / "state")
        with qtbot.waitSignal(self.desk.ready):
            self.desk.open()

    def page(self) -> TicketsPage:
        page = TicketsPage(
            Look(), ENGLISH, self.desk, INFO, self.paper, ask_folder=lambda _: str(self.folder)
        )
        self.qtbot.addWidget(page)
        page.show()
        self.qtbot.waitUntil(lambda: bool(page.number.text()))
        return page

    def guest(self, name: str) -> Guest:
        (found,) = self.desk.roll.find(name)
        return found.state.guest


@pytest.fixture
def evening(qtbot: QtBot, tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(qtbot, tmp_path)
    yield evening
    evening.paper.close()
    evening.desk.close()


def test_the_page_says_how_many_tickets_there_will_be(evening: Evening) -> None:
    page = evening.page()
    assert page.number.text() == "3 guests are expected. 2 have no code yet and get one."


def test_one_button_makes_all_tickets_and_the_table(evening: Evening, qtbot: QtBot) -> None:
    page = evening.page()
    seen: list[tuple[int, int]] = []
    page.maker.progressed.connect(lambda done, total: seen.append((done, total)))
    page.main.click()
    qtbot.waitUntil(lambda: page.message.open.isVisible(), timeout=20_000)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    table = (page.folder / "mail-merge.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(table.splitlines()))
    assert [line["Name"] for line in lines] == ["Eric 陈", "Jochen Schäfer", "Zoya Vinogradova"]
    for line in lines:
        picture = QImage(str(page.folder / line["PNG"]))
        assert codes_in_picture(picture) == (line["Ticket secret"],)
    qtbot.waitUntil(lambda: page.number.text() == "3 guests are expected.")


def test_stopped_it_keeps_what_is_drawn_and_makes_no_table(evening: Evening, qtbot: QtBot) -> None:
    page = evening.page()
    page.maker.progressed.connect(lambda *_: page.progress.cancel.click())
    page.main.click()
    qtbot.waitUntil(lambda: page.main.isEnabled(), timeout=20_000)
    assert page.message.text() == "Stopped. 1 ticket is drawn; there is no table."
    assert len(list(page.folder.glob("*.pdf"))) == 1
    assert not list(page.folder.glob("*.csv"))


def test_a_folder_that_cannot_be_written_is_told(evening: Evening, qtbot: QtBot) -> None:
    page = evening.page()
    page.folder.write_text("a file where the folder should be")
    page.main.click()
    qtbot.waitUntil(lambda: page.main.isEnabled(), timeout=20_000)
    assert "cannot be written" in page.message.text()


def test_a_new_code_is_shown_large_and_the_old_one_is_refused(
    evening: Evening, qtbot: QtBot
) -> None:
    page = NewCode(
        Look(), ENGLISH, evening.desk, INFO, evening.guest("Zoya Vinogradova"), evening.paper
    )
    qtbot.addWidget(page)
    page.show()
    page.main.click()
    qtbot.waitUntil(lambda: page.message.open.isVisible(), timeout=20_000)
    (card,) = page.findChildren(CodeCard)
    qtbot.waitUntil(lambda: card.size() == card.sizeHint())
    (shown,) = codes_in_picture(card.grab().toImage())
    scan = Scan(new_nonce(), utc_now(), secret="zoya2345abcdefgh")
    answers: list[object] = []
    evening.desk.ask(lambda file: check_in(file, scan), answers.append)
    new = replace(scan, nonce=new_nonce(), secret=shown)
    evening.desk.ask(lambda file: check_in(file, new), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert isinstance(answers[0], Refused)
    assert answers[0].reason is Reason.REVOKED
    assert not isinstance(answers[1], Refused)
