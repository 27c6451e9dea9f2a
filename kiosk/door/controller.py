"""The door at work: what is typed or scanned becomes a question, an answer becomes a verdict."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from data.annulment import AnnulResult
from data.attendance import Arrival
from data.countries import country_name
from data.errors import DataError
from data.guests import (
    Admitted,
    CheckInResult,
    Counts,
    Direction,
    EventInfo,
    Force,
    Guest,
    Payment,
    Reason,
    Refused,
    Scan,
)
from data.identity import new_nonce, utc_now
from data.walk_in import WalkIn
from kiosk.desk import Desk, Opened
from kiosk.door.actions import DoorAction
from kiosk.door.parking import Parking
from kiosk.door.presenter import Presenter, sound_of
from kiosk.door.status import Status
from kiosk.door.views import CountryChoice, EditForm, VerdictView, WalkInForm
from kiosk.door.window import DoorWindow
from kiosk.error_words import error_words
from kiosk.look.palette import Tone
from kiosk.sound import SoundPlayer
from kiosk.words import Words

TWICE_SECONDS = 2.0  # a scanner held on a host's code must not bring the companions in
PAGES = frozenset(
    {
        DoorAction.LATE,
        DoorAction.LOAD_LIST,
        DoorAction.EXPORT,
        DoorAction.EMERGENCY_LIST,
        DoorAction.PRINT_BADGES,
        DoorAction.PRINTER,
    }
)


class DoorController(QObject):
    """Joins the window to the desk. It decides nothing about guests: ``data.admission`` does.

    Signals:
        page_wanted(DoorAction): something that is not done on the door's own screen.
        reprint_wanted(str): the guest whose badge is wanted again.
    """

    page_wanted = Signal(object)
    reprint_wanted = Signal(str)

    def __init__(
        self,
        window: DoorWindow,
        desk: Desk,
        words: Words,
        sounds: SoundPlayer | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._words = words
        self._sounds = sounds
        self.status = Status(window.status, words, desk.device.name)
        self._parking = Parking(window.parked)
        self._presenter: Presenter | None = None
        self._direction = Direction.ENTRY
        self._awaited = ""  # the nonce whose answer the panel waits for
        self._asked: Scan | None = None  # the scan that the panel is about
        self._result: CheckInResult | None = None
        self._latest: tuple[Arrival, ...] = ()
        self._counts = Counts()
        self._badge = ""
        self._joining = ""  # the walk-in who turns out to be somebody on the list
        self._entering: dict[str, str] = {}  # nonces of walk-ins to be checked in when saved
        self._connect()

    def _connect(self) -> None:
        window, desk = self._window, self._desk
        window.typed.connect(self._find)
        window.submitted.connect(self._submit)
        window.picked.connect(self._pick)
        window.acted.connect(self._act)
        window.payment.paid.connect(self._pay)
        window.payment.party_changed.connect(self._change_party)
        window.payment.put_off.connect(self._put_off)
        window.force.forced.connect(self._force)
        window.force.put_off.connect(self._show_again)
        window.parked.resumed.connect(self._resume)
        window.feed.undone.connect(desk.annul)
        window.feed.redone.connect(self._redo)
        window.feed.reprinted.connect(self._reprint_act)
        window.walk_in.name_typed.connect(self._find_similar)
        window.walk_in.picked.connect(self._pick_similar)
        window.walk_in.submitted.connect(self._add_walk_in)
        window.edit.submitted.connect(self._save_edit)
        desk.opened.connect(self._begin)
        desk.roll_changed.connect(lambda: self._find(window.field.text()))
        desk.answered.connect(self._show_answer)
        desk.annulled.connect(self._show_annulled)
        desk.saved.connect(self._saved)
        desk.fed.connect(self._show_feed)
        desk.counted.connect(self._show_counts)
        desk.products_changed.connect(lambda _: self._find(window.field.text()))
        desk.info_changed.connect(self._take_info)
        desk.failed.connect(self._show_failure)

    @property
    def presenter(self) -> Presenter:
        """How this event is told; there once the event is open."""
        assert self._presenter is not None
        return self._presenter

    def tell_badge(self, guest_id: str, told: str) -> None:
        """Say what becomes of the badge of whoever is shown."""
        result = self._result
        shown = self._window.verdict.view
        if not isinstance(result, Admitted) or shown is None or shown.subject != result.nonce:
            return
        if guest_id in {guest.id for guest in (result.guest, *result.entered)}:
            self._badge = told
            self._window.show_verdict(replace(shown, badge=told))

    # What is typed or scanned

    def _find(self, text: str) -> None:
        if self._presenter is None:
            return
        found = self._desk.roll.find(text) if text.strip() else ()
        self._window.show_matches(text, [self.presenter.match(one) for one in found])

    def _submit(self, text: str, guest_id: str, scanned: bool) -> None:
        """Enter or Tab: a code that we know or that a scanner typed, else the chosen match."""
        if self._presenter is None:
            return
        if self._desk.roll.knows_secret(text) or (scanned and not guest_id):
            self._scan(text)
        elif guest_id:
            self._pick(guest_id)

    def _scan(self, secret: str) -> None:
        if self._is_second_read(secret):
            return
        self._ask(Scan(new_nonce(), utc_now(), secret=secret, direction=self._direction))

    def _is_second_read(self, secret: str) -> bool:
        asked, result = self._asked, self._result
        return (
            asked is not None
            and asked.secret == secret
            and asked.direction is self._direction
            and isinstance(result, Admitted)
            and result.companions_missing > 0
            and (utc_now() - asked.at).total_seconds() < TWICE_SECONDS
        )

    def _pick(self, guest_id: str) -> None:
        if self._joining:
            walk_in, self._joining = self._joining, ""
            self._desk.join(walk_in, guest_id)
            self._window.field.forget(self._window.field.text())
            return
        self._ask(Scan(new_nonce(), utc_now(), guest_id=guest_id, direction=self._direction))

    def _ask(self, scan: Scan) -> None:
        """The next scan always wins: what is being paid is parked."""
        self._park()
        self._joining = ""
        self._awaited = scan.nonce
        self._desk.check_in(scan)

    def _ask_again(
        self,
        payment: Payment | None = None,
        force: Force | None = None,
        party: int | None = None,
    ) -> None:
        """The same scan with a payment, a force or a party."""
        if self._asked is not None and isinstance(self._result, Refused):
            follow_up = self._desk.answer(self._asked, payment=payment, force=force, party=party)
            self._awaited = follow_up.nonce

    # Answers

    def _show_answer(self, scan: Scan, result: CheckInResult) -> None:
        self._parking.settle(result)
        if scan.nonce != self._awaited:
            if isinstance(result, Refused) and result.reason is Reason.UNPAID:
                self._parking.park(scan, result, self.presenter)
            return
        self._asked, self._result, self._badge = scan, result, ""
        self._show_again()
        if isinstance(result, Admitted):
            self._play(Tone.EXIT if result.direction is Direction.EXIT else Tone.ADMITTED)
            self._leave_field()
        elif result.reason is Reason.UNPAID:
            self._play(Tone.PAY)
        else:
            self._play(self.presenter.refused(result).tone)
        if isinstance(result, Refused) and result.candidates:
            rows = [self._desk.roll.state(guest.id) for guest in result.candidates]
            views = [self.presenter.row(state) for state in rows if state is not None]
            self._window.show_matches(self._window.field.text(), views)

    def _show_again(self) -> None:
        """Show the present answer, for example after a question was put off."""
        result = self._result
        match result:
            case Admitted():
                state = self._desk.roll.state(result.guest.id)
                self._window.show_verdict(self.presenter.admitted(result, state, self._badge))
            case Refused() if result.reason is Reason.UNPAID and result.guest is not None:
                self._ask_payment(result)
            case Refused():
                self._window.show_verdict(self.presenter.refused(result))
            case None:
                self._window.show_evening()

    def _ask_payment(self, result: Refused) -> None:
        assert result.guest is not None
        state = self._desk.roll.state(result.guest.id)
        most = result.entering + result.companions_missing
        self._window.ask_payment(self.presenter.payment(result, state, most))

    def _leave_field(self) -> None:
        """A sole match or a scan is done with; of several the others stay, none chosen."""
        matches = self._window.found.matches
        if len(matches.views()) > 1:
            matches.let_go()
        else:
            self._window.field.forget(self._window.field.text())

    def _show_annulled(self, result: AnnulResult) -> None:
        self._awaited, self._asked, self._result = "", None, None
        view = self.presenter.annulled(result)
        self._window.show_verdict(view)
        self._play(view.tone)

    def _show_failure(self, error: DataError) -> None:
        self._awaited = ""
        self._window.show_verdict(
            VerdictView(
                tone=Tone.REFUSED,
                headline=self._words.gettext("Please look"),
                reason=error_words(error, self._words),
            )
        )
        self._play(Tone.REFUSED)

    def _play(self, tone: Tone) -> None:
        sound = sound_of(tone)
        if self._sounds is not None and sound is not None:
            self._sounds.play(sound)

    # Paying

    def _pay(self, payment: Payment) -> None:
        self._ask_again(payment=payment)

    def _change_party(self, entering: int) -> None:
        self._ask_again(party=entering)

    def _park(self) -> None:
        if (
            self._asked is not None
            and isinstance(self._result, Refused)
            and self._result.reason is Reason.UNPAID
        ):
            self._parking.park(self._asked, self._result, self.presenter)
        self._asked = self._result = None

    def _put_off(self) -> None:
        self._park()
        self._awaited = ""
        self._window.show_evening()
        self._leave_field()

    def _resume(self, nonce: str) -> None:
        parked = self._parking.take(nonce)
        if parked is None:
            return
        self._park()
        self._asked, self._result = parked.scan, parked.result
        self._awaited = ""
        self._show_again()

    def _force(self, force: Force) -> None:
        self._ask_again(force=force)

    # Everything else that can be asked for

    def _act(self, action: DoorAction) -> None:
        if self._presenter is None:
            return
        match action:
            case DoorAction.UNDO:
                self._undo()
            case DoorAction.REDO:
                self._redo_last()
            case DoorAction.REPRINT:
                guest = self._shown_guest()
                if guest is not None:
                    self.reprint_wanted.emit(guest.id)
            case DoorAction.EDIT:
                self._open_edit()
            case DoorAction.LET_IN_ANYWAY:
                if isinstance(self._result, Refused) and self._result.guest is not None:
                    self._window.ask_force(self.presenter.force(self._result))
            case DoorAction.REST_OF_PARTY:
                self._admit_rest()
            case DoorAction.WALK_IN:
                self._open_walk_in()
            case DoorAction.THIS_IS:
                self._begin_join()
            case DoorAction.DIRECTION:
                self._turn()
            case _ if action in PAGES:
                self.page_wanted.emit(action)
            case _:
                pass

    def _undo(self) -> None:
        """Take back what is shown, else the latest act of this desk."""
        if isinstance(self._result, Admitted):
            self._desk.annul(self._result.nonce)
            return
        here = self._desk.device.name
        standing = (a for a in self._latest if not a.annulled and a.device_name == here)
        last = next(standing, None)
        if last is not None:
            self._desk.annul(last.nonce)

    def _redo_last(self) -> None:
        last = next((arrival for arrival in self._latest if arrival.annulled), None)
        if last is not None:
            self._redo(last.nonce)

    def _redo(self, nonce: str) -> None:
        """Check the same people in again; what was given back is asked for again."""
        act = next((arrival for arrival in self._latest if arrival.nonce == nonce), None)
        if act is None or not act.guests:
            return
        hosts = [guest for guest in act.guests if guest.host_id is None] or list(act.guests)
        party = len(act.guests) if len(act.guests) > 1 else None
        self._ask(
            Scan(new_nonce(), utc_now(), guest_id=hosts[0].id, direction=act.direction, party=party)
        )

    def _reprint_act(self, nonce: str) -> None:
        act = next((arrival for arrival in self._latest if arrival.nonce == nonce), None)
        for guest in act.guests if act is not None else ():
            self.reprint_wanted.emit(guest.id)

    def _admit_rest(self) -> None:
        result = self._result
        if isinstance(result, Admitted) and result.companions_missing:
            self._ask(
                Scan(
                    new_nonce(),
                    utc_now(),
                    guest_id=result.guest.id,
                    follows_nonce=result.nonce,
                    party=result.companions_missing,
                )
            )

    def _turn(self) -> None:
        entering = self._direction is Direction.ENTRY
        self._direction = Direction.EXIT if entering else Direction.ENTRY
        self.status.say_direction(self._direction)

    def _shown_guest(self) -> Guest | None:
        """The chosen match, else whoever the verdict is about."""
        chosen = self._window.found.matches.chosen()
        if chosen is not None and self._window.found.isVisible():
            state = self._desk.roll.state(chosen.guest_id)
            if state is not None:
                return state.guest
        result = self._result
        guest = result.guest if result is not None else None
        state = self._desk.roll.state(guest.id) if guest is not None else None
        return state.guest if state is not None else guest

    def _open_edit(self) -> None:
        guest = self._shown_guest()
        if guest is None:
            return
        form = EditForm(
            guest_id=guest.id,
            name=guest.name,
            badge_name=guest.badge_name,
            countries=guest.countries,
            product=guest.product,
            note=guest.note,
            guessed=guest.countries_guessed,
        )
        language = self._words.language
        countries = [CountryChoice(code, country_name(code, language)) for code in guest.countries]
        self._window.open_edit(
            form, countries, self.presenter.product_choices(self._desk.roll.products)
        )

    def _save_edit(self, form: EditForm) -> None:
        self._desk.edit(
            form.guest_id,
            {
                "badge_name": form.badge_name,
                "countries": form.countries,
                "product": form.product,
                "note": form.note,
            },
        )
        self._window.close_form()

    def _open_walk_in(self) -> None:
        products = self.presenter.product_choices(self._desk.roll.products)
        text = self._window.field.text()
        name = "" if self._desk.roll.knows_secret(text) or _looks_like_a_code(text) else text
        default = self.presenter.info.walk_in_product
        self._window.open_walk_in(name, products, default)
        self._find_similar(name)

    def _find_similar(self, name: str) -> None:
        if self._presenter is None:
            return
        states = self._desk.roll.similar(name) if name.strip() else ()
        views = [self.presenter.row(state) for state in states]
        self._window.walk_in.show_similar(name, views)

    def _pick_similar(self, guest_id: str) -> None:
        self._window.close_form()
        self._pick(guest_id)

    def _add_walk_in(self, form: WalkInForm) -> None:
        nonce = self._desk.walk_in(
            WalkIn(name=form.name, countries=form.countries, product=form.product, email=form.email)
        )
        self._entering[nonce] = form.name
        self._window.close_form()
        self._window.field.forget(self._window.field.text())

    def _begin_join(self) -> None:
        result = self._result
        if isinstance(result, Admitted):
            self._joining = result.guest.id
            self._window.show_verdict(
                VerdictView(
                    tone=Tone.INFO,
                    headline=self._words.gettext("Who is it?"),
                    first_name=self.presenter.name(result.guest),
                    reason=self._words.gettext(
                        "Type the name on the list, choose it and press Enter."
                    ),
                )
            )
            self._window.field.setFocus()

    def _saved(self, nonce: str, guest: Guest) -> None:
        if self._entering.pop(nonce, None) is not None:
            self._ask(Scan(new_nonce(), utc_now(), guest_id=guest.id))
            return
        result = self._result
        if result is None or result.guest is None or result.guest.id != guest.id:
            return
        if isinstance(result, Refused) and result.reason is Reason.UNPAID:
            self._ask_again()  # another product has another price
            return
        self._result = replace(result, guest=guest)
        self._show_again()

    # What the desk tells by itself

    def _begin(self, opened: Opened) -> None:
        self._take_info(opened.info)
        self.status.say_others(opened.others)

    def _take_info(self, info: EventInfo) -> None:
        self._presenter = Presenter(info, self._words)
        self.status.say_event(info)

    def _show_feed(self, latest: Sequence[Arrival]) -> None:
        self._latest = tuple(latest)
        self._window.feed.show_feed([self.presenter.arrival(arrival) for arrival in latest])

    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.status.say_counts(counts)
        self._window.evening.show_evening(self.presenter.evening(counts, self._latest))


def _looks_like_a_code(text: str) -> bool:
    return any(c.isdigit() for c in text) and " " not in text.strip()
