"""A double in words, of a guest, of money or of a badge: what the door's widgets show of it."""

from dataclasses import dataclass

from data.badge_doubles import BadgeDouble
from data.doubles import Double
from data.given_back import GivenBackTwice
from data.guests import EventInfo
from kiosk.merge_words import entry_words, made_words
from kiosk.tally import Unsettled
from kiosk.words import Words, money_words, time_words

MOST = 4  # check-ins of one double that are shown; the rest come when these are done with


@dataclass(frozen=True, slots=True)
class DoubleEntryView:
    """One of the check-ins: "20:14 · Desk 1 · €10"."""

    entry_id: str
    words: str


@dataclass(frozen=True, slots=True)
class DoubleView:
    """Who came in twice, and where and when."""

    key: str
    name: str
    short: str  # "20:14 Desk 1, 20:16 Desk 2"
    entries: tuple[DoubleEntryView, ...]
    countries: tuple[str, ...] = ()
    is_companion: bool = False
    given_back: str = ""  # "€10", where it was money that two doors gave back
    badges: int = 0  # how many guests have two, where it is about badges

    @property
    def is_seen_to(self) -> bool:
        """Whether there is nothing to take back: somebody sees to it and says so."""
        return bool(self.given_back) or bool(self.badges)


def view_of(one: Unsettled, event: EventInfo, words: Words) -> DoubleView:
    """Each as the door shows it."""
    match one:
        case Double():
            return double_view(one, event, words)
        case GivenBackTwice():
            return given_back_view(one, event, words)
        case BadgeDouble():
            return badges_view(one, event, words)


def badges_view(double: BadgeDouble, event: EventInfo, words: Words) -> DoubleView:
    """Two badges of one guest, or two piles of them in boxes."""
    number = 1 + len(double.pile)
    shown = double.badges[:MOST]
    name = double.guest.shown_name
    if number > 1:
        name = words.ngettext("{number} badge", "{number} badges", number).format(number=number)
    return DoubleView(
        key=double.key,
        name=name,
        short=", ".join(
            f"{time_words(one.at, event.timezone, words.language)} {one.device_name}"
            for one in shown
        ),
        entries=tuple(
            DoubleEntryView(one.id, made_words(one, event, words, with_box=number == 1))
            for one in shown
        ),
        countries=double.guest.countries if number == 1 else (),
        badges=number,
    )


def given_back_view(one: GivenBackTwice, event: EventInfo, words: Words) -> DoubleView:
    """Money given back twice: each time in words, and nothing to take back."""
    shown = one.times[:MOST]
    amount = money_words(one.amount_minor, event.currency, words.language)
    times = [time_words(time.at, event.timezone, words.language) for time in shown]
    doors = [time.device_name for time in shown]
    return DoubleView(
        key=one.key,
        name=one.guest.shown_name,
        short=", ".join(f"{at} {door}" for at, door in zip(times, doors, strict=True)),
        entries=tuple(
            DoubleEntryView(time.nonce, " · ".join(part for part in (at, door, amount) if part))
            for time, at, door in zip(shown, times, doors, strict=True)
        ),
        countries=one.guest.countries,
        given_back=amount,
    )


def double_view(double: Double, event: EventInfo, words: Words) -> DoubleView:
    """The double as the door shows it."""
    shown = double.entries[:MOST]
    name = double.guest.shown_name
    short = ", ".join(
        f"{time_words(one.entry.at, event.timezone, words.language)} {one.entry.device_name}"
        for one in shown
    )
    return DoubleView(
        key=double.key,
        name=f"{name} +1" if double.host is not None else name,
        short=short,
        entries=tuple(
            DoubleEntryView(one.entry.id, entry_words(one, event, words)) for one in shown
        ),
        countries=double.guest.countries,
        is_companion=double.host is not None,
    )
