"""The codes by which other laptops join, one at a time: each is for one laptop, and a secret."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from data.sync.ledger.address import LedgerAddress
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.seen import set_seen
from kiosk.setup.code_card import CodeCard
from kiosk.words import Words

_SIDE = 440


class JoinCodes(Page):
    """Shows ``addresses``; the main button shows the next one and leaves after the last."""

    def __init__(self, look: Look, words: Words, addresses: Sequence[LedgerAddress]) -> None:
        _ = words.gettext
        super().__init__(
            look, words, Icon.SCAN, _("Let laptops join"), _("Next laptop"), keys="Ctrl+Return",
            column=900,
        )  # fmt: skip
        self._addresses = tuple(addresses)
        self._shown = 0
        self._card: CodeCard | None = None
        self._which = TextLabel(look, 26, Weight.SEMIBOLD, wrap=True)
        self._how = TextLabel(look, 18, wrap=True)
        self._how.say(
            _(
                "On that laptop choose “Join…” when Pennant starts, or “Sync…”, “Several laptops…” "
                "where the event is open already. Then scan this code, or hold the laptop's camera "
                "before it."
            )
        )
        self._secret = TextLabel(look, 17, ink="quiet", wrap=True)
        self._secret.say(
            _(
                "Each code is for one laptop and lets it see the guest list: show it to nobody "
                "else. It is shown once; more codes can be made at any time."
            )
        )
        self._where = TextLabel(look, 17, ink="quiet", wrap=True)
        self.copy = KeyButton(look, _("Copy the address"), icon=Icon.NOTE)
        self.copy.clicked.connect(self._copy)
        self._row, self._texts = QHBoxLayout(), QVBoxLayout()
        self._row.addLayout(self._texts, 1)
        for label in (self._which, self._how, self._secret, self._where):
            self._texts.addWidget(label)
        self._texts.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._texts.addStretch(1)
        self.body.addLayout(self._row)
        self.body.addStretch(1)
        self.main.clicked.connect(self._next)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.press_main)
        look.changed.connect(self._space)
        self._space()
        self._show()

    @property
    def address(self) -> LedgerAddress:
        """The one that is shown."""
        return self._addresses[self._shown]

    def _show(self) -> None:
        _ = self._words.gettext
        if self._card is not None:
            self._row.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = CodeCard(self._look, self.address.url(), _SIDE)
        self._card.setAccessibleName(_("Code to scan"))  # not the secret itself
        self._row.insertWidget(0, self._card, 0, Qt.AlignmentFlag.AlignTop)
        said = _("Laptop {number} of {all}")
        self._which.say(said.format(number=self._shown + 1, all=len(self._addresses)))
        self._where.say(_("The ledger is at {host}.").format(host=self.address.shown))
        is_last = self._shown + 1 == len(self._addresses)
        self.main.set_label(_("Done") if is_last else _("Next laptop"))
        set_seen(self.copy, True)

    def _next(self) -> None:
        if self._shown + 1 == len(self._addresses):
            self.left.emit()
        else:
            self._shown += 1
            self._show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.url())

    def _space(self) -> None:
        self._row.setSpacing(self._look.px(32))
        self._texts.setSpacing(self._look.px(14))
