"""What can go wrong outside Pennant, drawn as a tree.

    DataError
    ├── StoreError              the event file
    │   ├── StoreUnavailable    cannot be opened, read-only place, disk full, locked too long
    │   ├── StoreDamaged        not sound any more
    │   ├── StoreForeign        no event file of ours
    │   ├── StoreTooNew         written by a later Pennant
    │   └── StoreExists         a new event would overwrite something
    ├── MergeError              rows from elsewhere that do not fit this event file
    ├── GuestListError          a list that cannot be read at all (single rows: RowProblem)
    ├── UsageError              a question that makes no sense (unknown guest, unknown product …)
    └── SyncError               a far end (pretix, the ledger)
        ├── SyncTemporary       not now: tried again by itself
        └── SyncPermanent       not before somebody changes something; asked again now and then

Each carries a ``code`` and ``values``; ``kiosk.words`` makes the sentence. A refusal is no error:
see ``data.guests.Refused``.
"""

from collections.abc import Mapping


class DataError(Exception):
    """Something outside Pennant went wrong; ``code`` says what, ``values`` which."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(code, dict(values))


class StoreError(DataError):
    """The event file cannot be used."""


class StoreUnavailable(StoreError):
    """The file cannot be opened or written: missing, read-only, locked, or the disk is full."""


class StoreDamaged(StoreError):
    """The file is not sound; nothing was written to it."""


class StoreForeign(StoreError):
    """The file is no event file of Pennant; nothing was written to it."""


class StoreTooNew(StoreError):
    """The file was written by a later Pennant; nothing was written to it."""


class StoreExists(StoreError):
    """There is something already where the new event should go; nothing was overwritten."""


class MergeError(DataError):
    """Rows from elsewhere do not fit this event file; nothing of them was kept."""


class GuestListError(DataError):
    """A guest list cannot be read at all."""


class UsageError(DataError):
    """What was asked for does not exist or makes no sense."""


class SyncError(DataError):
    """A far end cannot be used as a whole; the door goes on, and what waits is safe."""


class SyncTemporary(SyncError):
    """Not now: no network, too busy, in trouble. ``retry_after`` in seconds, where it said so."""

    def __init__(self, code: str, *, retry_after: float | None = None, **values: object) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after


class SyncPermanent(SyncError):
    """Not before somebody changes something: a wrong token, an event that is not there."""
