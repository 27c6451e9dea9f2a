"""A code that nobody here knows may have been bought a moment ago: ask where guests come from."""

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.guests import CheckInResult, Direction, Guest, Reason, Refused, Scan, TicketStatus
from kiosk.desk import Desk
from kiosk.door.actions import DoorAction
from kiosk.door.controller import DoorController
from kiosk.door.views import VerdictView
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone
from kiosk.syncing.asking import Found
from kiosk.syncing.syncing import Syncing
from kiosk.words import Words

if TYPE_CHECKING:
    from data.sync.pretix.lookup import NotForThisList

_WHY_NOT = MappingProxyType(
    {
        TicketStatus.CANCELED: Reason.CANCELED,
        TicketStatus.BLOCKED: Reason.BLOCKED,
        TicketStatus.PENDING: Reason.UNAPPROVED,
    }
)


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
        self._syncing.look_for(scan.secret, lambda found: self._show(scan, found))

    def _show(self, scan: Scan, found: Found) -> None:
        if not isinstance(found, Guest):
            self._door.tell_found(scan.nonce, None, self._elsewhere(scan.nonce, found))
            return
        view = self._just_bought(scan.nonce, found)
        reason = _WHY_NOT.get(found.status)
        if reason is not None:
            view = self._not_valid(view, Refused(scan.nonce, reason, scan.at, found))
        self._door.tell_found(scan.nonce, found, view)

    def _just_bought(self, nonce: str, guest: Guest) -> VerdictView:
        _ = self._words.gettext
        presenter = self._door.presenter
        first, last = presenter.big_name(guest)
        return VerdictView(
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
        )

    def _not_valid(self, view: VerdictView, result: Refused) -> VerdictView:
        """Known now, and refused all the same: the words that the next scan would say."""
        refused = self._door.presenter.refused(result)
        return replace(
            view,
            tone=refused.tone,
            headline=refused.headline,
            reason=refused.reason,
            next_step=self._words.gettext("Scan the code again to go on."),
            actions=(),  # the next answer has them
            icon=refused.icon,
        )

    def _elsewhere(self, nonce: str, found: "NotForThisList") -> VerdictView:
        _ = self._words.gettext
        known = _("pretix has sold this ticket ({product}), but not for tonight's list.")
        return VerdictView(
            tone=Tone.NOTICE,
            headline=_("For another list"),
            reason=known.format(product=found.product or "…"),
            next_step=_("Ask the organiser, or whether the ticket is for another door."),
            icon=Icon.BELL,
            subject=nonce,
        )
