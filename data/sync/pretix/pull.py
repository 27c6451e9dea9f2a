"""Fetching guests from pretix: all of them once, in the order of creation, then what changed.

Follows the algorithm of pretix's own app: afterwards every order modified since the first page
of the last run was made. Two minutes are taken off, for an order's ``last_modified`` is set
before its transaction is committed, and what is fetched twice changes nothing.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from data.guestlist.listing import ListedGuest
from data.guests import Product, TicketStatus, product_key
from data.matching import plan_load
from data.store.comparing import known_in
from data.store.event_file import EventFile
from data.store.far_ends import far_end, keep_cursor
from data.store.far_guests import (
    FarGuest,
    Movement,
    born_at_the_door,
    far_guests_of,
    guest_of_key,
    keep_far_guests,
    keep_movements,
    keep_secrets,
    secrets_in_state,
)
from data.store.guest_fields import find_guest
from data.store.loads import load, settle_all
from data.store.products import all_products, put_product
from data.store.reading import guests
from data.sync.far_end import Apart
from data.sync.pretix.client import Page, PretixClient
from data.sync.pretix.people import FarPosition, Wanted, made_secret, minor, read_order

OVERLAP = timedelta(minutes=2)
SLICE = 200  # tickets remembered in one transaction
MUCH = 250  # orders: some 0.1 s of computing
_MADE = re.compile("[0-9a-f]{32}")  # a secret as ``made_secret`` makes it
Progress = Callable[[int], None]  # orders fetched so far
Positions = dict[str, list[FarPosition]]  # by the code of their order


@dataclass
class _FirstRun:
    """What a first run has fetched, so that one cut off goes on where it was."""

    positions: Positions = field(default_factory=dict)
    created_since: str = ""
    generated: str = ""


class Pull:
    """Brings pretix's orders into the event file. Raises SyncError and StoreError.

    ``apart`` takes over where more than ``MUCH`` orders are due.
    """

    def __init__(
        self,
        file: EventFile,
        key: str,
        client: PretixClient,
        progress: Progress = lambda orders: None,
        apart: Apart | None = None,
    ) -> None:
        self._file = file
        self._key = key
        self._client = client
        self._host = client.transport.host
        self._progress = progress
        self._apart = apart
        self._first = _FirstRun()

    def orders(self, wanted: Wanted) -> int:
        """Fetch whatever is new; return how many guests are new or changed."""
        cursor = far_end(self._file, self._key).cursor
        asked = {"testmode": wanted.testmode, "list": wanted.list_id, "question": wanted.question}
        # What is asked for otherwise now may stand in orders that have not changed since.
        is_first = not cursor.get("since") or any(cursor.get(k) != v for k, v in asked.items())
        pages = self._pages("" if is_first else str(cursor["since"]))
        page = next(pages)
        if page.total > MUCH and self._apart is not None:
            apart = self._apart()
            if apart is not None:
                return apart
        fetch = self._fetch_all if is_first else self._fetch_changed
        positions, generated = fetch(chain([page], pages), wanted)
        fetched = self.take(positions)
        if is_first:
            self._first = _FirstRun()
        since = str(cursor.get("since") or "")
        if generated:
            since = (datetime.fromisoformat(generated) - OVERLAP).isoformat()
        keep_cursor(
            self._file,
            self._key,
            {"since": since, **asked},
        )
        return fetched

    def secrets(self) -> None:
        """Fetch which codes are revoked or blocked."""
        revoked = [str(one["secret"]) for one in self._client.secrets("revokedsecrets")]
        keep_secrets(self._file, self._key, "revoked", revoked)
        blocked = [
            str(one["secret"])
            for one in self._client.secrets("blockedsecrets")
            if one.get("blocked")
        ]
        keep_secrets(self._file, self._key, "blocked", blocked)

    def blocked_secrets(self) -> frozenset[str]:
        """The codes that pretix blocked, as of the last time."""
        with self._file.reading() as connection:
            return secrets_in_state(connection, self._key, "blocked")

    def _pages(self, since: str) -> Iterator[Page]:
        """The orders changed ``since``; of a first run all, oldest first, from where it was."""
        if since:
            return self._client.orders(ordering="-last_modified", modified_since=since)
        if self._first.created_since:
            created_since = self._first.created_since
            return self._client.orders(ordering="datetime", created_since=created_since)
        return self._client.orders(ordering="datetime")

    def _fetch_all(self, pages: Iterable[Page], wanted: Wanted) -> tuple[Positions, str]:
        """Every order, and when the first page was made."""
        first = self._first
        for page in pages:
            first.generated = first.generated or page.generated
            for order in page.results:
                code, positions = read_order(order, wanted, host=self._host)
                first.positions[code] = positions
                first.created_since = str(order.get("datetime") or first.created_since)
            self._progress(len(first.positions))
        return first.positions, first.generated

    def _fetch_changed(self, pages: Iterable[Page], wanted: Wanted) -> tuple[Positions, str]:
        positions: Positions = {}
        generated = ""
        for page in pages:
            generated = generated or page.generated
            for order in page.results:
                code, found = read_order(order, wanted, host=self._host)
                positions.setdefault(code, found)
        return positions, generated

    def take(self, by_order: Positions) -> int:
        """Let orders take effect: a load as any list is, then what pretix calls whom."""
        if not by_order:
            return 0
        with self._file.reading() as connection:
            known = {one.far_key: one for one in far_guests_of(connection, self._key, by_order)}
        live = {one.key: one for positions in by_order.values() for one in positions}
        changed = [one for one in live.values() if _differs(one, known.get(one.key))]
        gone = [
            one for one in known.values() if one.far_key not in live and not one.facts.get("gone")
        ]
        loaded = self._load(changed, gone, known)
        self._remember(changed, gone, known)
        return loaded

    def _load(
        self, changed: list[FarPosition], gone: list[FarGuest], known: Mapping[str, FarGuest]
    ) -> int:
        listed = [self._named(one, known.get(one.key)) for one in changed]
        listed += [
            ListedGuest(
                row=0,
                name="",
                given=frozenset({"status"}),
                guest_id=guest_id,
                status=TicketStatus.CANCELED,
            )
            for one in gone
            if (guest_id := self._present(one.guest_id))
        ]
        if not listed:
            return 0
        settle_all(self._file)
        ids = [one.guest_id for one in listed]
        with self._file.reading() as connection:
            keys = [product_key(one.name) for one in all_products(self._file)]
            event_guests = known_in(connection, ids if all(ids) else None)
        plan = plan_load(self._file.info.event_id, listed, event_guests, keys)
        load(self._file, plan)
        return len(plan.new) + len(plan.changed)

    def _named(self, position: FarPosition, known: FarGuest | None) -> ListedGuest:
        """The guest as we know them: by pretix's number, else by the code of their ticket."""
        guest_id = known.guest_id if known is not None else self._by_secret(position)
        return replace(position.guest, guest_id=self._present(guest_id) if guest_id else "")

    def _by_secret(self, position: FarPosition) -> str | None:
        """Who has this code, among them those for whom a laptop of ours ordered this ticket."""
        with self._file.reading() as connection:
            found = guest_of_key(connection, "secret", position.own_secret)
            if found is None and _MADE.fullmatch(position.own_secret):
                born = born_at_the_door(connection)
                found = next((one for one in born if made_secret(one) == position.own_secret), None)
            return found

    def _present(self, guest_id: str) -> str:
        """The guest, or whom a walk-in turned out to be; nothing where they left the list."""
        with self._file.reading() as connection:
            guest = find_guest(connection, guest_id)
            return guest.id if guest is not None and any(guests(connection, [guest.id])) else ""

    def _remember(
        self, changed: list[FarPosition], gone: list[FarGuest], known: Mapping[str, FarGuest]
    ) -> None:
        for start in range(0, len(changed), SLICE):
            part = changed[start : start + SLICE]
            found = [self._far_guest(one, known.get(one.key)) for one in part]
            keep_far_guests(self._file, self._key, [one for one in found if one is not None])
            keep_movements(
                self._file,
                self._key,
                [one.key for one in part],
                [Movement(one.key, m.at, m.direction, m.device) for one in part for m in one.moves],
            )
        keep_far_guests(
            self._file, self._key, [replace(one, facts={**one.facts, "gone": 1}) for one in gone]
        )

    def _far_guest(self, position: FarPosition, known: FarGuest | None) -> FarGuest | None:
        guest_id = known.guest_id if known is not None else None
        if guest_id is None:
            with self._file.reading() as connection:
                guest_id = guest_of_key(connection, "external_id", position.guest.external_id)
            guest_id = guest_id or self._by_secret(position)
        if guest_id is None:
            return None
        return FarGuest(position.key, position.order, guest_id, _facts(position))


