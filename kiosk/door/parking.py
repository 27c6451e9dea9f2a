"""Guests who wait to pay while others are let in."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.guests import Admitted, CheckInResult, Refused, Scan
from data.roll import Roll
from kiosk.door.parked import ParkedStrip
from kiosk.door.views import ParkedView


@dataclass(frozen=True, slots=True)
class Parked:
    """One unanswered request for money. ``inside``: the guest is in, companions are to pay."""

    scan: Scan
    result: Refused
    view: ParkedView
    inside: bool


class Parking:
    """Keeps the guests put aside, one place each, and shows them in the strip, latest first."""

    def __init__(self, strip: ParkedStrip) -> None:
        self._strip = strip
        self._places: dict[str, Parked] = {}  # by guest id

    def park(self, scan: Scan, result: Refused, view: ParkedView, *, inside: bool) -> None:
        """Put a guest aside; a later request of the same guest takes the place of the earlier."""
        assert result.guest is not None
        self._places.pop(result.guest.id, None)
        self._places[result.guest.id] = Parked(scan, result, view, inside)
        self._show()

    def take(self, nonce: str) -> Parked | None:
        """Fetch back whoever waits with the refused scan of that nonce."""
        for guest_id, parked in self._places.items():
            if parked.result.nonce == nonce:
                del self._places[guest_id]
                self._show()
                return parked
        return None

    def settle(self, result: CheckInResult) -> None:
        """Whoever came in, by whatever scan, does not wait any more."""
        if isinstance(result, Admitted):
            self._drop(guest.id for guest in (result.guest, *result.entered))

    def drop_arrived(self, roll: Roll) -> None:
        """Whoever came in at another desk does not wait any more."""
        states = ((i, roll.state(i)) for i, parked in self._places.items() if not parked.inside)
        self._drop([i for i, state in states if state is not None and state.open_entry])

    def _drop(self, guest_ids: Iterable[str]) -> None:
        gone = [self._places.pop(i) for i in guest_ids if i in self._places]
        if gone:
            self._show()

    def _show(self) -> None:
        views = [parked.view for parked in self._places.values()]
        self._strip.show_parked(views[::-1])
