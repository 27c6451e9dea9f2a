"""How pretix was set up for one event: everything but the token."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

KIND = "pretix"


@dataclass(frozen=True, slots=True)
class PretixSettings:
    """Which pretix, which of its events and lists, and who we are there.

    ``device`` is our number among the organizer's devices; None: a team token, or not known.
    ``question`` identifies the question whose answers are nationalities; empty: none is.
    ``set_up`` is another each time somebody sets it up, with a new token perhaps.
    """

    url: str
    organizer: str
    event: str
    list_id: int
    list_name: str = ""
    question: str = ""
    question_id: int | None = None
    device: int | None = None
    device_name: str = ""
    scheme: str = "Device"  # of the Authorization header: Device or Token
    set_up: str = ""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "PretixSettings":
        """What ``as_json`` gave; what a later version added is left away."""
        return cls(**{name: kept[name] for name in cls.__slots__ if name in kept})

    def as_json(self) -> dict[str, object]:
        """As the event file keeps it."""
        return asdict(self)
