"""Guest -> badge: the one place where the guest list and the paper meet."""

import unicodedata

from badges.badge import Badge
from data.guests import EventInfo, Guest
from data.tickets import badge_code
from kiosk.words import Words

# Where the family name comes first, a bare name must not be taken apart at its first space.
FAMILY_NAME_FIRST = frozenset({"CN", "HK", "HU", "JP", "KH", "KP", "KR", "MO", "SG", "TW", "VN"})
_SPLITTING_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")


def badge_for(guest: Guest, host: Guest | None, event: EventInfo, words: Words) -> Badge:
    """What this guest's badge says. ``host``: who brought a companion."""
    name = guest.badge_name or guest.name
    brought = ""
    if host is not None:
        brought = words.gettext("Guest of {name}").format(name=host.shown_name)
    if not name:
        code = badge_code(event.event_id, guest.id)
        return Badge(name=brought, countries=guest.countries, event_name=event.name, code=code)
    first, last = name_parts(guest)
    return Badge(
        first_name=first,
        last_name=last,
        name="" if first else name,
        countries=guest.countries,
        second_line=brought or guest.company,
        event_name=event.name,
        company=guest.company,
        product=guest.product,
        languages=guest.speaks,
        ask_about=guest.ask_about,
        code=badge_code(event.event_id, guest.id),
    )


def name_parts(guest: Guest) -> tuple[str, str]:
    """First name and the rest, or two empty texts where nobody knows how the name divides."""
    if guest.badge_name:
        return "", ""
    if guest.first_name:
        return guest.first_name, guest.last_name
    words = guest.name.split()
    if len(words) < 2 or words[0].endswith(".") or FAMILY_NAME_FIRST & set(guest.countries):
        return "", ""
    letters = [c for c in guest.name if c.isalpha()]
    if not all(unicodedata.name(c, "").startswith(_SPLITTING_SCRIPTS) for c in letters):
        return "", ""
    return words[0], " ".join(words[1:])
