"""The door at work: what is typed or scanned becomes a question, an answer becomes a verdict."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from data.attendance import Arrival
from data.errors import DataError
from data.guests import CheckInResult, Counts, Direction, EventInfo, Guest, Refused
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.doubling import Doubling
from kiosk.door.forms import DoorForms
from kiosk.door.presenter import Presenter
from kiosk.door.status import Status
from kiosk.door.taking_back import TakingBack
from kiosk.door.turn import Turn
from kiosk.door.views import VerdictView
from kiosk.door.window import DoorWindow
from kiosk.error_words import error_words
from kiosk.look.palette import Tone
from kiosk.opened import Opened
from kiosk.sound import SoundPlayer
from kiosk.words import Words

PAGES = frozenset(
    {
        DoorAction.LATE,
        DoorAction.LOAD_LIST,
        DoorAction.HAND_OVER,
        DoorAction.MERGE,
        DoorAction.SYNC,
        DoorAction.EXPORT,
        DoorAction.EMERGENCY_LIST,
        DoorAction.PRINT_BADGES,
        DoorAction.PRINTER,
        DoorAction.PRINTER_SETUP,
        DoorAction.SCAN_TEST,
        DoorAction.TICKETS,
    }
)


class DoorController(QObject):
    """Joins the window to the desk. It decides nothing about guests: ``data.admission`` does.

    Signals:
        page_wanted(DoorAction): something that is not done on the door's own screen.
        new_code_wanted(Guest): another ticket code for whoever is chosen or shown.
        reprint_wanted(tuple): the ids of the guests whose badges are wanted again; of nobody
            where the printer alone is meant.
        by_hand_wanted(Guest): the badge of this guest was written by hand.
    """

    page_wanted = Signal(object)
    new_code_wanted = Signal(object)
    reprint_wanted = Signal(object)
    by_hand_wanted = Signal(object)

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
        self._is_open = False
        self._counts = Counts()
        self.status = Status(window.status, words, desk.device.name)
        self._turn = Turn(window, desk, Presenter(EventInfo("", ""), words), sounds, self)
        self._taking_back = TakingBack(desk, self._turn, self)
        self._doubling = Doubling(window, desk, self._turn, words, self)
        self._forms = DoorForms(window, desk, self._turn, words, self._pick, self)
        self._connect()

    def _connect(self) -> None:
        window, desk, turn, taking_back = self._window, self._desk, self._turn, self._taking_back
        window.typed.connect(self._find)
        window.submitted.connect(self._submit)
        window.picked.connect(self._pick)
        window.acted.connect(self._act)
        window.payment.paid.connect(turn.pay)
        window.payment.party_changed.connect(turn.change_party)
        window.payment.put_off.connect(turn.put_off)
        window.force.forced.connect(turn.force)
        window.force.put_off.connect(turn.show)
        window.parked.resumed.connect(turn.resume)
        window.feed.undone.connect(taking_back.undo_act)
        window.feed.redone.connect(taking_back.redo_act)
        window.feed.reprinted.connect(self._reprint_act)
        turn.answered.connect(self._show_candidates)
        desk.opened.connect(self._begin)
        desk.roll_changed.connect(self._find_again)
        desk.fed.connect(self._show_feed)
        desk.counted.connect(self._show_counts)
        desk.info_changed.connect(self._take_info)
        desk.others_changed.connect(self.status.say_others)
        desk.failed.connect(self._show_failure)

    @property
    def presenter(self) -> Presenter:
        """How this event is told."""
        return self._turn.presenter

    def tell_badge(self, guest_id: str, told: str, *, lies: bool = False) -> None:
        """Say what becomes of the badge of whoever is shown; ``lies``: it waits in a box."""
        self._turn.tell_badge(guest_id, told, lies=lies)

    def tell_found(self, nonce: str, guest: Guest | None, view: VerdictView) -> None:
        """More is known of a code that was unknown; while that refusal is shown."""
        self._turn.tell_found(nonce, guest, view)

    def show_answer(self) -> None:
        """Show the present answer again, after something else was shown."""
        self._turn.show()

    def _find(self, text: str) -> None:
        found = self._desk.roll.find(text) if text.strip() else ()
        self._window.show_matches(text, [self.presenter.match(one) for one in found])

    def _find_again(self) -> None:
        if self._window.field.text():
            self._find(self._window.field.text())

    def _submit(self, text: str, guest_id: str, scanned: bool) -> None:
        """Enter or Tab: a code that we know or that a scanner typed, else the chosen match."""
        if not self._is_open:
            return
        badge_of = self._desk.roll.guest_of_badge(text, self.presenter.info.event_id)
        if scanned or badge_of or self._desk.roll.knows_secret(text):
            self.status.say_code(text)
            self._turn.read(text, badge_of)
        elif guest_id:
            self._pick(guest_id)

    def _pick(self, guest_id: str) -> None:
        self._window.field.selectAll()  # what was typed has served
        if not self._forms.join(guest_id):
            self._turn.choose(guest_id)

    def _show_candidates(self, result: CheckInResult) -> None:
        if isinstance(result, Refused) and result.candidates:
            rows = [self._desk.roll.state(guest.id) for guest in result.candidates]
            views = [self.presenter.row(state) for state in rows if state is not None]
            self._window.show_matches(self._window.field.text(), views)

    def _act(self, action: DoorAction) -> None:
        if not self._is_open:
            return
        match action:
            case DoorAction.UNDO:
                if not self._forms.take_join_back():
                    self._taking_back.undo()
            case DoorAction.REDO:
                self._taking_back.redo()
            case DoorAction.REPRINT:
                guest = self._shown_guest()
                self.reprint_wanted.emit((guest.id,) if guest is not None else ())
            case DoorAction.BY_HAND:
                guest = self._shown_guest()
                if guest is not None:
                    self.by_hand_wanted.emit(guest)
            case DoorAction.EDIT:
                guest = self._shown_guest()
                if guest is not None:
                    self._forms.open_edit(guest)
            case DoorAction.LET_IN_ANYWAY:
                self._turn.ask_force()
            case DoorAction.REST_OF_PARTY:
                self._turn.admit_rest()
            case DoorAction.CHECK_IN:
                self._turn.check_in_found()
            case DoorAction.FIND:
                self._window.search("")
            case DoorAction.WALK_IN:
                self._forms.open_walk_in()
            case DoorAction.THIS_IS:
                if self._turn.offers(action):
                    self._forms.begin_join()
            case DoorAction.DIRECTION:
                self._turn_round()
            case DoorAction.NEW_CODE:
                self._want_new_code()
            case _ if action in PAGES:
                self.page_wanted.emit(action)
            case _:
                pass

    def _reprint_act(self, nonce: str) -> None:
        act = self._taking_back.act(nonce)
        if act is not None:
            self.reprint_wanted.emit(tuple(guest.id for guest in act.guests))

    def _turn_round(self) -> None:
        entering = self._turn.direction is Direction.ENTRY
        self._turn.direction = Direction.EXIT if entering else Direction.ENTRY
        self.status.say_direction(self._turn.direction)

    def _want_new_code(self) -> None:
        _ = self._words.gettext
        guest = self._shown_guest()
        if guest is not None:
            self.new_code_wanted.emit(guest)
        else:
            self._turn.say(
                VerdictView(
                    tone=Tone.NOTICE,
                    headline=_("Choose a guest first"),
                    reason=_("Type the name and choose the guest, then ask for a new code."),
                )
            )

    def _shown_guest(self) -> Guest | None:
        """The chosen match, else whoever the verdict is about."""
        chosen = self._window.found.matches.chosen()
        if chosen is not None and self._window.found.isVisible():
            state = self._desk.roll.state(chosen.guest_id)
            if state is not None:
                return state.guest
        result = self._turn.result
        guest = result.guest if result is not None else None
        state = self._desk.roll.state(guest.id) if guest is not None else None
        return state.guest if state is not None else guest

    def _begin(self, opened: Opened) -> None:
        self._is_open = True
        self._take_info(opened.info)
        self.status.say_others(opened.others)

    def _take_info(self, info: EventInfo) -> None:
        self._turn.presenter = Presenter(info, self._words)
        self.status.say_event(info)

    def _show_feed(self, latest: Sequence[Arrival]) -> None:
        self._taking_back.follow(latest)
        views = [self.presenter.arrival(one, self._host_of(one)) for one in latest]
        self._window.feed.show_feed(views)

    def _host_of(self, arrival: Arrival) -> Guest | None:
        host_id = arrival.guests[0].host_id if arrival.guests else None
        state = self._desk.roll.state(host_id) if host_id is not None else None
        return state.guest if state is not None else None

    def _show_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.status.say_counts(counts)
        view = self.presenter.evening(counts, self._taking_back.latest)
        self._window.evening.show_evening(view)

    def tell_unread(self) -> None:
        """A picture was dropped or pasted, and there is no code in it."""
        _ = self._words.gettext
        self._turn.say(
            VerdictView(
                tone=Tone.NOTICE,
                headline=_("No code found"),
                reason=_("There is no code in this picture that can be read."),
                next_step=_("Try a sharper or larger picture, or type the name."),
            )
        )

    def _show_failure(self, error: DataError) -> None:
        self._turn.fail(
            VerdictView(
                tone=Tone.REFUSED,
                headline=self._words.gettext("Please look"),
                reason=error_words(error, self._words),
            )
        )
