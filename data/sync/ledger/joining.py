"""An event file and its ledger: made by joining, or joined later."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from data.errors import SyncPermanent
from data.guests import Device
from data.store import deliveries
from data.store.event_file import EventFile
from data.store.far_ends import keep_cursor
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.far_end import KEY, remember_ledger
from data.sync.ledger.preflight import Preflight, preflight
from data.sync.secrets import Secret, Secrets


def certificates_in(secrets: Secrets) -> Path:
    """Where pinned certificates are kept: beside the secrets."""
    return secrets.folder / "certificates"


def ledger_secret(event_id: str) -> str:
    """What the ledger's address is called among the secrets."""
    return f"{event_id}/{KEY}"


def former_secret(event_id: str) -> str:
    """What the address of the ledger before this one is called, until that one was told."""
    return f"{ledger_secret(event_id)}-before"


def join(
    path: Path,
    address: LedgerAddress,
    secrets: Secrets,
    device: Device,
    state_folder: Path,
    clock: Callable[[], datetime],
) -> tuple[Preflight, bool]:
    """Let the event file share this ledger; where there is none, make it from what the ledger
    says. A new address for the same event, such as a new hub's, replaces the old one.

    Returns what the pre-flight found, and whether the keyring has the address. Raises SyncError
    and StoreError; nothing was changed then.
    """
    found = preflight(address, certificates_in(secrets), clock)
    if path.exists():
        file = EventFile.open(path, device, state_folder, clock)
    else:
        file = EventFile.create(path, found.event, device, state_folder, clock)
    with file:
        return found, remember(file, address, secrets)


def remember(file: EventFile, address: LedgerAddress, secrets: Secrets) -> bool:
    """Note which ledger this event has; return whether the keyring has the address.

    Raises SyncPermanent("ledger_other_event").
    """
    event_id = file.info.event_id
    if address.event_id != event_id:
        raise SyncPermanent("ledger_other_event", host=address.shown)
    before = secrets.get(ledger_secret(event_id))
    if before is not None and LedgerAddress.parse(before.reveal()).identity != address.identity:
        secrets.keep(former_secret(event_id), before)
        deliveries.send_all_again(file, KEY)  # the new one knows nothing yet
        keep_cursor(file, KEY, {})
    in_keyring = secrets.keep(ledger_secret(event_id), Secret(address.url()))
    remember_ledger(file, address)
    deliveries.try_again(file, KEY, given_up=True)
    return in_keyring


def forget_former(event_id: str, secrets: Secrets) -> None:
    """The ledger before this one is to be told nothing."""
    secrets.forget(former_secret(event_id))


def ledger_of(file: EventFile, secrets: Secrets) -> LedgerAddress | None:
    """The ledger that this event shares, as this laptop may use it; None where it has none.

    Raises SyncPermanent("ledger_no_address") where another laptop joined with this file.
    """
    with file.reading() as connection:
        found = connection.execute("SELECT 1 FROM far_end WHERE key = ?", (KEY,)).fetchone()
    if found is None:
        return None
    kept = secrets.get(ledger_secret(file.info.event_id))
    if kept is None:
        raise SyncPermanent("ledger_no_address")
    return LedgerAddress.parse(kept.reveal())
