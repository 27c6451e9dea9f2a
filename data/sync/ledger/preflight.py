"""Before the doors open: does the ledger answer, fit, hear, and agree about the time?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.errors import SyncPermanent
from data.guests import EventInfo
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.hints import Ears
from data.sync.ledger.link import Link


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found.

    ``round_trip_ms`` is one question; ``clock_seconds`` by how much the ledger's clock is ahead
    of ours; ``hints`` whether another door's doings arrive at once, else by polling.
    """

    host: str
    server: str  # PostgreSQL's version, such as "15.18"
    event: EventInfo
    rows: int
    closed: bool
    round_trip_ms: float
    clock_seconds: float
    hints: bool
    pooled: bool


def preflight(address: LedgerAddress, folder: Path, clock: Callable[[], datetime]) -> Preflight:
    """Ask all of it. Raises SyncError: whatever it is, it is a sentence."""
    if not address.event_id:
        raise SyncPermanent("ledger_no_event", host=address.shown)
    link = Link(address, folder)
    ears = Ears(link)
    try:
        link.state(0, [], clock())  # the first one also connects
        state = link.state(0, [], clock())
        ears.open()
        version = link.server_version
        return Preflight(
            host=address.shown,
            server=f"{version // 10000}.{version % 10000}",
            event=event_info(address.event_id, state.event),
            rows=state.head,
            closed=state.closed,
            round_trip_ms=1000 * state.round_trip,
            clock_seconds=state.offset,
            hints=ears.works is True,
            pooled=address.looks_pooled,
        )
    finally:
        ears.close()
        link.drop()


def event_info(event_id: str, told: dict[str, Any]) -> EventInfo:
    """The evening as the ledger tells it; what a later version knows is left out."""
    known = {name: told[name] for name in EventInfo.__slots__ if name in told}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return EventInfo(event_id=event_id, **{**known, **lists})
