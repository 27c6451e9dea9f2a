"""A calendar day as people type it."""

import re
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date, parse_date

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")


def read_day(text: str, language: str) -> date | None:
    """The day meant by "2026-11-28", "28.11.2026" or "28.11.26"; None where it is none.

    Day and month stand as the language has them; plain English means Britain's order.
    """
    iso = _ISO.match(text)
    try:
        if iso is not None:
            return date(*map(int, iso.groups()))
        return parse_date(text, locale=_written(language), format="short")
    except (ValueError, IndexError):  # ParseError is a ValueError
        return None


def day_words(day: date, language: str) -> str:
    """ "Saturday 28 November 2026"."""
    return format_date(day, "full", locale=_written(language))


def next_day(text: str, by: int, language: str) -> str:
    """The day ``by`` days later, as ISO 8601; the text itself where it is no day."""
    day = read_day(text, language)
    try:
        return text if day is None else (day + timedelta(days=by)).isoformat()
    except OverflowError:
        return text


def _written(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language)
