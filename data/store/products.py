"""The kinds of ticket, written down."""

from dataclasses import asdict
from datetime import datetime

from data.guests import Product
from data.store import reading
from data.store.event_file import EventFile, Transaction
from data.store.journal import Kind, Row


def put_product(act: Transaction, product: Product, at: datetime) -> None:
    """Write a product down within a transaction; one of the same name is changed."""
    act.append(Row(Kind.PRODUCT_PUT, at, body=asdict(product)))


def save_product(file: EventFile, product: Product, at: datetime) -> None:
    """Add a product, or change the one of that name."""
    with file.transaction() as act:
        put_product(act, product, at)


def all_products(file: EventFile) -> list[Product]:
    """The products of the event, by name."""
    return list(reading.products(file.connection).values())
