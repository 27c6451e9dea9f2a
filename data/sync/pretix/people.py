"""An order of pretix as guests of ours: pure, nothing is asked or written here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from data.countries import find_countries, is_code
from data.errors import SyncPermanent
from data.guestlist.clean import clean
from data.guestlist.content import EMAIL
from data.guestlist.limits import MAX_CODE, MAX_NAME, MAX_TEXT
from data.guestlist.listing import ListedGuest
from data.guests import TicketStatus

_NO_COUNTRY = frozenset({"XX", "ZZ"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an event is wanted, and how to read it.

    ``products`` names each (item, variation); ``on_list`` are the items that the check-in list
    admits, None: all. ``question`` identifies the one that asks for the nationality.
    """

    list_id: int
    currency: str
    products: Mapping[tuple[int, int | None], str]
    on_list: frozenset[int] | None = None
    subevent: int | None = None  # the date of a series for which the list is; None: all
    addon_match: bool = False
    question: str = ""
    testmode: bool = False
    blocked_secrets: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class FarMove:
    """An entry or exit that pretix knows of."""

    at: datetime
    direction: str  # entry, exit
    device: str


@dataclass(frozen=True, slots=True)
class FarPosition:
    """One ticket of an order, with the guest that it stands for."""

    key: str  # pretix's id of the position
    order: str
    own_secret: str  # what redeeming it takes
    guest: ListedGuest
    moves: tuple[FarMove, ...]


