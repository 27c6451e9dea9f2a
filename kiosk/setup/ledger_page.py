"""Several laptops: join the ledger of one URL or of a hub's code, or become the hub."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from data.errors import DataError, SyncPermanent
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.preflight import Preflight
from kiosk.camera.trouble import is_installed
from kiosk.door.panel_edit import PanelEdit
from kiosk.error_words import error_words
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.message_strip import MessageStrip
from kiosk.look.palette import Tone
from kiosk.look.seen import set_seen
from kiosk.preflight_words import preflight_words
from kiosk.scanning.inputs import Inputs
from kiosk.setup.lent_page import LentPage
from kiosk.setup.number_edit import NumberEdit
from kiosk.words import Words

_LONGEST = 2_000
_MOST_LAPTOPS = 50


class LedgerPage(LentPage):
    """The page. It asks nobody itself: answers come back by ``show_found`` and ``show_failure``.

    ``can_lead``: there is an event whose ledger can be made; else one can only be joined.

    Signals (beside those of ``LentPage``):
        given(LedgerAddress): how is the ledger there?
        joined(LedgerAddress): share it.
        founded(LedgerAddress, int): make it there, for so many other laptops.
        hub_wanted(int): this laptop is the hub of so many others.
    """

    given = Signal(object)
    joined = Signal(object)
    founded = Signal(object, int)
    hub_wanted = Signal(int)

    def __init__(self, look: Look, words: Words, inputs: Inputs, *, can_lead: bool = True) -> None:
        _ = words.gettext
        super().__init__(
            look, words, inputs, Icon.DESK, _("Several laptops"), _("Look at it"), column=820
        )
        self._can_lead = can_lead
        self._address: LedgerAddress | None = None
        self._is_ready = self._is_asking = False
        how = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        how.say(_("What one door does, all know within a second."))
        where = TextLabel(look, 17, ink="quiet", wrap=True)
        where.say(
            _(
                "Join: scan the code that the hub shows, drop a picture of it, or paste the "
                "address of a ledger. While this page is open nobody is checked in."
            )
        )
        self.address = PanelEdit(look, words, _("Address"), "postgresql://…#event=…")
        self.address.setMaxLength(_LONGEST)
        self.address.setEchoMode(QLineEdit.EchoMode.Password)  # there is a password in it
        self.camera = KeyButton(look, _("Scan with the camera"), icon=Icon.SCAN, height=48)
        self.view = inputs.camera.view(look, words, 240)
        self._how, self._sight = QVBoxLayout(), QHBoxLayout()
        self._how.addWidget(how)
        self._how.addWidget(where)
        self._how.addWidget(self.camera, 0, Qt.AlignmentFlag.AlignLeft)
        self._how.addStretch(1)
        self._sight.addLayout(self._how, 1)
        self._sight.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        self._join = FormRows(look)
        self._join.add(_("Address"), self.address)
        self.facts = TextLabel(look, 17, Weight.MEDIUM, wrap=True)
        self.facts.say("")
        self._hub_title = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        self._hub_title.say(_("Or make this laptop the hub of the others."))
        self._hub_what = TextLabel(look, 17, ink="quiet", wrap=True)
        self._hub_what.say(
            _(
                "It keeps the shared list while this event is open here; the others scan a code "
                "each. All have to be in one network. Without the hub each door goes on alone."
            )
        )
        self.laptops = NumberEdit(
            look, words, _("Other laptops"), 1, _MOST_LAPTOPS, whole=True, hint="3"
        )
        self.laptops.show_number(3)
        self._many = FormRows(look)
        self._many.add(_("Other laptops"), self.laptops)
        self.hub = KeyButton(look, _("Make this laptop the hub"), icon=Icon.DESK, height=56)
        self._hub_row = QHBoxLayout()
        self._hub_row.addWidget(self.hub)
        self._hub_row.addStretch(1)
        self.message = MessageStrip(look)
        self._hub_parts = (self._hub_title, self._hub_what, self.hub)
        self.body.addWidget(self.message)
        self.body.addLayout(self._sight)
        for widget in (self._join, self.facts, self._hub_title, self._hub_what, self._many):
            self.body.addWidget(widget)
        self.body.addLayout(self._hub_row)
        self.body.addStretch(1)
        self._connect()
        self._show_hub(True)
        self.setFocusProxy(self.address)
        look.changed.connect(self._space)
        self._space()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever has no event yet came to scan a code."""
        super().showEvent(event)
        set_seen(self.camera, is_installed() and not self._inputs.camera.is_on)
        if not self._can_lead and is_installed():
            self._look_through()

    def hideEvent(self, event: QHideEvent) -> None:
        """The camera is the door's again."""
        self._inputs.borrow_camera(on=False)
        super().hideEvent(event)

    def _look_through(self) -> None:
        self._inputs.borrow_camera(on=True)
        set_seen(self.camera, False)

    def show_found(self, found: Preflight) -> None:
        """What the ledger is like; nothing is shared yet."""
        self._is_asking, self._is_ready = False, True
        self.message.say(Tone.INFO, "")
        self.facts.say("\n".join(preflight_words(found, self._words)))
        self.main.set_label(self._words.gettext("Share this ledger"))
        self._show_hub(False)
        self._enable()

    def show_failure(self, error: DataError) -> None:
        """Say what is wrong; nothing was changed."""
        self._is_asking = False
        self.message.say(Tone.NOTICE, error_words(error, self._words))
        self._show_hub(True)
        self._enable()

    def show_progress(self, words: str) -> None:
        """Say what goes on."""
        self._is_asking = True
        self.message.say(Tone.INFO, words)
        self._enable()

    def _take(self, text: str) -> None:
        """Look at an address; a database's own, without an event, is where a ledger can be made."""
        _ = self._words.gettext
        try:
            self._address = address = LedgerAddress.parse(text)
        except SyncPermanent as error:
            self.show_failure(error)
            return
        if address.event_id or not self._can_lead:
            self.show_progress(_("Asking {host}…").format(host=address.shown))
            self.given.emit(address)
            return
        self._is_ready = True
        self.message.say(Tone.INFO, "")
        self.facts.say(
            _(
                "This is the address of a database at {host}. Pennant can make the ledger of this "
                "event in it; each laptop gets an address of its own."
            ).format(host=address.shown)
        )
        self.main.set_label(_("Make the ledger there"))
        self._show_hub(False)
        set_seen(self._many, True)
        self._enable()

    def _press(self) -> None:
        _ = self._words.gettext
        address = self._address
        if not self._is_ready or address is None:
            self._take(self.address.text())
        elif address.event_id:
            self.show_progress(_("Joining…"))
            self.joined.emit(address)
        elif (number := self._number()) is not None:
            self.show_progress(_("Making the ledger…"))
            self.founded.emit(address, number)

    def _begin_hub(self) -> None:
        number = self._number()
        if number is not None:
            self.show_progress(self._words.gettext("Making the hub; this takes a few seconds…"))
            self.hub_wanted.emit(number)

    def _number(self) -> int | None:
        number = self.laptops.number
        if number is None:
            least, most = self.laptops.bounds
            said = self._words.gettext("Say how many other laptops there are, {least} to {most}.")
            self.message.say(Tone.NOTICE, said.format(least=least, most=most))
            return None
        return int(number)

    def _scanned(self, readings: object) -> None:
        assert isinstance(readings, tuple)
        if self._is_asking:
            return
        text = next((one for one in readings if one.startswith("postgres")), "")
        self.address.setText(text)
        self._take(text)

    def _edited(self, _text: str) -> None:
        """Another address has to be looked at first."""
        self._is_ready, self._address = False, None
        self.facts.say("")
        self.main.set_label(self._words.gettext("Look at it"))
        self._show_hub(True)

    def _show_hub(self, seen: bool) -> None:
        for part in (*self._hub_parts, self._many):
            set_seen(part, seen and self._can_lead)

    def _enable(self) -> None:
        self.main.setEnabled(not self._is_asking)
        self.hub.setEnabled(not self._is_asking)

    def _connect(self) -> None:
        self.scanned.connect(self._scanned)
        self.address.textChanged.connect(self._edited)
        self.main.clicked.connect(self._press)
        self.hub.clicked.connect(self._begin_hub)
        self.camera.clicked.connect(self._look_through)
        for edit in (self.address, self.laptops):
            edit.escaped.connect(self.escape)
        self.address.entered.connect(self.press_main)

    def _space(self) -> None:
        px = self._look.px
        self.body.setSpacing(px(16))
        self._how.setSpacing(px(12))
        self._sight.setSpacing(px(24))
