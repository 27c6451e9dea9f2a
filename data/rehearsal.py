"""A rehearsal copy: the same guests, nothing that happened, and an identity of its own."""

from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

from data.attendance import guest_states
from data.guestlist.listing import ListedGuest
from data.guests import Device, Guest, Origin
from data.identity import uuid7
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import all_products, save_product

_TAKEN = tuple(
    field.name
    for field in fields(ListedGuest)
    if field.name not in ("row", "given", "guest_id") and field.name in Guest.__slots__
)


def rehearsal_copy(
    file: EventFile, path: Path, device: Device, state_folder: Path, at: datetime
) -> EventFile:
    """A new event marked as a rehearsal, open, with the products and everybody on the list.

    Nothing that is done to it ever reaches ``file``. Walk-ins and companions of the evening are
    left out. Raises StoreExists where anything is at ``path``.
    """
    info = replace(file.info, event_id=uuid7(at), rehearsal=True)
    listed = [s.guest for s in guest_states(file) if s.guest.origin is Origin.LIST]
    copy = EventFile.create(path, info, device, state_folder)
    for product in all_products(file):
        save_product(copy, product, at)
    rows = [_as_listed(number, guest) for number, guest in enumerate(listed, start=1)]
    load(copy, compare(copy, rows))
    return copy


def _as_listed(row: int, guest: Guest) -> ListedGuest:
    values = {name: getattr(guest, name) for name in _TAKEN if getattr(guest, name) is not None}
    return ListedGuest(row=row, given=frozenset(values), **values)
