"""What a desk hears after every write: its own, or another process's."""

from dataclasses import dataclass

from data import attendance
from data.attendance import Arrival
from data.guests import EventInfo, Product
from data.store.changes import Changes, changes_since
from data.store.event_file import EventFile
from data.store.prints import BadgePrint, waiting_badges
from data.store.products import all_products
from data.store.sessions import Session

LATEST = 12  # acts that the feed shows


@dataclass(frozen=True, slots=True)
class News:
    """What changed, and how all that is small stands now."""

    changes: Changes
    latest: tuple[Arrival, ...]  # newest first
    badges: tuple[BadgePrint, ...]  # those that wait here for a printer
    products: tuple[Product, ...]
    info: EventInfo


def news_since(file: EventFile, last_no: int) -> News:
    """Some 2 ms, whatever the number of guests. Raises StoreError."""
    return News(
        changes_since(file, last_no),
        tuple(attendance.latest(file, LATEST)),
        tuple(waiting_badges(file)),
        tuple(all_products(file)),
        file.info,
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """What another process did; ``others`` are those that have the file open now."""

    news: News
    data_version: int
    others: tuple[Session, ...]


def heard_since(file: EventFile, last_no: int, data_version: int) -> Heard | None:
    """None where nobody else has written. Folds a little of a list that is taking effect."""
    folded = file.settle_slice()
    version = file.data_version()
    if version == data_version and not folded:
        return None
    return Heard(news_since(file, last_no), version, tuple(file.others()))
