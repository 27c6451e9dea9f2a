"""Scanner and camera: tried with one code, and set by what arrives."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.background import Background
from kiosk.code_words import all_of_code
from kiosk.evening.paper import PaperMaker
from kiosk.evening.saved_file import SavedFile
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.seen import set_seen
from kiosk.look.switch import Switch
from kiosk.scanning.inputs import Inputs
from kiosk.scanning.key_reader import KeyScan
from kiosk.scanning.scan_test import TEST_CODE, ScannerFound, examine
from kiosk.settings import Settings
from kiosk.setup.code_card import CodeCard
from kiosk.setup.scan_test_words import found_lines
from kiosk.words import Words

CARD = 232


class ScanTestPage(Page):
    """The page. While it is shown whatever is scanned comes here and checks nobody in.

    Signals (beside those of ``Page``):
        settings_changed: a mapping of fields of ``Settings`` to remember.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        inputs: Inputs,
        settings: Settings,
        folder: Path,
        background: Background,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        super().__init__(
            look,
            words,
            Icon.SCAN,
            _("Scanner and camera"),
            _("Make the test page"),
            keys="Ctrl+P",
            column=860,
            parent=parent,
        )
        self._inputs = inputs
        self._folder = folder
        self.card = CodeCard(look, TEST_CODE, CARD)
        self.message = SavedFile(look, words, open_url)
        self.arrived, self.layout_found, self.ending, self.speed = (
            TextLabel(look, 17, Weight.MEDIUM, wrap=True) for _line in range(4)
        )
        self.camera = Switch(look, _("Read codes with the camera"), on=settings.uses_camera)
        self.cameras = ChoiceButton(look, _("Camera"), height=48)
        self.port = ChoiceButton(look, _("Serial port"), height=48)
        self.view = inputs.camera.view(look, words, 280)
        self.maker = PaperMaker(background, words, self)
        self._wanted = settings.camera
        self._arrange()
        self._offer_cameras()
        self._offer_ports(settings.serial_port)
        self._connect()
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.press_main)

    def showEvent(self, event: QShowEvent) -> None:
        """Have every scan."""
        super().showEvent(event)
        self._inputs.try_out(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the door have them again."""
        self._inputs.try_out(on=False)
        super().hideEvent(event)

    def _take_keys(self, scan: KeyScan) -> None:
        found = examine(scan)
        if TEST_CODE[:7].casefold() not in scan.us.casefold() and not found.is_whole:
            self._take_other(scan.host)
            return
        lines = found_lines(found, self._words)
        for label, text in (
            (self.arrived, lines.arrived),
            (self.layout_found, lines.layout),
            (self.ending, lines.ending),
            (self.speed, lines.speed),
        ):
            label.say(text)
        self.message.say(Tone.ADMITTED if lines.is_well else Tone.NOTICE, lines.verdict)
        if found.is_whole:
            self.settings_changed.emit(_settings(found))

    def _take(self, code: str) -> None:
        if code == TEST_CODE:
            self.arrived.say(all_of_code(code))
            for label in (self.layout_found, self.ending, self.speed):
                label.say("–")
            said = self._words.gettext("Read as it stands. There is nothing to set.")
            self.message.say(Tone.ADMITTED, said)
        else:
            self._take_other(code)

    def _take_other(self, code: str) -> None:
        self.arrived.say(all_of_code(code))
        for label in (self.layout_found, self.ending, self.speed):
            label.say("–")
        said = self._words.gettext("This is another code. Scan the one on this page.")
        self.message.say(Tone.INFO, said)

    def _turn_camera(self) -> None:
        self.settings_changed.emit({"uses_camera": self.camera.isChecked()})
        self._offer_cameras()

    def _choose_camera(self, key: str) -> None:
        self._wanted = key
        self.settings_changed.emit({"camera": key})

    def _offer_cameras(self) -> None:
        choices = self._inputs.camera.choices()
        set_seen(self.cameras, self.camera.isChecked() and len(choices) > 1)
        there = self._wanted in dict(choices)
        self.cameras.offer(choices, self._wanted if there or not choices else choices[0][0])

    def _offer_ports(self, port: str) -> None:
        _ = self._words.gettext
        ports = dict(self._inputs.ports() or ())
        if port and port not in ports:
            ports[port] = _("not found")
        said = [(name, f"{name} · {about}" if about else name) for name, about in ports.items()]
        self.port.offer([("", _("No serial scanner")), *said], port)

    def _make(self) -> None:
        from badges.ticket import Ticket, render_ticket  # not at the start: it takes 0.1 s to load

        _ = self._words.gettext
        page = Ticket(
            name="",
            code=TEST_CODE,
            event_name=_("Scan test"),
            instruction=_("In Pennant choose “Scanner and camera…”, then scan this code."),
        )
        self.maker.make(lambda: render_ticket(page), self._folder / "scan test.pdf")

    def _made(self, path: Path) -> None:
        said = self._words.gettext("The test page is in {file}. Open it to print it.")
        self.message.tell_saved(path, said.format(file=path.name))

    def _arrange(self) -> None:
        _ = self._words.gettext
        how = TextLabel(self._look, 22, Weight.SEMIBOLD, wrap=True)
        how.say(_("Scan this code with your scanner, or hold it before the camera on paper."))
        what = TextLabel(self._look, 17, ink="quiet", wrap=True)
        what.say(
            _(
                "Pennant sees what arrives and sets itself. While this page is open nobody is "
                "checked in."
            )
        )
        self._head, self._beside = QHBoxLayout(), QVBoxLayout()
        self._beside.addWidget(how)
        self._beside.addWidget(what)
        self._beside.addLayout(self._found())
        self._beside.addStretch(1)
        self._head.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(self._beside, 1)
        self._ways, self._switches = QHBoxLayout(), QVBoxLayout()
        self._switches.addWidget(self.camera)
        self._switches.addWidget(self.cameras)
        if self._inputs.ports() is not None:
            self._switches.addWidget(self.port)
            about = TextLabel(self._look, 15, ink="quiet", wrap=True)
            about.say(_("A port is only for scanners set to serial (COM) mode."))
            self._switches.addWidget(about)
        self._switches.addStretch(1)
        self._ways.addLayout(self._switches, 1)
        self._ways.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._head)
        self.body.addWidget(self.message)
        self.body.addLayout(self._ways)
        self.body.addStretch(1)
        self._look.changed.connect(self._space)
        self._space()

    def _found(self) -> QGridLayout:
        """What the scan says, line by line."""
        _ = self._words.gettext
        self._lines = QGridLayout()
        self._lines.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(
            (
                (_("Arrived"), self.arrived),
                (_("Keyboard"), self.layout_found),
                (_("Ends with"), self.ending),
                (_("Speed"), self.speed),
            )
        ):
            label = TextLabel(self._look, 17, ink="quiet", firm=True)
            label.say(name)
            label.setBuddy(value)
            value.setAccessibleName(name)
            value.say("–")
            self._lines.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(value, row, 1)
        return self._lines

    def _space(self) -> None:
        px = self._look.px
        self.body.setSpacing(px(20))
        self._head.setSpacing(px(28))
        self._beside.setSpacing(px(10))
        self._lines.setHorizontalSpacing(px(24))
        self._lines.setVerticalSpacing(px(6))
        self._lines.setContentsMargins(0, px(10), 0, 0)
        self._ways.setSpacing(px(28))
        self._switches.setSpacing(px(10))

    def _connect(self) -> None:
        self._inputs.tried_keys.connect(self._take_keys)
        self._inputs.tried.connect(self._take)
        self._inputs.camera.choices_changed.connect(self._offer_cameras)
        self.camera.toggled.connect(self._turn_camera)
        self.cameras.chosen.connect(self._choose_camera)
        self.port.chosen.connect(lambda key: self.settings_changed.emit({"serial_port": key}))
        self.main.clicked.connect(self._make)
        self.maker.made.connect(self._made)
        self.maker.failed.connect(lambda why: self.message.say(Tone.NOTICE, why))


def _settings(found: ScannerFound) -> Mapping[str, object]:
    return {
        "scanner_gap_ms": found.timing.gap_ms,
        "scanner_pause_ms": found.timing.pause_ms,
        "scanner_prefix": found.wrapping.prefix,
        "scanner_suffix": found.wrapping.suffix,
    }
