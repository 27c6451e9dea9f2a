"""Another code for a guest whose ticket is lost or was passed on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from data.guests import EventInfo, Guest
from data.identity import new_nonce
from data.store.event_file import EventFile
from data.tickets.giving import revoke_code
from kiosk.background import Background
from kiosk.desk import Desk
from kiosk.evening.paper import PaperMaker
from kiosk.evening.saved_file import SavedFile
from kiosk.look.icons import Icon
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.setup.code_card import CodeCard
from kiosk.words import Words

CARD = 280


class NewCode(Page):
    """The page: one button; then the code, to be photographed from the screen or sent as a PDF."""

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        guest: Guest,
        background: Background,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        super().__init__(
            look, words, Icon.CARD, _("New ticket code"), _("Give a new code"), column=760,
            parent=parent,
        )  # fmt: skip
        self._desk = desk
        self._info = info
        self._guest = guest
        self.message = SavedFile(look, words, open_url)
        self.maker = PaperMaker(background, words, self)
        self._what = TextLabel(look, 22, Weight.SEMIBOLD, wrap=True)
        self._what.say(guest.shown_name)
        self._then = TextLabel(look, 17, ink="quiet", wrap=True)
        self._then.say(
            _("The old code is refused from now on, at every door. Who is in stays in.")
            if guest.secret
            else _("This guest has no code yet.")
        )
        self._parts, self._beside = QHBoxLayout(), QVBoxLayout()
        self._beside.addWidget(self._what)
        self._beside.addWidget(self._then)
        self._beside.addStretch(1)
        self._parts.addLayout(self._beside, 1)
        self.body.addLayout(self._parts)
        self.body.addWidget(self.message)
        self.body.addStretch(1)
        self.main.clicked.connect(self._give)
        self.maker.made.connect(self._made)
        self.maker.failed.connect(lambda why: self.message.say(Tone.NOTICE, why))

    def _give(self) -> None:
        self.main.setEnabled(False)
        nonce, at, guest_id = new_nonce(), self._desk.now(), self._guest.id

        def job(file: EventFile) -> Guest:
            return revoke_code(file, guest_id, nonce=nonce, at=at)

        self._desk.ask(job, self.if_here(self._given))

    def _given(self, guest: Guest) -> None:
        from badges.ticket import render_ticket  # not at the start: they take 0.1 s to load
        from kiosk.ticket_files import stem, ticket_for

        self._desk.catch_up()
        self._guest = guest
        self._parts.addWidget(CodeCard(self._look, guest.secret, CARD))
        self._then.say(
            self._words.gettext("This is the new code. A photograph of the screen will do.")
        )
        ticket = ticket_for(guest, self._info, self._words)
        path = self._desk.path.with_name(f"{stem(guest)}.pdf")
        self.maker.make(lambda: render_ticket(ticket), path)

    def _made(self, path: Path) -> None:
        said = self._words.gettext("The new ticket is in {file}.")
        self.message.tell_saved(path, said.format(file=path.name))
