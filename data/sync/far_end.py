"""The small face that every far end has: push what happened, pull guests, tell its status.

A far end lives in a thread of its own with an event file of its own, and never decides anything
at the door. The journal is the outbox: ``data.sync.rounds`` hands a far end the rows that it has
not yet answered, in the order in which they arrived here, and writes each answer down before it
asks for the next, so that a power cut loses none of them.

Two things are raised, ``SyncTemporary`` and ``SyncPermanent`` (``data.errors``), and both concern
the far end as a whole: nothing of it works now. What concerns one row is an outcome.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from data.store.journal import WrittenRow


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row on its way to one far end.

    ``attempts`` counts how often it was under way (``deliveries.begin_attempt``, which a far end
    calls before what must not happen twice): the far end may have acted on it. ``answer`` is what
    the last outcome said.
    """

    written: WrittenRow
    attempts: int = 0
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The far end has it."""

    row_id: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing of it belongs there; ``why`` in one word of ours."""

    row_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; other rows may go on. ``seconds`` None: back off by the number of attempts.

    ``why``: in one word of ours.
    """

    row_id: str
    why: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """It never will; ``code`` and ``values`` say in a sentence why and what to do.

    No value is a name or a token: the row says who it is about.
    """

    row_id: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


Outcome = Sent | Skipped | Later | GivenUp


@dataclass(frozen=True, slots=True)
class Note:
    """Something staff should know although everything goes on: a renamed list, a double …"""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Double:
    """The far end knows that a guest came in twice, by two doors that knew nothing of each other.

    ``at`` holds the times of both, ``devices`` what the far end calls them, both oldest first.
    """

    guest_id: str
    at: tuple[datetime, ...]
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What a far end tells of itself: what it is called there, and what staff should know."""

    title: str = ""
    notes: tuple[Note, ...] = ()
    doubles: tuple[Double, ...] = ()


class Stopped(Exception):
    """Somebody wants no more of it. What was under way is asked or told again another time."""


# Pulls in a process of its own, where much is due and somebody works in this one. Returns how many
# guests or rows it brought, None where it could not; raises what ``FarEnd.pull`` raises.
Apart = Callable[[], int | None]


class FarEnd(Protocol):
    """One far end, ready to be asked. Raises SyncTemporary, SyncPermanent and StoreError."""

    @property
    def kinds(self) -> frozenset[str] | None:
        """Which kinds of rows belong there; None: all of them."""

    @property
    def own_rows_only(self) -> bool:
        """Whether rows that came from other laptops are none of its business."""

    @property
    def batch(self) -> int:
        """How many rows it is handed at once."""

    def push(self, rows: Sequence[Outgoing]) -> Iterator[Sequence[Outcome]]:
        """Send rows in this order; what is known is written down as it comes, in one transaction.

        A row without an outcome simply waits on.
        """

    def pull(self) -> int:
        """Fetch what is new into the event file; return how many guests or rows it brought."""

    def status(self) -> Status:
        """What it is and what staff should know, as of the last ``push`` and ``pull``."""

    def close(self) -> None:
        """Let go of connections; what waits, waits in the file."""
