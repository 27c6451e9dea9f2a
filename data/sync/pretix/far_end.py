"""pretix as a far end, put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from data.errors import SyncPermanent
from data.guests import product_key
from data.store.event_file import EventFile
from data.store.far_ends import far_end, put_far_end
from data.store.far_guests import Movement, often_moved
from data.store.guest_fields import find_guest
from data.sync.far_end import Apart, Double, Note, Outcome, Outgoing, Status
from data.sync.pretix.answers import as_pretix_says
from data.sync.pretix.client import PretixClient
from data.sync.pretix.desk import Desk
from data.sync.pretix.people import Wanted
from data.sync.pretix.pull import Progress, Pull, make_products, prices
from data.sync.pretix.push import KINDS, Push
from data.sync.pretix.settings import KIND, PretixSettings
from data.sync.pretix.transport import Transport

TRIED_WITH = "2026.8"
ORDERS_EVERY = timedelta(seconds=15)
SECRETS_EVERY = timedelta(minutes=1)
DETAILS_EVERY = timedelta(minutes=5)
_LONG_AGO = timedelta(days=10_000)


class PretixFarEnd:
    """One event of one pretix; see ``data.sync.far_end.FarEnd``. Used by one thread."""

    kinds: frozenset[str] | None = KINDS
    own_rows_only = False
    batch = 50

    def __init__(
        self,
        file: EventFile,
        key: str,
        transport: Transport,
        clock: Callable[[], datetime],
        progress: Progress = lambda orders: None,
        apart: Apart | None = None,
    ) -> None:
        self._file = file
        self._key = key
        self._clock = clock
        self._settings = PretixSettings.from_json(far_end(file, key).settings)
        client = PretixClient(transport, self._settings.organizer, self._settings.event)
        self._client = client
        self._desk = Desk(file, key, client, self._settings, clock)
        self._push = Push(self._desk)
        self._pull = Pull(file, key, client, progress, apart)
        self._wanted: Wanted | None = None
        self._event_name = ""
        self._version = ""
        self._renamed_from = ""
        self._details_at = self._secrets_at = self._orders_at = clock() - _LONG_AGO

    def push(self, rows: Sequence[Outgoing]) -> Iterator[Sequence[Outcome]]:
        """See ``FarEnd.push``."""
        if self._wanted is None:
            self._learn_details()
        if "list" not in far_end(self._file, self._key).cursor:
            return  # nobody's ticket is known before the first pull; whoever came in waits for it
        yield from self._push.push(rows)

    def pull(self) -> int:
        """See ``FarEnd.pull``; asks pretix every few seconds only, however often it is called."""
        now = self._clock()
        if now - self._details_at >= DETAILS_EVERY:
            self._learn_details()
        if now - self._secrets_at >= SECRETS_EVERY:
            self._pull.secrets()
            self._secrets_at = now
            self._wanted = replace(self._known, blocked_secrets=self._pull.blocked_secrets())
        if now - self._orders_at < ORDERS_EVERY and not self._push.wants_pull:
            return 0
        fetched = self._pull.orders(self._known)
        self._orders_at = now
        self._push.pulled()
        return fetched

    def hurry(self) -> None:
        """Let the next pull ask, however lately the last one did."""
        self._orders_at = self._clock() - _LONG_AGO

    @property
    def wanted(self) -> Wanted | None:
        """What of the event is wanted; None until pretix was reached. Any thread may ask."""
        return self._wanted

    def stop(self) -> None:
        """From any thread: end what is asked at once and do nothing more; see ``Stopped``."""
        self._client.transport.stop()

    def status(self) -> Status:
        """See ``FarEnd.status``."""
        notes: list[Note] = []
        if self._renamed_from:
            values = {"before": self._renamed_from, "now": self._settings.list_name}
            notes.append(Note("list_renamed", values))
        if self._version and not self._version.startswith(TRIED_WITH):
            notes.append(Note("other_version", {"version": self._version, "tried": TRIED_WITH}))
        ahead = self._desk.clock_ahead
        if ahead:
            notes.append(Note("clock_wrong", {"minutes": round(ahead / timedelta(minutes=1))}))
        title = " · ".join(filter(None, ("pretix", self._event_name, self._settings.list_name)))
        return Status(title, tuple(notes), self._doubles())

    def close(self) -> None:
        """See ``FarEnd.close``."""
        self._client.transport.close()

    @property
    def _known(self) -> Wanted:
        assert self._wanted is not None, "details are learnt before anything is fetched"
        return self._wanted

    def _learn_details(self) -> None:
        with as_pretix_says(self._client.transport.host):
            self._ask_details()
        self._details_at = self._clock()

    def _ask_details(self) -> None:
        """What the event, its list and its products are called and how they are set now."""
        event = self._client.event_details()
        self._version = self._version or self._client.version()
        check_in_list = self._own_list()
        items = self._client.items()
        locale = str(self._client.settings().get("locale") or "")
        self._event_name = localised(event.get("name"), locale)
        self._wanted = Wanted(
            list_id=self._settings.list_id,
            currency=str(event.get("currency") or self._file.info.currency),
            products=product_names(items, locale),
            on_list=None
            if check_in_list.get("all_products", True)
            else frozenset(check_in_list.get("limit_products") or ()),
            subevent=check_in_list.get("subevent"),
            addon_match=bool(check_in_list.get("addon_match")),
            question=self._settings.question,
            testmode=bool(event.get("testmode")),
            blocked_secrets=self._pull.blocked_secrets(),
        )
        self._desk.items = {product_key(self._known.products[sold]): sold for sold in prices(items)}
        self._desk.subevent = self._known.subevent
        make_products(self._file, items, self._known)
        self._know_keys(event)

    def _know_keys(self, event: dict[str, Any]) -> None:
        """Who signs this event's tickets, so that a genuine one is known without the list."""
        keys = tuple((event.get("valid_keys") or {}).get("pretix_sig1") or ())
        info = self._file.info
        if keys != info.ticket_keys:
            self._file.change_info(replace(info, ticket_keys=keys))

    def _own_list(self) -> dict[str, Any]:
        for one in self._client.lists():
            if one["id"] == self._settings.list_id:
                self._note_name(str(one.get("name") or ""))
                return one
        raise SyncPermanent(
            "no_list", list=self._settings.list_name, host=self._client.transport.host
        )

    def _note_name(self, name: str) -> None:
        if name != self._settings.list_name:
            self._renamed_from = self._settings.list_name
            self._settings = replace(self._settings, list_name=name)
            put_far_end(self._file, self._key, KIND, self._settings.as_json())

    def _doubles(self) -> tuple[Double, ...]:
        """Guests who entered at two devices without going out between."""
        found = []
        with self._file.reading() as connection:
            for guest_id, moves in often_moved(connection, self._key):
                entries: list[Movement] = []
                for move in moves:
                    if move.direction == "exit":
                        entries = []
                        continue
                    entries.append(move)
                    if len({one.device for one in entries}) > 1:
                        guest = find_guest(connection, guest_id)
                        found.append(
                            Double(
                                guest.id if guest is not None else guest_id,
                                tuple(one.at for one in entries),
                                tuple(one.device for one in entries),
                            )
                        )
                        break
        return tuple(found)


def localised(name: object, locale: str) -> str:
    """A text that pretix has in several languages, in one: the event's own where it is there."""
    if not isinstance(name, dict):
        return str(name or "")
    texts = {str(key): str(value) for key, value in name.items() if value}
    for wanted in (locale, locale.split("-")[0], "en", *sorted(texts)):
        if wanted in texts:
            return texts[wanted]
    return ""


def product_names(items: Sequence[Any], locale: str) -> dict[tuple[int, int | None], str]:
    """What each product and each of its variations is called."""
    names: dict[tuple[int, int | None], str] = {}
    for item in items:
        name = localised(item.get("name"), locale)
        names[item["id"], None] = name
        for variation in item.get("variations") or ():
            value = localised(variation.get("value"), locale)
            names[item["id"], variation["id"]] = f"{name} – {value}" if value else name
    return names
