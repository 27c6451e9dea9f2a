"""A double in words: what the door's widgets show of it."""

from dataclasses import dataclass

from data.doubles import Double
from data.guests import EventInfo
from kiosk.merge_words import entry_words
from kiosk.words import Words, time_words

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
