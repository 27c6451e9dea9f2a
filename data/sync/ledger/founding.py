"""A ledger made in somebody's database, and an address for each laptop."""

from collections.abc import Sequence

from data.guests import EventInfo
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.connecting import connect
from data.sync.ledger.installing import admit_devices, install_schema, put_event
from data.sync.ledger.joining import certificates_in
from data.sync.secrets import Secrets


def found_ledger(
    place: LedgerAddress, info: EventInfo, labels: Sequence[str], secrets: Secrets
) -> list[LedgerAddress]:
    """Make or renew the ledger at ``place``, whose owner we are, and admit these laptops.

    Raises SyncError.
    """
    with connect(place, certificates_in(secrets)) as owner:
        install_schema(owner)
        put_event(owner, info)
        logins = admit_devices(owner, info.event_id, labels)
    return [place.as_laptop(one.role, one.password, info.event_id) for one in logins]
