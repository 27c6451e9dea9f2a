"""The nouns of an evening: who is expected, what is shown at the door, and what the door answers.

Everything here is a frozen value. Times are aware UTC datetimes, money is an integer of the
currency's minor unit (cents), countries are ISO 3166-1 alpha-2 codes plus XK, EU, UN, GB-ENG,
GB-SCT and GB-WLS.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import assert_never


class TicketStatus(StrEnum):
    """What the guest list says about a guest's registration."""

    VALID = "valid"
    PENDING = "pending"  # invited, on the waiting list, awaiting approval
    CANCELED = "canceled"  # signed off, declined, refunded
    BLOCKED = "blocked"


class Origin(StrEnum):
    """How a guest came to be on the list."""

    LIST = "list"
    WALK_IN = "walk_in"
    COMPANION = "companion"


class Direction(StrEnum):
    """Which way somebody goes through the door."""

    ENTRY = "entry"
    EXIT = "exit"


class PaymentMethod(StrEnum):
    """How an amount was settled. ``FREE`` waives it and wants a reason."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    FREE = "free"


class ForceReason(StrEnum):
    """The preset reasons for letting somebody in although refused; free text goes beside them."""

    KNOWN = "known"  # staff know the guest
    CONFIRMATION_SHOWN = "confirmation_shown"  # a mail or a receipt was shown
    LIST_WRONG = "list_wrong"  # the list is out of date
    HOST_DECIDED = "host_decided"  # an organiser said so
    OTHER = "other"


class Reason(StrEnum):
    """The one word why somebody is not let in; pretix's own words where it has one."""

    INVALID = "invalid"
    REVOKED = "revoked"
    AMBIGUOUS = "ambiguous"
    CANCELED = "canceled"
    BLOCKED = "blocked"
    UNAPPROVED = "unapproved"
    INVALID_TIME = "invalid_time"
    PRODUCT = "product"
    UNPAID = "unpaid"
    ALREADY_REDEEMED = "already_redeemed"
    NOT_INSIDE = "not_inside"


@dataclass(frozen=True, slots=True)
class Product:
    """The kind of ticket, with what it means at the door. Its name is its key, in any case."""

    name: str
    price_minor: int = 0  # what entering costs whoever has not paid
    complimentary: bool = False  # press, DJ, volunteers: never pays
    hand_out: str = ""  # "drink voucher", "wristband"
    alert: str = ""  # "fetch an ambassador"
    admits: bool = True  # False: a ticket for something else


def product_key(name: str) -> str:
    """What makes two product names the same: neither case nor spaces matter."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Guest:
    """A person on the list, added at the door, or brought along by one who is."""

    id: str
    name: str
    first_name: str = ""
    last_name: str = ""
    badge_name: str = ""  # what the badge says, where it differs from the name
    countries: tuple[str, ...] = ()  # the guest's own choice; may be empty
    countries_guessed: bool = False  # read from the list by likeness, nobody has confirmed it
    email: str = ""
    company: str = ""
    product: str = ""
    secret: str = ""
    external_id: str = ""
    status: TicketStatus = TicketStatus.VALID
    paid: bool | None = None  # what the list says; None: nothing
    due_minor: int | None = None  # what this guest owes; None: the product's price
    companions_allowed: int = 0  # how many the guest may bring
    host_id: str | None = None  # who brings this companion
    origin: Origin = Origin.LIST
    language: str = ""  # BCP 47
    note: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    speaks: tuple[str, ...] = ()  # ISO 639-1 codes, 639-3 where there is none
    ask_about: str = ""  # "ask me about …" on the badge, one line

    @property
    def shown_name(self) -> str:
        """The name as the badge and the verdict say it."""
        return self.badge_name or self.name

    def owes_minor(self, product: Product | None) -> int:
        """What this guest has to pay at the door, in minor units, before any payment there."""
        if self.paid or (product is not None and product.complimentary):
            return 0
        if self.due_minor is not None:
            return self.due_minor
        return product.price_minor if product is not None else 0


@dataclass(frozen=True, slots=True)
class EventInfo:
    """What is fixed for one evening."""

    event_id: str
    name: str
    date: str = ""  # ISO 8601 calendar date in the event's time zone
    timezone: str = "UTC"  # IANA name
    currency: str = "EUR"  # ISO 4217
    capacity: int | None = None  # a warning, never a wall
    walk_in_product: str = ""  # what a walk-in has unless said otherwise
    companion_product: str = ""  # what a companion has; empty: the host's own
    rehearsal: bool = False
    ticket_keys: tuple[str, ...] = ()  # public keys that sign its tickets, as pretix says them


@dataclass(frozen=True, slots=True)
class Device:
    """This laptop, with a name of its own, at one gate."""

    id: str
    name: str
    gate: str = ""


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """One method's share of what is due. ``amount_minor`` None: all that the others leave."""

    method: PaymentMethod
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """How everybody entering now is paid for."""

    parts: tuple[PaymentPart, ...]
    free_reason: str = ""

    @classmethod
    def whole(cls, method: PaymentMethod, free_reason: str = "") -> "Payment":
        """Everything that is due, by one method."""
        return cls((PaymentPart(method),), free_reason)

    def split(self, due_minor: int) -> tuple[PaymentPart, ...] | None:
        """The parts with every amount known, or None where they do not add up to ``due_minor``."""
        fixed = sum(p.amount_minor for p in self.parts if p.amount_minor is not None)
        open_parts = [p for p in self.parts if p.amount_minor is None]
        rest = due_minor - fixed
        if any(p.amount_minor is not None and p.amount_minor < 0 for p in self.parts):
            return None
        if rest < 0 or len(open_parts) > 1 or (rest and not open_parts):
            return None
        return tuple(
            PaymentPart(p.method, rest if p.amount_minor is None else p.amount_minor)
            for p in self.parts
        )


