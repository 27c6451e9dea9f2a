"""The evening that ``pennant demo`` opens and ``pennant rehearse`` plays."""

from datetime import datetime
from importlib.resources import files
from pathlib import Path

from data.guestlist.read import read_bytes
from data.guests import Device, EventInfo, Product
from data.identity import uuid7
from data.store.event_file import EventFile
from data.store.loads import compare, load
from data.store.products import save_product

PRODUCTS = (
    Product("Albatross", complimentary=True, hand_out="Drink voucher"),
    Product("Basic", price_minor=1000),
    Product("Press", complimentary=True, alert="Fetch an ambassador"),
    Product("Volunteer", complimentary=True, hand_out="Wristband"),
)


def make_demo_event(
    path: Path, device: Device, state_folder: Path, name: str, timezone: str, at: datetime
) -> EventFile:
    """A new event with the invented guests, open. Raises StoreExists where anything is there."""
    info = EventInfo(
        event_id=uuid7(at),
        name=name,
        date=f"{at:%Y-%m-%d}",
        timezone=timezone,
        capacity=320,
        walk_in_product="Basic",
    )
    file = EventFile.create(path, info, device, state_folder)
    for product in PRODUCTS:
        save_product(file, product, at)
    listed = read_bytes(
        files("data.demo").joinpath("guests.csv").read_bytes(),
        currency=info.currency,
        timezone=info.timezone,
    )
    load(file, compare(file, listed.guests))
    return file
