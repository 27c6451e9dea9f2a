"""What every part of the push needs to know: whose ticket, which moment, what pretix has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from data.guests import Guest
from data.store.deliveries import begin_attempt
from data.store.event_file import EventFile
from data.store.far_guests import FarGuest, far_guest_of
from data.store.guest_fields import find_guest
from data.sync.far_end import Outgoing
from data.sync.pretix.answers import as_pretix_says
from data.sync.pretix.client import PretixClient
from data.sync.pretix.settings import PretixSettings

OTHERS_FIRST = timedelta(minutes=2)  # what another laptop did, it tells itself if it can
NOT_THEIRS = "not_theirs"  # nobody there has a ticket to which it belongs
CLOCK_MAY_BE_OFF = timedelta(minutes=2)
CLOCK_MAY_DIFFER = timedelta(minutes=1)  # the header that tells theirs has whole seconds


@dataclass
class Desk:
    """One event file and one pretix, as the push sees them. Raises SyncError and StoreError.

    ``items`` says which product and variation of pretix a product (``product_key``) is.
    """

    file: EventFile
    key: str
    client: PretixClient
    settings: PretixSettings
    clock: Callable[[], datetime]
    items: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)
    subevent: int | None = None
    _ahead: timedelta = timedelta(0)

    def guest(self, guest_id: str | None) -> Guest | None:
        """The guest, or the one whom a walk-in turned out to be."""
        with self.file.reading() as connection:
            return find_guest(connection, guest_id or "")

    def ticket(self, guest_id: str | None) -> FarGuest | None:
        """The guest's ticket at pretix, or None."""
        guest = self.guest(guest_id)
        with self.file.reading() as connection:
            found = far_guest_of(connection, self.key, guest.id if guest is not None else "")
            return found or far_guest_of(connection, self.key, guest_id or "")

    def goes_out(self, row: Outgoing) -> None:
        """Write down that a row is under way, before it is."""
        begin_attempt(self.file, self.key, row.written.id)

    def is_own(self, row: Outgoing) -> bool:
        """Whether it happened at this laptop."""
        return row.written.device_id == self.file.device.id

    @property
    def clock_ahead(self) -> timedelta:
        """How far pretix's clock is ahead of this laptop's, where that matters; else nothing."""
        measured = self.client.transport.server_ahead
        if abs(measured - self._ahead) > timedelta(seconds=5):
            self._ahead = measured
        return self._ahead if abs(self._ahead) > CLOCK_MAY_BE_OFF else timedelta(0)

    def moment(self, at: datetime) -> datetime:
        """When it happened, by pretix's clock and never in its future.

        A check-in stored in the future would stay the latest one for ever there.
        """
        moment = at + self.clock_ahead
        now = self.clock() + self.client.transport.server_ahead
        return now if moment > now + CLOCK_MAY_DIFFER else moment

    def moment_text(self, at: datetime) -> str:
        """The same as pretix reads it: UTC, microseconds, by which it is recognised later."""
        moment = self.moment(at).astimezone(UTC)
        return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")

    def position(self, ticket: FarGuest) -> Mapping[str, Any]:
        """What pretix says of a ticket now, cancelled or not; empty where it is gone."""
        filters = {"code": ticket.party, "include_canceled_positions": "true"}
        for page in self.client.orders(**filters):
            for order in page.results:
                for position in order.get("positions", ()):
                    if str(position.get("id")) == ticket.far_key:
                        return dict(position)
        return {}

    def has_move(self, ticket: FarGuest, at: datetime, direction: str) -> bool:
        """Whether pretix has this very entry or exit: its time is all that it can be known by."""
        sought = self.moment(at)
        with as_pretix_says(self.client.transport.host):
            return any(
                one.get("list") == self.settings.list_id
                and one.get("type") == direction
                and _is_at(one.get("datetime"), sought)
                for one in self.position(ticket).get("checkins", ())
            )

    def has_print(self, ticket: FarGuest, at: datetime) -> bool:
        """Whether pretix has this very badge print."""
        sought = self.moment(at)
        with as_pretix_says(self.client.transport.host):
            logs = self.position(ticket).get("print_logs", ())
            return any(_is_at(one.get("datetime"), sought) for one in logs)


def _is_at(text: object, moment: datetime) -> bool:
    try:
        return isinstance(text, str) and datetime.fromisoformat(text) == moment
    except ValueError:
        return False