def _facts(position: FarPosition) -> dict[str, object]:
    return {"secret": position.own_secret, "seen": _digest(position)}


def _differs(position: FarPosition, known: FarGuest | None) -> bool:
    if known is None or known.facts.get("gone"):
        return True
    return known.facts.get("seen") != _digest(position)


def _digest(position: FarPosition) -> int:
    """The same for a ticket of which nothing has changed, in every process."""
    guest = replace(position.guest, given=frozenset())
    said = (position.own_secret, guest, sorted(position.guest.given), position.moves)
    return zlib.crc32(repr(said).encode("utf-8", "replace"))


def make_products(file: EventFile, items: Iterable[Mapping[str, Any]], wanted: Wanted) -> None:
    """Let the event know pretix's products with their prices; those it knows stay as they are."""
    known = {product_key(one.name) for one in all_products(file)}
    for (item, variation), price in prices(items).items():
        name = wanted.products.get((item, variation), "")
        on_list = wanted.on_list is None or item in wanted.on_list
        if name and on_list and product_key(name) not in known:
            known.add(product_key(name))
            product = Product(name, price_minor=minor(price, wanted.currency))
            with file.transaction() as act:
                put_product(act, product, act.now)


def prices(items: Iterable[Mapping[str, Any]]) -> dict[tuple[int, int | None], object]:
    """What can be sold, with its price: products, or their variations where they have some."""
    found: dict[tuple[int, int | None], object] = {}
    for item in items:
        variations = item.get("variations") or ()
        if not variations:
            found[item["id"], None] = item.get("default_price")
        for one in variations:
            found[item["id"], one["id"]] = one.get("price") or item.get("default_price")
    return found
