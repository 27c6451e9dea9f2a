"""Telling the ledger that this laptop left where the others are now, once it can be reached.

The old hub may be dead, and come back with doors that never heard of the new one: they would go
on there, apart from all others. Whoever left keeps the old address until the old ledger was told.
"""

from data.errors import SyncPermanent, SyncTemporary
from data.store.event_file import EventFile
from data.store.shared_rows import shared_rows_of
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.asking import Declined
from data.sync.ledger.connecting import ledger_error
from data.sync.ledger.hints import hint
from data.sync.ledger.joining import certificates_in, former_secret
from data.sync.ledger.line import rows_text
from data.sync.ledger.link import Link
from data.sync.ledger.place import Place, latest_place
from data.sync.secrets import Secrets

_APPEND = b"SELECT seq FROM pennant.append($1, $2)"


def say_farewell(file: EventFile, secrets: Secrets) -> bool:
    """Tell the ledger before this one; False: not yet, try again later. Raises StoreError."""
    name = former_secret(file.info.event_id)
    kept = secrets.get(name)
    if kept is None:
        return True
    with file.reading() as connection:
        place = latest_place(connection)
    former = LedgerAddress.parse(kept.reveal())
    if place is None or place.ledger == former.identity:
        return False  # nobody has said yet where the others are
    try:
        tell_ledger(file, former, place, secrets)
    except SyncTemporary:
        return False
    except SyncPermanent:
        pass  # it knows this laptop no more
    secrets.forget(name)
    return True


def tell_ledger(file: EventFile, address: LedgerAddress, place: Place, secrets: Secrets) -> None:
    """Let everybody at that ledger know of this place, now. Raises SyncError and StoreError."""
    with file.reading() as connection:
        rows = shared_rows_of(connection, [place.row_id])
    link = Link(address, certificates_in(secrets))
    try:
        ((seq, *_),) = link.call(_APPEND, [address.event_id.encode(), rows_text(rows)])
        hint(link, int(seq or 0))
    except Declined as error:
        raise ledger_error(address, error.sqlstate, str(error)) from None
    finally:
        link.drop()
