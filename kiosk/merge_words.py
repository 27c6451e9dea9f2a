"""What a merge brings and which doubles it finds, in words, for window and command line alike."""

from collections.abc import Sequence

from data.badge_doubles import BadgeDouble, MadeBadge
from data.doubles import Double, DoubleEntry
from data.given_back import GivenBackTwice
from data.guests import EventInfo
from data.store.arriving import Gap
from data.store.journal import Kind
from data.store.prints import PrintState
from data.sync.merge import Outlook
from kiosk.words import Words, mark, money_words, time_words

_SETTINGS = {
    "name": mark("the event's name"),
    "date": mark("its day"),
    "timezone": mark("its time zone"),
    "currency": mark("its currency"),
    "capacity": mark("its capacity"),
    "walk_in_product": mark("the product of walk-ins"),
    "companion_product": mark("the product of companions"),
}


def outlook_words(outlook: Outlook, words: Words) -> str:
    """ "12 check-ins, 2 exits, 3 guests"; what is written about badges goes without saying."""
    kinds, plural = outlook.kinds, words.ngettext
    taken_back = kinds.get(Kind.ANNUL, 0)
    parts = (
        (plural("{number} check-in", "{number} check-ins", kinds.get(Kind.CHECK_IN, 0)),
         kinds.get(Kind.CHECK_IN, 0)),
        (plural("{number} exit", "{number} exits", kinds.get(Kind.EXIT, 0)),
         kinds.get(Kind.EXIT, 0)),
        (plural("{number} taken back", "{number} taken back", taken_back), taken_back),
        (plural("{number} payment", "{number} payments", kinds.get(Kind.PAYMENT, 0)),
         kinds.get(Kind.PAYMENT, 0)),
        (plural("{number} guest added or changed", "{number} guests added or changed",
                outlook.guests), outlook.guests),
    )  # fmt: skip
    said = [form.format(number=number) for form, number in parts if number]
    if said:
        return ", ".join(said)
    if outlook.new:
        return words.gettext("only notes about badges and scans")
    return words.gettext("nothing that is not known here")


def settings_words(outlook: Outlook, words: Words) -> list[str]:
    """Which of the event's settings come along and which stay, a line each."""
    _ = words.gettext
    lines = []
    for names, form in (
        (outlook.taken_over, _("Taken over from there: {what}.")),
        (outlook.different, _("Set otherwise there, and kept as here: {what}.")),
    ):
        if names:
            lines.append(form.format(what=", ".join(_(_SETTINGS[name]) for name in names)))
    return lines


def entry_words(one: DoubleEntry, event: EventInfo, words: Words) -> str:
    """Where and when one of a double came in, and what was taken: "20:14 · Desk 1 · €10"."""
    entry = one.entry
    parts = [time_words(entry.at, event.timezone, words.language)]
    parts += [entry.device_name] if entry.device_name else []
    paid = sum(one.paid_minor.values())
    if paid:
        parts.append(money_words(paid, event.currency, words.language))
    if len(one.taken_back) > 1:
        parts.append(f"+{len(one.taken_back) - 1}")
    parts += [entry.gate] if entry.gate else []
    parts += [words.gettext("with a badge")] if one.has_badge else []
    return " · ".join(parts)


def made_words(badge: MadeBadge, event: EventInfo, words: Words, *, with_box: bool = True) -> str:
    """When and where one of two badges was made: "20:14 · Desk 1 · QL-820"."""
    _ = words.gettext
    parts = [time_words(badge.at, event.timezone, words.language)]
    parts += [badge.device_name] if badge.device_name else []
    match badge.state:
        case PrintState.IN_BOX:
            parts += [_("box {box}").format(box=badge.printer)] if with_box else []
        case PrintState.BY_HAND:
            parts.append(_("written by hand"))
        case PrintState.TAKEN | PrintState.UNKNOWN:
            parts.append(_("may have come out"))
            parts += [badge.printer] if badge.printer else []
        case _:
            parts += [badge.printer] if badge.printer else []
    return " · ".join(parts)


def badges_words(double: BadgeDouble, event: EventInfo, words: Words) -> str:
    """One line about two badges of a guest, or two piles, where there is nothing to press."""
    both = ", ".join(made_words(badge, event, words) for badge in double.badges)
    if double.pile:
        form = words.gettext("{name} and {number} more: two badges each ({which}).")
        number = len(double.pile)
        return form.format(name=double.guest.shown_name, number=number, which=both)
    return words.gettext("{name}: two badges ({which}).").format(
        name=double.guest.shown_name, which=both
    )


def double_words(double: Double, event: EventInfo, words: Words) -> str:
    """One line about a double, where there is nothing to press."""
    name = double.guest.shown_name
    if double.host is not None:
        name = words.gettext("companion of {name}").format(name=name)
    both = ", ".join(entry_words(one, event, words) for one in double.entries)
    return f"{name}: {both}"


def given_back_words(one: GivenBackTwice, event: EventInfo, words: Words) -> str:
    """One line about money given back twice."""
    amount = money_words(one.amount_minor, event.currency, words.language)
    times = ", ".join(
        f"{time_words(time.at, event.timezone, words.language)} {time.device_name}"
        for time in one.times
    )
    return words.gettext("{name}: {amount} given back twice ({times}).").format(
        name=one.guest.shown_name, amount=amount, times=times
    )


def gap_words(gaps: Sequence[Gap], words: Words) -> list[str]:
    """Whose rows are missing, a line each."""
    return [
        words.ngettext(
            "{number} row of {device} has not come yet. Take in the file of that laptop.",
            "{number} rows of {device} have not come yet. Take in the file of that laptop.",
            gap.missing,
        ).format(number=gap.missing, device=gap.device_name or words.gettext("another laptop"))
        for gap in gaps
    ]
