"""Asking pretix for one code that nobody here knows, beside everything else that goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.guests import Guest
from data.store.event_file import EventFile
from data.store.reading import guests_by_secret
from data.sync.pretix.answers import as_pretix_says
from data.sync.pretix.client import PretixClient
from data.sync.pretix.people import Wanted, product_of, read_order
from data.sync.pretix.pull import Pull

SHORTEST = 5  # characters of a code worth asking for
ASK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class NotForThisList:
    """pretix has sold this ticket, but not for the check-in list that this event syncs with."""

    product: str


class Lookup:
    """One event of one pretix. Used by one thread, which need not be that of the far end."""

    def __init__(self, file: EventFile, key: str, client: PretixClient) -> None:
        self._file = file
        self._client = client
        self._pull = Pull(file, key, client)

    def look_for(
        self, secret: str, wanted: Wanted, seconds: float
    ) -> Guest | NotForThisList | None:
        """Who has this code; whoever has just bought it is on the list then.

        Raises SyncError, after ``seconds`` at the latest where the network's names are quick,
        Stopped and StoreError.
        """
        if len(secret) < SHORTEST:
            return None
        elsewhere = None
        for order in self._client.search_order(secret, seconds):
            code, positions = read_order(order, wanted, host=self._client.transport.host)
            if any(one.guest.secret == secret for one in positions):
                self._pull.take({code: positions})
                continue
            with as_pretix_says(self._client.transport.host):
                if (sold := _with_secret(order, secret)) is not None:
                    elsewhere = NotForThisList(product_of(sold, wanted))
        with self._file.reading() as connection:
            found = guests_by_secret(connection, secret)
        return found[0] if len(found) == 1 else elsewhere

    def stop(self) -> None:
        """From any thread: end what is asked, and ask nothing more."""
        self._client.transport.stop()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.transport.close()


def _with_secret(order: Mapping[str, Any], secret: str) -> Mapping[str, Any] | None:
    live = (one for one in order.get("positions") or () if not one.get("canceled"))
    return next((one for one in live if one.get("secret") == secret), None)
