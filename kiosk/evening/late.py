"""Check-ins entered afterwards, with the time at which they really were."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from data.guests import (
    Admitted,
    CheckInResult,
    EventInfo,
    Force,
    ForceReason,
    Payment,
    PaymentMethod,
    Reason,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now
from kiosk.desk import Desk
from kiosk.door.matches import MatchList
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.presenter import Presenter
from kiosk.look.form_rows import FormRows
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.setup.day import day_words
from kiosk.words import Words, reason_words

_CLOCK = re.compile(r"\s*(\d{1,2})(?:[:.h ]?(\d{2}))?\s*$")
_ROWS = 4
_NOT_LIFTED = frozenset({Reason.INVALID, Reason.REVOKED, Reason.AMBIGUOUS, Reason.NOT_INSIDE})


def moment_meant(text: str, now: datetime, timezone: str) -> datetime | None:
    """The last time that the clock at the event showed "20:14", "2014" or "20"; None: no time."""
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        return None
    zone = ZoneInfo(timezone)
    local = now.astimezone(zone).replace(tzinfo=None, hour=hour, minute=minute)
    today = local.replace(second=0, microsecond=0)
    for wall in (today, today - timedelta(days=1), today - timedelta(days=2)):
        for fold in (1, 0):  # an hour that came twice in the night: the later one first
            meant = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
            shown = meant.astimezone(zone).replace(tzinfo=None, fold=0)
            if shown == wall.replace(fold=0) and meant <= now:
                return meant.astimezone(zone)
    return None


class Late(Page):
    """The page. Name, Enter, and the next one; the time stays until it is changed.

    Signals (beside those of ``Page``):
        entered_late: the ``Admitted``.
    """

    entered_late = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        desk: Desk,
        info: EventInfo,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        title = _("Enter earlier arrivals")
        super().__init__(look, words, Icon.CLOCK, title, _("Check in"), column=860, parent=parent)
        self._desk = desk
        self._info = info
        self._presenter = Presenter(info, words)
        self._scan: Scan | None = None
        self._refused: Refused | None = None
        self.time = PanelEdit(look, words, _("Time"), _("For example 20:14"))
        self.name = PanelEdit(look, words, _("Name"), _("Type a name"))
        self.found = MatchList(look, words)
        self.cash = KeyButton(look, _("Paid in cash"), keys="Ctrl+1")
        self.card = KeyButton(look, _("Paid by card"), keys="Ctrl+2")
        self.anyway = KeyButton(look, _("They were let in"), keys="Ctrl+I")
        self.message = MessageStrip(look, self.cash, self.card, self.anyway)
        self._when = TextLabel(look, 15, ink="quiet")
        self._arrange()
        self._connect()
        self._say_when()
        self.setFocusProxy(self.time)

    def moment(self) -> datetime | None:
        """When it was, as far as a time is typed."""
        return moment_meant(self.time.text(), utc_now(), self._info.timezone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the name choose among the guests found."""
        if watched is self.name and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.found.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _find(self) -> None:
        text = self.name.text()
        views = [self._presenter.match(one) for one in self._desk.roll.find(text, _ROWS)]
        self.found.show_matches(text, views)

    def _check_in(self, guest_id: str = "") -> None:
        at, chosen = self.moment(), self.found.chosen()
        _ = self._words.gettext
        if at is None:
            self.message.say(Tone.NOTICE, _("When was it? For example 20:14."))
            self.time.setFocus()
            return
        guest_id = guest_id or (chosen.guest_id if chosen is not None else "")
        if not guest_id:
            self.message.say(Tone.NOTICE, _("Who was it? Choose with ↓, then Enter."))
            self.name.setFocus()
            return
        scan = Scan(new_nonce(), at, guest_id=guest_id, late=True)
        self._scan = self._desk.check_in(scan)

    def _answered(self, scan: Scan, result: CheckInResult) -> None:
        if self._scan is None or scan.nonce != self._scan.nonce:
            return
        _ = self._words.gettext
        if isinstance(result, Admitted):
            said = _("{name} is entered for {time}.").format(
                name=self._presenter.name(result.guest), time=self._presenter.time(result.at)
            )
            self.message.say(Tone.ADMITTED, said)
            self._refused = None
            self.name.clear()
            self._find()
            self.name.setFocus()
            self.entered_late.emit(result)
            return
        self._refused = result
        why = reason_words(result, self._info, self._words)
        name = f"{self._presenter.name(result.guest)}: " if result.guest is not None else ""
        self.message.say(Tone.NOTICE, f"{name}{why.title}. {why.sentence}", *self._ways(result))

    def _ways(self, result: Refused) -> list[KeyButton]:
        """What may be said to a refusal long after."""
        match result.reason:
            case Reason.UNPAID if result.due_minor:
                return [self.cash, self.card]
            case Reason.ALREADY_REDEEMED:
                return []
            case reason:
                return [] if reason in _NOT_LIFTED else [self.anyway]

    def _paid(self, method: PaymentMethod) -> None:
        if self._scan is not None and self._refused is not None and not self.cash.isHidden():
            self._scan = self._desk.answer(self._scan, payment=Payment.whole(method))

    def _let_in(self) -> None:
        if self._scan is not None and self._refused is not None and not self.anyway.isHidden():
            why = self._words.gettext("entered afterwards")
            self._scan = self._desk.answer(self._scan, force=Force(ForceReason.OTHER, why))

    def _say_when(self) -> None:
        at = self.moment()
        _ = self._words.gettext
        if at is None:
            self._when.say(_("The time at which they came in, at the event"))
            return
        day = day_words(at.date(), self._words.language)
        self._when.say(f"{day}, {at:%H:%M}")

    def _arrange(self) -> None:
        _ = self._words.gettext
        rows = FormRows(self._look, 120)
        rows.add(_("Time"), self.time, self._when)
        rows.add(_("Name"), self.name)
        self.body.addWidget(rows)
        self.body.addWidget(self.message)
        self.body.addWidget(self.found)
        self.body.addStretch(1)
        self._look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.found.setFixedHeight(self._look.px(56) * _ROWS)

    def _connect(self) -> None:
        self.name.installEventFilter(self)
        self.time.textEdited.connect(self._say_when)
        self.name.textEdited.connect(self._find)
        self.time.entered.connect(self.name.setFocus)
        self.name.entered.connect(lambda: self._check_in())
        self.found.picked.connect(self._check_in)
        self.main.clicked.connect(lambda: self._check_in())
        for edit in (self.time, self.name):
            edit.escaped.connect(self.escape)
        self.cash.clicked.connect(lambda: self._paid(PaymentMethod.CASH))
        self.card.clicked.connect(lambda: self._paid(PaymentMethod.CARD))
        self.anyway.clicked.connect(self._let_in)
        self._desk.answered.connect(self._answered)
        for keys, button in (("Ctrl+1", self.cash), ("Ctrl+2", self.card), ("Ctrl+I", self.anyway)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
