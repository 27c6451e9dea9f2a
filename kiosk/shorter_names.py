"""Shorter names for a badge that has no room for the whole one."""

from collections.abc import Iterator

from data.guests import Guest
from kiosk.badge_for import FAMILY_NAME_FIRST

_ARABIC_PARTICLES = frozenset(["عبد", "بن", "ابن", "بنت", "آل", "أبو", "ابو", "أم"])
_PARTICLE_MOST = 5  # letters: "de la", "van", "bin", "von der"


def shorter_names(guest: Guest) -> Iterator[str]:
    """What the badge could say instead, the most telling first; nothing where there is no shorter
    name. Only what is on the list: nobody is given a nickname.
    """
    if not guest.first_name and FAMILY_NAME_FIRST & set(guest.countries):
        ways = _from_the_end(guest)
    else:
        ways = _from_the_beginning(guest)
    seen = {guest.shown_name}
    for way in ways:
        name = " ".join(way.split())
        if name and name not in seen and len(name) < len(guest.shown_name):
            seen.add(name)
            yield name


def _from_the_end(guest: Guest) -> tuple[str, ...]:
    """Vietnamese names end with the one that people are called by; others are best left whole."""
    words = guest.name.split()
    return (" ".join(words[-2:]), words[-1]) if "VN" in guest.countries and words else ()


def _from_the_beginning(guest: Guest) -> tuple[str, ...]:
    first, last = _parts(guest)
    return (
        f"{first} {last}",
        f"{_one_word(first)} {last}",
        f"{_one_word(first)} {_last_surname(last)}",
        f"{_one_word(first)} {_initial(last)}",
        _one_word(first),
    )


def _parts(guest: Guest) -> tuple[str, str]:
    """Given names and surname without titles; a single word is a given name."""
    if guest.first_name:
        return _untitled(guest.first_name), _untitled(guest.last_name)
    words = _untitled(guest.name.split(",")[0]).split()
    begin = next((i for i, word in enumerate(words) if i and _is_particle(word)), len(words) - 1)
    begin = max(1, begin)
    return " ".join(words[:begin]), " ".join(words[begin:])


def _untitled(name: str) -> str:
    """Without "Dr." before and "h.c." behind."""
    words = [word for word in name.replace(",", " ").split() if not word.endswith(".")]
    return " ".join(words) if words else name


def _one_word(first: str) -> str:
    return first.split()[0] if first else ""


def _last_surname(last: str) -> str:
    """The last word with the particles before it: "y Villanueva" is one without its "y"."""
    words = last.split()
    if not words:
        return ""
    begin = len(words) - 1
    while begin and _is_particle(words[begin - 1]) and len(words[begin - 1]) > 1:
        begin -= 1
    return " ".join(words[begin:])


def _initial(last: str) -> str:
    words = [word for word in last.split() if not _is_particle(word)]
    letter = words[0][0] if words else ""
    return f"{letter}." if letter and letter.isalpha() and letter != letter.lower() else ""


def _is_particle(word: str) -> bool:
    return word in _ARABIC_PARTICLES or (word.islower() and len(word) <= _PARTICLE_MOST)
