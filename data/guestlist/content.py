"""What a column holds, judged by what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.countries import CountryGuess
from data.guestlist.clean import clean
from data.guestlist.vocabulary import (
    header_key,
    paid_words,
    status_words,
    ways_to_pay,
    yes_no_words,
)

CountryFinder = Callable[[str], CountryGuess]

EMAIL = re.compile(
    r"[^\s@<>,;:\"()\[\]]{1,64}@[^\s@<>,;:\"()\[\]]{1,190}\.[^\s@<>,;:\"()\[\].]{2,63}"
)
_NAME = re.compile(r"[^\W\d_](?:[\w'’ʻ`.,\-‐·・() \u200c\u200d]|[^\x00-\u02ff]){0,79}")
_CODE = re.compile(r"[A-Za-z0-9+/=_\-.:]{6,}")
_PLUS = re.compile(r"\+\s?\d{1,2}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_name_like(text: str) -> bool:
    """Whether ``text`` could be a person's name: letters, at most six words, no digits."""
    return (
        _NAME.fullmatch(text) is not None
        and not any(c.isdigit() for c in text)
        and len(text.split()) <= 6
    )


def without_emails(text: str) -> str:
    """``text`` fit for a screen: of an e-mail address only the first letter and the domain."""
    return EMAIL.sub(lambda found: found[0][0] + "…@" + found[0].split("@")[1], text)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares from 0 to 1 of a column's filled cells."""

    filled: int = 0
    email: float = 0.0
    country: float = 0.0
    yes_no: float = 0.0
    status: float = 0.0
    paid: float = 0.0
    way: float = 0.0  # of paying; it is among those that say "paid"
    plus: float = 0.0
    code: float = 0.0
    name: float = 0.0
    full_name: float = 0.0  # more than one word, or written without blanks between words
    unique: float = 0.0
    number: float = 0.0


def profile(cells: Sequence[str], find: CountryFinder) -> Profile:
    """The profile of a column. Cells are cleaned here."""
    values = [text for text in map(clean, cells) if text and len(text) <= 200]
    if not values:
        return Profile()
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1

    def share(holds: Callable[[str], bool]) -> float:
        return sum(n for value, n in counts.items() if holds(value)) / len(values)

    def is_code(value: str) -> bool:
        return _CODE.fullmatch(value) is not None and (
            len(value) >= 12 or any(c.isdigit() for c in value)
        )

    def is_country(value: str) -> bool:
        guess = find(value) if len(value) <= 60 else None
        return guess is not None and guess.certain and bool(guess.codes)

    yes_no, status, paid = yes_no_words(), status_words(), paid_words()
    keys = {value: header_key(value) for value in counts}
    return Profile(
        filled=len(values),
        email=share(lambda v: EMAIL.fullmatch(v) is not None),
        country=share(is_country),
        yes_no=share(lambda v: keys[v] in yes_no),
        status=share(lambda v: keys[v] in status and keys[v] not in yes_no),
        paid=share(lambda v: keys[v] in paid and keys[v] not in yes_no),
        way=share(lambda v: keys[v] in ways_to_pay()),
        plus=share(lambda v: _PLUS.fullmatch(v) is not None),
        code=share(is_code),
        name=share(is_name_like),
        full_name=share(lambda v: is_name_like(v) and (" " in v or bool(_HAN.search(v)))),
        unique=len(counts) / len(values),
        number=share(lambda v: v.replace(".", "").replace(",", "").isdigit()),
    )
