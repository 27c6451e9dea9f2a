"""What a desk hears after every write, its own or another process's, beside the changes."""

from dataclasses import dataclass

from data import attendance
from data.attendance import Arrival
from data.guests import EventInfo, Product
from data.store.event_file import EventFile
from data.store.prints import BadgePrint, waiting_badges
from data.store.products import all_products
from data.store.sessions import Session

LATEST = 12  # acts that the feed shows


@dataclass(frozen=True, slots=True)
class News:
    """How all that is small stands now."""

    latest: tuple[Arrival, ...]  # newest first
    badges: tuple[BadgePrint, ...]  # those that wait here for a printer
    products: tuple[Product, ...]
    info: EventInfo
    others: tuple[Session, ...]  # who else has the file open


def read_news(file: EventFile) -> News:
    """Some 2 ms, whatever the number of guests. Raises StoreError."""
    return News(
        tuple(attendance.latest(file, LATEST)),
        tuple(waiting_badges(file)),
        tuple(all_products(file)),
        file.info,
        tuple(file.others()),
    )


def stirred(file: EventFile, data_version: int) -> int | None:
    """The file's version where another process has written since ``data_version``, else None.

    Folds a little of a list that is taking effect, which counts as writing; whoever is loading it
    in another process does so alone. Raises StoreError.
    """
    folded = 0 if file.is_settled_by_another() else file.settle_slice()
    version = file.data_version()
    return version if folded or version != data_version else None
