"""Paying at the door: who, how much, how many, and by which way. Enter never takes a payment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from data.guests import Payment, PaymentMethod, PaymentPart
from data.money import parse_minor
from kiosk.door.actions import CHOICE_KEYS, CONFIRM_KEYS, FEWER_KEYS, MORE_KEYS
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.views import PaymentView
from kiosk.look.big_name import BigName
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import Tone
from kiosk.look.row import Row
from kiosk.look.tone_panel import TonePanel
from kiosk.words import Words, money_words

_NAME = (68.0, 34.0)
_SURNAME = (34.0, 22.0)


class PaymentPanel(TonePanel):
    """Asks for a payment and emits ``paid(Payment)``.

    The one field takes the cash received: more than is due tells the change, less than is due
    leaves the rest to the card (Both). ``party_changed`` asks for the sum for another number of
    people; ``put_off`` is Escape: the guest stays parked.
    """

    paid = Signal(object)
    party_changed = Signal(int)
    put_off = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, Tone.PAY, parent)
        self._words = words
        self._view = PaymentView("", "", 0, "EUR")
        self._frees = False
        _ = words.gettext
        ink = self.paint.ink
        self._icon = IconView(look, Icon.COIN, 40, ink)
        self._headline = TextLabel(look, 28, Weight.BOLD, ink)
        self._flags = FlagStrip(look, 28)
        self._first = BigName(look, *_NAME)
        self._last = BigName(look, *_SURNAME, Weight.SEMIBOLD)
        self._amount = TextLabel(look, _NAME[0], Weight.BOLD, ink, firm=True)
        self._detail = TextLabel(look, 18, Weight.MEDIUM, ink)
        self._note = TextLabel(look, 14, Weight.REGULAR, ink, wrap=True)
        self._people = TextLabel(look, 18, Weight.SEMIBOLD, ink, firm=True)
        self._fewer = KeyButton(look, "", icon=Icon.MINUS, keys=FEWER_KEYS, height=44)
        self._more = KeyButton(look, "", icon=Icon.PLUS, keys=MORE_KEYS, height=44)
        self._fewer.setAccessibleName(_("Fewer people"))
        self._more.setAccessibleName(_("More people"))
        self._input_label = TextLabel(look, 18, Weight.MEDIUM, ink, firm=True)
        self.cash = PanelEdit(look, words, _("Cash received"))
        self.answer = TextLabel(look, 22, Weight.BOLD, ink)
        self._ways = self._make_ways()
        self._later = KeyButton(look, _("Later"), keys="Esc", rank=Rank.QUIET)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices)
        self.shrink((self._first, *_NAME), (self._last, *_SURNAME))
        self._arrange()
        self._connect()
        self.follow()

    @property
    def view(self) -> PaymentView:
        """What is shown."""
        return self._view

    def show_payment(self, view: PaymentView) -> None:
        """Ask for this; what was typed stays only where the guest is the same."""
        same = view.nonce == self._view.nonce
        self._view = view
        ink = self.paint.ink
        if not same:
            self._frees = False
            self.cash.clear()
        self._headline.say(self._words.gettext("To pay"))
        self._first.say(view.first_name, ink)
        self._last.say(view.last_name, ink)
        self._flags.show_flags(view.countries)
        self._amount.say(self._money(view.due_minor))
        self._detail.say(view.detail)
        self._note.say(view.note)
        self._people.say(
            self._words.ngettext("{number} person", "{number} people", view.entering).format(
                number=view.entering
            )
        )
        several = view.most > 1
        self._people.setVisible(several)
        self._fewer.setVisible(several)
        self._more.setVisible(several)
        self._fewer.setEnabled(view.entering > 1)
        self._more.setEnabled(view.entering < view.most)
        self._ask()
        name = f"{view.first_name} {view.last_name}".strip()
        self.setAccessibleName(f"{self._headline.text()}: {self._amount.text()}, {name}")
        self.fit()

    def choose(self, number: int) -> None:
        """Take the way with this number, 1 to 5, where it makes sense now."""
        if self._frees and number != len(self._ways):
            self._frees = False
            self.cash.clear()
            self._ask()
        match number:
            case 1 if self._received() is None or not self._missing():
                self.paid.emit(Payment.whole(PaymentMethod.CASH))
            case 2:
                self.paid.emit(Payment.whole(PaymentMethod.CARD))
            case 3:
                self._pay_both()
            case 4:
                self.paid.emit(Payment.whole(PaymentMethod.TRANSFER))
            case 5:
                self._ask_why_free()
            case _:
                self.cash.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Let more or fewer people in."""
        entering = self._view.entering + by
        if 1 <= entering <= self._view.most:
            self.party_changed.emit(entering)

    def confirm(self) -> None:
        """Let in free for the reason given; money is never taken this way."""
        reason = " ".join(self.cash.text().split())
        if self._frees and reason:
            self.paid.emit(Payment.whole(PaymentMethod.FREE, reason))

    def follow(self) -> None:
        """Take measures anew."""
        super().follow()
        self._flow.setSpacing(self._look.px(8))
        self.cash.setFixedWidth(self._look.px(260 if self._frees else 140))

    def _pay_both(self) -> None:
        cash = self._received()
        if cash and cash < self._view.due_minor:
            parts = (PaymentPart(PaymentMethod.CASH, cash), PaymentPart(PaymentMethod.CARD))
            self.paid.emit(Payment(parts))
        else:
            self.cash.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.cash.selectAll()
            self.answer.say(self._words.gettext("How much in cash?"))

    def _ask_why_free(self) -> None:
        self._frees = True
        self.cash.clear()
        self._ask()
        self.cash.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        """Say what the input is for and what follows from it."""
        _ = self._words.gettext
        self._input_label.say(_("Free because") if self._frees else _("Cash received"))
        self.cash.setAccessibleName(self._input_label.text())
        self.cash.setFixedWidth(self._look.px(260 if self._frees else 140))
        self.answer.say(self._follows())

    def _follows(self) -> str:
        _ = self._words.gettext
        if self._frees:
            return "" if self.cash.text().strip() else _("Say why")
        received = self._received()
        if received is None:
            return _("Type an amount") if self.cash.text().strip() else ""
        difference = received - self._view.due_minor
        if difference < 0:
            return _("{amount} left for the card").format(amount=self._money(-difference))
        if difference == 0:
            return _("Exactly right")
        return _("Give back {amount}").format(amount=self._money(difference))

    def _received(self) -> int | None:
        return None if self._frees else parse_minor(self.cash.text(), self._view.currency)

    def _missing(self) -> bool:
        received = self._received()
        return received is not None and received < self._view.due_minor

    def _money(self, minor: int) -> str:
        return money_words(minor, self._view.currency, self._words.language)

    def _make_ways(self) -> tuple[KeyButton, ...]:
        _ = self._words.gettext
        labels = (_("Cash"), _("Card"), _("Both"), _("Transferred"), _("Free…"))
        ranks = (Rank.MAIN, Rank.MAIN, Rank.PLAIN, Rank.PLAIN, Rank.PLAIN)
        return tuple(
            KeyButton(self._look, label, keys=keys, rank=rank)
            for label, keys, rank in zip(labels, CHOICE_KEYS, ranks, strict=True)
        )

    def _connect(self) -> None:
        for number, button in enumerate(self._ways, start=1):
            button.clicked.connect(lambda _checked=False, n=number: self.choose(n))
        self._fewer.clicked.connect(lambda: self.step(-1))
        self._more.clicked.connect(lambda: self.step(1))
        self._later.clicked.connect(self.put_off)
        self.cash.textEdited.connect(lambda: self.answer.say(self._follows()))
        self.cash.entered.connect(self.confirm)
        self.cash.escaped.connect(self.put_off)
        self.cash.setAccessibleDescription(CONFIRM_KEYS)

    def _arrange(self) -> None:
        for button in (*self._ways, self._fewer, self._more, self._later):
            button.stand_on(self.paint)
        look, rows = self._look, self.rows
        head = Row(look, self._icon, self._headline, self._later)
        head.setStretch(1, 1)
        rows.addLayout(head)
        rows.addStretch(2)
        rows.addLayout(Row(look, self._first, self._amount, gap=24))
        surname = Row(look, self._flags, self._last)
        surname.setStretch(1, 1)
        surname.addStretch(0)  # the flag stays at the left where there is no surname
        rows.addLayout(surname)
        rows.addStretch(1)
        party = Row(look, self._detail, self._people, self._fewer, self._more)
        party.setStretch(0, 1)
        rows.addLayout(party)
        rows.addWidget(self._note)
        rows.addStretch(1)
        cash = Row(look, self._input_label, self.cash, self.answer)
        cash.addStretch(1)
        rows.addLayout(cash)
        for button in self._ways:
            self._flow.addWidget(button)
        self._flow.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._choices)
