"""How an event file is found when a desk opens it."""

from dataclasses import dataclass

from data.guests import EventInfo, Product
from data.store.devices import others
from data.store.event_file import EventFile
from data.store.products import all_products
from data.store.sessions import Session


@dataclass(frozen=True, slots=True)
class Opened:
    """What the door needs to begin."""

    info: EventInfo
    products: tuple[Product, ...]
    others: tuple[Session, ...]  # who else has the file open
    names_taken: tuple[str, ...] | None = None  # by other laptops, where this one needs a name


def first_look(file: EventFile) -> Opened:
    """Read it. Raises StoreError."""
    taken = tuple(others(file.connection, file.device.id)) if file.asks_for_name else None
    return Opened(file.info, tuple(all_products(file)), tuple(file.others()), taken)
