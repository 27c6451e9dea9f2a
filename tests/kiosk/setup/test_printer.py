"""Printers, labels and design, chosen on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from badges.sample import SAMPLES
from kiosk.background import Background
from kiosk.look.look import Look, Theme
from kiosk.printing.errors import PrinterNotReady
from kiosk.printing.found import FoundPrinter
from kiosk.printing.policy import PrintPolicy
from kiosk.printing.status import Condition, PrinterStatus
from kiosk.settings import Settings
from kiosk.setup.printer import PrinterPage
from kiosk.setup.printer_list import with_turned
from kiosk.words import ENGLISH

BROTHER = FoundPrinter("system:Brother", "Brother")
LABELS = FoundPrinter("ipp://10.0.0.4/ipp/print", "labels", "", PrinterStatus(Condition.JAM))


class Laptop:
    """The page, and a laptop that remembers what it says."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        background: Background,
        settings: Settings,
        answers: Sequence[FoundPrinter] = (),
        chosen_folder: str = "",
    ) -> None:
        self.settings = settings
        self.asked: list[str] = []
        self.answers = list(answers)
        self.page = PrinterPage(
            Look(Theme.DARK),
            ENGLISH,
            lambda: self.settings,
            folder,
            SAMPLES,
            background,
            background,
            lambda: [BROTHER],
            self._look_at,
            ask_folder=lambda begin: chosen_folder,
        )
        self.page.changed.connect(self._change)
        qtbot.addWidget(self.page)
        qtbot.waitUntil(lambda: len(self.page.printers.rows) > 1)

    def _change(self, changes: dict[str, object]) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]

    def _look_at(self, text: str) -> FoundPrinter:
        self.asked.append(text)
        if not self.answers:
            raise PrinterNotReady("nothing_answers", place=text)
        return self.answers.pop()

    def turn(self, setting: str) -> None:
        row = next(row for row in self.page.printers.rows if row.setting == setting)
        row.switch.click()

    @property
    def used(self) -> list[str]:
        return list(self.settings.printers)

    @property
    def on(self) -> list[str]:
        return [row.setting for row in self.page.printers.rows if row.switch.isChecked()]


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background("paper")
    yield background
    background.close()


@pytest.fixture
def settings() -> Settings:
    return Settings("6a4dd4b6-5f5e-4b2e-9a3d-0d5a6c1b2e3f", stock="54x101")


@pytest.fixture
def laptop(qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings) -> Laptop:
    return Laptop(qtbot, tmp_path, background, settings)


def test_several_printers_share_and_a_folder_is_used_alone() -> None:
    assert with_turned((), "a", on=True) == ("a",)
    assert with_turned(("a",), "b", on=True) == ("a", "b")
    assert with_turned(("a", "b"), "a", on=False) == ("b",)
    assert with_turned(("a", "b"), "folder:/x", on=True) == ("folder:/x",)
    assert with_turned(("folder:/x",), "a", on=True) == ("a",)
    assert with_turned(("a", "b"), "", on=True) == ()


def test_found_printers_are_turned_on_and_off(laptop: Laptop) -> None:
    assert laptop.on == [""]
    laptop.turn("system:Brother")
    assert laptop.used == ["system:Brother"]
    assert laptop.on == ["system:Brother"]
    laptop.turn("system:Brother")
    assert laptop.used == []
    assert laptop.on == [""]


def test_a_printer_at_a_typed_address_is_asked_used_and_kept(
    qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings
) -> None:
    before = replace(settings, printers=("system:Brother",))
    laptop = Laptop(qtbot, tmp_path, background, before, [LABELS])
    laptop.page.printers.address.setText(" 10.0.0.4 ")
    QTest.keyClick(laptop.page.printers.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: laptop.settings.printers == ("system:Brother", LABELS.setting))
    assert laptop.asked == ["10.0.0.4"]
    assert LABELS.setting in laptop.settings.printer_setups
    laptop.turn(LABELS.setting)
    assert LABELS.setting in [row.setting for row in laptop.page.printers.rows]


def test_an_address_where_nobody_answers_is_told_and_changes_nothing(
    laptop: Laptop, qtbot: QtBot
) -> None:
    laptop.page.printers.address.setText("10.0.0.9")
    laptop.page.printers.add.click()
    qtbot.waitUntil(lambda: "No printer answers at 10.0.0.9" in laptop.page.message.text())
    assert laptop.used == []
    assert laptop.page.printers.address.text() == "10.0.0.9"


def test_a_folder_is_chosen_by_dialog(
    qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings
) -> None:
    laptop = Laptop(qtbot, tmp_path, background, settings, chosen_folder="/badges")
    laptop.page.printers.folder.click()
    assert laptop.settings.printers == ("folder:/badges",)
    assert laptop.on == ["folder:/badges"]


def test_a_system_printer_that_is_gone_stays_named(
    qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings
) -> None:
    laptop = Laptop(qtbot, tmp_path, background, replace(settings, printers=("system:Attic",)))
    qtbot.waitUntil(lambda: len(laptop.page.printers.rows) == 3)
    assert laptop.on == ["system:Attic"]
    assert [row.setting for row in laptop.page.printers.rows] == [
        "", "system:Brother", "system:Attic",
    ]  # fmt: skip


def test_the_sample_is_drawn_on_the_label_and_in_the_design_that_are_chosen(
    laptop: Laptop, qtbot: QtBot
) -> None:
    view = laptop.page.view
    qtbot.waitUntil(lambda: not view.image.isNull())
    assert view.image.width() == pytest.approx(101 / 25.4 * 300, abs=2)
    classic = view.image
    with qtbot.waitSignal(view.drawn):
        QTest.keyClick(laptop.page.design, Qt.Key.Key_Down)
    assert laptop.settings.design == "big-first-name"
    assert view.image != classic
    with qtbot.waitSignal(view.drawn):
        QTest.keyClick(laptop.page.stock, Qt.Key.Key_Up)
    assert laptop.settings.stock == "62x100"
    assert view.image.width() == pytest.approx(100 / 25.4 * 300, abs=2)


def test_ones_own_design_that_cannot_be_used_is_told(
    qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings
) -> None:
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / "ours.toml").write_text("title = 3")
    laptop = Laptop(qtbot, tmp_path, background, settings)
    laptop.page.design.chosen.emit("ours")
    qtbot.waitUntil(lambda: "ours.toml" in laptop.page.message.text())


def test_when_a_badge_is_printed_is_chosen(laptop: Laptop) -> None:
    QTest.keyClick(laptop.page.policy, Qt.Key.Key_Down)
    assert laptop.settings.print_policy is PrintPolicy.ALWAYS


def test_a_test_badge_and_a_ruler_are_asked_for_by_key(laptop: Laptop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(laptop.page.test_wanted) as badge:
        laptop.page.test.click()
    with qtbot.waitSignal(laptop.page.test_wanted) as ruler:
        laptop.page.ruler.click()
    assert (badge.args, ruler.args) == ([False], [True])


def test_a_file_of_own_labels_that_cannot_be_read_is_told(
    qtbot: QtBot, tmp_path: Path, background: Background, settings: Settings
) -> None:
    (tmp_path / "stock.toml").write_text("[box]\nsize_mm = 3")
    laptop = Laptop(qtbot, tmp_path, background, settings)
    assert "stock.toml" in laptop.page.message.text()
