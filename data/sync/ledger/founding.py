"""A ledger made in somebody's database, and an address for each laptop."""

from collections.abc import Sequence

from data.errors import SyncPermanent
from data.guests import EventInfo
from data.sync.ledger.address import LedgerAddress
from data.sync.ledger.connecting import connect, translated
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
        try:
            with translated(place):
                install_schema(owner)
                put_event(owner, info)
                logins = admit_devices(owner, info.event_id, labels)
        except SyncPermanent as error:
            if error.code == "ledger_not_admitted":  # a laptop's own address, for example
                raise SyncPermanent("ledger_not_owner", host=place.shown) from None
            raise
    return [place.as_laptop(one.role, one.password, info.event_id) for one in logins]
