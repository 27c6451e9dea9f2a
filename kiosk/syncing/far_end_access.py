"""What a thread needs to reach a far end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from data.store.event_file import EventFile
from data.store.far_ends import FarEndRecord
from data.sync.secrets import Secrets


@dataclass(frozen=True, slots=True)
class FarEndAccess:
    """One far end of the open event, and the event file beside the door's own work."""

    record: FarEndRecord
    secrets: Secrets
    second_file: Callable[[], EventFile]  # called on the far end's thread, which closes it
    clock: Callable[[], datetime]

    @property
    def key(self) -> str:
        """The far end's name in the event file."""
        return self.record.key
