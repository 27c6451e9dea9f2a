"""The far ends of one event: adding, opening and removing them, each with its secret."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from data.errors import SyncPermanent
from data.identity import new_nonce
from data.store import deliveries
from data.store.event_file import EventFile
from data.store.far_ends import FarEndRecord, drop_far_end, far_ends, put_far_end
from data.sync.far_end import Apart, FarEnd
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.far_end import KEY as LEDGER
from data.sync.ledger.far_end import LedgerFarEnd
from data.sync.ledger.joining import forget_former
from data.sync.pretix.client import PretixClient
from data.sync.pretix.far_end import PretixFarEnd
from data.sync.pretix.lookup import Lookup
from data.sync.pretix.pull import Progress
from data.sync.pretix.settings import KIND as PRETIX
from data.sync.pretix.settings import PretixSettings
from data.sync.pretix.transport import Transport
from data.sync.secrets import Secret, Secrets

_SAME = ("url", "organizer", "event", "list_id")  # what makes it the same far end


def add_pretix(
    file: EventFile, settings: PretixSettings, token: Secret, secrets: Secrets
) -> tuple[str, bool]:
    """Sync this event with a pretix; return its key, and whether the keyring has the token.

    The same event and list again renews the token, and what was given up is tried again.
    """
    key = _key_for(file, PRETIX, settings.as_json())
    in_keyring = secrets.keep(secret_name(file, key), token)
    put_far_end(file, key, PRETIX, replace(settings, set_up=new_nonce()).as_json())
    deliveries.try_again(file, key, given_up=True)
    return key, in_keyring


def chosen_before(file: EventFile, settings: PretixSettings) -> PretixSettings:
    """``settings`` with the question for nationalities that this far end has already, if any."""
    for one in far_ends(file):
        if one.kind == PRETIX and _is_same(one.settings, settings.as_json()):
            before = PretixSettings.from_json(one.settings)
            return replace(settings, question=before.question, question_id=before.question_id)
    return settings


def remove(file: EventFile, key: str, secrets: Secrets) -> None:
    """Forget a far end and its secret; what was fetched from it stays."""
    secrets.forget(secret_name(file, key))
    if key == LEDGER:
        forget_former(file.info.event_id, secrets)
    drop_far_end(file, key)


def _is_same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return all(one.get(name) == other[name] for name in _SAME)


def secret_name(file: EventFile, key: str) -> str:
    """What the secret of a far end of this event is called."""
    return f"{file.info.event_id}/{key}"


def open_far_end(
    file: EventFile,
    record: FarEndRecord,
    secrets: Secrets,
    clock: Callable[[], datetime],
    progress: Progress = lambda orders: None,
    apart: Apart | None = None,
) -> FarEnd:
    """The far end, ready for rounds; close it. ``apart`` pulls where much is due; ``progress``: see
    ``open_pretix``.

    Raises SyncPermanent: "no_token" where this laptop has no secret for it, "unknown_kind" for
    one that a later Pennant added, and whatever opening it says.
    """
    secret = secrets.get(secret_name(file, record.key))
    if secret is None:
        raise SyncPermanent("no_token", remote=record.key)
    match record.kind:
        case "pretix":
            return open_pretix(file, record, secret, clock, progress, apart)
        case "ledger":
            address = LedgerAddress.parse(secret.reveal())
            folder = secrets.folder / "certificates"
            return LedgerFarEnd(file, address, folder, clock, apart=apart)
        case _:
            raise SyncPermanent("unknown_kind", remote=record.key)


def open_pretix(
    file: EventFile,
    record: FarEndRecord,
    token: Secret,
    clock: Callable[[], datetime],
    progress: Progress = lambda orders: None,
    apart: Apart | None = None,
) -> PretixFarEnd:
    """A pretix, ready for rounds. ``progress`` hears how many orders the first run has; ``apart``
    pulls where many are due.
    """
    settings = PretixSettings.from_json(record.settings)
    transport = Transport(settings.url, token, clock, scheme=settings.scheme)
    return PretixFarEnd(file, record.key, transport, clock, progress, apart)


def open_lookup(
    file: EventFile, record: FarEndRecord, secrets: Secrets, clock: Callable[[], datetime]
) -> Lookup | None:
    """A second way to the same far end, to ask for single codes; None where guests come from no
    such place. Close it. Raises SyncPermanent as ``open_far_end`` does.
    """
    if record.kind != PRETIX:
        return None
    secret = secrets.get(secret_name(file, record.key))
    if secret is None:
        raise SyncPermanent("no_token", remote=record.key)
    settings = PretixSettings.from_json(record.settings)
    transport = Transport(settings.url, secret, clock, scheme=settings.scheme)
    client = PretixClient(transport, settings.organizer, settings.event)
    return Lookup(file, record.key, client)


def _key_for(file: EventFile, kind: str, settings: Mapping[str, object]) -> str:
    known = {one.key: one for one in far_ends(file)}
    for one in known.values():
        if one.kind == kind and _is_same(one.settings, settings):
            return one.key
    number = 1
    key = kind
    while key in known:
        number += 1
        key = f"{kind}-{number}"
    return key
