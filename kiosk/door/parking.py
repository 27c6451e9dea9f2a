"""Guests who wait to pay while others are let in."""

from dataclasses import dataclass

from data.guests import Admitted, CheckInResult, Refused, Scan
from kiosk.door.parked import ParkedStrip
from kiosk.door.presenter import Presenter
from kiosk.door.views import ParkedView


@dataclass(frozen=True, slots=True)
class Parked:
    """One unanswered request for money."""

    scan: Scan
    result: Refused
    view: ParkedView


class Parking:
    """Keeps the guests put aside, one place each, and shows them in the strip."""

    def __init__(self, strip: ParkedStrip) -> None:
        self._strip = strip
        self._places: dict[str, Parked] = {}  # by guest id

    def park(self, scan: Scan, result: Refused, presenter: Presenter) -> None:
        """Put a guest aside; a later request of the same guest takes the place of the earlier."""
        assert result.guest is not None
        self._places.pop(result.guest.id, None)
        self._places[result.guest.id] = Parked(scan, result, presenter.parked(result))
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
            for guest in (result.guest, *result.entered):
                self._places.pop(guest.id, None)
            self._show()

    def _show(self) -> None:
        self._strip.show_parked([parked.view for parked in self._places.values()])
