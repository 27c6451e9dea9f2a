"""A code that nobody here knows may have been bought a moment ago: ask where guests come from."""

from PySide6.QtCore import QObject

from data.guests import CheckInResult, Direction, Guest, Reason, Refused, Scan, TicketStatus
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.controller import DoorController
from kiosk.door.views import VerdictView
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone
from kiosk.syncing.syncing import Syncing
from kiosk.words import Words


class JustBought(QObject):
    """The refusal stands until there is an answer; one that comes too late only fills the list."""

    def __init__(
        self,
        desk: Desk,
        syncing: Syncing,
        door: DoorController,
        words: Words,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._syncing = syncing
        self._door = door
        self._words = words
        desk.answered.connect(self._look)

    def _look(self, scan: Scan, result: CheckInResult) -> None:
        unknown = isinstance(result, Refused) and result.reason is Reason.INVALID
        if not unknown or not scan.secret or scan.late or scan.direction is not Direction.ENTRY:
            return
        nonce = scan.nonce
        self._syncing.look_for(scan.secret, lambda guest: self._show(nonce, guest))

    def _show(self, nonce: str, guest: Guest) -> None:
        if guest.status in (TicketStatus.CANCELED, TicketStatus.BLOCKED):
            return  # nothing that was just bought; the next scan says what it is
        _ = self._words.gettext
        presenter = self._door.presenter
        first, last = presenter.big_name(guest)
        self._door.tell_found(
            nonce,
            guest,
            VerdictView(
                tone=Tone.NOTICE,
                headline=_("Just bought: now on the list"),
                first_name=first,
                last_name=last,
                countries=guest.countries,
                country=presenter.countries(guest),
                product=guest.product,
                next_step=_("Scan the code again, or check in here."),
                actions=(DoorAction.CHECK_IN,),
                icon=Icon.PERSON_ADD,
                subject=nonce,
            ),
        )
