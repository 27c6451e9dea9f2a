"""Syncing with a pretix: show a device's code or a token, then choose event, list and question."""

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from data.errors import DataError, SyncTemporary, UsageError
from data.sync.pretix.pasted import device_code
from kiosk.door.panel_edit import PanelEdit
from kiosk.error_words import error_words
from kiosk.look.choice_button import ChoiceButton
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.message_strip import MessageStrip
from kiosk.look.palette import Tone
from kiosk.look.seen import set_seen
from kiosk.scanning.inputs import Inputs
from kiosk.setup.lent_page import LentPage
from kiosk.setup.pretix_offer import Given, Offer
from kiosk.words import Words

_LONGEST = 2_000


class PretixPage(LentPage):
    """The page. It asks nobody itself: answers come back by ``show_offer`` and ``show_failure``.

    Signals (beside those of ``LentPage``):
        given(Given): let us see what this pretix offers.
        event_chosen(Offer, str): the same for one of its events.
        joined(Offer, str, str): sync with this list, by its id, and this question.
    """

    given = Signal(object)
    event_chosen = Signal(object, str)
    joined = Signal(object, str, str)

    def __init__(self, look: Look, words: Words, inputs: Inputs) -> None:
        _ = words.gettext
        super().__init__(
            look, words, inputs, Icon.SYNC, _("Sync with pretix"), _("Connect"), column=820
        )
        self._offer: Offer | None = None
        self._given: Given | None = None  # what did not arrive, to be tried again
        self._is_asking = False
        how = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        how.say(_("Make a device in pretix and scan its code here."))
        where = TextLabel(look, 17, ink="quiet", wrap=True)
        where.say(
            _(
                "In pretix it is under Devices, “Connect a device”. Use the scanner or the camera, "
                "drop a picture of the code on the window, or paste the text inside. While this "
                "page is open nobody is checked in."
            )
        )
        instead = TextLabel(look, 17, Weight.MEDIUM, "quiet")
        instead.say(_("Or with a team's token:"))
        self.code, self.url, self.organizer, self.token = (
            PanelEdit(look, words, name, hint)
            for name, hint in (
                (_("Code"), '{"handshake_version": 1, …}'),
                (_("Address"), "https://pretix.example.org"),
                (_("Organizer"), _("its short form")),
                (_("Token"), ""),
            )
        )
        self.code.setMaxLength(_LONGEST)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self._device, self._team, self._choices = (FormRows(look) for _form in range(3))
        self._device.add(_("Code"), self.code)
        for edit in (self.url, self.organizer, self.token):
            self._team.add(edit.accessibleName(), edit)
        self._first = (how, where, self._device, instead, self._team)
        self.events, self.lists, self.questions = (
            ChoiceButton(look, name, height=48)
            for name in (_("Event"), _("Check-in list"), _("Nationality"))
        )
        hint = TextLabel(look, 15, ink="quiet", wrap=True)
        hint.say(_("The question whose answers are the flags on the badges."))
        self._choices.add(_("Event"), self.events)
        self._rest = FormRows(look)  # of the chosen event
        self._rest.add(_("Check-in list"), self.lists)
        self._rest.add(_("Nationality"), self.questions, hint)
        self.known = TextLabel(look, 20, Weight.SEMIBOLD, wrap=True)
        self._second = (self.known, self._choices, self._rest)
        self.message = MessageStrip(look)
        for widget in (self.message, *self._first, *self._second):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for widget in self._second:
            set_seen(widget, False)
        self._connect()
        self.setFocusProxy(self.code)
        look.changed.connect(self._space)
        self._space()

    def show_offer(self, offer: Offer) -> None:
        """Let staff choose."""
        _ = self._words.gettext
        self._is_asking, self._offer, self._given = False, offer, None
        for widget in self._first:
            set_seen(widget, False)
        for widget in self._second:
            set_seen(widget, True)
        set_seen(self._rest, bool(offer.event))
        access = offer.access
        known = (
            _("{host} knows this laptop as “{device}”. Choose tonight's event and list.")
            if access.device_name
            else _("{host} lets this laptop in. Choose tonight's event and list.")
        )
        self.known.say(known.format(host=urlsplit(access.url).netloc, device=access.device_name))
        nothing = [] if offer.event else [("", _("Choose…"))]
        self.events.offer([*nothing, *((c.key, c.name) for c in offer.events)], offer.event)
        lists = [(one.key, one.name) for one in offer.lists]
        unsure = [] if len(lists) == 1 else [("", _("Choose…"))]
        self.lists.offer([*unsure, *lists], lists[0][0] if len(lists) == 1 else "")
        asked = [(one.key, one.name) for one in offer.questions]
        self.questions.offer(
            [*asked, ("", _("Nobody gets a flag from pretix"))], asked[0][0] if asked else ""
        )
        self.main.set_label(_("Sync with this list"))
        if not offer.events:
            self.message.say(Tone.NOTICE, _("This token may use no event. Allow it one in pretix."))
        else:
            self.message.say(Tone.INFO, "")
        self._enable()
        self.setFocusProxy(self.events)
        self.events.setFocus()

    def show_failure(self, error: DataError) -> None:
        """Say what is wrong; nothing was changed."""
        self._is_asking = False
        said = error_words(error, self._words)
        if isinstance(error, SyncTemporary):
            again = self._words.gettext("To try again, press “{button}”.")
            said = f"{said} {again.format(button=self.main.text())}"
        else:
            self._given = None
        self.message.say(Tone.NOTICE, said)
        self._enable()

    def _wait(self) -> None:
        self._is_asking = True
        self.message.say(Tone.INFO, self._words.gettext("Asking pretix…"))
        self._enable()

    def _enable(self) -> None:
        chosen = self._offer is None or bool(self.events.key and self.lists.key)
        self.main.setEnabled(not self._is_asking and chosen)

    def _scanned(self, readings: object) -> None:
        assert isinstance(readings, tuple)
        if self._is_asking or self._offer is not None:
            return
        self._try(readings)

    def _try(self, readings: tuple[str, ...]) -> None:
        error: DataError = UsageError("not_a_device_code")
        for text in readings:
            try:
                device_code(text)
            except UsageError as wrong:
                error = wrong if wrong.code != "not_a_device_code" else error
            else:
                self.code.clear()  # a secret; it has served
                self._give(Given(code=text))
                return
        self.show_failure(error)

    def _give(self, given: Given) -> None:
        self._given = given
        self._wait()
        self.given.emit(given)

    def _pasted(self, text: str) -> None:
        """A whole code needs no Enter."""
        try:
            device_code(text)
        except UsageError:
            return
        self._try((text,))

    def _press(self) -> None:
        if self._offer is not None:
            self._wait()
            self.joined.emit(self._offer, self.lists.key, self.questions.key)
        elif self.code.text().strip():
            self._try((self.code.text().strip(),))
        elif all(edit.text().strip() for edit in (self.url, self.organizer, self.token)):
            url, organizer, token = (
                edit.text().strip() for edit in (self.url, self.organizer, self.token)
            )
            self._give(Given(url=url, organizer=organizer, token=token))
        elif self._given is not None:
            self._give(self._given)
        else:
            said = self._words.gettext(
                "Scan or paste the code of a device, or give address, organizer and token."
            )
            self.message.say(Tone.NOTICE, said)

    def _choose_event(self, event: str) -> None:
        if event and self._offer is not None and event != self._offer.event:
            self._wait()
            self.event_chosen.emit(self._offer, event)

    def _connect(self) -> None:
        self.scanned.connect(self._scanned)
        self.code.textChanged.connect(self._pasted)
        self.main.clicked.connect(self._press)
        self.events.chosen.connect(self._choose_event)
        self.lists.chosen.connect(lambda _key: self._enable())
        for edit in (self.code, self.url, self.organizer, self.token):
            edit.entered.connect(self.press_main)
            edit.escaped.connect(self.escape)

    def _space(self) -> None:
        self.body.setSpacing(self._look.px(16))
