"""Whose turn it is at the desk: one scan, its answer, and what staff answer to that."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from data.guests import (
    Admitted,
    CheckInResult,
    Direction,
    Force,
    Guest,
    Payment,
    Reason,
    Refused,
    Scan,
)
from data.identity import new_nonce
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.parking import Parking
from kiosk.door.presenter import Presenter, sound_of
from kiosk.door.views import VerdictView
from kiosk.door.window import DoorWindow
from kiosk.look.palette import Tone
from kiosk.sound import SoundPlayer

TWICE_SECONDS = 2.0  # a scanner held on a code reads it again and again


class Turn(QObject):
    """The next scan always wins: it takes the panel, and whoever was paying is parked.

    Signals:
        answered(CheckInResult): the answer that is shown now.
    """

    answered = Signal(object)

    def __init__(
        self,
        window: DoorWindow,
        desk: Desk,
        presenter: Presenter,
        sounds: SoundPlayer | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.direction = Direction.ENTRY
        self._window = window
        self._desk = desk
        self._sounds = sounds
        self._parking = Parking(window.parked)
        self._scan: Scan | None = None
        self._result: CheckInResult | None = None
        self._badge, self._badge_lies = "", False
        self._awaited = ""  # the nonce whose answer the panel waits for
        self._follows = False  # a payment, a force or a party is on its way
        self._read: Scan | None = None  # the code read last
        self._found = ""  # a guest who turned up after a refusal
        desk.answered.connect(self._take)
        desk.roll_changed.connect(lambda: self._parking.drop_arrived(desk.roll))

    @property
    def result(self) -> CheckInResult | None:
        """The answer that is shown."""
        return self._result

    def offers(self, action: DoorAction) -> bool:
        """Whether the shown answer leaves this to be done."""
        match self._result:
            case Admitted() as result:
                return action in self.presenter.actions_after(result)
            case Refused() as result if result.reason is not Reason.UNPAID:
                return action in self.presenter.actions_for(result)
            case _:
                return False

    def read(self, secret: str, badge_of: str = "") -> None:
        """A code was shown. Where a scanner is held on it, the first answer stays.

        ``badge_of``: the guest on whose badge it stands, where it is no ticket's.
        """
        scan = Scan(
            new_nonce(),
            self._desk.now(),
            secret=None if badge_of else secret,
            guest_id=badge_of or None,
            direction=self.direction,
        )
        before, self._read = self._read, scan
        if before is None or not _read_twice(before, scan):
            self.ask(scan)
        elif self._awaited == before.nonce:
            self._read = replace(before, at=scan.at)
        elif (
            self._scan is not None
            and (self._scan.secret, self._scan.guest_id) == (scan.secret, scan.guest_id)
            and isinstance(self._result, Admitted)
        ):
            if not self._result.companions_missing:
                self._desk.check_in(scan)
        else:
            self.ask(scan)

    def choose(self, guest_id: str) -> None:
        """A guest was chosen by name."""
        self.ask(Scan(new_nonce(), self._desk.now(), guest_id=guest_id, direction=self.direction))

    def ask(self, scan: Scan) -> None:
        """Ask for an answer, and show it when it comes."""
        self._park()
        self._awaited = scan.nonce
        self._desk.check_in(scan)

    def ask_again(
        self,
        payment: Payment | None = None,
        force: Force | None = None,
        party: int | None = None,
    ) -> None:
        """The same scan with a payment, a force or a party; only one of them at a time."""
        if self._follows or self._scan is None or not isinstance(self._result, Refused):
            return
        follow_up = self._desk.answer(self._scan, payment=payment, force=force, party=party)
        self._awaited = follow_up.nonce
        self._follows = True

    def pay(self, payment: Payment) -> None:
        """Take exactly what is shown: where it is not due any more, the answer says so."""
        due = self._result.due_minor if isinstance(self._result, Refused) else 0
        parts = payment.split(due)
        if parts is not None:
            self.ask_again(payment=Payment(parts, payment.free_reason))

    def force(self, force: Force) -> None:
        """Let in anyway."""
        self.ask_again(force=force)

    def change_party(self, entering: int) -> None:
        """Somebody enters with more or fewer people."""
        self.ask_again(party=entering)

    def ask_force(self) -> None:
        """Ask why the guest is let in although refused."""
        if isinstance(self._result, Refused) and self.offers(DoorAction.LET_IN_ANYWAY):
            self._window.ask_force(self.presenter.force(self._result))

    def admit_rest(self) -> None:
        """Let in the companions still missing; where none is, one more than the list knows of."""
        result = self._result
        if isinstance(result, Admitted) and result.direction is Direction.ENTRY:
            if not result.companions_missing:
                self._allow_one_more(result.guest)
            self.ask(
                Scan(
                    new_nonce(),
                    self._desk.now(),
                    guest_id=result.guest.id,
                    follows_nonce=result.nonce,
                    party=max(1, result.companions_missing),
                )
            )

    def _allow_one_more(self, guest: Guest) -> None:
        state = self._desk.roll.state(guest.id)
        known = state.companions_in if state is not None else 0
        allowed = max(guest.companions_allowed, known) + 1
        self._desk.edit(guest.id, {"companions_allowed": allowed})

    def put_off(self) -> None:
        """The guest pays later."""
        self._park()
        self._window.show_evening()
        self._leave_field()

    def resume(self, nonce: str) -> None:
        """Go on with a guest who was put off."""
        parked = self._parking.take(nonce)
        if parked is not None:
            self._park()
            self._scan, self._result = parked.scan, parked.result
            self.show()

    def show(self) -> None:
        """Show the present answer, for example after a question was put off."""
        match self._result:
            case Admitted() as result:
                state = self._desk.roll.state(result.guest.id)
                view = self.presenter.admitted(result, state, self._badge)
                self._window.show_verdict(replace(view, badge_lies=self._badge_lies))
            case Refused() as result if self._is_unpaid():
                assert result.guest is not None
                state = self._desk.roll.state(result.guest.id)
                most = result.entering + result.companions_missing
                if result.guest_enters:
                    most += 1  # a guest may bring more than the list knows of
                self._window.ask_payment(self.presenter.payment(result, state, most))
            case Refused() as result:
                scanned = self._scan.secret if self._scan is not None else None
                view = self.presenter.refused(result, scanned)
                self._window.show_verdict(
                    replace(view, badge=self._badge, badge_lies=self._badge_lies)
                )
            case None:
                self._window.show_evening()

    def say(self, view: VerdictView) -> None:
        """Show something else than an answer; whoever was paying is parked."""
        self._park()
        self._window.show_verdict(view)
        self.play(view.tone)

    def fail(self, view: VerdictView) -> None:
        """Something could not be written: no answer is coming."""
        self._awaited = ""
        self.say(view)

    def correct(self, result: CheckInResult) -> None:
        """Show the same answer with a guest who was changed."""
        self._result = result
        self.show()

    def tell_badge(self, guest_id: str, told: str, *, lies: bool = False) -> None:
        """Say what becomes of the badge of whoever is shown; ``lies``: it waits in a box."""
        result = self._result
        shown = self._window.verdict.view
        if result is None or shown is None or shown.subject != result.nonce:
            return
        entered = result.entered if isinstance(result, Admitted) else ()
        if guest_id in {guest.id for guest in (result.guest, *entered) if guest is not None}:
            self._badge, self._badge_lies = told, lies
            self._window.verdict.say_badge(told, lies=lies)

    def tell_found(self, nonce: str, guest: Guest | None, view: VerdictView) -> None:
        """More is known of a code that was unknown; ignored where another answer is shown."""
        result = self._result
        if isinstance(result, Refused) and result.nonce == nonce and not self._awaited:
            self._found = guest.id if guest is not None else ""
            self._window.show_verdict(view)
            self.play(view.tone)

    def check_in_found(self) -> None:
        """Check in whoever turned up."""
        if self._found:
            self.choose(self._found)

    def play(self, tone: Tone) -> None:
        """Let the tone be heard too."""
        sound = sound_of(tone)
        if self._sounds is not None and sound is not None:
            self._sounds.play(sound)

    def _take(self, scan: Scan, result: CheckInResult) -> None:
        self._parking.settle(result)
        if scan.nonce != self._awaited:
            self._park_one(scan, result)
            return
        if scan.follows_nonce is None or self._scan is None or not self._follows:
            self._park()
        self._awaited = ""
        self._follows = False
        self._scan, self._result, self._badge, self._badge_lies = scan, result, "", False
        self.show()
        self._window.paint_answer()
        if isinstance(result, Admitted):
            self.play(Tone.EXIT if result.direction is Direction.EXIT else Tone.ADMITTED)
            self._leave_field()
        else:
            self.play(Tone.PAY if self._is_unpaid() else self.presenter.refused(result).tone)
        self.answered.emit(result)

    def _is_unpaid(self) -> bool:
        result = self._result
        return isinstance(result, Refused) and result.reason is Reason.UNPAID

    def _park(self) -> None:
        if self._scan is not None and self._result is not None:
            self._park_one(self._scan, self._result)
        self._scan = self._result = None
        self._found = ""
        self._follows = False

    def _park_one(self, scan: Scan, result: CheckInResult) -> None:
        if isinstance(result, Refused) and result.reason is Reason.UNPAID and result.guest:
            state = self._desk.roll.state(result.guest.id)
            inside = state is not None and state.open_entry is not None
            self._parking.park(scan, result, self.presenter.parked(result), inside=inside)

    def _leave_field(self) -> None:
        """A sole match or a scan is done with; of several the others stay, none chosen."""
        matches = self._window.found.matches
        if len(matches.views()) > 1:
            matches.let_go()
        else:
            self._window.field.forget(self._window.field.text())


def _read_twice(before: Scan, scan: Scan) -> bool:
    same = (before.secret, before.guest_id) == (scan.secret, scan.guest_id)
    return (
        same
        and before.direction is scan.direction
        and (scan.at - before.at).total_seconds() < TWICE_SECONDS
    )
