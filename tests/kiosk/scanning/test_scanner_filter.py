from collections.abc import Callable, Iterator
from random import Random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from data.tickets import candidate_secrets
from data.tickets.pennant_code import code_for
from kiosk.scanning.key_reader import Ending, KeyScan, Timing
from kiosk.scanning.reading_choice import best_reading
from kiosk.scanning.scanner_filter import ScannerFilter
from tests.kiosk.scanning.wedge import ENTER, TAB, Keyboard

LAYOUTS = ("", "ru", "uk", "de", "fr", "es", "it", "tr", "cs", "en-GB", "el", "he")
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk(QWidget):
    """Everything that a scan could spoil."""

    def __init__(self) -> None:
        super().__init__()
        self.edit, self.form, self.table = QLineEdit(), QLineEdit(), QTableWidget(3, 2)
        self.button = QPushButton("Let in")
        self.button.setDefault(True)
        rows = QVBoxLayout(self)
        for widget in (self.edit, self.form, self.table, self.button):
            rows.addWidget(widget)
        self.dialog = QDialog(self)
        self.dialog.setModal(True)
        choices = QDialogButtonBox.StandardButton
        self.box = QDialogButtonBox(choices.Yes | choices.No, self.dialog)
        self.pressed: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.box.accepted.connect(lambda: self.pressed.append("yes"))
        self.box.rejected.connect(lambda: self.pressed.append("no"))

    @property
    def places(self) -> list[QWidget]:
        return [self.edit, self.form, self.table, self.button]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    desk.activateWindow()
    yield desk
    desk.dialog.close()


@pytest.fixture
def scanner(desk: Desk, qapp: QApplication) -> Iterator[ScannerFilter]:
    scanner = ScannerFilter(platform=lambda: "xcb")
    scanner.watch(qapp)
    yield scanner
    scanner.stop()


@pytest.fixture
def scans(scanner: ScannerFilter) -> list[KeyScan]:
    scans: list[KeyScan] = []
    scanner.scanned.connect(scans.append)
    return scans


@pytest.fixture
def keyboard(desk: Desk, scanner: ScannerFilter) -> Keyboard:
    return Keyboard(desk.windowHandle())


def test_scans_of_any_speed_layout_and_ending_at_any_place_are_read_and_touch_nothing(
    qtbot: QtBot,
    desk: Desk,
    scanner: ScannerFilter,
    scans: list[KeyScan],
    keyboard: Keyboard,
    full: bool,
) -> None:
    chance = Random("scans")
    rounds = 10_000 if full else 500
    sent = []
    for _ in range(rounds):
        code = code_for([chance.randrange(32) for _ in range(16)])
        keyboard.layout = chance.choice(LAYOUTS)
        keyboard.caps_lock = chance.random() < 0.1
        keyboard.window = desk.windowHandle()
        if chance.random() < 0.2:
            desk.dialog.show()
            keyboard.window = desk.dialog.windowHandle()
            desk.dialog.activateWindow()
            qtbot.waitUntil(lambda: QApplication.focusWindow() is keyboard.window)
        else:
            desk.dialog.hide()
            chance.choice(desk.places).setFocus()
        ending = chance.choice((ENTER, TAB, None))
        keyboard.scan(code, chance.randint(0, 30), ending)
        if ending is None and chance.random() < 0.5:
            scanner.pause()
        sent.append(code)
    scanner.pause()
    on_the_list = set(sent)

    def secret_meant(text: str) -> str:
        return next((one for one in candidate_secrets(text) if one in on_the_list), "")

    assert [secret_meant(best_reading(scan, secret_meant)) for scan in scans] == sent
    assert desk.pressed == []
    assert [desk.edit.text(), desk.form.text()] == ["", ""]