def names_of(position: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Name, first name, last name and calling name, in whichever of pretix's schemes.

    Source: https://docs.pretix.eu/dev/api/fundamentals.html#names (``attendee_name_parts``).
    """
    raw = position.get("attendee_name_parts")
    parts = raw if isinstance(raw, dict) else {}

    def part(*keys: str) -> str:
        found = (clean(str(parts.get(key) or ""))[:MAX_NAME] for key in keys)
        return " ".join(text for text in found if text)

    whole = clean(str(position.get("attendee_name") or ""))[:MAX_NAME]
    first, last = part("given_name"), part("family_name")
    if parts.get("_scheme") == "family_comma_given" and first and last:
        whole = f"{first} {last}"
    whole = whole or part("full_name") or part("_legacy")
    whole = whole or part("title", "given_name", "middle_name", "family_name")
    return whole, first, last, part("calling_name")


def read_order(
    order: Mapping[str, Any], wanted: Wanted, *, host: str
) -> tuple[str, list[FarPosition]]:
    """An order's code and its tickets. Raises SyncPermanent where no pretix would say such a thing.

    The cause is left away: it names the guest.
    """
    try:
        return str(order["code"]), positions_of(order, wanted)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise SyncPermanent("strange_answer", host=host, status=200) from None


def positions_of(order: Mapping[str, Any], wanted: Wanted) -> list[FarPosition]:
    """The tickets of an order that the check-in list knows; cancelled positions are left out."""
    live = [p for p in order.get("positions") or () if not p.get("canceled")]
    by_id = {p["id"]: p for p in live}
    invoice = order.get("invoice_address") or {}
    fallback = clean(str(invoice.get("name") or ""))[:MAX_NAME]
    due = _due(order, live, wanted.currency)
    found = []
    for position in live:
        parent = by_id.get(position.get("addon_to"))
        if not _is_on_list(position, wanted):
            continue
        if parent is not None and _is_on_list(parent, wanted):
            continue  # belongs to the main ticket, whose note names it
        addons = [product_of(p, wanted) for p in live if p.get("addon_to") == position["id"]]
        found.append(_position(order, position, parent, addons, fallback, due, wanted))
    return found


def _is_on_list(position: Mapping[str, Any], wanted: Wanted) -> bool:
    if wanted.subevent is not None and position.get("subevent") != wanted.subevent:
        return False
    return wanted.on_list is None or position.get("item") in wanted.on_list


def product_of(position: Mapping[str, Any], wanted: Wanted) -> str:
    """What the product of a ticket is called; nothing where nobody knows."""
    item, variation = position.get("item"), position.get("variation")
    if not isinstance(item, int):
        return ""
    return wanted.products.get((item, variation)) or wanted.products.get((item, None), "")


def _position(
    order: Mapping[str, Any],
    position: Mapping[str, Any],
    parent: Mapping[str, Any] | None,
    addons: list[str],
    fallback: str,
    due: Mapping[int, int],
    wanted: Wanted,
) -> FarPosition:
    name, first, last, calling = names_of(position)
    if not name and parent is not None:
        name, first, last, calling = names_of(parent)
    name = name or fallback
    own_secret = str(position.get("secret") or "")
    shown = parent if parent is not None and wanted.addon_match else position
    secret = str(shown.get("secret") or "")
    product = product_of(position, wanted)
    values: dict[str, Any] = {
        "first_name": first,
        "last_name": last,
        "badge_name": calling,
        "company": clean(str(position.get("company") or ""))[:MAX_NAME],
        "email": _email(position.get("attendee_email") or order.get("email")),
        "product": product,
        "secret": secret if len(secret) <= MAX_CODE else "",
        "external_id": f"{order['code']}-{position.get('positionid') or position['id']}",
        "status": _status(order, position, own_secret, wanted),
        "paid": _paid(order),
        "due_minor": due.get(position["id"]),
        "language": str(order.get("locale") or ""),
        "note": _note(order, position, addons),
        "valid_from": _moment(position.get("valid_from")),
        "valid_until": _moment(position.get("valid_until")),
    }
    given = set(values)
    if wanted.question:
        answer = _answer(position, wanted.question)
        codes, guessed = nationality(answer)
        values |= {"countries": codes, "countries_guessed": guessed}
        given |= {"countries", "countries_guessed"}
    if name:
        given.add("name")
    else:
        given -= {"first_name", "last_name"}
        name = f"{product or 'Ticket'} …{secret[-4:]}"
    guest = ListedGuest(row=0, name=name, given=frozenset(given), **values)
    moves = tuple(
        FarMove(moment, str(one.get("type") or "entry"), str(one.get("device_id") or ""))
        for one in position.get("checkins") or ()
        if one.get("list") == wanted.list_id and (moment := _moment(one.get("datetime")))
    )
    return FarPosition(str(int(position["id"])), str(order["code"]), own_secret, guest, moves)


def _status(
    order: Mapping[str, Any], position: Mapping[str, Any], secret: str, wanted: Wanted
) -> TicketStatus:
    if order.get("testmode") and not wanted.testmode:
        return TicketStatus.CANCELED
    if order.get("status") in ("c", "e"):
        return TicketStatus.CANCELED
    if position.get("blocked") or secret in wanted.blocked_secrets:
        return TicketStatus.BLOCKED
    if order.get("status") == "n" and order.get("require_approval"):
        return TicketStatus.PENDING
    return TicketStatus.VALID


def _paid(order: Mapping[str, Any]) -> bool | None:
    if order.get("status") == "n":
        return bool(order.get("valid_if_pending"))
    return True if order.get("status") == "p" else None


def _due(order: Mapping[str, Any], live: list[Any], currency: str) -> dict[int, int]:
    """What each position of an unpaid order still owes, part payments taken off in their order."""
    if order.get("status") != "n" or order.get("valid_if_pending"):
        return {position["id"]: 0 for position in live}
    confirmed = [p for p in order.get("payments") or () if p.get("state") == "confirmed"]
    paid = sum(minor(payment.get("amount"), currency) for payment in confirmed)
    due = {}
    for position in live:
        price = minor(position.get("price"), currency)
        taken = min(paid, price)
        paid -= taken
        due[position["id"]] = price - taken
    return due


def made_secret(guest_id: str) -> str:
    """The ticket secret of a guest born at the door: 32 characters, the same on every laptop."""
    return uuid.uuid5(uuid.UUID(guest_id), "pretix").hex


def minor(amount: object, currency: str) -> int:
    """pretix's "25.00" in minor units; 0 where it is no amount."""
    try:
        return int(Decimal(str(amount)).scaleb(get_currency_precision(currency)))
    except (ArithmeticError, ValueError):  # no number, none that ends, none that fits
        return 0


def nationality(answer: str) -> tuple[tuple[str, ...], bool]:
    """Countries of an answer and whether they are a guess; an API stores any text as an answer."""
    code = answer.strip().upper()
    if not code or code in _NO_COUNTRY:
        return (), False
    if is_code(code):
        return (code,), False
    guess = find_countries(answer)
    return tuple(guess.codes), bool(guess.codes) and not guess.certain


def _answer(position: Mapping[str, Any], question: str) -> str:
    for one in position.get("answers") or ():
        if one.get("question_identifier") == question:
            return clean(str(one.get("answer") or ""))
    return ""


def _email(text: object) -> str:
    email = clean(str(text or ""))
    return email if EMAIL.fullmatch(email) else ""


def _note(order: Mapping[str, Any], position: Mapping[str, Any], addons: list[str]) -> str:
    texts = [str(order.get("checkin_text") or ""), *sorted(filter(None, addons))]
    return clean(" · ".join(text for text in texts if text))[:MAX_TEXT]


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # "for ever" is in UTC after the last day that there is
        return None
