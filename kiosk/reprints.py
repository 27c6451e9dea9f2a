"""Printing a badge once more: asks first whenever the guest has one, and the same key says yes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from data.guests import Guest
from data.store.event_file import EventFile
from data.store.prints import PrintState, prints_of
from kiosk.badge_printing import BadgePrinting
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.controller import DoorController
from kiosk.door.views import VerdictView
from kiosk.door.window import DoorWindow
from kiosk.earlier_prints import earlier_prints
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone
from kiosk.printer_state_words import earlier_words
from kiosk.printing.policy import EarlierPrint, Outcome, earlier_print
from kiosk.words import Words


class Reprints(QObject):
    """Answers Ctrl+P: where printing waits for a word it goes on, and nothing is printed twice.

    A badge never printed is printed at once. One that was is asked about on the door's panel; the
    next scan or Esc forgets the question.
    """

    def __init__(
        self,
        window: DoorWindow,
        desk: Desk,
        door: DoorController,
        printing: BadgePrinting,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._door = door
        self._printing = printing
        self._words = words
        self._asked: tuple[str, ...] = ()
        self._question: VerdictView | None = None  # what asks for them
        door.reprint_wanted.connect(self.want)
        door.by_hand_wanted.connect(self.by_hand)
        desk.answered.connect(self._forget)
        window.escaped.connect(self._put_off)

    def want(self, guest_ids: Sequence[str]) -> None:
        """Somebody wants the badges of these guests; of nobody where the printer alone is meant."""
        asked, self._asked = self._asked, ()
        if self._printing.go_on():
            return
        if not guest_ids:
            self._printing.forget_unsure()
        elif asked == tuple(guest_ids) and self._window.verdict.view is self._question:
            self._printing.again(guest_ids)
            self._door.show_answer()
        else:
            self._desk.ask(
                lambda file: _earlier(file, guest_ids),
                lambda earlier: self._answer(tuple(guest_ids), earlier),
            )

    def by_hand(self, guest: Guest) -> None:
        """The waiting badge of this guest was written by hand."""
        jobs = self._printing.jobs_of(guest.id)
        self._printing.settle(jobs, PrintState.BY_HAND)
        _ = self._words.gettext
        told = _("Badge written by hand") if jobs else _("No badge of this guest waits")
        self._door.tell_badge(guest.id, told)

    def _answer(self, guest_ids: tuple[str, ...], earlier: EarlierPrint | None) -> None:
        if earlier is None or set(guest_ids) <= self._printing.coming:
            self._printing.again(guest_ids)
            return
        _ = self._words.gettext
        presenter = self._door.presenter
        state = self._desk.roll.state(guest_ids[0])
        first, last = presenter.big_name(state.guest) if state is not None else ("", "")
        waits = earlier.outcome is Outcome.WAITS
        self._asked = guest_ids
        self._question = VerdictView(
            tone=Tone.NOTICE,
            icon=Icon.PRINTER,
            headline=_("Print here?") if waits else _("Print again?"),
            first_name=first,
            last_name=last,
            countries=state.guest.countries if state is not None else (),
            country=presenter.countries(state.guest) if state is not None else "",
            reason=earlier_words(earlier, presenter.info.timezone, self._words),
            next_step=(
                _("Ctrl+P prints it here instead, Esc leaves it.")
                if waits
                else _("Ctrl+P prints another one, Esc leaves it.")
            ),
            actions=(DoorAction.REPRINT,),
        )
        self._window.show_verdict(self._question)

    def _forget(self) -> None:
        self._asked = ()

    def _put_off(self) -> None:
        if self._asked:
            self._asked = ()
            self._door.show_answer()


def _earlier(file: EventFile, guest_ids: Sequence[str]) -> EarlierPrint | None:
    found = [each for guest_id in guest_ids for each in prints_of(file, guest_id)]
    return earlier_print(earlier_prints(found, file))