def test_words_typed_by_fingers_are_never_taken_for_a_scan_and_never_lost(
    desk: Desk, scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    chance = Random("fingers")
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-' "
    desk.edit.setFocus()
    for _ in range(1000):
        word = "".join(chance.choice(letters) for _ in range(chance.randint(1, 14)))
        desk.edit.clear()
        for letter in word:
            keyboard.letter(letter, chance.randint(60, 400))
        keyboard.key(ENTER, "\r", 36)
        assert desk.edit.text() == word
        keyboard.at_ms += 1000
    assert scans == []


def test_a_fast_roll_of_fingers_is_typed_in_its_order(
    desk: Desk, scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    desk.edit.setFocus()
    for gap_ms in (20, 30, 44, 20, 150, 25, 60, 20):
        keyboard.letter("the quick"[len(desk.edit.text()) % 9], gap_ms)
    keyboard.key(Qt.Key.Key_Left)
    assert len(desk.edit.text()) == 8
    assert scans == []


def test_a_single_key_is_held_no_longer_than_the_gap_and_then_typed(
    qtbot: QtBot, desk: Desk, keyboard: Keyboard
) -> None:
    desk.edit.setFocus()
    keyboard.letter("z", 0)
    assert desk.edit.text() == ""
    qtbot.waitUntil(lambda: desk.edit.text() == "z")


def test_a_command_is_no_later_than_the_letters_before_it(desk: Desk, keyboard: Keyboard) -> None:
    desk.edit.setFocus()
    keyboard.text("zoya", 70)
    keyboard.key(Qt.Key.Key_A, "\x01", 38, CTRL)
    assert desk.edit.selectedText() == "zoya"


def test_the_space_bar_still_presses_a_button_and_enter_a_dialogs(
    desk: Desk, scanner: ScannerFilter, keyboard: Keyboard
) -> None:
    desk.button.setFocus()
    keyboard.letter(" ", 80)
    scanner.pause()
    assert desk.pressed == ["button"]
    desk.dialog.show()
    keyboard.window = desk.dialog.windowHandle()
    desk.box.button(QDialogButtonBox.StandardButton.Yes).setFocus()
    keyboard.key(ENTER, "\r", 36)
    assert desk.pressed == ["button", "yes"]


def test_noughts_that_the_system_takes_for_a_key_held_down_are_read(
    scans: list[KeyScan], keyboard: Keyboard
) -> None:
    for place, figure in enumerate("0000000000120000"):
        keyboard.letter(figure, 1, repeats=place % 2 == 1)
    keyboard.key(ENTER, "\r", 36)
    assert [scan.host for scan in scans] == ["0000000000120000"]


def test_a_key_held_down_repeats_itself_and_is_no_scan(
    desk: Desk, scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    desk.edit.setFocus()
    keyboard.letter("a", 500)
    for _ in range(40):
        keyboard.letter("a", 33, repeats=True)
    scanner.pause()
    assert desk.edit.text() == "a" * 41
    assert scans == []


def test_keys_that_waited_in_a_frozen_window_are_told_by_when_they_were_pressed(
    desk: Desk, scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    desk.edit.setFocus()
    keyboard.text("zoya", 120)  # all arrive at once: nothing here waits
    keyboard.scan("ABC2345678", 5)
    keyboard.text("vino", 120)
    scanner.pause()
    assert desk.edit.text() == "zoyavino"
    assert [scan.host for scan in scans] == ["ABC2345678"]


def test_cr_and_lf_end_one_scan_and_a_late_cr_presses_nothing(
    desk: Desk, scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    desk.button.setFocus()
    keyboard.text("ABC2345678", 5)
    keyboard.key(ENTER, "\r", 36)
    keyboard.at_ms += 5
    keyboard.key(ENTER, "\n", 36)
    keyboard.at_ms += 1000
    keyboard.text("XYZ2345678", 5)
    scanner.pause()
    keyboard.at_ms += 200
    keyboard.key(ENTER, "\r", 36)
    assert [scan.ending for scan in scans] == [Ending.ENTER, Ending.PAUSE]
    assert desk.pressed == []


def test_a_hiccup_does_not_cut_a_scan_in_two(scans: list[KeyScan], keyboard: Keyboard) -> None:
    keyboard.text("ABC2345", 10)
    keyboard.at_ms += 90
    keyboard.scan("678XYZ", 10)
    assert [scan.host for scan in scans] == ["ABC2345678XYZ"]
    assert scans[0].longest_gap_ms == 100


def test_separators_sent_as_ctrl_keys_are_no_commands_and_no_letters(
    desk: Desk, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    keyboard.text("ABC23", 5)
    keyboard.key(Qt.Key.Key_BracketRight, "\x1d", 35, CTRL)
    keyboard.scan("45678", 5)
    assert [scan.host for scan in scans] == ["ABC2345678"]


def test_a_slower_scanner_is_read_once_its_speed_is_known(
    scanner: ScannerFilter, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    scanner.use(Timing(gap_ms=80, pause_ms=200))
    keyboard.scan("ABC2345678", 70)
    assert [scan.longest_gap_ms for scan in scans] == [70]


def test_keys_without_a_time_are_not_judged(
    desk: Desk, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    desk.edit.setFocus()
    for letter in "abc234567":
        keyboard.at_ms = 0
        keyboard.letter(letter, 0)
    assert desk.edit.text() == "abc234567"
    assert scans == []


def test_no_key_of_a_scan_is_seen_by_anybody_else(
    desk: Desk, qapp: QApplication, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    seen = []

    class Spy(QLineEdit):
        def event(self, event: QEvent) -> bool:
            if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                seen.append(event.type())
            return super().event(event)

    spy = Spy(desk)
    rows = desk.layout()
    assert rows is not None
    rows.addWidget(spy)
    spy.show()
    spy.setFocus()
    keyboard.scan("00AB002345", 3)
    assert len(scans) == 1
    assert seen == []


def test_a_scan_that_stumbles_at_its_beginning_is_completed_if_somebody_has_the_code(
    desk: Desk, scans: list[KeyScan], keyboard: Keyboard
) -> None:
    def on_the_list(text: str) -> str:
        return text if text == "ABC2345678XYZ" else ""

    for gap_ms, text in ((49, "ABC"), (40, "2345678XYZ")):
        keyboard.text(text, gap_ms)
    keyboard.key(ENTER, "\r", 36)
    assert [best_reading(scan, on_the_list) for scan in scans] == ["ABC2345678XYZ"]
    assert [best_reading(scan, lambda _: "") for scan in scans] == ["2345678XYZ"]


def test_what_fingers_typed_a_while_ago_is_no_part_of_a_scan(
    scans: list[KeyScan], keyboard: Keyboard
) -> None:
    keyboard.text("ABC", 130)
    keyboard.scan("2345678XYZ", 10)
    assert [scan.host_before for scan in scans] == [""]


def test_the_reading_that_somebody_on_the_list_has_is_taken() -> None:
    def having(*secrets: str) -> Callable[[str], str]:
        return lambda text: next((s for s in candidate_secrets(text) if s in secrets), "")

    scan = KeyScan("zoya-1y", "yoza/1z", Ending.ENTER, 5)
    assert best_reading(scan, having("yoza/1z")) == "yoza/1z"
    assert best_reading(scan, having("zoya-1y")) == "zoya-1y"
    assert best_reading(scan, having()) == "zoya-1y"
    russian = KeyScan("фис234567", "abc234567", Ending.ENTER, 5)
    assert best_reading(russian, having("abc234567")) == "abc234567"
    assert best_reading(russian, having()) == "abc234567"
    unknown_keys = KeyScan("фис234567", "", Ending.ENTER, 5)
    assert best_reading(unknown_keys, having()) == "фис234567"
