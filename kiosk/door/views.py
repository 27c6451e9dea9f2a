"""What the door's widgets show: finished words and plain values, made by whoever knows the guests.

Every text is in the reader's language already. Countries are ISO 3166-1 alpha-2 codes plus XK,
EU, UN, GB-ENG, GB-SCT and GB-WLS. Ids are opaque: widgets only hand them back. No e-mail address
comes here in full.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.door.actions import DoorAction
from kiosk.look.icons import Icon
from kiosk.look.palette import Tone


class Standing(StrEnum):
    """How a match is drawn."""

    EXPECTED = "expected"
    INSIDE = "inside"  # dimmed
    CANCELED = "canceled"  # struck through
    LOOK = "look"  # on hold, awaiting approval: amber status


@dataclass(frozen=True, slots=True)
class MatchView:
    """One guest found. ``matched`` are [start, end) ranges of ``name``, in characters.

    ``doubtful``: what was typed is only like it, so Enter waits for a deliberate choice.
    """

    guest_id: str
    name: str
    matched: tuple[tuple[int, int], ...] = ()
    countries: tuple[str, ...] = ()
    detail: str = ""  # what tells namesakes apart: company, product, masked e-mail
    status: str = ""  # "expected", "in 20:14", "10 € to pay"
    standing: Standing = Standing.EXPECTED
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class VerdictView:
    """One answer, filling the panel. Nothing here times out."""

    tone: Tone
    headline: str  # "Welcome", "Already in", "Not on the list"
    first_name: str = ""
    last_name: str = ""
    countries: tuple[str, ...] = ()
    country: str = ""  # "Russia", "Germany · Russia"
    party: str = ""  # "+2"
    reason: str = ""  # "Already in since 20:14, Desk 2."
    next_step: str = ""
    product: str = ""  # "Albatross · free entry"
    alert: str = ""  # "Fetch an ambassador"
    collect: tuple[str, ...] = ()  # "Drink voucher"
    badge: str = ""  # "Badge sent to Desk printer"
    badge_lies: bool = False  # and waits in a box, where staff have to fetch it
    note: str = ""  # for staff: small enough not to be read across the desk
    actions: tuple[DoorAction, ...] = ()
    icon: Icon | None = None  # where the tone's own icon would mislead
    subject: str = ""  # nonce or guest id that the actions are about


@dataclass(frozen=True, slots=True)
class PaymentView:
    """What everybody entering now has to pay; minor units of ``currency`` (ISO 4217)."""

    nonce: str  # of the refused scan that the payment answers
    first_name: str
    due_minor: int
    currency: str
    last_name: str = ""
    countries: tuple[str, ...] = ()
    country: str = ""
    detail: str = ""  # "Basic, €10 each"
    entering: int = 1
    most: int = 1  # how many may enter: the guest and all companions still missing
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedView:
    """One of the latest arrivals."""

    nonce: str
    time: str
    name: str
    countries: tuple[str, ...] = ()
    party: str = ""
    undone: bool = False
    leaving: bool = False
    printable: bool = True


class Light(StrEnum):
    """How loudly something in the status line speaks."""

    FINE = "fine"
    LOOK = "look"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class LightView:
    """One thing that works or does not. ``tip`` is the whole sentence, what to do included."""

    icon: Icon
    words: str
    light: Light = Light.FINE
    tip: str = ""
    action: DoorAction | None = None  # what a click on it opens


@dataclass(frozen=True, slots=True)
class StatusView:
    """The line at the top."""

    event: str
    device: str = ""
    arrived: int = 0
    expected: int = 0
    capacity: int | None = None
    inside: int | None = None  # only where exits are in use
    rehearsal: bool = False
    leaving: bool = False  # the door counts exits now
    lights: tuple[LightView, ...] = ()


@dataclass(frozen=True, slots=True)
class EveningView:
    """The count while nothing else is shown."""

    arrived: int = 0
    expected: int = 0
    lines: tuple[str, ...] = ()  # "12 walk-ins", "Last: 20:16"
    countries: tuple[str, ...] = ()  # of the latest arrivals, newest first


@dataclass(frozen=True, slots=True)
class ParkedView:
    """A guest who waits to pay while others are let in."""

    nonce: str
    name: str
    amount: str
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country that can be picked, in the reader's language."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProductChoice:
    """A product that can be picked; ``words`` adds what it means at the door."""

    name: str
    words: str = ""  # "Basic · €10"


@dataclass(frozen=True, slots=True)
class WalkInForm:
    """What was entered for a guest who is not on the list."""

    name: str
    countries: tuple[str, ...] = ()
    product: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EditForm:
    """What can be changed about a guest at the door."""

    guest_id: str
    name: str  # as listed; shown, not changed
    badge_name: str = ""
    countries: tuple[str, ...] = ()
    product: str = ""
    note: str = ""
    guessed: bool = False  # the flag was read from the list by likeness, nobody confirmed it
    speaks: str = ""  # codes or names of languages, as they are written
    ask_about: str = ""


@dataclass(frozen=True, slots=True)
class ForceView:
    """Who would be let in although refused, and why not."""

    nonce: str  # of the refused scan
    name: str
    headline: str  # "Signed off"
    reason: str
    countries: tuple[str, ...] = ()
