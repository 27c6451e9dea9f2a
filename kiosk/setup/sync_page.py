"""How syncing goes: each far end in words, what to correct by hand, and ways to add one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.evening.saved_file import SavedFile
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.look.seen import set_seen
from kiosk.setup.by_hand_list import ByHandList
from kiosk.setup.far_end_card import FarEndCard, FarEndView
from kiosk.syncing.given_up import GivenUpLine
from kiosk.words import Words


class SyncPage(Page):
    """The page.

    Signals (beside those of ``Page``):
        sync_wanted: now.
        removed(str): this far end, by its key.
        pretix_wanted, ledger_wanted: add one.
        codes_wanted: let other laptops join this hub.
        save_wanted: the list to correct by hand as a file.
    """

    sync_wanted = Signal()
    removed = Signal(str)
    pretix_wanted = Signal()
    ledger_wanted = Signal()
    codes_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, look: Look, words: Words, time: Callable[[datetime], str]) -> None:
        _ = words.gettext
        super().__init__(
            look, words, Icon.SYNC, _("Sync"), _("Sync now"), keys="Ctrl+Return", column=900
        )
        self._views: tuple[FarEndView, ...] | None = None
        self._removing = ""
        self._what = TextLabel(look, 18, ink="quiet", wrap=True)
        self.yes = KeyButton(look, _("Remove"), rank=Rank.MAIN)
        self.no = KeyButton(look, _("Keep it"))
        self.asking = MessageStrip(look, self.yes, self.no)
        self.hub = MessageStrip(look)
        self.message = SavedFile(look, words)
        self.by_hand = ByHandList(look, words, time)
        self.cards: list[FarEndCard] = []
        self._cards, self._ways = QVBoxLayout(), QHBoxLayout()
        self.pretix = KeyButton(look, _("Sync with pretix…"), icon=Icon.SYNC, height=56)
        self.ledger = KeyButton(look, _("Several laptops…"), icon=Icon.DESK, height=56)
        self._ways.addWidget(self.pretix)
        self._ways.addWidget(self.ledger)
        self._ways.addStretch(1)
        self.body.addWidget(self._what)
        self.body.addWidget(self.hub)
        self.body.addWidget(self.asking)
        self.body.addLayout(self._cards)
        self.body.addWidget(self.message)
        self.body.addWidget(self.by_hand)
        self.body.addLayout(self._ways)
        self.body.addStretch(1)
        self._connect()
        look.changed.connect(self._space)
        self._space()

    def show_far_ends(self, views: Sequence[FarEndView], hub: str = "") -> None:
        """Show these; ``hub``: what is wrong with the hub on this laptop."""
        self.hub.say(Tone.NOTICE, hub)
        if tuple(views) == self._views:
            return
        self._views = tuple(views)
        for old in self.cards:
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [FarEndCard(self._look, self._words, view) for view in views]
        for card, view in zip(self.cards, views, strict=True):
            card.removed.connect(lambda v=view: self._ask(v))
            card.codes_wanted.connect(self.codes_wanted)
            self._cards.addWidget(card)
        _ = self._words.gettext
        self._what.say(
            ""
            if views
            else _(
                "This event is kept on this laptop alone. Pennant can fetch the guests from "
                "pretix and bring the attendance back there, and let several laptops share one "
                "list. The door never waits for a network."
            )
        )
        set_seen(self.main, bool(views))
        shares = any(view.key == "ledger" for view in views)
        self.ledger.set_label(_("Another ledger…") if shares else _("Several laptops…"))

    def show_given_up(self, lines: Sequence[GivenUpLine]) -> None:
        """Show what to correct by hand."""
        self.by_hand.show_lines(lines)

    def escape(self) -> None:
        """Let go of the question, or leave."""
        if self._removing:
            self._keep()
        else:
            self.left.emit()

    def _ask(self, view: FarEndView) -> None:
        self._removing = view.key
        _ = self._words.gettext
        if view.codes:
            said = _(
                "Close the hub on this laptop? The other doors are told and go on alone; guests "
                "and attendance stay on every laptop."
            )
        else:
            said = _(
                "Sync no more with {name}? Guests and attendance stay here; what waits is not sent."
            ).format(name=view.title)
        self.yes.set_label(_("Close the hub") if view.codes else _("Remove"))
        self.asking.say(Tone.NOTICE, said, self.yes, self.no)

    def _keep(self) -> None:
        self._removing = ""
        self.asking.say(Tone.INFO, "")

    def _remove(self) -> None:
        key = self._removing
        self._keep()
        self.removed.emit(key)

    def _connect(self) -> None:
        self.main.clicked.connect(self.sync_wanted)
        self.yes.clicked.connect(self._remove)
        self.no.clicked.connect(self._keep)
        self.pretix.clicked.connect(self.pretix_wanted)
        self.ledger.clicked.connect(self.ledger_wanted)
        self.by_hand.save_wanted.connect(self.save_wanted)
        self.by_hand.copied.connect(
            lambda: self.message.say(Tone.ADMITTED, self._words.gettext("Copied."))
        )
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.press_main)

    def _space(self) -> None:
        px = self._look.px
        self.body.setSpacing(px(18))
        self._cards.setSpacing(px(12))
        self._ways.setSpacing(px(12))