@dataclass(frozen=True, slots=True)
class Force:
    """Why staff let somebody in although refused."""

    reason: ForceReason
    text: str = ""  # free text; personal, kept apart from the journal row


@dataclass(frozen=True, slots=True)
class Scan:
    """One code shown, or one guest chosen by name, at one moment.

    Exactly one of ``secret`` and ``guest_id`` is given. ``follows_nonce`` names the refused scan
    that this one answers with a payment, a force or a party. ``party`` counts everybody who
    enters now, the guest included; None: the guest alone or, where the guest is in already, all
    companions still missing. ``late``: entered afterwards, ``at`` is when it happened.
    """

    nonce: str
    at: datetime
    secret: str | None = None
    guest_id: str | None = None
    direction: Direction = Direction.ENTRY
    follows_nonce: str | None = None
    payment: Payment | None = None
    force: Force | None = None
    party: int | None = None
    companion_names: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One admitted check-in, and what became of it."""

    id: str
    guest_id: str
    nonce: str
    at: datetime
    device_id: str
    device_name: str
    gate: str = ""
    slot: str | None = None  # the exit that this re-entry follows
    forced: str = ""  # the reasons lifted, comma separated
    late: bool = False
    exit_id: str | None = None
    exit_at: datetime | None = None
    annulled_by: str | None = None
    annulled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the guest is inside by this entry."""
        return self.annulled_by is None and self.exit_id is None


@dataclass(frozen=True, slots=True)
class Admitted:
    """Come in (or, for an exit, goodbye)."""

    nonce: str
    guest: Guest
    at: datetime
    direction: Direction = Direction.ENTRY
    entered: tuple[Guest, ...] = ()  # everybody let in by this act, the guest first if among them
    entry_ids: tuple[str, ...] = ()  # their check-ins, in the same order
    companions_missing: int = 0  # who may still come with this guest
    paid_minor: int = 0
    forced: tuple[Reason, ...] = ()
    hand_out: tuple[str, ...] = ()
    alert: str = ""
    over_capacity: bool = False
    re_entry: bool = False
    repeated: bool = False  # the same nonce was answered before; nothing was written


@dataclass(frozen=True, slots=True)
class Refused:
    """Not now, and the one word why."""

    nonce: str
    reason: Reason
    at: datetime
    guest: Guest | None = None
    direction: Direction = Direction.ENTRY
    due_minor: int = 0  # with ``unpaid``: for everybody entering now
    entering: int = 1  # with ``unpaid``: for how many
    guest_enters: bool = False  # with ``unpaid``: whether the guest is one of them
    companions_missing: int = 0
    candidates: tuple[Guest, ...] = ()  # with ``ambiguous``
    earlier: Entry | None = None  # with ``already_redeemed``
    lifted: tuple[Reason, ...] = ()  # refusals that staff let pass before this one
    alert: str = ""
    repeated: bool = False


CheckInResult = Admitted | Refused


class Presence(StrEnum):
    """Where a guest stands this evening, as lists and screens say it in one word."""

    EXPECTED = "expected"
    INSIDE = "inside"
    LEFT = "left"
    CANCELED = "canceled"
    BLOCKED = "blocked"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class GuestState:
    """A guest with all that the door knows: what a list row, a match or an export line shows."""

    guest: Guest
    product: Product | None = None
    entries: tuple[Entry, ...] = ()  # oldest first, annulled ones included
    paid_minor: int = 0  # taken or waived at the door, and not given back
    settled: bool = False  # a payment stands, even one over nothing
    companions_in: int = 0

    @property
    def open_entry(self) -> Entry | None:
        """The entry by which the guest is inside, if any."""
        return next((e for e in reversed(self.entries) if e.is_open), None)

    @property
    def arrived(self) -> bool:
        """Whether any entry stands."""
        return any(e.annulled_by is None for e in self.entries)

    @property
    def presence(self) -> Presence:
        """One word for lists and screens; having arrived outweighs what the list says."""
        if self.open_entry is not None:
            return Presence.INSIDE
        if self.arrived:
            return Presence.LEFT
        match self.guest.status:
            case TicketStatus.VALID:
                return Presence.EXPECTED
            case TicketStatus.CANCELED:
                return Presence.CANCELED
            case TicketStatus.BLOCKED:
                return Presence.BLOCKED
            case TicketStatus.PENDING:
                return Presence.PENDING
        assert_never(self.guest.status)

    @property
    def due_minor(self) -> int:
        """What is still to be paid."""
        return max(0, self.guest.owes_minor(self.product) - self.paid_minor)

    @property
    def unpaid(self) -> bool:
        """Whether to ask for money: something is due, or the list says "not paid" and not what."""
        if self.due_minor > 0:
            return True
        free = self.product is not None and self.product.complimentary
        return self.guest.paid is False and not self.settled and not free


@dataclass(frozen=True, slots=True)
class Counts:
    """The evening in numbers. ``inside`` = entries - exits of admitted, not annulled check-ins.

    A guest let in by two doors that did not know of each other counts twice until somebody takes
    one back (``data.doubles``): both people may be inside.
    """

    expected: int = 0  # on the list and not cancelled, with the companions they may bring
    arrived: int = 0  # first entries that stand
    inside: int = 0
    walk_ins: int = 0  # of those arrived
    companions: int = 0  # of those arrived
    canceled: int = 0
    refused: int = 0
    takings_minor: dict[PaymentMethod, int] = field(default_factory=dict)
